/*
 * decision: the provincial agency drafts, a leader signs; see act/decision.h.
 */
#include "web/decision.h"

#include "act/province.h"
#include "core/scoring.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/room.h"
#include "web/routes.h"
#include "core/bylaw.h"

enum text
decision_kind_text(int64_t kind)
{
	return kind == DECISION_APPROVE ? T_decision_kind_approve :
	    kind == DECISION_REVOKE ? T_decision_kind_revoke :
	    T_decision_kind_recognise;
}

/* The drafts and candidates; `signer` shows the leader's side of it. */
static enum rc
decisions_page(struct visit *v, bool signer)
{
	struct decisions_page p = { .signer = signer };
	struct str *means;
	enum rc rc = decision_index_load(&v->ctx, &p.v);

	if (rc != RC_OK)
		return rc;
	means = ARENA_ARRAY(v->ctx.mem, p.v.candidates.n + 1, struct str);
	for (size_t i = 0; i < p.v.candidates.n; i++) {
		const struct q_decision_candidates *d = &p.v.candidates.v[i];

		means[i] = score_mean_round(v->ctx.mem, d->sum, d->sheets,
		    bylaw_decimals(d->decimals.has, d->decimals.v));
		p.n_recognise += p.v.ways[i] == WAY_RECOGNISE;
		p.n_approve += p.v.ways[i] == WAY_APPROVE;
		p.n_none += p.v.ways[i] == WAY_NOTIFY;
		p.n_back += p.v.ways[i] == WAY_SEND_BACK;
	}
	p.means = means;
	html_decision_index(visit_page(v), &p);
	return RC_OK;
}

enum rc
decision_index(struct visit *v)
{
	return decisions_page(v, false);
}

enum rc
signing_index(struct visit *v)
{
	return decisions_page(v, true);
}

static enum rc
decision_page_of(struct visit *v, bool signer)
{
	struct decision_page p = { .signer = signer };
	struct str *means, *bands;
	enum rc rc = decision_load(&v->ctx, (struct decision_id){ v->id[0] }, &p.v);

	if (rc != RC_OK)
		return rc;
	means = ARENA_ARRAY(v->ctx.mem, p.v.items.n + 1, struct str);
	bands = ARENA_ARRAY(v->ctx.mem, p.v.items.n + 1, struct str);
	for (size_t i = 0; i < p.v.items.n; i++) {
		const struct q_decision_items *d = &p.v.items.v[i];

		means[i] = score_mean_round(v->ctx.mem, d->sum, d->sheets,
		    bylaw_decimals(d->decimals.has, d->decimals.v));
		bands[i] = visit_set_name(v, d->set_code);
	}
	p.means = means;
	p.bands = bands;
	p.draft = p.v.d.state == DECISION_DRAFT;
	if (!p.draft && ((rc = receipt_load(&v->ctx, "decision.sign", "decision",
	    v->id[0], &p.receipt)) != RC_OK ||
	    (rc = receipt_prove(&v->ctx, &p.receipt)) != RC_OK))
		return rc;
	html_decision_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
decision_show(struct visit *v)
{
	return decision_page_of(v, false);
}

enum rc
signing_show(struct visit *v)
{
	return decision_page_of(v, true);
}

enum rc
decision_draft_post(struct visit *v)
{
	const struct decision_draft_form *f = FORM_OF(v, decision_draft);
	struct dossier_id *ids = ARENA_ARRAY(v->ctx.mem, f->dossier.n + 1,
	    struct dossier_id);
	struct decision_id id;
	enum rc rc;

	for (size_t i = 0; i < f->dossier.n; i++)
		if (!str_int(f->dossier.v[i], &ids[i].v))
			return FAIL(&v->ctx, WHY_ABSENT, "%s", "dossier");
	rc = decision_draft(&v->ctx, (enum decision_kind)f->kind.v, ids,
	    f->dossier.n, &id);
	return rc == RC_OK ? visit_go(v, "/tinh/quyet-dinh/%", id.v) : rc;
}

enum rc
decision_drop_post(struct visit *v)
{
	enum rc rc = decision_drop_item(&v->ctx,
	    (struct decision_id){ v->id[0] },
	    (struct dossier_id){ FORM_OF(v, decision_drop)->dossier });

	return rc == RC_OK ? visit_go(v, "/tinh/quyet-dinh/%", v->id[0]) : rc;
}

enum rc
result_notify_post(struct visit *v)
{
	enum rc rc = province_notify(&v->ctx, (struct dossier_id){ v->id[0] });

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_decision_notified);
	return visit_go(v, "/tinh/quyet-dinh");
}

enum rc
decision_sign_post(struct visit *v)
{
	const struct decision_sign_form *f = FORM_OF(v, decision_sign);
	enum rc rc = decision_sign(&v->ctx, (struct decision_id){ v->id[0] },
	    &(struct signing){ .version = f->version.v, .number = f->number_text,
	    .title = f->signer_title, .confirmed = f->confirmed });

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_decision_signed_now);
	return visit_go(v, "/ky/%", v->id[0]);
}

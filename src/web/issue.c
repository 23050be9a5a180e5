/*
 * issue: a paper's number, the copy given out to be signed, and the signed file
 * that comes back, with its signatures in words. See act/issue.h.
 */
#include "web/issue.h"

#include "act/reasons.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

enum text
signed_state_text(int64_t state)
{
	static const enum text texts[] = { [SIGNED_GOOD] = T_signed_state_good,
		[SIGNED_TO_TRUST] = T_signed_state_trust, [SIGNED_TO_COMPARE] = T_signed_state_compare,
		[SIGNED_COMPARED] = T_signed_state_compared, [SIGNED_REFUSED] = T_signed_state_refused };

	return state >= SIGNED_GOOD && state <= SIGNED_REFUSED ? texts[state] : T_NONE;
}

enum text
signature_state_text(int64_t state)
{
	static const enum text texts[SIGNATURE_STATE__COUNT] = {
		[SIGNATURE_GOOD] = T_signature_state_good,
		[SIGNATURE_MALFORMED] = T_signature_state_malformed,
		[SIGNATURE_KIND] = T_signature_state_kind, [SIGNATURE_BROKEN] = T_signature_state_broken,
		[SIGNATURE_WEAK] = T_signature_state_weak,
		[SIGNATURE_UNTRUSTED] = T_signature_state_untrusted,
		[SIGNATURE_EXPIRED] = T_signature_state_expired,
		[SIGNATURE_REVOKED] = T_signature_state_revoked };

	return state > 0 && state < SIGNATURE_STATE__COUNT ? texts[state] : T_NONE;
}

/* The paper that the address names; absent when it is none that is issued. */
static enum rc
paper_of(struct visit *v, const struct paper **out)
{
	*out = paper_issued(v->arg[0]);
	return *out == NULL ? FAIL(&v->ctx, WHY_ABSENT, "%s", "no such paper") : RC_OK;
}

/* Where the thing of a paper stands for whoever may issue it; %: its number. */
static const struct {
	const char *paper;
	enum right right;
	const char *at;
} backs[] = {
	{ "mau-03", MAY_RECEIVE, "/xa/ho-so/%" },
	{ "de-nghi", MAY_RECEIVE, "/xa/ho-so/%" },
	{ "bao-cao-to", MAY_ADVISE, "/to-tu-van/%" },
	{ "chuong-trinh", MAY_MANAGE, "/tinh/phien/%" },
	{ "bien-ban", MAY_SIT, "/thu-ky/phien/%" },
	{ "to-trinh", MAY_SIT, "/thu-ky/phien/%" },
	{ "quyet-dinh", MAY_MANAGE, "/tinh/quyet-dinh/%" },
	{ "quyet-dinh", MAY_SIGN, "/ky/%" },
	{ "ket-qua", MAY_MANAGE, "/ho-so/%/ket-qua" },
	{ "sap-het-han", MAY_MANAGE, "/chung-nhan" },
	{ "bien-ban-kiem-tra", MAY_INSPECT, "/hau-kiem/%" },
	{ "thu-hoi", MAY_MANAGE, "/tinh/quyet-dinh/%" },
	{ "thu-hoi", MAY_SIGN, "/ky/%" },
};

static struct address
back_to(struct visit *v, struct str paper, int64_t id)
{
	for (size_t i = 0; i < sizeof(backs) / sizeof(backs[0]); i++) {
		struct str at = str_c(backs[i].at);
		size_t n = str_find(at, '%');

		if (!str_eq(paper, str_c(backs[i].paper)) ||
		    !right_has(&v->ctx.actor, backs[i].right))
			continue;
		return address_kept(n == at.n ? at : str_printf(v->ctx.mem, "%.*s%lld%.*s",
		    STR_ARG(str_head(at, n)), (long long)id, STR_ARG(str_from(at, n + 1))));
	}
	return address_kept(S("/viec"));
}

enum rc
issue_show(struct visit *v)
{
	struct issue_page p = { .name = v->arg[0] };
	const struct paper *paper;
	enum rc rc;

	if ((rc = paper_of(v, &paper)) != RC_OK ||
	    (rc = issue_load(&v->ctx, paper, v->id[0], &p.v)) != RC_OK)
		return rc;
	p.may_sign = p.v.there && p.v.issue.hash.n > 0;
	p.may_keep = !p.may_sign && p.v.number.n > 0;
	for (size_t i = 0; i < p.v.files.n; i++)
		p.came_back = p.came_back || (p.v.files.v[i].state != SIGNED_REFUSED &&
		    p.v.files.v[i].state != SIGNED_TO_COMPARE);
	p.may_number = p.v.numbers && p.v.number.n == 0;
	p.back = back_to(v, p.name, p.v.id);
	html_issue_show(visit_page(v), v, &p);
	return RC_OK;
}

static enum rc
issue_done(struct visit *v, enum rc rc, enum text said)
{
	if (rc != RC_OK)
		return rc;
	visit_flash(v, said);
	/* The name is one of the table: the act would not have known another. */
	return visit_go_to(v, str_printf(v->ctx.mem, "/van-ban/%.*s/%lld", STR_ARG(v->arg[0]),
	    (long long)v->id[0]));
}

enum rc
issue_number_post(struct visit *v)
{
	const struct paper *paper;
	enum rc rc = paper_of(v, &paper);

	return issue_done(v, rc != RC_OK ? rc : issue_number(&v->ctx, paper, v->id[0]),
	    T_issue_numbered);
}

enum rc
issue_keep_prepare_post(struct visit *v)
{
	struct blob_kept *kept = ARENA_NEW(v->ctx.mem, struct blob_kept);
	const struct paper *paper;
	enum rc rc = paper_of(v, &paper);

	v->prepared = kept;
	return rc != RC_OK ? rc : issue_keep_prepare(&v->ctx, paper, v->id[0], kept);
}

enum rc
issue_keep_post(struct visit *v)
{
	const struct paper *paper;
	enum rc rc = paper_of(v, &paper);

	return issue_done(v, rc != RC_OK ? rc : issue_keep(&v->ctx, paper, v->id[0], v->prepared),
	    T_issue_kept);
}

enum rc
issue_signed_prepare_post(struct visit *v)
{
	const struct file_in *file = FORM_OF(v, signed_file)->signed_pdf.v;
	struct signed_file *f = ARENA_NEW(v->ctx.mem, struct signed_file);
	struct issue_view view;
	const struct paper *paper;
	enum rc rc;

	v->prepared = f;
	if ((rc = paper_of(v, &paper)) != RC_OK ||
	    (rc = issue_load(&v->ctx, paper, v->id[0], &view)) != RC_OK)
		return rc;
	return issue_signed_prepare(&v->ctx, &view, &(struct look_at){ .path = file->path,
	    .name = file->name, .purpose = LOOK_EVIDENCE }, f);
}

enum rc
issue_signed_post(struct visit *v)
{
	const struct paper *paper;
	enum rc rc = paper_of(v, &paper);

	return issue_done(v, rc != RC_OK ? rc : issue_signed_add(&v->ctx, paper, v->id[0],
	    v->prepared), T_issue_signed_kept);
}

enum rc
issue_compare_post(struct visit *v)
{
	const struct signed_compare_form *f = FORM_OF(v, signed_compare);
	const struct paper *paper;
	enum rc rc = paper_of(v, &paper);

	if (rc == RC_OK && !f->same && f->why.n == 0) {
		fault_field(v->ctx.fault, S("why"), &WHY_REASON_MISSING, S(""));
		rc = fault_rc(v->ctx.fault);
	}
	return issue_done(v, rc != RC_OK ? rc : issue_compare(&v->ctx, paper, v->id[0],
	    (struct signed_id){ f->signed_copy }, f->same ? S("") : f->why), T_issue_compared);
}

static enum rc
send_kept(struct visit *v, struct signed_id file, const char *what)
{
	const struct paper *paper;
	struct str path;
	enum rc rc;

	if ((rc = paper_of(v, &paper)) != RC_OK ||
	    (rc = issue_file(&v->ctx, paper, v->id[0], file, &path)) != RC_OK)
		return rc;
	return visit_file(v, S("application/pdf"), path, str_printf(v->ctx.mem, "%s-%lld-%s.pdf",
	    paper->name, (long long)v->id[0], what));
}

enum rc
issue_kept_show(struct visit *v)
{
	return send_kept(v, (struct signed_id){ 0 }, "de-ky");
}

enum rc
issue_signed_show(struct visit *v)
{
	return send_kept(v, (struct signed_id){ v->id[1] }, "da-ky");
}

enum rc
issue_revision_show(struct visit *v)
{
	const struct paper *paper;
	struct issue_view issue;
	struct str pdf;
	enum rc rc;

	if ((rc = paper_of(v, &paper)) != RC_OK ||
	    (rc = issue_load(&v->ctx, paper, v->id[0], &issue)) != RC_OK ||
	    (rc = issue_revision(&v->ctx, &issue, (struct signed_id){ v->id[1] }, v->id[2], &pdf)) != RC_OK)
		return rc;
	return visit_bytes(v, S("application/pdf"), pdf);
}

/* ---- signs behind the numbers ------------------------------------------------------ */

struct str
series_called(const struct series_view *all, struct str series)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->v[i].series, series))
			return all->v[i].papers;
	return series;
}

enum rc
series_show(struct visit *v)
{
	struct series_view all;
	enum rc rc = series_view_load(&v->ctx, &all);

	if (rc == RC_OK)
		html_series_show(visit_page(v), v, &all);
	return rc;
}

enum rc
series_post(struct visit *v)
{
	const struct series_sign_form *f = FORM_OF(v, series_sign);
	enum rc rc = series_set(&v->ctx, &(struct series_setting){ .agency = { f->agency },
	    .series = f->series, .signs = f->signs });

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_series_kept);
	return visit_go(v, "/quan-tri/ky-hieu");
}

/* ---- roots ---------------------------------------------------------------------- */

enum rc
roots_show(struct visit *v)
{
	struct roots_page p;
	enum rc rc = roots_load(&v->ctx, &p.rows);

	if (rc == RC_OK)
		html_roots_show(visit_page(v), v, &p);
	return rc;
}

enum rc
root_add_post(struct visit *v)
{
	enum rc rc = root_add(&v->ctx, FORM_OF(v, root_add)->pem);

	return rc == RC_OK ? visit_go(v, "/quan-tri/goc-tin-cay") : rc;
}

enum rc
root_drop_post(struct visit *v)
{
	enum rc rc = root_drop(&v->ctx, FORM_OF(v, root_drop)->root);

	return rc == RC_OK ? visit_go(v, "/quan-tri/goc-tin-cay") : rc;
}

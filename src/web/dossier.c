/*
 * dossier: opening, where it is, check answers, hand in, take back, answer a
 * supplement. Handlers read, call the act, choose the answer.
 */
#include "web/dossier.h"

#include "act/result.h"
#include "html.h"
#include "web/forms.h"
#include "web/routes.h"

/* ---- opening and the list of tasks ------------------------------------------------- */

enum rc
dossier_open_post(struct visit *v)
{
	const struct opening_form *f = FORM_OF(v, opening);
	const bool known = f->kind.has && f->kind.v >= DOSSIER_FIRST &&
	    f->kind.v < DOSSIER_KIND__COUNT;
	struct dossier_id id;
	enum rc rc = dossier_open(&v->ctx, &(struct opening){
	    .product = { v->id[0] }, .late_why = f->late_why,
	    .kind = known ? (enum dossier_kind)f->kind.v : DOSSIER_FIRST }, &id);

	return rc == RC_OK ? visit_go(v, "/ho-so/%", id.v) : rc;
}

static void
task_pages_fill(struct visit *v, const struct paper_values *texts,
    enum paper_form form, struct task_pages *out)
{
	const int n = paper_pages(form);
	struct task_page *p = ARENA_ARRAY(v->ctx.mem, (size_t)n, struct task_page);
	int i;

	for (i = 1; i <= n; i++)
		p[i - 1] = (struct task_page){ i, paper_page_title(form, i),
			gap_page(texts, form, i) };
	*out = (struct task_pages){ form, p, (size_t)n };
}

static enum progress
criteria_progress(const struct self_assessment *s)
{
	if (s->n_left == 0)
		return DONE;
	return s->n_left == s->n ? NOT_BEGUN : IN_PROGRESS;
}

enum rc
dossier_show(struct visit *v)
{
	struct ctx *c = &v->ctx;
	struct dossier_page p = { .producer = false };
	struct paper_values texts;
	enum rc rc;

	if ((rc = dossier_load(c, (struct dossier_id){ v->id[0] }, &p.d)) != RC_OK ||
	    (rc = paper_text_load(c, &p.d, &texts)) != RC_OK ||
	    (rc = self_load(c, &p.d, &p.self)) != RC_OK ||
	    (rc = gap_find(c, &p.d, &texts, &p.self, &p.gaps)) != RC_OK ||
	    (rc = supplement_list(c, &p.d, &p.supplements)) != RC_OK ||
	    (rc = above_stopped(c, &p.d, &p.stops)) != RC_OK ||
	    (rc = dossier_history(c, &p.d, &p.history)) != RC_OK ||
	    (rc = result_is_open(c, &p.d, &p.result)) != RC_OK)
		return rc;
	if ((rc = whereabouts_fill(v, &p.d, &p.where)) != RC_OK)
		return rc;
	task_pages_fill(v, &texts, FORM_01, &p.form01);
	task_pages_fill(v, &texts, FORM_02, &p.form02);
	p.criteria = criteria_progress(&p.self);
	p.producer = c->actor.subject.v != 0 && c->actor.subject.v == p.d.subject.v;
	p.commune = right_has(&c->actor, MAY_RECEIVE) &&
	    c->actor.agency.v == p.d.commune.v;
	p.province = right_has(&c->actor, MAY_MANAGE) &&
	    (c->actor.agency.v == p.d.province.v ||
	    c->actor.agency.v == p.d.facts.ministry.v);
	html_dossier_show(visit_page(v), &p);
	return RC_OK;
}

/* ---- check answers, hand in --------------------------------------------------------- */

enum rc
dossier_check_show(struct visit *v)
{
	struct ctx *c = &v->ctx;
	struct check_page p;
	enum rc rc;
	int i;

	if ((rc = dossier_load(c, (struct dossier_id){ v->id[0] }, &p.d)) != RC_OK ||
	    (rc = paper_text_load(c, &p.d, &p.texts)) != RC_OK ||
	    (rc = self_load(c, &p.d, &p.self)) != RC_OK ||
	    (rc = gap_find(c, &p.d, &p.texts, &p.self, &p.gaps)) != RC_OK)
		return rc;
	for (i = 0; i < 12; i++) {
		p.titles[0][i] = paper_page_title(FORM_01, i);
		p.titles[1][i] = paper_page_title(FORM_02, i);
	}
	html_dossier_check(visit_page(v), &p);
	return RC_OK;
}

enum rc
dossier_submit_post(struct visit *v)
{
	const struct dossier_id id = { v->id[0] };
	enum rc rc = dossier_submit(&v->ctx, id, FORM_OF(v, dossier_submit)->truthful);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_dossier_submitted_flash);
	return visit_go(v, "/ho-so/%", id.v);
}

enum rc
dossier_withdraw_show(struct visit *v)
{
	struct withdraw_page p = { .why = S("") };
	enum rc rc = dossier_load(&v->ctx, (struct dossier_id){ v->id[0] }, &p.d);

	if (rc != RC_OK)
		return rc;
	if (v->again)
		p.why = pairs_get(v->raw, S("why"));
	html_dossier_withdraw(visit_page(v), &p);
	return RC_OK;
}

enum rc
dossier_withdraw_post(struct visit *v)
{
	const struct dossier_id id = { v->id[0] };
	enum rc rc = dossier_withdraw(&v->ctx, id, FORM_OF(v, why)->why);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_dossier_withdrawn_flash);
	return visit_go(v, "/ho-so/%", id.v);
}

/* ---- supplements ------------------------------------------------------------------------ */

enum rc
supplement_show(struct visit *v)
{
	struct supplement_page p = { .answer = S("") };
	enum rc rc;

	rc = dossier_load(&v->ctx, (struct dossier_id){ v->id[0] }, &p.d);
	if (rc != RC_OK || (rc = supplement_list(&v->ctx, &p.d, &p.all)) != RC_OK)
		return rc;
	p.late = p.all.open != NULL && supplement_is_late(&v->ctx, p.all.open);
	if (v->again) {
		p.answer = pairs_get(v->raw, S("answer"));
		p.fault_text = field_fault_text(v, S("answer"));
	}
	html_supplement_show(visit_page(v), &p);
	return RC_OK;
}

enum rc
supplement_answer_post(struct visit *v)
{
	const struct dossier_id id = { v->id[0] };
	enum rc rc = supplement_answer(&v->ctx, id,
	    FORM_OF(v, supplement_answer)->answer,
	    FORM_OF(v, supplement_answer)->late_answer);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_supplement_answered_flash);
	return visit_go(v, "/ho-so/%", id.v);
}

/*
 * criterion: Mẫu 02 part III on a phone: one criterion a page, its printed
 * levels as rows, the papers of the box that show it, and the way to the next.
 */
#include <inttypes.h>

#include "base/json.h"
#include "html.h"
#include "web/criterion.h"
#include "web/forms.h"
#include "web/routes.h"

/* ---- showing ----------------------------------------------------------------------- */

static void
levels_fill(struct visit *v, struct criterion_page *p)
{
	const struct levels l = p->line->levels;
	struct level_choice *rows = ARENA_ARRAY(v->ctx.mem, l.n + 1, struct level_choice);
	struct str typed = v->again ? pairs_get(v->raw, S("points")) : S("");
	bool chosen = p->line->answered, zero = false;
	int64_t points = p->line->points;
	size_t i;

	if (v->again)
		chosen = str_int(typed, &points);
	for (i = 0; i < l.n; i++) {
		rows[i] = (struct level_choice){ &l.v[i],
			chosen && points == l.v[i].points };
		chosen = chosen && !rows[i].chosen; /* two levels may print the same points */
		zero = zero || l.v[i].points == 0;
	}
	p->n_levels = l.n;
	if (!zero && l.n > 0)
		rows[p->n_levels++] = (struct level_choice){ NULL, chosen && points == 0 };
	p->levels = rows;
}

static const struct cite *
cite_of(const struct self_line *l, struct evidence_id e)
{
	size_t i;

	for (i = 0; i < l->cites.n; i++)
		if (l->cites.v[i].evidence.v == e.v)
			return &l->cites.v[i];
	return NULL;
}

static struct str
page_text(struct visit *v, int page)
{
	return page > 0 ? str_printf(v->ctx.mem, "%d", page) : S("");
}

/* What is wrong at one paper: its tick or its pages. */
static struct str
paper_fault(struct visit *v, struct evidence_id e)
{
	static const char *const of[] = { "cite", "from", "to" };
	struct str text = S("");

	for (size_t i = 0; i < sizeof of / sizeof *of && text.n == 0; i++)
		text = field_fault_text(v, str_printf(v->ctx.mem, "%s.%" PRId64,
		    of[i], e.v));
	return text;
}

static struct box_row
box_row_of(struct visit *v, const struct criterion_page *p,
    const struct box_paper *paper)
{
	const struct cite *t = cite_of(p->line, paper->id);
	struct box_row r = { .paper = paper, .cited = t != NULL };

	if (v->again) {
		r.cited = pairs_get(v->raw, str_printf(v->ctx.mem, "cite.%" PRId64, paper->id.v)).n > 0;
		r.from = pairs_get(v->raw, str_printf(v->ctx.mem, "from.%" PRId64, paper->id.v));
		r.to = pairs_get(v->raw, str_printf(v->ctx.mem, "to.%" PRId64, paper->id.v));
		r.fault_text = paper_fault(v, paper->id);
	} else if (t != NULL) {
		r.from = page_text(v, t->page_from);
		r.to = page_text(v, t->page_to);
	}
	return r;
}

/* The box with the cited papers on top. */
static enum rc
box_fill(struct visit *v, struct criterion_page *p)
{
	struct box box;
	struct box_row *rows, r;
	enum rc rc;
	size_t i;
	int pass;

	if ((rc = self_box(&v->ctx, &p->d, &box)) != RC_OK)
		return rc;
	rows = ARENA_ARRAY(v->ctx.mem, box.n, struct box_row);
	for (pass = 0; pass < 2; pass++) {
		for (i = 0; i < box.n; i++) {
			r = box_row_of(v, p, &box.v[i]);
			if (r.cited == (pass == 0))
				rows[p->n_box++] = r;
		}
		if (pass == 0)
			p->n_cited = p->n_box;
	}
	p->box = rows;
	return RC_OK;
}

enum rc
criterion_show(struct visit *v)
{
	struct criterion_page p = { .position = 0 };
	enum rc rc;

	rc = dossier_load(&v->ctx, (struct dossier_id){ v->id[0] }, &p.d);
	if (rc != RC_OK || (rc = self_load(&v->ctx, &p.d, &p.self)) != RC_OK)
		return rc;
	if ((p.line = self_line(&p.self, v->arg[0])) == NULL)
		return FAIL(&v->ctx, WHY_ABSENT, "criterion %.*s", STR_ARG(v->arg[0]));
	p.before = self_before(&p.self, p.line->criterion);
	p.next = self_next(&p.self, p.line->criterion);
	p.position = (size_t)(p.line - p.self.lines) + 1;
	p.ask_branch = p.line->criterion->n_cases > 0 && p.line->levels.n == 0;
	p.note = v->again ? pairs_get(v->raw, S("note")) : p.line->note;
	p.points_fault = field_fault_text(v, S("points"));
	p.note_fault = field_fault_text(v, S("note"));
	levels_fill(v, &p);
	if ((rc = box_fill(v, &p)) != RC_OK)
		return rc;
	html_criterion_show(visit_page(v), &p);
	return RC_OK;
}

enum rc
criteria_show(struct visit *v)
{
	struct criterion_page p = { .position = 0 };
	enum rc rc;

	rc = dossier_load(&v->ctx, (struct dossier_id){ v->id[0] }, &p.d);
	if (rc != RC_OK || (rc = self_load(&v->ctx, &p.d, &p.self)) != RC_OK)
		return rc;
	html_criteria_show(visit_page(v), &p);
	return RC_OK;
}

/* ---- keeping ------------------------------------------------------------------------- */

/* Pages as typed: empty is the whole paper, one number is one page, anything
 * that is no number is -1, which the act refuses at its place. */
static void
pages_read(struct str from, struct str to, struct cite_typed *out)
{
	int64_t a = 0, b = 0;

	if (from.n > 0 && (!str_int(from, &a) || a < 1 || a > 100000))
		a = -1;
	if (to.n > 0 && (!str_int(to, &b) || b < 1 || b > 100000))
		b = -1;
	if (b == 0)
		b = a;
	if (a == 0)
		a = b;
	out->page_from = (int)a;
	out->page_to = (int)b;
}

static bool
raw_has(const struct visit *v, struct str name)
{
	size_t i;

	for (i = 0; i < v->raw.n; i++)
		if (str_eq(v->raw.v[i].name, name))
			return true;
	return false;
}

/* What was said so far of one paper. */
static struct cite_typed *
cite_typed_of(struct cite_typed *all, size_t *n, int64_t evidence)
{
	for (size_t i = 0; i < *n; i++)
		if (all[i].evidence.v == evidence)
			return &all[i];
	all[*n] = (struct cite_typed){ .evidence = { evidence } };
	return &all[(*n)++];
}

/* Both ends of the pages come together. */
static void
self_pages_typed(const struct self_form *f, struct str id, struct cite_typed *t)
{
	t->with_pages = true;
	pages_read(pairs_get(f->from, id), pairs_get(f->to, id), t);
}

/* A whole form: the papers that are ticked, and no others. Our script sends
 * only what was changed: a tick, or the pages of a paper. */
static struct cites_typed
self_cites_typed(struct visit *v)
{
	const struct self_form *f = FORM_OF(v, self);
	struct cite_typed *all = ARENA_ARRAY(v->ctx.mem,
	    f->cite.n + f->from.n + f->to.n, struct cite_typed);
	size_t n = 0;
	int64_t id;

	for (size_t i = 0; i < f->cite.n; i++) {
		if (!str_int(f->cite.v[i].name, &id))
			continue;
		struct cite_typed *t = cite_typed_of(all, &n, id);

		t->with_named = true;
		t->named = f->cite.v[i].value.n > 0;
		if (!v->wants_json)
			self_pages_typed(f, f->cite.v[i].name, t);
	}
	for (size_t i = 0; v->wants_json && i < f->from.n; i++)
		if (str_int(f->from.v[i].name, &id))
			self_pages_typed(f, f->from.v[i].name,
			    cite_typed_of(all, &n, id));
	return (struct cites_typed){ all, n, !v->wants_json };
}

/* Our script sends only what was changed: points, description, papers. */
static void
self_typed(struct visit *v, struct self_input *in)
{
	const struct self_form *f = FORM_OF(v, self);

	*in = (struct self_input){
		.criterion = v->arg[0], .version = f->version,
		.with_points = !v->wants_json || raw_has(v, S("points")),
		.answered = f->points.has, .points = (int)f->points.v,
		.with_note = !v->wants_json || raw_has(v, S("note")), .note = f->note,
		.cites = self_cites_typed(v),
	};
}

static enum rc
criterion_go(struct visit *v, struct dossier_id id, const struct criterion *to)
{
	return visit_go_to(v, str_printf(v->ctx.mem,
	    "/ho-so/%" PRId64 "/tieu-chi/%.*s", id.v, STR_ARG(to->id)));
}

/* The server's words for our script, in place of its own guess. */
static enum rc
criterion_answer(struct visit *v, const struct dossier *d)
{
	struct self_assessment self;
	struct json_out o;
	enum rc rc = self_load(&v->ctx, d, &self);

	if (rc != RC_OK)
		return rc;
	o = json_out(visit_json(v));
	json_open(&o, '{');
	json_name(&o, S("version"));
	json_put_int(&o, self_line(&self, v->arg[0])->version);
	json_name(&o, S("saved"));
	json_put_str(&o, str_head(moment_text(v->ctx.mem, v->ctx.now), 5));
	json_name(&o, S("why"));
	json_put_str(&o, self_total_text(v, &self));
	json_name(&o, S("left"));
	json_put_str(&o, self.n_left == 0 ? visit_text(v, T_self_all_answered, S("")) :
	    visit_text(v, T_self_left, str_printf(v->ctx.mem, "%zu", self.n_left)));
	json_close(&o, '}');
	return RC_OK;
}

enum rc
criterion_post(struct visit *v)
{
	const struct self_form *f = FORM_OF(v, self);
	const struct dossier_id id = { v->id[0] };
	struct self_input in;
	const struct criterion *next;
	struct dossier d;
	struct self_assessment self;
	enum rc rc;

	self_typed(v, &in);
	if ((rc = self_save(&v->ctx, id, &in)) != RC_OK)
		return rc;
	if ((rc = dossier_load(&v->ctx, id, &d)) != RC_OK)
		return rc;
	if (v->wants_json)
		return criterion_answer(v, &d);
	next = set_criterion(d.set, v->arg[0]);
	REQUIRE(next != NULL);
	if (str_eq(f->go, S("paper")))
		return visit_go_to(v, str_printf(v->ctx.mem,
		    "/giay-to/moi?dossier=%" PRId64 "&criterion=%.*s", id.v,
		    STR_ARG(next->id)));
	if (str_eq(f->go, S("list")))
		return visit_go(v, "/ho-so/%/tieu-chi", id.v);
	if (str_eq(f->go, S("stay")))
		return criterion_go(v, id, next);
	if ((rc = self_load(&v->ctx, &d, &self)) != RC_OK)
		return rc;
	if ((next = self_next(&self, next)) == NULL)
		return visit_go(v, "/ho-so/%/tieu-chi", id.v);
	return criterion_go(v, id, next);
}

enum rc
branch_post(struct visit *v)
{
	const struct branch_form *f = FORM_OF(v, branch);
	const struct dossier_id id = { v->id[0] };
	const struct criterion *back;
	struct dossier d;
	enum rc rc;

	if ((rc = self_choose_branch(&v->ctx, id, f->branch)) != RC_OK)
		return rc;
	if ((rc = dossier_load(&v->ctx, id, &d)) != RC_OK)
		return rc;
	back = set_criterion(d.set, f->criterion);
	return back != NULL ? criterion_go(v, id, back)
	    : visit_go(v, "/ho-so/%/tieu-chi", id.v);
}

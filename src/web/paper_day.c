/*
 * paper_day: sheets of a meeting on paper, typed beside their scans; see
 * act/paper_day.h. Levels are offered as a list: no free number, so nobody types a
 * point that the form does not have.
 */
#include "web/paper_day.h"

#include "act/closing.h"
#include "act/reasons.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"
#include "web/scan.h"
#include "web/sheet.h"
#include "web/upload.h"

enum text
paper_step_text(const struct q_paper_sheets *s)
{
	return s->typed_at.ms != 0 ? T_paper_day_sealed
	    : s->sealed_at.ms != 0 ? T_paper_day_by_member
	    : s->scan.n == 0 ? T_paper_day_none
	    : s->first_by.v == 0 ? T_paper_day_scanned
	    : s->second_by.v == 0 ? T_paper_day_once : T_paper_day_differs;
}

enum rc
paper_day_show(struct visit *v)
{
	struct paper_day_page p;
	enum rc rc = paper_day_load(&v->ctx, (struct meeting_id){ v->id[0] }, &p.v);

	if (rc != RC_OK)
		return rc;
	p.back = address_kept(str_printf(v->ctx.mem, right_has(&v->ctx.actor, MAY_MANAGE) ?
	    "/tinh/phien/%lld" : "/thu-ky/phien/%lld", (long long)v->id[0]));
	html_paper_day(visit_page(v), &p);
	return RC_OK;
}

static void
levels_add(struct visit *v, struct typed_row *r, struct typed_level *to,
    const struct case_rows *c)
{
	struct str raw = v->again ? pairs_get(v->raw, r->field) : S("");

	for (size_t k = 0; k < c->n; k++) {
		struct str label = text_fill(v->ctx.mem, v->lang, T_sheet_n_points,
		    (struct str[]){ str_printf(v->ctx.mem, "%d", c->v[k].points) }, 1);

		to[r->n++] = (struct typed_level){ c->v[k].value, c->name.n == 0 ? label :
		    str_printf(v->ctx.mem, "%.*s: %.*s", STR_ARG(c->name),
		    STR_ARG(label)), str_eq(raw, c->v[k].value) };
	}
}

static struct str
choice_words(struct visit *v, const struct choice *ch)
{
	return ch->case_id.n == 0 ? str_printf(v->ctx.mem, "%d", ch->points) :
	    str_printf(v->ctx.mem, "%.*s:%d", STR_ARG(ch->case_id), ch->points);
}

static void
row_fill(struct visit *v, const struct paper_sheet_view *s, size_t at,
    struct typed_row *r)
{
	const struct criterion *cr = &s->set->criteria[at];
	struct typed_level *levels = ARENA_ARRAY(v->ctx.mem, 400, struct typed_level);
	const struct choice none = { 0 };

	*r = (struct typed_row){ .id = cr->id, .v = levels,
	    .field = str_printf(v->ctx.mem, "c.%.*s", STR_ARG(cr->id)),
	    .name = v->lang == LANG_EN && cr->name.en.n > 0 ? cr->name.en : cr->name.vi,
	    .wrong = v->again && v->ctx.fault->why == &WHY_NOT_A_LEVEL &&
	        str_eq(str_c(v->ctx.fault->detail), cr->id) };
	if (s->step == PAPER_DIFFERS) {
		r->one = choice_words(v, &s->one[at]);
		r->two = choice_words(v, &s->two[at]);
	}
	if (cr->n_cases == 0) {
		struct case_rows c = level_rows(v, cr->levels, (struct str){ NULL, 0 },
		    &none);

		levels_add(v, r, levels, &c);
	}
	for (size_t k = 0; k < cr->n_cases; k++) {
		struct case_rows c = level_rows(v, cr->cases[k].levels, cr->cases[k].id,
		    &none);

		if (s->s.branch.n > 0 && !str_eq(s->s.branch, cr->cases[k].id))
			continue;
		c.name = cr->cases[k].id;
		levels_add(v, r, levels, &c);
	}
}

static struct str
stop_label(const struct visit *v, const struct stop_choice *s)
{
	return v->lang == LANG_EN && s->text.en.n > 0 ? s->text.en : s->text.vi;
}

/* The grounds printed on the form, and none. */
static struct field_options
stops_of(struct visit *v, const struct criteria_set *set)
{
	const struct stop_choice *all;
	size_t n = set_stops(set, v->ctx.mem, &all);
	struct field_option *out = ARENA_ARRAY(v->ctx.mem, n + 1, struct field_option);

	out[0] = (struct field_option){ .value = S(""), .label = T_sheet_stop_none };
	for (size_t i = 0; i < n; i++)
		out[i + 1] = (struct field_option){ .value = all[i].code,
		    .text = stop_label(v, &all[i]) };
	return (struct field_options){ out, n + 1 };
}

/* What one person read of a knock-out, in words. */
static struct str
stop_words(struct visit *v, const struct criteria_set *set,
    const struct paper_words *w)
{
	const struct stop_choice *all;
	size_t n = set_stops(set, v->ctx.mem, &all);

	for (size_t i = 0; i < n; i++)
		if (str_eq(all[i].code, w->stop))
			return str_printf(v->ctx.mem, "%.*s (%.*s)",
			    STR_ARG(stop_label(v, &all[i])), STR_ARG(w->stop_why));
	return text_of(v->lang, T_sheet_stop_none);
}

enum rc
paper_sheet_show(struct visit *v)
{
	struct paper_sheet_page p = { .n = 0 };
	struct typed_row *rows;
	enum rc rc = paper_sheet_load(&v->ctx, (struct agenda_id){ v->id[0] },
	    (struct seat_id){ v->id[1] }, &p.v);

	if (rc != RC_OK)
		return rc;
	p.stops = stops_of(v, p.v.set);
	for (int i = 0; i < 2; i++)
		p.stop_said[i] = stop_words(v, p.v.set, &p.v.words[i]);
	p.ask_remark = p.v.step != PAPER_DIFFERS || p.v.remark_differs;
	p.ask_stop = p.v.step != PAPER_DIFFERS || p.v.stop_differs;
	rows = ARENA_ARRAY(v->ctx.mem, p.v.set->n_criteria + 1, struct typed_row);
	for (size_t i = 0; i < p.v.set->n_criteria; i++) {
		row_fill(v, &p.v, i, &rows[p.n]);
		if (p.v.step != PAPER_DIFFERS || !str_eq(rows[p.n].one, rows[p.n].two))
			p.n++;
	}
	p.rows = rows;
	p.pages = p.v.paper.pages.v;
	p.n_pages = p.v.paper.pages.n;
	if (p.v.step == PAPER_SCAN && p.n_pages > 0 && p.v.paper.n_missing > 0) {
		int *there = ARENA_ARRAY(v->ctx.mem, p.n_pages, int);

		for (size_t i = 0; i < p.n_pages; i++)
			there[i] = (int)p.pages[i].page;
		p.there = numbers_text(v->ctx.mem, there, p.n_pages);
		p.missing = numbers_text(v->ctx.mem, p.v.paper.missing, p.v.paper.n_missing);
	}
	p.picture = str_starts(p.v.s.mime, S("image/"));
	html_paper_sheet(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
paper_scan_prepare(struct visit *v)
{
	const struct paper_scan_form *f = FORM_OF(v, paper_scan);

	v->prepared = ARENA_NEW(v->ctx.mem, struct looked);
	return look_and_keep(v->ctx.blobs, &(struct look_at){ .path = f->scan_file.v[0].path,
	    .name = f->scan_file.v[0].name, .purpose = LOOK_EVIDENCE }, v->ctx.mem,
	    v->ctx.fault, v->prepared);
}

static enum rc
paper_done(struct visit *v, enum rc rc, enum text said)
{
	if (rc != RC_OK)
		return rc;
	visit_flash(v, said);
	return visit_go(v, "/phieu-giay/%/%", v->id[0], v->id[1]);
}

enum rc
paper_scan_post(struct visit *v)
{
	return paper_done(v, paper_sheet_scan(&v->ctx, (struct agenda_id){ v->id[0] },
	    (struct seat_id){ v->id[1] }, v->prepared), T_paper_day_scan_kept);
}

enum rc
paper_type_post(struct visit *v)
{
	const struct paper_type_form *f = FORM_OF(v, paper_type);
	struct tick *ticks = ARENA_ARRAY(v->ctx.mem, f->c.n + 1, struct tick);

	for (size_t i = 0; i < f->c.n; i++)
		ticks[i] = (struct tick){ f->c.v[i].name, f->c.v[i].value };
	return paper_done(v, paper_sheet_type(&v->ctx, (struct agenda_id){ v->id[0] },
	    (struct seat_id){ v->id[1] }, &(struct paper_typed){ ticks, f->c.n,
	    { f->remark, f->stop, f->stop.n > 0 ? f->stop_why : S("") }, f->confirmed }),
	    T_paper_day_kept);
}

enum rc
paper_scan_show(struct visit *v)
{
	struct str path, mime;
	enum rc rc = paper_scan_load(&v->ctx, (struct agenda_id){ v->id[0] },
	    (struct seat_id){ v->id[1] }, &path, &mime);

	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Cache-Control"), S("private, max-age=600"));
	return visit_file(v, mime, path, S(""));
}

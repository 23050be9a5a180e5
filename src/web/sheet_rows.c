/*
 * sheet_rows: a criteria set as rows to tap. Shared by the score sheet and its
 * print; nothing here decides, points and stars come from core/scoring.
 */
#include "web/sheet.h"

#include <inttypes.h>

#include "act/reasons.h"
#include "web/field.h"

static struct str
pair_text(const struct visit *v, struct pair p)
{
	return v->lang == LANG_EN && p.en.n > 0 ? p.en : p.vi;
}

/* What was typed for a field of a refused save, or no text. */
static struct str
typed(const struct visit *v, struct str field)
{
	return v->again ? pairs_get(v->raw, field) : (struct str){ NULL, 0 };
}

static struct case_rows
case_rows_of(struct visit *v, struct levels levels, struct str case_id,
    const struct choice *mine, struct str raw)
{
	struct level_row *rows = ARENA_ARRAY(v->ctx.mem, levels.n + 2,
	    struct level_row);
	struct case_rows out = { .v = rows };
	bool zero = levels.n > 0 && levels.v[0].points == 0;

	/* A level of 0 is printed in some criteria only; "none is met" can be
	 * said in all (README of the criteria: no level met is 0 points). */
	if (!zero)
		rows[out.n++] = (struct level_row){
		    .label = text_of(v->lang, T_sheet_none_met) };
	for (size_t i = 0; i < levels.n; i++)
		rows[out.n++] = (struct level_row){
		    .label = pair_text(v, levels.v[i].label),
		    .points = levels.v[i].points,
		    .min_for_star = levels.v[i].min_for_star };
	for (size_t i = 0; i < out.n; i++) {
		struct level_row *r = &rows[i];
		bool stored = mine->answered && mine->points == r->points &&
		    str_eq(mine->case_id, case_id);

		r->value = case_id.n == 0
		    ? str_printf(v->ctx.mem, "%d", r->points)
		    : str_printf(v->ctx.mem, "%.*s:%d", STR_ARG(case_id),
		          r->points);
		r->key = i < 9 ? (int)i + 1 : 0;
		r->chosen = raw.p != NULL ? str_eq(raw, r->value) : stored;
		r->stored = raw.p != NULL && stored && !r->chosen;
	}
	return out;
}

struct case_rows
level_rows(struct visit *v, struct levels levels, struct str case_id,
    const struct choice *chosen)
{
	return case_rows_of(v, levels, case_id, chosen, (struct str){ NULL, 0 });
}

static void
row_hints(struct visit *v, const struct criterion *cr, struct criterion_row *row)
{
	struct str *hints = ARENA_ARRAY(v->ctx.mem, cr->n_notes + 1, struct str);

	row->hints = hints;
	for (size_t i = 0; i < cr->n_notes; i++)
		hints[row->n_hints++] = pair_text(v, cr->notes[i]->text);
}

/* The levels to tap. Of a criterion with cases only the branch that the dossier
 * was written in is shown (QĐ 26/2026 Phụ lục II, set 26). */
static void
row_cases(struct visit *v, const struct criterion *cr, struct str branch,
    const struct choice *mine, struct criterion_row *row)
{
	struct str raw = typed(v, row->field);
	struct case_rows *cases = ARENA_ARRAY(v->ctx.mem, cr->n_cases + 1,
	    struct case_rows);

	row->cases = cases;
	if (cr->n_cases == 0) {
		cases[row->n_cases++] = case_rows_of(v, cr->levels,
		    (struct str){ NULL, 0 }, mine, raw);
		return;
	}
	for (size_t i = 0; i < cr->n_cases; i++) {
		struct case_rows *k = &cases[row->n_cases];

		if (branch.n > 0 && !str_eq(cr->cases[i].id, branch))
			continue;
		*k = case_rows_of(v, cr->cases[i].levels, cr->cases[i].id, mine,
		    raw);
		k->name = pair_text(v, cr->cases[i].name);
		row->n_cases++;
	}
}

static void
row_self(const struct product_file *file, struct criterion_row *row)
{
	row->self_points = -1;
	for (size_t i = 0; i < file->scores.n; i++) {
		if (!str_eq(file->scores.v[i].criterion, row->id))
			continue;
		row->self_note = file->scores.v[i].note;
		if (file->scores.v[i].points.has)
			row->self_points = file->scores.v[i].points.v;
	}
	for (size_t i = 0; i < file->cites.n; i++)
		row->evidence += str_eq(file->cites.v[i].criterion, row->id);
}

void
sheet_rows(struct visit *v, const struct sheet_view *s,
    const struct product_file *file, struct sheet_page *out)
{
	const struct criteria_set *set = s->set;
	struct criterion_row *rows = ARENA_ARRAY(v->ctx.mem, set->n_criteria,
	    struct criterion_row);

	for (size_t i = 0; i < set->n_criteria; i++) {
		const struct criterion *cr = &set->criteria[i];
		const struct criterion *before = i == 0 ? NULL : cr - 1;
		struct criterion_row *r = &rows[i];

		r->id = cr->id;
		r->field = str_printf(v->ctx.mem, "c.%.*s", STR_ARG(cr->id));
		r->name = pair_text(v, cr->name);
		r->max = cr->max;
		r->answered = s->choices[i].answered;
		if (before == NULL || before->group->part != cr->group->part)
			r->part = str_printf(v->ctx.mem, "%.*s. %.*s",
			    STR_ARG(cr->group->part->id),
			    STR_ARG(pair_text(v, cr->group->part->name)));
		if (before == NULL || before->group != cr->group)
			r->group = str_printf(v->ctx.mem, "%.*s. %.*s",
			    STR_ARG(cr->group->id),
			    STR_ARG(pair_text(v, cr->group->name)));
		r->wrong = v->again && v->ctx.fault->why == &WHY_NOT_A_LEVEL &&
		    str_eq(str_c(v->ctx.fault->detail), cr->id);
		row_cases(v, cr, s->a.branch, &s->choices[i], r);
		row_hints(v, cr, r);
		row_self(file, r);
		if (out->team.there && out->team.said[i].found)
			r->team = &out->team.said[i];
	}
	out->rows = rows;
	out->n = set->n_criteria;
}

struct total_line
total_line_of(struct visit *v, const struct criteria_set *set,
    const struct choice *choices, const struct score_result *r)
{
	struct total_line t = { .total = r->sum, .band = r->band,
	    .star = r->star, .minimums = r->star < r->band };

	for (size_t i = 0; i < set->n_criteria; i++) {
		if (choices[i].answered)
			continue;
		if (t.left++ == 0)
			t.first_empty = field_id(v->ctx.mem, str_printf(v->ctx.mem,
			    "c.%.*s", STR_ARG(set->criteria[i].id)));
	}
	for (size_t i = 0; i < r->n_unmet; i++) {
		/* the first star that is missed is what holds the star down */
		if (r->unmet[i].star != r->star + 1 && r->unmet[i].star > 3)
			continue;
		t.reason = text_fill(v->ctx.mem, v->lang, T_sheet_unmet,
		    (struct str[]){ r->unmet[i].criterion->id,
		    str_printf(v->ctx.mem, "%d", r->unmet[i].star) }, 2);
		break;
	}
	if (t.reason.n > 0)
		t.why = text_fill(v->ctx.mem, v->lang, T_sheet_why, (struct str[]){
		    str_printf(v->ctx.mem, "%" PRId64, t.total),
		    str_printf(v->ctx.mem, "%d", t.band), t.reason,
		    str_printf(v->ctx.mem, "%d", t.star) }, 4);
	return t;
}

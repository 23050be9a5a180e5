/* result: see result.h. */
#include "act/bylaw.h"
#include "act/result.h"

#include <inttypes.h>

#include "act/closing.h"
#include "base/buf.h"
#include "core/condition.h"

/* Who may read a result before it is told: those who prepare the decision. */
static bool
result_open(const struct ctx *c, const struct dossier *d)
{
	if (d->state == ST_RECOGNISED || d->state == ST_NOT_RECOGNISED ||
	    d->state == ST_RESULT_APPROVED)
		return true;
	if (d->state == ST_CONCLUDED)
		return c->actor.agency.v != 0 && c->actor.agency.v == d->evaluator.v;
	/* what the Ministry gave back is told by the province's decision */
	if (d->state == ST_SENT_BACK)
		return c->actor.agency.v != 0 &&
		    (c->actor.agency.v == d->province.v ||
		    c->actor.agency.v == d->facts.ministry.v);
	/* while the Ministry evaluates, the province's result stays told */
	return d->level == LEVEL_MINISTRY;
}

enum rc
result_is_open(struct ctx *c, const struct dossier *d, bool *open)
{
	struct q_result_of row;
	enum rc rc = q_result_of(c->db, d->id, &row, open);

	*open = rc == RC_OK && *open && result_open(c, d);
	return rc;
}

/* The note by which all sheets had to leave a criterion without points, or NULL. */
static const struct note *
line_closed(const struct result_view *v, size_t at)
{
	struct condition_broken b = { .scored = NULL };

	for (size_t s = 0; s < v->input.n_sheets; s++)
		if (!condition_closed(v->d.set, v->input.sheets[s].choices, at, &b))
			return NULL;
	return b.note;
}

static struct result_line *
result_lines(struct ctx *c, struct result_view *v)
{
	const struct criteria_set *set = v->d.set;
	struct result_line *lines = ARENA_ARRAY(c->mem, set->n_criteria,
	    struct result_line);

	for (size_t i = 0; i < set->n_criteria; i++) {
		lines[i] = (struct result_line){ .criterion = &set->criteria[i],
		    .found = v->r.found[i] };
		for (size_t s = 0; s < v->input.n_sheets; s++) {
			int points = v->input.sheets[s].choices[i].points;

			lines[i].sum += points;
			if (points > lines[i].best)
				lines[i].best = points;
		}
		lines[i].closed = line_closed(v, i);
		lines[i].mean = score_mean_round(c->mem, lines[i].sum,
		    (int64_t)v->input.n_sheets, v->decimals);
	}
	v->lines = lines;
	v->n_lines = set->n_criteria;
	return lines;
}

enum rc
offices_load(struct ctx *c, struct dossier_id id, const struct criteria_set *set,
    struct moment until, struct str **office)
{
	struct str *out = ARENA_ARRAY(c->mem, set->n_criteria + 1, struct str);
	struct q_team_answered_rows rows;
	enum rc rc = q_team_answered(c->db, id, until, &rows);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++) {
		const struct criterion *cr = set_criterion(set, rows.v[i].criterion);

		if (cr != NULL)
			out[cr - set->criteria] = rows.v[i].office;
	}
	*office = out;
	return RC_OK;
}

struct str
offices_words(struct arena *mem, const struct criteria_set *set, const struct str *office)
{
	struct buf b = buf_new(mem, 16 * KIB);

	for (size_t i = 0; i < set->n_criteria; i++) {
		bool first = office[i].n > 0;

		for (size_t k = 0; k < i; k++)
			first = first && !str_eq(office[k], office[i]);
		if (!first)
			continue;
		buf_printf(&b, "%s%.*s: tiêu chí %.*s", b.n > 0 ? "; " : "", STR_ARG(office[i]),
		    STR_ARG(set->criteria[i].official_no));
		for (size_t k = i + 1; k < set->n_criteria; k++)
			if (str_eq(office[k], office[i]))
				buf_printf(&b, ", %.*s", STR_ARG(set->criteria[k].official_no));
	}
	if (b.n > 0)
		buf_char(&b, '.');
	return buf_str(&b);
}

static enum rc
result_offices(struct ctx *c, struct result_view *v, struct result_line *lines)
{
	struct str *office;
	enum rc rc = offices_load(c, v->d.id, v->d.set, v->stored.concluded_at, &office);

	if (rc != RC_OK)
		return rc;
	v->offices = offices_words(c->mem, v->d.set, office);
	v->shared = v->offices.n > 0;
	for (size_t i = 0; i < v->n_lines; i++)
		lines[i].office = office[i];
	return RC_OK;
}

/* The words of the level that so many points are. */
static struct pair
level_label(const struct criterion *cr, int points)
{
	for (size_t i = 0; i < cr->levels.n; i++)
		if (cr->levels.v[i].points >= points)
			return cr->levels.v[i].label;
	return (struct pair){ { NULL, 0 }, { NULL, 0 } };
}

/* What the next star would take: points, and minimums of it and those below. */
static void
result_next(struct ctx *c, struct result_view *v)
{
	const struct pack *pack = v->d.pack;
	struct result_need *needs = ARENA_ARRAY(c->mem, v->d.set->n_criteria,
	    struct result_need);

	v->needs = needs;
	if (v->r.knocked_out || v->r.star >= 5)
		return;
	v->next_star = v->r.star < 3 ? 3 : v->r.star + 1;
	for (size_t i = 0; i < pack->n_bands; i++)
		if (pack->bands[i].star == v->next_star)
			v->missing_sum = (int64_t)pack->bands[i].min *
			    v->r.sheets - v->r.sum;
	if (v->missing_sum < 0)
		v->missing_sum = 0;
	v->missing_mean = score_mean_round(c->mem, v->missing_sum, v->r.sheets,
	    v->decimals);
	for (size_t i = 0; i < v->d.set->n_criteria; i++) {
		const struct criterion *cr = &v->d.set->criteria[i];
		int need = 0;

		for (int s = 1; s <= v->next_star; s++)
			if (cr->needs[s] > need)
				need = cr->needs[s];
		if (need > v->r.found[i])
			needs[v->n_needs++] = (struct result_need){ cr, need,
			    v->r.found[i], level_label(cr, need) };
	}
}

static enum rc
result_knocks(struct ctx *c, struct result_view *v)
{
	const struct stop_choice *known;
	size_t n = set_stops(v->d.set, c->mem, &known);
	struct q_stop_list_rows rows;
	struct knock *knocks;
	enum rc rc;

	if ((rc = q_stop_list(c->db, v->stored.agenda, &rows)) != RC_OK)
		return rc;
	knocks = ARENA_ARRAY(c->mem, rows.n + 1, struct knock);
	for (size_t i = 0; i < rows.n; i++) {
		knocks[i] = (struct knock){ .code = rows.v[i].code,
		    .reason = rows.v[i].reason };
		for (size_t k = 0; k < n; k++)
			if (str_eq(known[k].code, rows.v[i].code))
				knocks[i].text = known[k].text;
	}
	v->knocks = knocks;
	v->n_knocks = rows.n;
	return RC_OK;
}

enum rc
result_load(struct ctx *c, struct dossier_id id, struct result_view *out)
{
	struct bylaw bylaw;
	bool found;
	enum rc rc;

	*out = (struct result_view){ 0 };
	if ((rc = dossier_load(c, id, &out->d)) != RC_OK ||
	    (rc = q_result_of(c->db, id, &out->stored, &found)) != RC_OK)
		return rc;
	if (!found || !result_open(c, &out->d))
		return FAIL(c, WHY_ABSENT, "result %" PRId64, id.v);
	rc = score_read(c->law, out->stored.input, c->mem, c->fault, &out->input);
	if (rc != RC_OK)
		return FAIL(c, WHY_BROKEN, "result %" PRId64, id.v);
	score_compute(&out->input, c->mem, &out->r);
	if (out->r.star != out->stored.star || out->r.sum != out->stored.sum)
		return FAIL(c, WHY_BROKEN, "result %" PRId64 " differs", id.v);
	if ((rc = bylaw_load(c, out->stored.council, &bylaw)) != RC_OK)
		return rc;
	out->decimals = bylaw.v[BYLAW_DECIMALS];
	out->mean_text = score_mean_round(c->mem, out->r.mean_num,
	    out->r.mean_den, out->decimals);
	if ((rc = result_offices(c, out, result_lines(c, out))) != RC_OK)
		return rc;
	result_next(c, out);
	if ((rc = result_knocks(c, out)) != RC_OK)
		return rc;
	return q_decision_of_dossier(c->db, id, &out->decision, &out->decided);
}

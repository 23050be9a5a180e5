/* closing: see closing.h and conclude.h. */
#include "act/closing.h"

#include <stdlib.h>

#include "act/bylaw.h"
#include "act/calendar.h"
#include "act/seats.h"
#include "core/dossier.h"
#include "core/quorum.h"

static bool
stop_listed(const struct stop_choice *v, size_t n, struct str code)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i].code, code))
			return true;
	return false;
}

size_t
set_stops(const struct criteria_set *set, struct arena *mem,
    const struct stop_choice **out)
{
	size_t most = set->n_knockouts, n = 0;
	struct stop_choice *v;

	for (size_t i = 0; i < set->n_criteria; i++)
		most += set->criteria[i].n_notes;
	v = ARENA_ARRAY(mem, most + 1, struct stop_choice);
	for (size_t i = 0; i < set->n_knockouts; i++)
		v[n++] = (struct stop_choice){ set->knockouts[i].code,
		    set->knockouts[i].text, S("") };
	for (size_t i = 0; i < set->n_criteria; i++) {
		const struct criterion *cr = &set->criteria[i];

		for (size_t k = 0; k < cr->n_notes; k++)
			if (note_knocks_out(cr->notes[k]) &&
			    !stop_listed(v, n, cr->notes[k]->code))
				v[n++] = (struct stop_choice){
				    cr->notes[k]->code, cr->notes[k]->text,
				    cr->id };
	}
	*out = v;
	return n;
}

struct stop_words
stop_words_of(const struct criteria_set *set, struct arena *mem, struct str code)
{
	const struct stop_choice *all;
	size_t n = set_stops(set, mem, &all);

	for (size_t i = 0; i < n; i++)
		if (str_eq(all[i].code, code))
			return (struct stop_words){ all[i].text, str_printf(mem,
			    "Quyết định %.*s, Phụ lục II, bộ %d%s%.*s",
			    STR_ARG(set->pack->decision), set->number,
			    all[i].criterion.n > 0 ? ", tiêu chí " : ", dòng trên phiếu",
			    STR_ARG(all[i].criterion)) };
	return (struct stop_words){ .clause = { NULL, 0 } };
}

/* Rows of sealed choices, seat by seat, become sheets. */
static void
closing_sheets(struct ctx *c, struct closing_view *v,
    const struct q_sheet_sealed_choices_rows *rows)
{
	struct sealed_sheet *sheets = ARENA_ARRAY(c->mem, rows->n + 1,
	    struct sealed_sheet);
	struct choice *choices = NULL;

	v->sheets = sheets;
	for (size_t i = 0; i < rows->n; i++) {
		const struct q_sheet_sealed_choices *r = &rows->v[i];
		const struct criterion *cr;

		if (i == 0 || rows->v[i - 1].seat.v != r->seat.v) {
			choices = ARENA_ARRAY(c->mem, v->set->n_criteria,
			    struct choice);
			sheets[v->n_sheets++] = (struct sealed_sheet){
			    .who = *r, .choices = choices };
		}
		cr = set_criterion(v->set, r->criterion);
		if (cr == NULL)
			continue; /* a sheet without a choice */
		choices[cr - v->set->criteria] = (struct choice){
		    .answered = true, .points = (int)r->points.v,
		    .case_id = r->case_id };
		sheets[v->n_sheets - 1].total += (int)r->points.v;
	}
	for (size_t i = 0; i < v->n_sheets; i++) {
		const struct sheet_numbers n = { v->a.agenda,
			sheets[i].who.seat_code, v->a.pass, v->set,
			sheets[i].choices, sheets[i].who.stop,
			sheets[i].who.stop_why, sheets[i].who.remark,
			sheets[i].who.ballot };

		sheets[i].intact = str_eq(sheets[i].who.seal, sheet_seal_of(c->mem, &n));
		sheets[i].counted_as = sheet_counted_as(c->mem, &n);
	}
}

/* Findings that were saved; otherwise what more than half of the sheets reach
 * is proposed for the council to agree on. */
static enum rc
closing_findings(struct ctx *c, struct closing_view *v)
{
	struct choice *f = ARENA_ARRAY(c->mem, v->set->n_criteria, struct choice);
	struct q_finding_list_rows rows;
	struct score_input in = v->input;
	struct score_result majority;
	size_t starred = 0, saved = 0;
	enum rc rc;

	if ((rc = q_finding_list(c->db, v->a.agenda, &rows)) != RC_OK)
		return rc;
	in.minimums = MINIMUMS_MAJORITY;
	in.findings = NULL;
	score_compute(&in, c->mem, &majority);
	for (size_t i = 0; i < v->set->n_criteria; i++) {
		if (!v->set->criteria[i].starred)
			continue;
		starred++;
		f[i] = (struct choice){ .answered = true,
		    .points = majority.found[i] };
	}
	for (size_t i = 0; i < rows.n; i++) {
		const struct criterion *cr = set_criterion(v->set,
		    rows.v[i].criterion);

		REQUIRE(cr != NULL);
		f[cr - v->set->criteria].points = (int)rows.v[i].points;
		saved++;
	}
	v->findings = f;
	v->findings_saved = saved == starred;
	return RC_OK;
}

static enum rc
closing_stops(struct ctx *c, struct closing_view *v)
{
	struct q_stop_list_rows rows;
	struct str *codes;
	enum rc rc;

	if ((rc = q_stop_list(c->db, v->a.agenda, &rows)) != RC_OK)
		return rc;
	codes = ARENA_ARRAY(c->mem, rows.n + 1, struct str);
	for (size_t i = 0; i < rows.n; i++)
		codes[i] = rows.v[i].code;
	v->stops = rows.v;
	v->n_stops = v->input.n_stops = rows.n;
	v->input.stops = codes;
	return RC_OK;
}

static int
by_ballot(const void *a, const void *b)
{
	const struct sealed_sheet *x = a, *y = b;

	return str_cmp(x->counted_as, y->counted_as);
}

/* How the sheets are shown. A secret ballot lets everybody know who voted and
 * nobody what: the sheets stand in the order of their ballots, which random bytes
 * decide (a seal names its seat), and are numbered. */
static void
sheets_show(struct ctx *c, struct closing_view *v)
{
	v->secret = v->bylaw.v[BYLAW_BALLOT] == BALLOT_SECRET;
	if (v->secret)
		qsort(v->sheets, v->n_sheets, sizeof(*v->sheets), by_ballot);
	for (size_t i = 0; i < v->n_sheets; i++) {
		struct sealed_sheet *s = &v->sheets[i];

		s->label = v->secret ? str_printf(c->mem, "P%zu", i + 1)
		    : s->who.seat_code;
		s->name = v->secret ? str_printf(c->mem, "Phiếu %zu", i + 1)
		    : s->who.name;
		s->office = v->secret ? S("") : s->who.office;
	}
}

/* Sheets, findings and stops become the input of the computation. */
static enum rc
closing_compute(struct ctx *c, struct closing_view *v)
{
	static const enum minimums judged[] = {
		[JUDGE_FINDINGS] = MINIMUMS_FINDINGS, [JUDGE_ALL] = MINIMUMS_ALL,
		[JUDGE_MAJORITY] = MINIMUMS_MAJORITY };
	struct q_sheet_sealed_choices_rows rows;
	struct score_sheet *sheets;
	enum rc rc;

	rc = q_sheet_sealed_choices(c->db, v->a.agenda, v->a.pass, &rows);
	if (rc != RC_OK)
		return rc;
	closing_sheets(c, v, &rows);
	sheets_show(c, v);
	sheets = ARENA_ARRAY(c->mem, v->n_sheets + 1, struct score_sheet);
	for (size_t i = 0; i < v->n_sheets; i++)
		sheets[i] = (struct score_sheet){ v->sheets[i].counted_as,
		    v->sheets[i].choices };
	v->input = (struct score_input){ .set = v->set, .sheets = sheets,
	    .n_sheets = v->n_sheets,
	    .minimums = judged[v->bylaw.v[BYLAW_MINIMUMS]],
	    .spread_max = v->bylaw.v[BYLAW_SPREAD_MAX] };
	if (v->n_sheets == 0)
		return RC_OK;
	if ((rc = closing_findings(c, v)) != RC_OK ||
	    (rc = closing_stops(c, v)) != RC_OK)
		return rc;
	if (v->input.minimums == MINIMUMS_FINDINGS)
		v->input.findings = v->findings;
	score_compute(&v->input, c->mem, &v->result);
	v->mean_text = score_mean_round(c->mem, v->result.mean_num,
	    v->result.mean_den, v->bylaw.v[BYLAW_DECIMALS]);
	return RC_OK;
}

/* Counts who has sealed, without reading a number. */
static enum rc
closing_count(struct ctx *c, struct closing_view *v)
{
	const bool vice = v->bylaw.v[BYLAW_CHAIR] == CHAIR_OR_VICE;
	struct q_seat_ever *counting;
	struct quorum_seat *q;
	struct sat sat;
	size_t at;
	enum rc rc = sat_load(c, v->a.meeting, &sat);

	if (rc != RC_OK)
		return rc;
	q = sat_quorum(&sat, v->a.agenda, c->mem);
	counting = ARENA_ARRAY(c->mem, sat.seats.n + 1, struct q_seat_ever);
	v->seats = (struct q_seat_ever_rows){ counting, 0 };
	for (size_t s = 0; s < sat.seats.n; s++) {
		if (!seat_counts(q, sat.seats.n, s))
			continue;
		counting[v->seats.n++] = sat.seats.v[s];
		v->missing += !q[s].present && !q[s].absent;
		v->sealed += q[s].present;
	}
	/* whoever has handed in a sheet is present */
	v->quorum = quorum_count(q, sat.seats.n, v->bylaw.v[BYLAW_QUORUM_NUM],
	    v->bylaw.v[BYLAW_QUORUM_DEN], vice);
	at = seat_presides(q, sat.seats.n, vice);
	if (at < sat.seats.n)
		v->presides = sat.seats.v[at].id;
	return RC_OK;
}

/* What core/bylaw wants to know, as far as it is known now. */
static struct table_facts
closing_facts(const struct closing_view *v)
{
	struct table_facts f = { .quorum = v->quorum, .missing = v->missing,
		.pass = v->a.pass, .spread = v->result.spread,
		.spread_exceeded = v->result.spread_exceeded,
		.knocked_out = v->n_stops > 0,
		.findings_saved = v->findings_saved,
		.given_back = v->given_back, .despite = v->a.despite.n > 0,
		.waived = v->a.waived.n > 0, .notice_days = v->notice_days };

	for (size_t i = 0; i < v->n_sheets; i++)
		f.broken += !v->sheets[i].intact;
	return f;
}

/* Working days that members have had the product for: before it is opened. And
 * the sheets that were given back: before it is concluded. */
static enum rc
closing_notice(struct ctx *c, struct closing_view *v)
{
	struct q_sheet_given_back back;
	struct day_exceptions e;
	enum rc rc;

	if (v->a.state == AGENDA_CLOSED) {
		rc = q_sheet_given_back(c->db, v->a.agenda, v->a.pass, &back);
		v->given_back = rc == RC_OK ? (int)back.n : 0;
		return rc;
	}
	if (v->a.state != AGENDA_WAITS || v->a.noticed_at.ms == 0 ||
	    v->bylaw.v[BYLAW_NOTICE_DAYS] == 0)
		return RC_OK;
	if ((rc = calendar_load(c, &e)) != RC_OK)
		return rc;
	v->notice_days = working_days_between(&e, day_of(v->a.noticed_at),
	    c->today);
	return RC_OK;
}

/* The rules that stand in the way of the next step of this product. */
static void
closing_rules(struct closing_view *v)
{
	static const enum table_step next[] = { [AGENDA_WAITS] = STEP_OPEN,
		[AGENDA_SCORING] = STEP_CLOSE, [AGENDA_CLOSED] = STEP_CONCLUDE };

	v->facts = closing_facts(v);
	if (v->a.state < AGENDA_CONCLUDED && v->a.kind == AGENDA_COUNTED)
		v->n_unmet = bylaw_unmet(&v->bylaw, next[v->a.state], &v->facts,
		    v->unmet);
}

/* Everything behind the question who may ask. */
static enum rc
closing_fill(struct ctx *c, struct agenda_id id, struct closing_view *out)
{
	struct q_result_of result;
	bool found;
	enum rc rc;

	out->set = law_set(c->law, out->a.set_code);
	REQUIRE(out->set != NULL);
	if ((rc = bylaw_load(c, out->a.council, &out->bylaw)) != RC_OK ||
	    (rc = closing_count(c, out)) != RC_OK)
		return rc;
	if (out->a.state >= AGENDA_CLOSED &&
	    (rc = closing_compute(c, out)) != RC_OK)
		return rc;
	if ((rc = closing_notice(c, out)) != RC_OK)
		return rc;
	closing_rules(out);
	if (out->a.state < AGENDA_CLOSED)
		return RC_OK;
	if ((rc = q_result_of(c->db, out->a.dossier, &result, &found)) != RC_OK)
		return rc;
	out->concluded = found && result.agenda.v == id.v;
	if (out->concluded)
		out->opinion = result.opinion;
	return RC_OK;
}

enum rc
closing_load(struct ctx *c, struct agenda_id id, struct closing_view *out)
{
	bool found;
	enum rc rc;

	*out = (struct closing_view){ 0 };
	if ((rc = q_agenda_seat(c->db, id, c->actor.id, &out->a, &found)) != RC_OK)
		return rc;
	if (!found || !seat_runs_table((enum seat_role)out->a.role))
		return FAIL(c, WHY_ABSENT, "%s", "agenda");
	return closing_fill(c, id, out);
}

enum rc
opened_load(struct ctx *c, struct agenda_id id, struct closing_view *out)
{
	bool found;
	enum rc rc;

	*out = (struct closing_view){ 0 };
	if ((rc = q_agenda_seat(c->db, id, c->actor.id, &out->a, &found)) != RC_OK)
		return rc;
	if (!found || out->a.state < AGENDA_CLOSED)
		return FAIL(c, WHY_ABSENT, "%s", "agenda");
	return closing_fill(c, id, out);
}

enum rc
closing_pasts(struct ctx *c, const struct closing_view *v,
    struct q_sheet_pasts_rows *out)
{
	*out = (struct q_sheet_pasts_rows){ 0 };
	if (v->a.state < AGENDA_CLOSED)
		return RC_OK;
	return q_sheet_pasts(c->db, v->a.agenda, out);
}

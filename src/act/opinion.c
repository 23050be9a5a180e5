/* opinion: see opinion.h. */
#include "act/opinion.h"

#include <inttypes.h>

#include "act/bylaw.h"
#include "act/calendar.h"
#include "act/council.h"
#include "act/night.h"
#include "act/night_word.h"
#include "act/reasons.h"
#include "act/record.h"

const struct reason WHY_ANSWER_BY = { RC_INVALID, "answer_by_wrong" };
const struct reason WHY_OPINION_MISSING = { RC_INVALID, "opinion_missing" };

#define MEET_HOUR 8
#define REMIND_DAYS 2

/* The short road is one of QĐ 26/2026; a re-evaluation that was filed under
 * rules of before goes before a session (Đ12.2.b). */
static void
candidates_sift(struct ctx *c, struct q_opinion_candidates_rows *rows)
{
	struct q_opinion_candidates *kept = ARENA_ARRAY(c->mem, rows->n + 1,
	    struct q_opinion_candidates);
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++) {
		const struct pack *pack = law_pack(c->law, rows->v[i].pack);

		if (pack != NULL && pack->again_days > 0)
			kept[n++] = rows->v[i];
	}
	rows->v = kept;
	rows->n = n;
}

enum rc
opinions_load(struct ctx *c, struct opinions_view *out)
{
	enum rc rc;

	if ((rc = q_opinion_list(c->db, c->actor.agency, c->actor.id, &out->askings)) != RC_OK ||
	    (rc = q_opinion_candidates(c->db, c->actor.agency, c->actor.id,
	    &out->candidates)) != RC_OK)
		return rc;
	candidates_sift(c, &out->candidates);
	return q_council_list(c->db, c->actor.agency, &out->councils);
}

/* ---- asking --------------------------------------------------------------------- */

/* The year's own round: a re-evaluation waits for none of the law's (Đ7.6.g
 * gives it 45 days of its own). */
static enum rc
round_take(struct ctx *c, struct round_id *out)
{
	const int year = day_date(c->today).year;
	const struct pack *pack = law_pack_on(c->law, c->today);
	struct q_opinion_round there;
	struct q_round_add added;
	bool found;
	enum rc rc = q_opinion_round(c->db, c->actor.agency, year, &there, &found);

	if (rc != RC_OK)
		return rc;
	*out = there.id;
	if (found)
		return RC_OK;
	rc = q_round_add(c->db, &(struct q_round_add_in){
	    .agency = c->actor.agency, .pack = pack->code, .year = year,
	    .number = 0, .name = str_printf(c->mem, "Đánh giá lại năm %d", year),
	    .proposed_before_on = day_make(year, 12, 31),
	    .held_before_on = day_make(year, 12, 31), .at = c->now }, &added);
	if (rc == RC_OK)
		*out = added.id;
	return rc;
}

static enum rc
asking_check(struct ctx *c, const struct opinion_asking *in,
    const struct council_view *council)
{
	if (in->n == 0)
		return FAIL(c, WHY_NOTHING_CHOSEN, "%s", "");
	if (!council->has_chair || !council->has_secretary || council->votes == 0)
		fault_field(c->fault, S("council"), &WHY_COUNCIL_INCOMPLETE, S(""));
	if (in->answer_by.n <= c->today.n)
		fault_field(c->fault, S("answer_by"), &WHY_ANSWER_BY,
		    day_text(c->mem, day_add(c->today, 10)));
	return fault_rc(c->fault);
}

/* One product of the asking. Its 45 days bound the answer, while they last. */
static enum rc
asking_add(struct ctx *c, const struct opinion_asking *in,
    struct meeting_id meeting, size_t i)
{
	struct q_agenda_add row;
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	rc = dossier_begin(c, in->dossiers[i], DO_ASK_OPINIONS, &d, &next);
	if (rc != RC_OK)
		return rc;
	if (d.due_on.n > c->today.n && in->answer_by.n > d.due_on.n)
		fault_field(c->fault, S("answer_by"), &WHY_ANSWER_BY,
		    day_text(c->mem, d.due_on));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_agenda_add(c->db, meeting, d.id, (int64_t)i + 1,
	    (struct str){ NULL, 0 }, &row)) != RC_OK ||
	    (rc = q_agenda_set_state(c->db, row.id, 1, AGENDA_SCORING, 1)) != RC_OK ||
	    (rc = q_dossier_set_state(c->db, d.id, next, d.due_on,
	    (struct str){ NULL, 0 })) != RC_OK)
		return rc;
	return record_add(c, "dossier.opinions_asked", "dossier", d.id.v,
	    "{\"agenda\":%" PRId64 ",\"answer_by\":\"%.*s\"}", row.id.v,
	    STR_ARG(day_iso(c->mem, in->answer_by)));
}

/* Not who has withdrawn from all that is asked. */
static enum rc
seats_told(struct ctx *c, struct council_id council, const char *kind,
    struct str name, struct meeting_id meeting)
{
	const struct str link = str_printf(c->mem, "/hoi-dong/phien/%" PRId64,
	    meeting.v);
	struct q_seat_told_rows seats;
	enum rc rc = q_seat_told(c->db, council, meeting, 0, &seats);

	for (size_t i = 0; rc == RC_OK && i < seats.n; i++)
		rc = notice_to_account(c, seats.v[i].account, kind, name, link);
	return rc;
}

enum rc
opinion_ask(struct ctx *c, const struct opinion_asking *in, struct meeting_id *out)
{
	struct council_view council;
	struct q_meeting_add row;
	struct round_id round;
	struct str name = str_printf(c->mem, "Ý kiến bằng văn bản, %.*s",
	    STR_ARG(day_text(c->mem, c->today)));
	enum rc rc;

	if ((rc = council_load(c, in->council, &council)) != RC_OK ||
	    (rc = asking_check(c, in, &council)) != RC_OK ||
	    (rc = round_take(c, &round)) != RC_OK ||
	    (rc = q_meeting_add(c->db, &(struct q_meeting_add_in){ .round = round,
	    .council = in->council, .name = name, .starts_at = c->now },
	    &row)) != RC_OK ||
	    (rc = q_opinion_meeting(c->db, row.id, in->answer_by)) != RC_OK)
		return rc;
	for (size_t i = 0; i < in->n; i++)
		if ((rc = asking_add(c, in, row.id, i)) != RC_OK)
			return rc;
	*out = row.id;
	if ((rc = q_stake_carry(c->db, in->council, c->now)) != RC_OK ||
	    (rc = seats_told(c, in->council, "opinions_asked",
	    day_text(c->mem, in->answer_by), row.id)) != RC_OK)
		return rc;
	return record_add(c, "opinions.ask", "meeting", row.id.v,
	    "{\"products\":%zu}", in->n);
}

/* ---- answering ------------------------------------------------------------------ */

enum rc
opinion_mine(struct ctx *c, struct agenda_id id, struct opinion_mine *out)
{
	struct q_opinion_of_agenda q;
	bool found;
	enum rc rc = q_opinion_of_agenda(c->db, id, c->actor.id, &q, &found);

	*out = (struct opinion_mine){ .written = false };
	if (rc != RC_OK || !found)
		return rc;
	*out = (struct opinion_mine){ .written = q.kind == MEETING_WRITTEN,
		.answer_by = q.answer_by_on, .meet_why = q.meet_why,
		.said = q.opinion.has ? (enum opinion)q.opinion.v : 0 };
	return RC_OK;
}

enum rc
opinion_say(struct ctx *c, const struct sheet_view *sheet, int64_t version,
    int said, bool sealing)
{
	const int64_t before = sheet->a.sheet_version.v - 1;
	struct opinion_mine mine;
	enum rc rc = opinion_mine(c, sheet->a.agenda, &mine);

	if (rc != RC_OK || !mine.written)
		return rc;
	if (version != before && said > 0 && mine.said != 0 && said != (int)mine.said) {
		fault_field(c->fault, S("stance"), &WHY_CHANGED_MEANWHILE,
		    str_printf(c->mem, "%d", (int)mine.said));
		return FAIL(c, WHY_SHEET_STALE, "%" PRId64, before);
	}
	if (said > 0 && said < OPINION__COUNT)
		return q_opinion_put(c->db, sheet->a.sheet, said);
	if (sealing && mine.said == 0) {
		fault_field(c->fault, S("stance"), &WHY_OPINION_MISSING, S(""));
		return RC_INVALID;
	}
	return RC_OK;
}

/* ---- judging -------------------------------------------------------------------- */

/* The answers of the sealed sheets, each with the star of its own sheet. */
static enum rc
answers_load(struct ctx *c, const struct closing_view *v,
    struct written_opinion *out)
{
	struct q_opinions_sealed_rows rows;
	struct score_result own;
	enum rc rc = q_opinions_sealed(c->db, v->a.agenda, v->a.pass, &rows);

	for (size_t i = 0; rc == RC_OK && i < v->n_sheets; i++) {
		const struct sealed_sheet *s = &v->sheets[i];

		score_one(v->set, s->choices, c->mem, &own);
		out[i] = (struct written_opinion){ .star = own.star,
		    .knocks = s->who.stop.n > 0 };
		for (size_t k = 0; k < rows.n; k++)
			if (str_eq(rows.v[k].seat_code, s->who.seat_code) &&
			    rows.v[k].opinion.has)
				out[i].said = (enum opinion)rows.v[k].opinion.v;
	}
	return rc;
}

/* A session of the same council, some working days ahead, with this product. */
static enum rc
go_to_session(struct ctx *c, const struct closing_view *v, const char *why)
{
	struct day_exceptions calendar;
	struct q_meeting_seat written;
	struct q_meeting_add row;
	struct q_opinion_meeting_round of;
	struct bylaw bylaw;
	struct dossier d;
	enum dossier_state next;
	/* Not by the name of its product: who has withdrawn from it may see this one. */
	struct str name = str_printf(c->mem, "Họp sau ý kiến bằng văn bản, %.*s",
	    STR_ARG(day_text(c->mem, c->today)));
	bool found;
	enum rc rc;

	if ((rc = dossier_begin(c, v->a.dossier, DO_MEET, &d, &next)) != RC_OK ||
	    (rc = calendar_load(c, &calendar)) != RC_OK ||
	    (rc = q_meeting_seat(c->db, v->a.meeting, c->actor.id, &written,
	    &found)) != RC_OK)
		return rc;
	REQUIRE(found);
	if ((rc = q_opinion_meeting_round(c->db, v->a.meeting, &of)) != RC_OK ||
	    (rc = bylaw_load(c, v->a.council, &bylaw)) != RC_OK ||
	    (rc = q_meeting_add(c->db, &(struct q_meeting_add_in){
	    .round = of.round, .council = written.council, .name = name,
	    .starts_at = moment_of(working_days_after(&calendar, c->today,
	    bylaw.v[BYLAW_MEET_DAYS]), MEET_HOUR, 0) }, &row)) != RC_OK ||
	    (rc = q_opinion_move(c->db, v->a.agenda, row.id, str_c(why))) != RC_OK ||
	    (rc = q_finding_drop_all(c->db, v->a.agenda)) != RC_OK ||
	    (rc = q_dossier_set_state(c->db, d.id, next, d.due_on,
	    (struct str){ NULL, 0 })) != RC_OK ||
	    (rc = seats_told(c, written.council, "opinions_meet", v->a.product,
	    row.id)) != RC_OK ||
	    (rc = notice_to_agency(c, d.evaluator, "opinions_meet",
	    v->a.product, dossier_link(c, d.id))) != RC_OK)
		return rc;
	return record_add(c, "dossier.meets", "dossier", d.id.v,
	    "{\"agenda\":%" PRId64 ",\"meeting\":%" PRId64 ",\"why\":\"%s\"}",
	    v->a.agenda.v, row.id.v, why);
}

enum rc
opinion_settle(struct ctx *c, struct agenda_id id)
{
	struct written_opinion *answers;
	struct opinion_mine mine;
	struct closing_view v;
	struct bylaw bylaw;
	enum divergence d;
	enum rc rc = opinion_mine(c, id, &mine);

	if (rc != RC_OK || !mine.written)
		return rc;
	if ((rc = closing_load(c, id, &v)) != RC_OK ||
	    (rc = bylaw_load(c, v.a.council, &bylaw)) != RC_OK)
		return rc;
	answers = ARENA_ARRAY(c->mem, v.n_sheets + 1, struct written_opinion);
	if ((rc = answers_load(c, &v, answers)) != RC_OK)
		return rc;
	d = opinions_judge(answers, v.n_sheets,
	    (enum bylaw_diverge)bylaw.v[BYLAW_DIVERGE],
	    v.result.spread_exceeded);
	if (d == DIVERGE_NOT)
		return record_add(c, "opinions.agree", "agenda", id.v, "{}");
	return go_to_session(c, &v, divergence_name(d));
}

/* ---- reminding ------------------------------------------------------------------ */

enum rc
opinion_night(struct ctx *c, struct day after)
{
	struct q_opinion_waiting_rows rows;
	bool is_new;
	enum rc rc = q_opinion_waiting(c->db, c->today,
	    day_add(c->today, REMIND_DAYS), &rows);

	(void)after; /* of days that were missed only today's is of use */
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		const struct q_opinion_waiting *w = &rows.v[i];
		const struct str step = str_printf(c->mem, "remind-%d-%" PRId64,
		    w->answer_by_on.n - c->today.n, w->account.v);

		rc = night_say(c, &(struct night_word){ "meeting", w->meeting.v,
		    str_z(c->mem, step), w->answer_by_on }, &is_new);
		if (rc != RC_OK || !is_new)
			continue;
		if ((rc = notice_to_account(c, w->account, "opinions_remind",
		    day_text(c->mem, w->answer_by_on), str_printf(c->mem,
		    "/hoi-dong/phien/%" PRId64, w->meeting.v))) == RC_OK)
			rc = record_add(c, "opinions.remind", "meeting",
			    w->meeting.v, "{\"left\":%" PRId64 "}", w->left_over);
	}
	return rc;
}

/* meeting: sessions and their agendas; see council.h. */
#include "act/council.h"

#include <inttypes.h>

#include "act/dossier.h"
#include "act/lent.h"
#include "act/reasons.h"
#include "act/record.h"
#include "core/dossier.h"
#include "core/rounds.h"
#include "core/workflow.h"

const struct reason WHY_TIME_PAST = { RC_INVALID, "time_past" };
const struct reason WHY_TIME_WRONG = { RC_INVALID, "time_wrong" };
const struct reason WHY_COUNCIL_INCOMPLETE = { RC_INVALID, "council_incomplete" };
const struct reason WHY_OTHER_PACK = { RC_CONFLICT, "other_pack" };
const struct reason WHY_TEAM_FIRST = { RC_CONFLICT, "team_first" };
const struct reason WHY_SHEETS_BEGUN = { RC_CONFLICT, "sheets_begun" };
const struct reason WHY_LATE_AGENDA = { RC_INVALID, "late_agenda" };
const struct reason WHY_LATE_MEETING = { RC_INVALID, "late_meeting" };
const struct reason WHY_EXTRA_NOT_ALLOWED = { RC_INVALID, "extra_not_allowed" };

/* Whether a session on this day is too late for its round. */
static bool
meeting_is_late(struct day day, int64_t number, struct day held_before)
{
	/* the year's own round of re-evaluations has no day (Đ7.6.g) */
	return number != 0 && round_is_late(day, held_before);
}

/* An extra round may be held when the bylaw says so and a plan is there (Đ5.1,
 * Đ5.2); a fixed one is held before its day, or says why not. */
static void
round_check(struct ctx *c, const struct meeting_values *in,
    const struct q_round_of *round, const struct council_view *council)
{
	if (round->extra_plan.n > 0 &&
	    council->bylaw.v[BYLAW_EXTRA_ROUNDS] == BYLAW_NO)
		fault_field(c->fault, S("council"), &WHY_EXTRA_NOT_ALLOWED,
		    council->council.name);
	if (meeting_is_late(in->day, round->number, round->held_before_on) &&
	    in->late_why.n == 0)
		fault_field(c->fault, S("late_meeting"), &WHY_LATE_MEETING,
		    day_text(c->mem, round->held_before_on));
}

enum rc
meeting_add(struct ctx *c, const struct meeting_values *in, struct meeting_id *out)
{
	struct q_round_of round;
	struct council_view council;
	struct q_meeting_add row;
	enum rc rc;

	if ((rc = q_round_of(c->db, in->round, c->actor.agency, &round)) != RC_OK ||
	    (rc = council_load(c, in->council, &council)) != RC_OK)
		return rc;
	if (!council.has_chair || !council.has_secretary || council.votes == 0)
		fault_field(c->fault, S("council"), &WHY_COUNCIL_INCOMPLETE, S(""));
	if (in->day.n < c->today.n)
		fault_field(c->fault, S("day"), &WHY_TIME_PAST, S(""));
	if (in->hour > 23)
		fault_field(c->fault, S("hour"), &WHY_TIME_WRONG, S(""));
	if (in->minute > 59)
		fault_field(c->fault, S("minute"), &WHY_TIME_WRONG, S(""));
	round_check(c, in, &round, &council);
	if ((rc = fault_rc(c->fault)) != RC_OK)
		return rc;
	rc = q_meeting_add(c->db, &(struct q_meeting_add_in){ .round = in->round,
	    .council = in->council, .name = in->name, .place = in->place,
	    .starts_at = moment_of(in->day, in->hour, in->minute),
	    .late_why = meeting_is_late(in->day, round.number,
	        round.held_before_on) ? in->late_why : (struct str){ NULL, 0 } },
	    &row);
	if (rc != RC_OK)
		return rc;
	*out = row.id;
	return record_add(c, "meeting.add", "meeting", row.id.v,
	    "{\"round\":%" PRId64 ",\"council\":%" PRId64 "}", in->round.v,
	    in->council.v);
}

enum rc
meeting_list(struct ctx *c, struct q_meeting_list_rows *out)
{
	return q_meeting_list(c->db, c->actor.agency, c->actor.id, out);
}

/* A re-evaluation by the short road is asked in writing (Đ7.6.d); by the rules
 * of before it sits on an agenda like the others. */
static void
candidates_sift(struct ctx *c, struct agenda_view *v)
{
	struct q_agenda_candidates *kept = ARENA_ARRAY(c->mem,
	    v->candidates.n + 1, struct q_agenda_candidates);
	size_t n = 0;

	for (size_t i = 0; i < v->candidates.n; i++) {
		const struct q_agenda_candidates *d = &v->candidates.v[i];
		const struct pack *pack = law_pack(c->law, d->pack);

		if (d->kind == DOSSIER_AGAIN && pack != NULL && pack->again_days > 0)
			continue;
		kept[n++] = *d;
	}
	v->candidates.v = kept;
	v->candidates.n = n;
}

enum rc
agenda_load(struct ctx *c, struct meeting_id id, struct agenda_view *out)
{
	enum rc rc;

	if ((rc = q_meeting_of(c->db, id, c->actor.agency, c->actor.id,
	    &out->meeting)) != RC_OK ||
	    (rc = q_agenda_list(c->db, id, c->actor.id, &out->items)) != RC_OK)
		return rc;
	if ((rc = q_agenda_candidates(c->db, c->actor.agency, c->actor.id,
	    &out->candidates)) != RC_OK)
		return rc;
	if ((rc = trial_load(c, &out->meeting, &out->trial)) != RC_OK)
		return rc;
	candidates_sift(c, out);
	return RC_OK;
}

struct day
agenda_proposed_on(enum unit_level level, struct moment forwarded,
    struct day sent_up)
{
	if (level == LEVEL_MINISTRY && sent_up.n != 0)
		return sent_up;
	return forwarded.ms == 0 ? (struct day){ 0 } : day_of(forwarded);
}

/* An office that has set up an advisory team hears it before its council
 * (Đ7.3.c); one without a team goes on. */
static enum rc
team_first(struct ctx *c, const struct dossier *d, enum deed deed)
{
	struct q_team_in_force team;
	bool found;
	enum rc rc;

	if (deed != DO_PUT_ON_AGENDA || d->state != ST_ACCEPTED)
		return RC_OK;
	rc = q_team_in_force(c->db, d->evaluator, &team, &found);
	if (rc == RC_OK && found && !d->facts.assessed)
		return FAIL(c, WHY_TEAM_FIRST, "%.*s", STR_ARG(team.name));
	return rc;
}

/* Asks the workflow, then moves the dossier; `deed` is DO_PUT_ON_AGENDA or
 * DO_TAKE_OFF. One that was filed under rules of before goes into any round
 * (Đ12.2); of the others the pack is the round's. */
static enum rc
agenda_move(struct ctx *c, struct dossier_id id, enum deed deed,
    const struct q_meeting_of *m, struct dossier *d)
{
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, deed, d, &next)) != RC_OK ||
	    (rc = team_first(c, d, deed)) != RC_OK)
		return rc;
	if (!str_eq(d->pack->code, m->pack) && !d->transition.kept)
		return FAIL(c, WHY_OTHER_PACK, "%.*s", STR_ARG(d->product_name));
	return q_dossier_set_state(c->db, id, next, d->due_on,
	    (struct str){ NULL, 0 });
}

/* One product of the agenda; `late_why` is kept where it was proposed too late
 * for the round (Đ5). */
static enum rc
agenda_put_one(struct ctx *c, const struct q_meeting_of *m, struct dossier_id id,
    int64_t position, struct str late_why)
{
	struct q_agenda_add row;
	struct dossier d;
	bool late;
	enum rc rc = agenda_move(c, id, DO_PUT_ON_AGENDA, m, &d);

	if (rc != RC_OK)
		return rc;
	late = !d.transition.kept && m->number != 0 && round_is_late(
	    agenda_proposed_on(d.level, d.forwarded_at, d.sent_up_on),
	    m->proposed_before_on);
	if (late && late_why.n == 0)
		fault_field(c->fault, S("late_agenda"), &WHY_LATE_AGENDA,
		    d.product_name);
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_agenda_add(c->db, m->id, id, position,
	    late ? late_why : (struct str){ NULL, 0 }, &row)) != RC_OK)
		return rc;
	return record_add(c, "dossier.on_agenda", "dossier", id.v,
	    "{\"agenda\":%" PRId64 ",\"late\":%s}", row.id.v,
	    late ? "true" : "false");
}

/* Every seat is told how many products were added that it may know of; from now on
 * the electronic dossier lies open to those who declared. */
static enum rc
agenda_notice(struct ctx *c, struct meeting_id id, const struct q_meeting_of *m,
    int64_t behind)
{
	struct q_seat_told_rows seats;
	enum rc rc;

	if ((rc = q_agenda_notice(c->db, id, c->now)) != RC_OK ||
	    (rc = q_seat_told(c->db, m->council, id, behind, &seats)) != RC_OK)
		return rc;
	for (size_t i = 0; rc == RC_OK && i < seats.n; i++)
		rc = notice_to_account(c, seats.v[i].account, "agenda_added",
		    str_printf(c->mem, "%.*s (%" PRId64 ")", STR_ARG(m->name),
		    seats.v[i].products),
		    str_printf(c->mem, "/hoi-dong/phien/%" PRId64, id.v));
	return rc;
}

enum rc
agenda_put(struct ctx *c, struct meeting_id meeting,
    const struct dossier_id *dossiers, size_t n, struct str late_why)
{
	struct q_meeting_of m;
	struct q_agenda_last last;
	enum rc rc;

	if ((rc = q_meeting_of(c->db, meeting, c->actor.agency, c->actor.id, &m)) != RC_OK ||
	    (rc = q_agenda_last(c->db, meeting, &last)) != RC_OK)
		return rc;
	c->stirred = meeting;
	if (n == 0)
		return FAIL(c, WHY_NOTHING_CHOSEN, "%s", "");
	if ((rc = meeting_is_here(c, m.state)) != RC_OK)
		return rc;
	if (m.state == MEETING_CLOSED)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(m.name));
	for (size_t i = 0; i < n; i++)
		if ((rc = agenda_put_one(c, &m, dossiers[i],
		    last.position + (int64_t)i + 1, late_why)) != RC_OK)
			return rc;
	if ((rc = q_stake_carry(c->db, m.council, c->now)) != RC_OK)
		return rc;
	return agenda_notice(c, meeting, &m, last.position);
}

enum rc
agenda_take_off(struct ctx *c, struct meeting_id meeting, struct agenda_id item)
{
	struct agenda_view v;
	struct dossier d;
	enum rc rc;

	if ((rc = agenda_load(c, meeting, &v)) != RC_OK ||
	    (rc = meeting_is_here(c, v.meeting.state)) != RC_OK)
		return rc;
	c->stirred = meeting;
	for (size_t i = 0; i < v.items.n; i++) {
		const struct q_agenda_list *a = &v.items.v[i];

		if (a->id.v != item.v)
			continue;
		if (a->state != AGENDA_WAITS || a->drafts + a->sealed > 0)
			return FAIL(c, WHY_SHEETS_BEGUN, "%.*s",
			    STR_ARG(a->product));
		if ((rc = agenda_move(c, a->dossier, DO_TAKE_OFF,
		    &v.meeting, &d)) != RC_OK ||
		    (rc = q_stake_drop_all(c->db, item)) != RC_OK ||
		    (rc = q_agenda_drop(c->db, item, meeting)) != RC_OK)
			return rc;
		return record_add(c, "dossier.off_agenda", "dossier", a->dossier.v,
		    "{\"agenda\":%" PRId64 "}", item.v);
	}
	return FAIL(c, WHY_ABSENT, "agenda %" PRId64, item.v);
}

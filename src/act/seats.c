/* seats: see seats.h. */
#include "act/seats.h"

#include <inttypes.h>

#include "act/bylaw.h"
#include "act/closing.h"
#include "act/lent.h"
#include "act/reasons.h"
#include "act/record.h"
#include "core/quorum.h"
#include "core/workflow.h"

const struct reason WHY_STAKE_KIND_WRONG = { RC_INVALID, "stake_kind_wrong" };

/* ---- reading ------------------------------------------------------------------ */

enum rc
sat_load(struct ctx *c, struct meeting_id meeting, struct sat *out)
{
	enum rc rc;

	if ((rc = q_seat_ever(c->db, meeting, &out->seats)) != RC_OK ||
	    (rc = q_attendance_list(c->db, meeting, &out->attends)) != RC_OK ||
	    (rc = q_stake_list(c->db, meeting, &out->stakes)) != RC_OK)
		return rc;
	return q_sheet_states(c->db, meeting, &out->states);
}

enum attendance
sat_attends(const struct sat *sat, struct seat_id seat)
{
	for (size_t i = 0; i < sat->attends.n; i++)
		if (sat->attends.v[i].seat.v == seat.v)
			return (enum attendance)sat->attends.v[i].state;
	return (enum attendance)0;
}

static bool
sat_recused(const struct sat *sat, struct seat_id seat, struct agenda_id agenda)
{
	for (size_t i = 0; i < sat->stakes.n; i++)
		if (sat->stakes.v[i].seat.v == seat.v &&
		    sat->stakes.v[i].agenda.v == agenda.v)
			return sat->stakes.v[i].state == STAKE_RECUSED;
	return false;
}

struct quorum_seat *
sat_quorum(const struct sat *sat, struct agenda_id agenda, struct arena *mem)
{
	struct quorum_seat *q = ARENA_ARRAY(mem, sat->seats.n + 1,
	    struct quorum_seat);

	for (size_t i = 0; i < sat->seats.n; i++) {
		const struct q_seat_ever *s = &sat->seats.v[i];

		q[i] = (struct quorum_seat){ .id = s->id.v,
		    .stands_for = s->stands_for.v,
		    .role = (enum seat_role)s->role, .votes = s->votes,
		    .present = seat_sealed(&sat->states, s->id, agenda),
		    .absent = sat_attends(sat, s->id) > ATTENDS,
		    .recused = sat_recused(sat, s->id, agenda),
		    .over = s->over };
	}
	return q;
}

/* ---- declaring ----------------------------------------------------------------- */

static enum rc
seat_of(struct ctx *c, struct meeting_id id, struct q_meeting_seat *out)
{
	bool found;
	enum rc rc = q_meeting_seat(c->db, id, c->actor.id, out, &found);

	if (rc != RC_OK)
		return rc;
	return found ? RC_OK : FAIL(c, WHY_ABSENT, "%s", "meeting");
}

enum rc
declare_load(struct ctx *c, struct meeting_id id, struct declare_view *out)
{
	struct bylaw bylaw;
	enum rc rc;

	*out = (struct declare_view){ 0 };
	if ((rc = seat_of(c, id, &out->meeting)) != RC_OK ||
	    (rc = bylaw_load(c, out->meeting.council, &bylaw)) != RC_OK)
		return rc;
	if (bylaw.v[BYLAW_DECLARE] != BYLAW_YES ||
	    out->meeting.role == SEAT_SECRETARY)
		return RC_OK;
	return q_stake_open(c->db, id, out->meeting.seat, c->actor.id,
	    &out->items);
}

static bool
is_named(const struct declaration *in, struct agenda_id id)
{
	for (size_t i = 0; i < in->n; i++)
		if (in->recused[i].v == id.v)
			return true;
	return false;
}

/* A recusal says of what kind and why. */
static enum rc
stake_check(struct ctx *c, int kind, struct str why)
{
	if (kind < STAKE_KIN || kind >= STAKE_KIND__COUNT)
		fault_field(c->fault, S("stake_kind"), &WHY_STAKE_KIND_WRONG, S(""));
	if (why.n == 0)
		fault_field(c->fault, S("stake_why"), &WHY_REASON_MISSING, S(""));
	return fault_rc(c->fault);
}

static enum rc
stake_write(struct ctx *c, struct agenda_id id, struct seat_id seat, int kind,
    struct str why)
{
	enum rc rc = q_stake_put(c->db, &(struct q_stake_put_in){ .agenda = id,
	    .seat = seat, .state = kind == 0 ? STAKE_NONE : STAKE_RECUSED,
	    .kind = kind, .why = kind == 0 ? (struct str){ NULL, 0 } : why,
	    .at = c->now });

	if (rc != RC_OK || kind == 0)
		return rc;
	if ((rc = q_sheet_set_aside(c->db, id, seat, c->now)) != RC_OK)
		return rc;
	return record_add(c, "seat.recused", "agenda", id.v,
	    "{\"seat\":%" PRId64 ",\"kind\":%d}", seat.v, kind);
}

enum rc
declare_save(struct ctx *c, struct meeting_id id, const struct declaration *in)
{
	struct declare_view v;
	enum rc rc;

	if ((rc = declare_load(c, id, &v)) != RC_OK ||
	    (rc = meeting_is_here(c, v.meeting.state)) != RC_OK ||
	    (in->n > 0 && (rc = stake_check(c, in->kind, in->why)) != RC_OK))
		return rc;
	c->stirred = id;
	for (size_t i = 0; i < v.items.n; i++) {
		rc = stake_write(c, v.items.v[i].id, v.meeting.seat,
		    is_named(in, v.items.v[i].id) ? in->kind : 0, in->why);
		if (rc != RC_OK)
			return rc;
	}
	return record_add(c, "seat.declare", "meeting", id.v, "{\"seat\":%" PRId64 "}",
	    v.meeting.seat.v);
}

enum rc
recuse(struct ctx *c, struct agenda_id id, int kind, struct str why)
{
	struct q_agenda_hold held;
	struct q_agenda_seat a;
	bool found;
	enum rc rc;

	if ((rc = q_agenda_seat(c->db, id, c->actor.id, &a, &found)) != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "%s", "agenda");
	if ((rc = q_agenda_hold(c->db, id, &held)) != RC_OK ||
	    (rc = meeting_is_here(c, a.meeting_state)) != RC_OK)
		return rc;
	if (a.state == AGENDA_CONCLUDED)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(a.product));
	if ((rc = stake_check(c, kind, why)) != RC_OK)
		return rc;
	c->stirred = a.meeting;
	return stake_write(c, id, a.seat, kind, why);
}

/* ---- attendance ------------------------------------------------------------------ */

enum rc
presence_load(struct ctx *c, struct meeting_id id, struct presence_view *out)
{
	enum rc rc;

	if ((rc = seat_of(c, id, &out->meeting)) != RC_OK)
		return rc;
	if (!seat_runs_table((enum seat_role)out->meeting.role))
		return FAIL(c, WHY_ABSENT, "%s", "meeting");
	if ((rc = sat_load(c, id, &out->sat)) != RC_OK)
		return rc;
	return q_agenda_list(c->db, id, c->actor.id, &out->items);
}

enum rc
presence_save(struct ctx *c, struct meeting_id id, struct seat_id seat,
    int state, struct str why)
{
	struct presence_view v;
	bool known = false;
	enum rc rc;

	if ((rc = presence_load(c, id, &v)) != RC_OK)
		return rc;
	c->stirred = id;
	if (v.meeting.role != SEAT_SECRETARY)
		return FAIL(c, WHY_WRONG_ROLE, "%s", "");
	if ((rc = meeting_is_here(c, v.meeting.state)) != RC_OK)
		return rc;
	if (v.meeting.state == MEETING_CLOSED)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(v.meeting.name));
	for (size_t i = 0; i < v.sat.seats.n; i++)
		known |= v.sat.seats.v[i].id.v == seat.v && !v.sat.seats.v[i].over;
	if (!known || state < ATTENDS || state > ATTENDS_NOT_AT_ALL)
		return FAIL(c, WHY_ABSENT, "%s", "seat");
	if (state != ATTENDS && why.n == 0)
		fault_field(c->fault, S("why"), &WHY_REASON_MISSING, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_attendance_put(c->db, id, seat, state, state == ATTENDS ?
	    (struct str){ NULL, 0 } : why, c->now)) != RC_OK)
		return rc;
	return record_add(c, "seat.attends", "meeting", id.v,
	    "{\"seat\":%" PRId64 ",\"state\":%d}", seat.v, state);
}

bool
seat_sealed(const struct q_sheet_states_rows *states, struct seat_id seat,
    struct agenda_id agenda)
{
	for (size_t i = 0; i < states->n; i++)
		if (states->v[i].seat.v == seat.v && states->v[i].sealed &&
		    (agenda.v == 0 || states->v[i].agenda.v == agenda.v))
			return true;
	return false;
}

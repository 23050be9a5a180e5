/* away: see away.h. */
#include "act/away.h"

#include <inttypes.h>

#include "act/away_take.h"
#include "act/bylaw.h"
#include "act/conclude.h"
#include "act/lent.h"
#include "act/reasons.h"
#include "act/record.h"
#include "core/quorum.h"
#include "core/workflow.h"


/* The session, for whoever may send it away or call it back: its secretary, or
 * the program itself when nobody is signed in (the command line). */
static enum rc
away_hold(struct ctx *c, struct meeting_id id, struct q_meeting_hold *out)
{
	struct q_meeting_seat seat;
	bool found = true;
	enum rc rc;

	if (c->actor.id.v != 0) {
		rc = q_meeting_seat(c->db, id, c->actor.id, &seat, &found);
		if (rc != RC_OK)
			return rc;
		if (!found || !seat_runs_table((enum seat_role)seat.role))
			return FAIL(c, WHY_ABSENT, "meeting %" PRId64, id.v);
		if (seat.role != SEAT_SECRETARY)
			return FAIL(c, WHY_WRONG_ROLE, "%s", "");
	}
	return q_meeting_hold(c->db, id, out);
}

enum rc
away_lend(struct ctx *c, struct meeting_id id)
{
	struct q_room_out_add row;
	struct q_meeting_hold m;
	enum rc rc;

	if ((rc = away_hold(c, id, &m)) != RC_OK ||
	    (rc = meeting_is_here(c, m.state)) != RC_OK)
		return rc;
	if (m.state == MEETING_CLOSED || m.kind != MEETING_SITS)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(m.name));
	if ((rc = q_stake_carry(c->db, m.council, c->now)) != RC_OK ||
	    (rc = q_room_out_add(c->db, id, m.state, c->now, &row)) != RC_OK ||
	    (rc = q_meeting_set_state(c->db, id, m.version, MEETING_AWAY, c->now)) != RC_OK)
		return rc;
	return record_add(c, "meeting.lend", "meeting", id.v, "{\"room\":%" PRId64 "}",
	    row.id.v);
}

/* The hand-over that a session is in. */
static enum rc
away_now(struct ctx *c, struct meeting_id id, struct q_room_out_of *out)
{
	bool found;
	enum rc rc = q_room_out_of(c->db, id, out, &found);

	if (rc == RC_OK && (!found || out->state > ROOM_OUT))
		return FAIL(c, WHY_MEETING_HERE, "%s", "");
	return rc;
}

enum rc
away_sent(struct ctx *c, struct meeting_id id, struct str vkey, struct str manifest)
{
	struct q_room_out_of room;
	enum rc rc;

	if ((rc = away_now(c, id, &room)) != RC_OK ||
	    (rc = q_room_out_sent(c->db, room.id, vkey, manifest, c->now)) != RC_OK)
		return rc;
	return record_add(c, "meeting.sent", "meeting", id.v,
	    "{\"room\":%" PRId64 ",\"manifest\":\"%.*s\",\"key\":\"%.*s\"}", room.id.v,
	    STR_ARG(manifest), STR_ARG(vkey));
}

enum rc
away_recall(struct ctx *c, struct meeting_id id, struct str why)
{
	struct q_room_out_of room;
	struct q_meeting_hold m;
	enum rc rc;

	if ((rc = away_hold(c, id, &m)) != RC_OK ||
	    (rc = away_now(c, id, &room)) != RC_OK)
		return rc;
	if (why.n == 0)
		fault_field(c->fault, S("why"), &WHY_REASON_MISSING, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_room_out_end(c->db, room.id, ROOM_RECALLED, why, c->now)) != RC_OK ||
	    (rc = q_meeting_set_state(c->db, id, m.version,
	    room.meeting_state, c->now)) != RC_OK)
		return rc;
	return record_add(c, "meeting.recall", "meeting", id.v,
	    "{\"room\":%" PRId64 "}", room.id.v);
}

/* Whom the bylaw lets give a sealed sheet back chooses between two. */
static enum rc
away_decides(struct ctx *c, const struct q_meeting_seat *m, bool *out)
{
	struct bylaw bylaw;
	enum rc rc = bylaw_load(c, m->council, &bylaw);

	*out = rc == RC_OK && (bylaw.v[BYLAW_REOPEN] == REOPEN_CHAIR) ==
	    (m->role != SEAT_SECRETARY);
	return rc;
}

enum rc
away_load(struct ctx *c, struct meeting_id id, struct away_view *out)
{
	bool found;
	enum rc rc;

	*out = (struct away_view){ 0 };
	if ((rc = q_meeting_seat(c->db, id, c->actor.id, &out->meeting,
	    &found)) != RC_OK)
		return rc;
	if (!found || !seat_runs_table((enum seat_role)out->meeting.role))
		return FAIL(c, WHY_ABSENT, "meeting %" PRId64, id.v);
	if ((rc = q_room_out_of(c->db, id, &out->room, &out->ever)) != RC_OK ||
	    (rc = away_decides(c, &out->meeting, &out->decides)) != RC_OK)
		return rc;
	return q_room_sheets_both(c->db, id, c->actor.id, &out->both);
}

enum rc
away_choose(struct ctx *c, struct meeting_id id, struct room_sheet_id sheet,
    bool brought, struct str why)
{
	struct away_view v;
	struct q_room_sheet_of b;
	bool found;
	enum rc rc;

	if ((rc = away_load(c, id, &v)) != RC_OK)
		return rc;
	if (!v.decides)
		return FAIL(c, WHY_WRONG_ROLE, "%s", "");
	if ((rc = q_room_sheet_of(c->db, sheet, id, &b, &found)) != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "room sheet %" PRId64, sheet.v);
	if (b.product_state == AGENDA_CONCLUDED)
		return FAIL(c, WHY_WRONG_STATE, "%s", "");
	if (why.n == 0)
		fault_field(c->fault, S("why"), &WHY_REASON_MISSING, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_room_sheet_state(c->db, sheet, brought ? ROOM_SHEET_TAKEN :
	    ROOM_SHEET_LEFT, why, c->now)) != RC_OK)
		return rc;
	rc = record_add(c, "sheet.choose", "agenda", b.agenda.v,
	    "{\"seat\":\"%.*s\",\"brought\":%d,\"seal\":\"%.*s\"}",
	    STR_ARG(b.seat_code), brought, STR_ARG(b.seal));
	return rc == RC_OK && brought ? away_instead(c, &b, why) : rc;
}

/*
 * room: who has begun and who has sealed, for the secretary and the chair;
 * opening and closing the session. No number of anybody's sheet is read here.
 * See conclude.h.
 */
#include "act/conclude.h"

#include "act/closing.h"
#include "act/record.h"
#include "core/dossier.h"
#include "core/quorum.h"
#include "core/workflow.h"

const struct reason WHY_NOT_ALL_CONCLUDED = { RC_CONFLICT, "not_all_concluded" };

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

enum rc
seats_counting(struct ctx *c, struct council_id council,
    const struct q_sheet_states_rows *states, struct agenda_id agenda,
    struct q_seat_ever_rows *out)
{
	struct q_seat_ever_rows all;
	struct q_seat_ever *v;
	enum rc rc;

	if ((rc = q_seat_ever(c->db, council, &all)) != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, all.n + 1, struct q_seat_ever);
	*out = (struct q_seat_ever_rows){ v, 0 };
	for (size_t i = 0; i < all.n; i++) {
		const struct q_seat_ever *s = &all.v[i];

		if (quorum_seat_counts(&(struct quorum_seat){ .votes = s->votes,
		    .present = seat_sealed(states, s->id, agenda),
		    .over = s->over }))
			v[out->n++] = *s;
	}
	return RC_OK;
}

static void
room_mark(struct room_item *item, const struct q_seat_ever_rows *seats,
    const struct q_sheet_states_rows *states, enum sheet_mark *marks)
{
	item->marks = marks;
	for (size_t i = 0; i < states->n; i++) {
		if (states->v[i].agenda.v != item->a.id.v)
			continue;
		for (size_t s = 0; s < seats->n; s++)
			if (seats->v[s].id.v == states->v[i].seat.v)
				marks[s] = states->v[i].sealed ? MARK_SEALED
				                               : MARK_DRAFT;
	}
	for (size_t s = 0; s < seats->n; s++) {
		item->sealed += marks[s] == MARK_SEALED;
		item->seats += marks[s] == MARK_SEALED || !seats->v[s].over;
	}
}

enum rc
room_load(struct ctx *c, struct meeting_id id, struct room_view *out)
{
	struct q_agenda_list_rows rows;
	struct q_sheet_states_rows states;
	struct room_item *items;
	bool found;
	enum rc rc;

	*out = (struct room_view){ 0 };
	rc = q_meeting_seat(c->db, id, c->actor.id, &out->meeting, &found);
	if (rc != RC_OK)
		return rc;
	if (!found || (out->meeting.role != SEAT_SECRETARY &&
	    out->meeting.role != SEAT_CHAIR))
		return FAIL(c, WHY_ABSENT, "%s", "room");
	out->secretary = out->meeting.role == SEAT_SECRETARY;
	if ((rc = q_sheet_states(c->db, id, &states)) != RC_OK ||
	    (rc = seats_counting(c, out->meeting.council, &states,
	    (struct agenda_id){ 0 }, &out->seats)) != RC_OK ||
	    (rc = q_agenda_list(c->db, id, &rows)) != RC_OK)
		return rc;
	items = ARENA_ARRAY(c->mem, rows.n + 1, struct room_item);
	for (size_t i = 0; i < rows.n; i++) {
		items[i].a = rows.v[i];
		room_mark(&items[i], &out->seats, &states,
		    ARENA_ARRAY(c->mem, out->seats.n + 1, enum sheet_mark));
	}
	out->items = items;
	out->n = rows.n;
	return RC_OK;
}

static enum rc
room_move(struct ctx *c, struct meeting_id id, int64_t version,
    enum meeting_state from, enum meeting_state to)
{
	struct room_view v;
	enum rc rc;

	if ((rc = room_load(c, id, &v)) != RC_OK)
		return rc;
	if (!v.secretary)
		return FAIL(c, WHY_WRONG_ROLE, "%s", "");
	if (v.meeting.state != (int64_t)from)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(v.meeting.name));
	for (size_t i = 0; to == MEETING_CLOSED && i < v.n; i++)
		if (v.items[i].a.state != AGENDA_CONCLUDED)
			return FAIL(c, WHY_NOT_ALL_CONCLUDED, "%.*s",
			    STR_ARG(v.items[i].a.product));
	if ((rc = q_meeting_set_state(c->db, id, version, to)) != RC_OK)
		return rc;
	return record_add(c, to == MEETING_OPEN ? "meeting.open" : "meeting.close",
	    "meeting", id.v, "{}");
}

enum rc
room_open(struct ctx *c, struct meeting_id id, int64_t version)
{
	return room_move(c, id, version, MEETING_PREPARED, MEETING_OPEN);
}

enum rc
room_close(struct ctx *c, struct meeting_id id, int64_t version)
{
	return room_move(c, id, version, MEETING_OPEN, MEETING_CLOSED);
}

/*
 * room: who has begun and who has sealed, for the secretary and the chair;
 * opening and closing the session. No number of anybody's sheet is read here.
 * See conclude.h.
 */
#include "act/conclude.h"

#include "act/closing.h"
#include "act/lent.h"
#include "act/record.h"
#include "act/seats.h"
#include "core/dossier.h"
#include "core/quorum.h"
#include "core/workflow.h"

const struct reason WHY_NOT_ALL_CONCLUDED = { RC_CONFLICT, "not_all_concluded" };
const struct reason WHY_OTHERS_NOT_CONCLUDED = { RC_CONFLICT, "others_not_concluded" };

/* Columns of the table: seats with a vote that are held, and those that sealed
 * a sheet of this session before they ended. */
static struct q_seat_ever_rows
seats_counting(struct ctx *c, const struct sat *sat)
{
	size_t n = 0;
	struct q_seat_ever *v = ARENA_ARRAY(c->mem, sat->seats.n + 1,
	    struct q_seat_ever);

	for (size_t i = 0; i < sat->seats.n; i++) {
		const struct q_seat_ever *s = &sat->seats.v[i];

		if (quorum_seat_counts(&(struct quorum_seat){ .votes = s->votes,
		    .present = seat_sealed(&sat->states, s->id,
		    (struct agenda_id){ 0 }), .over = s->over }))
			v[n++] = *s;
	}
	return (struct q_seat_ever_rows){ v, n };
}

/* One product's row: a mark for each seat of the view. */
static void
room_mark(struct room_item *item, const struct room_view *view,
    const struct sat *sat, struct arena *mem)
{
	const struct quorum_seat *q = sat_quorum(sat, item->a.id, mem);
	enum sheet_mark *marks = ARENA_ARRAY(mem, view->seats.n + 1,
	    enum sheet_mark);
	bool *waited_for = ARENA_ARRAY(mem, view->seats.n + 1, bool);

	item->marks = marks;
	item->waited_for = waited_for;
	for (size_t s = 0, at = 0; s < view->seats.n; s++) {
		while (sat->seats.v[at].id.v != view->seats.v[s].id.v)
			at++; /* the view keeps the order of all seats */
		for (size_t i = 0; i < sat->states.n; i++)
			if (sat->states.v[i].agenda.v == item->a.id.v &&
			    sat->states.v[i].seat.v == q[at].id)
				marks[s] = sat->states.v[i].sealed ? MARK_SEALED
				                                   : MARK_DRAFT;
		if (q[at].absent && marks[s] != MARK_SEALED)
			marks[s] = MARK_ABSENT;
		if (q[at].recused)
			marks[s] = MARK_RECUSED;
		item->seats += seat_counts(q, sat->seats.n, at);
		item->sealed += marks[s] == MARK_SEALED;
		waited_for[s] = !q[at].absent && marks[s] != MARK_SEALED &&
		    seat_counts(q, sat->seats.n, at);
	}
}

enum rc
room_load(struct ctx *c, struct meeting_id id, struct room_view *out)
{
	struct q_agenda_list_rows rows;
	struct room_item *items;
	struct sat sat;
	bool found;
	enum rc rc;

	*out = (struct room_view){ 0 };
	rc = q_meeting_seat(c->db, id, c->actor.id, &out->meeting, &found);
	if (rc != RC_OK)
		return rc;
	if (!found || !seat_runs_table((enum seat_role)out->meeting.role))
		return FAIL(c, WHY_ABSENT, "%s", "room");
	out->secretary = out->meeting.role == SEAT_SECRETARY;
	if ((rc = sat_load(c, id, &sat)) != RC_OK ||
	    (rc = q_agenda_list(c->db, id, c->actor.id, &rows)) != RC_OK)
		return rc;
	out->seats = seats_counting(c, &sat);
	items = ARENA_ARRAY(c->mem, rows.n + 1, struct room_item);
	for (size_t i = 0; i < rows.n; i++) {
		items[i].a = rows.v[i];
		room_mark(&items[i], out, &sat, c->mem);
	}
	out->items = items;
	out->n = rows.n;
	return RC_OK;
}

enum rc
room_next(struct ctx *c, struct meeting_id id, int64_t position,
    struct q_agenda_list *out, bool *found)
{
	struct q_agenda_list_rows rows;
	enum rc rc = q_agenda_list(c->db, id, c->actor.id, &rows);

	*found = false;
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		bool later = rows.v[i].position > position;

		if (rows.v[i].state != AGENDA_WAITS ||
		    (*found && (out->position > position || !later)))
			continue;
		*out = rows.v[i];
		*found = true;
	}
	return rc;
}

static enum rc
room_move(struct ctx *c, struct meeting_id id, int64_t version,
    enum meeting_state from, enum meeting_state to)
{
	struct q_agenda_withdrawn withdrawn;
	struct room_view v;
	enum rc rc;

	if ((rc = room_load(c, id, &v)) != RC_OK)
		return rc;
	if (!v.secretary)
		return FAIL(c, WHY_WRONG_ROLE, "%s", "");
	if ((rc = meeting_is_here(c, v.meeting.state)) != RC_OK)
		return rc;
	if (v.meeting.state != (int64_t)from)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(v.meeting.name));
	for (size_t i = 0; to == MEETING_CLOSED && i < v.n; i++)
		if (v.items[i].a.state != AGENDA_CONCLUDED &&
		    v.items[i].a.kind == AGENDA_COUNTED)
			return FAIL(c, WHY_NOT_ALL_CONCLUDED, "%.*s",
			    STR_ARG(v.items[i].a.product));
	if ((rc = q_agenda_withdrawn(c->db, id, c->actor.id, AGENDA_CONCLUDED,
	    &withdrawn)) != RC_OK)
		return rc;
	if (to == MEETING_CLOSED && withdrawn.open > 0) /* of her who withdrew: no name */
		return FAIL(c, WHY_OTHERS_NOT_CONCLUDED, "%s", "");
	c->stirred = id;
	if ((rc = q_meeting_set_state(c->db, id, version, to, c->now)) != RC_OK)
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

/* away_table: see away_table.h. */
#include "act/away_table.h"

#include <inttypes.h>

#include "act/conclude.h"
#include "act/reasons.h"
#include "act/record.h"

static enum rc
unreadable(struct ctx *c)
{
	return FAIL(c, WHY_BROKEN, "%s", "the folder's database cannot be read");
}

/* ---- people --------------------------------------------------------------------- */

static bool
stake_is_here(const struct sat *sat, const struct q_stake_list *k)
{
	for (size_t i = 0; i < sat->stakes.n; i++)
		if (sat->stakes.v[i].agenda.v == k->agenda.v &&
		    sat->stakes.v[i].seat.v == k->seat.v)
			return sat->stakes.v[i].state == k->state;
	return false;
}

static enum rc
stake_bring(struct ctx *c, const struct q_stake_list *k)
{
	enum rc rc = q_stake_put(c->db, &(struct q_stake_put_in){
	    .agenda = k->agenda, .seat = k->seat, .state = k->state,
	    .kind = k->kind, .why = k->why, .at = k->at });

	if (rc != RC_OK || k->state != STAKE_RECUSED)
		return rc;
	if ((rc = q_sheet_set_aside(c->db, k->agenda, k->seat, c->now)) != RC_OK)
		return rc;
	return record_add(c, "seat.recused", "agenda", k->agenda.v,
	    "{\"seat\":%" PRId64 ",\"kind\":%" PRId64 "}", k->seat.v, k->kind);
}

/* A product of this session, by the office's own rows. */
static enum rc
is_ours(struct ctx *c, const struct away_work *w, struct agenda_id id,
    struct q_agenda_of_meeting *out)
{
	bool found;
	enum rc rc = q_agenda_of_meeting(c->db, id, w->t->meeting, out, &found);

	if (rc == RC_OK && !found)
		return FAIL(c, WHY_ROOM_SHEET_WRONG, "product %" PRId64 " is not of "
		    "this session; nothing was taken", id.v);
	return rc;
}

static enum rc
attendance_bring(struct ctx *c, struct away_work *w)
{
	struct q_attendance_list_rows rows;
	enum rc rc = RC_OK;

	if (q_attendance_list(w->t->room->db, w->t->meeting, &rows) != RC_OK)
		return unreadable(c);
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		const struct q_attendance_list *a = &rows.v[i];

		if (sat_attends(&w->sat, a->seat) == (enum attendance)a->state)
			continue;
		if ((rc = q_attendance_put(c->db, w->t->meeting, a->seat, a->state,
		    a->why, c->now)) != RC_OK)
			return rc;
		rc = record_add(c, "seat.attends", "meeting", w->t->meeting.v,
		    "{\"seat\":%" PRId64 ",\"state\":%" PRId64 "}", a->seat.v,
		    a->state);
	}
	return rc;
}

enum rc
away_people(struct ctx *c, struct away_work *w)
{
	struct q_stake_list_rows stakes;
	struct q_agenda_of_meeting a;
	int n = 0;
	enum rc rc = RC_OK;

	if (q_stake_list(w->t->room->db, w->t->meeting, &stakes) != RC_OK)
		return unreadable(c);
	for (size_t i = 0; rc == RC_OK && i < stakes.n; i++) {
		if (stake_is_here(&w->sat, &stakes.v[i]))
			continue;
		if ((rc = is_ours(c, w, stakes.v[i].agenda, &a)) == RC_OK)
			rc = stake_bring(c, &stakes.v[i]);
		n++;
	}
	if (rc == RC_OK && n > 0)
		rc = record_add(c, "seat.declare", "meeting", w->t->meeting.v,
		    "{\"brought\":%d}", n);
	return rc == RC_OK && w->room.state == ROOM_OUT ? attendance_bring(c, w) : rc;
}

/* ---- products --------------------------------------------------------------------- */

static enum rc
findings_bring(struct ctx *c, struct away_work *w, struct agenda_id id,
    const struct criteria_set *set)
{
	struct q_finding_list_rows found;
	struct q_stop_list_rows stops;
	enum rc rc = RC_OK;

	if (q_finding_list(w->t->room->db, id, &found) != RC_OK ||
	    q_stop_list(w->t->room->db, id, &stops) != RC_OK)
		return unreadable(c);
	for (size_t i = 0; rc == RC_OK && i < found.n; i++) {
		const struct criterion *cr = set_criterion(set, found.v[i].criterion);

		if (cr == NULL || !cr->starred ||
		    !levels_have(cr->levels, (int)found.v[i].points))
			return FAIL(c, WHY_ROOM_SHEET_WRONG, "a finding of product %"
			    PRId64 " is no level; nothing was taken", id.v);
		rc = q_finding_put(c->db, id, cr->id, found.v[i].points, c->now);
	}
	for (size_t i = 0; rc == RC_OK && i < stops.n; i++)
		rc = q_stop_put(c->db, id, stops.v[i].code, stops.v[i].reason, c->now);
	return rc;
}

/* The conclusion, made again by the rules and the sheets that are here, by whoever
 * made it there. What stands in its way is told, and left to be done here. */
static enum rc
conclusion_bring(struct ctx *c, struct away_work *w, const struct q_room_items *i)
{
	const struct actor program = c->actor;
	enum rc rc;

	c->actor = (struct actor){ .id = i->concluded_by,
	    .roles = ROLE_BIT(ROLE_COUNCIL) };
	rc = product_conclude_again(c, i->id, &(struct conclusion_said){
	    i->star.v, i->sum.v, i->sheets.v, i->said, i->despite });
	c->actor = program;
	w->t->concluded += rc == RC_OK;
	if (rc != RC_CONFLICT && rc != RC_ABSENT && rc != RC_DENIED)
		return rc;
	w->t->left++;
	*c->fault = (struct fault){ 0 };
	return RC_OK;
}

static enum rc
product_bring(struct ctx *c, struct away_work *w, const struct q_room_items *i)
{
	const bool concluded = i->state == AGENDA_CONCLUDED;
	struct q_agenda_of_meeting a;
	enum rc rc = is_ours(c, w, i->id, &a);

	if (rc != RC_OK || a.state == AGENDA_CONCLUDED ||
	    (i->state == AGENDA_WAITS && a.state == AGENDA_WAITS))
		return rc;
	if ((rc = q_agenda_bring(c->db, &(struct q_agenda_bring_in){ .id = i->id,
	    .state = concluded ? AGENDA_CLOSED : i->state, .pass = i->pass,
	    .again_why = i->again_why, .waived = i->waived,
	    .discussion = i->discussion, .opinion = i->opinion,
	    .despite = i->despite, .proposed_at = i->proposed_at })) != RC_OK ||
	    (rc = q_sheet_late(c->db, i->id, i->pass)) != RC_OK ||
	    (rc = findings_bring(c, w, i->id, law_set(c->law, a.set_code))) != RC_OK ||
	    (rc = record_add(c, "product.brought", "dossier", a.dossier.v,
	    "{\"agenda\":%" PRId64 ",\"state\":%" PRId64 ",\"pass\":%" PRId64 "}",
	    i->id.v, i->state, i->pass)) != RC_OK)
		return rc;
	return concluded ? conclusion_bring(c, w, i) : RC_OK;
}

enum rc
away_products(struct ctx *c, struct away_work *w)
{
	struct q_room_items_rows rows;
	enum rc rc = RC_OK;

	if (w->room.state != ROOM_OUT)
		return RC_OK;
	if (q_room_items(w->t->room->db, w->t->meeting, &rows) != RC_OK)
		return unreadable(c);
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		rc = product_bring(c, w, &rows.v[i]);
	return rc;
}

enum rc
away_end(struct ctx *c, struct away_work *w)
{
	struct q_room_meeting there;
	bool closes;
	enum rc rc;

	if (w->room.state != ROOM_OUT)
		return RC_OK;
	if (q_room_meeting(w->t->room->db, w->t->meeting, &there) != RC_OK)
		return unreadable(c);
	if (there.state != MEETING_CLOSED)
		return RC_OK;
	w->t->ended = true;
	closes = w->t->left == 0 && w->t->both == 0 && w->room.both == 0;
	if ((rc = q_room_out_end(c->db, w->room.id, ROOM_BACK,
	    (struct str){ NULL, 0 }, c->now)) != RC_OK ||
	    (rc = q_meeting_set_state(c->db, w->t->meeting, w->m.version,
	    closes ? MEETING_CLOSED : MEETING_OPEN, c->now)) != RC_OK)
		return rc;
	return closes ? record_add(c, "meeting.close", "meeting", w->t->meeting.v, "{}")
	    : RC_OK;
}

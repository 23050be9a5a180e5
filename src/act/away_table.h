/*
 * away_table: what happened at the laptop's table, brought after its sheets:
 * who was there, who was recused, which products were closed or scored again, what
 * the council found, and its conclusions, which are computed again here. Split from
 * away_take.c.
 */
#ifndef ACT_AWAY_TABLE_H
#define ACT_AWAY_TABLE_H

#include "act/away_take.h"
#include "act/seats.h"

/* One run of away_take(). */
struct away_work {
	struct away_taking *t;
	struct q_meeting_hold m;
	struct q_room_out_of room;
	struct sat sat; /* of the office */
};

/* Attendance and declarations: before the sheets, because a recusal decides. */
MUST_CHECK enum rc away_people(struct ctx *c, struct away_work *w);
/* Products, findings, knock-outs, conclusions: only while the session is away. A
 * conclusion that does not come out the same here is left to be made here. */
MUST_CHECK enum rc away_products(struct ctx *c, struct away_work *w);
/* The session is here again when the laptop has closed it. */
MUST_CHECK enum rc away_end(struct ctx *c, struct away_work *w);

#endif

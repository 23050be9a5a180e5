/*
 * seats: who sits at a session: attendance, declared interests, recusals.
 *
 * Before the evidence of a product opens a seat declares of it: no interest,
 * or recused with a reason. Who is recused knows nothing of that product from
 * then on (the statements leave it out, core/workflow.c answers as absent);
 * a sheet already sealed is set aside: kept, and counted nowhere.
 */
#ifndef ACT_SEATS_H
#define ACT_SEATS_H

#include "act/ctx.h"
#include "core/bylaw.h"
#include "q.h"

/* Everything that is known of the seats of one session. */
struct sat {
	struct q_seat_ever_rows seats;
	struct q_attendance_list_rows attends;
	struct q_stake_list_rows stakes;
	struct q_sheet_states_rows states; /* sheets, without a number */
};
MUST_CHECK enum rc sat_load(struct ctx *c, struct meeting_id meeting,
    struct sat *out);
/* The seats as the quorum of one product asks, one for each of sat->seats. */
struct quorum_seat *sat_quorum(const struct sat *sat, struct agenda_id agenda,
    struct arena *mem);
/* What the secretary wrote of a seat; 0: nothing. */
enum attendance sat_attends(const struct sat *sat, struct seat_id seat);

struct declare_view {
	struct q_meeting_seat meeting;
	struct q_stake_open_rows items; /* nothing was declared of these yet */
};
/* What a seat still has to declare; empty where its bylaw asks nothing. */
MUST_CHECK enum rc declare_load(struct ctx *c, struct meeting_id id,
    struct declare_view *out);

struct declaration {
	const struct agenda_id *recused; /* the others: no interest */
	size_t n;
	int kind;                        /* enum stake_kind, of all that are named */
	struct str why;
};
/* Declares of every open product at once. Faults: reason_missing at stake_why,
 * stake_kind_wrong at stake_kind. */
MUST_CHECK enum rc declare_save(struct ctx *c, struct meeting_id id,
    const struct declaration *in);

/* Withdraws from one product later on, before its conclusion. */
MUST_CHECK enum rc recuse(struct ctx *c, struct agenda_id id, int kind,
    struct str why);

struct presence_view {
	struct q_meeting_seat meeting;
	struct sat sat;
	struct q_agenda_list_rows items; /* for the names of what was recused */
};
/* Who is there, who is recused from what. For the secretary and whoever may
 * preside; absent for others. */
MUST_CHECK enum rc presence_load(struct ctx *c, struct meeting_id id,
    struct presence_view *out);
/* The secretary writes that a seat is there or not. Faults: reason_missing at
 * why when it is not, absent for a seat of another council. */
MUST_CHECK enum rc presence_save(struct ctx *c, struct meeting_id id,
    struct seat_id seat, int state, struct str why);

extern const struct reason WHY_STAKE_KIND_WRONG;

/* Whether a seat has sealed its sheet of a product (0: of any). */
bool seat_sealed(const struct q_sheet_states_rows *states, struct seat_id seat,
    struct agenda_id agenda);

#endif

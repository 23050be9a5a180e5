/*
 * closing: loads one product as the secretary's table shows it. Split from
 * conclude.c, which changes things.
 */
#ifndef ACT_CLOSING_H
#define ACT_CLOSING_H

#include "act/conclude.h"

/* The seats of a council that hand in sheets. */
MUST_CHECK enum rc seats_voting(struct ctx *c, struct council_id council,
    struct q_seat_list_rows *out);

/* Whether a code is a knock-out this set knows: of the line above its form, or
 * a stopping note of one of its criteria. */
bool set_has_stop(const struct criteria_set *set, struct str code);

/* The codes and words of a set's knock-outs, for a list to choose from. */
struct stop_choice {
	struct str code;
	struct pair text;
};
size_t set_stops(const struct criteria_set *set, struct arena *mem,
    const struct stop_choice **out);

#endif

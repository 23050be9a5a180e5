/*
 * reference: what every office starts with: units and rest days.
 */
#ifndef ACT_REFERENCE_H
#define ACT_REFERENCE_H

#include "act/ctx.h"

/* Fills an office that has no units yet from data/units and data/holidays;
 * does nothing in any other. Days that are not certain stay out: an
 * administrator adds them when they are. */
MUST_CHECK enum rc reference_load(struct ctx *c);

/* Takes over the days to come of a newer table into an office that exists: those it
 * does not have, unless an administrator took one out. Does nothing when this table
 * was taken over before. */
MUST_CHECK enum rc holidays_renew(struct ctx *c);

#endif

/*
 * calendar: the rest days and swapped working days that this office knows, for
 * the periods of core/deadlines.
 */
#ifndef ACT_CALENDAR_H
#define ACT_CALENDAR_H

#include "act/ctx.h"
#include "core/deadlines.h"

/* The exceptions from 400 days ago to 800 days ahead. */
MUST_CHECK enum rc calendar_load(struct ctx *c, struct day_exceptions *out);

/* Working days left until `due`: 0 on the day itself, below 0 behind it; 0
 * when there is no deadline. */
int calendar_left(const struct day_exceptions *e, struct day today, struct day due);

#endif

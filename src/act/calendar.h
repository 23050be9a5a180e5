/*
 * calendar: the rest days and swapped working days of this office, for
 * counting in working days.
 *
 * A period starts on the day after the event and, ending on a rest day, moves
 * to the next working day (Civil Code 2015 Đ147, Đ148).
 */
#ifndef ACT_CALENDAR_H
#define ACT_CALENDAR_H

#include "act/ctx.h"
#include "q.h" /* rows are plain data; only acts call the statements */

struct calendar {
	struct q_holidays_rows days;
};

MUST_CHECK enum rc calendar_load(struct ctx *c, struct calendar *out);

/* The last day of so many working days after `from`. */
struct day deadline_working(const struct calendar *k, struct day from, int days);
/* Working days after `from` up to and including `to`; 0 when to <= from. */
int deadline_working_days(const struct calendar *k, struct day from, struct day to);
/* Working days left until `due`: 0 on the day itself, negative when past. */
int calendar_left(const struct calendar *k, struct day today, struct day due);

#endif

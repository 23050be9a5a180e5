/*
 * deadlines: periods of the law, in calendar days, working days, months.
 *
 * A period begins on the day after the event; when its last day is a rest day
 * it ends with the next working day (Civil Code 2015 Đ147.1, Đ148.5). Rest days
 * are data: Saturdays and Sundays, but for the days that the Government made
 * working or rest days (holidays, swaps).
 */
#ifndef CORE_DEADLINES_H
#define CORE_DEADLINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"
#include "core/dossier.h"
#include "core/law.h"

struct day_exception {
	struct day day;
	enum day_kind kind;
};

/* The exceptions that are known, in order of their day. */
struct day_exceptions {
	const struct day_exception *v;
	size_t n;
};

/* `d`, or the next day on which people work. */
struct day day_next_working(const struct day_exceptions *e, struct day d);
/* The last of `n` working days after `from`; n > 0. */
struct day working_days_after(const struct day_exceptions *e, struct day from,
    int n);
/* How many working days lie after `from`, up to and with `to`. */
int working_days_between(const struct day_exceptions *e, struct day from,
    struct day to);

/* Whether the day that a dossier in this state is due on was counted in working
 * days, as the commune's check is (QĐ 26/2026 Đ7.2); a day that an office names
 * itself, for a supplement, is a day of the calendar. Every page counts what is
 * left in the unit in which the period runs. */
bool state_in_working_days(enum dossier_state state);

/* A deadline as every page shows it: the day, what is left, where it is said. */
struct deadline {
	struct day on;
	int left;           /* in the clock's unit: 0 on the day, below 0 behind */
	bool in_working_days;
	struct str clause;
};

/* The last day of a period of the pack that began with `event`. */
struct day clock_end(const struct clock_rule *clock,
    const struct day_exceptions *e, struct day event);
struct deadline deadline_of(const struct clock_rule *clock,
    const struct day_exceptions *e, struct day event, struct day today);
/* The same for a deadline whose day was kept. */
struct deadline deadline_kept(struct day on, bool in_working_days,
    struct str clause, const struct day_exceptions *e, struct day today);

#endif

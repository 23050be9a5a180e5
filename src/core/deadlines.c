/* deadlines: see deadlines.h. */
#include "core/deadlines.h"

/* 1 Monday … 7 Sunday: state offices rest on Saturday and Sunday (Decision
 * 188/1999/QĐ-TTg). */
#define LAST_WORKING_WEEKDAY 5

static bool
day_works(const struct day_exceptions *e, struct day d)
{
	size_t low = 0, high = e->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (e->v[middle].day.n == d.n)
			return e->v[middle].kind == DAY_WORK;
		if (e->v[middle].day.n < d.n)
			low = middle + 1;
		else
			high = middle;
	}
	return day_weekday(d) <= LAST_WORKING_WEEKDAY;
}

struct day
day_next_working(const struct day_exceptions *e, struct day d)
{
	while (!day_works(e, d))
		d = day_add(d, 1);
	return d;
}

struct day
working_days_after(const struct day_exceptions *e, struct day from, int n)
{
	while (n > 0) {
		from = day_add(from, 1);
		n -= day_works(e, from);
	}
	return from;
}

int
working_days_between(const struct day_exceptions *e, struct day from,
    struct day to)
{
	int n = 0;

	while (from.n < to.n) {
		from = day_add(from, 1);
		n += day_works(e, from);
	}
	return n;
}

struct day
clock_end(const struct clock_rule *clock, const struct day_exceptions *e,
    struct day event)
{
	switch (clock->unit) {
	case CLOCK_WORKING_DAYS:
		return working_days_after(e, event, clock->amount);
	case CLOCK_DAYS:
		return day_next_working(e, day_add(event, clock->amount));
	case CLOCK_MONTHS:
		break;
	}
	return day_next_working(e, day_add_months(event, clock->amount));
}

struct deadline
deadline_kept(struct day on, bool in_working_days, struct str clause,
    const struct day_exceptions *e, struct day today)
{
	struct deadline d = { on, on.n - today.n, in_working_days, clause };

	if (in_working_days)
		d.left = on.n >= today.n ? working_days_between(e, today, on)
		                         : -working_days_between(e, on, today);
	return d;
}

struct deadline
deadline_of(const struct clock_rule *clock, const struct day_exceptions *e,
    struct day event, struct day today)
{
	return deadline_kept(clock_end(clock, e, event),
	    clock->unit == CLOCK_WORKING_DAYS, clock->clause, e, today);
}

bool
state_in_working_days(enum dossier_state state)
{
	return state == ST_COMMUNE_CHECK;
}

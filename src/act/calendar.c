/* calendar: see calendar.h. */
#include "act/calendar.h"

#include "core/dossier.h"

enum rc
calendar_load(struct ctx *c, struct calendar *out)
{
	return q_holidays(c->db, day_add(c->today, -400), day_add(c->today, 800),
	    &out->days);
}

static bool
calendar_works(const struct calendar *k, struct day d)
{
	size_t i;

	for (i = 0; i < k->days.n; i++)
		if (k->days.v[i].on_day.n == d.n)
			return k->days.v[i].kind == DAY_WORK;
	return day_weekday(d) <= 5;
}

struct day
deadline_working(const struct calendar *k, struct day from, int days)
{
	struct day d = from;

	while (days > 0) {
		d = day_add(d, 1);
		days -= calendar_works(k, d);
	}
	return d;
}

int
deadline_working_days(const struct calendar *k, struct day from, struct day to)
{
	struct day d = from;
	int n = 0;

	while (d.n < to.n) {
		d = day_add(d, 1);
		n += calendar_works(k, d);
	}
	return n;
}

int
calendar_left(const struct calendar *k, struct day today, struct day due)
{
	if (due.n == 0)
		return 0;
	return due.n >= today.n ? deadline_working_days(k, today, due)
	    : -deadline_working_days(k, due, today);
}

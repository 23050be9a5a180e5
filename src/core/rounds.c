/* rounds: see rounds.h. */
#include "core/rounds.h"

enum before
before_judge(struct day day, struct day limit)
{
	if (day.n < limit.n)
		return BEFORE_EARLY;
	return day.n == limit.n ? BEFORE_ON_THE_DAY : BEFORE_LATE;
}

bool
round_is_late(struct day proposed, struct day proposed_before)
{
	return before_judge(proposed, proposed_before) != BEFORE_EARLY;
}

int
before_left(struct day today, struct day limit)
{
	return limit.n - 1 - today.n;
}

static struct round_dates
dates_of(const struct round_rule *r, int year)
{
	/* a round of December is held in the year of its limit; one whose
	 * session lies in the next year has a smaller month there */
	int held_year = r->held_month < r->proposed_month ? year + 1 : year;

	return (struct round_dates){ year, r->number,
		day_make(year, r->proposed_month, r->proposed_day),
		day_make(held_year, r->held_month, r->held_day), r->clause };
}

static bool
of_level(const struct round_rule *r, enum unit_level level)
{
	return r->of_ministry == (level == LEVEL_MINISTRY);
}

bool
round_dates(const struct pack *p, enum unit_level level, int year, int number,
    struct round_dates *out)
{
	for (size_t i = 0; i < p->n_rounds; i++)
		if (p->rounds[i].number == number &&
		    of_level(&p->rounds[i], level)) {
			*out = dates_of(&p->rounds[i], year);
			return true;
		}
	return false;
}

bool
round_for(const struct pack *p, enum unit_level level, struct day day,
    struct round_dates *out)
{
	int year = day_date(day).year;
	bool found = false;

	for (int y = year; y <= year + 1; y++)
		for (size_t i = 0; i < p->n_rounds; i++) {
			struct round_dates r = dates_of(&p->rounds[i], y);

			if (!of_level(&p->rounds[i], level) ||
			    before_judge(day, r.proposed_before) != BEFORE_EARLY)
				continue;
			if (!found || r.proposed_before.n < out->proposed_before.n)
				*out = r;
			found = true;
		}
	return found;
}

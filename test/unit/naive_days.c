/*
 * naive_days: every clock of every decision, counted a second time the slow
 * way: day by day through a calendar written out as a list. Calendars, events
 * and days are drawn; the draw is the same each run. The control spoils the
 * second count and wants to be found.
 */
#include "core/certificate.h"
#include "core/deadlines.h"
#include "core/rounds.h"
#include "core/transition.h"
#include "law_help.h"

#define FIRST 20089 /* 01/01/2025 */
#define DAYS 2600

static uint32_t
dice(struct chance *c, uint32_t sides)
{
	uint32_t v;

	c->fill(c, &v, sizeof(v));
	return v % sides;
}

/* ---- the slow calendar --------------------------------------------------------- */

struct slow {
	bool works[DAYS];
	bool spoilt; /* the control: Saturdays are worked */
};

static bool
slow_works(const struct slow *s, int day)
{
	REQUIRE(day >= FIRST && day < FIRST + DAYS);
	return s->works[day - FIRST];
}

/* The calendar both ways: a list of exceptions, and each day written out.
 * 01/01/1970 was a Thursday. */
static struct day_exceptions
calendar_draw(struct chance *c, struct slow *s)
{
	struct day_exception *v = ARENA_ARRAY(unit_mem(), DAYS, struct day_exception);
	size_t n = 0;

	for (int i = 0; i < DAYS; i++) {
		const int weekday = (FIRST + i + 3) % 7; /* 0 Monday */

		s->works[i] = weekday < 5 || (s->spoilt && weekday == 5);
		if (dice(c, 25) != 0)
			continue;
		v[n++] = (struct day_exception){ { FIRST + i },
			dice(c, 2) == 0 ? DAY_REST : DAY_WORK };
		s->works[i] = v[n - 1].kind == DAY_WORK;
	}
	return (struct day_exceptions){ v, n };
}

static int
slow_working_end(const struct slow *s, int from, int amount)
{
	while (amount > 0)
		if (slow_works(s, ++from))
			amount--;
	return from;
}

static int
slow_awake(const struct slow *s, int day)
{
	while (!slow_works(s, day))
		day++;
	return day;
}

/* The day of the same number so many months later, found by looking at each. */
static int
slow_months(int from, int months)
{
	const struct date d = day_date((struct day){ from });
	const int want = d.year * 12 + d.month - 1 + months;
	int at = from, last = from;

	for (;; at++) {
		const struct date x = day_date((struct day){ at });
		const int month = x.year * 12 + x.month - 1;

		if (month > want)
			return last; /* the month is shorter */
		last = at;
		if (month == want && x.day == d.day)
			return at;
	}
}

static int
slow_end(const struct slow *s, const struct clock_rule *clock, int event)
{
	if (clock->unit == CLOCK_WORKING_DAYS)
		return slow_working_end(s, event, clock->amount);
	if (clock->unit == CLOCK_DAYS)
		return slow_awake(s, event + clock->amount);
	return slow_awake(s, slow_months(event, clock->amount));
}

static int
slow_left(const struct slow *s, int today, int end, bool working)
{
	const int step = today < end ? 1 : -1;
	int n = 0;

	for (int d = today; d != end; d += step)
		n += !working || slow_works(s, step > 0 ? d + 1 : d) ? step : 0;
	return n;
}

/* ---- the comparison ---------------------------------------------------------------- */

/* How many of `rounds` draws the two ways answer differently. */
static int
clocks_differ(bool spoilt, int rounds)
{
	struct chance c = { chance_fill_counted, 45 };
	struct slow s = { .spoilt = spoilt };
	const struct law *law = the_law();
	int differ = 0;

	for (int round = 0; round < rounds; round++) {
		const struct day_exceptions e = calendar_draw(&c, &s);

		for (size_t p = 0; p < law->n_packs; p++)
			for (size_t k = 0; k < law->packs[p].n_clocks; k++) {
				const struct clock_rule *clock = &law->packs[p].clocks[k];
				const int event = FIRST + 60 + (int)dice(&c, 900);
				const int today = event + (int)dice(&c, 300) - 30;
				const struct deadline d = deadline_of(clock, &e,
				    (struct day){ event }, (struct day){ today });

				differ += d.on.n != slow_end(&s, clock, event) ||
				    d.left != slow_left(&s, today, d.on.n,
				    clock->unit == CLOCK_WORKING_DAYS) ||
				    d.in_working_days != (clock->unit == CLOCK_WORKING_DAYS);
			}
	}
	return differ;
}

static void
clocks_agree_with_the_slow_way(void)
{
	CHECK_INT(clocks_differ(false, 60), 0);
}

/* The control: a calendar that is wrong about Saturdays does not go unnoticed. */
static void
a_planted_error_is_found(void)
{
	CHECK(clocks_differ(true, 5) > 0);
}

/* Which round: walk on until a day stands in the decision as a limit. */
static void
rounds_agree_with_the_slow_way(void)
{
	static const struct { int level, month, day, number; } limits[] = {
		{ LEVEL_PROVINCE, 4, 30, 1 }, { LEVEL_PROVINCE, 10, 30, 2 },
		{ LEVEL_MINISTRY, 7, 30, 1 }, { LEVEL_MINISTRY, 1, 30, 2 },
	};
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));

	for (int day = FIRST; day < FIRST + 1500; day++)
		for (int level = LEVEL_MINISTRY; level <= LEVEL_PROVINCE; level++) {
			struct round_dates r;
			int at = day, number = 0;

			while (number == 0) {
				const struct date x = day_date((struct day){ ++at });

				for (size_t i = 0; i < 4; i++)
					if (limits[i].level == level &&
					    limits[i].month == x.month &&
					    limits[i].day == x.day)
						number = limits[i].number;
			}
			unit_row("day %d of level %d", day, level);
			if (!CHECK(round_for(p, (enum unit_level)level,
			    (struct day){ day }, &r)))
				return;
			CHECK_INT(r.number, number);
			CHECK_INT(r.proposed_before.n, at);
			CHECK(!round_is_late((struct day){ day }, r.proposed_before));
			CHECK(round_is_late((struct day){ at }, r.proposed_before));
			CHECK_INT(before_left((struct day){ day }, r.proposed_before),
			    at - day - 1);
		}
}

/* A certificate day by day: it stands to the day with the number of its issue,
 * and is due from 180 days before. */
static void
certificates_agree_with_the_slow_way(void)
{
	struct chance c = { chance_fill_counted, 36 };
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));

	for (int n = 0; n < 300; n++) {
		const int issued = FIRST + (int)dice(&c, 400);
		const int until = slow_months(issued, 36);
		const struct certificate_facts f = {
			.valid_until = certificate_until(p, (struct day){ issued }) };

		unit_row("issued on %d", issued);
		CHECK_INT(f.valid_until.n, until);
		for (int day = until - 190; day < until + 10; day += 1 + (int)dice(&c, 7))
			CHECK_INT(certificate_status(&f, p, (struct day){ day }),
			    day > until ? CERT_LAPSED
			    : until - day <= 180 ? CERT_DUE : CERT_VALID);
	}
}

static const struct unit_test tests[] = {
	{ "clocks agree with the slow way", clocks_agree_with_the_slow_way },
	{ "a planted error is found", a_planted_error_is_found },
	{ "rounds agree with the slow way", rounds_agree_with_the_slow_way },
	{ "certificates agree with the slow way", certificates_agree_with_the_slow_way },
};
UNIT_MAIN(tests)

/*
 * lunar: each row of data/holidays that is a day of the lunar calendar, computed
 * again: new moons at 105° East, the month of the winter solstice is the
 * eleventh, a leap month is the first without a major solar term. Astronomy of
 * J. Meeus, in the short form that Vietnamese calendars use; good to minutes.
 */
#include "unit.h"

#include <math.h>

#include "base/clock.h"
#include "base/csv.h"
#include "base/embedded.h"
#include "base/fault.h"

#define RAD (3.14159265358979323846 / 180)
#define MONTH 29.530588853
#define EPOCH 2440588 /* Julian day of 01/01/1970 */

static int
whole(double x)
{
	return (int)floor(x);
}

/* The Julian day, in Vietnam, of new moon number k since 1900. */
static int
new_moon(int k)
{
	const double t = k / 1236.85, t2 = t * t, t3 = t2 * t;
	const double m = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3;
	const double p = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3;
	const double f = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3;
	const struct { double size, angle; } terms[] = {
		{ 0.1734 - 0.000393 * t, m }, { 0.0021, 2 * m }, { -0.4068, p },
		{ 0.0161, 2 * p }, { -0.0004, 3 * p }, { 0.0104, 2 * f },
		{ -0.0051, m + p }, { -0.0074, m - p }, { 0.0004, 2 * f + m },
		{ -0.0004, 2 * f - m }, { -0.0006, 2 * f + p }, { 0.0010, 2 * f - p },
		{ 0.0005, 2 * p + m },
	};
	double at = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 -
	    0.000000155 * t3 + 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t2) * RAD);

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++)
		at += terms[i].size * sin(terms[i].angle * RAD);
	at += 0.000278 - 0.000265 * t - 0.000262 * t2;
	return whole(at + 0.5 + 7.0 / 24);
}

/* In which twelfth of its way the sun is when this day begins in Vietnam. */
static int
sun_sign(int day)
{
	const double t = (day - 0.5 - 7.0 / 24 - 2451545.0) / 36525, t2 = t * t;
	const double m = (357.52910 + 35999.05030 * t - 0.0001559 * t2) * RAD;
	double l = 280.46645 + 36000.76983 * t + 0.0003032 * t2 +
	    (1.914600 - 0.004817 * t) * sin(m) + (0.019993 - 0.000101 * t) * sin(2 * m) +
	    0.000290 * sin(3 * m);

	l -= 360 * floor(l / 360);
	return whole(l / 30);
}

/* The day on which the eleventh month begins: that of the winter solstice. */
static int
eleventh(int year)
{
	const int last = day_make(year, 12, 31).n + EPOCH;
	const int k = whole((last - 2415021) / MONTH), day = new_moon(k);

	return sun_sign(day) >= 9 ? new_moon(k - 1) : day;
}

/* How many months behind the eleventh the leap month stands. */
static int
leap_place(int k)
{
	int i = 1, sign = sun_sign(new_moon(k + 1)), before;

	do {
		before = sign;
		sign = sun_sign(new_moon(k + ++i));
	} while (sign != before && i < 14);
	return i - 1;
}

/* Day d of month m (1 to 10, none doubled) of a lunar year. */
static struct day
lunar_day(int d, int m, int year)
{
	const int from = eleventh(year - 1), to = eleventh(year);
	const int k = whole(0.5 + (from - 2415021.076998695) / MONTH);
	int months = m + 1;

	if (to - from > 365 && months >= leap_place(k))
		months++;
	return (struct day){ new_moon(k + months) + d - 1 - EPOCH };
}

static void
each_row_is_computed_again(void)
{
	const struct embedded *e = data_find(S("holidays/2025-2031.csv"));
	struct csv_row head, row;
	struct str rest;
	int tet = 0, kings = 0;

	REQUIRE(e != NULL);
	rest = e->raw;
	REQUIRE(csv_next(unit_mem(), &rest, &head));
	while (csv_next(unit_mem(), &rest, &row)) {
		struct str name = csv_field(&row, csv_column(&head, S("name")));
		struct day day;
		int year;

		REQUIRE(day_read_iso(csv_field(&row, csv_column(&head, S("day"))), &day));
		year = day_date(day).year;
		unit_row("%s", str_z(unit_mem(), day_iso(unit_mem(), day)));
		for (int d = 1; d <= 3; d++)
			if (str_has(name, str_printf(unit_mem(), "(mùng %d)", d))) {
				CHECK_INT(day.n, lunar_day(d, 1, year).n);
				tet++;
			}
		if (str_has(name, S("10/3 âm lịch"))) {
			CHECK_INT(day.n, lunar_day(10, 3, year).n);
			kings++;
		}
	}
	CHECK_INT(tet, 21);
	CHECK_INT(kings, 7);
}

/* Years in which calendars of other longitudes differ, and with leap months. */
static void
known_years(void)
{
	static const struct { int year, month, day; } tets[] = {
		{ 1985, 1, 21 }, { 2007, 2, 17 }, { 2023, 1, 22 }, { 2025, 1, 29 },
		{ 2026, 2, 17 }, { 2030, 2, 2 },
	};

	for (size_t i = 0; i < sizeof(tets) / sizeof(tets[0]); i++) {
		unit_row("%d", tets[i].year);
		CHECK_INT(lunar_day(1, 1, tets[i].year).n,
		    day_make(tets[i].year, tets[i].month, tets[i].day).n);
	}
}

static const struct unit_test tests[] = {
	{ "each lunar day of the data is computed again", each_row_is_computed_again },
	{ "years that are known", known_years },
};
UNIT_MAIN(tests)

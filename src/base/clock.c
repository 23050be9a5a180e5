/*
 * clock: see clock.h. Dates are counted by the well-known method of moving
 * the year's start to 1 March, so that the leap day is the last one; no
 * library function with a time zone behind it is asked.
 */
#include "base/clock.h"

#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/arena.h"
#include "base/fault.h"

#define DAY_MS (INT64_C(24) * 3600 * 1000)
#define VIETNAM_MS (INT64_C(7) * 3600 * 1000) /* UTC+7, no summer time */

/* The latest moment told; INT64_MIN while the clock is not held. */
static _Atomic int64_t held_ms = INT64_MIN;

struct moment
clock_machine(void)
{
	struct timespec t;

	REQUIRE(clock_gettime(CLOCK_REALTIME, &t) == 0);
	return (struct moment){ (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 };
}

void
clock_hold(struct moment least)
{
	atomic_store(&held_ms, least.ms);
}

struct moment
clock_now(void)
{
	int64_t now = clock_machine().ms, held = atomic_load(&held_ms);

	if (held == INT64_MIN)
		return (struct moment){ now };
	while (now > held && !atomic_compare_exchange_weak(&held_ms, &held, now))
		;
	return (struct moment){ now > held ? now : held };
}

int64_t
clock_ticks_us(void)
{
	struct timespec t;

	REQUIRE(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

struct timespec
clock_after_ms(int64_t ms)
{
	int64_t us = clock_ticks_us() + ms * 1000;

	return (struct timespec){ .tv_sec = us / 1000000,
	    .tv_nsec = us % 1000000 * 1000 };
}

void
chance_fill_system(struct chance *self, void *to, size_t n)
{
	unsigned char *p = to;

	(void)self;
	while (n > 0) {
		ssize_t got = getrandom(p, n, 0);

		if (got < 0 && errno == EINTR)
			continue;
		REQUIRE(got > 0);
		p += got;
		n -= (size_t)got;
	}
}

/* splitmix64: every state gives another number, and zero is a fine start. */
static uint64_t
chance_step(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

void
chance_fill_counted(struct chance *self, void *to, size_t n)
{
	unsigned char *p = to;

	for (uint64_t z = 0, i = 0; i < n; i++, z >>= 8) {
		if (i % 8 == 0)
			z = chance_step(&self->state);
		p[i] = (unsigned char)(z & 0xff);
	}
}

/* Division that rounds down, for times before 1970. */
static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

struct day
day_of(struct moment m)
{
	if (m.ms == 0)
		return (struct day){ 0 };
	return (struct day){ (int32_t)floor_div(m.ms + VIETNAM_MS, DAY_MS) };
}

struct moment
moment_of(struct day d, int hour, int minute)
{
	return (struct moment){ (int64_t)d.n * DAY_MS - VIETNAM_MS +
	    ((int64_t)hour * 60 + minute) * 60000 };
}

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

struct day
day_make(int year, int month, int day)
{
	int y = year - (month <= 2), era, of_era, of_year;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > month_days(year, month))
		return (struct day){ 0 };
	era = y / 400;
	of_era = y - era * 400;
	of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return (struct day){ era * 146097 + of_era * 365 + of_era / 4 -
		of_era / 100 + of_year - 719468 };
}

struct date
day_date(struct day d)
{
	int32_t z = d.n + 719468;
	int era = (int)floor_div(z, 146097);
	int of_era = z - era * 146097;
	int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
	    365;
	int of_year = of_era - (365 * year + year / 4 - year / 100);
	int m = (5 * of_year + 2) / 153;
	int month = m < 10 ? m + 3 : m - 9;

	return (struct date){ year + era * 400 + (month <= 2), month,
		of_year - (153 * m + 2) / 5 + 1 };
}

int
day_weekday(struct day d)
{
	/* 1970-01-01 was a Thursday */
	return (int)(((int64_t)d.n + 3) % 7 + 7) % 7 + 1;
}

struct day
day_add(struct day d, int days)
{
	return (struct day){ d.n + days };
}

struct day
day_add_months(struct day d, int months)
{
	struct date t = day_date(d);
	int64_t m = (int64_t)t.year * 12 + t.month - 1 + months;
	int year = (int)floor_div(m, 12), month = (int)(m - year * INT64_C(12)) + 1;
	int most = month_days(year, month);

	return day_make(year, month, t.day < most ? t.day : most);
}

/* Digits only, so many; -1 for anything else. */
static int
read_digits(struct str s, size_t least, size_t most)
{
	int v = 0;

	if (s.n < least || s.n > most)
		return -1;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return -1;
		v = v * 10 + (s.p[i] - '0');
	}
	return v;
}

/* A missing part is -1, which no date has. */
static bool
day_found(int year, int month, int day, struct day *out)
{
	*out = day_make(year, month, day);
	return year >= 1 && month >= 1 && day >= 1 &&
	    (out->n != 0 || (year == 1970 && month == 1 && day == 1));
}

bool
day_read(struct str s, struct day *out)
{
	struct str rest = str_trim(s), part[3];
	size_t n = 0;
	char sep = 0;

	for (size_t i = 0; i < rest.n && sep == 0; i++)
		if (rest.p[i] == '/' || rest.p[i] == '-' || rest.p[i] == '.')
			sep = rest.p[i];
	if (sep == 0) {
		if (rest.n != 8)
			return false;
		return day_found(read_digits(str_from(rest, 4), 4, 4),
		    read_digits(str_head(str_from(rest, 2), 2), 2, 2),
		    read_digits(str_head(rest, 2), 2, 2), out);
	}
	if (rest.p[rest.n - 1] == sep)
		return false; /* str_cut() sees no empty last part */
	while (n < 3 && str_cut(&rest, sep, &part[n]))
		n++;
	if (n < 3 || rest.n > 0)
		return false;
	return day_found(read_digits(part[2], 4, 4), read_digits(part[1], 1, 2),
	    read_digits(part[0], 1, 2), out);
}

bool
day_read_iso(struct str s, struct day *out)
{
	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return false;
	return day_found(read_digits(str_head(s, 4), 4, 4),
	    read_digits(str_head(str_from(s, 5), 2), 2, 2),
	    read_digits(str_from(s, 8), 2, 2), out);
}

/* Two digits at a time, "00" to "99": dates are in every row of every list. */
static char *
put_two(char *to, int n)
{
	*to++ = (char)('0' + n / 10);
	*to++ = (char)('0' + n % 10);
	return to;
}

/* dd/mm/yyyy and a zero behind; a year has four digits. */
static struct str
date_text(char *to, struct date t)
{
	char *p = put_two(to, t.day);

	*p++ = '/';
	p = put_two(p, t.month);
	*p++ = '/';
	p = put_two(p, t.year / 100 % 100);
	p = put_two(p, t.year % 100);
	*p = '\0';
	return (struct str){ to, 10 };
}

struct str
day_text(struct arena *mem, struct day d)
{
	struct date t = day_date(d);

	if (d.n == 0)
		return S("");
	return date_text(arena_bytes(mem, 11), t);
}

struct str
day_iso(struct arena *mem, struct day d)
{
	struct date t = day_date(d);

	if (d.n == 0)
		return S("");
	return str_printf(mem, "%04d-%02d-%02d", t.year, t.month, t.day);
}

/* Minutes since midnight of a moment, `shift` east of Greenwich. */
static int
minute_of_day(struct moment m, int64_t shift)
{
	int64_t ms = m.ms + shift;

	return (int)((ms - floor_div(ms, DAY_MS) * DAY_MS) / 60000);
}

struct str
moment_text(struct arena *mem, struct moment m)
{
	int minute = minute_of_day(m, VIETNAM_MS);
	struct date t = day_date(day_of(m));

	char *text, *p;

	if (m.ms == 0)
		return S("");
	text = arena_bytes(mem, 17);
	p = put_two(text, minute / 60);
	*p++ = ':';
	p = put_two(p, minute % 60);
	*p++ = ' ';
	(void)date_text(p, t);
	return (struct str){ text, 16 };
}

struct str
moment_iso(struct arena *mem, struct moment m)
{
	struct day d = { (int32_t)floor_div(m.ms, DAY_MS) };
	int minute = minute_of_day(m, 0);
	int second = (int)(floor_div(m.ms, 1000) - floor_div(m.ms, 60000) * 60);
	struct date t = day_date(d);

	if (m.ms == 0)
		return S("");
	return str_printf(mem, "%04d-%02d-%02dT%02d:%02d:%02dZ", t.year, t.month,
	    t.day, minute / 60, minute % 60, second);
}

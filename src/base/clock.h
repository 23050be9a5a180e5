/*
 * clock: time and chance, the only source of both.
 *
 * Nothing below main reads the time: an act is given `now`, a rule is given a
 * day. So tests fix both, and pages and papers are the same bytes each run.
 *
 * Law counts in days of Vietnam (UTC+7, no summer time): struct day is a date
 * there, as days since 1970-01-01; 0 is "no date". struct moment is
 * milliseconds since the epoch, UTC; 0 is "never".
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "base/str.h"

struct moment {
	int64_t ms;
};

struct day {
	int32_t n;
};

struct date {
	int year, month, day; /* month 1-12, day 1-31 */
};

/* Where chance comes from: the system, or a counter in tests. */
struct chance {
	void (*fill)(struct chance *self, void *to, size_t n);
	uint64_t state;
};

/* The time that everything goes by: the machine's. Once held it never goes
 * back: neither behind what was told before nor behind `least`, so that a clock
 * set back makes nothing begin again that was over. It stands
 * still until the machine's has passed it. From any thread. */
struct moment clock_now(void);
void clock_hold(struct moment least);
/* What the machine's clock says, right or wrong. */
struct moment clock_machine(void);
/* Monotonic microseconds, for measuring how long something took. */
int64_t clock_ticks_us(void);
/* The monotonic time so many milliseconds from now, for timed waits. */
struct timespec clock_after_ms(int64_t ms);
void chance_fill_system(struct chance *self, void *to, size_t n);
/* Repeatable bytes from `state`: for tests and sample data only. */
void chance_fill_counted(struct chance *self, void *to, size_t n);

struct day day_of(struct moment m);         /* the date in Vietnam */
struct moment moment_of(struct day d, int hour, int minute);
struct day day_make(int year, int month, int day); /* 0 when there is no such date */
struct date day_date(struct day d);
int day_weekday(struct day d);              /* 1 Monday … 7 Sunday */
struct day day_add(struct day d, int days);
/* The same day so many months later; the last day of a shorter month
 * (Civil Code 2015 Art. 147: 31/08 + 6 months is 28/02 or 29/02). */
struct day day_add_months(struct day d, int months);

/* Reads what people type: 1/7/2026, 01-07-2026, 01.07.2026, 01072026.
 * False for anything else and for dates that do not exist (31/02). */
bool day_read(struct str s, struct day *out);
/* Reads 2026-07-01 only. */
bool day_read_iso(struct str s, struct day *out);

struct arena;
struct str day_text(struct arena *mem, struct day d);        /* 01/07/2026; "" for none */
struct str day_iso(struct arena *mem, struct day d);         /* 2026-07-01 */
struct str moment_text(struct arena *mem, struct moment m);  /* 14:32 01/07/2026 */
struct str moment_iso(struct arena *mem, struct moment m);   /* 2026-07-01T07:32:05Z */

#endif

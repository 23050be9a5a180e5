/*
 * rhythm: when something that repeats is due. Pure: told the time, it answers.
 *
 * Two rhythms are enough: every so many seconds, and once a night at a time of
 * Vietnam. A night that passed while the machine was off is not lost: the thing
 * is due at the first question afterwards, once, however many nights it were.
 */
#ifndef BASE_RHYTHM_H
#define BASE_RHYTHM_H

#include "base/clock.h"

struct rhythm {
	int every_s;  /* seconds between two runs; 0: nightly */
	int hour, minute; /* of a nightly run, in Vietnam */
};
#define EVERY(seconds) { .every_s = (seconds) }
#define NIGHTLY(h, m) { .hour = (h), .minute = (m) }

/* The last time before or at `now` that a nightly run was to happen. */
struct moment rhythm_night(struct rhythm r, struct moment now);

/* Whether it is due at `now`, having last run well at `last` (0: never). A
 * clock that was set back makes what has a period due and repeats no night.
 * What is nightly and never ran begins with the next night: the first opening
 * of an office is not its first night (`rhythm_night` of that moment is then
 * kept as `last`). */
bool rhythm_due(struct rhythm r, struct moment last, struct moment now);

#endif

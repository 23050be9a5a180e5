/*
 * throttle: who tries too often waits: signing in, and what anybody may send.
 *
 * Five are free; the sixth waits five seconds, each further one twice as long, at
 * most a quarter of an hour; and a quarter of an hour after the wait everything is
 * forgiven.
 */
#ifndef ACT_THROTTLE_H
#define ACT_THROTTLE_H

#include "act/ctx.h"

/* The key names what is counted and of whom. */
struct str throttle_key(struct ctx *c, const char *what, struct str who);
/* Reason: throttled ({0} minutes). */
MUST_CHECK enum rc throttle_check(struct ctx *c, struct str key);
/* Counts one more (writes; housekeeping). */
MUST_CHECK enum rc throttle_fail(struct ctx *c, struct str key);
/* Forgets: it went right. */
MUST_CHECK enum rc throttle_clear(struct ctx *c, struct str key);
/* Removes what is forgiven. Housekeeping, some times a day. */
MUST_CHECK enum rc throttle_sweep(struct ctx *c);

extern const struct reason WHY_THROTTLED;

#endif

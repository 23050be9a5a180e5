/*
 * lent: a session that was lent to the room's laptop (act/away.h) is not changed
 * here until it is back.
 */
#ifndef ACT_LENT_H
#define ACT_LENT_H

#include "act/ctx.h"

/* Refuses while a session is away; `state` is the session's. */
MUST_CHECK enum rc meeting_is_here(struct ctx *c, int64_t state);

#endif

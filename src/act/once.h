/*
 * once: a doubled click does a thing once.
 *
 * A form carries a key of its own; what its first sending was answered is kept with
 * the key in the same commit as what it did, and the second is answered the same.
 */
#ifndef ACT_ONCE_H
#define ACT_ONCE_H

#include "act/ctx.h"

/* What the first was answered; "" if this is the first. */
MUST_CHECK enum rc once_find(struct ctx *c, struct str key,
    struct str *location);
/* The same on the writer. What the first click did may be committed and not yet be in the
 * public log: then this answer, too, leaves only after it is (c->entries), and is refused
 * (log_waits) while the log does not go on. */
MUST_CHECK enum rc once_again(struct ctx *c, struct str key,
    struct str *location);
/* Remembers the answer. */
MUST_CHECK enum rc once_keep(struct ctx *c, struct str key,
    struct str location);
/* Removes the keys of yesterday. Housekeeping. */
MUST_CHECK enum rc once_sweep(struct ctx *c);

extern const struct reason WHY_LOG_WAITS; /* busy: done, but not in the public log yet */

#endif

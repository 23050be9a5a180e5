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
/* Remembers the answer. */
MUST_CHECK enum rc once_keep(struct ctx *c, struct str key,
    struct str location);
/* Removes the keys of yesterday. Housekeeping. */
MUST_CHECK enum rc once_sweep(struct ctx *c);

#endif

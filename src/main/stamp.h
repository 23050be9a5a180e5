/*
 * stamp: asks a time-stamping authority for the time of the newest head, once a day
 * (ledger/stamp.h). Off without an address. Whatever fails is said in the log of the
 * program and to the administrator, and tried again; nobody waits for it.
 */
#ifndef MAIN_STAMP_H
#define MAIN_STAMP_H

#include <stdatomic.h>

#include "act/ctx.h"

struct stamping {
	struct str dir, url;     /* the data directory; the authority; no text: off */
	struct moment tried;     /* in vain; 0: not */
	const atomic_bool *stop; /* true: give up at once */
};

/* When it is due: asks, and keeps what came beside the checkpoint. */
void stamp_round(struct stamping *s, struct ctx *c);

#endif

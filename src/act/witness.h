/*
 * witness: this office as a witness of other offices' logs, and its own log
 * before its witnesses. The same bytes travel by line and as files.
 */
#ifndef ACT_WITNESS_H
#define ACT_WITNESS_H

#include "act/ctx.h"
#include "q.h"

extern const struct reason WHY_NO_VKEY;        /* invalid: not the key of a log */
extern const struct reason WHY_NOT_COSIGNED;   /* invalid: not for our newest head */

/* An answer of the protocol (c2sp.org/tlog-witness): status, type, body. */
struct witness_reply {
	int status;
	struct str type, body;
};
/* Judges a request and stores what it says, all in this transaction: whoever is
 * given a cosignature has it from what is on disk. Evidence of a fork is kept
 * whole. The caller answers after the commit. */
MUST_CHECK enum rc witness_add(struct ctx *c, struct str body,
    struct witness_reply *out);
/* The last head that was cosigned of a log, whole; `name` is SHA-256 of its
 * origin in hexadecimal. RC_ABSENT: not watched, or nothing yet. */
MUST_CHECK enum rc witness_last(struct ctx *c, struct str name, struct str *out);
/* Begins to watch the log of a key. */
MUST_CHECK enum rc witness_watch(struct ctx *c, struct str vkey);

/* Takes the lines that a witness answered into our newest head. */
MUST_CHECK enum rc witness_take(struct ctx *c, struct str lines, struct str vkey);

#endif

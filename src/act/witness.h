/*
 * witness: this office as a witness of other offices' logs. The same bytes travel
 * by line and as files. Its own log before its witnesses is cosigner.h.
 */
#ifndef ACT_WITNESS_H
#define ACT_WITNESS_H

#include "act/ctx.h"
#include "ledger/mirror.h"
#include "q.h"

extern const struct reason WHY_NO_VKEY;        /* invalid: not the key of a log */
extern const struct reason WHY_NOT_COSIGNED;   /* invalid: not for our newest head */
extern const struct reason WHY_NO_ADDRESS;     /* invalid: {0}; http:// or https:// */
extern const struct reason WHY_OTHER_KEY;      /* conflict: {0} is watched, with another key */

/* http:// or https:// and something behind it; no blank, no password. */
bool web_address_ok(struct str url);

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
/* Begins to watch the log of a key; `url` is where it is published, for the copy
 * (empty: none is made). A log that is watched already: only its address changes. */
MUST_CHECK enum rc witness_watch(struct ctx *c, struct str vkey, struct str url);

/* Follows watched logs to the keys that took the place of theirs: `notes` as they are
 * published beside a log (ledger/keychain.h). The same log: its key changes. A new
 * generation of it: that is watched from now on; the old one stays, where it lies now.
 * *n: how many logs. RC_INVALID: no log that is watched has signed any of them. */
MUST_CHECK enum rc witness_follow(struct ctx *c, struct str notes, int *n);
extern const struct reason WHY_NOT_FOLLOWED;

/* ---- copies of watched logs (ledger/mirror.h) --------------------------------------- */

struct watched_log {
	struct q_watched_list row;
	int64_t forks, doubts;
	int64_t age_hours;        /* of the last head cosigned; -1: none */
};
#define WATCHED_MAX 200
struct watched_logs {
	size_t n;
	bool forked;              /* one of them */
	struct watched_log *v;
};
MUST_CHECK enum rc watched_load(struct ctx *c, struct watched_logs *out);
/* What a visit found. */
MUST_CHECK enum rc watched_visited(struct ctx *c, const struct q_watched_list *w,
    const struct mirrored *m);
/* All evidence, the newest first. */
MUST_CHECK enum rc forks_load(struct ctx *c, struct q_fork_list_rows *out);
/* Evidence as a text file: both heads, whole. Absent: there is none of this number. */
MUST_CHECK enum rc fork_text(struct ctx *c, int64_t id, struct str *out);
/* Thins out the heads that were seen of a log on days long past. */
MUST_CHECK enum rc heads_thin(struct ctx *c, struct str origin);

#endif

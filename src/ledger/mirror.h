/*
 * mirror: a copy of another's log, hashed entry by entry before it is kept.
 *
 * A witness that keeps heads alone sees that a log has forked and cannot show
 * what was taken away. A mirror has the entries. It takes only what the other
 * publishes, computes the root from the entries alone, and writes tiles of its
 * own making; a head whose entries do not give its root is not followed, and a
 * head that is signed and does not begin with what is here proves a fork. When the
 * other has changed its key, the copy ends with a head under the old one: that is taken
 * when a note of both keys (keychain.h) leads there.
 *
 *   PUBLIC/checkpoint, PUBLIC/tile/…   the copy, as the other publishes it
 *   PRIVATE/signed, PRIVATE/lock       ledger/log.h
 *   PRIVATE/arriving                   entries that are being looked at
 *   PRIVATE/fork-N                     the entries of a forked head of N, as a
 *                                      bundle: with both heads it proves the fork
 */
#ifndef LEDGER_MIRROR_H
#define LEDGER_MIRROR_H

#include "ledger/examine.h"
#include "ledger/log.h"

enum mirror_answer {
	MIRROR_SAME,     /* nothing new, or an older head that fits */
	MIRROR_GROWN,    /* the copy has the new entries */
	MIRROR_AWAY,     /* a file could not be had; try again */
	MIRROR_FALSE,    /* what was had is no log of this key: a wrong head, entries
	                    that do not give it */
	MIRROR_FORKED,   /* two signed heads that cannot both be true */
};

struct mirror {
	struct log_files from;   /* where the other publishes */
	struct note_key key;     /* of the log */
	struct log_place place;  /* of the copy; both folders must be there */
	struct tree_head known;  /* what is known of it besides the copy; size 0: nothing */
};

struct mirrored {
	enum mirror_answer answer;
	struct str checkpoint;   /* as it came, when it was signed; else no text */
	struct tree_head head;   /* … and what it says */
	int64_t size;            /* of the copy, afterwards */
	const char *why;         /* one line of English for whoever looks after it */
};

/* One visit. A failure is of our own disk; what the other did wrong is an answer. */
MUST_CHECK enum rc mirror_visit(const struct mirror *m, struct arena *mem,
    struct fault *fault, struct mirrored *out);

#endif

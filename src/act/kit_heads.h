/*
 * kit_heads: the signed heads from which the proofs of a kit are made: the newest,
 * taken once (the log may grow meanwhile), and the last of each generation that
 * ended, from what is kept of its files.
 *
 * A place is the database's: it counts on from one generation to the next.
 */
#ifndef ACT_KIT_HEADS_H
#define ACT_KIT_HEADS_H

#include "act/ctx.h"
#include "ledger/log.h"

/* conflict: a generation ended, and nobody had a copy of its files */
extern const struct reason WHY_KIT_ENDED;

struct kit_head {
	int64_t n, base;       /* its generation; the place of that one's first entry */
	int64_t size;          /* entries under the head */
	struct str checkpoint; /* whole */
	struct log *log;       /* NULL: not opened yet */
	bool ended, used;
};
struct kit_heads {
	size_t n;
	struct kit_head *v;    /* the oldest first; the last is the newest */
};

MUST_CHECK enum rc kit_heads_load(struct ctx *c, struct kit_heads *out);
/* The head that an entry at this place is under; NULL: under none (yet). */
struct kit_head *kit_head_of(const struct kit_heads *heads, int64_t place);
/* The proof file of an entry, whose head is `h`. */
MUST_CHECK enum rc kit_head_prove(struct ctx *c, struct kit_head *h, int64_t place,
    struct str body, struct str *out);
/* The oldest that a proof was made from; heads->n: none. */
size_t kit_heads_from(const struct kit_heads *heads);

#endif

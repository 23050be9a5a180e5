/*
 * generation: another key for the log of this office, and the log after an
 * incident.
 *
 * A key is changed within a generation: an entry says so under the old key, a note
 * that both keys have signed stands beside the log (ledger/keychain.h), and the
 * head of the moment carries both signatures.
 *
 * A generation ends when what was signed is no longer here: an office restored
 * from a copy that lacks signed entries. Nothing is repaired. The last head that
 * others have is kept as the end of the old generation, a new one begins with an
 * entry `incident` that commits to it, and every chain goes on there as after a
 * handover (epoch + 1). Entries keep their places in the database; each generation
 * counts its own from 0.
 */
#ifndef ACT_GENERATION_H
#define ACT_GENERATION_H

#include "act/ctx.h"
#include "ledger/log.h"
#include "q.h"

extern const struct reason WHY_GENERATION_WHOLE; /* conflict: nothing is missing here */

/* Where the present generation begins in the database, and its number. */
struct generation_now {
	int64_t n, base;
};
MUST_CHECK enum rc generation_now(struct ctx *c, struct generation_now *out);
/* Where the entries of this log begin, or would if it began now. */
MUST_CHECK enum rc generation_base(struct ctx *c, struct str origin, int64_t *out);
MUST_CHECK enum rc generations_load(struct ctx *c, struct q_generation_list_rows *out);

/* Enters the change of the key: `note` is signed by both. Once for each new key. */
MUST_CHECK enum rc key_changed(struct ctx *c, struct str note);

/* What the end of a generation leaves, and what takes its place. */
struct generation_change {
	struct str checkpoint;      /* the last head of the old one, whole */
	struct tree_head head;
	struct note_key old, new;
	struct str note;            /* of both keys */
};
/* In one transaction: ends the old one, begins the new one with its incident. Again
 * for the same is fine. */
MUST_CHECK enum rc generation_begin(struct ctx *c, const struct generation_change *g);

/* The name of the next generation: "…/log/79/2" after "…/log/79/1". */
struct str generation_next_name(struct arena *mem, struct str origin);

/* A proof from a generation that ended, where its files are (DIR/log-N). */
struct generation_entry {
	int64_t generation, index;
};
MUST_CHECK enum rc generation_proof(struct ctx *c, struct generation_entry e,
    struct str *out);
/* The files of a generation that ended, for log_prove(). Absent: they are not here. */
MUST_CHECK enum rc generation_open(struct ctx *c, int64_t generation, struct log *out);
/* The root of the first `size` entries of a generation that ended, from its files.
 * Absent: they are not here. */
MUST_CHECK enum rc generation_root(struct ctx *c, int64_t generation, int64_t size,
    struct hash *out);
/* Whether the entry is in the last head of a generation that ended. */
MUST_CHECK enum rc generation_holds(struct ctx *c, struct generation_entry e, bool *out);

#endif

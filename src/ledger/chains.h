/*
 * chains: every dossier's entries in order, and every leaf by its hash.
 *
 * Of each chain the last entry is held, so that the next one can be compared:
 * its number is one more, it names the leaf before it, its custody never goes
 * back. A leaf that is referred to must stand before.
 */
#ifndef LEDGER_CHAINS_H
#define LEDGER_CHAINS_H

#include "ledger/entry.h"

struct chains;

struct chains *chains_new(struct arena *mem);
/* Takes the next entry of the log. NULL, or what is wrong with it (constant
 * text). */
const char *chains_add(struct chains *c, const struct entry *e,
    const struct hash *leaf);
/* References to leaves of an earlier generation: a log whose first entry is an
 * incident goes on where another ended. Nobody can follow them in this log alone. */
int64_t chains_earlier(const struct chains *c);
int64_t chains_count(const struct chains *c);

#endif

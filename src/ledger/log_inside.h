/* log_inside: what log.c and log_tiles.c share and nobody else needs. */
#ifndef LEDGER_LOG_INSIDE_H
#define LEDGER_LOG_INSIDE_H

#include "ledger/log.h"

#define LOG_FAIL(l, why, ...) \
	fault_set((l)->fault, &(why), __FILE__, __LINE__, __VA_ARGS__)
/* Of one chunk or bundle; cleared in between. */
#define LOG_SCRATCH (64 * MIB)
#define TILE_BYTES (TILE_WIDTH * 32)
#define BUNDLE_BYTES_MAX ((size_t)TILE_WIDTH * (BUNDLE_ENTRY_MAX + 2))

/* Where what is made for the caller goes: first line of each call. */
void log_use(struct log *l, struct arena *mem, struct fault *fault);
struct str log_file(const struct log *l, struct str dir, const char *name);
/* A checkpoint of this log, its signature checked. */
bool log_head_read(struct log *l, struct str bytes, struct tree_head *head);
bool log_head_eq(const struct tree_head *a, const struct tree_head *b);
/* Keeps the bytes of the head that was signed. */
MUST_CHECK enum rc log_head_take(struct log *l, struct str bytes);
MUST_CHECK enum rc log_head_publish(struct log *l, struct str bytes);
/* Reads what was signed last. */
MUST_CHECK enum rc log_signed_load(struct log *l);

/* A tree that reads the tiles of this log for a size; nothing is held yet. */
void log_tree(struct log *l, int64_t size, struct tree *out);
/* Entries behind the first `from` of the tree, with their hashes. */
struct log_more {
	int64_t from;
	size_t n;
	const struct str *entries;
	const struct hash *leaves;
};
/* Writes the bundles and tiles that these entries need. */
MUST_CHECK enum rc log_write(struct log *l, const struct log_more *more);
/* Reads the bundles that hold entries from..size back and compares each with
 * its leaf in the tiles of `t`. */
MUST_CHECK enum rc log_compare(struct log *l, struct tree *t, int64_t from);
/* Partial tiles that a full one has replaced, between two sizes: taken away.
 * That some stay is no harm. */
void log_prune(struct log *l, int64_t from, int64_t size);

#endif

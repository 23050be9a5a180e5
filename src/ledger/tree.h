/*
 * tree: a list that only grows, under one hash (RFC 6962, section 2.1).
 *
 * Each entry is hashed to a leaf; two neighbours to a node; the last is the
 * root. A short path of hashes shows that one entry is under a root, another
 * that an older root is the beginning of a newer one. Both are checked with
 * nothing but the hashes, by anybody.
 *
 * Hashes are kept in tiles of 256 (c2sp.org/tlog-tiles): level 0 holds leaves,
 * level 1 the roots of full tiles below, and so on. Every other node is
 * recomputed from the tile it hangs over. An entry bundle has level -1.
 */
#ifndef LEDGER_TREE_H
#define LEDGER_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/hash.h"
#include "base/str.h"

#define TREE_SIZE_MAX (INT64_C(1) << 48) /* entries; more is nonsense */
#define TILE_WIDTH 256
#define TILE_LEVELS 6                    /* 256^6 = TREE_SIZE_MAX */
#define TILE_ENTRIES (-1)                /* level of a bundle of entries */
#define PATH_LENGTH_MAX 63

/* A tile: which of its level, and how many of its 256 are there. */
struct tile {
	int level;      /* TILE_ENTRIES, or 0 to TILE_LEVELS - 1 */
	int64_t n;
	int width;      /* 1 to 256; below 256 it is partial */
};

/* "tile/0/x001/x234/067", "tile/entries/000.p/17". */
struct str tile_path(struct arena *mem, struct tile t);
/* The reverse, exactly: no other spelling is taken. */
bool tile_read(struct str path, struct tile *out);

/* A path from a leaf to the root, or from an old root to a new one. */
struct path {
	int n;
	struct hash h[PATH_LENGTH_MAX];
};

struct hash leaf_hash(struct str entry);
struct hash node_hash(const struct hash *left, const struct hash *right);
/* The root of no entries. */
struct hash tree_empty(void);

/* ---- checking: needs no tree ---------------------------------------------- */

/* Whether the leaf is entry `index` of the tree of `size` under `root`. */
struct place_in_tree {
	int64_t index, size;
};
bool path_holds(const struct path *path, struct place_in_tree at,
    const struct hash *leaf, const struct hash *root);
/* Whether the newer tree begins with the older one. */
struct tree_head {
	int64_t size;
	struct hash root;
};
bool link_holds(const struct path *path, const struct tree_head *older,
    const struct tree_head *newer);

/* ---- making: from tiles ---------------------------------------------------- */

/* Where tiles come from. `tile` puts width * 32 bytes into `to`, or fails with
 * a fault. `size` is the tree for which tiles are there. Zero the rest. */
struct tree {
	int64_t size;
	enum rc (*tile)(void *arg, struct tile t, uint8_t *to);
	void *arg;
	struct tile held[TILE_LEVELS];             /* private: the last of each level */
	uint8_t hashes[TILE_LEVELS][TILE_WIDTH * 32];
};

/* The root of the first `size` entries (at most tree->size). */
MUST_CHECK enum rc tree_root(struct tree *t, int64_t size, struct hash *out);
/* The path of entry `index` in the tree of `size`. */
MUST_CHECK enum rc tree_path(struct tree *t, struct place_in_tree at, struct path *out);
/* The path that shows that the first `older` are the beginning of `size`. */
MUST_CHECK enum rc tree_link(struct tree *t, int64_t older, int64_t size,
    struct path *out);

/* ---- a root without tiles: the second way to compute it --------------------- */

/* The roots of the full subtrees of a tree, largest first: all that is needed
 * to go on growing it. */
struct peaks {
	int64_t size;
	int n;
	struct hash h[PATH_LENGTH_MAX];
};
void peaks_add(struct peaks *p, const struct hash *leaf);
struct hash peaks_root(const struct peaks *p);
/* Reads them from tiles. */
MUST_CHECK enum rc tree_peaks(struct tree *t, int64_t size, struct peaks *out);

#endif

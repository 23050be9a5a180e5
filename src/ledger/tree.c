/*
 * tree: see tree.h. Everything is the hash of a range [lo, hi) of leaves: the
 * left part is the largest power of two that leaves something to the right.
 */
#include "ledger/tree.h"

#include <string.h>

struct hash
leaf_hash(struct str entry)
{
	struct hasher *h = hasher_new();

	hasher_put(h, "\0", 1);
	hasher_put(h, entry.p, entry.n);
	return hasher_end(h);
}

struct hash
node_hash(const struct hash *left, const struct hash *right)
{
	char bytes[65];

	bytes[0] = 1;
	memcpy(bytes + 1, left->b, 32);
	memcpy(bytes + 33, right->b, 32);
	return hash_of((struct str){ bytes, sizeof(bytes) });
}

struct hash
tree_empty(void)
{
	return hash_of(S(""));
}

static bool
hash_eq(const struct hash *a, const struct hash *b)
{
	return memcmp(a->b, b->b, sizeof(a->b)) == 0;
}

static bool
is_power(int64_t n)
{
	return n > 0 && (n & (n - 1)) == 0;
}

/* The largest power of two below n; n is at least 2. */
static int64_t
split(int64_t n)
{
	int64_t k = 1;

	while (k * 2 < n)
		k *= 2;
	return k;
}

/* ---- checking --------------------------------------------------------------- */

bool
path_holds(const struct path *path, struct place_in_tree at,
    const struct hash *leaf, const struct hash *root)
{
	int64_t node = at.index, last = at.size - 1;
	struct hash r = *leaf;

	if (at.index < 0 || at.index >= at.size || at.size > TREE_SIZE_MAX ||
	    path->n < 0 || path->n > PATH_LENGTH_MAX)
		return false;
	for (int i = 0; i < path->n; i++) { /* RFC 9162, 2.1.3.2 */
		if (last == 0)
			return false;
		if (node % 2 == 1 || node == last) {
			r = node_hash(&path->h[i], &r);
			while (node % 2 == 0 && node != 0) {
				node /= 2;
				last /= 2;
			}
		} else {
			r = node_hash(&r, &path->h[i]);
		}
		node /= 2;
		last /= 2;
	}
	return last == 0 && hash_eq(&r, root);
}

/* Both roots at once, from the first hash upwards (RFC 9162, 2.1.4.2). */
static bool
link_walk(const struct path *path, const struct tree_head *older,
    const struct tree_head *newer)
{
	int64_t node = older->size - 1, last = newer->size - 1;
	bool whole = is_power(older->size);
	struct hash r, s;

	while (node % 2 == 1) {
		node /= 2;
		last /= 2;
	}
	r = s = whole ? older->root : path->h[0];
	for (int i = whole ? 0 : 1; i < path->n; i++) {
		const struct hash *c = &path->h[i];

		if (last == 0)
			return false;
		if (node % 2 == 1 || node == last) {
			r = node_hash(c, &r);
			s = node_hash(c, &s);
			while (node % 2 == 0 && node != 0) {
				node /= 2;
				last /= 2;
			}
		} else {
			s = node_hash(&s, c);
		}
		node /= 2;
		last /= 2;
	}
	return last == 0 && hash_eq(&r, &older->root) && hash_eq(&s, &newer->root);
}

bool
link_holds(const struct path *path, const struct tree_head *older,
    const struct tree_head *newer)
{
	struct hash empty = tree_empty();

	if (older->size < 0 || older->size > newer->size ||
	    newer->size > TREE_SIZE_MAX || path->n < 0 || path->n > PATH_LENGTH_MAX)
		return false;
	if (older->size == newer->size)
		return path->n == 0 && hash_eq(&older->root, &newer->root);
	if (older->size == 0)
		return path->n == 0 && hash_eq(&older->root, &empty);
	return path->n > 0 && link_walk(path, older, newer);
}

/* ---- from tiles ---------------------------------------------------------------- */

static enum rc
tile_hold(struct tree *t, int level, int64_t n)
{
	int64_t there = (t->size >> (8 * level)) - n * TILE_WIDTH;
	int width = there >= TILE_WIDTH ? TILE_WIDTH : (int)there;
	struct tile want = { level, n, width };
	enum rc rc;

	REQUIRE(level < TILE_LEVELS && there > 0);
	if (t->held[level].width == width && t->held[level].n == n)
		return RC_OK;
	t->held[level].width = 0;
	if ((rc = t->tile(t->arg, want, t->hashes[level])) == RC_OK)
		t->held[level] = want;
	return rc;
}

/* The node `i` of height h: the root over leaves [i << h, (i + 1) << h). */
static enum rc
node_load(struct tree *t, int h, int64_t i, struct hash *out)
{
	int level = h / 8, rest = h % 8, n = 1 << rest;
	int64_t first = i << rest;
	struct hash row[TILE_WIDTH / 2];
	enum rc rc;

	if ((rc = tile_hold(t, level, first / TILE_WIDTH)) != RC_OK)
		return rc;
	for (int k = 0; k < n; k++)
		memcpy(row[k].b, t->hashes[level] + (first % TILE_WIDTH + k) * 32, 32);
	for (; n > 1; n /= 2)
		for (int k = 0; k < n / 2; k++)
			row[k] = node_hash(&row[2 * k], &row[2 * k + 1]);
	*out = row[0];
	return RC_OK;
}

static enum rc
range_load(struct tree *t, int64_t lo, int64_t hi, struct hash *out)
{
	struct hash right;
	int64_t k;
	int h = 0;
	enum rc rc;

	if (is_power(hi - lo)) {
		while ((INT64_C(1) << h) < hi - lo)
			h++;
		return node_load(t, h, lo >> h, out);
	}
	k = split(hi - lo);
	if ((rc = range_load(t, lo, lo + k, out)) != RC_OK ||
	    (rc = range_load(t, lo + k, hi, &right)) != RC_OK)
		return rc;
	*out = node_hash(out, &right);
	return RC_OK;
}

enum rc
tree_root(struct tree *t, int64_t size, struct hash *out)
{
	REQUIRE(size >= 0 && size <= t->size && t->size <= TREE_SIZE_MAX);
	if (size > 0)
		return range_load(t, 0, size, out);
	*out = tree_empty();
	return RC_OK;
}

/* What is beside the way down, turned round at the end: paths go up. */
struct siblings {
	int n;
	int64_t lo[PATH_LENGTH_MAX], hi[PATH_LENGTH_MAX];
};

static void
sibling_add(struct siblings *s, int64_t lo, int64_t hi)
{
	REQUIRE(s->n < PATH_LENGTH_MAX);
	s->lo[s->n] = lo;
	s->hi[s->n++] = hi;
}

static enum rc
siblings_load(struct tree *t, const struct siblings *s, struct path *out)
{
	enum rc rc = RC_OK;

	out->n = s->n;
	for (int i = 0; rc == RC_OK && i < s->n; i++)
		rc = range_load(t, s->lo[s->n - 1 - i], s->hi[s->n - 1 - i], &out->h[i]);
	return rc;
}

enum rc
tree_path(struct tree *t, struct place_in_tree at, struct path *out)
{
	struct siblings s = { 0 };
	int64_t lo = 0, hi = at.size;

	REQUIRE(at.index >= 0 && at.index < at.size && at.size <= t->size);
	while (hi - lo > 1) {
		int64_t middle = lo + split(hi - lo);

		if (at.index < middle) {
			sibling_add(&s, middle, hi);
			hi = middle;
		} else {
			sibling_add(&s, lo, middle);
			lo = middle;
		}
	}
	return siblings_load(t, &s, out);
}

enum rc
tree_link(struct tree *t, int64_t older, int64_t size, struct path *out)
{
	struct siblings s = { 0 };
	int64_t lo = 0, hi = size;

	REQUIRE(older >= 0 && older <= size && size <= t->size);
	out->n = 0;
	if (older == 0 || older == size)
		return RC_OK;
	while (hi != older) {
		int64_t middle = lo + split(hi - lo);

		if (older <= middle) {
			sibling_add(&s, middle, hi);
			hi = middle;
		} else {
			sibling_add(&s, lo, middle);
			lo = middle;
		}
	}
	if (lo > 0) /* a whole older tree is known to whoever checks */
		sibling_add(&s, lo, hi);
	return siblings_load(t, &s, out);
}

/* ---- peaks ------------------------------------------------------------------------ */

void
peaks_add(struct peaks *p, const struct hash *leaf)
{
	int64_t carry = p->size++;

	REQUIRE(p->n < PATH_LENGTH_MAX);
	p->h[p->n++] = *leaf;
	for (; carry % 2 == 1; carry /= 2) {
		p->h[p->n - 2] = node_hash(&p->h[p->n - 2], &p->h[p->n - 1]);
		p->n--;
	}
}

struct hash
peaks_root(const struct peaks *p)
{
	struct hash r;

	if (p->n == 0)
		return tree_empty();
	r = p->h[p->n - 1];
	for (int i = p->n - 2; i >= 0; i--)
		r = node_hash(&p->h[i], &r);
	return r;
}

enum rc
tree_peaks(struct tree *t, int64_t size, struct peaks *out)
{
	int64_t lo = 0;
	enum rc rc = RC_OK;

	REQUIRE(size >= 0 && size <= t->size);
	*out = (struct peaks){ .size = size };
	for (int h = 48; rc == RC_OK && h >= 0; h--) {
		if ((size >> h & 1) == 0)
			continue;
		rc = range_load(t, lo, lo + (INT64_C(1) << h), &out->h[out->n++]);
		lo += INT64_C(1) << h;
	}
	return rc;
}

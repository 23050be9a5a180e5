/* The tree: known values, every proof of small trees, tiles. */
#include "unit.h"

#include "base/code.h"
#include "ledger/tree.h"

/* ---- a second tree, by the words of RFC 6962 ------------------------------------ */

static struct hash
naive(const struct hash *leaves, size_t n)
{
	struct hash a, b;
	size_t k = 1;

	if (n == 0)
		return tree_empty();
	if (n == 1)
		return leaves[0];
	while (k * 2 < n)
		k *= 2;
	a = naive(leaves, k);
	b = naive(leaves + k, n - k);
	return node_hash(&a, &b);
}

/* Tiles made on the spot from all leaves. */
struct naive_tree {
	const struct hash *leaves;
	int64_t size;
	int loads;
};

static enum rc
naive_tile(void *arg, struct tile t, uint8_t *to)
{
	struct naive_tree *n = arg;

	n->loads++;
	for (int i = 0; i < t.width; i++) {
		int64_t first = (t.n * TILE_WIDTH + i) << (8 * t.level);
		struct hash h;

		REQUIRE(first + (INT64_C(1) << (8 * t.level)) <= n->size);
		h = naive(n->leaves + first, (size_t)1 << (8 * t.level));
		memcpy(to + i * 32, h.b, 32);
	}
	return RC_OK;
}

static struct hash *
leaves_make(size_t n)
{
	struct hash *leaves = ARENA_ARRAY(unit_mem(), n + 1, struct hash);

	for (size_t i = 0; i < n; i++) {
		struct arena mem;

		arena_init(&mem, 4 * KIB);
		leaves[i] = leaf_hash(str_printf(&mem, "%zu", i));
		arena_release(&mem);
	}
	return leaves;
}

static struct tree *
tree_make(struct naive_tree *n)
{
	struct tree *t = ARENA_NEW(unit_mem(), struct tree);

	t->size = n->size;
	t->tile = naive_tile;
	t->arg = n;
	return t;
}

static bool
same(const struct hash *a, const struct hash *b)
{
	return memcmp(a->b, b->b, 32) == 0;
}

/* ---- known values ------------------------------------------------------------------ */

/* The eight leaves of the tests of Certificate Transparency. */
static void
known_roots(void)
{
	static const struct { const char *hex; int n; } leaves[8] = {
		{ "", 0 }, { "00", 1 }, { "10", 1 }, { "2021", 2 }, { "3031", 2 },
		{ "40414243", 4 }, { "5051525354555657", 8 },
		{ "606162636465666768696a6b6c6d6e6f", 16 },
	};
	static const char *const roots[9] = {
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
		"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
		"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
		"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
		"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
		"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
		"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
	};
	struct hash made[8];
	struct peaks peaks = { 0 };

	for (int i = 0; i <= 8; i++) {
		struct hash root = naive(made, (size_t)i), second = peaks_root(&peaks);
		char bytes[16];

		unit_row("size %d", i);
		CHECK_STR(hash_hex(unit_mem(), root), str_c(roots[i]));
		CHECK_STR(hash_hex(unit_mem(), second), str_c(roots[i]));
		for (int k = 0; i < 8 && k < leaves[i].n; k++) {
			const char *h = leaves[i].hex + 2 * k;
			int hi = h[0] <= '9' ? h[0] - '0' : h[0] - 'a' + 10;
			int lo = h[1] <= '9' ? h[1] - '0' : h[1] - 'a' + 10;

			bytes[k] = (char)(hi * 16 + lo);
		}
		if (i < 8) {
			made[i] = leaf_hash((struct str){ bytes, (size_t)leaves[i].n });
			peaks_add(&peaks, &made[i]);
		}
	}
}

/* ---- every proof of every tree up to 300 ---------------------------------------------- */

#define SMALL 300

static void
every_path(void)
{
	struct hash *leaves = leaves_make(SMALL);
	int bad = 0;

	for (int64_t size = 1; size <= SMALL; size++) {
		struct naive_tree n = { leaves, size, 0 };
		struct tree *t = tree_make(&n);
		struct hash root = naive(leaves, (size_t)size), made;

		bad += tree_root(t, size, &made) != RC_OK || !same(&made, &root);
		for (int64_t i = 0; i < size; i++) {
			struct place_in_tree at = { i, size };
			struct path p;

			bad += tree_path(t, at, &p) != RC_OK ||
			    !path_holds(&p, at, &leaves[i], &root);
		}
	}
	CHECK_INT(bad, 0);
}

static void
false_paths_are_refused(void)
{
	struct hash *leaves = leaves_make(SMALL);
	int taken = 0;

	for (int64_t size = 2; size <= SMALL; size += 7)
		for (int64_t i = 0; i < size; i += 3) {
			struct naive_tree n = { leaves, size, 0 };
			struct tree *t = tree_make(&n);
			struct hash root = naive(leaves, (size_t)size), other = root;
			struct place_in_tree at = { i, size };
			struct path p, q;

			CHECK_INT(tree_path(t, at, &p), RC_OK);
			other.b[31] ^= 1;
			taken += path_holds(&p, at, &leaves[i], &other);
			taken += path_holds(&p, at, &leaves[(i + 1) % size], &root);
			taken += path_holds(&p, (struct place_in_tree){ (i + 1) % size,
			    size }, &leaves[i], &root);
			q = p;
			q.h[q.n / 2].b[0] ^= 0x80;
			taken += path_holds(&q, at, &leaves[i], &root);
			q = p;
			q.n--;
			taken += path_holds(&q, at, &leaves[i], &root);
			q = p;
			q.h[q.n++] = root;
			taken += path_holds(&q, at, &leaves[i], &root);
			taken += path_holds(&p, (struct place_in_tree){ -1, size },
			    &leaves[i], &root);
			taken += path_holds(&p, (struct place_in_tree){ size, size },
			    &leaves[i], &root);
		}
	CHECK_INT(taken, 0);
}

static void
every_link(void)
{
	struct hash *leaves = leaves_make(SMALL), *roots;
	int bad = 0, taken = 0;

	roots = ARENA_ARRAY(unit_mem(), SMALL + 1, struct hash);
	for (int64_t i = 0; i <= SMALL; i++)
		roots[i] = naive(leaves, (size_t)i);
	for (int64_t size = 0; size <= SMALL; size++) {
		struct naive_tree n = { leaves, size, 0 };
		struct tree *t = tree_make(&n);

		for (int64_t older = 0; older <= size; older++) {
			struct tree_head a = { older, roots[older] };
			struct tree_head b = { size, roots[size] };
			struct path p, q;

			bad += tree_link(t, older, size, &p) != RC_OK ||
			    !link_holds(&p, &a, &b);
			b.root.b[0] ^= 1;
			taken += link_holds(&p, &a, &b) && older > 0;
			b.root.b[0] ^= 1;
			a.root.b[0] ^= 1;
			taken += link_holds(&p, &a, &b);
			a.root.b[0] ^= 1;
			q = p;
			if (q.n > 0) {
				q.h[q.n - 1].b[5] ^= 4;
				taken += link_holds(&q, &a, &b);
			}
			q = p;
			q.h[q.n++] = roots[size];
			taken += link_holds(&q, &a, &b);
		}
	}
	CHECK_INT(bad, 0);
	CHECK_INT(taken, 0);
}

static void
two_ways_to_a_root(void)
{
	static const int64_t sizes[] = { 0, 1, 2, 3, 255, 256, 257, 65535, 65536, 65537 };
	struct hash *leaves = leaves_make(65537);

	for (size_t k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++) {
		struct naive_tree n = { leaves, sizes[k], 0 };
		struct tree *t = tree_make(&n);
		struct hash root = naive(leaves, (size_t)sizes[k]), made;
		struct peaks grown = { 0 }, read;

		unit_row("size %d", (int)sizes[k]);
		CHECK(tree_root(t, sizes[k], &made) == RC_OK && same(&made, &root));
		for (int64_t i = 0; i < sizes[k]; i++)
			peaks_add(&grown, &leaves[i]);
		made = peaks_root(&grown);
		CHECK(same(&made, &root));
		CHECK(tree_peaks(t, sizes[k], &read) == RC_OK && read.n == grown.n);
		made = peaks_root(&read);
		CHECK(same(&made, &root));
		if (sizes[k] > 0) {
			struct place_in_tree at = { sizes[k] / 2, sizes[k] };
			struct path p;

			CHECK(tree_path(t, at, &p) == RC_OK &&
			    path_holds(&p, at, &leaves[at.index], &root));
		}
	}
}

/* ---- names ----------------------------------------------------------------------------- */

static void
names_of_tiles(void)
{
	static const struct { struct tile t; const char *path; } good[] = {
		{ { 0, 0, 256 }, "tile/0/000" },
		{ { 0, 1234067, 256 }, "tile/0/x001/x234/067" },
		{ { 1, 1, 17 }, "tile/1/001.p/17" },
		{ { TILE_ENTRIES, 999, 1 }, "tile/entries/999.p/1" },
		{ { TILE_ENTRIES, 1000, 255 }, "tile/entries/x001/000.p/255" },
	};
	static const char *const bad[] = {
		"tile/0/00", "tile/0/0000", "tile/0/x000/001", "tile/0/001/002",
		"tile/0/x001", "tile/9/000", "tile/00/000", "tile/0/000.p/0",
		"tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000.q/1",
		"tile/0/000/", "tile/0/../000", "tile/0", "tile", "", "/tile/0/000",
		"tile/entries/x/000", "tile/0/-01", "tile/0/000.p/-1", "tile/0//000",
		"tile/0/000.p/1/", "tile/0/x001/x002/x003/x004/x005/006",
		"tile/0/x999999999/000",
	};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct tile t;

		unit_row("%s", good[i].path);
		CHECK_STR(tile_path(unit_mem(), good[i].t), str_c(good[i].path));
		CHECK(tile_read(str_c(good[i].path), &t));
		CHECK(t.level == good[i].t.level && t.n == good[i].t.n &&
		    t.width == good[i].t.width);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct tile t;

		unit_row("%s", bad[i]);
		CHECK(!tile_read(str_c(bad[i]), &t));
	}
}

static void
letters(void)
{
	static const struct { const char *bytes, *b64, *b32; } known[] = {
		{ "", "", "" }, { "f", "Zg==", "MY" }, { "fo", "Zm8=", "MZXQ" },
		{ "foo", "Zm9v", "MZXW6" }, { "foob", "Zm9vYg==", "MZXW6YQ" },
		{ "fooba", "Zm9vYmE=", "MZXW6YTB" },
		{ "foobar", "Zm9vYmFy", "MZXW6YTBOI" },
	};
	static const char *const bad64[] = { "Zg=", "Zg", "Zh==", "Z===", "Zg==\n",
		" Zg==", "Zm9=", "Zg==Zg==", "====", "Z-_=" };
	static const char *const bad32[] = { "M", "MZ1", "my", "MZ======", "MZX", "MB" };
	struct str out;

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		unit_row("%s", known[i].bytes);
		CHECK_STR(base64_text(unit_mem(), str_c(known[i].bytes)), str_c(known[i].b64));
		CHECK_STR(base32_text(unit_mem(), str_c(known[i].bytes)), str_c(known[i].b32));
		CHECK(base64_read(unit_mem(), str_c(known[i].b64), &out));
		CHECK_STR(out, str_c(known[i].bytes));
		CHECK(base32_read(unit_mem(), str_c(known[i].b32), &out));
		CHECK_STR(out, str_c(known[i].bytes));
	}
	for (size_t i = 0; i < sizeof(bad64) / sizeof(bad64[0]); i++) {
		unit_row("%s", bad64[i]);
		CHECK(!base64_read(unit_mem(), str_c(bad64[i]), &out));
	}
	for (size_t i = 0; i < sizeof(bad32) / sizeof(bad32[0]); i++) {
		unit_row("%s", bad32[i]);
		CHECK(!base32_read(unit_mem(), str_c(bad32[i]), &out));
	}
}

static const struct unit_test tests[] = {
	{ "ledger: roots that others have published", known_roots },
	{ "ledger: every path of every tree up to 300", every_path },
	{ "ledger: false paths are refused", false_paths_are_refused },
	{ "ledger: every pair of trees up to 300", every_link },
	{ "ledger: two ways to a root at the borders of tiles", two_ways_to_a_root },
	{ "ledger: names of tiles", names_of_tiles },
	{ "code: base64 and base32, strictly", letters },
};
UNIT_MAIN(tests)

/* log_tiles: the tiles and bundles of a log, written and read back. */
#include <dirent.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "ledger/entry.h"
#include "ledger/log_inside.h"

static struct str
place_of(const struct log *l, struct tile t)
{
	return str_printf(l->scratch, "%.*s/%.*s", STR_ARG(l->place.public_dir),
	    STR_ARG(tile_path(l->scratch, t)));
}

/* A tile as it is on disk; where the partial one has given way, the full one. */
static enum rc
file_read(struct log *l, struct tile t, size_t most, struct str *out)
{
	enum rc rc = disk_read(place_of(l, t), most, l->scratch, l->fault, out);

	if (rc != RC_ABSENT || t.width == TILE_WIDTH)
		return rc;
	t.width = TILE_WIDTH;
	return disk_read(place_of(l, t), most, l->scratch, l->fault, out);
}

static enum rc
tile_load(void *arg, struct tile t, uint8_t *to)
{
	struct log *l = arg;
	struct str bytes;
	enum rc rc = file_read(l, t, TILE_BYTES + 1, &bytes);

	if (rc != RC_OK)
		return rc;
	if (bytes.n % 32 != 0 || bytes.n < (size_t)t.width * 32 || bytes.n > TILE_BYTES)
		return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "a tile has a wrong length");
	memcpy(to, bytes.p, (size_t)t.width * 32);
	return RC_OK;
}

void
log_tree(struct log *l, int64_t size, struct tree *out)
{
	out->size = size;
	out->tile = tile_load;
	out->arg = l;
	memset(out->held, 0, sizeof(out->held));
}

static enum rc
tile_keep(struct log *l, struct tile t, struct str bytes)
{
	struct disk_file f = { place_of(l, t), l->place.public_dir.n, 0644 };

	return disk_batch_keep(l->batch, &f, bytes, l->scratch, l->fault);
}

/* ---- bundles ---------------------------------------------------------------------- */

static enum rc
bundles_write(struct log *l, const struct log_more *more)
{
	struct buf b = buf_new(l->scratch, BUNDLE_BYTES_MAX);
	struct tile t = { TILE_ENTRIES, more->from / TILE_WIDTH,
	    (int)(more->from % TILE_WIDTH) };
	struct str before;
	enum rc rc = RC_OK;

	if (t.width > 0) {
		struct str entry;

		if ((rc = file_read(l, t, BUNDLE_BYTES_MAX, &before)) != RC_OK)
			return rc;
		for (int i = 0; i < t.width; i++) {
			if (!bundle_cut(&before, &entry))
				return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "a bundle is cut off");
			bundle_put(&b, entry);
		}
	}
	for (size_t i = 0; rc == RC_OK && i < more->n; i++) {
		bundle_put(&b, more->entries[i]);
		t.width++;
		if (t.width < TILE_WIDTH && i + 1 < more->n)
			continue;
		rc = tile_keep(l, t, buf_str(&b));
		t = (struct tile){ TILE_ENTRIES, t.n + 1, 0 };
		buf_clear(&b);
	}
	return rc;
}

/* ---- tiles of hashes ----------------------------------------------------------------- */

static struct hash
tile_root(const uint8_t *tile)
{
	struct hash row[TILE_WIDTH];

	for (int i = 0; i < TILE_WIDTH; i++)
		memcpy(row[i].b, tile + i * 32, 32);
	for (int n = TILE_WIDTH; n > 1; n /= 2)
		for (int i = 0; i < n / 2; i++)
			row[i] = node_hash(&row[2 * i], &row[2 * i + 1]);
	return row[0];
}

/* One level: what is new of it goes into tiles; the roots of those that became
 * full are what is new of the next level. */
struct level {
	int level;
	int64_t from;       /* how many hashes were there */
	struct hash *more;
	size_t n;
};

static enum rc
level_write(struct log *l, struct level *at)
{
	uint8_t *bytes = arena_bytes(l->scratch, TILE_BYTES);
	struct tile t = { at->level, at->from / TILE_WIDTH, (int)(at->from % TILE_WIDTH) };
	size_t full = 0;
	enum rc rc = RC_OK;

	if (t.width > 0)
		rc = tile_load(l, t, bytes);
	for (size_t i = 0; rc == RC_OK && i < at->n; i++) {
		memcpy(bytes + t.width * 32, at->more[i].b, 32);
		t.width++;
		if (t.width < TILE_WIDTH && i + 1 < at->n)
			continue;
		rc = tile_keep(l, t, (struct str){ (char *)bytes, (size_t)t.width * 32 });
		if (t.width == TILE_WIDTH)
			at->more[full++] = tile_root(bytes);
		t = (struct tile){ at->level, t.n + 1, 0 };
	}
	at->n = full;
	at->from /= TILE_WIDTH;
	at->level++;
	return rc;
}

static enum rc
tiles_write(struct log *l, const struct log_more *more)
{
	struct level at = { .from = more->from, .n = more->n };
	enum rc rc = bundles_write(l, more);

	at.more = ARENA_ARRAY(l->scratch, more->n, struct hash);
	if (more->n > 0)
		memcpy(at.more, more->leaves, more->n * sizeof(*at.more));
	while (rc == RC_OK && at.n > 0)
		rc = level_write(l, &at);
	return rc;
}

enum rc
log_write(struct log *l, const struct log_more *more)
{
	struct disk_batch batch = { .n = 0 };
	enum rc rc;

	l->batch = &batch;
	rc = tiles_write(l, more);
	if (rc == RC_OK)
		rc = disk_batch_end(&batch, l->scratch, l->fault);
	else
		disk_batch_drop(&batch);
	l->batch = NULL;
	return rc;
}

/* ---- reading back ---------------------------------------------------------------------- */

static enum rc
bundle_compare(struct log *l, struct tree *t, struct tile bundle)
{
	uint8_t *bytes = arena_bytes(l->scratch, TILE_BYTES);
	struct tile hashes = { 0, bundle.n, bundle.width };
	struct str rest, entry;
	enum rc rc;

	if ((rc = file_read(l, bundle, BUNDLE_BYTES_MAX, &rest)) != RC_OK ||
	    (rc = t->tile(t->arg, hashes, bytes)) != RC_OK)
		return rc;
	for (int i = 0; i < bundle.width; i++) {
		struct hash leaf;

		if (!bundle_cut(&rest, &entry))
			return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "a bundle is cut off");
		leaf = leaf_hash(entry);
		if (memcmp(leaf.b, bytes + i * 32, 32) != 0)
			return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "entry %lld is not "
			    "what its hash says", (long long)(bundle.n * TILE_WIDTH + i));
	}
	return RC_OK;
}

enum rc
log_compare(struct log *l, struct tree *t, int64_t from)
{
	struct arena *outer = l->scratch, mine;
	enum rc rc = RC_OK;

	arena_init(&mine, LOG_SCRATCH);
	l->scratch = &mine;
	for (int64_t n = from / TILE_WIDTH; rc == RC_OK && n * TILE_WIDTH < t->size; n++) {
		int64_t there = t->size - n * TILE_WIDTH;

		rc = bundle_compare(l, t, (struct tile){ TILE_ENTRIES, n,
		    there < TILE_WIDTH ? (int)there : TILE_WIDTH });
		arena_clear(&mine);
	}
	l->scratch = outer;
	arena_release(&mine);
	return rc;
}

/* ---- what a full tile replaces ------------------------------------------------------------ */

static void
partials_drop(struct log *l, struct tile full)
{
	struct str folder = str_printf(l->scratch, "%.*s.p", STR_ARG(place_of(l, full)));
	const char *z = str_z(l->scratch, folder);
	DIR *d = opendir(z);

	if (d == NULL)
		return;
	for (const struct dirent *e; (e = readdir(d)) != NULL;)
		if (e->d_name[0] != '.')
			disk_drop(l->scratch, str_printf(l->scratch, "%.*s/%s",
			    STR_ARG(folder), e->d_name));
	(void)closedir(d);
	(void)rmdir(z);
}

void
log_prune(struct log *l, int64_t from, int64_t size)
{
	for (int level = TILE_ENTRIES; level < TILE_LEVELS; level++) {
		int shift = level < 0 ? 8 : 8 * level + 8;

		for (int64_t n = from >> shift; n < size >> shift; n++)
			partials_drop(l, (struct tile){ level, n, TILE_WIDTH });
	}
}

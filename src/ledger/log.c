/* log: see log.h. Tiles are log_tiles.c; here is the order. */
#include "ledger/log.h"

#include <string.h>

#include "base/buf.h"
#include "ledger/entry.h"
#include "ledger/log_inside.h"

const struct reason WHY_LOG_BEHIND = { RC_BROKEN, "log_behind" };

#define CHUNK 1024 /* entries in memory at once; a multiple of a tile */

void
log_use(struct log *l, struct arena *mem, struct fault *fault)
{
	l->scratch = mem;
	l->fault = fault;
}

struct str
log_file(const struct log *l, struct str dir, const char *name)
{
	return str_printf(l->scratch, "%.*s/%s", STR_ARG(dir), name);
}

/* ---- what was signed ------------------------------------------------------------- */

/* A checkpoint of ours, checked. */
bool
log_head_read(struct log *l, struct str bytes, struct tree_head *head)
{
	struct signed_note *note = ARENA_NEW(l->scratch, struct signed_note);
	struct checkpoint c;

	if (!note_read(l->scratch, bytes, note) ||
	    !checkpoint_read(l->scratch, note->text, &c) ||
	    !str_eq(c.origin, l->signer.key.name) ||
	    !note_signed_by(note, &l->signer.key))
		return false;
	*head = c.head;
	return true;
}

bool
log_head_eq(const struct tree_head *a, const struct tree_head *b)
{
	return a->size == b->size && memcmp(a->root.b, b->root.b, 32) == 0;
}

/* Keeps the bytes of the head. */
enum rc
log_head_take(struct log *l, struct str bytes)
{
	if (bytes.n > sizeof(l->bytes))
		return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "the head that was signed last "
		    "is too long");
	memcpy(l->bytes, bytes.p, bytes.n);
	l->checkpoint = (struct str){ l->bytes, bytes.n };
	return RC_OK;
}

enum rc
log_signed_load(struct log *l)
{
	struct fault quiet = { 0 };
	struct str bytes;
	enum rc rc = disk_read(log_file(l, l->place.private_dir, "signed"),
	    NOTE_BYTES_MAX, l->scratch, &quiet, &bytes);
	struct tree_head head;

	if (rc == RC_ABSENT) {
		l->begun = false;
		l->head = (struct tree_head){ 0, tree_empty() };
		return RC_OK;
	}
	if (rc != RC_OK)
		return LOG_FAIL(l, WHY_LOG_UNREADABLE, "%s", quiet.detail);
	if (l->begun && str_eq(bytes, l->checkpoint))
		return RC_OK; /* the bytes that were judged before */
	if (!log_head_read(l, bytes, &head))
		return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "the head that was signed last "
		    "is not signed by the key of this log");
	if (l->begun && log_head_eq(&head, &l->head))
		return RC_OK;
	if (l->begun && head.size < l->head.size)
		return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "the head that was signed last "
		    "has become smaller");
	l->begun = true;
	l->head = head;
	return log_head_take(l, bytes);
}

enum rc
log_open(struct log *l, struct log_place place, const struct note_signer *signer,
    struct arena *mem, struct fault *fault)
{
	memset(l, 0, sizeof(*l));
	l->signer = *signer;
	l->place.public_dir = str_copy(mem, place.public_dir);
	l->place.private_dir = str_copy(mem, place.private_dir);
	log_use(l, mem, fault);
	return log_signed_load(l);
}

enum rc
log_refresh(struct log *l, struct arena *mem, struct fault *fault)
{
	log_use(l, mem, fault);
	return log_signed_load(l);
}

/* ---- publishing ------------------------------------------------------------------- */

/* What is being published: the tree as it grows, computed from entries alone. */
struct growth {
	struct peaks peaks;
	int64_t from;
};

/* The last entry that was signed must be what the source has there now: an
 * older database that has grown again is not what we signed. */
static enum rc
source_same(struct log *l, const struct log_source *from, struct tree *t)
{
	struct str entry;
	struct hash leaf;
	int64_t at = l->head.size - 1;
	struct log_piece piece = { at, 1, l->scratch, l->fault, &entry, 0 };
	uint8_t *row;
	enum rc rc;

	if (l->head.size == 0)
		return RC_OK;
	if ((rc = from->load(from->arg, &piece)) != RC_OK)
		return rc;
	if (piece.n == 0)
		return LOG_FAIL(l, WHY_LOG_BEHIND, "the database has fewer entries than "
		    "the %lld that were signed", (long long)l->head.size);
	leaf = leaf_hash(entry);
	row = arena_bytes(l->scratch, TILE_BYTES);
	rc = t->tile(t->arg, (struct tile){ 0, at / TILE_WIDTH,
	    (int)(at % TILE_WIDTH) + 1 }, row);
	if (rc == RC_OK && memcmp(leaf.b, row + at % TILE_WIDTH * 32, 32) != 0)
		return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "entry %lld is not the one that "
		    "was signed", (long long)at);
	return rc;
}

/* Takes the next entries, and writes what they need. */
static enum rc
chunk_write(struct log *l, const struct log_source *from, struct growth *g, bool *more)
{
	struct str *entries = ARENA_ARRAY(l->scratch, CHUNK, struct str);
	struct hash *leaves = ARENA_ARRAY(l->scratch, CHUNK, struct hash);
	struct log_piece piece = { g->peaks.size, CHUNK - (size_t)(g->peaks.size %
	    TILE_WIDTH), l->scratch, l->fault, entries, 0 };
	struct log_more next = { .from = piece.from, .entries = entries,
	    .leaves = leaves };
	enum rc rc = from->load(from->arg, &piece);

	if (rc != RC_OK)
		return rc;
	next.n = piece.n;
	for (size_t i = 0; i < piece.n; i++) {
		leaves[i] = leaf_hash(entries[i]);
		peaks_add(&g->peaks, &leaves[i]);
	}
	*more = piece.n == piece.most;
	return log_write(l, &next);
}

static enum rc
chunks_write(struct log *l, const struct log_source *from, struct growth *g)
{
	struct arena *outer = l->scratch, mine;
	bool more = true;
	enum rc rc = RC_OK;

	arena_init(&mine, LOG_SCRATCH);
	l->scratch = &mine;
	while (rc == RC_OK && more) {
		rc = chunk_write(l, from, g, &more);
		arena_clear(&mine);
	}
	l->scratch = outer;
	arena_release(&mine);
	return rc;
}

/* Step 3: everything is read again; two ways must give one root, and the new
 * tree must begin with the signed one. */
static enum rc
read_back(struct log *l, const struct growth *g, struct tree_head *head)
{
	struct tree *t = arena_bytes(l->scratch, sizeof(*t));
	struct hash root = peaks_root(&g->peaks);
	struct path link;
	enum rc rc;

	log_tree(l, g->peaks.size, t);
	head->size = g->peaks.size;
	if ((rc = log_compare(l, t, g->from)) != RC_OK ||
	    (rc = tree_root(t, head->size, &head->root)) != RC_OK ||
	    (rc = tree_link(t, g->from, head->size, &link)) != RC_OK)
		return rc;
	if (memcmp(root.b, head->root.b, 32) != 0)
		return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "the tiles that were written "
		    "give another root than the entries");
	if (!link_holds(&link, &l->head, head))
		return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "the new tree does not begin "
		    "with the signed one");
	return RC_OK;
}

/* Shown, not made durable: what is kept is `signed`, and from that the published head
 * is put right (published_same) before anything else is done after a cut of power. */
enum rc
log_head_publish(struct log *l, struct str bytes)
{
	struct disk_file f = { log_file(l, l->place.public_dir, "checkpoint"),
	    l->place.public_dir.n, 0644 };

	return disk_show(&f, bytes, l->scratch, l->fault);
}

/* Step 4: the head is kept before anybody sees it. */
static enum rc
head_sign(struct log *l, const struct tree_head *head)
{
	struct checkpoint c = { l->signer.key.name, *head };
	struct disk_file f = { log_file(l, l->place.private_dir, "signed"),
	    l->place.private_dir.n, 0600 };
	struct str text = checkpoint_text(l->scratch, &c), whole;
	enum rc rc;

	if (l->begun && (head->size < l->head.size ||
	    (head->size == l->head.size && !log_head_eq(head, &l->head))))
		return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "a smaller tree or another root "
		    "than the one that was signed");
	whole = l->foreign;
	if (whole.n == 0)
		whole = str_printf(l->scratch, "%.*s%.*s",
		    STR_ARG(note_text(l->scratch, text)),
		    STR_ARG(note_sign(l->scratch, &l->signer, text)));
	else if (!str_starts(whole, text))
		return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "the entries do not give the "
		    "head that was to be followed");
	if ((rc = disk_replace(&f, whole, l->scratch, l->fault)) != RC_OK)
		return rc;
	l->begun = true;
	l->head = *head;
	return log_head_take(l, whole);
}

/* After a crash between signing and publishing the published head is older, after a
 * cut of power perhaps empty. */
static enum rc
published_same(struct log *l)
{
	struct fault quiet = { 0 };
	struct str bytes;
	struct tree_head head;
	enum rc rc = disk_read(log_file(l, l->place.public_dir, "checkpoint"),
	    NOTE_BYTES_MAX, l->scratch, &quiet, &bytes);

	if (rc == RC_OK && log_head_read(l, bytes, &head) && log_head_eq(&head, &l->head))
		return RC_OK;
	if (rc == RC_OK && log_head_read(l, bytes, &head) && head.size > l->head.size)
		return LOG_FAIL(l, WHY_LOG_BEHIND, "a larger head is published than was "
		    "signed here: this is an older copy");
	return log_head_publish(l, l->checkpoint);
}

static enum rc
publish_locked(struct log *l, const struct log_source *from)
{
	struct tree *t = arena_bytes(l->scratch, sizeof(*t));
	struct growth g = { .from = l->head.size };
	struct tree_head head;
	struct hash root;
	enum rc rc;

	log_tree(l, l->head.size, t);
	if ((rc = tree_peaks(t, l->head.size, &g.peaks)) != RC_OK)
		return rc;
	root = peaks_root(&g.peaks);
	if (memcmp(root.b, l->head.root.b, 32) != 0)
		return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "the tiles do not give the root "
		    "that was signed");
	if (l->foreign.n == 0 && (rc = source_same(l, from, t)) != RC_OK)
		return rc;
	if ((rc = chunks_write(l, from, &g)) != RC_OK)
		return rc;
	if (l->begun && g.peaks.size == g.from)
		return published_same(l);
	if ((rc = read_back(l, &g, &head)) != RC_OK ||
	    (rc = head_sign(l, &head)) != RC_OK ||
	    (rc = log_head_publish(l, l->checkpoint)) != RC_OK)
		return rc;
	log_prune(l, g.from, head.size);
	return RC_OK;
}

static enum rc
publish_alone(struct log *l, const struct log_source *from)
{
	int lock = -1;
	enum rc rc = disk_lock(log_file(l, l->place.private_dir, "lock"), l->scratch,
	    l->fault, &lock);

	if (rc != RC_OK)
		return rc;
	if ((rc = log_signed_load(l)) == RC_OK)
		rc = publish_locked(l, from);
	disk_unlock(lock);
	return rc;
}

enum rc
log_publish(struct log *l, const struct log_source *from, struct arena *mem,
    struct fault *fault)
{
	log_use(l, mem, fault);
	l->foreign = S("");
	return publish_alone(l, from);
}

enum rc
log_follow(struct log *l, struct str checkpoint, const struct log_source *from,
    struct arena *mem, struct fault *fault)
{
	struct signed_note *note = ARENA_NEW(mem, struct signed_note);
	enum rc rc;

	log_use(l, mem, fault);
	l->foreign = note_read(mem, checkpoint, note) ?
	    note_alone(mem, note, &l->signer.key) : S("");
	if (l->foreign.n == 0)
		return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "the head to be followed is not "
		    "signed by the key of its log");
	rc = publish_alone(l, from);
	l->foreign = S("");
	return rc;
}

/* ---- everything again ------------------------------------------------------------- */

/* The root from the leaves alone. */
static enum rc
leaves_root(struct log *l, const struct tree *t, struct hash *out)
{
	struct peaks peaks = { 0 };
	uint8_t *row = arena_bytes(l->scratch, TILE_BYTES);
	enum rc rc = RC_OK;

	for (int64_t from = 0; rc == RC_OK && from < t->size; from += TILE_WIDTH) {
		int width = t->size - from < TILE_WIDTH ? (int)(t->size - from) : TILE_WIDTH;

		rc = t->tile(t->arg, (struct tile){ 0, from / TILE_WIDTH, width }, row);
		for (int i = 0; rc == RC_OK && i < width; i++) {
			struct hash leaf;

			memcpy(leaf.b, row + i * 32, 32);
			peaks_add(&peaks, &leaf);
		}
	}
	*out = peaks_root(&peaks);
	return rc;
}

enum rc
log_examine(struct log *l, struct arena *mem, struct fault *fault)
{
	struct tree *t = arena_bytes(mem, sizeof(*t));
	struct hash root, second;
	enum rc rc;

	log_use(l, mem, fault);
	log_tree(l, l->head.size, t);
	if ((rc = leaves_root(l, t, &second)) != RC_OK ||
	    (rc = log_compare(l, t, 0)) != RC_OK ||
	    (rc = tree_root(t, l->head.size, &root)) != RC_OK)
		return rc;
	return memcmp(root.b, l->head.root.b, 32) == 0 &&
	    memcmp(second.b, l->head.root.b, 32) == 0 ? RC_OK :
	    LOG_FAIL(l, WHY_LOG_CONTRADICTS, "the tiles do not give the root that was "
	    "signed");
}

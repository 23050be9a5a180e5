/* mirror: see mirror.h. */
#include "ledger/mirror.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ledger/entry.h"
#include "ledger/keychain.h"
#include "ledger/log_inside.h"

#define BUNDLE_MEMORY (64 * MIB)

/* One visit. */
struct mirroring {
	const struct mirror *m;
	struct arena *mem;
	struct arena scratch;    /* of one bundle */
	struct fault *fault;
	struct log log;          /* the copy */
	struct mirrored *out;
	FILE *arriving;
	struct peaks peaks;      /* of the entries that came */
	struct hash at_known, at_copy; /* their root where those heads end */
};

static bool
answer(struct mirroring *x, enum mirror_answer a, const char *why)
{
	x->out->answer = a;
	x->out->why = why;
	return false;
}

static bool
same_root(const struct hash *a, const struct hash *b)
{
	return memcmp(a->b, b->b, sizeof(a->b)) == 0;
}

/* ---- the head -------------------------------------------------------------------- */

static bool
head_take(struct mirroring *x)
{
	struct signed_note *note = ARENA_NEW(x->mem, struct signed_note);
	struct checkpoint c;
	struct str bytes;

	if (x->m->from.read(x->m->from.arg, S("checkpoint"), x->mem, &bytes) != RC_OK)
		return answer(x, MIRROR_AWAY, "its checkpoint could not be had");
	if (!note_read(x->mem, bytes, note) || !checkpoint_read(x->mem, note->text, &c) ||
	    !str_eq(c.origin, x->m->key.name) || !note_signed_by(note, &x->m->key))
		return answer(x, MIRROR_FALSE, "its checkpoint is not signed by its key");
	x->out->checkpoint = bytes;
	x->out->head = c.head;
	return true;
}

/* ---- entries ----------------------------------------------------------------------- */

static bool
entry_take(struct mirroring *x, struct str entry)
{
	struct hash leaf = leaf_hash(entry);
	const uint8_t length[2] = { (uint8_t)(entry.n >> 8), (uint8_t)entry.n };

	peaks_add(&x->peaks, &leaf);
	if (x->peaks.size == x->m->known.size)
		x->at_known = peaks_root(&x->peaks);
	if (x->peaks.size == x->log.head.size)
		x->at_copy = peaks_root(&x->peaks);
	return fwrite(length, 1, 2, x->arriving) == 2 &&
	    fwrite(entry.p, 1, entry.n, x->arriving) == entry.n;
}

/* A bundle of the head; the longer one where the partial one has given way. */
static bool
bundle_fetch(struct mirroring *x, struct tile t, struct str *out)
{
	struct log_files from = x->m->from;
	enum rc rc = from.read(from.arg, tile_path(&x->scratch, t), &x->scratch, out);

	if (rc == RC_ABSENT && t.width < TILE_WIDTH) {
		t.width = TILE_WIDTH;
		rc = from.read(from.arg, tile_path(&x->scratch, t), &x->scratch, out);
	}
	return rc == RC_OK;
}

static bool
bundle_take(struct mirroring *x, struct tile t)
{
	struct str rest, entry;
	int64_t at = t.n * TILE_WIDTH;

	if (!bundle_fetch(x, t, &rest))
		return answer(x, MIRROR_AWAY, "a bundle of entries could not be had");
	for (int i = 0; i < t.width; i++, at++) {
		if (!bundle_cut(&rest, &entry))
			return answer(x, MIRROR_FALSE, "a bundle of entries is cut off");
		if (at >= x->peaks.size && !entry_take(x, entry))
			return answer(x, MIRROR_AWAY, "no room for what arrives");
	}
	return true;
}

/* The entries behind those of `from`, up to the head, into the file `arriving`. */
static bool
entries_take(struct mirroring *x, const struct peaks *from)
{
	const int64_t size = x->out->head.size;

	x->peaks = *from;
	rewind(x->arriving);
	for (int64_t n = from->size / TILE_WIDTH; n * TILE_WIDTH < size; n++) {
		int64_t there = size - n * TILE_WIDTH;
		bool well = bundle_take(x, (struct tile){ TILE_ENTRIES, n,
		    there < TILE_WIDTH ? (int)there : TILE_WIDTH });

		arena_clear(&x->scratch);
		if (!well)
			return false;
	}
	return true;
}

/* Entries that arrived, as the source of the copy. */
struct arrived {
	FILE *file;
	int64_t first;  /* the place of the first one in the file */
	int64_t at;     /* … of the one that the file stands before */
};

static enum rc
arrived_load(void *arg, struct log_piece *piece)
{
	struct arrived *a = arg;

	if (piece->from < a->at) {
		rewind(a->file);
		a->at = a->first;
	}
	piece->n = 0;
	while (piece->n < piece->most) {
		uint8_t length[2];
		size_t n;
		char *bytes;

		if (fread(length, 1, 2, a->file) != 2)
			break;
		n = (size_t)length[0] << 8 | length[1];
		bytes = arena_bytes(piece->mem, n + 1);
		if (fread(bytes, 1, n, a->file) != n)
			break;
		if (a->at++ >= piece->from)
			piece->entries[piece->n++] = (struct str){ bytes, n };
	}
	return RC_OK;
}

/* ---- the visit ------------------------------------------------------------------------ */

/* An older or equal head: it fits what is here, or it is another history. */
static enum rc
older_judge(struct mirroring *x)
{
	struct tree *t = arena_bytes(x->mem, sizeof(*t));
	struct hash root;
	enum rc rc;

	log_tree(&x->log, x->log.head.size, t);
	if ((rc = tree_root(t, x->out->head.size, &root)) != RC_OK)
		return rc;
	if (!same_root(&root, &x->out->head.root))
		(void)answer(x, MIRROR_FORKED, "it shows another root for a size that the "
		    "copy has");
	else if (x->out->head.size < x->log.head.size)
		(void)answer(x, MIRROR_SAME, "it shows an older head than the copy has");
	else
		(void)answer(x, MIRROR_SAME, "nothing new");
	return RC_OK;
}

/* New entries that do not give the head: all of them again, from the first. If
 * their own root is the signed one, the other has two histories. */
static void
fork_judge(struct mirroring *x)
{
	const struct peaks none = { 0 };
	struct hash root;

	if (!entries_take(x, &none))
		return;
	root = peaks_root(&x->peaks);
	if (!same_root(&root, &x->out->head.root))
		(void)answer(x, MIRROR_FALSE, "its entries do not give the root that it signed");
	else
		(void)answer(x, MIRROR_FORKED, "its newest head does not begin with the "
		    "entries that the copy has");
}

/* The head that was cosigned, where it lies behind the copy. */
static bool
known_fits(struct mirroring *x)
{
	const struct tree_head *known = &x->m->known;

	return known->size <= x->log.head.size || known->size > x->out->head.size ||
	    same_root(&x->at_known, &known->root) || answer(x, MIRROR_FORKED,
	    "its entries are not those of the head that was cosigned");
}

static enum rc
grown_take(struct mirroring *x, const struct peaks *copy)
{
	struct arrived a = { x->arriving, copy->size, INT64_MAX };
	struct log_source from = { arrived_load, &a };
	struct hash root;

	if (!entries_take(x, copy))
		return RC_OK;
	root = peaks_root(&x->peaks);
	if (!same_root(&root, &x->out->head.root)) {
		fork_judge(x);
		return RC_OK;
	}
	if (!known_fits(x))
		return RC_OK;
	(void)answer(x, MIRROR_GROWN, "copied");
	return log_follow(&x->log, x->out->checkpoint, &from, x->mem, x->fault);
}

static enum rc
visit(struct mirroring *x)
{
	struct tree *t = arena_bytes(x->mem, sizeof(*t));
	struct peaks copy;
	enum rc rc;

	if (!head_take(x))
		return RC_OK;
	if (x->log.begun && x->out->head.size <= x->log.head.size)
		return older_judge(x);
	log_tree(&x->log, x->log.head.size, t);
	rc = tree_peaks(t, x->log.head.size, &copy);
	return rc == RC_OK ? grown_take(x, &copy) : rc;
}

static const char *
private_file(const struct mirroring *x, const char *name)
{
	return str_z(x->mem, str_printf(x->mem, "%.*s/%s",
	    STR_ARG(x->m->place.private_dir), name));
}

/* Entries of a fork stay; others were only passing. */
static void
arriving_end(struct mirroring *x)
{
	char name[40];
	const char *from = private_file(x, "arriving");

	(void)snprintf(name, sizeof(name), "fork-%" PRId64, x->out->head.size);
	if (fflush(x->arriving) != 0 || x->out->answer != MIRROR_FORKED ||
	    x->peaks.size != x->out->head.size || rename(from, private_file(x, name)) != 0)
		(void)remove(from);
	(void)fclose(x->arriving);
}

/* With the key of today; else with one that it followed, for what is here already. */
static enum rc
copy_open(struct mirroring *x)
{
	struct note_signer s = { .key = x->m->key };
	enum rc rc = log_open(&x->log, x->m->place, &s, x->mem, x->fault);
	struct fault quiet = { 0 };
	struct str notes;

	if (rc == RC_OK || x->fault->why != &WHY_LOG_CONTRADICTS ||
	    x->m->from.read(x->m->from.arg, S("keys"), x->mem, &notes) != RC_OK)
		return rc;
	for (int i = 0; i < KEYCHAIN_MAX && key_before(x->mem, notes, &s.key, &s.key); i++)
		if (log_open(&x->log, x->m->place, &s, x->mem, &quiet) == RC_OK) {
			x->log.signer.key = x->m->key;
			*x->fault = (struct fault){ 0 };
			return RC_OK;
		}
	return rc;
}

enum rc
mirror_visit(const struct mirror *m, struct arena *mem, struct fault *fault,
    struct mirrored *out)
{
	struct mirroring *x = ARENA_NEW(mem, struct mirroring);
	enum rc rc;

	*out = (struct mirrored){ .answer = MIRROR_AWAY, .why = "" };
	*x = (struct mirroring){ .m = m, .mem = mem, .fault = fault, .out = out };
	if ((rc = copy_open(x)) != RC_OK)
		return rc;
	x->arriving = fopen(private_file(x, "arriving"), "w+e");
	if (x->arriving == NULL)
		return fault_set(fault, &WHY_LOG_UNREADABLE, __FILE__, __LINE__,
		    "cannot write into the copy: %s", strerror(errno));
	arena_init(&x->scratch, BUNDLE_MEMORY);
	rc = visit(x);
	arena_release(&x->scratch);
	arriving_end(x);
	out->size = x->log.head.size;
	return rc;
}

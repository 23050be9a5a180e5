/* publisher_reopen: see publisher.h. A signed tree is never repaired: here it is
 * only asked whether the database still holds it. */
#include <string.h>

#include "act/entries.h"
#include "act/publisher.h"
#include "act/reasons.h"

#define SAY(fault, why, ...) \
	fault_set((fault), &(why), __FILE__, __LINE__, __VA_ARGS__)
#define PIECE 500

/* The root of the first `size` entries of the database; *n says how many there
 * were. */
static enum rc
database_root(const struct entries_from *from, int64_t size, struct fault *fault,
    struct peaks *out)
{
	struct entries_from source = *from;
	struct str entries[PIECE];
	struct arena mem;
	enum rc rc = RC_OK;
	bool more = true;

	arena_init(&mem, 64 * MIB);
	while (rc == RC_OK && more && out->size < size) {
		struct log_piece piece = { out->size, PIECE, &mem, fault, entries, 0 };

		rc = entries_load(&source, &piece);
		for (size_t i = 0; rc == RC_OK && i < piece.n && out->size < size; i++) {
			struct hash leaf = leaf_hash(entries[i]);

			peaks_add(out, &leaf);
		}
		more = piece.n > 0;
		arena_clear(&mem);
	}
	arena_release(&mem);
	return rc;
}

enum rc
publisher_whole(const struct publisher *p, struct db *db, const struct tree_head *head,
    struct fault *fault, bool *whole)
{
	struct peaks peaks = { 0 };
	struct hash root;
	enum rc rc = database_root(&(struct entries_from){ db, publisher_base(p) },
	    head->size, fault, &peaks);

	root = peaks_root(&peaks);
	*whole = rc == RC_OK && peaks.size == head->size &&
	    memcmp(root.b, head->root.b, sizeof(root.b)) == 0;
	return rc;
}

enum rc
publisher_reopen(struct publisher *p, struct db *db, struct str checkpoint,
    struct fault *fault)
{
	struct arena mem;
	struct signed_note *note;
	struct note_key key;
	struct checkpoint c;
	struct peaks peaks = { 0 };
	struct hash root;
	bool good;
	enum rc rc;

	arena_init(&mem, MIB);
	note = ARENA_NEW(&mem, struct signed_note);
	good = vkey_read(&mem, publisher_vkey(p, &mem), &key) &&
	    note_read(&mem, checkpoint, note) &&
	    checkpoint_read(&mem, note->text, &c) && note_signed_by(note, &key) &&
	    str_eq(c.origin, key.name);
	arena_release(&mem);
	if (!good)
		return SAY(fault, WHY_LOG_CLOSED, "this is no head of this log, signed "
		    "with its key");
	if ((rc = database_root(&(struct entries_from){ db, publisher_base(p) },
	    c.head.size, fault, &peaks)) != RC_OK)
		return rc;
	root = peaks_root(&peaks);
	if (peaks.size < c.head.size)
		return SAY(fault, WHY_LOG_BEHIND, "the head has %lld entries, the "
		    "database %lld", (long long)c.head.size, (long long)peaks.size);
	if (memcmp(root.b, c.head.root.b, sizeof(root.b)) != 0)
		return SAY(fault, WHY_LOG_CONTRADICTS, "the entries of the database are "
		    "not those of the head");
	return publisher_run(p, db, true, fault);
}

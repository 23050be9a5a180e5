/* log_prove: what others are given of a log, and what witnesses give back. */
#include <string.h>

#include "ledger/log_inside.h"

static struct str
published(struct log *l)
{
	struct fault quiet = { 0 };
	struct str bytes;
	struct tree_head head;

	if (disk_read(log_file(l, l->place.public_dir, "checkpoint"), NOTE_BYTES_MAX,
	    l->scratch, &quiet, &bytes) == RC_OK &&
	    log_head_read(l, bytes, &head) && log_head_eq(&head, &l->head))
		return bytes;
	return l->checkpoint;
}

struct str
log_published(struct log *l, struct arena *mem)
{
	l->scratch = mem;
	return str_copy(mem, published(l));
}

/* The newest head that witnesses have cosigned; false: none, or not of this tree. */
static bool
cosigned_load(struct log *l, struct str *bytes, struct tree_head *head)
{
	struct fault quiet = { 0 };

	return disk_read(log_file(l, l->place.private_dir, "cosigned"), NOTE_BYTES_MAX,
	    l->scratch, &quiet, bytes) == RC_OK && log_head_read(l, *bytes, head) &&
	    head->size <= l->head.size;
}

enum rc
log_prove(struct log *l, int64_t index, struct arena *mem, struct fault *fault,
    struct proof *out)
{
	struct tree *t = arena_bytes(mem, sizeof(*t));
	struct tree_head at = l->head;

	log_use(l, mem, fault);
	if (index < 0 || index >= l->head.size)
		return LOG_FAIL(l, WHY_ABSENT, "entry %lld is not in the signed tree",
		    (long long)index);
	*out = (struct proof){ .index = index };
	if (l->newest || !cosigned_load(l, &out->checkpoint, &at) || index >= at.size) {
		at = l->head;
		out->checkpoint = published(l);
	}
	log_tree(l, at.size, t);
	return tree_path(t, (struct place_in_tree){ index, at.size }, &out->path);
}

enum rc
log_root(struct log *l, int64_t size, struct arena *mem, struct fault *fault,
    struct hash *out)
{
	struct tree *t = arena_bytes(mem, sizeof(*t));

	log_use(l, mem, fault);
	if (size < 0 || size > l->head.size)
		return LOG_FAIL(l, WHY_LOG_BEHIND, "%lld entries were signed, not %lld",
		    (long long)l->head.size, (long long)size);
	log_tree(l, l->head.size, t);
	return tree_root(t, size, out);
}

enum rc
log_grown(struct log *l, struct log_span s, struct arena *mem, struct fault *fault,
    struct path *out)
{
	struct tree *t = arena_bytes(mem, sizeof(*t));

	log_use(l, mem, fault);
	if (s.older < 0 || s.older > s.newer || s.newer > l->head.size)
		return LOG_FAIL(l, WHY_LOG_BEHIND, "a witness knows %lld entries, here "
		    "are %lld", (long long)s.older, (long long)s.newer);
	log_tree(l, s.newer, t);
	return tree_link(t, s.older, s.newer, out);
}

/* … unless a newer one was cosigned meanwhile. */
static enum rc
cosigned_keep(struct log *l, const struct tree_head *head, struct str whole,
    struct str lines)
{
	struct disk_file f = { log_file(l, l->place.private_dir, "cosigned"),
	    l->place.private_dir.n, 0600 };
	struct tree_head there;
	struct str bytes;

	if (cosigned_load(l, &bytes, &there)) {
		if (there.size > head->size)
			return RC_OK;
		if (log_head_eq(&there, head))
			whole = bytes;
	}
	whole = note_merge(l->scratch, whole, lines);
	return whole.n == 0 ? RC_OK : disk_replace(&f, whole, l->scratch, l->fault);
}

enum rc
log_cosigned(struct log *l, struct str checkpoint, struct str lines,
    struct arena *mem, struct fault *fault)
{
	struct tree_head head;
	struct str now;
	int lock = -1;
	enum rc rc;

	log_use(l, mem, fault);
	if (!log_head_read(l, checkpoint, &head))
		return LOG_FAIL(l, WHY_LOG_CONTRADICTS, "what witnesses have cosigned is "
		    "no head of this log");
	if ((rc = disk_lock(log_file(l, l->place.private_dir, "lock"), mem, fault,
	    &lock)) != RC_OK)
		return rc;
	rc = log_signed_load(l);
	if (rc == RC_OK && head.size <= l->head.size)
		rc = cosigned_keep(l, &head, checkpoint, lines);
	if (rc == RC_OK && log_head_eq(&head, &l->head)) {
		now = note_merge(mem, published(l), lines);
		rc = now.n == 0 ? RC_OK : log_head_publish(l, now);
	}
	disk_unlock(lock);
	return rc;
}

enum rc
log_sign_also(struct log *l, const struct note_signer *next, struct arena *mem,
    struct fault *fault)
{
	struct signed_note *n = ARENA_NEW(mem, struct signed_note);
	struct disk_file f;
	struct str both;
	int lock = -1;
	enum rc rc;

	log_use(l, mem, fault);
	f = (struct disk_file){ log_file(l, l->place.private_dir, "signed"),
	    l->place.private_dir.n, 0600 };
	if ((rc = disk_lock(log_file(l, l->place.private_dir, "lock"), mem, fault,
	    &lock)) != RC_OK)
		return rc;
	rc = log_signed_load(l);
	if (rc == RC_OK && (!l->begun || !note_read(mem, l->checkpoint, n)))
		rc = LOG_FAIL(l, WHY_LOG_CONTRADICTS, "%s", "nothing was signed yet");
	if (rc == RC_OK) {
		both = note_merge(mem, l->checkpoint, note_sign(mem, next, n->text));
		if ((rc = disk_replace(&f, both, mem, fault)) == RC_OK &&
		    (rc = log_head_take(l, both)) == RC_OK)
			rc = log_head_publish(l, note_merge(mem, published(l),
			    note_sign(mem, next, n->text)));
	}
	disk_unlock(lock);
	return rc;
}

/*
 * checkpoint: the head of a log as text, and the proof file made of one.
 *
 * A checkpoint is a note of three lines: origin, size, root
 * (c2sp.org/tlog-checkpoint). A proof file holds the place of one entry, the
 * path to the root, and a whole checkpoint with all its signatures
 * (c2sp.org/tlog-proof): it can be checked for ever with public keys alone.
 */
#ifndef LEDGER_CHECKPOINT_H
#define LEDGER_CHECKPOINT_H

#include "base/buf.h"
#include "ledger/note.h"
#include "ledger/tree.h"

struct checkpoint {
	struct str origin; /* name of the log and of its key */
	struct tree_head head;
};

/* The three lines. */
struct str checkpoint_text(struct arena *mem, const struct checkpoint *c);
/* Reads the text of a note, each line with its end; further lines are allowed in others' logs. */
bool checkpoint_read(struct arena *mem, struct str text, struct checkpoint *out);

struct proof {
	bool has_extra;
	struct str extra;      /* bytes; nobody signed them */
	int64_t index;
	struct path path;
	struct str checkpoint; /* the whole note */
};

struct str proof_text(struct arena *mem, const struct proof *p);
/* Reads strictly; says nothing about whether it holds. */
bool proof_read(struct arena *mem, struct str bytes, struct proof *out);
/* Whether the entry is where the proof says, in the tree of its checkpoint, and
 * `key` signed that. Cosignatures are the policy's matter (policy.h). */
bool proof_holds(struct arena *mem, const struct proof *p, struct str entry,
    const struct note_key *key);

/* A line of base64 of one hash, as paths are written everywhere. */
void hash_line_put(struct buf *b, const struct hash *h);
bool hash_line_read(struct arena *mem, struct str line, struct hash *out);
/* A whole number without a sign or leading zeros. */
bool decimal_read(struct str s, int64_t *out);

#endif

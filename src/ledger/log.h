/*
 * log: a log on disk, and the order in which it is written.
 *
 *   PUBLIC/checkpoint              the newest head, with cosignatures
 *   PUBLIC/tile/…                  hashes and entries; a name never changes bytes
 *   PRIVATE/signed                 the last head that was signed; outside of the
 *   PRIVATE/lock                   database, so that an older database is noticed
 *   PRIVATE/cosigned               the newest head that witnesses have cosigned
 *
 * Publishing: (1) the entries are durable in the database; (2) bundles and tiles
 * are written durably; (3) they are read back, and the root is computed from
 * them and, a second way, from the entries; the new tree must begin with the old
 * one; (4) a head is signed that is never smaller than the last one, and never
 * another root for its size, and kept; (5) it is published by a rename. A crash
 * anywhere leaves a signed tree whole: what was written behind it is written
 * again, byte for byte. Nothing is ever repaired. A contradiction (other bytes
 * under a name, an entry that is not what was signed) stops the log, and a person
 * decides.
 */
#ifndef LEDGER_LOG_H
#define LEDGER_LOG_H

#include "ledger/checkpoint.h"
#include "ledger/disk.h"

extern const struct reason WHY_LOG_BEHIND; /* broken: fewer entries than signed */

/* Where entries come from: those from `from` on, at most `most`, in `mem`. Gives
 * fewer only at the end; a failure sets `fault`. */
struct log_piece {
	int64_t from;
	size_t most;
	struct arena *mem;
	struct fault *fault;
	struct str *entries; /* room for `most` */
	size_t n;            /* how many are there */
};
struct log_source {
	enum rc (*load)(void *arg, struct log_piece *piece);
	void *arg;
};

struct log_place {
	struct str public_dir, private_dir; /* both must be there */
};

#define LOG_HEAD_MAX 1024 /* a checkpoint with our signature alone */

/* One thread at a time uses a log. Its names live in the arena it was opened in. */
struct log {
	struct log_place place;
	struct note_signer signer;
	bool begun;               /* something was signed */
	struct tree_head head;    /* last signed */
	struct str checkpoint;    /* … whole, with our signature; lies in bytes */
	char bytes[LOG_HEAD_MAX];
	struct str foreign;       /* private: log_follow() */
	bool newest;              /* log_prove(): under the newest head, cosigned or not */
	struct fault *fault;      /* private: of the call that runs */
	struct arena *scratch;    /* private */
	struct disk_batch *batch; /* private: what is written together */
};

/* Reads what was signed last, checks the signature. No log yet is fine. */
MUST_CHECK enum rc log_open(struct log *l, struct log_place place,
    const struct note_signer *signer, struct arena *mem, struct fault *fault);
/* Publishes all that the source has and was not signed, one head for all. Takes
 * the lock. With nothing new it only puts right what a crash left (the published
 * head), or begins the log. */
MUST_CHECK enum rc log_publish(struct log *l, const struct log_source *from,
    struct arena *mem, struct fault *fault);
/* The same for a log that somebody else signs (a copy of it): instead of signing,
 * `checkpoint` is taken as its head. It must be signed by the key the log was
 * opened with (its secret is not used), and the source must hold exactly its
 * entries: whoever calls has hashed them before, because what is written under a
 * wrong name stays. */
MUST_CHECK enum rc log_follow(struct log *l, struct str checkpoint,
    const struct log_source *from, struct arena *mem, struct fault *fault);
/* Adds the line of another key to the head that was signed last, so that whoever
 * knows either key takes it: between two keys of one log. Published too. */
MUST_CHECK enum rc log_sign_also(struct log *l, const struct note_signer *next,
    struct arena *mem, struct fault *fault);
/* Takes over what another process has signed meanwhile. */
MUST_CHECK enum rc log_refresh(struct log *l, struct arena *mem, struct fault *fault);

/* The bytes of the newest head as published: with cosignatures when those are
 * for the same head. After log_refresh(). */
struct str log_published(struct log *l, struct arena *mem);
/* The path of an entry that is in the signed tree, and a checkpoint: the newest
 * that witnesses have cosigned, where it holds the entry, else the newest. */
MUST_CHECK enum rc log_prove(struct log *l, int64_t index, struct arena *mem,
    struct fault *fault, struct proof *out);
/* The root of the first `size` entries, at most those that were signed. */
MUST_CHECK enum rc log_root(struct log *l, int64_t size, struct arena *mem,
    struct fault *fault, struct hash *out);
/* The path from an older size to a newer one that was signed: for witnesses. */
struct log_span {
	int64_t older, newer;
};
MUST_CHECK enum rc log_grown(struct log *l, struct log_span s, struct arena *mem,
    struct fault *fault, struct path *out);
/* Keeps what witnesses have said of a checkpoint of this log: with the published
 * head while that is the newest, and as the newest cosigned one. The lines are
 * not checked here: the caller has. */
MUST_CHECK enum rc log_cosigned(struct log *l, struct str checkpoint,
    struct str lines, struct arena *mem, struct fault *fault);

/* Reads everything again: each bundle against the tiles, the tiles against the
 * signed root. For the night, for `ocop check`, for mirrors. RC_BROKEN: not so. */
MUST_CHECK enum rc log_examine(struct log *l, struct arena *mem, struct fault *fault);

#endif

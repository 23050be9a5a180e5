/*
 * blob: files by the SHA-256 of their bytes.
 *
 * Below the data directory:
 *   blob/ab/abcd…   a kept file; its name is the hash of its bytes, so the
 *                   same paper handed in twice is stored once and a changed
 *                   file is a different file
 *   upload/NAME     a file that is still arriving
 *
 * A file is made durable (file, then directory) before its name is given to
 * anybody, so a row of the database never names a file that a power cut took.
 * Nothing here trusts a name that a stranger chose: names are hashes and
 * tokens of ours, checked letter by letter.
 */
#ifndef BLOB_BLOB_H
#define BLOB_BLOB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/str.h"

/* The store. Any thread may use it at any time: after blobs_open() it does
 * not change. */
struct blobs {
	struct str dir;         /* the data directory */
	int64_t reserve_bytes;  /* kept free for the database: no upload takes it */
	struct str look;        /* path of ocop-look (blob/look.h) */
	struct str clamd;       /* socket of a virus scanner; empty: none */
};

/* A kept file. */
struct blob_kept {
	struct str hash;        /* 64 letters */
	int64_t size_bytes;
	bool was_there;         /* the same bytes had been kept before */
};

extern const struct reason WHY_DISK_FULL; /* busy: make room, then again */

/* Makes the directories. `mem` keeps the path and must outlive the store. */
MUST_CHECK enum rc blobs_open(struct blobs *b, struct str dir,
    struct arena *mem, struct fault *fault);

/* Whether so many more bytes may be taken without touching the reserve. */
MUST_CHECK enum rc blob_room(const struct blobs *b, int64_t more_bytes,
    struct fault *fault);

/* Keeps a file that lies in upload/ (or anywhere on the same disk): takes its
 * hash, makes it durable and read-only, and gives it its name. The old name
 * stays and is the caller's to remove. */
MUST_CHECK enum rc blob_keep_file(const struct blobs *b, struct str path,
    struct arena *mem, struct fault *fault, struct blob_kept *out);
MUST_CHECK enum rc blob_keep_bytes(const struct blobs *b, struct str bytes,
    struct arena *mem, struct fault *fault, struct blob_kept *out);

/* Where a hash lies. No text when it is not a hash; says nothing of whether
 * the file is there. */
struct str blob_path(const struct blobs *b, struct str hash, struct arena *mem);
/* A descriptor for reading, to be closed by the caller. */
MUST_CHECK enum rc blob_open(const struct blobs *b, struct str hash,
    struct fault *fault, int *fd, int64_t *size_bytes);
/* Reads it all and compares with its name: absent, broken, or well. */
MUST_CHECK enum rc blob_check(const struct blobs *b, struct str hash,
    struct fault *fault);
/* Removes the bytes, durably. That nobody needs them is the caller's to know.
 * No such file is no failure: erasing twice is erasing once. */
MUST_CHECK enum rc blob_erase(const struct blobs *b, struct str hash,
    struct fault *fault);

/* ---- files that nobody names ---------------------------------------------- */

/* The names of the files in one of the 256 folders (0 … 255), whoever names
 * them, in `mem`. */
struct blob_names {
	const struct str *v;
	size_t n;
};
MUST_CHECK enum rc blob_list(const struct blobs *b, unsigned folder,
    struct arena *mem, struct fault *fault, struct blob_names *out);
/* Removes a file that was kept last before this moment; one that is being kept
 * again meanwhile stays. That no row names it is the caller's to know. */
MUST_CHECK enum rc blob_sweep(const struct blobs *b, struct str hash,
    struct moment before, struct fault *fault, bool *swept);

/* ---- files that are arriving --------------------------------------------- */

/* Where an arriving file lies. No text when `name` is not of letters a-z and
 * digits only. */
struct str arriving_path(const struct blobs *b, struct str name, struct arena *mem);
/* Makes it, empty. RC_CONFLICT when there is one. */
MUST_CHECK enum rc arriving_add(const struct blobs *b, struct str name,
    struct fault *fault);
/* How many bytes are there: the truth about an upload's offset. */
MUST_CHECK enum rc arriving_size(const struct blobs *b, struct str name,
    struct fault *fault, int64_t *size_bytes);
/* Appends what lies in the file `from`, durably, at `offset`, which must be
 * the present size (else WHY_STALE). What is above `size_max` is refused
 * before a byte is taken. */
struct arriving_piece {
	struct str from;      /* path of a file that was received */
	int64_t offset, size_max;
};
MUST_CHECK enum rc arriving_append(const struct blobs *b, struct str name,
    const struct arriving_piece *piece, struct fault *fault, int64_t *size_bytes);
void arriving_drop(const struct blobs *b, struct str name);

#endif

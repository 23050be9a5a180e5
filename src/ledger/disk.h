/*
 * disk: files that must be there after a cut of power, or not at all.
 *
 * A file is written under another name, made durable, renamed, and the folder
 * made durable. So a name always has whole contents. What is immutable is never
 * written over: the same bytes again are fine, other bytes are a contradiction
 * and refused.
 */
#ifndef LEDGER_DISK_H
#define LEDGER_DISK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

extern const struct reason WHY_LOG_FULL;      /* busy: its disk is full */
extern const struct reason WHY_LOG_UNREADABLE; /* broken: could not read or write */
extern const struct reason WHY_LOG_CONTRADICTS; /* broken: other bytes are there */

/* Each path is a full path; folders below `root_n` bytes of it are made. */
struct disk_file {
	struct str path;
	size_t root_n;   /* how much of the path must be there already */
	int mode;        /* 0644 for what is published, 0600 for what is not */
};

/* Keeps a file for ever. */
MUST_CHECK enum rc disk_keep(const struct disk_file *f, struct str bytes,
    struct arena *mem, struct fault *fault);
/* Puts a file in the place of the one that was there. */
MUST_CHECK enum rc disk_replace(const struct disk_file *f, struct str bytes,
    struct arena *mem, struct fault *fault);
/* Several files that are kept for ever, together: all are written, then made durable,
 * then named, then their folders are made durable, each once. What one waits for the
 * disk the others need not wait again. Nothing has its name before all have their
 * bytes; a cut of power leaves whole files, some of them perhaps unnamed. */
#define DISK_BATCH_MAX 32
struct disk_batch {
	size_t n;
	struct disk_waiting {
		struct str path;       /* its name to be; lies in the caller's arena */
		const char *temporary; /* NULL: it is there, its folder may not be durable */
		int fd;
	} v[DISK_BATCH_MAX];
};
/* Writes one; after a failure the batch is dropped. Not more than the most. */
MUST_CHECK enum rc disk_batch_keep(struct disk_batch *b, const struct disk_file *f,
    struct str bytes, struct arena *mem, struct fault *fault);
MUST_CHECK enum rc disk_batch_end(struct disk_batch *b, struct arena *mem,
    struct fault *fault);
/* Takes what has no name yet away again. */
void disk_batch_drop(struct disk_batch *b);

/* Shows a file that can be made again from another: a whole one, now, and nobody
 * waits for the disk. After a cut of power it may be the one from before. */
MUST_CHECK enum rc disk_show(const struct disk_file *f, struct str bytes,
    struct arena *mem, struct fault *fault);
/* Reads a whole file of at most `most` bytes. RC_ABSENT when there is none. */
MUST_CHECK enum rc disk_read(struct str path, size_t most, struct arena *mem,
    struct fault *fault, struct str *out);
/* Takes a file away; none is fine. Not made durable: nobody needs that. */
void disk_drop(struct arena *mem, struct str path);

/* One at a time, among all processes on this directory. `path` is a file that
 * is made when needed; the lock ends with disk_unlock() or the process. */
MUST_CHECK enum rc disk_lock(struct str path, struct arena *mem,
    struct fault *fault, int *lock);
void disk_unlock(int lock);

#endif

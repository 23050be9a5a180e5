/*
 * backup: a copy of the store while it is used, and whether it is whole.
 *
 * SQLite only: PostgreSQL has its own tools (pg_dump, base backups), and they
 * know more about it than we do; these functions then say so.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/db.h"

extern const struct reason WHY_BACKUP_ELSEWHERE; /* RC_DENIED: use pg_dump */
extern const struct reason WHY_BACKUP_DAMAGED;   /* RC_BROKEN: the copy is not whole */
extern const struct reason WHY_BACKUP_EXISTS;    /* RC_CONFLICT: never over a file */

/* Writes one moment of the database to a new file `to`: no log beside it is
 * needed. The keys of personal parts are not in it. The copy is checked and on disk before it gets its name; on failure
 * there is no file. Writers go on meanwhile. */
MUST_CHECK enum rc backup_write(struct db *db, struct str to);

/* Whether the file at `path` is a whole database of this program. */
MUST_CHECK enum rc backup_check(struct str path, struct arena *mem,
    struct fault *fault);

/* Asks the database itself whether it is whole: pages, indexes, references.
 * Each wrong thing is a line of `out`; *wrong counts them. */
MUST_CHECK enum rc db_check(struct db *db, struct buf *out, int *wrong);

#endif

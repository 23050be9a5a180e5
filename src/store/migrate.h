/*
 * migrate: brings a database to the schema this program knows.
 *
 * src/store/migrate/NNNN_name.sql, forward only, each in one transaction. The
 * hash of a file is stored when it is applied; a file edited afterwards is
 * refused by name. Words in braces stand for what the two back ends spell
 * differently: {id} {int} {text} {bytes} {table} (see 0001). A part between
 * `-- sqlite:` or `-- postgres:` and `-- both:` is for that back end only.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/db.h"

/* Applies what is missing; `now` is stored beside each. A database newer than
 * the program is refused. `*applied` counts. */
MUST_CHECK enum rc migrate_run(struct db *db, struct moment now, int *applied);
/* Prints tables, columns, kinds, keys and indexes in one form that is the same
 * on both back ends. */
MUST_CHECK enum rc migrate_print_schema(struct db *db, struct buf *out);
/* Runs every query of invariants.sql; each must give no row. The names of
 * those that do are put into `out`, a line each; `*broken` counts them. */
MUST_CHECK enum rc migrate_check_invariants(struct db *db, struct buf *out,
    int *broken);

#endif

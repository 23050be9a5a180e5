/*
 * rounds: the thread that goes round the other offices: asks the witnesses of our
 * log (act/cosigner.h) and, once a night, copies the logs we watch
 * (ledger/mirror.h). It waits for others, so it is apart from the jobs; the
 * database is asked between visits, never during one. Whatever fails is written
 * down and tried again; nobody waits for it.
 */
#ifndef MAIN_ROUNDS_H
#define MAIN_ROUNDS_H

#include "act/writer.h"
#include "main/house.h"

struct rounds;

/* `dir` is the data directory: copies lie in DIR/mirror. `tsa` is the address of a
 * time-stamping authority (main/stamp.h); empty: none is asked. */
struct rounds *rounds_start(struct writer *writer, const struct ctx *proto,
    struct str dir, struct str tsa);
void rounds_stop(struct rounds *r);

/* How a visit asks the database: on the writer, or in a verb by itself. */
struct rounds_db {
	enum rc (*run)(void *arg, enum rc (*act)(void *errand), void *errand,
	    struct ctx *c);
	void *arg;
};

/* One round now: all witnesses whose turn it is (`all`: everybody). *failed counts
 * those that did not cosign. */
MUST_CHECK enum rc rounds_cosign(const struct rounds_db *db, struct ctx *c, bool all,
    int *failed);
/* All copies now. *bad counts logs whose copy is not what it should be. */
MUST_CHECK enum rc rounds_mirror(const struct rounds_db *db, struct ctx *c,
    struct str dir, int *bad);

#endif

/*
 * db: one connection to the store, SQLite or PostgreSQL, behind one door.
 *
 * Nobody above this floor sees SQL. Statements have names and types; they are
 * written in src/store/NOUN.sql, checked against the migrations when the
 * program is built, turned into q_NAME() functions by sqlgen, and prepared
 * when a connection opens. Nothing can build SQL at run time.
 *
 * A connection serves one thread at a time. Rows' texts live in the arena set
 * by db_use(). Every failure sets the fault set by db_use():
 *   absent    a `one` statement found no row
 *   stale     an `exec 1` statement changed another number of rows than one
 *   conflict  a UNIQUE or other constraint said no (WHY_TAKEN)
 *   busy      the database is locked, full, read-only or away (WHY_STORE_BUSY,
 *             WHY_STORE_FULL)
 *   broken    anything else: our bug
 * A statement that fails with conflict, busy or broken spoils its transaction:
 * nothing more runs in it until db_undo() or db_rollback(). Whoever wants to
 * know whether a row is there asks first, or says ON CONFLICT DO NOTHING.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/str.h"
#include "core/ids.h"

struct db;
struct buf;

enum db_kind { DB_SQLITE, DB_POSTGRES };
enum db_access { DB_READS, DB_WRITES, DB_BESIDE };

/* A number that may be absent (SQL NULL). */
struct opt_int {
	int64_t v;
	bool has;
};

extern const struct reason WHY_TAKEN;      /* RC_CONFLICT: such a row is there */
extern const struct reason WHY_STORE_BUSY; /* RC_BUSY */
extern const struct reason WHY_STORE_FULL; /* RC_BUSY: its disk is full */

/* Opens the database at `where`: a path, or postgres://…; DB_READS gives a
 * connection that cannot write. Statements are prepared by db_prepare(), which
 * must follow once the schema is there. On failure *out is NULL, the fault
 * says what, where, and what to do. */
MUST_CHECK enum rc db_open(struct str where, enum db_access access,
    struct fault *fault, struct db **out);
MUST_CHECK enum rc db_prepare(struct db *db);
void db_close(struct db *db);
enum db_kind db_kind(const struct db *db);

/* Whose memory and fault the next calls use. */
void db_use(struct db *db, struct arena *mem, struct fault *fault);

/* A transaction. DB_WRITES has its turn: until it ends nobody else writes, on any
 * server of this database, so what it found is still so when it commits. DB_BESIDE,
 * on a connection that writes: on PostgreSQL any number of them run at once (never
 * beside a DB_WRITES); what they decide by must be held by a statement or guarded by
 * a version. On SQLite it is a DB_WRITES. RC_BUSY: the turn did not come in time. */
MUST_CHECK enum rc db_begin(struct db *db, enum db_access access);
MUST_CHECK enum rc db_commit(struct db *db);
void db_rollback(struct db *db);
/* A savepoint inside it: one act among several that share a commit. */
MUST_CHECK enum rc db_save(struct db *db);
MUST_CHECK enum rc db_release(struct db *db);
void db_undo(struct db *db);
/* Housekeeping of the database itself, outside a transaction. When idle: a
 * little joining of the word index, and the write-ahead log is given back;
 * true when more of the index could be joined. `whole` (at night, after a bulk
 * load) makes the index one part, which takes half a minute for a million
 * products, and counts what planners go by. A failure is no fault: it will be
 * tried again. */
bool db_tidy(struct db *db, bool whole);

/* Cost since the last db_use(): for traces and for the prices in stories. */
struct db_cost {
	int statements;   /* run */
	int64_t steps;    /* SQLite: virtual machine steps; PostgreSQL: rows */
	int64_t changed;  /* rows inserted, updated, deleted */
};
struct db_cost db_cost(const struct db *db);

/* ---- for generated code only -------------------------------------------- */

/* A named statement, as sqlgen writes it. */
struct db_statement {
	const char *name;
	const char *sqlite, *postgres; /* texts, parameters ?1… and $1… */
	bool writes;
	int n_in, n_out;
	const char *file; /* where it is written, for errors */
	int line;
};
extern const struct db_statement db_statements[];
extern const int db_statements_n;

enum db_want { DB_ONE, DB_MAYBE, DB_MANY, DB_EXEC, DB_EXEC_1 };

/* One run of a statement: begin, put each parameter, step over rows, end.
 * After a failure the further calls do nothing and end gives the rc. */
struct db_run {
	struct db *db;
	int statement;
	enum rc rc;
	int64_t rows, changed;
	void *state; /* of the back end */
};
struct db_run db_run(struct db *db, int statement);
/* Parameters count from 1. `_or_none`: 0 or the empty text becomes NULL. */
void db_put_int(struct db_run *r, int i, int64_t v);
void db_put_int_or_none(struct db_run *r, int i, int64_t v);
void db_put_opt_int(struct db_run *r, int i, struct opt_int v);
void db_put_text(struct db_run *r, int i, struct str s);
void db_put_text_or_none(struct db_run *r, int i, struct str s);
void db_put_blob(struct db_run *r, int i, struct str s);
void db_put_blob_or_none(struct db_run *r, int i, struct str s);
bool db_step(struct db_run *r);
/* Columns count from 0; texts are copied into the arena. A NULL where none
 * was declared breaks the run; `_or_none` reads it as 0 or no text. */
int64_t db_int(struct db_run *r, int column);
int64_t db_int_or_none(struct db_run *r, int column);
struct opt_int db_opt_int(struct db_run *r, int column);
struct str db_text(struct db_run *r, int column);
struct str db_text_or_none(struct db_run *r, int column);
struct str db_blob(struct db_run *r, int column);
struct str db_blob_or_none(struct db_run *r, int column);
/* Room for row n in an array that grows in the arena: the array, or a larger
 * copy of it. */
void *db_room(struct db_run *r, void *rows, size_t n, size_t size);
MUST_CHECK enum rc db_end(struct db_run *r, enum db_want want);

#endif

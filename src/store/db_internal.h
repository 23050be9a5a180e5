/*
 * db_internal: what the two back ends are behind db.h. Only for db*.c,
 * migrate.c and backup.c.
 *
 * A back end is a table of functions. db.c keeps what is the same on both: the
 * state of a transaction, the guards, the cost. A back end reports a failure
 * by its rc and has set the fault then.
 */
#ifndef STORE_DB_INTERNAL_H
#define STORE_DB_INTERNAL_H

#include "store/db.h"

#define DB_PARAMETERS_MAX 64 /* as FIELDS_MAX of tools/sqlgen.h */

struct backend;

struct db {
	const struct backend *back;
	enum db_kind kind;
	enum db_access access;
	struct arena *mem;       /* set by db_use() */
	struct fault *fault;
	struct db_cost cost;
	bool prepared;
	bool began, saved;       /* in a transaction, in a savepoint */
	bool failed;             /* a statement of it failed: nothing more runs */
	struct arena own;        /* holds this struct and what the back end keeps */
};

/* Cells of a query that migrate.c made; texts, in the arena of db_use(). */
struct db_table {
	size_t rows, columns;
	struct str *cells; /* row after row */
};

/* What a column holds: what was asked for, NULL, or something else. */
enum cell { CELL_WRONG, CELL_NULL, CELL_IS };

struct backend {
	enum rc (*prepare)(struct db *db);
	void (*close)(struct db *db);
	enum rc (*begin)(struct db *db, enum db_access access);
	enum rc (*commit)(struct db *db);
	void (*rollback)(struct db *db);
	/* One or more statements without parameters and without rows. */
	enum rc (*script)(struct db *db, const char *sql);
	/* One statement without parameters; its rows. */
	enum rc (*query)(struct db *db, const char *sql, struct db_table *out);
	bool (*alive)(struct db *db); /* the transaction that began is still there */
	void (*patience)(struct db *db, int ms);
	bool (*tidy)(struct db *db, bool whole); /* more could be done */

	void (*put_int)(struct db_run *r, int i, int64_t v);
	void (*put_null)(struct db_run *r, int i);
	void (*put_bytes)(struct db_run *r, int i, struct str s, bool text);
	bool (*step)(struct db_run *r);
	/* *out is written only for CELL_IS. */
	enum cell (*get_int)(const struct db_run *r, int column, int64_t *out);
	enum cell (*get_bytes)(const struct db_run *r, int column, bool text,
	    struct str *out);
	void (*end)(struct db_run *r); /* sets changed; never fails twice */
};

extern const struct backend BACKEND_SQLITE, BACKEND_POSTGRES;

/* The library's own handle, for backup.c. */
struct sqlite3;
struct sqlite3 *sqlite_handle(struct db *db);

/* They make the struct in an arena of its own (db_new) and fill it. */
enum rc sqlite_open(struct str where, enum db_access access,
    struct fault *fault, struct db **out);
enum rc postgres_open(struct str where, enum db_access access,
    struct fault *fault, struct db **out);
/* A zeroed struct of `size` bytes that begins with a struct db. */
void *db_new(size_t size, const struct backend *back, enum db_kind kind,
    enum db_access access);

/* SQL that migrate.c makes from files of ours. */
MUST_CHECK enum rc db_script(struct db *db, const char *sql);
MUST_CHECK enum rc db_query(struct db *db, const char *sql,
    struct db_table *out);

/* How long a lock is waited for; 5,000 ms unless a test says otherwise. */
void db_set_patience(struct db *db, int ms);

/* The name of a run's statement, for messages. */
const char *db_name(const struct db_run *r);

#endif

/*
 * carry: the whole store as lines of text, and back: from SQLite to PostgreSQL,
 * from PostgreSQL to SQLite, or out of this program for good.
 *
 * Made from the schema as the database itself describes it (schema.sql), not
 * table by table: a table that somebody adds tomorrow is carried without a line
 * here. What is left out is named in carry.c with its reason.
 *
 * A line is one row: a JSON object with the columns of the table in their order.
 * Whole numbers are numbers, text is text, bytes are lower-case hex, an absent
 * value is null. Rows come in the order of the table's key, so the same store
 * gives the same bytes on both back ends.
 *
 * Reading needs a transaction (all tables of one moment). Writing needs one, too,
 * and empty tables, between carry_begin() and carry_end(): tables refer to each
 * other in circles, so references are looked at when all rows are there. Either
 * everything is kept or nothing.
 */
#ifndef STORE_CARRY_H
#define STORE_CARRY_H

#include "base/buf.h"
#include "store/db.h"

enum carry_kind { CARRY_INT, CARRY_TEXT, CARRY_BYTES };

struct carry_column {
	struct str name;
	enum carry_kind kind;
	bool may_be_null;
	const char *as;    /* SQL that is read in its place; NULL: itself */
};

struct carry_table {
	struct str name;
	const struct carry_column *columns;
	size_t n_columns;
	const size_t *key; /* columns of the primary key, in its order */
	size_t n_key;
	bool counted;      /* its key is handed out by the store */
	const char *only;  /* SQL: which rows are read; NULL: all (room_scope.h) */
};

/* The tables that are carried, by name, in db's arena. Broken when a table has
 * no key. */
MUST_CHECK enum rc carry_tables(struct db *db, const struct carry_table **out,
    size_t *n);
/* Why a table is not carried; NULL: it is. */
const char *carry_left_out(struct str table);

/* Gives each row of a table, as a line with its end, to `line`. *rows counts. */
MUST_CHECK enum rc carry_read(struct db *db, const struct carry_table *t,
    enum rc (*line)(void *arg, struct str line), void *arg, int64_t *rows);
/* Lets references wait until carry_end(), which fails when one leads nowhere. */
MUST_CHECK enum rc carry_begin(struct db *db);
MUST_CHECK enum rc carry_end(struct db *db);
/* Puts whole lines into a table; *rows counts them. Some hundred at a time: they
 * become one statement. Broken when a line is no row; the fault names it, counted from 1 in `lines`. */
MUST_CHECK enum rc carry_write(struct db *db, const struct carry_table *t,
    struct str lines, int64_t *rows);
/* After the last line of a table: its next key follows its highest. */
MUST_CHECK enum rc carry_done(struct db *db, const struct carry_table *t);

MUST_CHECK enum rc carry_count(struct db *db, const struct carry_table *t,
    int64_t *rows);
/* Number, name and hash of the last migration: what the columns mean. */
struct carry_schema {
	int64_t number;
	struct str name, hash;
};
MUST_CHECK enum rc carry_schema(struct db *db, struct carry_schema *out);

#endif

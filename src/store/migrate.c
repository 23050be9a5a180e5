/*
 * migrate: see migrate.h. The files are part of the program (base/embedded.h),
 * so what runs is what the statements were checked against.
 */
#include "store/migrate.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/embedded.h"
#include "base/hash.h"
#include "base/log.h"
#include "store/db_internal.h"
#include "q.h"

#define MIGRATIONS_MAX 1000

static const struct {
	const char *word, *spelled[2]; /* by enum db_kind */
} WORDS[] = {
#define W(word, sqlite, postgres) { word, { sqlite, postgres } },
#include "store/words.def"
#undef W
};

static const char TABLE[] =
    "CREATE TABLE IF NOT EXISTS migration (\n"
    "  number {int} PRIMARY KEY,\n"
    "  name {text} NOT NULL,\n"
    "  hash {text} NOT NULL,\n"
    "  applied_at {int} NOT NULL\n"
    ") {table};\n";

/* The words of one line, spelled. */
static void
line_spell(struct buf *out, struct str line, enum db_kind kind)
{
	while (line.n > 0) {
		size_t i, n = str_find(line, '{');
		buf_put(out, str_head(line, n));
		line = str_from(line, n);
		for (i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
			if (str_starts(line, str_c(WORDS[i].word)))
				break;
		if (i < sizeof(WORDS) / sizeof(WORDS[0])) {
			buf_put(out, str_c(WORDS[i].spelled[kind]));
			line = str_from(line, strlen(WORDS[i].word));
		} else if (line.n > 0) {
			buf_char(out, line.p[0]);
			line = str_from(line, 1);
		}
	}
	buf_char(out, '\n');
}

/* A file as this back end reads it: words spelled, the other's parts out. */
static const char *
migration_spell(struct db *db, struct str text)
{
	struct buf out = buf_new(db->mem, 4 * MIB);
	struct str line;
	bool on = true;

	while (str_cut(&text, '\n', &line)) {
		if (str_starts(line, S("-- both:")))
			on = true;
		else if (str_starts(line, S("-- sqlite:")))
			on = db->kind == DB_SQLITE;
		else if (str_starts(line, S("-- postgres:")))
			on = db->kind == DB_POSTGRES;
		if (on)
			line_spell(&out, line, db->kind);
	}
	REQUIRE(buf_ok(&out));
	return str_z(db->mem, buf_str(&out));
}

/* One file of src/store/migrate. */
struct migration {
	int64_t number;
	struct str name, text, hash;
};

/* All files that the program knows, by number; how many. */
static size_t
migrations_known(struct arena *mem, struct migration *v)
{
	const struct embedded *file;
	size_t n = 0, at = 0;

	while ((file = data_next(S("migrate/"), &at)) != NULL) {
		struct migration *m = &v[n++];
		REQUIRE(n < MIGRATIONS_MAX);
		m->name = str_from(str_c(file->name), strlen("migrate/"));
		m->text = file->raw;
		m->hash = hash_hex(mem, hash_of(file->raw));
		REQUIRE(str_int(str_head(m->name, 4), &m->number));
		REQUIRE(m->number == (int64_t)n); /* no gap, no number twice */
	}
	REQUIRE(n > 0);
	return n;
}

/* What was applied must be what the program knows, in the same order. */
static enum rc
history_check(struct db *db, const struct migration *known, size_t n,
    const struct db_table *had)
{
	for (size_t i = 0; i < had->rows; i++) {
		const struct str *cell = &had->cells[i * had->columns];
		if (i >= n)
			return FAIL(db, WHY_BROKEN, "the database is newer than this "
			    "program: it has %.*s. Use the program it was made with",
			    STR_ARG(cell[1]));
		if (!str_eq(cell[1], known[i].name))
			return FAIL(db, WHY_BROKEN, "the database was made with %.*s, "
			    "this program has %.*s in its place", STR_ARG(cell[1]),
			    STR_ARG(known[i].name));
		if (!str_eq(cell[2], known[i].hash))
			return FAIL(db, WHY_BROKEN, "%.*s was edited after it was "
			    "applied to this database. Write a new migration instead, "
			    "or begin with a new database", STR_ARG(cell[1]));
	}
	return RC_OK;
}

static enum rc
migration_apply(struct db *db, const struct migration *m, struct moment now)
{
	struct str row = str_printf(db->mem, "INSERT INTO migration (number, name,"
	    " hash, applied_at) VALUES (%" PRId64 ", '%.*s', '%.*s', %" PRId64 ")",
	    m->number, STR_ARG(m->name), STR_ARG(m->hash), now.ms);
	enum rc rc = db_script(db, migration_spell(db, m->text));

	if (rc == RC_OK)
		rc = db_script(db, row.p);
	if (rc != RC_OK)
		log_error("migration %.*s: %s", STR_ARG(m->name), db->fault->detail);
	return rc;
}

/* All that is missing, in one transaction that excludes a second program. */
static enum rc
migrate_missing(struct db *db, struct moment now, int *applied)
{
	struct migration *known = ARENA_ARRAY(db->mem, MIGRATIONS_MAX,
	    struct migration);
	size_t n = migrations_known(db->mem, known);
	struct db_table had = { 0 };
	enum rc rc = db_script(db, migration_spell(db, str_c(TABLE)));

	if (rc == RC_OK)
		rc = db_query(db, "SELECT number, name, hash FROM migration "
		    "ORDER BY number", &had);
	if (rc == RC_OK)
		rc = history_check(db, known, n, &had);
	for (size_t i = had.rows; rc == RC_OK && i < n; i++, ++*applied)
		rc = migration_apply(db, &known[i], now);
	return rc;
}

enum rc
migrate_run(struct db *db, struct moment now, int *applied)
{
	struct db_table lock;
	enum rc rc;

	*applied = 0;
	rc = db_begin(db, DB_WRITES);
	if (rc != RC_OK)
		return rc;
	if (db->kind == DB_POSTGRES) /* BEGIN IMMEDIATE has locked SQLite */
		rc = db_query(db, "SELECT pg_advisory_xact_lock(20262026)", &lock);
	if (rc == RC_OK)
		rc = migrate_missing(db, now, applied);
	if (rc != RC_OK) {
		db_rollback(db);
		return rc;
	}
	return db_commit(db);
}

enum rc
migrate_print_schema(struct db *db, struct buf *out)
{
	struct q_schema_lines_rows rows;
	struct str table = S("");
	enum rc rc = q_schema_lines(db, &rows);

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		const struct q_schema_lines *row = &rows.v[i];
		if (!str_eq(row->tbl, table))
			buf_printf(out, "%s%.*s\n", i > 0 ? "\n" : "",
			    STR_ARG(row->tbl));
		table = row->tbl;
		buf_printf(out, "  %.*s\n", STR_ARG(row->line));
	}
	return rc;
}

/* The invariants are those statements of invariants.sql; each gives the id of
 * a row that should not be. */
enum rc
migrate_check_invariants(struct db *db, struct buf *out, int *broken)
{
	*broken = 0;
	for (int i = 0; i < db_statements_n; i++) {
		struct db_run r;
		int64_t id = 0;
		if (!str_starts(str_c(db_statements[i].name), S("invariant_")))
			continue;
		r = db_run(db, i);
		if (db_step(&r)) {
			id = db_int(&r, 0);
			++*broken;
			buf_printf(out, "%s: %" PRId64 "\n", db_statements[i].name, id);
		}
		enum rc rc = db_end(&r, DB_MAYBE);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

/*
 * carry: every table there is goes from SQLite to PostgreSQL and back, and comes
 * out as it was.
 *
 * The rows are made from SQLite's own description of the schema, not from a list
 * here: a table that is added tomorrow is filled, carried and compared, and one
 * that carry.c would not know is missed by name.
 */
#include "store/carry.h"
#include "store_help.h"

#define ROWS 2

/* Every table of the database, as SQLite lists them. */
static struct db_table
tables_there(struct db *db)
{
	struct db_table t = { 0 };

	CHECK_INT(db_query(db, "SELECT name FROM sqlite_schema WHERE type = 'table'"
	    " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'product_search%'"
	    " ORDER BY name", &t), RC_OK);
	return t;
}

/* A value of row k that is hard to carry; every reference is to row k. */
static struct str
value_of(struct str type, int k, bool may_be_null)
{
	if (k == 2 && may_be_null)
		return S("NULL");
	if (str_eq(type, S("INTEGER")))
		return str_printf(unit_mem(), "%d", k);
	if (str_eq(type, S("BLOB")))
		return str_printf(unit_mem(), "x'00ff27%02x'", k);
	return str_printf(unit_mem(), "'Đặng \"%d\" ''\\%%' || char(10, 9) || "
	    "'😀 {}'", k);
}

/* ROWS rows in each table. References are not looked at while it is filled. */
static void
tables_fill(struct db *db)
{
	struct db_table t = tables_there(db), c;

	CHECK_INT(db_script(db, "PRAGMA foreign_keys = OFF"), RC_OK);
	for (size_t i = 0; i < t.rows; i++) {
		if (str_eq(t.cells[i], S("migration")))
			continue;
		CHECK_INT(db_query(db, str_printf(unit_mem(), "SELECT name, type, "
		    "\"notnull\" OR pk, name IN (SELECT \"from\" FROM "
		    "pragma_foreign_key_list('%.*s')) FROM pragma_table_info('%.*s')",
		    STR_ARG(t.cells[i]), STR_ARG(t.cells[i])).p, &c), RC_OK);
		for (int k = 1; k <= ROWS; k++) {
			struct buf sql = buf_new(unit_mem(), MIB);

			buf_printf(&sql, "INSERT INTO \"%.*s\" VALUES (",
			    STR_ARG(t.cells[i]));
			for (size_t j = 0; j < c.rows; j++)
				buf_printf(&sql, "%s%.*s", j > 0 ? ", " : "",
				    STR_ARG(value_of(c.cells[4 * j + 1], k,
				    str_eq(c.cells[4 * j + 2], S("0")))));
			buf_char(&sql, ')');
			if (!CHECK_INT(db_script(db, buf_str(&sql).p), RC_OK))
				printf("# %.*s: %s\n", STR_ARG(t.cells[i]),
				    store_fault.detail);
		}
	}
	CHECK_INT(db_query(db, "SELECT * FROM pragma_foreign_key_check", &c), RC_OK);
	CHECK_INT(c.rows, 0);
	CHECK_INT(db_script(db, "PRAGMA foreign_keys = ON"), RC_OK);
}

static enum rc
line_keep(void *arg, struct str line)
{
	buf_put(arg, line);
	return RC_OK;
}

/* All tables as one text: "== name", then its lines. */
static struct str
store_text(struct db *db)
{
	struct buf all = buf_new(unit_mem(), 8 * MIB);
	const struct carry_table *t;
	size_t n = 0;
	int64_t rows;

	CHECK_INT(db_begin(db, DB_READS), RC_OK);
	CHECK_INT(carry_tables(db, &t, &n), RC_OK);
	for (size_t i = 0; i < n; i++) {
		buf_printf(&all, "== %.*s\n", STR_ARG(t[i].name));
		CHECK_INT(carry_read(db, &t[i], line_keep, &all, &rows), RC_OK);
	}
	db_rollback(db);
	return buf_str(&all);
}

/* Fills an empty store from such a text. */
static enum rc
store_take(struct db *db, struct str text)
{
	const struct carry_table *t;
	size_t n = 0, at = 0;
	int64_t rows;
	enum rc rc = db_begin(db, DB_WRITES);

	if (rc == RC_OK)
		rc = carry_tables(db, &t, &n);
	if (rc == RC_OK)
		rc = carry_begin(db);
	for (; rc == RC_OK && at < n; at++) {
		struct str head = str_printf(unit_mem(), "== %.*s\n",
		    STR_ARG(t[at].name)), lines;
		size_t end = 0;

		if (!CHECK(str_starts(text, head)))
			break;
		text = str_from(text, head.n);
		while (end < text.n && !str_starts(str_from(text, end), S("== ")))
			end += str_find(str_from(text, end), '\n') + 1;
		lines = str_head(text, end);
		text = str_from(text, end);
		rc = carry_write(db, &t[at], lines, &rows);
		if (rc == RC_OK)
			rc = carry_done(db, &t[at]);
	}
	if (rc == RC_OK)
		rc = carry_end(db);
	if (rc == RC_OK)
		return db_commit(db);
	db_rollback(db);
	return rc;
}

/* Takes a text into a new store of a kind and gives it back from there. */
static struct str
through(enum db_kind kind, struct str text)
{
	struct str where = store_place(kind), out = S("");
	struct db *db = store_open(where, DB_WRITES);
	struct db_table next;

	if (db == NULL)
		return out;
	if (!CHECK_INT(store_take(db, text), RC_OK))
		printf("# %s\n", store_fault.detail);
	out = store_text(db);
	/* the next row gets the next key */
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(db_query(db, "INSERT INTO agency (code, name, level, unit_code, "
	    "province_code, since_on) VALUES ('n', 'n', 9, 'n', 'n', 0) "
	    "RETURNING id", &next), RC_OK);
	CHECK_STR(next.cells[0], S("3"));
	db_rollback(db);
	db_close(db);
	store_drop(where);
	return out;
}

static void
every_table_goes_there_and_back(void)
{
	struct str where = store_place(DB_SQLITE), text, there;
	struct db *db = store_open(where, DB_WRITES);
	const struct carry_table *t;
	struct db_table all;
	size_t n = 0;
	int64_t rows;

	if (db == NULL)
		return;
	tables_fill(db);
	all = tables_there(db);
	CHECK_INT(carry_tables(db, &t, &n), RC_OK);
	for (size_t i = 0; i < all.rows; i++) {
		size_t found = 0;

		unit_row("%.*s", STR_ARG(all.cells[i]));
		for (size_t k = 0; k < n; k++) {
			if (!str_eq(t[k].name, all.cells[i]))
				continue;
			found++;
			CHECK_INT(carry_count(db, &t[k], &rows), RC_OK);
			CHECK_INT(rows, ROWS);
		}
		/* each is carried once, or named with a reason */
		CHECK_INT(found, carry_left_out(all.cells[i]) == NULL);
	}
	unit_row("%s", "");
	text = store_text(db);
	db_close(db);
	store_drop(where);
	CHECK_STR(through(DB_SQLITE, text), text);
	if (getenv("OCOP_TEST_POSTGRES") == NULL)
		return;
	there = through(DB_POSTGRES, text);
	CHECK_STR(there, text);
	CHECK_STR(through(DB_SQLITE, there), text);
}

/* A table longer than a page comes whole and in order. */
static void
long_tables(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);
	struct buf b = buf_new(unit_mem(), MIB);
	const struct carry_table *t;
	size_t n = 0, at = 0;
	int64_t rows = 0;

	if (db == NULL)
		return;
	CHECK_INT(carry_tables(db, &t, &n), RC_OK);
	while (at < n && !str_eq(t[at].name, S("series")))
		at++; /* its key has three columns, one of them text */
	if (!CHECK(at < n))
		return;
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(db_script(db, "INSERT INTO agency (id, code, name, level, "
	    "unit_code, province_code, since_on) VALUES (1, 'a', 'a', 1, 'a', 'a', "
	    "0)"), RC_OK);
	for (int i = 0; i < 1001; i++)
		buf_printf(&b, "INSERT INTO series (agency, kind, year, last) VALUES "
		    "(1, '%s', %d, %d);", i % 2 ? "Đơn" : "'' OR 1", 1000 + i, i);
	CHECK_INT(db_script(db, buf_str(&b).p), RC_OK);
	CHECK_INT(db_commit(db), RC_OK);
	b = buf_new(unit_mem(), MIB);
	CHECK_INT(carry_read(db, &t[at], line_keep, &b, &rows), RC_OK);
	CHECK_INT(rows, 1001);
	CHECK(str_starts(buf_str(&b), S("{\"agency\":1,\"kind\":\"' OR 1\",\"year\""
	    ":1000,\"last\":0}\n{\"agency\":1,\"kind\":\"' OR 1\",\"year\":1002")));
	CHECK(str_ends(buf_str(&b), S("\"year\":1999,\"last\":999}\n")));
	db_close(db);
}

static void each_long(void) { store_each(long_tables); }

/* What is no row of its table is refused by name, and nothing of it is kept. */
static void
wrong_lines(struct str where)
{
	static const char *const LINES[] = {
		"{\"name\":\"a\",\"value\":1}", "{\"name\":\"a\",\"value\":null}",
		"{\"value\":\"a\",\"name\":\"b\"}", "{\"name\":\"a\"}",
		"{\"name\":\"a\",\"value\":\"b\",\"more\":\"c\"}", "[\"a\",\"b\"]",
		"{\"name\":\"a\",\"value\":\"b\"", "{\"name\":\"a\",\"name\":\"b\"}",
		"", "null",
	};
	struct db *db = store_open(where, DB_WRITES);
	const struct carry_table *t;
	size_t n = 0, at = 0;
	int64_t rows;

	if (db == NULL)
		return;
	CHECK_INT(carry_tables(db, &t, &n), RC_OK);
	while (at < n && !str_eq(t[at].name, S("setting")))
		at++;
	for (size_t i = 0; at < n && i < sizeof(LINES) / sizeof(LINES[0]); i++) {
		struct str lines = str_printf(unit_mem(), "{\"name\":\"z\",\"value\""
		    ":\"'); DROP TABLE setting; --\"}\n%s\n", LINES[i]);

		unit_row("%s", LINES[i]);
		CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
		store_fault = (struct fault){ 0 };
		CHECK_INT(carry_write(db, &t[at], lines, &rows), RC_BROKEN);
		CHECK(strstr(store_fault.detail, "setting, line 2") != NULL);
		db_rollback(db);
	}
	unit_row("%s", "");
	CHECK_INT(carry_count(db, &t[at], &rows), RC_OK);
	CHECK_INT(rows, 0);
	db_close(db);
}

static void each_wrong(void) { store_each(wrong_lines); }

/* A row whose parent is nowhere in the export is not kept; references wait for
 * nobody afterwards. */
static void
lost_references(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);
	const struct carry_table *t;
	size_t n = 0, at = 0;
	int64_t rows;

	if (db == NULL)
		return;
	CHECK_INT(carry_tables(db, &t, &n), RC_OK);
	while (at < n && !str_eq(t[at].name, S("role_grant")))
		at++;
	if (!CHECK(at < n))
		return;
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(carry_begin(db), RC_OK);
	CHECK_INT(carry_write(db, &t[at], S("{\"account\":7,\"role\":1}\n"),
	    &rows), RC_OK);
	CHECK(carry_end(db) != RC_OK);
	db_rollback(db);
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(carry_begin(db), RC_OK);
	CHECK_INT(carry_end(db), RC_OK);
	CHECK_INT(db_commit(db), RC_OK);
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK(carry_write(db, &t[at], S("{\"account\":7,\"role\":1}\n"), &rows)
	    != RC_OK);
	db_rollback(db);
	db_close(db);
}

static void each_lost(void) { store_each(lost_references); }

static const struct unit_test tests[] = {
	{ "every table goes there and back", every_table_goes_there_and_back },
	{ "a long table comes whole", each_long },
	{ "what is no row is refused", each_wrong },
	{ "a reference that leads nowhere is refused", each_lost },
};
UNIT_MAIN(tests)

/*
 * carry: see carry.h. SQL is made here from the names that the database itself
 * gives (like migrate.c, and nowhere else); values are quoted by their kind.
 */
#include "store/carry.h"

#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "q.h"
#include "store/db_internal.h"

#define PAGE_ROWS 500
#define PAGE_BYTES (64 * MIB)
#define COLUMNS_MAX 64
#define TABLES_MAX 500

/* What is not carried. Word tables (product_search…) are no part of the schema:
 * they are made again. */
static const struct {
	const char *table, *why;
} LEFT_OUT[] = {
	{ "migration", "the schema's own; the manifest names it" },
	{ "session", "who is signed in signs in again" },
	{ "once", "clicks of the last minutes" },
	{ "throttle", "failures of the last minutes" },
	{ "upload", "files that are still arriving stay where they arrive" },
};

const char *
carry_left_out(struct str table)
{
	for (size_t i = 0; i < sizeof(LEFT_OUT) / sizeof(LEFT_OUT[0]); i++)
		if (str_eq(table, str_c(LEFT_OUT[i].table)))
			return LEFT_OUT[i].why;
	return NULL;
}

/* ---- the schema ------------------------------------------------------------ */

/* A table while it is read from the lines of schema.sql. */
struct reading {
	struct carry_table t;
	struct carry_column columns[COLUMNS_MAX];
	size_t key[COLUMNS_MAX];
};

static void
column_take(struct reading *r, struct str line)
{
	struct carry_column *c = &r->columns[r->t.n_columns++];
	struct str kind = line;

	REQUIRE(r->t.n_columns < COLUMNS_MAX);
	REQUIRE(str_cut(&kind, ' ', &c->name));
	if (kind.n > 0 && kind.p[kind.n - 1] == '?') {
		c->may_be_null = true;
		kind.n--;
	}
	c->kind = str_eq(kind, S("int")) ? CARRY_INT :
	    str_eq(kind, S("bytes")) ? CARRY_BYTES : CARRY_TEXT;
	REQUIRE(c->kind != CARRY_TEXT || str_eq(kind, S("text")));
}

static size_t
column_find(const struct reading *r, struct str name)
{
	size_t i = 0;

	while (i < r->t.n_columns && !str_eq(r->columns[i].name, name))
		i++;
	return i;
}

/* "key (a, b)" */
static void
key_take(struct reading *r, struct str line)
{
	struct str part, rest = str_from(line, strlen("key ("));

	rest.n--;
	while (str_cut(&rest, ',', &part)) {
		size_t i = column_find(r, str_trim(part));

		REQUIRE(i < r->t.n_columns);
		r->key[r->t.n_key++] = i;
	}
	r->t.counted = r->t.n_key == 1 && str_eq(r->columns[r->key[0]].name,
	    S("id")) && r->columns[r->key[0]].kind == CARRY_INT;
}

/* The lines of schema.sql become tables; how many. */
static size_t
tables_read(struct db *db, const struct q_schema_lines_rows *rows,
    struct reading *v)
{
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++) {
		const struct q_schema_lines *l = &rows->v[i];
		struct reading *r;

		if (n == 0 || !str_eq(v[n - 1].t.name, l->tbl)) {
			REQUIRE(n < TABLES_MAX);
			v[n++].t.name = str_copy(db->mem, l->tbl);
		}
		r = &v[n - 1];
		if (l->section == 1)
			column_take(r, l->line);
		else if (l->section == 2)
			key_take(r, l->line);
	}
	return n;
}

enum rc
carry_tables(struct db *db, const struct carry_table **out, size_t *n)
{
	struct q_schema_lines_rows rows;
	struct reading *v = ARENA_ARRAY(db->mem, TABLES_MAX, struct reading);
	struct carry_table *all;
	size_t found, kept = 0;
	enum rc rc = q_schema_lines(db, &rows);

	if (rc != RC_OK)
		return rc;
	found = tables_read(db, &rows, v);
	all = ARENA_ARRAY(db->mem, found + 1, struct carry_table);
	for (size_t i = 0; i < found; i++) {
		if (carry_left_out(v[i].t.name) != NULL)
			continue;
		if (v[i].t.n_key == 0)
			return FAIL(db, WHY_BROKEN, "table %.*s has no key",
			    STR_ARG(v[i].t.name));
		v[i].t.columns = v[i].columns;
		v[i].t.key = v[i].key;
		all[kept++] = v[i].t;
	}
	*out = all;
	*n = kept;
	return RC_OK;
}

enum rc
carry_schema(struct db *db, struct carry_schema *out)
{
	struct db_table t;
	enum rc rc = db_query(db, "SELECT number, name, hash FROM migration "
	    "ORDER BY number DESC LIMIT 1", &t);

	if (rc != RC_OK)
		return rc;
	if (t.rows != 1 || !str_int(t.cells[0], &out->number))
		return FAIL(db, WHY_BROKEN, "the database has no schema");
	out->name = t.cells[1];
	out->hash = t.cells[2];
	return RC_OK;
}

enum rc
carry_count(struct db *db, const struct carry_table *t, int64_t *rows)
{
	struct db_table n;
	enum rc rc = db_query(db, str_printf(db->mem,
	    "SELECT count(*) FROM \"%.*s\"", STR_ARG(t->name)).p, &n);

	if (rc == RC_OK && !str_int(n.cells[0], rows))
		rc = FAIL(db, WHY_BROKEN, "count of %.*s", STR_ARG(t->name));
	return rc;
}

/* ---- values ------------------------------------------------------------------ */

/* A value as SQL says it; bytes as hex. No text is NULL. */
static void
value_put(struct buf *sql, enum db_kind kind, enum carry_kind what,
    struct str v)
{
	if (v.p == NULL) {
		buf_lit(sql, "NULL");
	} else if (what == CARRY_INT) {
		buf_put(sql, v);
	} else if (what == CARRY_BYTES) {
		buf_printf(sql, kind == DB_SQLITE ? "x'%.*s'" :
		    "'\\x%.*s'::bytea", STR_ARG(v));
	} else {
		buf_char(sql, '\'');
		for (size_t i = 0; i < v.n; i++) {
			if (v.p[i] == '\'')
				buf_char(sql, '\'');
			buf_char(sql, v.p[i]);
		}
		buf_char(sql, '\'');
	}
}

static void
names_put(struct buf *sql, const struct carry_table *t, bool key)
{
	for (size_t i = 0; i < (key ? t->n_key : t->n_columns); i++)
		buf_printf(sql, "%s\"%.*s\"", i > 0 ? ", " : "",
		    STR_ARG(t->columns[key ? t->key[i] : i].name));
}

/* ---- reading ----------------------------------------------------------------- */

/* The next rows after those whose last had this key (NULL: the first). */
static const char *
page_sql(struct db *db, const struct carry_table *t, const struct str *after)
{
	struct buf sql = buf_new(db->mem, MIB);

	buf_lit(&sql, "SELECT ");
	for (size_t i = 0; i < t->n_columns; i++) {
		const struct carry_column *c = &t->columns[i];

		if (i > 0)
			buf_lit(&sql, ", ");
		if (c->as != NULL)
			buf_printf(&sql, "%s", c->as);
		else if (c->kind != CARRY_BYTES)
			buf_printf(&sql, "\"%.*s\"", STR_ARG(c->name));
		else if (db->kind == DB_POSTGRES)
			buf_printf(&sql, "encode(\"%.*s\", 'hex')",
			    STR_ARG(c->name));
		else
			buf_printf(&sql, "CASE WHEN \"%.*s\" IS NULL THEN NULL "
			    "ELSE lower(hex(\"%.*s\")) END", STR_ARG(c->name),
			    STR_ARG(c->name));
	}
	buf_printf(&sql, " FROM \"%.*s\"", STR_ARG(t->name));
	if (t->only != NULL)
		buf_printf(&sql, " WHERE (%s)", t->only);
	if (after != NULL) {
		buf_put(&sql, t->only != NULL ? S(" AND (") : S(" WHERE ("));
		names_put(&sql, t, true);
		buf_lit(&sql, ") > (");
		for (size_t i = 0; i < t->n_key; i++) {
			if (i > 0)
				buf_lit(&sql, ", ");
			value_put(&sql, db->kind, t->columns[t->key[i]].kind,
			    after[t->key[i]]);
		}
		buf_char(&sql, ')');
	}
	buf_lit(&sql, " ORDER BY ");
	names_put(&sql, t, true);
	buf_printf(&sql, " LIMIT %d", PAGE_ROWS);
	REQUIRE(buf_ok(&sql));
	return buf_str(&sql).p;
}

static void
line_make(struct buf *b, const struct carry_table *t, const struct str *cells)
{
	struct json_out o;

	buf_clear(b);
	o = json_out(b);
	json_open(&o, '{');
	for (size_t i = 0; i < t->n_columns; i++) {
		int64_t v;

		json_name(&o, t->columns[i].name);
		if (cells[i].p == NULL) {
			json_put_null(&o);
		} else if (t->columns[i].kind != CARRY_INT) {
			json_put_str(&o, cells[i]);
		} else {
			REQUIRE(str_int(cells[i], &v));
			json_put_int(&o, v);
		}
	}
	json_close(&o, '}');
	buf_char(b, '\n');
}

enum rc
carry_read(struct db *db, const struct carry_table *t,
    enum rc (*line)(void *arg, struct str line), void *arg, int64_t *rows)
{
	struct arena *whose = db->mem, two[2]; /* the page, and the one before */
	const struct str *after = NULL;
	struct db_table page = { 0 };
	enum rc rc = RC_OK;

	*rows = 0;
	arena_init(&two[0], PAGE_BYTES);
	arena_init(&two[1], PAGE_BYTES);
	for (int turn = 0; rc == RC_OK; turn ^= 1) {
		struct buf b;

		arena_clear(&two[turn]);
		db->mem = &two[turn];
		rc = db_query(db, page_sql(db, t, after), &page);
		if (rc != RC_OK || page.rows == 0)
			break;
		b = buf_new(db->mem, PAGE_BYTES);
		for (size_t i = 0; rc == RC_OK && i < page.rows; i++) {
			line_make(&b, t, &page.cells[i * page.columns]);
			if (!buf_ok(&b))
				rc = FAIL(db, WHY_BROKEN, "a row of %.*s is too "
				    "large", STR_ARG(t->name));
			else
				rc = line(arg, buf_str(&b));
			++*rows;
		}
		after = &page.cells[(page.rows - 1) * page.columns];
	}
	db->mem = whose;
	arena_release(&two[0]);
	arena_release(&two[1]);
	return rc;
}

/* ---- writing ----------------------------------------------------------------- */

static bool
is_hex(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= '0' && s.p[i] <= '9') ||
		    (s.p[i] >= 'a' && s.p[i] <= 'f')))
			return false;
	return s.n % 2 == 0;
}

/* One value of a line as this column takes it; false: it does not. */
static bool
cell_take(struct buf *sql, struct db *db, const struct carry_column *c,
    const struct json *j)
{
	struct str text = { NULL, 0 };
	int64_t v;

	if (json_kind(j) == JSON_NULL) {
		value_put(sql, db->kind, c->kind, text);
		return c->may_be_null;
	}
	if (c->kind == CARRY_INT) {
		if (!json_is_int(j, &v))
			return false;
		text = str_printf(db->mem, "%" PRId64, v);
	} else if (json_kind(j) != JSON_STR) {
		return false;
	} else {
		text = json_str(j);
	}
	if (c->kind == CARRY_BYTES && !is_hex(text))
		return false;
	value_put(sql, db->kind, c->kind, text);
	return true;
}

static enum rc
line_take(struct buf *sql, struct db *db, const struct carry_table *t,
    struct str line, int64_t number)
{
	struct str error = S("");
	const struct json *j = json_read(db->mem, line, &error);

	if (j == NULL)
		return FAIL(db, WHY_BROKEN, "%.*s, line %" PRId64 ": %.*s",
		    STR_ARG(t->name), number, STR_ARG(error));
	if (json_kind(j) != JSON_MAP || json_len(j) != t->n_columns)
		return FAIL(db, WHY_BROKEN, "%.*s, line %" PRId64 ": %zu "
		    "columns are wanted", STR_ARG(t->name), number, t->n_columns);
	buf_put(sql, number > 1 ? S(", (") : S("("));
	for (size_t i = 0; i < t->n_columns; i++) {
		if (i > 0)
			buf_lit(sql, ", ");
		if (!str_eq(json_key(j, i), t->columns[i].name) ||
		    !cell_take(sql, db, &t->columns[i], json_value(j, i)))
			return FAIL(db, WHY_BROKEN, "%.*s, line %" PRId64
			    ": column %.*s", STR_ARG(t->name), number,
			    STR_ARG(t->columns[i].name));
	}
	buf_char(sql, ')');
	return RC_OK;
}

enum rc
carry_write(struct db *db, const struct carry_table *t, struct str lines,
    int64_t *rows)
{
	struct arena *whose = db->mem, mem;
	struct str line;
	struct buf sql;
	enum rc rc = RC_OK;

	*rows = 0;
	arena_init(&mem, 8 * PAGE_BYTES);
	db->mem = &mem;
	sql = buf_new(&mem, 2 * PAGE_BYTES);
	buf_printf(&sql, "INSERT INTO \"%.*s\" (", STR_ARG(t->name));
	names_put(&sql, t, false);
	buf_lit(&sql, ") VALUES ");
	while (rc == RC_OK && str_cut(&lines, '\n', &line))
		rc = line_take(&sql, db, t, line, ++*rows);
	if (rc == RC_OK && (!buf_ok(&sql) || mem.over))
		rc = FAIL(db, WHY_BROKEN, "%.*s: lines of this length cannot "
		    "be taken", STR_ARG(t->name));
	if (rc == RC_OK && *rows > 0)
		rc = db_script(db, buf_str(&sql).p);
	db->mem = whose;
	arena_release(&mem);
	return rc;
}

/* All references of the schema, made to wait or not, on PostgreSQL; the owner of
 * the tables may. */
static enum rc
references_wait(struct db *db, const char *how)
{
	struct db_table all;
	enum rc rc = db_query(db, "SELECT c.relname, o.conname FROM pg_constraint o "
	    "JOIN pg_class c ON c.oid = o.conrelid "
	    "JOIN pg_namespace n ON n.oid = c.relnamespace "
	    "WHERE o.contype = 'f' AND n.nspname = current_schema()", &all);

	for (size_t i = 0; rc == RC_OK && i < all.rows; i++)
		rc = db_script(db, str_printf(db->mem, "ALTER TABLE \"%.*s\" "
		    "ALTER CONSTRAINT \"%.*s\" %s", STR_ARG(all.cells[2 * i]),
		    STR_ARG(all.cells[2 * i + 1]), how).p);
	return rc;
}

enum rc
carry_begin(struct db *db)
{
	enum rc rc;

	if (db->kind == DB_SQLITE) /* until the transaction ends */
		return db_script(db, "PRAGMA defer_foreign_keys = ON");
	rc = references_wait(db, "DEFERRABLE");
	return rc == RC_OK ? db_script(db, "SET CONSTRAINTS ALL DEFERRED") : rc;
}

enum rc
carry_end(struct db *db)
{
	struct db_table wrong;
	enum rc rc;

	if (db->kind == DB_POSTGRES) {
		rc = db_script(db, "SET CONSTRAINTS ALL IMMEDIATE");
		return rc == RC_OK ? references_wait(db, "NOT DEFERRABLE") : rc;
	}
	rc = db_query(db, "SELECT \"table\" || ' to ' || parent "
	    "FROM pragma_foreign_key_check LIMIT 1", &wrong);
	if (rc == RC_OK && wrong.rows > 0)
		return FAIL(db, WHY_BROKEN, "a reference leads nowhere: %.*s",
		    STR_ARG(wrong.cells[0]));
	return rc;
}

enum rc
carry_done(struct db *db, const struct carry_table *t)
{
	struct db_table ignored;

	/* SQLite takes the highest by itself. */
	if (db->kind == DB_SQLITE || !t->counted)
		return RC_OK;
	return db_query(db, str_printf(db->mem, "SELECT setval("
	    "pg_get_serial_sequence('\"%.*s\"', 'id'), max(id)) FROM \"%.*s\" "
	    "HAVING max(id) IS NOT NULL AND "
	    "pg_get_serial_sequence('\"%.*s\"', 'id') IS NOT NULL",
	    STR_ARG(t->name), STR_ARG(t->name), STR_ARG(t->name)).p, &ignored);
}

/*
 * db: what is the same on both back ends; see db.h. The guards live here: a
 * reading connection refuses statements that write, a write needs a
 * transaction, and after a failed statement nothing more runs until it is
 * undone (PostgreSQL insists on that; so SQLite does too, and an act cannot
 * come to rely on the difference).
 */
#include "store/db_internal.h"

#include <string.h>

#include "base/log.h"

const struct reason WHY_TAKEN = { RC_CONFLICT, "taken" };
const struct reason WHY_STORE_BUSY = { RC_BUSY, "store_busy" };
const struct reason WHY_STORE_FULL = { RC_BUSY, "store_full" };

/* ---- connections ---------------------------------------------------------- */

void *
db_new(size_t size, const struct backend *back, enum db_kind kind,
    enum db_access access)
{
	struct arena own;
	struct db *db;

	arena_init(&own, 16 * MIB);
	db = arena_alloc(&own, size);
	*db = (struct db){ .back = back, .kind = kind, .access = access,
	    .own = own };
	return db;
}

static void
db_free(struct db *db)
{
	struct arena own = db->own; /* db itself lives in it */

	arena_release(&own);
}

enum rc
db_prepare(struct db *db)
{
	enum rc rc = db->back->prepare(db);

	db->prepared = rc == RC_OK;
	return rc;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	if (db->began)
		db_rollback(db);
	db->back->close(db);
	db_free(db);
}

enum db_kind
db_kind(const struct db *db)
{
	return db->kind;
}

void
db_use(struct db *db, struct arena *mem, struct fault *fault)
{
	db->mem = mem;
	db->fault = fault;
	db->cost = (struct db_cost){ 0 };
}

struct db_cost
db_cost(const struct db *db)
{
	return db->cost;
}

void
db_set_patience(struct db *db, int ms)
{
	db->back->patience(db, ms);
}

bool
db_tidy(struct db *db, bool whole)
{
	REQUIRE(!db->began);
	return db->back->tidy(db, whole);
}

enum rc
db_script(struct db *db, const char *sql)
{
	return db->back->script(db, sql);
}

enum rc
db_query(struct db *db, const char *sql, struct db_table *out)
{
	*out = (struct db_table){ 0 };
	return db->back->query(db, sql, out);
}

/* ---- transactions --------------------------------------------------------- */

enum rc
db_begin(struct db *db, enum db_access access)
{
	enum rc rc;

	REQUIRE(!db->began);
	REQUIRE(access == DB_READS || db->access == DB_WRITES);
	rc = db->back->begin(db, access);
	db->began = rc == RC_OK;
	db->saved = db->failed = false;
	return rc;
}

enum rc
db_commit(struct db *db)
{
	enum rc rc;

	REQUIRE(db->began && !db->saved);
	if (db->failed) {
		db_rollback(db);
		return FAIL(db, WHY_STORE_BUSY,
		    "commit: a statement of the transaction failed");
	}
	rc = db->back->commit(db);
	if (rc != RC_OK)
		db->back->rollback(db);
	db->began = false;
	return rc;
}

void
db_rollback(struct db *db)
{
	if (!db->began)
		return;
	db->back->rollback(db);
	db->began = db->saved = db->failed = false;
}

enum rc
db_save(struct db *db)
{
	enum rc rc;

	REQUIRE(db->began && !db->saved);
	/* A full disk makes SQLite undo the whole transaction by itself; a
	 * savepoint would then silently begin a new one. */
	if (db->failed || !db->back->alive(db))
		return FAIL(db, WHY_STORE_BUSY,
		    "the transaction was undone by the database");
	rc = db_script(db, "SAVEPOINT job");
	db->saved = rc == RC_OK;
	return rc;
}

enum rc
db_release(struct db *db)
{
	REQUIRE(db->saved);
	if (db->failed)
		return FAIL(db, WHY_BROKEN, "release after a failed statement");
	enum rc rc = db_script(db, "RELEASE SAVEPOINT job");
	db->saved = rc != RC_OK;
	return rc;
}

void
db_undo(struct db *db)
{
	struct fault ignored = { 0 }, *fault = db->fault;

	if (!db->saved)
		return;
	db->saved = db->failed = false;
	db->fault = &ignored; /* the job's own fault says why */
	if (!db->back->alive(db) || db_script(db, "ROLLBACK TO SAVEPOINT job") !=
	    RC_OK || db_script(db, "RELEASE SAVEPOINT job") != RC_OK)
		db->failed = true; /* nothing of this transaction can be kept */
	db->fault = fault;
}

/* ---- runs ----------------------------------------------------------------- */

const char *
db_name(const struct db_run *r)
{
	return db_statements[r->statement].name;
}

struct db_run
db_run(struct db *db, int statement)
{
	struct db_run r = { .db = db, .statement = statement };
	const struct db_statement *st = &db_statements[statement];

	REQUIRE(statement >= 0 && statement < db_statements_n);
	REQUIRE(db->mem != NULL && db->fault != NULL); /* db_use() comes first */
	if (!db->prepared)
		r.rc = FAIL(db, WHY_BROKEN, "%s before db_prepare()", st->name);
	else if (db->failed)
		r.rc = FAIL(db, WHY_BROKEN, "%s after a failed statement of the "
		    "same transaction", st->name);
	else if (st->writes && db->access == DB_READS)
		r.rc = FAIL(db, WHY_BROKEN, "%s writes; this connection reads",
		    st->name);
	else if (st->writes && !db->began)
		r.rc = FAIL(db, WHY_BROKEN, "%s writes outside a transaction",
		    st->name);
	else
		db->cost.statements++;
	return r;
}

void
db_put_int(struct db_run *r, int i, int64_t v)
{
	if (r->rc == RC_OK)
		r->db->back->put_int(r, i, v);
}

static void
db_put_null(struct db_run *r, int i)
{
	if (r->rc == RC_OK)
		r->db->back->put_null(r, i);
}

void
db_put_int_or_none(struct db_run *r, int i, int64_t v)
{
	if (v == 0)
		db_put_null(r, i);
	else
		db_put_int(r, i, v);
}

void
db_put_opt_int(struct db_run *r, int i, struct opt_int v)
{
	if (v.has)
		db_put_int(r, i, v.v);
	else
		db_put_null(r, i);
}

static void
bytes_put(struct db_run *r, int i, struct str s, bool text)
{
	if (r->rc == RC_OK)
		r->db->back->put_bytes(r, i, s.p == NULL ? S("") : s, text);
}

void
db_put_text(struct db_run *r, int i, struct str s)
{
	bytes_put(r, i, s, true);
}

void
db_put_text_or_none(struct db_run *r, int i, struct str s)
{
	if (s.n == 0)
		db_put_null(r, i);
	else
		bytes_put(r, i, s, true);
}

void
db_put_blob(struct db_run *r, int i, struct str s)
{
	bytes_put(r, i, s, false);
}

void
db_put_blob_or_none(struct db_run *r, int i, struct str s)
{
	if (s.n == 0)
		db_put_null(r, i);
	else
		bytes_put(r, i, s, false);
}

bool
db_step(struct db_run *r)
{
	if (r->rc != RC_OK || !r->db->back->step(r))
		return false;
	r->rows++;
	return true;
}

/* ---- columns -------------------------------------------------------------- */

/* The first wrong column breaks the run: what it gives must not be used. */
static void
column_wrong(struct db_run *r, int column, enum cell got, const char *what)
{
	if (r->rc == RC_OK)
		r->rc = FAIL(r->db, WHY_BROKEN, "%s: column %d is %s", db_name(r),
		    column + 1, got == CELL_NULL ?
		    "NULL and not declared with ?" : what);
}

/* 0 for what it is not; then, and for a NULL that was not declared, the run is
 * broken. */
static enum cell
int_get(struct db_run *r, int column, bool null, int64_t *out)
{
	enum cell got = r->db->back->get_int(r, column, out);

	if (got == CELL_WRONG || (got == CELL_NULL && !null))
		column_wrong(r, column, got, "no whole number");
	return got;
}

int64_t
db_int(struct db_run *r, int column)
{
	int64_t v = 0;

	(void)int_get(r, column, false, &v);
	return v;
}

int64_t
db_int_or_none(struct db_run *r, int column)
{
	int64_t v = 0;

	(void)int_get(r, column, true, &v);
	return v;
}

struct opt_int
db_opt_int(struct db_run *r, int column)
{
	struct opt_int v = { 0 };

	v.has = int_get(r, column, true, &v.v) == CELL_IS;
	return v;
}

static struct str
bytes_get(struct db_run *r, int column, bool text, bool null)
{
	struct str s = null ? (struct str){ 0 } : S("");
	enum cell got = r->db->back->get_bytes(r, column, text, &s);

	if (got == CELL_WRONG || (got == CELL_NULL && !null))
		column_wrong(r, column, got, text ? "no text" : "no bytes");
	return s;
}

struct str
db_text(struct db_run *r, int column)
{
	return bytes_get(r, column, true, false);
}

struct str
db_text_or_none(struct db_run *r, int column)
{
	return bytes_get(r, column, true, true);
}

struct str
db_blob(struct db_run *r, int column)
{
	return bytes_get(r, column, false, false);
}

struct str
db_blob_or_none(struct db_run *r, int column)
{
	return bytes_get(r, column, false, true);
}

void *
db_room(struct db_run *r, void *rows, size_t n, size_t size)
{
	void *larger;

	if (n == 0) /* each row is written whole when it comes */
		return arena_bytes(r->db->mem, 8 * size);
	if (n < 8 || (n & (n - 1)) != 0)
		return rows;
	larger = arena_bytes(r->db->mem, n * 2 * size);
	memcpy(larger, rows, n * size);
	return larger;
}

enum rc
db_end(struct db_run *r, enum db_want want)
{
	struct db *db = r->db;

	r->db->back->end(r);
	if (r->rc != RC_OK) {
		db->failed = db->began;
		return r->rc;
	}
	db->cost.changed += r->changed;
	if (want == DB_ONE && r->rows == 0)
		return FAIL(db, WHY_ABSENT, "%s found nothing", db_name(r));
	if (want == DB_EXEC_1 && r->changed != 1)
		return FAIL(db, WHY_STALE, "%s changed %lld rows", db_name(r),
		    (long long)r->changed);
	return RC_OK;
}

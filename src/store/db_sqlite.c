/*
 * db_sqlite: the embedded back end. See db_internal.h.
 *
 * One connection belongs to one thread (NOMUTEX). Statements are prepared once
 * and kept; each is reset right after its last row, because a SELECT left open
 * keeps a snapshot and with it the write-ahead log from being emptied. Commits
 * are durable (synchronous=FULL); act/writer.c makes that cheap.
 */
#include "store/db_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

/* What every request says is parsed once: a third of the cost of a small one. */
static const char *const control_texts[] = { "BEGIN", "BEGIN IMMEDIATE", "COMMIT",
	"ROLLBACK", "SAVEPOINT job", "RELEASE SAVEPOINT job" };
#define CONTROLS (sizeof(control_texts) / sizeof(control_texts[0]))

static pthread_once_t library_once = PTHREAD_ONCE_INIT;

struct db_sqlite {
	struct db db;
	sqlite3 *handle;
	sqlite3_stmt *controls[CONTROLS]; /* prepared at their first use */
	sqlite3_stmt **statements; /* by number; NULL: not for this access */
	bool *gives_key;           /* by number: see statement_prepare() */
	int64_t key;               /* of the row that was just added */
};

static struct db_sqlite *
of(const struct db *db)
{
	return (struct db_sqlite *)(uintptr_t)db; /* db is its first member */
}

struct sqlite3 *
sqlite_handle(struct db *db)
{
	return of(db)->handle;
}

/* What an INSERT of one row has to tell is the key it gave, and SQLite knows that
 * without RETURNING, for which it builds a table of its own each time: twice
 * the cost of adding the row. PostgreSQL needs the words; we leave them out. */
static int
statement_prepare(struct db_sqlite *s, int i)
{
	const struct str tail = S("RETURNING id\n");
	struct str text = str_c(db_statements[i].sqlite);

	s->gives_key[i] = str_starts(text, S("INSERT INTO ")) &&
	    str_ends(text, tail) && !str_has(text, S("SELECT")) &&
	    !str_has(text, S("ON CONFLICT"));
	if (s->gives_key[i])
		text.n -= tail.n;
	return sqlite3_prepare_v3(s->handle, text.p, (int)text.n,
	    SQLITE_PREPARE_PERSISTENT, &s->statements[i], NULL);
}

/* On a connection that reads, at its first use: each serving thread uses some
 * of them, all of them are a megabyte. That they can be prepared was shown when
 * the writing connection opened; NULL is only a machine without memory. */
static sqlite3_stmt *
statement_of(const struct db_run *r)
{
	struct db_sqlite *s = of(r->db);
	sqlite3_stmt **st;

	if (s->statements == NULL)
		return NULL;
	st = &s->statements[r->statement];
	if (*st == NULL && r->db->access == DB_READS)
		(void)statement_prepare(s, r->statement);
	return *st;
}

/* ---- failures ------------------------------------------------------------- */

/* What SQLite's answer means for whoever asked, in our words. */
static enum rc
sqlite_fail(struct db *db, const char *doing)
{
	sqlite3 *h = of(db)->handle;

	switch (sqlite3_extended_errcode(h)) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
	case SQLITE_CONSTRAINT_FOREIGNKEY:
	case SQLITE_CONSTRAINT_TRIGGER:
		return FAIL(db, WHY_TAKEN, "%s: %s", doing, sqlite3_errmsg(h));
	default:
		break;
	}
	switch (sqlite3_errcode(h) & 0xff) { /* without the finer part */
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return FAIL(db, WHY_STORE_BUSY,
		    "%s: another program holds the database locked", doing);
	case SQLITE_FULL:
		return FAIL(db, WHY_STORE_FULL, "%s: the disk is full", doing);
	case SQLITE_READONLY:
		if (db->access == DB_READS)
			break; /* ours: a write on a reading connection */
		return FAIL(db, WHY_STORE_BUSY,
		    "%s: the database file cannot be written", doing);
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_PROTOCOL:
		return FAIL(db, WHY_STORE_BUSY, "%s: the disk does not answer (%s)",
		    doing, sqlite3_errmsg(h));
	case SQLITE_INTERRUPT:
	case SQLITE_NOMEM:
		return FAIL(db, WHY_STORE_BUSY, "%s: interrupted", doing);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return FAIL(db, WHY_BROKEN, "%s: the database file is damaged: "
		    "restore the last backup", doing);
	default:
		break;
	}
	return FAIL(db, WHY_BROKEN, "%s: %s", doing, sqlite3_errmsg(h));
}

/* Runs a text without rows; true when it worked. */
static bool
text_run(struct db_sqlite *s, const char *sql)
{
	size_t i = 0;

	while (i < CONTROLS && strcmp(control_texts[i], sql) != 0)
		i++;
	if (i == CONTROLS)
		return sqlite3_exec(s->handle, sql, NULL, NULL, NULL) == SQLITE_OK;
	if (s->controls[i] == NULL && sqlite3_prepare_v3(s->handle, sql, -1,
	    SQLITE_PREPARE_PERSISTENT, &s->controls[i], NULL) != SQLITE_OK)
		return false;
	(void)sqlite3_step(s->controls[i]);
	return sqlite3_reset(s->controls[i]) == SQLITE_OK; /* what step said */
}

static enum rc
sqlite_script(struct db *db, const char *sql)
{
	if (!text_run(of(db), sql))
		return sqlite_fail(db, str_starts(str_c(sql), S("COMMIT")) ?
		    "commit" : str_starts(str_c(sql), S("BEGIN")) ? "begin" :
		    "script");
	return RC_OK;
}

/* ---- connections ---------------------------------------------------------- */

/* A new file is readable by its owner only; the log beside it inherits that. */
static enum rc
file_make(const char *path, struct fault *fault)
{
	struct { struct fault *fault; } ctx = { fault };
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		return FAIL(&ctx, WHY_STORE_BUSY, "cannot open the database %s: %s; "
		    "see that its folder is there and may be written", path,
		    strerror(errno));
	(void)close(fd);
	return RC_OK;
}

static enum rc
sqlite_settings(struct db *db)
{
	enum rc rc = sqlite_script(db,
	    "PRAGMA busy_timeout = 5000;"
	    "PRAGMA journal_mode = WAL;"
	    "PRAGMA synchronous = FULL;"
	    "PRAGMA foreign_keys = ON;"
	    "PRAGMA secure_delete = ON;" /* what is erased is overwritten */
	    "PRAGMA trusted_schema = OFF;"
	    "PRAGMA temp_store = MEMORY;"
	    "PRAGMA journal_size_limit = 67108864;");

	if (rc == RC_OK && db->access == DB_WRITES)
		/* The log is moved into the file when it has 16 MB, not 4, and
		 * when nobody writes (db_tidy): on a busy night the same pages
		 * come again and again, and who saves waits for each move. */
		rc = sqlite_script(db, "PRAGMA cache_size = -8000;"
		    "PRAGMA wal_autocheckpoint = 4000;");
	else if (rc == RC_OK)
		rc = sqlite_script(db, "PRAGMA cache_size = -4000;"
		    "PRAGMA query_only = ON;");
	return rc;
}

/* SQLite counts every byte it is lent, for all threads behind one lock, and
 * nobody asks for the sum: two serving threads met there on every page. */
static void
library_set(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

enum rc
sqlite_open(struct str where, enum db_access access, struct fault *fault,
    struct db **out)
{
	struct db_sqlite *s = db_new(sizeof(*s), &BACKEND_SQLITE, DB_SQLITE,
	    access);
	const char *path = str_z(&s->db.own, where);
	enum rc rc = RC_OK;

	(void)pthread_once(&library_once, library_set);
	db_use(&s->db, &s->db.own, fault);
	if (access == DB_WRITES && !str_eq(where, S(":memory:")))
		rc = file_make(path, fault);
	/* Readers, too, need to write the shared index of the log. */
	if (rc == RC_OK && sqlite3_open_v2(path, &s->handle,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
	    NULL) != SQLITE_OK)
		rc = FAIL(&s->db, WHY_STORE_BUSY, "cannot open the database %s: "
		    "make it with `ocop init` or `ocop demo`", path);
	if (rc == RC_OK)
		rc = sqlite_settings(&s->db);
	if (rc != RC_OK) {
		db_close(&s->db);
		return rc;
	}
	*out = &s->db;
	return RC_OK;
}

static enum rc
sqlite_prepare(struct db *db)
{
	struct db_sqlite *s = of(db);

	s->statements = ARENA_ARRAY(&db->own, (size_t)db_statements_n + 1,
	    sqlite3_stmt *);
	s->gives_key = ARENA_ARRAY(&db->own, (size_t)db_statements_n + 1, bool);
	for (int i = 0; i < db_statements_n; i++) {
		const struct db_statement *st = &db_statements[i];
		if (db->access == DB_READS)
			break; /* statement_of() */
		if (statement_prepare(s, i) != SQLITE_OK)
			return FAIL(db, WHY_BROKEN, "%s:%d: %s: %s", st->file,
			    st->line, st->name, sqlite3_errmsg(s->handle));
	}
	return RC_OK;
}

static void
sqlite_close(struct db *db)
{
	struct db_sqlite *s = of(db);

	for (int i = 0; s->statements != NULL && i < db_statements_n; i++)
		sqlite3_finalize(s->statements[i]);
	for (size_t i = 0; i < CONTROLS; i++)
		sqlite3_finalize(s->controls[i]);
	(void)sqlite3_close(s->handle);
}

static void
sqlite_patience(struct db *db, int ms)
{
	(void)sqlite3_busy_timeout(of(db)->handle, ms);
}

static bool
sqlite_tidy(struct db *db, bool whole)
{
	sqlite3 *h = of(db)->handle;
	int64_t before = sqlite3_total_changes64(h);
	bool more;

	/* New words lie in small parts of their own, and each part costs every
	 * search. Readers in the way of the checkpoint are no failure. */
	(void)sqlite3_exec(h, whole ?
	    "INSERT INTO product_search (product_search) VALUES ('optimize');"
	    "PRAGMA optimize" :
	    "INSERT INTO product_search (product_search, rank) "
	    "VALUES ('merge', 64)", NULL, NULL, NULL);
	more = !whole && sqlite3_total_changes64(h) - before >= 2; /* FTS5's sign */
	(void)sqlite3_wal_checkpoint_v2(h, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
	    NULL);
	return more;
}

/* ---- transactions --------------------------------------------------------- */

static enum rc
sqlite_begin(struct db *db, enum db_access access)
{
	/* IMMEDIATE: a reader that turns into a writer after somebody else's
	 * commit is refused at once, however patient it is. */
	return sqlite_script(db, access == DB_READS ? "BEGIN" :
	    "BEGIN IMMEDIATE");
}

static bool
sqlite_alive(struct db *db)
{
	return sqlite3_get_autocommit(of(db)->handle) == 0;
}

static enum rc
sqlite_commit(struct db *db)
{
	if (!sqlite_alive(db))
		return FAIL(db, WHY_STORE_BUSY,
		    "commit: the transaction was undone by the database");
	return sqlite_script(db, "COMMIT");
}

static void
sqlite_rollback(struct db *db)
{
	if (sqlite_alive(db))
		(void)text_run(of(db), "ROLLBACK");
}

static enum rc
sqlite_query(struct db *db, const char *sql, struct db_table *out)
{
	sqlite3_stmt *q = NULL;
	size_t room = 0, n = 0;
	int step = SQLITE_ERROR;

	if (sqlite3_prepare_v2(of(db)->handle, sql, -1, &q, NULL) == SQLITE_OK) {
		out->columns = (size_t)sqlite3_column_count(q);
		while ((step = sqlite3_step(q)) == SQLITE_ROW) {
			if (n + out->columns > room) {
				struct str *more = ARENA_ARRAY(db->mem,
				    room = (n + out->columns) * 2, struct str);
				if (n > 0)
					memcpy(more, out->cells, n * sizeof(*more));
				out->cells = more;
			}
			for (int i = 0; i < (int)out->columns; i++)
				out->cells[n++] = str_copy(db->mem,
				    str_c((const char *)sqlite3_column_text(q, i)));
			out->rows++;
		}
	}
	if (step != SQLITE_DONE) {
		enum rc rc = sqlite_fail(db, "query");
		sqlite3_finalize(q);
		return rc;
	}
	sqlite3_finalize(q);
	return RC_OK;
}

/* ---- runs ----------------------------------------------------------------- */

static void
bound(struct db_run *r, int result, int i)
{
	if (result != SQLITE_OK)
		r->rc = FAIL(r->db, WHY_BROKEN, "%s: parameter %d: %s", db_name(r),
		    i, sqlite3_errmsg(of(r->db)->handle));
}

static void
sqlite_put_int(struct db_run *r, int i, int64_t v)
{
	bound(r, sqlite3_bind_int64(statement_of(r), i, v), i);
}

static void
sqlite_put_null(struct db_run *r, int i)
{
	bound(r, sqlite3_bind_null(statement_of(r), i), i);
}

/* Not copied: the caller's bytes stay until the run ends. */
static void
sqlite_put_bytes(struct db_run *r, int i, struct str s, bool text)
{
	sqlite3_stmt *st = statement_of(r);

	bound(r, text ?
	    sqlite3_bind_text64(st, i, s.p, s.n, SQLITE_STATIC, SQLITE_UTF8) :
	    sqlite3_bind_blob64(st, i, s.p, s.n, SQLITE_STATIC), i);
}

/* The last row was read, or it failed: lets the snapshot go at once. */
static void
finish(struct db_run *r, bool worked)
{
	sqlite3_stmt *st = statement_of(r);

	if (!worked)
		r->rc = sqlite_fail(r->db, db_name(r));
	else if (db_statements[r->statement].writes && !sqlite3_stmt_readonly(st))
		r->changed = sqlite3_changes64(of(r->db)->handle);
	r->db->cost.steps += sqlite3_stmt_status(st, SQLITE_STMTSTATUS_VM_STEP, 1);
	(void)sqlite3_reset(st);
	(void)sqlite3_clear_bindings(st);
	r->state = NULL;
}

static bool
sqlite_step(struct db_run *r)
{
	sqlite3_stmt *st = statement_of(r);
	int result;

	if (st == NULL) {
		r->rc = FAIL(r->db, WHY_STORE_BUSY, "%s: no memory to prepare it",
		    db_name(r));
		return false;
	}
	r->state = st; /* begun */
	result = sqlite3_step(st);
	if (result == SQLITE_ROW)
		return true;
	if (result == SQLITE_DONE && of(r->db)->gives_key[r->statement] &&
	    r->rows == 0) { /* the one row of the key; sqlite_end() finishes */
		of(r->db)->key = sqlite3_last_insert_rowid(of(r->db)->handle);
		return true;
	}
	finish(r, result == SQLITE_DONE);
	return false;
}

static void
sqlite_end(struct db_run *r)
{
	sqlite3_stmt *st = statement_of(r);
	bool ended = of(r->db)->gives_key != NULL &&
	    of(r->db)->gives_key[r->statement];
	int result = SQLITE_ROW;

	if (st == NULL)
		return;
	if (r->state == NULL) { /* finished, or refused before it began */
		(void)sqlite3_clear_bindings(st);
		return;
	}
	/* A row was enough. What changes must be let run to its end, so that its
	 * changes are counted; it has few rows. */
	while (!ended && r->rc == RC_OK && !sqlite3_stmt_readonly(st) &&
	    (result = sqlite3_step(st)) == SQLITE_ROW)
		continue;
	finish(r, result == SQLITE_ROW || result == SQLITE_DONE);
}

/* Asked through its value: a column of its own would be locked, looked up and
 * asked for failures three times. A value is for one thread; so are we. */
static enum cell
sqlite_get_int(const struct db_run *r, int column, int64_t *out)
{
	const struct db_sqlite *s = of(r->db);
	sqlite3_value *v;
	int type;

	if (s->gives_key[r->statement]) {
		*out = s->key;
		return CELL_IS;
	}
	v = sqlite3_column_value(r->state, column);
	type = sqlite3_value_type(v);
	if (type != SQLITE_INTEGER)
		return type == SQLITE_NULL ? CELL_NULL : CELL_WRONG;
	*out = sqlite3_value_int64(v);
	return CELL_IS;
}

/* Text is taken as the bytes it is (our files are UTF-8): SQLite would make a
 * copy first to put a zero behind, and ours has one anyway. */
static enum cell
sqlite_get_bytes(const struct db_run *r, int column, bool text, struct str *out)
{
	sqlite3_value *v = sqlite3_column_value(r->state, column);
	int type = sqlite3_value_type(v);
	struct str s;

	if (type != (text ? SQLITE_TEXT : SQLITE_BLOB))
		return type == SQLITE_NULL ? CELL_NULL : CELL_WRONG;
	s.p = sqlite3_value_blob(v);
	s.n = (size_t)sqlite3_value_bytes(v);
	/* what has no bytes is still no NULL */
	*out = s.n == 0 ? S("") : str_copy(r->db->mem, s);
	return CELL_IS;
}

const struct backend BACKEND_SQLITE = {
	.prepare = sqlite_prepare, .close = sqlite_close,
	.begin = sqlite_begin, .commit = sqlite_commit,
	.rollback = sqlite_rollback, .script = sqlite_script,
	.query = sqlite_query, .alive = sqlite_alive,
	.patience = sqlite_patience, .tidy = sqlite_tidy,
	.put_int = sqlite_put_int, .put_null = sqlite_put_null,
	.put_bytes = sqlite_put_bytes, .step = sqlite_step,
	.get_int = sqlite_get_int, .get_bytes = sqlite_get_bytes,
	.end = sqlite_end,
};

/*
 * db_postgres: the back end for more than one machine. See db_internal.h.
 *
 * Every statement is prepared once per connection by its name. Parameters
 * travel as binary (a number as eight bytes, text as its bytes), so nothing is
 * quoted and no text needs an end; results travel as text. A connection that
 * was lost is opened again, once, when the next transaction begins.
 */
#include "store/db_internal.h"

#include <endian.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"

struct db_postgres {
	struct db db;
	PGconn *conn;
	/* Of the run that goes on. */
	PGresult *result;
	int row;
	const char *value[DB_PARAMETERS_MAX];
	int length[DB_PARAMETERS_MAX], format[DB_PARAMETERS_MAX];
	int64_t number[DB_PARAMETERS_MAX];
	char settings[700];
	bool *ready; /* by number: the statement is prepared on this line */
	bool lost; /* a statement found the connection gone */
};

static struct db_postgres *
of(const struct db *db)
{
	return (struct db_postgres *)(uintptr_t)db; /* db is its first member */
}

/* ---- failures ------------------------------------------------------------- */

/* What a SQLSTATE means for whoever asked. By class where that is enough. */
static const struct {
	const char *state;
	const struct reason *why;
	const char *words; /* NULL: the server's own */
} STATES[] = {
	{ "23505", &WHY_TAKEN, NULL },         /* unique */
	{ "23503", &WHY_TAKEN, NULL },         /* foreign key */
	{ "23P01", &WHY_TAKEN, NULL },         /* exclusion */
	{ "40001", &WHY_STORE_BUSY, "another change was faster" },
	{ "40P01", &WHY_STORE_BUSY, "another change was faster" },
	{ "55P03", &WHY_STORE_BUSY, "another program holds a lock" },
	{ "57014", &WHY_STORE_BUSY, "it took too long and was interrupted" },
	{ "53100", &WHY_STORE_FULL, "the disk of the database is full" },
	{ "53", &WHY_STORE_BUSY, NULL },       /* memory, connections */
	{ "57P", &WHY_STORE_BUSY, "the database server is stopping or starting" },
	{ "08", &WHY_STORE_BUSY, "the database server cannot be reached" },
	{ "58", &WHY_STORE_BUSY, NULL },       /* its disk */
};

/* Takes the result. The detail is the first line of the server's message,
 * which names tables and columns but no values. */
static enum rc
postgres_fail(struct db *db, PGresult *result, const char *doing)
{
	struct db_postgres *p = of(db);
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const struct reason *why = &WHY_BROKEN;

	if (PQstatus(p->conn) == CONNECTION_BAD) {
		p->lost = true;
		state = "08";
	}
	if (state == NULL)
		state = "";
	if (words == NULL)
		words = "no answer";
	for (size_t i = 0; i < sizeof(STATES) / sizeof(STATES[0]); i++)
		if (strncmp(state, STATES[i].state, strlen(STATES[i].state)) == 0) {
			why = STATES[i].why;
			words = STATES[i].words != NULL ? STATES[i].words : words;
			break;
		}
	if (strcmp(state, "25006") == 0 && db->access == DB_WRITES) {
		why = &WHY_STORE_BUSY;
		words = "the database server is a copy that only reads";
	}
	enum rc rc = FAIL(db, *why, "%s: %s", doing, words);
	PQclear(result);
	return rc;
}

static enum rc
postgres_script(struct db *db, const char *sql)
{
	PGresult *result = PQexec(of(db)->conn, sql);
	ExecStatusType status = PQresultStatus(result);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK &&
	    status != PGRES_EMPTY_QUERY)
		return postgres_fail(db, result, "script");
	PQclear(result);
	return RC_OK;
}

/* ---- connections ---------------------------------------------------------- */

static void
notice(void *arg, const char *message)
{
	(void)arg;
	log_line(LOG_DEBUG, "postgres: %.200s", message);
}

static enum rc
connect_settings(struct db *db)
{
	struct db_postgres *p = of(db);

	(void)PQsetNoticeProcessor(p->conn, notice, NULL);
	return postgres_script(db, p->settings);
}

enum rc
postgres_open(struct str where, enum db_access access, struct fault *fault,
    struct db **out)
{
	struct db_postgres *p = db_new(sizeof(*p), &BACKEND_POSTGRES,
	    DB_POSTGRES, access);
	const char *const names[] = { "dbname", "connect_timeout",
	    "application_name", "client_encoding", NULL };
	const char *const values[] = { str_z(&p->db.own, where), "5", "ocop",
	    "UTF8", NULL };
	enum rc rc;

	db_use(&p->db, &p->db.own, fault);
	(void)snprintf(p->settings, sizeof(p->settings),
	    "SET client_min_messages = warning; SET timezone = 'UTC';"
	    "SET bytea_output = hex; SET standard_conforming_strings = on;"
	    "SET synchronous_commit = on; SET lock_timeout = '5s';"
	    "SET statement_timeout = '30s';"
	    "SET idle_in_transaction_session_timeout = '60s';"
	    "SET default_transaction_read_only = %s;",
	    access == DB_READS ? "on" : "off");
	p->conn = PQconnectdbParams(names, values, 1);
	if (PQstatus(p->conn) != CONNECTION_OK)
		rc = FAIL(&p->db, WHY_STORE_BUSY, "cannot reach the database "
		    "server: %.120s", PQerrorMessage(p->conn));
	else if (PQserverVersion(p->conn) < 130000)
		rc = FAIL(&p->db, WHY_BROKEN, "PostgreSQL 13 or newer is needed");
	else
		rc = connect_settings(&p->db);
	if (rc != RC_OK) {
		db_close(&p->db);
		return rc;
	}
	*out = &p->db;
	return RC_OK;
}

/* The answer to one PREPARE; takes it. */
static enum rc
prepared(struct db *db, int i, PGresult *result)
{
	const struct db_statement *st = &db_statements[i];
	char where[160];

	if (PQresultStatus(result) != PGRES_COMMAND_OK) {
		(void)snprintf(where, sizeof(where), "%s:%d: %s", st->file,
		    st->line, st->name);
		return postgres_fail(db, result, where);
	}
	of(db)->ready[i] = true;
	PQclear(result);
	return RC_OK;
}

/* All of them in one go: the server answers each, and we wait once. */
static enum rc
prepare_all(struct db *db)
{
	struct db_postgres *p = of(db);
	enum rc rc = RC_OK;

	if (PQenterPipelineMode(p->conn) == 0)
		return postgres_fail(db, NULL, "prepare");
	for (int i = 0; i < db_statements_n; i++)
		(void)PQsendPrepare(p->conn, db_statements[i].name,
		    db_statements[i].postgres, 0, NULL);
	(void)PQpipelineSync(p->conn);
	for (int i = 0; i < db_statements_n && rc == RC_OK; i++) {
		rc = prepared(db, i, PQgetResult(p->conn));
		PQclear(PQgetResult(p->conn)); /* NULL: the end of this one */
	}
	/* What comes behind a failure is thrown away with the line. */
	if (rc == RC_OK)
		PQclear(PQgetResult(p->conn));
	if (rc == RC_OK && PQexitPipelineMode(p->conn) == 0)
		rc = postgres_fail(db, NULL, "prepare");
	return rc;
}

/* On a connection that reads, at the first use of each: see db_sqlite.c. */
static enum rc
postgres_prepare(struct db *db)
{
	struct db_postgres *p = of(db);

	if (p->ready == NULL)
		p->ready = ARENA_ARRAY(&db->own, (size_t)db_statements_n + 1, bool);
	memset(p->ready, 0, (size_t)db_statements_n * sizeof(*p->ready));
	return db->access == DB_READS ? RC_OK : prepare_all(db);
}

static void
postgres_close(struct db *db)
{
	PQclear(of(db)->result);
	PQfinish(of(db)->conn);
}

/* The same connection anew: the server was restarted, or a line broke. */
static enum rc
reconnect(struct db *db)
{
	struct db_postgres *p = of(db);
	enum rc rc;

	PQreset(p->conn);
	p->lost = PQstatus(p->conn) != CONNECTION_OK;
	if (p->lost)
		return FAIL(db, WHY_STORE_BUSY,
		    "the database server cannot be reached");
	rc = connect_settings(db);
	if (rc == RC_OK && db->prepared)
		rc = postgres_prepare(db);
	p->lost = rc != RC_OK;
	return rc;
}

static void
postgres_patience(struct db *db, int ms)
{
	char sql[60];

	(void)snprintf(sql, sizeof(sql), "SET lock_timeout = %d", ms);
	(void)postgres_script(db, sql);
}

static bool
postgres_tidy(struct db *db, bool whole)
{
	/* The rest the server does by itself. */
	if (whole)
		PQclear(PQexec(of(db)->conn, "ANALYZE"));
	return false;
}

/* ---- transactions --------------------------------------------------------- */

static enum rc
postgres_begin(struct db *db, enum db_access access)
{
	static const char *const begin[] = {
		/* One snapshot for all statements of a page, as SQLite gives it. */
		[DB_READS] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
		/* The turn of decision 0029; each statement behind it sees what was
		 * committed before it came. */
		[DB_WRITES] = "BEGIN READ WRITE; SELECT pg_advisory_xact_lock(7366192)",
		[DB_BESIDE] = "BEGIN READ WRITE; SELECT pg_advisory_xact_lock_shared(7366192)",
	};
	const char *sql = begin[access];
	enum rc rc = RC_OK;

	if (of(db)->lost)
		rc = reconnect(db);
	if (rc == RC_OK)
		rc = postgres_script(db, sql);
	if (rc != RC_OK && of(db)->lost && (rc = reconnect(db)) == RC_OK)
		rc = postgres_script(db, sql);
	if (rc != RC_OK && !of(db)->lost)
		PQclear(PQexec(of(db)->conn, "ROLLBACK")); /* it began, and its turn did not come */
	return rc;
}

static bool
postgres_alive(struct db *db)
{
	return PQtransactionStatus(of(db)->conn) == PQTRANS_INTRANS ||
	    PQtransactionStatus(of(db)->conn) == PQTRANS_INERROR;
}

static enum rc
postgres_commit(struct db *db)
{
	PGresult *result = PQexec(of(db)->conn, "COMMIT");

	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		return postgres_fail(db, result, "commit");
	/* COMMIT of a failed transaction "works", and says ROLLBACK. */
	bool kept = strcmp(PQcmdStatus(result), "COMMIT") == 0;
	PQclear(result);
	return kept ? RC_OK : FAIL(db, WHY_BROKEN, "commit: it was undone");
}

static void
postgres_rollback(struct db *db)
{
	if (postgres_alive(db))
		PQclear(PQexec(of(db)->conn, "ROLLBACK"));
}

static enum rc
postgres_query(struct db *db, const char *sql, struct db_table *out)
{
	PGresult *result = PQexec(of(db)->conn, sql);

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		return postgres_fail(db, result, "query");
	out->rows = (size_t)PQntuples(result);
	out->columns = (size_t)PQnfields(result);
	out->cells = ARENA_ARRAY(db->mem, out->rows * out->columns + 1, struct str);
	for (size_t i = 0; i < out->rows * out->columns; i++) {
		int row = (int)(i / out->columns), column = (int)(i % out->columns);
		if (!PQgetisnull(result, row, column))
			out->cells[i] = str_copy(db->mem,
			    str_c(PQgetvalue(result, row, column)));
	}
	PQclear(result);
	return RC_OK;
}

/* ---- runs ----------------------------------------------------------------- */

static void
postgres_put(struct db_run *r, int i, const void *value, size_t length)
{
	struct db_postgres *p = of(r->db);

	REQUIRE(i >= 1 && i <= DB_PARAMETERS_MAX && length < 1u << 30);
	p->value[i - 1] = value;
	p->length[i - 1] = (int)length;
	p->format[i - 1] = 1;
}

static void
postgres_put_int(struct db_run *r, int i, int64_t v)
{
	int64_t *number = &of(r->db)->number[i - 1];

	*number = (int64_t)htobe64((uint64_t)v);
	postgres_put(r, i, number, sizeof(*number));
}

static void
postgres_put_null(struct db_run *r, int i)
{
	postgres_put(r, i, NULL, 0);
}

static void
postgres_put_bytes(struct db_run *r, int i, struct str s, bool text)
{
	(void)text; /* binary text and binary bytea are both just the bytes */
	postgres_put(r, i, s.p, s.n);
}

static bool
postgres_step(struct db_run *r)
{
	struct db_postgres *p = of(r->db);
	const struct db_statement *st = &db_statements[r->statement];
	ExecStatusType status;

	if (!p->ready[r->statement]) {
		r->rc = prepared(r->db, r->statement, PQprepare(p->conn, st->name,
		    st->postgres, 0, NULL));
		if (r->rc != RC_OK)
			return false;
	}
	if (r->state == NULL) {
		p->result = PQexecPrepared(p->conn, st->name, st->n_in, p->value,
		    p->length, p->format, 0);
		p->row = -1;
		r->state = p;
		status = PQresultStatus(p->result);
		if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
			PGresult *result = p->result;
			p->result = NULL;
			r->rc = postgres_fail(r->db, result, st->name);
			return false;
		}
		int64_t n = 0;
		if (st->writes && strncmp(PQcmdStatus(p->result), "SELECT", 6) != 0 &&
		    str_int(str_c(PQcmdTuples(p->result)), &n))
			r->changed = n;
	}
	return ++p->row < PQntuples(p->result);
}

static void
postgres_end(struct db_run *r)
{
	struct db_postgres *p = of(r->db);

	if (p->result != NULL)
		r->db->cost.steps += PQntuples(p->result);
	PQclear(p->result);
	p->result = NULL;
}

static enum cell
postgres_get_int(const struct db_run *r, int column, int64_t *out)
{
	const struct db_postgres *p = of(r->db);
	struct str s = str_c(PQgetvalue(p->result, p->row, column));

	if (PQgetisnull(p->result, p->row, column) != 0)
		return CELL_NULL;
	if (str_eq(s, S("t")) || str_eq(s, S("f"))) { /* EXISTS (…), a = b */
		*out = s.p[0] == 't';
		return CELL_IS;
	}
	return str_int(s, out) ? CELL_IS : CELL_WRONG;
}

static int
hex_digit(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

static enum cell
postgres_get_bytes(const struct db_run *r, int column, bool text,
    struct str *out)
{
	const struct db_postgres *p = of(r->db);
	const char *value = PQgetvalue(p->result, p->row, column);
	size_t n = (size_t)PQgetlength(p->result, p->row, column);
	char *copy;

	if (PQgetisnull(p->result, p->row, column) != 0)
		return CELL_NULL;
	if (text) {
		*out = str_copy(r->db->mem, (struct str){ value, n });
		return CELL_IS;
	}
	if (n < 2 || value[0] != '\\' || value[1] != 'x')
		return CELL_WRONG;
	n = n / 2 - 1;
	copy = arena_alloc(r->db->mem, n + 1);
	for (size_t i = 0; i < n; i++)
		copy[i] = (char)(hex_digit(value[2 + 2 * i]) << 4 |
		    hex_digit(value[3 + 2 * i]));
	*out = (struct str){ copy, n };
	return CELL_IS;
}

const struct backend BACKEND_POSTGRES = {
	.prepare = postgres_prepare, .close = postgres_close,
	.begin = postgres_begin, .commit = postgres_commit,
	.rollback = postgres_rollback, .script = postgres_script,
	.query = postgres_query, .alive = postgres_alive,
	.patience = postgres_patience, .tidy = postgres_tidy,
	.put_int = postgres_put_int, .put_null = postgres_put_null,
	.put_bytes = postgres_put_bytes, .step = postgres_step,
	.get_int = postgres_get_int, .get_bytes = postgres_get_bytes,
	.end = postgres_end,
};

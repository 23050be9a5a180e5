/*
 * night_crash: the night is killed at every step that reaches the disk or the
 * server, and begun again: each of its words is said exactly once, whatever was
 * done before. A night set back to an earlier day says nothing.
 */
#include "act/night.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "act/writer.h"
#include "law_help.h"
#include "store_help.h"

/* ---- steps: what SQLite writes, what libpq sends ---------------------------------- */

static int steps, kill_at; /* 0: never */

static void
step(void)
{
	if (++steps == kill_at)
		(void)kill(getpid(), SIGKILL);
}

int
fdatasync(int fd)
{
	step();
	return (int)syscall(SYS_fdatasync, fd);
}

ssize_t
pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
	step();
	return syscall(SYS_pwrite64, fd, bytes, n, at);
}

ssize_t
send(int fd, const void *bytes, size_t n, int flags)
{
	step();
	return syscall(SYS_sendto, fd, bytes, n, flags, NULL, 0);
}

/* ---- an office whose night has much to say ------------------------------------------ */

/* The night of 01/09/2026 was the last; that of 10/09/2026 is killed. One
 * certificate has lapsed meanwhile, one comes due, one runs on and lapses; a
 * report of misuse and a correction are near their day. */
#define LAST "2026-09-01"
#define TONIGHT "2026-09-10"

static const char WORLD[] = WORLD_OFFICE
    "INSERT INTO subject (id, name, fold, kind, state, unit_code, ticks, sample,"
    " created_at, version) VALUES (1, 'HTX Mẫu 1', '', 1, 2, '25001', 0, 1, 0, 1);"
    "INSERT INTO member (account, subject) VALUES (2, 1);"
    "INSERT INTO product (id, subject, name, fold, pack, set_code, unit_code,"
    " sample, created_at, version) VALUES"
    " (1, 1, 'Gạo Mẫu', '', 'qd26-2026', 'QD26-01', '25001', 1, 0, 1),"
    " (2, 1, 'Trà Mẫu', '', 'qd26-2026', 'QD26-02', '25001', 1, 0, 1),"
    " (3, 1, 'Mắm Mẫu', '', 'qd26-2026', 'QD26-02', '25001', 1, 0, 1);";

static const char DATES[] =
    "INSERT INTO certificate (id, code, product, star, issued_year, "
    " valid_until_on, extended_until_on, created_at) VALUES"
    " (1, 'C1', 1, 4, 2023, %d, NULL, 0), (2, 'C2', 2, 4, 2024, %d, NULL, 0),"
    " (3, 'C3', 3, 3, 2023, %d, %d, 0);"
    "INSERT INTO misuse (id, product, agency, number, body, state, at, due_on, "
    " version) VALUES (1, 2, 1, 'AAAA-BBBB', 'Mẫu', 1, 0, %d, 1);"
    "INSERT INTO inspection (id, product, certificate, agency, worker, kind, "
    " planned_on, state, done_on, correct_by_on, created_at, version) VALUES"
    " (1, 2, 2, 1, 2, 1, %d, 3, %d, %d, 0, 1);"
    "INSERT INTO setting (name, value) VALUES ('night.certificates', '" LAST "'),"
    " ('night.opinions', '" LAST "'), ('night.deadlines', '" LAST "');";

static struct day
on(const char *iso)
{
	struct day d;

	REQUIRE(day_read_iso(str_c(iso), &d));
	return d;
}

static bool
world_make(struct db *db)
{
	const int tonight = on(TONIGHT).n;
	struct str dates = str_printf(unit_mem(), DATES, tonight - 3,
	    tonight + 179, tonight - 100, tonight - 2, tonight + 1, tonight - 30,
	    tonight - 30, tonight + 2);

	return CHECK_INT(db_begin(db, DB_WRITES), RC_OK) &&
	    CHECK_INT(db_script(db, WORLD), RC_OK) &&
	    CHECK_INT(db_script(db, str_z(unit_mem(), dates)), RC_OK) &&
	    CHECK_INT(db_commit(db), RC_OK);
}

/* ---- a night, all its watches ---------------------------------------------------------- */

struct turn {
	struct ctx ctx;
	size_t watch;
};

static enum rc
turn_run(void *arg)
{
	struct turn *t = arg;

	return night_run(&t->ctx, t->watch);
}

static enum rc
night_all(struct db *db, struct day today)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < night_watches_n; i++) {
		struct fault fault = { .why = NULL };
		struct turn t = { .watch = i, .ctx = { .mem = unit_mem(),
		    .fault = &fault, .law = the_law(), .today = today,
		    .now = moment_of(today, 2, 0) } };

		rc = writer_inline(db, &(struct writer_job){ .run = turn_run,
		    .arg = &t, .ctx = &t.ctx });
		if (rc != RC_OK)
			printf("# watch %zu: %s\n", i, fault.detail);
	}
	return rc;
}

/* In a process of its own, killed at a step. Whether it came to its end. */
static bool
night_killed(struct str where, int at)
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		struct db *db = store_open(where, DB_WRITES);

		steps = 0;
		kill_at = at;
		(void)night_all(db, on(TONIGHT));
		kill_at = 0;
		_exit(0);
	}
	REQUIRE(waitpid(pid, &status, 0) == pid);
	return WIFEXITED(status);
}

/* ---- what was said, as one text ---------------------------------------------------------- */

static void
notices_put(struct db *db, struct account_id account, struct agency_id agency,
    struct buf *out)
{
	struct q_notice_list_rows rows;

	CHECK_INT(q_notice_list(db, account, agency,
	    (struct notice_id){ INT64_MAX }, &rows), RC_OK);
	for (size_t i = 0; i < rows.n; i++)
		buf_printf(out, "%.*s: %.*s\n", STR_ARG(rows.v[i].kind),
		    STR_ARG(rows.v[i].arg));
}

static struct str
said(struct db *db)
{
	struct buf out = buf_new(unit_mem(), 64 * KIB);
	struct q_register_records_rows rows;

	CHECK_INT(db_begin(db, DB_READS), RC_OK);
	notices_put(db, (struct account_id){ 2 }, (struct agency_id){ 0 }, &out);
	for (int64_t a = 1; a <= 2; a++)
		notices_put(db, (struct account_id){ 0 }, (struct agency_id){ a }, &out);
	for (int64_t c = 1; c <= 3; c++) {
		CHECK_INT(q_register_records(db, (struct certificate_id){ c },
		    &rows), RC_OK);
		for (size_t i = 0; i < rows.n; i++)
			buf_printf(&out, "%d %.*s\n", (int)c, STR_ARG(rows.v[i].kind));
	}
	db_rollback(db);
	return buf_str(&out);
}

/* The same office again: nothing was said yet. */
static bool
forget(struct db *db)
{
	return CHECK_INT(db_begin(db, DB_WRITES), RC_OK) &&
	    CHECK_INT(db_script(db, "DELETE FROM notice; DELETE FROM turn;"
	    "DELETE FROM record; UPDATE setting SET value = '" LAST "'"
	    " WHERE name LIKE 'night.%'"), RC_OK) &&
	    CHECK_INT(db_commit(db), RC_OK);
}

static void
killed_at_each_step(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);
	struct str whole;
	bool ended = false;
	int at;

	if (db == NULL || !world_make(db))
		return;
	CHECK_INT(night_all(db, on(TONIGHT)), RC_OK);
	whole = said(db);
	CHECK(str_has(whole, S("1 certificate.lapsed")));
	CHECK(str_has(whole, S("2 certificate.due")));
	CHECK(str_has(whole, S("3 certificate.lapsed")));
	CHECK(str_has(whole, S("due_report")) && str_has(whole, S("due_correction")));
	for (at = 1; !ended && at < 400; at++) {
		unit_row("killed at step %d", at);
		if (!forget(db))
			break;
		db_close(db);
		ended = night_killed(where, at);
		db = store_open(where, DB_WRITES);
		CHECK_INT(night_all(db, on(TONIGHT)), RC_OK);
		CHECK_STR(said(db), whole);
	}
	unit_row("%d steps", at);
	CHECK(ended && at > 6);
	/* and the clock is set back, a day and a year; then it is right again */
	CHECK_INT(night_all(db, day_add(on(TONIGHT), -1)), RC_OK);
	CHECK_INT(night_all(db, day_add(on(TONIGHT), -365)), RC_OK);
	CHECK_INT(night_all(db, on(TONIGHT)), RC_OK);
	CHECK_STR(said(db), whole);
	db_close(db);
}

static void
each(void)
{
	store_each(killed_at_each_step);
}

static const struct unit_test tests[] = {
	{ "killed at every step, each word is said once", each },
};
UNIT_MAIN(tests)

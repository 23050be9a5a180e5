/*
 * signup: one phone number, twice in the same instant. On PostgreSQL the second
 * waits for the first to commit and then meets its row; it is answered like any
 * number that is known, and nothing of it is kept.
 */
#include <unistd.h>

#include "act/signup.h"
#include "act/writer.h"
#include "store_help.h"

#define AT_ONCE 4 /* WRITER_WORKERS */

struct asker {
	struct writer_job job;
	struct ctx ctx;
	struct fault fault;
	struct arena mem;
	struct signup in;
	enum rc rc;
};

static enum rc
asker_run(void *arg)
{
	struct asker *a = arg;

	return signup_add(&a->ctx, &a->in);
}

static void
asker_done(void *arg, enum rc rc)
{
	((struct asker *)arg)->rc = rc;
}

static void
asker_init(struct asker *a, int i)
{
	*a = (struct asker){ .rc = RC_BROKEN, .in = { .phone = S("0912345678"),
	    .name = S("Người Mẫu"), .password = S("x"), .subject = S("HTX Mẫu 3"),
	    .kind = 1, .unit_code = S("25807"), .lang = S("vi"),
	    .address = str_printf(unit_mem(), "192.0.2.%d", i),
	    .consent = true } };
	arena_init(&a->mem, MIB);
	a->ctx = (struct ctx){ .mem = &a->mem, .fault = &a->fault,
	    .now = STORE_NOW, .today = day_of(STORE_NOW) };
	a->job = (struct writer_job){ .run = asker_run, .done = asker_done,
	    .arg = a, .ctx = &a->ctx };
}

static int64_t
count(struct db *db, const char *sql)
{
	struct db_table t;
	int64_t n = -1;

	if (CHECK_INT(db_query(db, sql, &t), RC_OK))
		CHECK(str_int(t.cells[0], &n));
	return n;
}

/* Somebody else's transaction has the number and is not committed; the askers
 * run into it; it commits, or it is undone. */
static void
twice(struct str where, bool kept)
{
	static struct asker askers[AT_ONCE];
	struct db *first = store_open(where, DB_WRITES);
	struct writer *w;

	if (first == NULL)
		return;
	CHECK_INT(db_begin(first, DB_WRITES), RC_OK);
	CHECK_INT(db_script(first, "INSERT INTO unit (code, level, kind, name, "
	    "full_name, fold, parent_code, province_code, since_on) VALUES ('25807',"
	    " 3, 'xã', 'Thanh An', 'Xã Thanh An', 'xa thanh an', '79', '79', 1);"
	    "INSERT INTO agency (code, name, level, unit_code, province_code, "
	    "since_on) VALUES ('xa', 'UBND xã Thanh An', 3, '25807', '79', 1)"),
	    RC_OK);
	CHECK_INT(db_commit(first), RC_OK);
	if (!CHECK_INT(writer_open(where, &store_fault, &w), RC_OK))
		return;
	CHECK_INT(db_begin(first, DB_WRITES), RC_OK);
	CHECK_INT(db_script(first, "INSERT INTO account (login, name, password, "
	    "state, lang, sample, created_at, version) VALUES ('0912345678', 'x', "
	    "'x', 1, 'vi', 0, 0, 1)"), RC_OK);
	for (int i = 0; i < AT_ONCE; i++) {
		asker_init(&askers[i], i);
		CHECK(writer_put(w, &askers[i].job));
	}
	/* SQLite holds them at the door, PostgreSQL at the number. */
	while (db_kind(first) == DB_POSTGRES && count(first, "SELECT count(*) FROM "
	    "pg_stat_activity WHERE datname = current_database() AND "
	    "wait_event_type = 'Lock'") < AT_ONCE)
		(void)usleep(1000);
	if (kept)
		CHECK_INT(db_commit(first), RC_OK);
	else
		db_rollback(first);
	writer_close(w);
	for (int i = 0; i < AT_ONCE; i++) {
		if (!CHECK_INT(askers[i].rc, RC_OK))
			printf("# %s %s\n", askers[i].fault.why->code,
			    askers[i].fault.detail);
		arena_release(&askers[i].mem);
	}
	CHECK_INT(count(first, "SELECT count(*) FROM account"), 1);
	CHECK_INT(count(first, "SELECT count(*) FROM subject"), !kept);
	CHECK_INT(count(first, "SELECT count(*) FROM notice"), !kept);
	db_close(first);
}

static void number_taken(struct str where) { twice(where, true); }
static void number_let_go(struct str where) { twice(where, false); }
static void each_taken(void) { store_each(number_taken); }
static void each_let_go(void) { store_each(number_let_go); }

static const struct unit_test tests[] = {
	{ "a number that is taken meanwhile is a known one", each_taken },
	{ "a number that is let go is taken once", each_let_go },
};
UNIT_MAIN(tests)

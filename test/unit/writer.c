/* The writer: many acts share a commit, each is undone alone, none is answered
 * before it is kept. */
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>

#include "act/record.h"
#include "act/writer.h"
#include "store_help.h"

#define JOBS 200

/* A change as a test makes it: what it does is said by `how`. */
enum how { KEEPS, FAILS, SAYS_NOTHING, IN_SILENCE, TAKES_ALL };

struct change {
	struct writer_job job;
	struct ctx ctx;
	struct fault fault;
	struct arena mem;
	enum how how;
	int told;
	enum rc rc;
	struct gate *gate;
};

/* Holds the writer inside its first job until the others wait. */
struct gate {
	pthread_mutex_t lock;
	pthread_cond_t opened;
	bool open;
};
#define GATE_CLOSED { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false }

static void
gate_open(struct gate *gate)
{
	(void)pthread_mutex_lock(&gate->lock);
	gate->open = true;
	(void)pthread_cond_broadcast(&gate->opened);
	(void)pthread_mutex_unlock(&gate->lock);
}

static enum rc
change_run(void *arg)
{
	struct change *ch = arg;
	struct ctx *c = &ch->ctx;
	struct q_record_add out;

	if (ch->gate != NULL) {
		(void)pthread_mutex_lock(&ch->gate->lock);
		while (!ch->gate->open)
			(void)pthread_cond_wait(&ch->gate->opened, &ch->gate->lock);
		(void)pthread_mutex_unlock(&ch->gate->lock);
	}
	if (ch->how == IN_SILENCE)
		return q_record_add(c->db, &(struct q_record_add_in){
		    .at = c->now, .kind = S("x"), .noun = S("x"), .body = S("{}") },
		    &out);
	enum rc rc = record_add(c, "holiday.put", "dossier", 1, "{\"n\":%d}", 5);
	if (rc == RC_OK && ch->how == FAILS)
		return FAIL(c, WHY_INVALID_FORM, "as asked");
	if (rc == RC_OK && ch->how == SAYS_NOTHING)
		return RC_CONFLICT;
	if (ch->how == TAKES_ALL)
		(void)arena_alloc(c->mem, 2 * MIB);
	return rc;
}

static void
change_done(void *arg, enum rc rc)
{
	struct change *ch = arg;

	ch->told++;
	ch->rc = rc;
}

static struct change *
change_new(enum how how)
{
	struct change *ch = ARENA_NEW(unit_mem(), struct change);

	arena_init(&ch->mem, MIB);
	ch->how = how;
	ch->ctx = (struct ctx){ .mem = &ch->mem, .fault = &ch->fault,
	    .now = STORE_NOW };
	ch->job = (struct writer_job){ .run = change_run, .done = change_done,
	    .arg = ch, .ctx = &ch->ctx };
	return ch;
}

static int64_t
records(struct str where)
{
	struct db *db = store_open(where, DB_READS);
	struct db_table t;
	int64_t n = -1;

	if (db == NULL || db_query(db, "SELECT count(*) FROM record", &t) != RC_OK ||
	    !str_int(t.cells[0], &n))
		CHECK(!"counts");
	db_close(db);
	return n;
}

static void
each_is_undone_alone(struct str where)
{
	static const struct { enum how how; enum rc rc; } WANT[] = {
		{ KEEPS, RC_OK }, { FAILS, RC_INVALID }, { KEEPS, RC_OK },
		{ SAYS_NOTHING, RC_BROKEN }, { IN_SILENCE, RC_BROKEN },
		{ TAKES_ALL, RC_INVALID }, { KEEPS, RC_OK },
	};
	struct change *ch[7];
	struct gate gate = GATE_CLOSED;
	struct writer *w;

	db_close(store_open(where, DB_WRITES));
	if (!CHECK_INT(writer_open(where, &store_fault, &w), RC_OK))
		return;
	for (int i = 0; i < 7; i++) {
		ch[i] = change_new(WANT[i].how);
		ch[i]->gate = i == 0 ? &gate : NULL;
		CHECK(writer_put(w, &ch[i]->job));
	}
	gate_open(&gate);
	struct change *last = change_new(KEEPS);
	CHECK_INT(writer_wait(w, &last->job), RC_OK);
	writer_close(w);
	for (int i = 0; i < 7; i++) {
		CHECK_INT(ch[i]->told, 1);
		CHECK_INT(ch[i]->rc, WANT[i].rc);
		arena_release(&ch[i]->mem);
	}
	arena_release(&last->mem);
	CHECK_INT(records(where), 4);
}

/* Closing finishes what waits; nothing is lost and all are told. */
static void
closing_finishes(struct str where)
{
	static struct change *ch[JOBS];
	struct gate gate = GATE_CLOSED;
	struct writer *w;

	db_close(store_open(where, DB_WRITES));
	if (!CHECK_INT(writer_open(where, &store_fault, &w), RC_OK))
		return;
	for (int i = 0; i < JOBS; i++) {
		ch[i] = change_new(KEEPS);
		ch[i]->gate = i == 0 ? &gate : NULL;
		CHECK(writer_put(w, &ch[i]->job));
	}
	gate_open(&gate);
	writer_close(w);
	for (int i = 0; i < JOBS; i++) {
		CHECK_INT(ch[i]->told, 1);
		CHECK_INT(ch[i]->rc, RC_OK);
		arena_release(&ch[i]->mem);
	}
	CHECK_INT(records(where), JOBS);
}

/* Two hundred jobs that wait together need a handful of commits, not 200. */
static void
one_commit_for_all(void)
{
	static struct change *ch[JOBS];
	struct gate gate = GATE_CLOSED;
	struct str where = store_place(DB_SQLITE);
	struct writer *w;
	struct writer_counts counts;

	db_close(store_open(where, DB_WRITES));
	if (!CHECK_INT(writer_open(where, &store_fault, &w), RC_OK))
		return;
	for (int i = 0; i < JOBS; i++) {
		ch[i] = change_new(KEEPS);
		ch[i]->gate = i == 0 ? &gate : NULL;
		CHECK(writer_put(w, &ch[i]->job));
	}
	gate_open(&gate);
	struct change *last = change_new(KEEPS);
	CHECK_INT(writer_wait(w, &last->job), RC_OK);
	counts = writer_counts(w);
	writer_close(w);
	for (int i = 0; i < JOBS; i++)
		arena_release(&ch[i]->mem);
	arena_release(&last->mem);
	CHECK_INT(counts.jobs, JOBS + 1);
	CHECK(counts.commits <= 3);
	CHECK(counts.batch_most >= JOBS / 2);
	CHECK_INT(records(where), JOBS + 1);
	store_drop(where);
}

/* The database is locked by another program: nobody is told it worked. */
static void
no_lock_no_answer(void)
{
	struct str where = store_place(DB_SQLITE);
	struct db *other = store_open(where, DB_WRITES);
	struct change *ch = change_new(KEEPS);
	struct db *mine = store_open(where, DB_WRITES);

	if (other == NULL || mine == NULL)
		return;
	CHECK_INT(db_begin(other, DB_WRITES), RC_OK);
	db_set_patience(mine, 20);
	CHECK_INT(writer_inline(mine, &ch->job), RC_BUSY);
	CHECK_INT(ch->told, 1);
	CHECK_INT(ch->rc, RC_BUSY);
	CHECK(ch->fault.why == &WHY_STORE_BUSY);
	db_rollback(other);
	ch->fault = (struct fault){ 0 };
	CHECK_INT(writer_inline(mine, &ch->job), RC_OK);
	CHECK_INT(records(where), 1);
	db_close(mine);
	db_close(other);
	arena_release(&ch->mem);
	store_drop(where);
}

/* The disk fills up while jobs run: the batch fails as a whole and says so;
 * later, with room, the same writer works again. */
static enum rc
change_fills(void *arg)
{
	struct change *ch = arg;
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < 2000; i++)
		rc = record_add(&ch->ctx, "holiday.put", "dossier", i,
		    "{\"long\":\"%01000d\"}", i);
	return rc;
}

static void
a_full_disk_is_busy(void)
{
	struct str where = store_place(DB_SQLITE);
	struct db *db = store_open(where, DB_WRITES);
	struct change *ch = change_new(KEEPS), *after = change_new(KEEPS);
	struct db_table t;

	if (db == NULL)
		return;
	CHECK_INT(db_query(db, "PRAGMA max_page_count = 300", &t), RC_OK);
	ch->job.run = change_fills;
	CHECK_INT(writer_inline(db, &ch->job), RC_BUSY);
	CHECK(str_has(str_c(ch->fault.detail), S("disk is full")));
	CHECK_INT(writer_inline(db, &after->job), RC_OK);
	CHECK_INT(records(where), 1);
	db_close(db);
	arena_release(&ch->mem);
	arena_release(&after->mem);
	store_drop(where);
}

/* Writing fails with an error of the machine, not for want of room. */
static void
a_failing_disk_is_busy(void)
{
	struct str where = store_place(DB_SQLITE);
	struct db *db = store_open(where, DB_WRITES);
	struct change *ch = change_new(KEEPS), *after = change_new(KEEPS);
	struct rlimit before, little;

	if (db == NULL)
		return;
	(void)signal(SIGXFSZ, SIG_IGN);
	CHECK(getrlimit(RLIMIT_FSIZE, &before) == 0);
	little = (struct rlimit){ 1024 * 1024, before.rlim_max };
	CHECK(setrlimit(RLIMIT_FSIZE, &little) == 0);
	ch->job.run = change_fills;
	CHECK_INT(writer_inline(db, &ch->job), RC_BUSY);
	CHECK(ch->fault.why == &WHY_STORE_BUSY);
	CHECK(setrlimit(RLIMIT_FSIZE, &before) == 0);
	CHECK_INT(writer_inline(db, &after->job), RC_OK);
	CHECK_INT(records(where), 1);
	db_close(db);
	arena_release(&ch->mem);
	arena_release(&after->mem);
	store_drop(where);
}

/* The commit itself fails: nobody of the batch is told that it worked. */
static enum rc
change_poisons(void *arg)
{
	struct change *ch = arg;

	/* A reference that leads nowhere and is looked at only by the commit. */
	return db_script(ch->ctx.db, "PRAGMA defer_foreign_keys = ON;"
	    "INSERT INTO member (account, subject) VALUES (77, 77)");
}

static void
a_failed_commit_fails_all(void)
{
	struct str where = store_place(DB_SQLITE);
	struct gate gate = GATE_CLOSED;
	struct change *first = change_new(KEEPS), *good = change_new(KEEPS);
	struct change *bad = change_new(KEEPS), *after = change_new(KEEPS);
	struct writer *w;

	db_close(store_open(where, DB_WRITES));
	if (!CHECK_INT(writer_open(where, &store_fault, &w), RC_OK))
		return;
	first->gate = &gate;
	bad->job.run = change_poisons;
	CHECK(writer_put(w, &first->job));
	while (writer_counts(w).waiting > 0) /* the others make a batch */
		(void)usleep(200);
	CHECK(writer_put(w, &good->job));
	CHECK(writer_put(w, &bad->job));
	gate_open(&gate);
	while (writer_counts(w).jobs < 3)
		(void)usleep(200);
	CHECK_INT(writer_wait(w, &after->job), RC_OK);
	writer_close(w);
	CHECK_INT(first->rc, RC_OK);
	CHECK(good->told == 1 && good->rc != RC_OK && good->fault.why != NULL);
	CHECK(bad->told == 1 && bad->rc != RC_OK);
	CHECK_INT(records(where), 2); /* the first and the one after */
	arena_release(&first->mem);
	arena_release(&good->mem);
	arena_release(&bad->mem);
	arena_release(&after->mem);
	store_drop(where);
}

static void
a_full_queue_refuses(void)
{
	struct str where = store_place(DB_SQLITE);
	struct gate gate = GATE_CLOSED;
	static struct writer_job many[WRITER_QUEUE_MAX + WRITER_BATCH_MAX + 2];
	struct change *first = change_new(KEEPS), *rest = change_new(KEEPS);
	struct writer *w;
	int taken = 0;

	db_close(store_open(where, DB_WRITES));
	if (!CHECK_INT(writer_open(where, &store_fault, &w), RC_OK))
		return;
	first->gate = &gate;
	CHECK(writer_put(w, &first->job));
	while (writer_counts(w).waiting > 0) /* until the writer holds it */
		(void)usleep(200);
	for (size_t i = 0; i < sizeof(many) / sizeof(many[0]); i++) {
		many[i] = rest->job;
		taken += writer_put(w, &many[i]);
	}
	CHECK_INT(taken, WRITER_QUEUE_MAX);
	CHECK_INT(writer_counts(w).refused, WRITER_BATCH_MAX + 2);
	gate_open(&gate);
	writer_close(w);
	CHECK_INT(rest->told, WRITER_QUEUE_MAX);
	CHECK_INT(records(where), WRITER_QUEUE_MAX + 1);
	arena_release(&first->mem);
	arena_release(&rest->mem);
	store_drop(where);
}

static void
readers_are_lent(struct str where)
{
	struct readers *r;
	struct ctx a = { .mem = unit_mem(), .fault = &store_fault }, b = a;
	struct q_record_list_of_rows rows;

	db_close(store_open(where, DB_WRITES));
	if (!CHECK_INT(readers_open(where, 2, &store_fault, &r), RC_OK))
		return;
	CHECK_INT(readers_begin(r, &a), RC_OK);
	CHECK_INT(readers_begin(r, &b), RC_OK);
	CHECK(a.db != b.db);
	CHECK_INT(q_record_list_of(a.db, S("x"), 1, (struct record_id){ 0 }, &rows),
	    RC_OK);
	CHECK_INT(rows.n, 0);
	readers_end(r, &a);
	readers_end(r, &b);
	CHECK(a.db == NULL);
	readers_close(r);
}

static void each_undone(void) { store_each(each_is_undone_alone); }
static void each_closing(void) { store_each(closing_finishes); }
static void each_lent(void) { store_each(readers_are_lent); }

static const struct unit_test tests[] = {
	{ "each job is undone alone", each_undone },
	{ "closing finishes what waits", each_closing },
	{ "jobs that wait together share a commit", one_commit_for_all },
	{ "a locked database is busy, then works", no_lock_no_answer },
	{ "a full disk is busy, then works", a_full_disk_is_busy },
	{ "a failing disk is busy, then works", a_failing_disk_is_busy },
	{ "a failed commit fails all of its batch", a_failed_commit_fails_all },
	{ "a full queue refuses", a_full_queue_refuses },
	{ "readers are lent and given back", each_lent },
};
UNIT_MAIN(tests)

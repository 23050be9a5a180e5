/*
 * job: when what repeats is due, and that a night is neither lost nor doubled.
 * The clock is an argument everywhere; nothing here waits.
 */
#include "act/clock_watch.h"
#include "act/job.h"
#include "act/record.h"
#include "act/writer.h"
#include "store_help.h"

static struct moment
at(const char *day, int hour, int minute)
{
	struct day d;

	REQUIRE(day_read_iso(str_c(day), &d));
	return moment_of(d, hour, minute);
}

static void
every_so_often(void)
{
	const struct rhythm r = EVERY(600);
	const struct moment t = at("2026-09-01", 9, 0);

	CHECK(rhythm_due(r, (struct moment){ 0 }, t));
	CHECK(!rhythm_due(r, t, t));
	CHECK(!rhythm_due(r, t, (struct moment){ t.ms + 599999 }));
	CHECK(rhythm_due(r, t, (struct moment){ t.ms + 600000 }));
	CHECK(rhythm_due(r, t, (struct moment){ t.ms - 1 })); /* set back */
}

static void
once_a_night(void)
{
	const struct rhythm r = NIGHTLY(3, 0);
	static const struct {
		const char *last; int last_hour;
		const char *now; int hour, minute;
		bool due;
	} rows[] = {
		{ "2026-09-01", 3, "2026-09-01", 3, 0, false },
		{ "2026-09-01", 3, "2026-09-01", 23, 59, false },
		{ "2026-09-01", 3, "2026-09-02", 2, 59, false },
		{ "2026-09-01", 3, "2026-09-02", 3, 0, true },
		{ "2026-09-01", 3, "2026-09-02", 8, 0, true },  /* switched on late */
		{ "2026-09-01", 3, "2026-09-20", 1, 0, true },  /* many missed: once */
		{ "2026-12-31", 3, "2027-01-01", 3, 0, true },
		{ "2026-09-02", 3, "2026-09-01", 12, 0, false }, /* set back */
		{ "2026-09-01", 9, "2026-09-01", 9, 1, false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unit_row("row %zu", i);
		CHECK_INT(rhythm_due(r, at(rows[i].last, rows[i].last_hour, 0),
		    at(rows[i].now, rows[i].hour, rows[i].minute)), rows[i].due);
	}
	unit_row("%s", "");
	CHECK(!rhythm_due(r, (struct moment){ 0 }, at("2026-09-01", 12, 0)));
	CHECK_INT(rhythm_night(r, at("2026-09-01", 2, 59)).ms,
	    at("2026-08-31", 3, 0).ms);
	CHECK_INT(rhythm_night(r, at("2026-09-01", 3, 0)).ms,
	    at("2026-09-01", 3, 0).ms);
}

static void
what_failed_is_tried_again(void)
{
	const struct job slow = { "slow", NIGHTLY(3, 0), NULL };
	const struct job quick = { "quick", EVERY(5), NULL };
	const struct moment last = at("2026-09-01", 3, 0);
	const struct moment tried = at("2026-09-02", 3, 0);

	CHECK(!job_is_due(&slow, last, tried, (struct moment){ tried.ms + 5000 }));
	CHECK(job_is_due(&slow, last, tried,
	    (struct moment){ tried.ms + JOB_RETRY_S * 1000 }));
	CHECK(job_is_due(&quick, last, tried, (struct moment){ tried.ms + 5000 }));
	CHECK(job_is_due(&slow, last, tried, last)); /* the clock was set back */
}

/* ---- with a database -------------------------------------------------------- */

struct night {
	struct ctx ctx;
	const struct job *job;
	int runs;
	bool ran, fails, silent;
};

static enum rc
night_work(struct ctx *c, void *arg)
{
	struct night *n = arg;

	n->runs++;
	if (n->silent)
		return q_setting_put(c->db, S("x"), S("y"));
	if (record_add(c, "holiday.put", "job", 1, "{}") != RC_OK || n->fails)
		return FAIL(c, WHY_BUSY, "as asked");
	return RC_OK;
}

static enum rc
night_run(void *arg)
{
	struct night *n = arg;

	return job_night(&n->ctx, n->job, n, &n->ran);
}

static enum rc
night(struct db *db, struct night *n, struct moment now)
{
	struct fault fault = { .why = NULL };
	enum rc rc;

	n->ctx = (struct ctx){ .mem = unit_mem(), .fault = &fault, .now = now,
	    .today = day_of(now) };
	n->ran = false;
	rc = writer_inline(db, &(struct writer_job){ .run = night_run,
	    .arg = n, .ctx = &n->ctx });
	return rc;
}

static void
a_night_is_missed(struct str where)
{
	static const struct job job = { "test", NIGHTLY(3, 0), night_work };
	struct night n = { .job = &job };
	struct db *db = store_open(where, DB_WRITES);

	if (db == NULL)
		return;
	/* opened for the first time at noon: nothing to catch up with */
	CHECK_INT(night(db, &n, at("2026-09-01", 12, 0)), RC_OK);
	CHECK(!n.ran && n.runs == 0);
	CHECK_INT(night(db, &n, at("2026-09-02", 2, 0)), RC_OK);
	CHECK(!n.ran);
	CHECK_INT(night(db, &n, at("2026-09-02", 3, 0)), RC_OK);
	CHECK(n.ran && n.runs == 1);
	/* asked again by another process, or after a restart */
	CHECK_INT(night(db, &n, at("2026-09-02", 3, 1)), RC_OK);
	CHECK(!n.ran && n.runs == 1);
	/* off for three nights, on at eight */
	CHECK_INT(night(db, &n, at("2026-09-05", 8, 0)), RC_OK);
	CHECK(n.ran && n.runs == 2);
	CHECK_INT(night(db, &n, at("2026-09-06", 2, 59)), RC_OK);
	CHECK(!n.ran);
	/* it fails: nothing is remembered, so it is due as before */
	n.fails = true;
	CHECK(night(db, &n, at("2026-09-06", 3, 0)) != RC_OK);
	n.fails = false;
	CHECK_INT(night(db, &n, at("2026-09-06", 3, 10)), RC_OK);
	CHECK(n.ran && n.runs == 4);
	/* it changes something in silence: undone, by the door of all acts */
	n.silent = true;
	CHECK(night(db, &n, at("2026-09-07", 3, 0)) != RC_OK);
	db_close(db);
}

/* ---- a clock that was set back -------------------------------------------------- */

struct watch {
	struct ctx ctx;
	struct moment machine;
	bool behind;
};

static enum rc
watch_run(void *arg)
{
	struct watch *w = arg;

	return clock_watch(&w->ctx, w->machine, &w->behind);
}

/* How many notices an administrator has after one look at the clock. */
static size_t
watched(struct db *db, struct moment now, struct moment machine, bool behind)
{
	struct fault fault = { .why = NULL };
	struct watch w = { .machine = machine, .ctx = { .mem = unit_mem(),
	    .fault = &fault, .now = now, .today = day_of(now) } };
	struct q_notice_list_rows rows = { .n = 0 };

	CHECK_INT(writer_inline(db, &(struct writer_job){ .run = watch_run,
	    .arg = &w, .ctx = &w.ctx }), RC_OK);
	CHECK_INT(w.behind, behind);
	CHECK_INT(db_begin(db, DB_READS), RC_OK);
	CHECK_INT(q_notice_list(db, (struct account_id){ 1 },
	    (struct agency_id){ 0 }, (struct notice_id){ INT64_MAX }, &rows), RC_OK);
	db_rollback(db);
	return rows.n;
}

static void
a_clock_goes_back(struct str where)
{
	static const char people[] = "INSERT INTO account (id, login, name, password,"
	    " state, lang, sample, created_at, version) VALUES"
	    " (1, 'a', 'Mẫu', '', 2, 'vi', 1, 0, 1),"
	    " (2, 'b', 'Mẫu', '', 2, 'vi', 1, 0, 1);"
	    "INSERT INTO role_grant (account, role) VALUES (1, 6), (2, 1);"
	    "INSERT INTO record (at, kind, noun, noun_id, body) VALUES"
	    " (1790000000000, 'x', 'dossier', 1, '{}');";
	const struct moment now = { 1790000000000 }, later = { 1790000600000 };
	struct db *db = store_open(where, DB_WRITES);

	if (db == NULL)
		return;
	_Static_assert(ROLE_ADMIN == 6, "as in the rows above");
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(db_script(db, people), RC_OK);
	CHECK_INT(db_commit(db), RC_OK);
	CHECK_INT(watched(db, later, later, false), 0);
	/* corrected by a time server: nobody's business */
	CHECK_INT(watched(db, later, (struct moment){ later.ms - CLOCK_SLACK_MS },
	    false), 0);
	/* an hour back: told once a day, whatever goes by the held time */
	CHECK_INT(watched(db, later, (struct moment){ later.ms - 3600000 }, true), 1);
	CHECK_INT(watched(db, later, (struct moment){ later.ms - 3600000 }, true), 1);
	CHECK_INT(watched(db, later, (struct moment){ later.ms - 86400000 }, true), 2);
	/* nobody holds the time: the newest fact tells */
	CHECK_INT(watched(db, (struct moment){ now.ms - 3 * 86400000 },
	    (struct moment){ now.ms - 3 * 86400000 }, true), 3);
	CHECK_INT(watched(db, later, later, false), 3);
	db_close(db);
}

static void back(void) { store_each(a_clock_goes_back); }

/* A job that died half-way: its record and the night it would have marked go
 * together, and the next run does all of it, once. */
static void
a_job_dies_half_way(struct str where)
{
	static const struct job job = { "test", NIGHTLY(3, 0), night_work };
	struct night n = { .job = &job };
	struct db *db = store_open(where, DB_WRITES);
	struct q_record_list_rows rows;

	if (db == NULL)
		return;
	CHECK_INT(night(db, &n, at("2026-09-01", 12, 0)), RC_OK);
	n.fails = true; /* after its first record */
	CHECK(night(db, &n, at("2026-09-02", 3, 0)) != RC_OK);
	CHECK_INT(n.runs, 1);
	if (CHECK_INT(q_record_list(db, INT64_MAX, S(""), 0, &rows), RC_OK))
		CHECK_INT(rows.n, 0);
	n.fails = false;
	CHECK_INT(night(db, &n, at("2026-09-02", 3, 5)), RC_OK);
	CHECK_INT(night(db, &n, at("2026-09-02", 3, 6)), RC_OK);
	CHECK_INT(n.runs, 2);
	if (CHECK_INT(q_record_list(db, INT64_MAX, S(""), 0, &rows), RC_OK))
		CHECK_INT(rows.n, 1);
	db_close(db);
}

static void
half_way(void)
{
	store_each(a_job_dies_half_way);
}

static void
nights(void)
{
	store_each(a_night_is_missed);
}

static const struct unit_test tests[] = {
	{ "every so often", every_so_often },
	{ "once a night", once_a_night },
	{ "what failed is tried again", what_failed_is_tried_again },
	{ "a night is missed and caught up with", nights },
	{ "a clock goes back, and is told once a day", back },
	{ "a job that died half-way", half_way },
};
UNIT_MAIN(tests)

/*
 * sweep: what no row names goes, a day after it was kept; what is named, young, or
 * kept again stays. On both back ends.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/upload.h"
#include "act/writer.h"
#include "blob/blob.h"
#include "store_help.h"

#define DAY_MS ((int64_t)24 * 3600 * 1000)

static struct blobs blobs;
static struct moment now; /* the file system has the real clock; so has this test */

static struct str
keep(const char *bytes, int64_t hours_ago)
{
	struct timespec then[2];
	struct blob_kept kept = { .hash = S("") };
	struct str path;

	CHECK_INT(blob_keep_bytes(&blobs, str_c(bytes), unit_mem(), &store_fault,
	    &kept), RC_OK);
	path = blob_path(&blobs, kept.hash, unit_mem());
	then[0] = then[1] = (struct timespec){
	    .tv_sec = now.ms / 1000 - hours_ago * 3600 };
	CHECK_INT(utimensat(AT_FDCWD, path.p, then, 0), 0);
	return kept.hash;
}

static bool
there(struct str hash)
{
	return access(blob_path(&blobs, hash, unit_mem()).p, F_OK) == 0;
}

struct sweep {
	struct ctx ctx;
	int n;
};

static enum rc
sweep_run(void *arg)
{
	struct sweep *s = arg;

	return files_sweep(&s->ctx, &s->n);
}

/* A whole day of the job; how many files went. */
static int
sweep_day(struct db *db, struct moment from)
{
	int n = 0;

	for (int i = 0; i < 256; i++) {
		struct sweep s = { .ctx = { .mem = unit_mem(), .blobs = &blobs,
		    .fault = &store_fault, .now = { from.ms +
		    (int64_t)i * SWEEP_EVERY_S * 1000 } } };

		CHECK_INT(writer_inline(db, &(struct writer_job){
		    .run = sweep_run, .arg = &s, .ctx = &s.ctx }), RC_OK);
		n += s.n;
	}
	return n;
}

static void
what_nobody_names_goes(struct str where)
{
	char dir[] = "/tmp/ocop-sweep-XXXXXX";
	struct db *db = store_open(where, DB_WRITES);
	struct str named, thumb, clean, old, young, again;
	struct blob_kept kept;

	if (db == NULL || mkdtemp(dir) == NULL)
		return;
	now = clock_now();
	CHECK_INT(blobs_open(&blobs, str_c(dir), unit_mem(), &store_fault), RC_OK);
	named = keep("named", 100);
	thumb = keep("thumb", 100);
	clean = keep("clean", 100);
	old = keep("old", 25);
	young = keep("young", -24); /* as old as the sweep of its folder */
	again = keep("again", 100);
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(db_script(db, str_printf(unit_mem(), "INSERT INTO blob (hash, "
	    "size_bytes, mime, scan, thumb, clean, created_at) VALUES ('%.*s', 5, "
	    "'x', 0, '%.*s', '%.*s', 0)", STR_ARG(named), STR_ARG(thumb),
	    STR_ARG(clean)).p), RC_OK);
	CHECK_INT(db_commit(db), RC_OK);
	/* the same bytes are handed in once more: their time is new */
	CHECK_INT(blob_keep_bytes(&blobs, S("again"), unit_mem(), &store_fault,
	    &kept), RC_OK);
	CHECK(kept.was_there);
	CHECK_INT(sweep_day(db, now), 1);
	CHECK(there(named) && there(thumb) && there(clean));
	CHECK(!there(old));
	CHECK(there(young) && there(again));
	CHECK_INT(sweep_day(db, (struct moment){ now.ms + 3 * DAY_MS }), 2);
	CHECK(!there(young) && !there(again));
	CHECK(there(named) && there(thumb) && there(clean));
	db_close(db);
	CHECK_INT(system(str_printf(unit_mem(), "rm -r %s", dir).p), 0);
}

static void each_sweep(void) { store_each(what_nobody_names_goes); }

static const struct unit_test tests[] = {
	{ "what nobody names goes after a day", each_sweep },
};
UNIT_MAIN(tests)

/* rounds: see rounds.h. */
#include "main/rounds.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>

#include "act/cosigner.h"
#include "act/witness.h"
#include "base/log.h"
#include "base/rhythm.h"
#include "base/steady.h"
#include "main/ask.h"
#include "main/fetch.h"
#include "main/stamp.h"

#define TICK_S 10
#define ROUND_MEMORY (32 * MIB)
#define VISIT_MEMORY (256 * MIB) /* the bundles of one log, one after the other */
#define MIRROR_HOUR 2

struct rounds {
	struct arena own;
	struct writer *writer;
	struct ctx proto;
	struct str dir;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	atomic_bool closing;
	struct moment mirrored; /* when this process last went round */
	struct stamping stamping;
};

/* One step of a round that the database takes. */
struct errand {
	struct ctx *c;
	bool all;
	struct cosigner_tasks *tasks;
	struct cosigner_said *said;
	struct watched_logs logs;
	const struct q_watched_list *log;
	struct mirrored *found;
	struct str notes;         /* of new keys, as the log publishes them */
	int followed;
};

static const atomic_bool never = false;

/* ---- witnesses --------------------------------------------------------------------- */

static enum rc
tasks_take(void *arg)
{
	struct errand *e = arg;

	return cosigners_due(e->c, e->all, e->tasks);
}

static enum rc
said_keep(void *arg)
{
	struct errand *e = arg;

	return cosigner_told(e->c, e->tasks, e->said);
}

static enum rc
cosign_round(const struct rounds_db *db, struct ctx *c, struct errand *e,
    struct asker *asker, int *failed)
{
	const struct cosigner_line line = { ask_post, asker };
	const struct cosigner_talk with = { c->log, &line, c->mem };
	enum rc rc = db->run(db->arg, tasks_take, e, c);

	*failed = 0;
	for (size_t i = 0; rc == RC_OK && i < e->tasks->n; i++) {
		cosigner_talk(&with, e->tasks, i, e->said);
		*failed += !e->said->cosigned;
		if (!e->said->cosigned)
			log_warn("witness %.*s: %.*s", STR_ARG(e->said->name),
			    STR_ARG(e->said->why));
		rc = db->run(db->arg, said_keep, e, c);
	}
	return rc;
}

enum rc
rounds_cosign(const struct rounds_db *db, struct ctx *c, bool all, int *failed)
{
	struct asker asker = { &never, NULL };
	struct errand e = { .c = c, .all = all };

	e.tasks = ARENA_NEW(c->mem, struct cosigner_tasks);
	e.said = ARENA_NEW(c->mem, struct cosigner_said);
	return cosign_round(db, c, &e, &asker, failed);
}

/* ---- copies ------------------------------------------------------------------------ */

static enum rc
logs_take(void *arg)
{
	struct errand *e = arg;

	e->c->housekeeping = true;
	return watched_load(e->c, &e->logs);
}

static enum rc
visit_keep(void *arg)
{
	struct errand *e = arg;

	return watched_visited(e->c, e->log, e->found);
}

/* Where copies lie, and what ends a visit. */
struct mirror_way {
	struct str dir;
	const atomic_bool *stop;
};

static enum rc
heads_tidy(void *arg)
{
	struct errand *e = arg;

	return heads_thin(e->c, e->log->origin);
}

static bool
folder_make(struct arena *mem, struct str path)
{
	return mkdir(str_z(mem, path), 0700) == 0 || errno == EEXIST;
}

/* DIR/mirror/<SHA-256 of the name>/log and …/keys. */
static enum rc
visit(struct ctx *c, const struct mirror_way *way, const struct q_watched_list *w,
    struct mirrored *out)
{
	struct mirror m = { .known = { .size = w->size } };
	struct fetch *f;
	struct str copy = str_printf(c->mem, "%.*s/mirror/%.*s", STR_ARG(way->dir),
	    STR_ARG(hash_hex(c->mem, hash_of(w->origin))));

	m.place = (struct log_place){ str_printf(c->mem, "%.*s/log", STR_ARG(copy)),
		str_printf(c->mem, "%.*s/keys", STR_ARG(copy)) };
	if (w->root.n == 32)
		memcpy(m.known.root.b, w->root.p, 32);
	if (!vkey_read(c->mem, w->vkey, &m.key))
		return FAIL(c, WHY_BROKEN, "%s", "a watched log has no good key");
	if (!folder_make(c->mem, str_printf(c->mem, "%.*s/mirror",
	    STR_ARG(way->dir))) ||
	    !folder_make(c->mem, copy) || !folder_make(c->mem, m.place.public_dir) ||
	    !folder_make(c->mem, m.place.private_dir))
		return FAIL(c, WHY_BROKEN, "cannot make %.*s: %s", STR_ARG(copy),
		    strerror(errno));
	f = fetch_open(c->mem, w->url);
	fetch_until(f, way->stop);
	m.from = fetch_files(f);
	return mirror_visit(&m, c->mem, c->fault, out);
}

static enum rc
keys_take(void *arg)
{
	struct errand *e = arg;

	return witness_follow(e->c, e->notes, &e->followed);
}

/* Its head is under no key that is known here: perhaps its key was changed, and a note
 * of both keys says so. True: the log is followed, and its next visit is with the new
 * key. */
static bool
key_follow(const struct rounds_db *db, struct errand *e, const struct mirror_way *way)
{
	struct fetch *f = fetch_open(e->c->mem, e->log->url);
	struct log_files from = fetch_files(f);

	fetch_until(f, way->stop);
	e->followed = 0;
	if (from.read(from.arg, S("keys"), e->c->mem, &e->notes) != RC_OK ||
	    db->run(db->arg, keys_take, e, e->c) != RC_OK) {
		*e->c->fault = (struct fault){ 0 };
		return false;
	}
	return e->followed > 0;
}

/* One log: the visit in memory of its own, then what it found. */
static enum rc
mirror_one(const struct rounds_db *db, struct errand *e, const struct mirror_way *way,
    int *bad)
{
	struct mirrored found = { .why = "" };
	struct fault fault = { 0 };
	struct ctx alone = *e->c;
	struct arena mem;
	enum rc rc;

	arena_init(&mem, VISIT_MEMORY);
	alone.mem = &mem;
	alone.fault = &fault;
	if (visit(&alone, way, e->log, &found) != RC_OK) {
		found.answer = MIRROR_FALSE;
		found.why = str_z(e->c->mem, str_c(fault.detail));
	}
	e->found = &found;
	if (found.answer == MIRROR_FALSE && key_follow(db, e, way)) {
		log_info("the copy of %.*s follows its new key", STR_ARG(e->log->origin));
		arena_release(&mem);
		return RC_OK;
	}
	if (found.answer > MIRROR_GROWN) {
		++*bad;
		log_warn("the copy of %.*s: %s", STR_ARG(e->log->origin), found.why);
	}
	rc = db->run(db->arg, visit_keep, e, e->c);
	arena_release(&mem);
	return rc;
}

static enum rc
mirror_round(const struct rounds_db *db, struct ctx *c, const struct mirror_way *way,
    int *bad)
{
	struct errand e = { .c = c };
	enum rc rc = db->run(db->arg, logs_take, &e, c);

	*bad = 0;
	for (size_t i = 0; rc == RC_OK && i < e.logs.n && !atomic_load(way->stop); i++) {
		e.log = &e.logs.v[i].row;
		if (e.log->url.n > 0)
			rc = mirror_one(db, &e, way, bad);
		if (rc == RC_OK)
			rc = db->run(db->arg, heads_tidy, &e, c);
	}
	return rc;
}

enum rc
rounds_mirror(const struct rounds_db *db, struct ctx *c, struct str dir, int *bad)
{
	return mirror_round(db, c, &(struct mirror_way){ dir, &never }, bad);
}

/* ---- the thread ---------------------------------------------------------------------- */

static enum rc
on_writer(void *arg, enum rc (*act)(void *errand), void *errand, struct ctx *c)
{
	struct rounds *r = arg;

	c->now = clock_now();
	c->today = day_of(c->now);
	return writer_wait(r->writer, &(struct writer_job){ .run = act, .arg = errand,
	    .ctx = c });
}

/* Once between two nights; a process that was not there at two goes at once. */
static bool
mirror_due(const struct rounds *r, struct moment now)
{
	static const struct rhythm nightly = NIGHTLY(MIRROR_HOUR, 0);

	return r->mirrored.ms == 0 || rhythm_due(nightly, r->mirrored, now);
}

static void
round_go(struct rounds *r)
{
	const struct rounds_db db = { on_writer, r };
	struct asker asker = { &r->closing, NULL };
	struct fault fault = { 0 };
	struct ctx c = r->proto;
	struct errand e = { .c = &c };
	struct arena mem;
	int n;

	arena_init(&mem, ROUND_MEMORY);
	c.mem = &mem;
	c.fault = &fault;
	e.tasks = ARENA_NEW(&mem, struct cosigner_tasks);
	e.said = ARENA_NEW(&mem, struct cosigner_said);
	if (cosign_round(&db, &c, &e, &asker, &n) != RC_OK)
		log_warn("witnesses: %s", fault.detail);
	fault = (struct fault){ 0 };
	if (mirror_due(r, clock_now()) && !atomic_load(&r->closing)) {
		if (mirror_round(&db, &c, &(struct mirror_way){ r->dir, &r->closing },
		    &n) != RC_OK)
			log_warn("copies of records: %s", fault.detail);
		r->mirrored = clock_now();
	}
	fault = (struct fault){ 0 };
	c.now = clock_now();
	if (!atomic_load(&r->closing))
		stamp_round(&r->stamping, &c);
	arena_release(&mem);
}

static void *
rounds_run(void *arg)
{
	struct rounds *r = arg;

	while (!atomic_load(&r->closing)) {
		struct timespec until = clock_after_ms(TICK_S * 1000);

		(void)pthread_mutex_lock(&r->lock);
		while (!atomic_load(&r->closing) && pthread_cond_timedwait(&r->wake,
		    &r->lock, &until) == 0)
			;
		(void)pthread_mutex_unlock(&r->lock);
		if (!atomic_load(&r->closing))
			round_go(r);
	}
	return NULL;
}

struct rounds *
rounds_start(struct writer *writer, const struct ctx *proto, struct str dir,
    struct str tsa)
{
	struct arena own;
	struct rounds *r;

	arena_init(&own, MIB);
	r = ARENA_NEW(&own, struct rounds);
	r->own = own;
	r->writer = writer;
	r->proto = *proto;
	r->dir = dir;
	r->stamping = (struct stamping){ .dir = dir, .url = tsa, .stop = &r->closing };
	(void)pthread_mutex_init(&r->lock, NULL);
	steady_init(&r->wake);
	REQUIRE(pthread_create(&r->thread, NULL, rounds_run, r) == 0);
	return r;
}

void
rounds_stop(struct rounds *r)
{
	struct arena own;

	if (r == NULL)
		return;
	(void)pthread_mutex_lock(&r->lock);
	atomic_store(&r->closing, true);
	(void)pthread_cond_signal(&r->wake);
	(void)pthread_mutex_unlock(&r->lock);
	(void)pthread_join(r->thread, NULL);
	(void)pthread_mutex_destroy(&r->lock);
	(void)pthread_cond_destroy(&r->wake);
	own = r->own;
	arena_release(&own);
}

/*
 * jobs: see jobs.h.
 */
#include "main/jobs.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

#include "act/clock_watch.h"
#include "act/job.h"
#include "act/key_copies.h"
#include "act/night.h"
#include "act/session.h"
#include "act/upload.h"
#include "base/log.h"
#include "base/steady.h"

#define TOUCHES_MAX 1024 /* a minute of 12,000 people, each tick */
#define TOKEN_BYTES 32
#define TICK_S 5

struct touch {
	char token[TOKEN_BYTES];
	struct moment seen, ends;
};

struct jobs {
	struct arena own;
	struct writer *writer;
	struct ctx proto;
	struct str key_copies;
	pthread_t thread;
	pthread_mutex_t lock; /* of everything below */
	pthread_cond_t wake;
	bool closing;
	size_t n_touches;
	struct touch touches[TOUCHES_MAX];
	size_t n_writing;     /* of the thread alone: the touches it writes */
	struct touch writing[TOUCHES_MAX];
	size_t watch;         /* … and the watch of the night whose turn it is */
};

/* One run of a job: its own memory, fault and time. */
struct turn {
	struct jobs *jobs;
	struct ctx ctx;
	const struct job *job;
	bool ran;
};

static enum rc
touches_write(struct ctx *c, void *arg)
{
	struct jobs *j = arg;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < j->n_writing && rc == RC_OK; i++)
		rc = session_touch(c, (struct str){ j->writing[i].token,
		    TOKEN_BYTES }, j->writing[i].seen, j->writing[i].ends);
	return rc;
}

static enum rc
sessions_sweep(struct ctx *c, void *arg)
{
	(void)arg;
	return session_sweep(c);
}

static enum rc
uploads_sweep(struct ctx *c, void *arg)
{
	int n;

	(void)arg;
	return upload_sweep(c, &n);
}

static enum rc
files_left_sweep(struct ctx *c, void *arg)
{
	int n;
	enum rc rc = files_sweep(c, &n);

	(void)arg;
	if (rc == RC_OK && n > 0)
		log_info("job: %d files that nobody names were removed", n);
	return rc;
}

/* One watch a turn, so that one that fails keeps none of the others back. */
static enum rc
night_watch_run(struct ctx *c, void *arg)
{
	struct jobs *j = arg;

	return night_run(c, j->watch++ % night_watches_n);
}

/* The administrators are told; what time is gone by, base/clock.h says. */
static enum rc
machine_clock_watch(struct ctx *c, void *arg)
{
	bool behind;
	enum rc rc = clock_watch(c, clock_machine(), &behind);

	(void)arg;
	if (rc == RC_OK && behind)
		log_warn("job: the machine's clock is behind the time of this office");
	return rc;
}

static enum rc
keys_copy(struct ctx *c, void *arg)
{
	struct jobs *j = arg;

	return key_copies_write(c, j->key_copies);
}

static enum rc
keys_forget(struct ctx *c, void *arg)
{
	struct jobs *j = arg;
	int64_t n;
	enum rc rc = key_copies_forget(c, j->key_copies, &n);

	if (rc == RC_OK && n > 0)
		log_info("job: %lld erased keys were taken out of their copies", (long long)n);
	return rc;
}

static enum rc
store_tidy(struct ctx *c, void *arg)
{
	struct jobs *j = arg;

	(void)c;
	writer_tidy(j->writer); /* when nothing waits */
	return RC_OK;
}

/* What is done when. To add one: a function and a row. Nightly ones catch up
 * with a night that was missed (act/job.h). */
enum { TOUCHES }; /* the row that is also run at the end */
static const struct job table[] = {
	[TOUCHES] = { "sessions.used", EVERY(TICK_S), touches_write },
	{ "sessions.sweep", EVERY(600), sessions_sweep },
	{ "uploads.sweep", EVERY(3600), uploads_sweep },
	{ "files.sweep", EVERY(SWEEP_EVERY_S), files_left_sweep },
	{ "days.say", EVERY(60), night_watch_run }, /* asks the day itself */
	{ "clock.watch", EVERY(600), machine_clock_watch },
	{ "keys.forget", EVERY(60), keys_forget },
	{ "keys.copy", NIGHTLY(1, 30), keys_copy },
	{ "store.tidy", NIGHTLY(3, 0), store_tidy }, /* nobody scores then */
};
#define TABLE_N (sizeof(table) / sizeof(table[0]))

static enum rc
turn_run(void *arg)
{
	struct turn *t = arg;

	if (t->job->rhythm.every_s == 0)
		return job_night(&t->ctx, t->job, t->jobs, &t->ran);
	return t->job->run(&t->ctx, t->jobs);
}

/* What the thread remembers of a row: when it ran well, when it failed since.
 * Of a nightly one also which night was asked for, so that the database is
 * asked once a night and not each tick. */
struct memory {
	struct moment last, tried;
};

static void
job_run(struct jobs *j, const struct job *job, struct memory *memory)
{
	struct turn t = { .jobs = j, .ctx = j->proto, .job = job };
	struct fault fault = { .why = NULL };
	struct arena mem;

	arena_init(&mem, 256 * MIB); /* a ceiling: copies of keys are the largest */
	t.ctx.mem = &mem;
	t.ctx.fault = &fault;
	t.ctx.now = clock_now();
	t.ctx.today = day_of(t.ctx.now);
	if (writer_wait(j->writer, &(struct writer_job){ .run = turn_run,
	    .arg = &t, .ctx = &t.ctx }) == RC_OK) {
		*memory = (struct memory){ .last = clock_machine() };
		if (t.ran)
			log_info("job: %s: done", job->name);
	} else {
		memory->tried = clock_machine();
		log_warn("job: %s: %s", job->name, fault.detail);
	}
	arena_release(&mem);
}

static void
touches_take(struct jobs *j)
{
	(void)pthread_mutex_lock(&j->lock);
	memcpy(j->writing, j->touches, j->n_touches * sizeof(j->touches[0]));
	j->n_writing = j->n_touches;
	j->n_touches = 0;
	(void)pthread_mutex_unlock(&j->lock);
}

/* Whether a row is to be run at this tick. A nightly one is first asked for at
 * the first tick: the database knows whether a night was missed. */
static bool
job_wanted(const struct jobs *j, size_t row, const struct memory *m)
{
	const struct job *job = &table[row];

	if (row == TOUCHES)
		return j->n_writing > 0;
	if (job->rhythm.every_s == 0 && m->last.ms == 0 && m->tried.ms == 0)
		return true;
	/* by the machine's own clock: a rhythm goes on while time stands still */
	return job_is_due(job, m->last, m->tried, clock_machine());
}

static void *
jobs_run(void *arg)
{
	struct memory memory[TABLE_N] = { 0 };
	struct jobs *j = arg;
	bool closing = false;

	while (!closing) {
		struct timespec until = clock_after_ms(TICK_S * 1000);

		(void)pthread_mutex_lock(&j->lock);
		while (!j->closing && pthread_cond_timedwait(&j->wake, &j->lock,
		    &until) == 0)
			;
		closing = j->closing;
		(void)pthread_mutex_unlock(&j->lock);
		touches_take(j);
		for (size_t i = 0; i < TABLE_N; i++)
			if ((!closing || i == TOUCHES) &&
			    job_wanted(j, i, &memory[i]))
				job_run(j, &table[i], &memory[i]);
	}
	return NULL;
}

struct jobs *
jobs_start(struct writer *writer, const struct ctx *proto, struct str key_copies)
{
	struct arena own;
	struct jobs *j;

	arena_init(&own, 4 * MIB);
	j = ARENA_NEW(&own, struct jobs);
	j->own = own;
	j->writer = writer;
	j->proto = *proto;
	j->key_copies = key_copies;
	(void)pthread_mutex_init(&j->lock, NULL);
	steady_init(&j->wake);
	REQUIRE(pthread_create(&j->thread, NULL, jobs_run, j) == 0);
	return j;
}

void
jobs_stop(struct jobs *j)
{
	struct arena own;

	(void)pthread_mutex_lock(&j->lock);
	j->closing = true;
	(void)pthread_cond_signal(&j->wake);
	(void)pthread_mutex_unlock(&j->lock);
	(void)pthread_join(j->thread, NULL);
	(void)pthread_mutex_destroy(&j->lock);
	(void)pthread_cond_destroy(&j->wake);
	own = j->own;
	arena_release(&own);
}

void
jobs_touch(void *arg, struct str token, struct moment seen, struct moment ends)
{
	struct jobs *j = arg;

	if (token.n != TOKEN_BYTES)
		return;
	(void)pthread_mutex_lock(&j->lock);
	if (j->n_touches < TOUCHES_MAX) {
		struct touch *t = &j->touches[j->n_touches++];

		memcpy(t->token, token.p, TOKEN_BYTES);
		t->seen = seen;
		t->ends = ends;
	}
	(void)pthread_mutex_unlock(&j->lock);
}

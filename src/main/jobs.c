/*
 * jobs: see jobs.h.
 */
#include "main/jobs.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

#include "act/session.h"
#include "act/upload.h"
#include "base/log.h"

#define TOUCHES_MAX 1024 /* a minute of 12,000 people, each tick */
#define TOKEN_BYTES 32
#define TICK_S 5
#define NIGHT_MS ((int64_t)3 * 3600 * 1000) /* at three nobody scores */

struct touch {
	char token[TOKEN_BYTES];
	struct moment seen, ends;
};

struct jobs {
	struct arena own;
	struct writer *writer;
	struct ctx proto;
	pthread_t thread;
	pthread_mutex_t lock; /* of everything below */
	pthread_cond_t wake;
	bool closing;
	size_t n_touches;
	struct touch touches[TOUCHES_MAX];
	struct day tidied;    /* of the thread alone: the last night */
	size_t n_writing;     /* … and the touches it writes */
	struct touch writing[TOUCHES_MAX];
};

/* One run of a job: its own memory, fault and time. */
struct turn {
	struct jobs *jobs;
	struct ctx ctx;
	enum rc (*run)(struct jobs *j, struct ctx *c);
};

static enum rc
touches_write(struct jobs *j, struct ctx *c)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; i < j->n_writing && rc == RC_OK; i++)
		rc = session_touch(c, (struct str){ j->writing[i].token,
		    TOKEN_BYTES }, j->writing[i].seen, j->writing[i].ends);
	return rc;
}

static enum rc
sessions_sweep(struct jobs *j, struct ctx *c)
{
	(void)j;
	return session_sweep(c);
}

static enum rc
uploads_sweep(struct jobs *j, struct ctx *c)
{
	int n;

	(void)j;
	return upload_sweep(c, &n);
}

/* What is done how often, in seconds. To add one: a function and a row. */
static const struct {
	const char *name;
	int every_s;
	enum rc (*run)(struct jobs *j, struct ctx *c);
} table[] = {
	{ "sessions that were used", TICK_S, touches_write },
	{ "sessions and clicks that ended", 600, sessions_sweep },
	{ "uploads that nobody finished", 3600, uploads_sweep },
};
#define TABLE_N (sizeof(table) / sizeof(table[0]))

static enum rc
turn_run(void *arg)
{
	struct turn *t = arg;

	return t->run(t->jobs, &t->ctx);
}

static void
job_run(struct jobs *j, size_t i)
{
	struct turn t = { .jobs = j, .ctx = j->proto, .run = table[i].run };
	struct fault fault = { .why = NULL };
	struct arena mem;

	arena_init(&mem, 16 * MIB);
	t.ctx.mem = &mem;
	t.ctx.fault = &fault;
	t.ctx.now = clock_now();
	t.ctx.today = day_of(t.ctx.now);
	if (writer_wait(j->writer, &(struct writer_job){ .run = turn_run,
	    .arg = &t, .ctx = &t.ctx }) != RC_OK)
		log_warn("job: %s: %s", table[i].name, fault.detail);
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

/* The first tick of a night that begins while we are open. */
static void
night_tidy(struct jobs *j)
{
	struct day night = day_of((struct moment){ clock_now().ms - NIGHT_MS });

	if (j->tidied.n != 0 && j->tidied.n != night.n)
		writer_tidy(j->writer);
	j->tidied = night;
}

static void *
jobs_run(void *arg)
{
	struct jobs *j = arg;
	bool closing = false;

	for (int64_t tick = 0; !closing; tick++) {
		struct timespec until = clock_after_ms(TICK_S * 1000);

		(void)pthread_mutex_lock(&j->lock);
		while (!j->closing && pthread_cond_timedwait(&j->wake, &j->lock,
		    &until) == 0)
			;
		closing = j->closing;
		(void)pthread_mutex_unlock(&j->lock);
		touches_take(j);
		night_tidy(j);
		for (size_t i = 0; i < TABLE_N; i++) {
			bool idle = table[i].run == touches_write &&
			    j->n_writing == 0;

			if (!idle && (closing ? table[i].run == touches_write :
			    tick % (table[i].every_s / TICK_S) == 0))
				job_run(j, i);
		}
	}
	return NULL;
}

struct jobs *
jobs_start(struct writer *writer, const struct ctx *proto)
{
	pthread_condattr_t steady;
	struct arena own;
	struct jobs *j;

	arena_init(&own, 4 * MIB);
	j = ARENA_NEW(&own, struct jobs);
	j->own = own;
	j->writer = writer;
	j->proto = *proto;
	(void)pthread_mutex_init(&j->lock, NULL);
	(void)pthread_condattr_init(&steady);
	(void)pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&j->wake, &steady);
	(void)pthread_condattr_destroy(&steady);
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

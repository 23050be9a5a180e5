/* publishing: see publishing.h. */
#include "act/publishing.h"

#include <pthread.h>
#include <signal.h>

#include "act/writer_log.h"
#include "base/clock.h"
#include "base/steady.h"

#define SHARE 2 /* of the time of one publishing may be waited for more to publish */

struct publishing {
	struct arena own;
	struct publishing_of of;
	struct db *db;
	pthread_t thread;
	pthread_mutex_t lock;      /* of everything below */
	pthread_cond_t come;
	struct writer_job *head, **tail;
	bool closing;
};

/* All that wait; NULL when nobody comes any more. Those who were told a moment ago are
 * often back with the writer at once. Who waits already waits a little longer for them
 * (`more_ms`): else there would be two groups for ever, and each would wait for the
 * publishing of the other before its own. */
static struct writer_job *
line_take(struct publishing *p, int64_t more_ms)
{
	struct timespec until = clock_after_ms(more_ms);
	struct writer_job *jobs, **had;

	(void)pthread_mutex_lock(&p->lock);
	if (p->head != NULL && more_ms > 0)
		for (had = p->tail; had == p->tail && !p->closing;)
			if (pthread_cond_timedwait(&p->come, &p->lock, &until) != 0)
				break;
	while (p->head == NULL && !p->closing)
		(void)pthread_cond_wait(&p->come, &p->lock);
	jobs = p->head;
	p->head = NULL;
	p->tail = &p->head;
	(void)pthread_mutex_unlock(&p->lock);
	return jobs;
}

static void *
publishing_main(void *arg)
{
	struct publishing *p = arg;
	int64_t took_us = 0;

	for (struct writer_job *jobs; (jobs = line_take(p, took_us / 1000 / SHARE)) != NULL;) {
		took_us = clock_ticks_us();
		jobs_publish(p->of.log, p->db, jobs);
		took_us = clock_ticks_us() - took_us;
		p->of.tell(p->of.arg, jobs);
	}
	return NULL;
}

/* On SQLite entries have their numbers already and are only read. */
static enum rc
database_open(struct publishing *p, struct fault *fault)
{
	enum rc rc = db_open(p->of.where, DB_READS, fault, &p->db);

	if (rc == RC_OK && db_kind(p->db) == DB_POSTGRES) {
		db_close(p->db);
		rc = db_open(p->of.where, DB_WRITES, fault, &p->db);
	}
	return rc == RC_OK ? db_prepare(p->db) : rc;
}

enum rc
publishing_start(const struct publishing_of *of, struct fault *fault,
    struct publishing **out)
{
	struct { struct fault *fault; } ctx = { fault };
	struct arena own;
	struct publishing *p;
	sigset_t all, before;
	enum rc rc;
	int result;

	*out = NULL;
	arena_init(&own, MIB);
	p = ARENA_NEW(&own, struct publishing);
	p->own = own;
	p->of = *of;
	p->of.where = str_copy(&p->own, of->where);
	p->tail = &p->head;
	if ((rc = database_open(p, fault)) != RC_OK) {
		db_close(p->db);
		own = p->own;
		arena_release(&own);
		return rc;
	}
	(void)pthread_mutex_init(&p->lock, NULL);
	steady_init(&p->come);
	(void)sigfillset(&all); /* signals are for the main thread */
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	result = pthread_create(&p->thread, NULL, publishing_main, p);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (result == 0) {
		*out = p;
		return RC_OK;
	}
	db_close(p->db);
	own = p->own;
	arena_release(&own);
	return FAIL(&ctx, WHY_BUSY, "no thread for the public log");
}

void
publishing_put(struct publishing *p, struct writer_job *jobs)
{
	(void)pthread_mutex_lock(&p->lock);
	*p->tail = jobs;
	while (*p->tail != NULL)
		p->tail = &(*p->tail)->next;
	(void)pthread_cond_signal(&p->come);
	(void)pthread_mutex_unlock(&p->lock);
}

void
publishing_end(struct publishing *p)
{
	struct arena own;

	if (p == NULL)
		return;
	(void)pthread_mutex_lock(&p->lock);
	p->closing = true;
	(void)pthread_cond_signal(&p->come);
	(void)pthread_mutex_unlock(&p->lock);
	(void)pthread_join(p->thread, NULL);
	db_close(p->db);
	(void)pthread_cond_destroy(&p->come);
	(void)pthread_mutex_destroy(&p->lock);
	own = p->own; /* p itself lives in it */
	arena_release(&own);
}

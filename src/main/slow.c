/*
 * slow: see slow.h.
 */
#include "main/slow.h"

#include <pthread.h>

#include "base/arena.h"
#include "base/fault.h"

#define THREADS_MAX 4

struct slow {
	struct arena own;
	pthread_mutex_t lock; /* of everything below */
	pthread_cond_t work;
	struct slow_job *head, **tail;
	int waiting;
	bool closing;
	int n_threads;
	pthread_t threads[THREADS_MAX];
};

static void *
slow_run(void *arg)
{
	struct slow *s = arg;

	(void)pthread_mutex_lock(&s->lock);
	for (;;) {
		struct slow_job *job;

		while (s->head == NULL && !s->closing)
			(void)pthread_cond_wait(&s->work, &s->lock);
		if (s->closing)
			break;
		job = s->head;
		s->head = job->next;
		if (s->head == NULL)
			s->tail = &s->head;
		s->waiting--;
		(void)pthread_mutex_unlock(&s->lock);
		job->run(job->arg);
		(void)pthread_mutex_lock(&s->lock);
	}
	(void)pthread_mutex_unlock(&s->lock);
	return NULL;
}

struct slow *
slow_start(int threads)
{
	struct arena own;
	struct slow *s;

	REQUIRE(threads >= 1 && threads <= THREADS_MAX);
	arena_init(&own, MIB);
	s = ARENA_NEW(&own, struct slow);
	s->own = own;
	s->tail = &s->head;
	(void)pthread_mutex_init(&s->lock, NULL);
	(void)pthread_cond_init(&s->work, NULL);
	for (int i = 0; i < threads; i++)
		s->n_threads += pthread_create(&s->threads[s->n_threads], NULL,
		    slow_run, s) == 0;
	REQUIRE(s->n_threads > 0);
	return s;
}

bool
slow_put(struct slow *s, struct slow_job *job)
{
	bool taken;

	(void)pthread_mutex_lock(&s->lock);
	taken = !s->closing && s->waiting < SLOW_QUEUE_MAX;
	if (taken) {
		job->next = NULL;
		*s->tail = job;
		s->tail = &job->next;
		s->waiting++;
		(void)pthread_cond_signal(&s->work);
	}
	(void)pthread_mutex_unlock(&s->lock);
	return taken;
}

void
slow_close(struct slow *s)
{
	struct slow_job *dropped;

	(void)pthread_mutex_lock(&s->lock);
	s->closing = true;
	dropped = s->head;
	s->head = NULL;
	s->tail = &s->head;
	(void)pthread_cond_broadcast(&s->work);
	(void)pthread_mutex_unlock(&s->lock);
	for (struct slow_job *next; dropped != NULL; dropped = next) {
		next = dropped->next;
		dropped->dropped(dropped->arg);
	}
}

void
slow_stop(struct slow *s)
{
	struct arena own;

	slow_close(s);
	for (int i = 0; i < s->n_threads; i++)
		(void)pthread_join(s->threads[i], NULL);
	(void)pthread_mutex_destroy(&s->lock);
	(void)pthread_cond_destroy(&s->work);
	own = s->own;
	arena_release(&own);
}

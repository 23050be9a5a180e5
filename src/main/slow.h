/*
 * slow: one or two threads for work that takes long: hashing a password,
 * papers, big exports. Its queue is short on purpose: who waits behind ten
 * others is better told to come back (503 with Retry-After).
 */
#ifndef MAIN_SLOW_H
#define MAIN_SLOW_H

#include <stdbool.h>

#define SLOW_QUEUE_MAX 10

/* Work that waits; the storage is the caller's until run or dropped. */
struct slow_job {
	void (*run)(void *arg);
	void (*dropped)(void *arg); /* we are ending: it will not run */
	void *arg;
	struct slow_job *next;      /* private */
};

struct slow;

struct slow *slow_start(int threads);
/* False when the queue is full or we are ending: the job was not taken. */
bool slow_put(struct slow *s, struct slow_job *job);
/* Drops the jobs that wait and takes no more; those that run go on. */
void slow_close(struct slow *s);
/* … and waits for them. */
void slow_stop(struct slow *s);

#endif

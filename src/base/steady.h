/*
 * steady: waiting for something, at most so long, by a clock that nobody sets.
 *
 * pthread_cond_timedwait() goes by the machine's date unless its condition was
 * made otherwise; a date that is set back would make a thread sleep for hours.
 */
#ifndef BASE_STEADY_H
#define BASE_STEADY_H

#include <pthread.h>

/* A condition for timed waits until clock_after_ms(); pthread_cond_destroy()
 * ends it. */
void steady_init(pthread_cond_t *condition);

#endif

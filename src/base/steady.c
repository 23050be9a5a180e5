/* steady: see steady.h. */
#include "base/steady.h"

#include <time.h>

void
steady_init(pthread_cond_t *condition)
{
	pthread_condattr_t steady;

	(void)pthread_condattr_init(&steady);
	(void)pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	(void)pthread_cond_init(condition, &steady);
	(void)pthread_condattr_destroy(&steady);
}

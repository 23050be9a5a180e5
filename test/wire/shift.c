/*
 * shift: a machine whose clock is wrong by OCOP_SHIFT_S seconds, for tests that
 * need a day that has not come, or one that is over. Preloaded, never linked.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

int
clock_gettime(clockid_t clock, struct timespec *t)
{
	static int (*real)(clockid_t, struct timespec *);
	static time_t shift;

	if (real == NULL) {
		const char *s = getenv("OCOP_SHIFT_S");

		shift = s == NULL ? 0 : (time_t)strtoll(s, NULL, 10);
		*(void **)&real = dlsym(RTLD_NEXT, "clock_gettime");
	}
	if (real(clock, t) != 0)
		return -1;
	if (clock == CLOCK_REALTIME)
		t->tv_sec += shift;
	return 0;
}

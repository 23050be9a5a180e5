/*
 * shift: a machine whose clock is wrong by OCOP_SHIFT_S seconds, for tests that
 * need a day that has not come, or one that is over; or a clock that stands: at the
 * seconds that are written in the file OCOP_STILL, until the test writes others.
 * Preloaded, never linked.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* Written whole and of one length by the test: what is read is one or the other. */
static time_t
still(const char *path)
{
	char text[32] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || read(fd, text, sizeof(text) - 1) <= 0)
		abort(); /* a test without its clock shows nothing */
	close(fd);
	return (time_t)strtoll(text, NULL, 10);
}

int
clock_gettime(clockid_t clock, struct timespec *t)
{
	static int (*real)(clockid_t, struct timespec *);
	static const char *path;
	static time_t shift;

	if (real == NULL) {
		const char *s = getenv("OCOP_SHIFT_S");

		shift = s == NULL ? 0 : (time_t)strtoll(s, NULL, 10);
		path = getenv("OCOP_STILL");
		*(void **)&real = dlsym(RTLD_NEXT, "clock_gettime");
	}
	if (real(clock, t) != 0)
		return -1;
	if (clock == CLOCK_REALTIME && path != NULL)
		*t = (struct timespec){ .tv_sec = still(path) };
	else if (clock == CLOCK_REALTIME)
		t->tv_sec += shift;
	return 0;
}

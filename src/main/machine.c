/* machine: see machine.h. */
#include "main/machine.h"

#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"

#define FILES_BESIDE 200 /* open files that are no connections */

int
threads_for(int64_t asked)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (asked > 0)
		return (int)asked;
	return cores < 1 ? 1 : cores > 64 ? 64 : (int)cores;
}

/* A connection is an open file, and so are the database, its log and what is
 * uploaded. Systems give a program a thousand until it asks for more. */
void
files_allow(int64_t connections)
{
	rlim_t want = (rlim_t)connections + FILES_BESIDE;
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) != 0 || r.rlim_cur >= want)
		return;
	r.rlim_cur = r.rlim_max < want ? r.rlim_max : want;
	if (setrlimit(RLIMIT_NOFILE, &r) != 0 || r.rlim_cur < want)
		log_warn("%lld connections need %llu open files and the system "
		    "allows %llu: raise LimitNOFILE, or lower `connections`",
		    (long long)connections, (unsigned long long)want,
		    (unsigned long long)r.rlim_cur);
}

/* server: see bench.h. */
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "bench.h"

extern char **environ;

void
server_start(struct server *s, const char *dir)
{
	char *argv[] = { "build/ocop", "serve", "--data",
		(char *)(uintptr_t)dir, "--port", "0", "--log", "warn", NULL };
	posix_spawn_file_actions_t actions;
	int64_t begun = clock_ticks_us();
	char line[200] = "";
	int pipes[2];
	FILE *out;

	if (pipe(pipes) != 0)
		exit(3);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, pipes[1], 1);
	posix_spawn_file_actions_addclose(&actions, pipes[0]);
	if (posix_spawn(&s->pid, argv[0], &actions, NULL, argv, environ) != 0)
		exit(3);
	posix_spawn_file_actions_destroy(&actions);
	close(pipes[1]);
	out = fdopen(pipes[0], "r");
	while (fgets(line, sizeof line, out) != NULL &&
	    strncmp(line, "ready ", 6) != 0)
		;
	s->start_s = (double)(clock_ticks_us() - begun) / 1e6;
	if (strncmp(line, "ready ", 6) != 0 || strrchr(line, ':') == NULL) {
		fprintf(stderr, "bench: the server did not start\n");
		exit(3);
	}
	s->port = (int)strtol(strrchr(line, ':') + 1, NULL, 10);
	fclose(out);
}

void
server_stop(struct server *s)
{
	kill(s->pid, SIGTERM);
	waitpid(s->pid, NULL, 0);
}

double
server_cpu_s(const struct server *s)
{
	struct timespec t;
	clockid_t clock;

	if (clock_getcpuclockid(s->pid, &clock) != 0 ||
	    clock_gettime(clock, &t) != 0) {
		fprintf(stderr, "bench: the server is gone\n");
		exit(3);
	}
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

long
server_rss_kb(const struct server *s)
{
	char path[60], line[200];
	long kb = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/status", s->pid);
	f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof line, f) != NULL)
		if (strncmp(line, "VmRSS:", 6) == 0)
			kb = strtol(line + 6, NULL, 10);
	if (f != NULL)
		fclose(f);
	return kb;
}

/*
 * line: starting a server and talking to it byte by byte; see wire.h.
 */
#include "wire.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define OPTIONS_MAX 24

long
now_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
program_become(const struct served *s, const char *program,
    const char *const *options, int out)
{
	const char *argv[OPTIONS_MAX] = { program, "serve", "--port", "0",
		"--data", s->folder };
	union { const char **set; char **taken; } args = { argv };
	size_t n = 6;

	while (*options != NULL && n + 1 < OPTIONS_MAX)
		argv[n++] = *options++;
	(void)dup2(out, STDOUT_FILENO);
	(void)execv(program, args.taken);
	_exit(127);
}

bool
served_start(struct served *s, const char *program, const char *const *options)
{
	char line[200] = "";
	const char *colon;
	int pipes[2];
	FILE *out;

	(void)snprintf(s->folder, sizeof(s->folder), "/tmp/ocop-wire-XXXXXX");
	if (mkdtemp(s->folder) == NULL || pipe(pipes) != 0)
		return false;
	s->pid = fork();
	if (s->pid == 0) {
		(void)close(pipes[0]);
		program_become(s, program, options, pipes[1]);
	}
	(void)close(pipes[1]);
	out = fdopen(pipes[0], "r");
	if (out == NULL || fgets(line, sizeof(line), out) == NULL)
		line[0] = '\0';
	if (out != NULL)
		(void)fclose(out);
	colon = strrchr(line, ':');
	s->port = colon == NULL ? 0 : (int)strtol(colon + 1, NULL, 10);
	return strncmp(line, "ready http://127.0.0.1:", 23) == 0 && s->port > 0;
}

int
served_end(struct served *s)
{
	char command[100];
	int status = -1;

	(void)kill(s->pid, SIGTERM);
	for (int i = 0; i < PATIENCE_MS / 10; i++) {
		if (waitpid(s->pid, &status, WNOHANG) == s->pid)
			break;
		(void)poll(NULL, 0, 10);
		status = -1;
	}
	if (status == -1) {
		(void)kill(s->pid, SIGKILL);
		(void)waitpid(s->pid, NULL, 0);
	}
	(void)snprintf(command, sizeof(command), "rm -rf '%s'", s->folder);
	if (system(command) != 0)
		return -1;
	return status == -1 || !WIFEXITED(status) ? -1 : WEXITSTATUS(status);
}

int
line_open(const struct served *s)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_port = htons((unsigned short)s->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || connect(fd, (const struct sockaddr *)&a, sizeof(a)) != 0) {
		perror("connect");
		exit(3);
	}
	return fd;
}

void
line_send(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t w = send(fd, bytes, n, MSG_NOSIGNAL);

		if (w <= 0) /* refused already: the answer says why */
			return;
		bytes += w;
		n -= (size_t)w;
	}
}

void
line_read(int fd, struct heard *h, const char *want, int ms)
{
	h->n = 0;
	h->closed = false;
	h->room[0] = '\0';
	while (h->n + 1 < h->size) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		ssize_t r;

		if (poll(&p, 1, ms) <= 0)
			break;
		r = recv(fd, h->room + h->n, h->size - h->n - 1, 0);
		if (r <= 0) {
			h->closed = true;
			break;
		}
		h->n += (size_t)r;
		h->room[h->n] = '\0';
		if (want != NULL && strstr(h->room, want) != NULL)
			break;
	}
}

int
status_in(const char *answer)
{
	return strncmp(answer, "HTTP/1.1 ", 9) == 0 ?
	    (int)strtol(answer + 9, NULL, 10) : 0;
}

int
ask(const struct served *s, const char *bytes, size_t n, char *answer,
    size_t size)
{
	struct heard h = { .room = answer, .size = size };
	int fd = line_open(s);

	line_send(fd, bytes, n);
	(void)poll(&(struct pollfd){ .fd = fd, .events = POLLIN }, 1, PATIENCE_MS);
	line_read(fd, &h, NULL, 5000);
	(void)close(fd);
	return status_in(answer);
}

/*
 * load: see bench.h. One thread, poll(), bounded in count; only loopback.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "bench.h"

#define CONNECTIONS_MAX 600
#define ANSWER_MAX (256 * 1024)

struct line {
	int fd;
	char *answer;
	size_t n, want; /* want 0: length not known yet */
	int64_t sent_us;
	bool waiting;
};

static int
line_open(int port)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;

	if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof a) != 0) {
		perror("bench: connect");
		exit(3);
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	return fd;
}

static void
line_send(struct line *l, struct str request)
{
	l->n = l->want = 0;
	l->sent_us = clock_ticks_us();
	l->waiting = true;
	while (request.n > 0) {
		ssize_t k = send(l->fd, request.p, request.n, MSG_NOSIGNAL);

		if (k <= 0) {
			perror("bench: send");
			exit(3);
		}
		request = str_from(request, (size_t)k);
	}
}

/* Whether the whole answer is there; finds its length first. */
static bool
line_complete(struct line *l)
{
	struct str s = { l->answer, l->n };
	const char *head, *length;

	if (l->want == 0) {
		head = memmem(s.p, s.n, "\r\n\r\n", 4);
		if (head == NULL)
			return false;
		l->answer[l->n] = '\0';
		length = strcasestr(l->answer, "content-length:");
		l->want = (size_t)(head + 4 - s.p) +
		    (length != NULL && length < head
		        ? strtoul(length + 15, NULL, 10) : 0);
	}
	return l->n >= l->want;
}

static bool
line_read(struct line *l)
{
	ssize_t k = recv(l->fd, l->answer + l->n, ANSWER_MAX - 1 - l->n, 0);

	if (k <= 0) {
		fprintf(stderr, "bench: the server closed a connection\n");
		exit(3);
	}
	l->n += (size_t)k;
	return line_complete(l);
}

static int
by_value(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

static void
lines_open(struct line *lines, int port, int n)
{
	for (int i = 0; i < n; i++)
		lines[i] = (struct line){ .fd = line_open(port),
		    .answer = malloc(ANSWER_MAX) };
}

static void
lines_close(struct line *lines, int n)
{
	for (int i = 0; i < n; i++) {
		close(lines[i].fd);
		free(lines[i].answer);
	}
}

struct load_result
load_run(int port, int n, int64_t total, load_request *next, void *arg)
{
	static struct line lines[CONNECTIONS_MAX];
	static struct pollfd polls[CONNECTIONS_MAX];
	struct load_result r = { 0 };
	int32_t *us = calloc((size_t)total, sizeof *us);
	int64_t begun = clock_ticks_us(), sent = 0;
	struct str request;

	lines_open(lines, port, n);
	for (int i = 0; i < n && sent < total; i++, sent++) {
		next(arg, i, (struct str){ NULL, 0 }, &request);
		line_send(&lines[i], request);
	}
	while (r.done < total) {
		for (int i = 0; i < n; i++)
			polls[i] = (struct pollfd){ lines[i].fd,
			    lines[i].waiting ? POLLIN : 0, 0 };
		if (poll(polls, (nfds_t)n, 10000) <= 0) {
			fprintf(stderr, "bench: no answer within ten seconds\n");
			exit(3);
		}
		for (int i = 0; i < n; i++) {
			struct line *l = &lines[i];

			if (polls[i].revents == 0 || !line_read(l))
				continue;
			us[r.done++] = (int32_t)(clock_ticks_us() - l->sent_us);
			r.bytes += (int64_t)l->n;
			r.errors += l->answer[9] != '2' && l->answer[9] != '3';
			l->waiting = false;
			next(arg, i, (struct str){ l->answer, l->n }, &request);
			if (sent < total) {
				line_send(l, request);
				sent++;
			}
		}
	}
	r.wall_s = (double)(clock_ticks_us() - begun) / 1e6;
	qsort(us, (size_t)total, sizeof *us, by_value);
	r.p50_ms = us[total / 2] / 1e3;
	r.p99_ms = us[total * 99 / 100] / 1e3;
	free(us);
	lines_close(lines, n);
	return r;
}

int
load_hold(int port, int n, struct str request, int *fds)
{
	struct line l = { .answer = malloc(ANSWER_MAX) };

	for (int i = 0; i < n; i++) {
		fds[i] = l.fd = line_open(port);
		line_send(&l, request);
		while (!line_read(&l))
			;
	}
	free(l.answer);
	return n;
}

struct str
load_once(int port, struct arena *mem, struct str request)
{
	struct line l = { .fd = line_open(port), .answer = malloc(ANSWER_MAX) };
	struct str answer;

	line_send(&l, request);
	while (!line_read(&l))
		;
	answer = str_copy(mem, (struct str){ l.answer, l.n });
	close(l.fd);
	free(l.answer);
	return answer;
}

/*
 * wire: a server of its own and raw sockets: what no client library would ever
 * send. The server listens on a port that the system chooses.
 */
#ifndef TEST_WIRE_H
#define TEST_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* How long anything may take before it counts as never (test/patience.mjs). */
#define PATIENCE_MS 120000

struct served {
	pid_t pid;
	int port;
	char folder[64];
};

/* Starts build/ocop serve on an empty office; `options` end with NULL. */
bool served_start(struct served *s, const char *program,
    const char *const *options);
/* TERM; the exit status, or -1 when it did not end. */
int served_end(struct served *s);

int line_open(const struct served *s);
void line_send(int fd, const char *bytes, size_t n);
/* What is read, ending in a zero byte. */
struct heard {
	char *room;
	size_t size, n;
	bool closed; /* by the other side */
};
/* Reads until the other side closes, `want` was read, or `ms` have passed
 * without a byte. */
void line_read(int fd, struct heard *h, const char *want, int ms);
/* Opens, sends, reads the whole answer; its status, 0 without one. */
int ask(const struct served *s, const char *bytes, size_t n, char *answer,
    size_t size);
/* Status of an answer; 0: it is none. */
int status_in(const char *answer);
long now_ms(void);

#endif

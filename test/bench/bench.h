/*
 * bench: how fast and how small, as ratios to limits in the same run
 * (docs/decisions/0009-speed.md). Absolute times depend on the machine and the
 * hour; they are printed for orientation only. A target that is missed is
 * named in the last lines, and the exit status is 1.
 */
#ifndef TEST_BENCH_H
#define TEST_BENCH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/str.h"
#include "store/db.h"

/* ---- data.c: offices of a size -------------------------------------------- */

/* Makes (once) DIR/ocop.db: the sample office and n listed products more. */
void data_make(const char *dir, int64_t n);
/* Adds voting seats with sessions to the sample's session: cookies[i] is the
 * secret of the i-th. */
void data_members(const char *dir, int n, char (*cookies)[65]);
/* The agenda item the members score. */
#define BENCH_AGENDA 1

/* ---- server.c: our server as a process of its own ---------------------------- */

struct server {
	pid_t pid;
	int port;
	double start_s; /* from exec to the line "ready" */
};
void server_start(struct server *s, const char *dir);
void server_stop(struct server *s);
/* CPU seconds it has used, resident memory in KiB. */
double server_cpu_s(const struct server *s);
long server_rss_kb(const struct server *s);

/* ---- load.c: a closed loop of connections ------------------------------------ */

struct load;
/* Writes the next request of connection i; gets the answer to the last. */
typedef void load_request(void *arg, int i, struct str answer, struct str *out);

struct load_result {
	int64_t done, errors, bytes;
	double wall_s, p50_ms, p99_ms;
};
/* n connections, each sending when its answer is there, until `total` are
 * done. `keep`: leave the connections open and return them in fds. */
struct load_result load_run(int port, int n, int64_t total, load_request *next,
    void *arg);
/* Opens n connections that have each had one answer; returns how many. */
int load_hold(int port, int n, struct str request, int *fds);
/* One request, the whole answer. */
struct str load_once(int port, struct arena *mem, struct str request);

/* ---- limit.c: the same work without a server ---------------------------------- */

/* CPU seconds of this process. */
double cpu_s(void);

/* What stands around the rows of our own page: the limit writes it too. */
struct frame {
	struct str head, foot;
};
struct limit_page {
	double made_s; /* CPU of one page in memory */
	double sent_s; /* … that is also sent over a connection, with one send() */
	size_t bytes;
};
/* A page of 20 rows, read and written by a bare loop over the statement's own
 * text. `where`: the database; `newest`: pages begin below it. */
struct limit_page limit_page_s(const char *where, int64_t newest, int times,
    const struct frame *f);
/* Saves per second when each is its own durable transaction. */
double limit_saves_per_s(const char *where, int times);

/* ---- record.c: the public record ------------------------------------------------ */

struct record_cost {
	double proof_ms;   /* of one entry in a log of n */
	double bytes;      /* on disk, an entry */
	double verified_per_s; /* entries, by one core */
	double alone_off, alone_on, grouped_off, grouped_on; /* changes a second */
};
/* Makes (once) a log of n entries in DIR. */
struct record_cost record_measure(const char *dir, int64_t n);

#endif

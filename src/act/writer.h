/*
 * writer: the one way for a change to happen.
 *
 * Whoever wants to change something hands in a job. On SQLite one thread owns
 * the only writing connection: it takes all jobs that wait (at most
 * WRITER_BATCH_MAX), runs each inside its own savepoint of one transaction,
 * commits once, and only then tells each of them: many acts share one fsync,
 * and nobody is answered before it is on disk. On PostgreSQL the same jobs run
 * on a few connections, a transaction each. There too one has its turn at a time,
 * whatever the server, except those that say that they may run beside each other:
 * then the server groups the commits (decision 0029).
 *
 * A job is undone, alone, when it fails; when it changed a row and added no
 * record (our bug: nothing changes in silence); and when its arena is over.
 * When the commit fails, all jobs of the batch fail with WHY_STORE_BUSY or
 * WHY_BROKEN and nothing of them is kept.
 *
 * Jobs that have entries of the public log are told only when those are published:
 * a thread of its own does that, so that the others of the batch, and the next batch,
 * need not wait for it. When publishing fails, the jobs with entries fail (what they
 * did is kept, and is published by the next try; nobody is told that it is done), and
 * until a try succeeds further jobs with entries are undone.
 *
 * The queue is bounded: writer_put() refuses when it is full, and the caller
 * answers 503 with Retry-After.
 */
#ifndef ACT_WRITER_H
#define ACT_WRITER_H

#include "act/ctx.h"

#define WRITER_QUEUE_MAX 4096
#define WRITER_BATCH_MAX 256
#define WRITER_WORKERS 4 /* connections on PostgreSQL */

/* A change that waits. The storage is the caller's and must live until done()
 * was called. */
struct writer_job {
	/* Makes the change; ctx->db is the writing connection. On the writer. */
	enum rc (*run)(void *arg);
	/* Told once how it ended: RC_OK after the commit, else everything was
	 * undone and ctx->fault says why. On the writer or on the thread that
	 * publishes: must be quick (resume a
	 * connection). May be NULL. */
	void (*done)(void *arg, enum rc rc);
	void *arg;
	struct ctx *ctx;    /* mem and fault are the job's; db, records are set here */
	bool housekeeping;  /* sessions, throttles, expired uploads: no record needed */
	bool beside;        /* asks only what its statements hold: see DB_BESIDE */
	/* Private. */
	enum rc rc;
	struct writer_job *next;
	bool waited, finished;
};

struct writer;
struct publisher;

/* Counts since the start, for /healthz, traces and tests. */
struct writer_counts {
	int64_t jobs, failed, commits, refused;
	int waiting, batch_most;
};

/* Opens the writing connection(s) on a migrated database, prepares the
 * statements, starts the thread(s). */
MUST_CHECK enum rc writer_open(struct str where, struct fault *fault,
    struct writer **out);
/* From here on, what becomes an entry of the public log is published before
 * anybody is told (act/publisher.h, act/publishing.h). Before the first job; NULL is
 * fine. */
MUST_CHECK enum rc writer_publish(struct writer *w, struct publisher *log,
    struct fault *fault);
/* Puts a job at the end of the queue; false when it is full or closing: then
 * the job was not taken and done() is not called. Any thread. */
MUST_CHECK bool writer_put(struct writer *w, struct writer_job *job);
/* Puts a job and waits until it is done; RC_BUSY when the queue is full. For
 * threads that serve nobody (jobs of the night, the slow pool). */
MUST_CHECK enum rc writer_wait(struct writer *w, struct writer_job *job);
struct writer_counts writer_counts(struct writer *w);
/* Asks for the whole housekeeping (db_tidy) when nothing waits: once a night. */
void writer_tidy(struct writer *w);
/* Finishes what waits, then ends. NULL is fine. */
void writer_close(struct writer *w);

/* Without a thread: runs one job on this connection in a transaction of its
 * own, with all the checks above, and returns how it ended (done() is called
 * too). For stories and for the command line. */
enum rc writer_inline(struct db *db, struct writer_job *job);

/* ---- readers ------------------------------------------------------------ */

/*
 * A fixed number of connections that cannot write. As many as threads that
 * read, so that nobody waits; one more reader than connections waits at most
 * READERS_WAIT_MS and is then refused as busy.
 */
#define READERS_WAIT_MS 2000

struct readers;

MUST_CHECK enum rc readers_open(struct str where, int n, struct fault *fault,
    struct readers **out);
/* Lends a connection and begins a read transaction: ctx->db sees one moment of
 * the database until readers_end(). RC_BUSY: none became free. */
MUST_CHECK enum rc readers_begin(struct readers *r, struct ctx *ctx);
void readers_end(struct readers *r, struct ctx *ctx);
void readers_close(struct readers *r);

#endif

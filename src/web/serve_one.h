/*
 * serve_one: the way of one request, from its bytes to its reply.
 *
 * No socket is needed: main (src/main/serve.c) and the stories of the test
 * suite call the same functions. The way has at most four stations, because
 * three kinds of thread share the work:
 *
 *   serve_one()      serving thread   row, session, right, token, form; a
 *                                     READS route is answered here
 *   serve_prepare()  slow pool        the heavy part of a SLOW route (hashing
 *                                     a password), or a whole SLOW_READS route
 *   serve_write()    writer           the handler, inside its savepoint
 *   serve_after()    serving thread   after the commit: the reply, or the page
 *                                     again with what was typed
 *
 * serve_inline() walks all four on one thread with the clock and the chance it
 * is given:
 *
 *   struct visit v;
 *   visit_begin(&v, &office, &arena, &request, &reply);
 *   v.ctx.now = …; v.ctx.today = day_of(v.ctx.now); v.ctx.chance = &counted;
 *   serve_inline(&v, reading_db, writing_db);
 *   … reply.status, reply.headers, buf_str(&reply.body), v.ctx.fault …
 */
#ifndef WEB_SERVE_ONE_H
#define WEB_SERVE_ONE_H

#include "web/visit.h"

/* What all requests share. Made once by main or a test; never changes while
 * requests are served. */
struct office {
	const struct law *law;
	struct blobs *blobs;
	struct publisher *log; /* the public log; NULL: none (most stories) */
	const struct es256_key *code_key; /* signs certificates; NULL: none */
	struct str second_key; /* seals the secrets of second steps */
	struct str senders;    /* file with the keys of other offices; empty: none */
	struct str public_url; /* "https://ocop.example.vn": printed in codes; "" unknown */
	struct str place;      /* "TP. Hồ Chí Minh": in the title of every page; "" none */
	bool secure;           /* people reach us by https: cookies are Secure */
	bool sample;           /* a sample office: every page says so */
	bool room;             /* one session on the room's laptop: every page says so */
	/* Remembers that a session was used; runs on the writer some time later.
	 * NULL: not remembered (stories with a fixed clock). */
	void (*touch)(void *arg, struct str token_hash, struct moment seen,
	    struct moment ends);
	void *touch_arg;
};

enum next {
	NEXT_REPLY,   /* v->reply is complete */
	NEXT_PREPARE, /* call serve_prepare() on the slow pool */
	NEXT_WRITE    /* call serve_write() on the writer, then serve_after() */
};

/* Makes a visit in the caller's storage and an empty reply. `mem` is the
 * arena of the request. The caller then sets ctx.now, ctx.today, ctx.chance. */
void visit_begin(struct visit *v, const struct office *office,
    struct arena *mem, const struct request *req, struct reply *reply);

/* Each station finds in v->ctx.db the connection it needs: one that cannot
 * write (readers_begin), but for serve_write(), where it is the writer's. */

/* Everything up to the write. */
enum next serve_one(struct visit *v);

/* The heavy part. Never NEXT_PREPARE. */
enum next serve_prepare(struct visit *v);

/* The handler of a write, in a savepoint that the caller releases on RC_OK and
 * undoes otherwise (act/writer.h). */
MUST_CHECK enum rc serve_write(struct visit *v);

/* After the commit (RC_OK) or after everything was undone (any other rc). NEXT_WRITE:
 * serve_write() once more, for the second of a double click. */
MUST_CHECK enum next serve_after(struct visit *v, enum rc rc);

/* A fault without a visit: what the server answers to bytes that never became
 * a request, and when a queue is full. */
void serve_refused(struct visit *v, const struct reason *why);

/* All stations on this thread. */
void serve_inline(struct visit *v, struct db *reads, struct db *writes);

/* Whether a session belongs to the cookie: asked before a large body. */
bool visitor_is_known(struct visit *v);

/* How many bytes the body of this route may have; 0: none. */
/* Whether its body is taken as it comes, into a file, and is no form. */
bool route_is_raw(const struct route *r);
size_t route_body_limit(const struct route *r);
/* The row for a method and a path, or NULL; then *allowed says which methods
 * the path has (bits of enum method). HEAD finds the GET row. */
const struct route *route_find(enum method m, struct str path,
    unsigned *allowed);

#endif

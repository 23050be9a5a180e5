/*
 * server: sockets, by libmicrohttpd; everything above sees requests and
 * replies only.
 *
 * One thread for each core waits for connections (epoll). A connection that
 * has to wait for the writer or the slow pool is suspended and costs nothing
 * until it is resumed. What libmicrohttpd lets through and we do not: two
 * lengths or a length with chunks (request smuggling), no Host, %00 and ".."
 * in a path, long targets, hundreds of '&' (it stops answering), a body above
 * its route's limit: refused by its Content-Length, before it is read.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http/body.h"
#include "http/http.h"

struct server;

/* One request on a connection. Its arena is empty at the begin of a request
 * and lives until the reply has left. */
struct exchange {
	struct request request;
	struct reply reply;
	struct arena mem;
	void *state;  /* the caller's: NULL when a request begins */
};

enum served {
	SERVED_NOW,  /* the reply is complete */
	SERVED_LATER /* exchange_suspend() was called: serve() comes again */
};

/* What the server asks of the program. All are called on serving threads. */
struct server_calls {
	void *arg;
	/* The head is there. May its body come, and how much of it? NULL, or why
	 * not. `limits` is zero before: no body. */
	const struct reason *(*admit)(void *arg, struct request *r,
	    struct body_limits *limits);
	/* The request is complete, or its exchange was resumed. */
	enum served (*serve)(void *arg, struct exchange *x);
	/* It never became a request: fill the reply. */
	void (*refuse)(void *arg, struct exchange *x, const struct reason *why);
	/* The reply has left, or the visitor has: nothing of it is used again. */
	void (*done)(void *arg, struct exchange *x);
};

struct server_settings {
	struct str address;      /* "127.0.0.1" */
	int port;                /* 0: the system chooses */
	int threads;
	int connections_max;
	int timeout_s;           /* of a connection that does nothing */
	bool proxy;              /* believe X-Forwarded-For and -Proto */
	size_t request_memory;   /* ceiling of a request's arena */
	struct str folder;       /* of temporary files */
};

/* Begins to listen. The calls and texts must outlive the server. */
MUST_CHECK enum rc server_start(const struct server_settings *settings,
    const struct server_calls *calls, struct fault *fault,
    struct server **out);
int server_port(const struct server *s);

/* No new connections; those that are open are answered with `close`. */
void server_quiesce(struct server *s);
/* How many requests wait for the writer or the slow pool. */
int server_waiting(struct server *s);
/* Ends. Nothing may be suspended any more: wait for server_waiting() == 0. */
void server_stop(struct server *s);

/* Sets the connection aside; serve() must then return SERVED_LATER. Call it
 * before handing the exchange to another thread. */
void exchange_suspend(struct exchange *x);
/* Any thread, once for each suspend: serve() will be called again. */
void exchange_resume(struct exchange *x);

/* A reply that goes on (reply.goes_on): after its body the connection is set
 * aside, costs no thread, and waits for one of these. Any thread, between
 * serve() and done() of that exchange: the caller keeps them apart. */

/* A further piece, at most STREAM_PIECE_MAX bytes. False: the one before has not
 * left yet (the reader is slow) and nothing was taken. */
#define STREAM_PIECE_MAX 120
MUST_CHECK bool exchange_send(struct exchange *x, struct str piece);
/* Nothing more comes; what was given is sent. */
void exchange_finish(struct exchange *x);

#endif

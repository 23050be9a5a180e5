/*
 * line: a connection and the request it is busy with. Inside the server only
 * (server.c starts and stops, line.c serves, stream.c goes on): the names of
 * libmicrohttpd are used in these four files and nowhere else.
 */
#ifndef HTTP_LINE_H
#define HTTP_LINE_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "http/server.h"

enum at { AT_HEAD, AT_BODY, AT_REFUSED, AT_SERVE };

/* A connection and the request it is busy with. */
struct line {
	struct exchange x; /* first: an exchange is its line */
	struct server *server;
	struct MHD_Connection *connection;
	struct line *next_free;
	struct str target;      /* raw, as it was sent */
	const struct reason *target_why; /* what is wrong with it; NULL: nothing */
	enum at at;
	struct body *body;
	struct body_limits limits;
	const struct reason *why; /* refused */
	size_t discarded;
	bool used;              /* in the list of connections */
	/* A reply that goes on (stream.c); under the server's lock. */
	char piece[STREAM_PIECE_MAX];
	size_t n_piece, sent;   /* sent: of the reply's body */
	bool asleep, finished;
};

struct server {
	struct arena own;
	struct MHD_Daemon *daemon;
	struct server_settings settings;
	const struct server_calls *calls;
	struct line *lines;     /* the first n_lines have been used */
	pthread_mutex_t lock;   /* of the lists */
	struct line *free_lines;
	int n_lines;
	atomic_int waiting;
	atomic_llong number;    /* of the last request */
	atomic_bool closing;
};

/* What libmicrohttpd calls, in this order, with the server as `arg`: a line is
 * taken, the raw request line is seen, the head, each piece of the body and
 * its end come (and come again after each resume), the reply has left, the
 * line is given back. */
void line_notify(void *arg, struct MHD_Connection *c, void **context,
    enum MHD_ConnectionNotificationCode code);
void *line_target(void *arg, const char *uri, struct MHD_Connection *c);
enum MHD_Result line_handle(void *arg, struct MHD_Connection *c,
    const char *url, const char *method, const char *version, const char *data,
    size_t *size, void **context);
/* stream.c: a response whose pieces come later; NULL: no memory. And what is
 * left of it when its request is over. */
struct MHD_Response *stream_response(struct line *l);
void stream_over(struct line *l);
void line_completed(void *arg, struct MHD_Connection *c, void **context,
    enum MHD_RequestTerminationCode code);

#endif

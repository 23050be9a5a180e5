/*
 * stream: a reply that goes on. Its body is sent first; then the connection is
 * suspended by libmicrohttpd and belongs to no thread until somebody gives it a
 * piece (exchange_send) or ends it (exchange_finish). One piece waits at a
 * time: a reader that is too slow is told later, never kept in a queue.
 *
 * A suspended connection has no timeout. Who has gone is noticed when the next
 * piece cannot be written: the giver sends one now and then for that.
 */
#include "http/line.h"

#include <string.h>

/* What leaves next: the rest of the body, then a piece. 0: nothing is there. */
static size_t
stream_next(struct line *l, char *to, size_t max)
{
	struct str body = str_from(buf_str(&l->x.reply.body), l->sent);
	size_t n = body.n < max ? body.n : max;

	if (body.n > 0) {
		memcpy(to, body.p, n);
		l->sent += n;
		return n;
	}
	n = l->n_piece < max ? l->n_piece : max;
	memcpy(to, l->piece, n);
	l->n_piece -= n;
	memmove(l->piece, l->piece + n, l->n_piece);
	return n;
}

/* libmicrohttpd asks for bytes. Whether there are any and whether the line goes
 * to sleep is one question: a piece given between the two would lie there. */
static ssize_t
stream_read(void *arg, uint64_t at, char *to, size_t max)
{
	struct line *l = arg;
	ssize_t n;

	(void)at;
	(void)pthread_mutex_lock(&l->server->lock);
	n = (ssize_t)stream_next(l, to, max);
	if (n == 0 && l->finished) {
		n = MHD_CONTENT_READER_END_OF_STREAM;
	} else if (n == 0) {
		l->asleep = true;
		(void)atomic_fetch_add(&l->server->waiting, 1);
		MHD_suspend_connection(l->connection);
	}
	(void)pthread_mutex_unlock(&l->server->lock);
	return n;
}

struct MHD_Response *
stream_response(struct line *l)
{
	return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1024,
	    stream_read, l, NULL);
}

/* Under the lock. */
static void
stream_wake(struct line *l)
{
	if (!l->asleep)
		return;
	l->asleep = false;
	MHD_resume_connection(l->connection);
	(void)atomic_fetch_sub(&l->server->waiting, 1);
}

void
stream_over(struct line *l)
{
	(void)pthread_mutex_lock(&l->server->lock);
	if (l->asleep)
		(void)atomic_fetch_sub(&l->server->waiting, 1);
	l->asleep = false;
	(void)pthread_mutex_unlock(&l->server->lock);
}

bool
exchange_send(struct exchange *x, struct str piece)
{
	struct line *l = (struct line *)(void *)x;
	bool free;

	REQUIRE(piece.n <= sizeof(l->piece));
	(void)pthread_mutex_lock(&l->server->lock);
	free = l->n_piece == 0;
	if (free) {
		memcpy(l->piece, piece.p, piece.n);
		l->n_piece = piece.n;
		stream_wake(l);
	}
	(void)pthread_mutex_unlock(&l->server->lock);
	return free;
}

void
exchange_finish(struct exchange *x)
{
	struct line *l = (struct line *)(void *)x;

	(void)pthread_mutex_lock(&l->server->lock);
	l->finished = true;
	stream_wake(l);
	(void)pthread_mutex_unlock(&l->server->lock);
}

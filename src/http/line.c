/*
 * line: one request on a connection, as libmicrohttpd brings it; see line.h.
 * A line belongs to a connection from its first byte to its last and is used
 * again for the next connection.
 */
#include "http/line.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "http/head.h"

#define DISCARD_MAX (4 * MIB) /* of a refused body is read before we hang up */

/* ---- connections --------------------------------------------------------------- */

static struct line *
line_take(struct server *s)
{
	struct line *l;

	(void)pthread_mutex_lock(&s->lock);
	l = s->free_lines;
	if (l != NULL) {
		s->free_lines = l->next_free;
	} else if (s->n_lines < s->settings.connections_max) {
		l = &s->lines[s->n_lines++];
		*l = (struct line){ .server = s };
		arena_init(&l->x.mem, s->settings.request_memory);
	}
	(void)pthread_mutex_unlock(&s->lock);
	if (l != NULL)
		l->used = true;
	return l;
}

static void
line_give(struct line *l)
{
	struct server *s = l->server;

	arena_release(&l->x.mem);
	l->used = false;
	(void)pthread_mutex_lock(&s->lock);
	l->next_free = s->free_lines;
	s->free_lines = l;
	(void)pthread_mutex_unlock(&s->lock);
}

void
line_notify(void *arg, struct MHD_Connection *c, void **context,
    enum MHD_ConnectionNotificationCode code)
{
	(void)c;
	if (code == MHD_CONNECTION_NOTIFY_STARTED)
		*context = line_take(arg);
	else if (*context != NULL)
		line_give(*context);
}

static struct line *
line_of(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(c,
	    MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info == NULL ? NULL : info->socket_context;
}

/* The raw request line, before libmicrohttpd reads anything out of it. It
 * would split the query next, and with 500 or more '&' run out of memory and
 * answer nothing. So it is given no query: we keep our own copy and put an end
 * where the query begins, in its buffer, which it lets us see as const. */
void *
line_target(void *arg, const char *uri, struct MHD_Connection *c)
{
	struct line *l = line_of(c);
	struct str target = str_c(uri);
	size_t question = str_find(target, '?');

	(void)arg;
	if (l == NULL)
		return NULL;
	arena_clear(&l->x.mem);
	l->x.request = (struct request){ .method = METHOD__COUNT };
	l->x.reply = (struct reply){ .status = 0 };
	l->x.state = NULL;
	l->connection = c;
	l->at = AT_HEAD;
	l->body = NULL;
	l->why = NULL;
	l->discarded = l->sent = l->n_piece = 0;
	l->asleep = l->finished = false;
	l->limits = (struct body_limits){ .bytes = 0 };
	l->target_why = target.n > TARGET_MAX ? &WHY_TARGET_LONG : NULL;
	/* The library put the zero where the blank before HTTP/1.1 was; one that
	 * came over the wire has something else behind it. */
	if (strncmp(uri + target.n + 1, "HTTP/", 5) != 0)
		l->target_why = &WHY_BAD_REQUEST;
	l->target = str_copy(&l->x.mem, str_head(target, TARGET_MAX));
	if (question < target.n) {
		union { const char *seen; char *ours; } p = { uri };

		memset(p.ours + question, 0, target.n - question);
	}
	return l;
}

/* The reply has left or the visitor has. */
void
line_completed(void *arg, struct MHD_Connection *c, void **context,
    enum MHD_RequestTerminationCode code)
{
	struct server *s = arg;
	struct line *l = *context;

	(void)c;
	if (l == NULL)
		return;
	if (code != MHD_REQUEST_TERMINATED_COMPLETED_OK && l->at == AT_BODY &&
	    l->limits.raw && l->why == NULL) {
		/* An upload whose line broke keeps what arrived. */
		if (body_end(l->body, &l->x.request, true) == NULL) {
			l->at = AT_SERVE;
			l->x.request.cut = true;
			(void)s->calls->serve(s->calls->arg, &l->x);
		}
	}
	s->calls->done(s->calls->arg, &l->x);
	stream_over(l);
	/* Given back, not kept: of 500 open lines hardly one is busy, and a block
	 * from malloc() costs less than the memory of 499. */
	arena_release(&l->x.mem);
	*context = NULL;
}

/* ---- the head ------------------------------------------------------------------------ */

struct header_walk {
	struct arena *mem;
	struct pair_in *v;
	size_t n, max;
	bool over;
};

static enum MHD_Result
header_take(void *arg, enum MHD_ValueKind kind, const char *key,
    const char *value)
{
	struct header_walk *w = arg;

	(void)kind;
	if (w->n == w->max) {
		w->over = true;
		return MHD_NO;
	}
	w->v[w->n].name = str_lower(w->mem, str_c(key));
	w->v[w->n++].value = str_copy(w->mem, str_c(value == NULL ? "" : value));
	return MHD_YES;
}

static struct str
peer_address(struct line *l)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
	    l->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	char text[INET6_ADDRSTRLEN] = "";

	if (info != NULL && info->client_addr->sa_family == AF_INET)
		(void)inet_ntop(AF_INET, &((const struct sockaddr_in *)
		    (const void *)info->client_addr)->sin_addr, text,
		    sizeof(text));
	else if (info != NULL && info->client_addr->sa_family == AF_INET6)
		(void)inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)
		    (const void *)info->client_addr)->sin6_addr, text,
		    sizeof(text));
	return str_copy(&l->x.mem, str_c(text));
}

/* Fills the request from the head; NULL, or why it is none. */
static const struct reason *
head_take(struct line *l, const char *method)
{
	struct request *r = &l->x.request;
	struct header_walk w = { .mem = &l->x.mem, .max = HEADERS_MAX };
	struct head_in head;

	w.v = ARENA_ARRAY(w.mem, HEADERS_MAX, struct pair_in);
	(void)MHD_get_connection_values(l->connection, MHD_HEADER_KIND,
	    header_take, &w);
	r->address = peer_address(l);
	r->number = atomic_fetch_add(&l->server->number, 1) + 1;
	head = (struct head_in){ .method = str_c(method), .target = l->target,
	    .headers = { w.v, w.n }, .proxy = l->server->settings.proxy };
	if (l->target_why != NULL)
		return l->target_why;
	if (w.over)
		return &WHY_HEADERS_LONG;
	return head_read(&l->x.mem, &head, r, &l->limits.bytes);
}

/* ---- the reply -------------------------------------------------------------------------- */

static struct MHD_Response *
response_of_file(const struct reply *r)
{
	struct stat st;
	struct MHD_Response *response;
	int fd = open(r->file_path.p, O_RDONLY | O_CLOEXEC); /* ends in zero */

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		(void)close(fd);
		return NULL;
	}
	response = MHD_create_response_from_fd64((uint64_t)st.st_size, fd);
	if (response == NULL)
		(void)close(fd);
	return response;
}

/* The bytes belong to the arena or the program and outlive the response. */
static struct MHD_Response *
response_of_bytes(struct str s)
{
	union { const char *seen; void *given; } p = { s.n == 0 ? "" : s.p };

	return MHD_create_response_from_buffer(s.n, p.given,
	    MHD_RESPMEM_PERSISTENT);
}

static enum MHD_Result
reply_send(struct line *l)
{
	const struct reply *r = &l->x.reply;
	struct MHD_Response *response;
	enum MHD_Result queued;
	int status = r->status;

	if (r->goes_on && l->x.request.method != HEAD)
		response = stream_response(l);
	else if (r->file_path.n > 0)
		response = response_of_file(r);
	else
		response = response_of_bytes(r->fixed.p != NULL ? r->fixed :
		    buf_str(&r->body));
	if (response == NULL) { /* the file went away under us */
		status = 500;
		response = response_of_bytes(S(""));
	}
	if (response == NULL)
		return MHD_NO;
	for (size_t i = 0; i < r->n_headers; i++)
		(void)MHD_add_response_header(response,
		    str_z(&l->x.mem, r->headers[i].name),
		    str_z(&l->x.mem, r->headers[i].value));
	if (r->type.n > 0)
		(void)MHD_add_response_header(response, "Content-Type",
		    str_z(&l->x.mem, r->type));
	if (r->close || atomic_load(&l->server->closing))
		(void)MHD_add_response_header(response, "Connection", "close");
	queued = MHD_queue_response(l->connection, (unsigned)status, response);
	MHD_destroy_response(response);
	return queued;
}

static enum MHD_Result
refuse(struct line *l, const struct reason *why)
{
	l->at = AT_REFUSED;
	l->server->calls->refuse(l->server->calls->arg, &l->x, why);
	l->x.reply.close = true;
	return reply_send(l);
}

/* ---- one request --------------------------------------------------------------------------- */

/* The head is there, the body is not: what is refused now is never read. */
static enum MHD_Result
begin(struct line *l, const char *method)
{
	const struct server_calls *calls = l->server->calls;
	const struct reason *why = head_take(l, method);
	size_t coming = l->limits.bytes;

	l->limits = (struct body_limits){ .folder = l->server->settings.folder };
	if (why == NULL)
		why = calls->admit(calls->arg, &l->x.request, &l->limits);
	if (why != NULL)
		return refuse(l, why);
	if (coming != BODY_UNKNOWN && coming > l->limits.bytes) {
		if (coming > DISCARD_MAX)
			return refuse(l, &WHY_TOO_LARGE);
		/* Hanging up on somebody who is still sending would be a broken line to them. */
		l->why = &WHY_TOO_LARGE;
		l->at = AT_BODY;
		return MHD_YES;
	}
	l->at = AT_SERVE;
	if (coming == 0)
		return MHD_YES;
	l->body = body_new(&l->x.mem, request_header(&l->x.request,
	    S("content-type")), &l->limits, &why);
	if (l->body == NULL)
		return refuse(l, why);
	l->at = AT_BODY;
	return MHD_YES;
}

/* A piece of the body. A reply can only be queued before or behind the body:
 * what is refused in the middle is read on and thrown away, for a while. */
static enum MHD_Result
body_take(struct line *l, const char *p, size_t *n)
{
	struct str piece = { p, *n };

	*n = 0;
	if (l->at != AT_BODY)
		return MHD_NO;
	if (l->why == NULL)
		l->why = body_put(l->body, piece);
	if (l->why == NULL)
		return MHD_YES;
	l->discarded += piece.n;
	return l->discarded > DISCARD_MAX ? MHD_NO : MHD_YES;
}

static enum MHD_Result
finish(struct line *l)
{
	const struct server_calls *calls = l->server->calls;

	if (l->at == AT_BODY) {
		if (l->why == NULL)
			l->why = body_end(l->body, &l->x.request, false);
		if (l->why != NULL)
			return refuse(l, l->why);
		l->at = AT_SERVE;
	}
	if (calls->serve(calls->arg, &l->x) == SERVED_LATER)
		return MHD_YES;
	return reply_send(l);
}

enum MHD_Result
line_handle(void *arg, struct MHD_Connection *c, const char *url,
    const char *method, const char *version, const char *data, size_t *size,
    void **context)
{
	struct line *l = *context;

	(void)arg;
	(void)c;
	(void)url;
	(void)version;
	if (l == NULL) /* more connections than lines: cannot be */
		return MHD_NO;
	if (l->at == AT_HEAD)
		return begin(l, method);
	if (*size > 0)
		return body_take(l, data, size);
	if (l->at == AT_REFUSED)
		return MHD_YES;
	return finish(l);
}

void
exchange_suspend(struct exchange *x)
{
	struct line *l = (struct line *)(void *)x;

	(void)atomic_fetch_add(&l->server->waiting, 1);
	MHD_suspend_connection(l->connection);
}

void
exchange_resume(struct exchange *x)
{
	struct line *l = (struct line *)(void *)x;

	MHD_resume_connection(l->connection);
	(void)atomic_fetch_sub(&l->server->waiting, 1);
}

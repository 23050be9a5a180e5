/*
 * http: what a request is and what a reply is. No word of the domain.
 *
 * server.h turns sockets into these structs (libmicrohttpd); the stories of
 * the test suite make them directly. Everything is bounded: path and query
 * 4 KiB, 64 fields of a query, headers 16 KiB, a body by its route.
 */
#ifndef HTTP_HTTP_H
#define HTTP_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/str.h"

enum method { GET, POST, HEAD, PUT, PATCH, DELETE, OPTIONS, METHOD__COUNT };

/* One name=value of a query, a form or a cookie. Decoded, not yet cleaned. */
struct pair_in {
	struct str name, value;
};

struct pairs_in {
	const struct pair_in *v;
	size_t n;
};

/* A file of a multipart form, already on disk in the upload directory. */
struct file_in {
	struct str field, name, type; /* as declared: not to be trusted */
	struct str path;              /* of the temporary file; removed with the arena */
	int64_t size_bytes;
	bool too_large;               /* cut at its limit */
	bool no_room;                 /* the disk was full: its bytes are gone */
};

struct request {
	enum method method;
	struct str path;      /* decoded once, checked: no "..", no zero byte, UTF-8 */
	struct pairs_in query;
	struct pairs_in headers; /* names in lower case */
	struct pairs_in cookies;
	struct pairs_in fields;  /* of a form body */
	const struct file_in *files;
	size_t n_files;
	struct str body;      /* of JSON or raw routes; a temporary file's path if raw_path */
	struct str raw_path;  /* PATCH of an upload: where the bytes went */
	int64_t body_bytes;
	bool cut;             /* the line broke: raw_path holds what had arrived, nobody
	                       * reads the reply. Only READS routes ever see it */
	struct str address;   /* of the peer (X-Forwarded-For only from a proxy we trust) */
	bool tls;             /* the person's line is encrypted */
	int64_t number;       /* of this request, for the log and the fault page */
	const void *found;    /* the caller's: what admit() found for this address */
};

extern const struct reason WHY_NO_SUCH_METHOD; /* a verb we do not know: 405 */
extern const struct reason WHY_TARGET_LONG;    /* 414 */
extern const struct reason WHY_HEADERS_LONG;   /* 431 */

/* "" when absent. */
struct str request_header(const struct request *r, struct str name);
struct str request_cookie(const struct request *r, struct str name);
struct str pairs_get(struct pairs_in p, struct str name);

struct header_out {
	struct str name, value;
};

struct reply {
	int status;
	struct str type;              /* "text/html; charset=utf-8" */
	struct buf body;
	struct str file_path;         /* send this file instead of body */
	struct str fixed;             /* or these bytes, which outlive the request */
	struct header_out headers[24];
	size_t n_headers;
	bool close;                   /* end the connection */
	bool goes_on;                 /* the body is only its first piece: more comes by
	                                 exchange_send() (server.h) until exchange_finish() */
};

void reply_init(struct reply *r, struct arena *mem);
void reply_header(struct reply *r, struct str name, struct str value);
/* 303 to an address of ours. */
void reply_redirect(struct reply *r, struct str location);
/* Where it leads; "" when nowhere. */
struct str reply_location(const struct reply *r);

/* ---- parsers: pure functions over bytes; fuzzed ------------------------- */

/* Everything but letters, digits and - . _ ~ with percent signs. */
void url_encode(struct buf *out, struct str s);
/* A request path: decoded; refuses what the contract names ("..", %00, …). */
MUST_CHECK bool path_read(struct arena *mem, struct str raw, struct str *out);
/* application/x-www-form-urlencoded or a query; at most `max` pairs. */
MUST_CHECK bool pairs_read(struct arena *mem, struct str s, size_t max, struct pairs_in *out);
MUST_CHECK bool cookies_read(struct arena *mem, struct str s, struct pairs_in *out);
/* "vi-VN,vi;q=0.9,en;q=0.8" -> whether `en` is preferred to `vi`. */
bool prefers_english(struct str accept_language);

#endif

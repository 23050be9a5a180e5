/*
 * multipart: multipart/form-data, piece by piece (RFC 7578).
 *
 * Our own parser and not libmicrohttpd's post processor, for three reasons: it
 * is a function over bytes, so a fuzzer drives it without a connection; it
 * never holds a file in memory; and it refuses what it does not understand.
 * Pieces may be cut anywhere, also inside a boundary.
 */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include "base/arena.h"
#include "base/str.h"

struct multipart;

/* What the parser finds. Each returns false to stop: the body is refused. */
struct multipart_sink {
	void *arg;
	/* A part begins. `file` says whether it came with a file name; all
	 * texts are valid UTF-8 and live in the arena. */
	bool (*begin)(void *arg, struct str name, bool file, struct str file_name,
	    struct str type);
	bool (*bytes)(void *arg, struct str piece);
	bool (*end)(void *arg);
};

/* A parser for the boundary named in the Content-Type; NULL when there is no
 * usable one. The sink must outlive the parser. */
struct multipart *multipart_new(struct arena *mem, struct str content_type,
    const struct multipart_sink *sink);

/* Takes the next bytes. False: broken, and stays so. */
bool multipart_put(struct multipart *m, struct str bytes);

/* Whether the closing boundary was seen and nothing was broken. */
bool multipart_done(const struct multipart *m);

#endif

/*
 * body: the body of a request, taken piece by piece as it arrives.
 *
 * A form's texts stay in memory, bounded; files go to temporary files, which
 * are removed with the arena unless somebody moves them away; a raw body
 * (PATCH of an upload) goes to one temporary file. Nothing here waits for the
 * whole body, and nothing trusts its declared length.
 */
#ifndef HTTP_BODY_H
#define HTTP_BODY_H

#include "http/http.h"

struct body;

struct body_limits {
	size_t bytes;       /* of the whole body */
	size_t text_bytes;  /* of all fields that are not files */
	size_t fields;      /* how many */
	int64_t file_bytes; /* of one file; it is cut there and marked */
	size_t files;       /* how many; 0: a form without files */
	bool raw;           /* not a form: to one temporary file */
	struct str folder;  /* where temporary files go */
};

/* Begins; the content type decides how it is read. NULL and *why when it
 * cannot be read. The limits must outlive the body. */
struct body *body_new(struct arena *mem, struct str content_type,
    const struct body_limits *limits, const struct reason **why);

/* Takes bytes. NULL, or why the body is refused; then the rest need not come. */
const struct reason *body_put(struct body *b, struct str bytes);

/* No more bytes will come: fills the request's fields, files, body or raw_path.
 * `broken`: the line was cut; then only a raw body is kept. */
const struct reason *body_end(struct body *b, struct request *r, bool broken);

extern const struct reason WHY_NOT_A_FORM; /* a body of another kind */
extern const struct reason WHY_DISK;       /* no room for a temporary file: a raw body
                                            * is refused at its end, a file of a form
                                            * is marked, and the texts are kept */

#endif

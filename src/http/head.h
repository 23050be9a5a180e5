/*
 * head: from request line and headers to a request, as a function over bytes.
 */
#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H

#include "http/http.h"

#define TARGET_MAX (4 * KIB)
#define HEADERS_MAX 64
#define QUERY_MAX 64
#define BODY_UNKNOWN SIZE_MAX /* chunks: nobody knows how many */

struct head_in {
	struct str method, target; /* as sent */
	struct pairs_in headers;   /* names in lower case; address is set */
	bool proxy;                /* believe what a proxy says of the peer */
};

/* NULL, or why this is no request we take. *coming is the declared length of
 * the body, 0 for none, or BODY_UNKNOWN. */
const struct reason *head_read(struct arena *mem, const struct head_in *in,
    struct request *out, size_t *coming);

#endif

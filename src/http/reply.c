/*
 * reply: small helpers of requests and replies; see http.h.
 */
#include "http/http.h"

/* A page of a hundred rows is 60 KB; exports stream from files. */
#define BODY_MAX (4 * MIB)

struct str
pairs_get(struct pairs_in p, struct str name)
{
	for (size_t i = 0; i < p.n; i++)
		if (str_eq(p.v[i].name, name))
			return p.v[i].value;
	return S("");
}

struct str
request_header(const struct request *r, struct str name)
{
	return pairs_get(r->headers, name);
}

struct str
request_cookie(const struct request *r, struct str name)
{
	return pairs_get(r->cookies, name);
}

void
reply_init(struct reply *r, struct arena *mem)
{
	*r = (struct reply){ .status = 200, .body = buf_new(mem, BODY_MAX) };
}

/* A line end in a header's value would begin a header of the visitor's own. */
static bool
header_is_plain(struct str value)
{
	for (size_t i = 0; i < value.n; i++)
		if ((unsigned char)value.p[i] < 0x20 || value.p[i] == 0x7f)
			return false;
	return true;
}

void
reply_header(struct reply *r, struct str name, struct str value)
{
	const size_t room = sizeof(r->headers) / sizeof(r->headers[0]);

	REQUIRE(r->n_headers < room);
	if (!header_is_plain(value))
		return;
	for (size_t i = 0; i < r->n_headers; i++)
		if (str_eq(r->headers[i].name, name) &&
		    !str_eq(name, S("Set-Cookie"))) {
			r->headers[i].value = value;
			return;
		}
	r->headers[r->n_headers++] = (struct header_out){ name, value };
}

void
reply_redirect(struct reply *r, struct str location)
{
	r->status = 303;
	reply_header(r, S("Location"), location);
}

struct str
reply_location(const struct reply *r)
{
	for (size_t i = 0; i < r->n_headers; i++)
		if (str_eq(r->headers[i].name, S("Location")))
			return r->headers[i].value;
	return S("");
}

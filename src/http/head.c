/*
 * head: see head.h. Strict where two readers could understand two things: how
 * long the body is, which host is meant.
 */
#include "http/head.h"

const struct reason WHY_NO_SUCH_METHOD = { RC_INVALID, "method" };
const struct reason WHY_TARGET_LONG = { RC_INVALID, "target_long" };
const struct reason WHY_HEADERS_LONG = { RC_INVALID, "headers_long" };

static enum method
method_read(struct str s)
{
	static const char *const names[METHOD__COUNT] = { [GET] = "GET",
		[POST] = "POST", [HEAD] = "HEAD", [PUT] = "PUT",
		[PATCH] = "PATCH", [DELETE] = "DELETE", [OPTIONS] = "OPTIONS" };
	enum method m = GET;

	while (m < METHOD__COUNT && !str_eq(s, str_c(names[m])))
		m++;
	return m;
}

static size_t
count(struct pairs_in headers, struct str name)
{
	size_t n = 0;

	for (size_t i = 0; i < headers.n; i++)
		n += str_eq(headers.v[i].name, name);
	return n;
}

/* Digits only: "+5", "5, 5" and "0x5" have been read differently by different
 * programs. */
static bool
length_read(struct str s, size_t *out)
{
	int64_t v;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	if (s.n == 0 || s.n > 15 || !str_int(s, &v))
		return false;
	*out = (size_t)v;
	return true;
}

/* RFC 9112 6.3: more than one length, or a length and chunks, is how a request
 * is hidden in another one. */
static bool
body_length(struct arena *mem, struct pairs_in h, size_t *out)
{
	size_t lengths = count(h, S("content-length"));
	size_t codings = count(h, S("transfer-encoding"));

	*out = 0;
	if (lengths + codings > 1)
		return false;
	if (codings == 1) {
		*out = BODY_UNKNOWN;
		return str_eq(str_lower(mem, str_trim(pairs_get(h,
		    S("transfer-encoding")))), S("chunked"));
	}
	return lengths == 0 ||
	    length_read(pairs_get(h, S("content-length")), out);
}

/* Our proxy puts the peer it saw behind whatever the visitor claimed. */
static void
proxy_read(struct request *r)
{
	struct str all = request_header(r, S("x-forwarded-for")), part;
	struct str proto = request_header(r, S("x-forwarded-proto"));

	while (str_cut(&all, ',', &part))
		r->address = str_trim(part);
	r->tls = str_eq(str_trim(proto), S("https"));
}

const struct reason *
head_read(struct arena *mem, const struct head_in *in, struct request *r,
    size_t *coming)
{
	size_t question = str_find(in->target, '?');
	struct str query = question < in->target.n ?
	    str_from(in->target, question + 1) : S("");

	r->headers = in->headers;
	r->method = method_read(in->method);
	r->path = S("/"); /* for the page that refuses */
	*coming = 0;
	if (!body_length(mem, in->headers, coming) ||
	    count(in->headers, S("host")) != 1 ||
	    request_header(r, S("host")).n == 0 ||
	    !path_read(mem, str_head(in->target, question), &r->path) ||
	    !pairs_read(mem, query, QUERY_MAX, &r->query) ||
	    !cookies_read(mem, request_header(r, S("cookie")), &r->cookies))
		return &WHY_BAD_REQUEST;
	if (in->proxy)
		proxy_read(r);
	if (r->method == METHOD__COUNT)
		return &WHY_NO_SUCH_METHOD;
	return NULL;
}

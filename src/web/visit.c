/*
 * visit: what handlers use to answer; see visit.h.
 */
#include "web/visit.h"

#include "core/law.h"
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/hash.h"
#include "web/form.h"
#include "web/out.h"
#include "web/serve_one.h"

bool
visit_at_desk(const struct visit *v)
{
	static const bool desk[RIGHT__COUNT] = { [MAY_RECEIVE] = true,
		[MAY_MANAGE] = true, [MAY_SIT] = true, [MAY_TYPE] = true, [MAY_ADVISE] = true,
		[MAY_SIGN] = true, [MAY_ADMIN] = true, [MAY_INSPECT] = true,
		[MAY_ERASE] = true };

	return v->route != NULL && desk[v->route->right] &&
	    right_has(&v->ctx.actor, v->route->right);
}

bool
visit_is_from_here(const struct visit *v)
{
	struct str site = request_header(v->req, S("sec-fetch-site"));
	struct str origin = request_header(v->req, S("origin"));
	struct str host = request_header(v->req, S("host"));

	if (site.n > 0 && !str_eq(site, S("same-origin")) &&
	    !str_eq(site, S("none")))
		return false;
	if (origin.n == 0)
		return true;
	if (v->office->public_url.n > 0 && str_eq(origin, v->office->public_url))
		return true;
	if (str_starts(origin, S("https://")))
		return str_eq(str_from(origin, 8), host);
	return str_starts(origin, S("http://")) &&
	    str_eq(str_from(origin, 7), host);
}

const void *
visit_form(const struct visit *v, const struct form *form)
{
	if (v->route->form == form && v->values != NULL)
		return v->values;
	REQUIRE(v->again);
	return arena_alloc(v->ctx.mem, form->size);
}

struct out *
visit_page(struct visit *v)
{
	struct out *o = ARENA_NEW(v->ctx.mem, struct out);
	struct str key = request_cookie(v->req, S("f"));

	if (key.n > 0) {
		v->flash = text_find(key);
		visit_cookie(v, "f", S(""));
	}
	v->reply->type = S("text/html; charset=utf-8");
	reply_header(v->reply, S("Cache-Control"), v->ctx.actor.id.v != 0 ?
	    S("private, no-cache") : S("no-cache"));
	reply_header(v->reply, S("Vary"), S("Cookie"));
	*o = (struct out){ .b = &v->reply->body, .lang = v->lang,
	    .csrf = v->csrf, .v = v };
	return o;
}

enum rc
visit_go(struct visit *v, const char *pattern, ...)
{
	struct buf b = buf_new(v->ctx.mem, 2 * KIB);
	va_list ap;

	va_start(ap, pattern);
	for (const char *p = pattern; *p != '\0'; p++) {
		if (*p == '%')
			buf_int(&b, va_arg(ap, int64_t));
		else
			buf_char(&b, *p);
	}
	va_end(ap);
	return visit_go_to(v, buf_str(&b));
}

bool
location_is_ours(struct str s)
{
	if (s.n == 0 || s.n > 2000 || s.p[0] != '/' ||
	    (s.n > 1 && (s.p[1] == '/' || s.p[1] == '\\')))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '\\' ||
		    (unsigned char)s.p[i] >= 0x7f)
			return false;
	return true;
}

struct str
visit_base(const struct visit *v)
{
	if (v->office->public_url.n > 0)
		return v->office->public_url;
	return str_printf(v->ctx.mem, "%s://%.*s", v->req->tls ? "https" : "http",
	    STR_ARG(request_header(v->req, S("host"))));
}

enum rc
visit_go_to(struct visit *v, struct str location)
{
	reply_redirect(v->reply, location_is_ours(location) ? location : S("/"));
	return RC_OK;
}

void
visit_flash(struct visit *v, enum text key)
{
	visit_cookie(v, "f", str_c(text_key(key)));
}

struct buf *
visit_json(struct visit *v)
{
	v->reply->type = S("application/json; charset=utf-8");
	reply_header(v->reply, S("Cache-Control"), S("no-cache"));
	return &v->reply->body;
}

enum rc
visit_bytes(struct visit *v, struct str type, struct str bytes)
{
	v->reply->type = type;
	v->reply->fixed = bytes;
	return RC_OK;
}

/* RFC 6266 and 5987: letters outside ASCII go percent-encoded. */
static struct str
disposition(struct visit *v, struct str name)
{
	struct buf b = buf_new(v->ctx.mem, 2 * KIB);

	if (name.n == 0)
		return S("inline");
	buf_lit(&b, "attachment; filename*=UTF-8''");
	url_encode(&b, name);
	return buf_str(&b);
}

enum rc
visit_file(struct visit *v, struct str type, struct str path, struct str name)
{
	/* Browsers refuse to show a PDF in a sandbox. It is no page: with nosniff
	 * and without a source for anything, nothing in it can run as ours. */
	bool sandbox = !str_eq(type, S("application/pdf"));

	v->reply->type = type;
	v->reply->file_path = path;
	reply_header(v->reply, S("Content-Disposition"), disposition(v, name));
	reply_header(v->reply, S("Content-Security-Policy"),
	    sandbox ? S("default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; "
	      "sandbox; frame-ancestors 'self'") :
	    S("default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
	      "frame-ancestors 'self'"));
	return RC_OK;
}

struct str
visit_text(const struct visit *v, enum text t, struct str arg)
{
	return text_fill(v->ctx.mem, v->lang, t, &arg, 1);
}

enum text
visit_reason(const struct reason *why)
{
	char key[80];
	enum text t;

	(void)snprintf(key, sizeof(key), "fault.%s", why->code);
	t = text_find(str_c(key));
	return t == T_NONE ? T_fault_broken : t;
}

void
visit_cookie(struct visit *v, const char *name, struct str value)
{
	bool secure = v->office->secure || v->req->tls;

	reply_header(v->reply, S("Set-Cookie"), str_printf(v->ctx.mem,
	    "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s", name,
	    STR_ARG(value), secure ? "; Secure" : "",
	    value.n == 0 ? "; Max-Age=0" : ""));
}

struct str
visit_set_name(const struct visit *v, struct str set_code)
{
	const struct criteria_set *set = law_set(v->ctx.law, set_code);

	if (set == NULL)
		return set_code;
	return v->lang == LANG_EN && set->name.en.n > 0 ? set->name.en
	                                                : set->name.vi;
}

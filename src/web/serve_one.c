/*
 * serve_one: one request from its first question to its reply; see
 * serve_one.h. Read serve_one() at the end first: each line of it is one
 * question, and the functions above it answer them in that order.
 */
#include "web/serve_one.h"

#include "act/once.h"
#include "act/session.h"
#include "act/writer.h"
#include "base/hash.h"
#include "web/fault.h"
#include "web/form.h"
#include "web/session.h"
#include "web/sign_in.h"
#include "web/upload.h"

#define TOUCH_EVERY_MS 60000 /* a session's last use is known this exactly */

/* ---- before anything is asked --------------------------------------------- */

static enum lang
language_of(const struct request *req)
{
	struct str chosen = request_cookie(req, S("lang"));

	if (str_eq(chosen, S("en")))
		return LANG_EN;
	if (str_eq(chosen, S("vi")))
		return LANG_VI;
	return prefers_english(request_header(req, S("accept-language"))) ?
	    LANG_EN : LANG_VI;
}

void
visit_begin(struct visit *v, const struct office *office, struct arena *mem,
    const struct request *req, struct reply *reply)
{
	*v = (struct visit){ .office = office, .req = req, .reply = reply };
	v->ctx.mem = mem;
	v->ctx.fault = ARENA_NEW(mem, struct fault);
	v->ctx.law = office->law;
	v->ctx.blobs = office->blobs;
	v->ctx.log = office->log;
	v->ctx.code_key = office->code_key;
	v->ctx.second_key = office->second_key;
	v->ctx.senders = office->senders;
	v->ctx.sample = office->sample;
	v->ctx.room = office->room;
	v->place = office->place;
	v->lang = language_of(req);
	v->wants_json = str_has(request_header(req, S("accept")),
	    S("application/json"));
	v->phone_line = str_eq(request_header(req, S("save-data")), S("on"));
	v->started_us = clock_ticks_us();
	reply_init(reply, mem);
}

/* ---- what is asked for? ----------------------------------------------------- */

static void
allow_header(struct visit *v)
{
	static const char *const names[] = { [GET] = "GET", [POST] = "POST",
		[HEAD] = "HEAD", [PUT] = "PUT", [PATCH] = "PATCH",
		[DELETE] = "DELETE", [OPTIONS] = "OPTIONS" };
	struct buf b = buf_new(v->ctx.mem, 100);
	unsigned allowed;

	(void)route_find(OPTIONS, v->req->path, &allowed);
	for (size_t m = 0; m < METHOD__COUNT; m++)
		if ((allowed & (1u << m)) || m == OPTIONS)
			buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", names[m]);
	reply_header(v->reply, S("Allow"), buf_str(&b));
}

/* Whether the {word} of a pattern is a number. */
static bool
is_number(struct str word)
{
	static const char *const numbers[] = { "dossier", "product", "evidence",
		"file", "meeting", "agenda", "council", "decision", "page", "id" };

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (str_eq(word, str_c(numbers[i])))
			return true;
	return false;
}

/* Takes the values out of the path: it fits the pattern already. A number is
 * written in one way only: "007" is no page of ours. */
static bool
take_values(struct visit *v, struct str pattern, struct str path)
{
	size_t ids = 0, args = 0;

	while (pattern.n > 0) {
		size_t open = str_find(pattern, '{'), close, n;
		struct str word;

		if (open == pattern.n)
			return true;
		path = str_from(path, open);
		close = str_find(pattern, '}');
		word = str_from(str_head(pattern, close), open + 1);
		pattern = str_from(pattern, close + 1);
		n = str_find(path, '/');
		REQUIRE(ids < PATH_NUMBERS && args < PATH_TEXTS);
		if (is_number(word))
			for (n = 0; n < path.n && path.p[n] >= '0' &&
			    path.p[n] <= '9';)
				n++;
		else if (pattern.n > 0 && pattern.p[0] == '.')
			n -= str_head(pattern, str_find(pattern, '/')).n;
		if (!is_number(word))
			v->arg[args++] = str_head(path, n);
		else if (n == 0 || n > 18 || path.p[0] == '0' ||
		    !str_int(str_head(path, n), &v->id[ids++]))
			return false;
		path = str_from(path, n);
		if (pattern.n > 0 && path.n > 0 && pattern.p[0] != path.p[0])
			return false;
	}
	return path.n == 0;
}

static enum rc
find_row(struct visit *v)
{
	unsigned allowed = 0;

	v->route = v->req->found != NULL ? v->req->found :
	    route_find(v->req->method, v->req->path, &allowed);
	if (v->route == NULL && allowed == 0)
		return FAIL(&v->ctx, WHY_ABSENT, "no such address");
	if (v->route == NULL && v->req->method != OPTIONS)
		return FAIL(&v->ctx, WHY_METHOD, "%s", "");
	if (v->route != NULL &&
	    !take_values(v, str_c(v->route->pattern), v->req->path))
		return FAIL(&v->ctx, WHY_ABSENT, "no such address");
	return RC_OK;
}

/* ---- who asks? ---------------------------------------------------------------- */

static void
touch(struct visit *v, const struct session *s)
{
	int64_t idle = session_idle_ms(s->actor.consent.v != 0 ? ROLE_BIT(ROLE_COMMUNE) :
	    s->actor.roles);

	if (v->office->touch == NULL ||
	    v->ctx.now.ms - s->seen_at.ms < TOUCH_EVERY_MS)
		return;
	v->office->touch(v->office->touch_arg, s->token, v->ctx.now,
	    (struct moment){ v->ctx.now.ms + idle });
}

/* The word of the pages of a session. */
static struct str
csrf_of(const struct visit *v, struct str session)
{
	return hash_hex(v->ctx.mem, hash_keyed(session, S("csrf")));
}

static enum rc
know_visitor(struct visit *v)
{
	struct session s;
	bool found;
	enum rc rc;

	if (v->route->right == MAY_ANYONE && v->route->answer == FILE_OUT)
		return RC_OK; /* style and fonts know nobody */
	v->session = request_cookie(v->req, str_c(session_cookie_name(v)));
	rc = session_load(&v->ctx, v->session, &s, &found);
	if (rc != RC_OK || !found) {
		v->session = S("");
		return rc;
	}
	v->ctx.actor = s.actor;
	v->token_hash = s.token;
	v->unread = s.unread;
	v->lang = str_eq(s.lang, S("en")) ? LANG_EN : LANG_VI;
	v->csrf = csrf_of(v, v->session);
	if (s.actor.half == HALF_NOT)
		touch(v, &s);
	return RC_OK;
}

bool
visitor_is_known(struct visit *v)
{
	struct session s;
	bool found = false;

	return session_load(&v->ctx, request_cookie(v->req,
	    str_c(session_cookie_name(v))), &s, &found) == RC_OK && found;
}

/* ---- may they knock here? ------------------------------------------------------- */

/* Who may not read a thing is not told that it is there; an address without a
 * thing in it is no secret. */
static enum rc
check_right(struct visit *v)
{
	if (right_has(&v->ctx.actor, v->route->right))
		return RC_OK;
	if (v->ctx.actor.id.v == 0)
		return FAIL(&v->ctx, WHY_SIGN_IN, "%s", "");
	if (str_find(str_c(v->route->pattern), '{') <
	    str_c(v->route->pattern).n)
		return FAIL(&v->ctx, WHY_ABSENT, "not for this reader");
	return FAIL(&v->ctx, WHY_FORBIDDEN, "%s", "");
}

/* ---- what do they say? ------------------------------------------------------------ */

static enum rc
read_form(struct visit *v)
{
	struct form_values read;
	enum rc rc = form_read(v->route->form, v->req, v->ctx.mem, v->ctx.fault,
	    &read);

	v->values = read.values;
	v->raw = read.raw;
	return rc;
}

/* ---- did our own page send it? ------------------------------------------------------ */

static bool
is_change(const struct request *req)
{
	return req->method == POST || req->method == PUT ||
	    req->method == PATCH || req->method == DELETE;
}

static struct str
sent(const struct visit *v, const char *field, const char *header)
{
	struct str s = pairs_get(v->req->fields, str_c(field));

	return s.n > 0 ? s : request_header(v->req, str_c(header));
}

static enum rc
check_sender(struct visit *v)
{
	struct str once;

	if (!is_change(v->req))
		return RC_OK;
	if (!visit_is_from_here(v))
		return FAIL(&v->ctx, WHY_FOREIGN_FORM, "%s", "");
	if (v->session.n > 0 &&
	    !hash_same(sent(v, FIELD_CSRF, "x-csrf-token"), v->csrf))
		return FAIL(&v->ctx, WHY_OLD_FORM, "%s", "");
	once = sent(v, FIELD_ONCE, "x-once");
	if (v->session.n > 0 && once.n > 0 && once.n <= 64)
		v->once_key = hash_hex(v->ctx.mem, hash_keyed(v->session,
		    str_printf(v->ctx.mem, "%.*s %s", STR_ARG(once),
		    v->route->pattern)));
	return RC_OK;
}

/* ---- is it the second click of a double? ----------------------------------------------- */

static enum rc
check_once(struct visit *v)
{
	struct str location;
	enum rc rc;

	if (v->once_key.n == 0)
		return RC_OK;
	rc = once_find(&v->ctx, v->once_key, &location);
	if (rc != RC_OK || location.n == 0)
		return rc;
	v->second = v->ctx.log != NULL; /* the writer knows whether it may be said */
	v->done = !v->second;
	return v->done ? visit_go_to(v, location) : RC_OK;
}

/* ---- the reply ----------------------------------------------------------------------------- */

static void
header_unless_there(struct reply *r, struct str name, struct str value)
{
	for (size_t i = 0; i < r->n_headers; i++)
		if (str_eq(r->headers[i].name, name))
			return;
	reply_header(r, name, value);
}

/* What every answer says to the browser, in one place. A handler that needs
 * another policy (a stranger's file) has set its own before. */
static void
security_headers(struct visit *v)
{
	struct reply *r = v->reply;

	header_unless_there(r, S("Content-Security-Policy"),
	    S("default-src 'none'; style-src 'self'; script-src 'self'; "
	      "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
	      "frame-src 'self'; " /* a paper beside its check; no page can be framed */
	      "manifest-src 'self'; worker-src 'self'; form-action 'self'; "
	      "base-uri 'none'; frame-ancestors 'none'"));
	header_unless_there(r, S("X-Content-Type-Options"), S("nosniff"));
	header_unless_there(r, S("Referrer-Policy"), S("same-origin"));
	header_unless_there(r, S("Cross-Origin-Opener-Policy"), S("same-origin"));
	header_unless_there(r, S("Permissions-Policy"),
	    S("camera=(), geolocation=(), microphone=()"));
	if (v->office->secure)
		header_unless_there(r, S("Strict-Transport-Security"),
		    S("max-age=31536000"));
	header_unless_there(r, S("Cache-Control"), S("no-cache"));
}

static void
finish(struct visit *v)
{
	if (!buf_ok(&v->reply->body) || v->ctx.mem->over) {
		v->ctx.mem->over = false;
		(void)FAIL(&v->ctx, WHY_BROKEN, "the answer is too large");
		fault_show(v);
	}
	upload_headers(v);
	security_headers(v);
	v->done = true;
}

/* When the store does not answer, nobody can be asked whose cookie this is: the word
 * that our own page has follows from it alone, so what was typed can be sent again. */
static void
word_by_cookie(struct visit *v)
{
	struct str cookie = request_cookie(v->req, str_c(session_cookie_name(v)));

	if (v->csrf.n == 0 && cookie.n > 0 && visit_is_from_here(v))
		v->csrf = csrf_of(v, cookie);
}

/* Shows the fault that stopped the visit. A function that failed without a
 * reason is our bug. */
static void
refuse(struct visit *v)
{
	if (v->ctx.fault->why != NULL && v->ctx.fault->why->rc == RC_BUSY)
		word_by_cookie(v);
	if (v->ctx.fault->why == NULL)
		(void)FAIL(&v->ctx, WHY_BROKEN, "failed without a reason");
	fault_show(v);
	v->reply->goes_on = false;
	if (v->reply->status == 405)
		allow_header(v);
	finish(v);
}

static void
answer_options(struct visit *v)
{
	allow_header(v);
	v->reply->status = 204;
	finish(v);
}

/* ---- the stations ------------------------------------------------------------------------------ */

enum next
serve_one(struct visit *v)
{
	enum rc rc = find_row(v);

	if (rc == RC_OK && v->route == NULL) {
		answer_options(v);
		return NEXT_REPLY;
	}
	if (rc == RC_OK)
		rc = know_visitor(v);
	if (rc == RC_OK)
		rc = check_right(v);
	if (rc == RC_OK)
		rc = read_form(v);
	if (rc == RC_OK)
		rc = check_sender(v);
	if (rc == RC_OK)
		rc = check_once(v);
	if (rc == RC_OK && !v->done && v->route->access == READS)
		rc = v->route->run(v);
	if (rc != RC_OK) {
		refuse(v);
		return NEXT_REPLY;
	}
	if (v->done || v->route->access == READS) {
		finish(v);
		return NEXT_REPLY;
	}
	return v->second || v->route->access == WRITES ||
	    v->route->access == BESIDE ? NEXT_WRITE : NEXT_PREPARE;
}

enum next
serve_prepare(struct visit *v)
{
	bool whole = v->route->access == SLOW_READS;
	enum rc rc = whole ? v->route->run(v) : v->route->prepare(v);

	if (rc != RC_OK)
		refuse(v);
	else if (whole)
		finish(v);
	return v->done ? NEXT_REPLY : NEXT_WRITE;
}

enum rc
serve_write(struct visit *v)
{
	struct str location = S("");
	enum rc rc = RC_OK;

	/* The first click may have been queued just before this one. */
	if (v->once_key.n > 0)
		rc = once_again(&v->ctx, v->once_key, &location);
	if (rc == RC_OK && location.n > 0)
		return visit_go_to(v, location);
	if (rc == RC_OK)
		rc = v->second ? FAIL(&v->ctx, WHY_BUSY, "the first click is gone") :
		    v->route->run(v);
	if (rc == RC_OK && v->once_key.n > 0 && v->ctx.records > 0 &&
	    v->reply->status == 303)
		rc = once_keep(&v->ctx, v->once_key, reply_location(v->reply));
	return rc;
}

enum next
serve_after(struct visit *v, enum rc rc)
{
	struct str location;

	if (rc == RC_OK && v->ctx.fault->why == NULL) {
		finish(v);
		return NEXT_REPLY;
	}
	/* On PostgreSQL both clicks of a double can run at the same time: the
	 * second fails at the first one's row, and finds its answer there. */
	if (rc == RC_CONFLICT && v->once_key.n > 0 && !v->second &&
	    once_find(&v->ctx, v->once_key, &location) == RC_OK &&
	    location.n > 0) {
		*v->ctx.fault = (struct fault){ 0 };
		reply_init(v->reply, v->ctx.mem);
		v->second = true;
		return NEXT_WRITE;
	}
	refuse(v);
	return NEXT_REPLY;
}

void
serve_refused(struct visit *v, const struct reason *why)
{
	/* before the first station: where it would have gone, to keep what was typed */
	if (v->route == NULL && (find_row(v) != RC_OK || !visit_is_from_here(v)))
		v->route = NULL;
	*v->ctx.fault = (struct fault){ 0 };
	(void)FAIL(&v->ctx, *why, "%s", "");
	v->ctx.db = NULL;
	refuse(v);
}

static enum rc
inline_write(void *arg)
{
	return serve_write(arg);
}

void
serve_inline(struct visit *v, struct db *reads, struct db *writes)
{
	enum next next;
	enum rc rc;

	ctx_use(&v->ctx, reads);
	next = serve_one(v);
	if (next == NEXT_PREPARE)
		next = serve_prepare(v);
	while (next != NEXT_REPLY) {
		rc = writer_inline(writes, &(struct writer_job){ .run = inline_write,
		    .arg = v, .ctx = &v->ctx, .beside = v->route->access == BESIDE });
		ctx_use(&v->ctx, reads);
		next = serve_after(v, rc);
	}
}

/*
 * everywhere: what every visitor's browser asks for: assets, the service
 * worker, whether we are well, the language.
 */
#include "web/routes.h"

#include "act/publisher.h"
#include "base/embedded.h"
#include "base/json.h"
#include "web/forms.h"

enum rc
health_show(struct visit *v)
{
	const bool ok = v->ctx.log == NULL || !publisher_stuck(v->ctx.log);
	struct json_out o = json_out(visit_json(v));

	json_open(&o, '{');
	json_name(&o, S("ok"));
	json_put_bool(&o, ok);
	if (!ok) { /* people read and write drafts here; nothing is received, sealed, signed */
		json_name(&o, S("why"));
		json_put_str(&o, S("record"));
		v->reply->status = 503;
	}
	json_close(&o, '}');
	return RC_OK;
}

/* "br;q=0, gzip" refuses br: a word with q=0 is not wanted. */
static bool
takes_encoding(const struct visit *v, struct str name)
{
	struct str rest = request_header(v->req, S("accept-encoding")), part;

	while (str_cut(&rest, ',', &part)) {
		struct str one = str_trim(part);
		struct str word = str_trim(str_head(one, str_find(one, ';')));

		if (str_eq(word, name))
			return !str_has(one, S("q=0")) || str_has(one, S("q=0."));
	}
	return false;
}

static enum rc
embedded_send(struct visit *v, const struct embedded *e, struct str cache)
{
	struct str tag = str_printf(v->ctx.mem, "\"%s\"", e->name);

	reply_header(v->reply, S("Cache-Control"), cache);
	reply_header(v->reply, S("ETag"), tag);
	if (e->br.p != NULL || e->gz.p != NULL)
		reply_header(v->reply, S("Vary"), S("Accept-Encoding"));
	if (str_has(request_header(v->req, S("if-none-match")), tag)) {
		v->reply->status = 304;
		return RC_OK;
	}
	if (e->br.p != NULL && takes_encoding(v, S("br"))) {
		reply_header(v->reply, S("Content-Encoding"), S("br"));
		return visit_bytes(v, str_c(e->type), e->br);
	}
	if (e->gz.p != NULL && takes_encoding(v, S("gzip"))) {
		reply_header(v->reply, S("Content-Encoding"), S("gzip"));
		return visit_bytes(v, str_c(e->type), e->gz);
	}
	return visit_bytes(v, str_c(e->type), e->raw);
}

enum rc
asset_show(struct visit *v)
{
	const struct embedded *e = asset_find(v->arg[0]);

	if (e == NULL)
		return FAIL(&v->ctx, WHY_ABSENT, "no such asset");
	return embedded_send(v, e, S("public, max-age=31536000, immutable"));
}

enum rc
service_worker_show(struct visit *v)
{
	const struct embedded *e = asset_plain(S("sw.js"));

	if (e == NULL)
		return FAIL(&v->ctx, WHY_ABSENT, "no service worker");
	return embedded_send(v, e, S("no-cache"));
}

/* Where a link says to come back to; only pages of ours. */
static struct str
back_to(const struct visit *v)
{
	struct str ve = FORM_OF(v, language)->ve;

	return location_is_ours(ve) ? ve : S("/");
}

/* A link, so that it works in any page of the public side; it changes nothing
 * but a cookie of the visitor's own. */
enum rc
language_choose(struct visit *v)
{
	if (!str_eq(v->arg[0], S("vi")) && !str_eq(v->arg[0], S("en")))
		return FAIL(&v->ctx, WHY_ABSENT, "no such language");
	visit_cookie(v, "lang", v->arg[0]);
	return visit_go_to(v, back_to(v));
}

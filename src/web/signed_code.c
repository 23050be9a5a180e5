/*
 * signed_code: see signed_code.h.
 *
 * Without script the server answers as for the short code, after it has looked
 * at the signature. With script the browser looks too (assets/check.js), and
 * goes on doing so when the line is lost.
 */
#include "web/signed_code.h"

#include "act/certificate.h"
#include "html.h"
#include "web/public.h"
#include "web/routes.h"

struct str
code_today(const struct visit *v)
{
	return day_iso(v->ctx.mem, v->ctx.today);
}

/* What the paper says and what our book says must be the same; if not, one of
 * the two was changed, and a person must be told so. */
static bool
code_agrees(const struct claims *c, const struct certificate_view *v)
{
	return c->star == v->c.star && c->ends.ms ==
	    moment_of(day_add(v->c.valid_until_on, 1), 0, 0).ms;
}

enum rc
code_scanned_show(struct visit *v)
{
	struct certificate_page p = { .letters = v->arg[0], .scanned = true };
	struct claims claims;
	enum rc rc;

	if (!is_signed_code(v->arg[0]))
		return visit_go_to(v, str_printf(v->ctx.mem, "/c/%.*s",
		    STR_ARG(v->arg[0])));
	if ((rc = signed_code_read(&v->ctx, v->arg[0], &claims)) != RC_OK ||
	    (rc = certificate_load(&v->ctx, claims.number, &p.v)) != RC_OK ||
	    (rc = certificate_entry(v, &p)) != RC_OK)
		return rc;
	p.differs = !code_agrees(&claims, &p.v);
	certificate_page_show(v, &p);
	return RC_OK;
}

enum rc
code_offline_show(struct visit *v)
{
	html_code_offline(visit_page(v));
	return RC_OK;
}

enum rc
code_keys_show(struct visit *v)
{
	return code_keys_print(&v->ctx, visit_json(v));
}

enum rc
revoked_note_show(struct visit *v)
{
	struct buf note = buf_new(v->ctx.mem, 2 * MIB);
	enum rc rc = revoked_note_print(&v->ctx, &note);

	if (rc != RC_OK)
		return rc;
	return visit_bytes(v, S("text/plain; charset=utf-8"), buf_str(&note));
}

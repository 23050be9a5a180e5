/*
 * second_step: the code after the password, and setting up what it comes from.
 * See act/second_step.h for the rules. Who may be here between password and code
 * is said by the rights of the routes: prove, enrol.
 */
#include "web/second_step.h"

#include "act/password.h"
#include "base/hash.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"
#include "web/sign_in.h"

static struct code_typed
typed(const struct visit *v, const char *field, struct str code)
{
	return (struct code_typed){ .field = str_c(field), .code = code, .address = v->req->address,
	    .agent = request_header(v->req, S("user-agent")) };
}

/* What was carried from the page of signing in. */
static struct sign_in_view
next_of(struct str ve, struct pairs_in keep)
{
	return (struct sign_in_view){ .ve = location_is_ours(ve) ? ve : S(""), .kept = keep };
}

static struct sign_in_view
next_again(const struct visit *v, struct pairs_in keep)
{
	return next_of(pairs_get(v->raw, S("ve")), keep);
}

/* From here on answers are those of the new session. */
static void
begin_with(struct visit *v, struct str cookie)
{
	visit_cookie(v, session_cookie_name(v), cookie);
	v->csrf = hash_hex(v->ctx.mem, hash_keyed(cookie, S("csrf")));
}

/* ---- signing in ------------------------------------------------------------------ */

enum rc
prove_show(struct visit *v)
{
	struct sign_in_view next = v->again ?
	    next_again(v, FORM_OF(v, prove)->keep) :
	    next_of(FORM_OF(v, sign_in_page)->ve, (struct pairs_in){ NULL, 0 });

	html_prove_page(visit_page(v), &next);
	return RC_OK;
}

enum rc
prove_post(struct visit *v)
{
	const struct prove_form *form = FORM_OF(v, prove);
	struct code_typed code = typed(v, "second_code", form->second_code);
	struct str cookie;
	enum rc rc = second_step_prove(&v->ctx, &code, &cookie);

	if (rc != RC_OK || cookie.n == 0)
		return rc;
	begin_with(v, cookie);
	return sign_in_go_on(v, form->ve, form->keep);
}

/* ---- setting it up --------------------------------------------------------------- */

static struct str
issuer(const struct visit *v)
{
	return v->place.n == 0 ? S("OCOP") :
	    str_printf(v->ctx.mem, "OCOP %.*s", STR_ARG(v->place));
}

/* The page, with what is carried. */
enum rc
second_step_page_show(struct visit *v, struct sign_in_view next)
{
	struct second_step_page p = { .next = next, .led = v->ctx.actor.half != HALF_NOT };
	enum rc rc = second_step_load(&v->ctx, issuer(v), &p.v);

	if (rc == RC_OK)
		html_second_step_page(visit_page(v), &p);
	if (p.v.fresh) /* a secret: kept by no browser */
		reply_header(v->reply, S("Cache-Control"), S("no-store"));
	return rc;
}

enum rc
second_step_show(struct visit *v)
{
	struct sign_in_view next = { .ve = S("") };

	if (!v->again)
		next = next_of(FORM_OF(v, sign_in_page)->ve, next.kept);
	else if (v->route->form == &form_second_on)
		next = next_again(v, FORM_OF(v, second_on)->keep);
	return second_step_page_show(v, next);
}

/* On the slow pool: whoever sits at an open session is not yet her. */
enum rc
second_begin_prepare(struct visit *v)
{
	bool right;
	enum rc rc = password_confirm(&v->ctx, FORM_OF(v, second_begin)->password_now, &right);

	if (rc == RC_OK && !right)
		fault_field(v->ctx.fault, S("password_now"), &WHY_PASSWORD_NOW, S(""));
	return rc == RC_OK ? fault_rc(v->ctx.fault) : rc;
}

enum rc
second_begin_post(struct visit *v)
{
	struct code_typed code = typed(v, "phone_code",
	    FORM_OF(v, second_begin)->phone_code);
	enum rc rc = second_step_begin(&v->ctx, &code);

	if (rc != RC_OK || v->ctx.fault->why != NULL)
		return rc;
	return visit_go(v, "/tai-khoan/buoc-hai");
}

/* The codes are shown once: in the answer itself. */
static enum rc
codes_show(struct visit *v, const struct codes_page *p)
{
	html_codes_page(visit_page(v), p);
	reply_header(v->reply, S("Cache-Control"), S("no-store"));
	return RC_OK;
}

enum rc
second_on_post(struct visit *v)
{
	const struct second_on_form *form = FORM_OF(v, second_on);
	struct code_typed code = typed(v, "fresh_code", form->fresh_code);
	struct recovery_codes codes;
	struct codes_page p = { .codes = &codes, .next = next_of(form->ve, form->keep) };
	struct str cookie;
	enum rc rc = second_step_on(&v->ctx, &code, v->token_hash, &codes, &cookie);

	if (rc != RC_OK || codes.n == 0)
		return rc;
	p.led = cookie.n > 0;
	p.carries = sign_in_carries(p.next.ve, p.next.kept);
	if (p.led)
		begin_with(v, cookie);
	return codes_show(v, &p);
}

enum rc
second_renew_post(struct visit *v)
{
	struct code_typed code = typed(v, "renew_code",
	    FORM_OF(v, second_renew)->renew_code);
	struct recovery_codes codes;
	enum rc rc = second_step_renew(&v->ctx, &code, &codes);

	if (rc != RC_OK || codes.n == 0)
		return rc;
	return codes_show(v, &(struct codes_page){ .codes = &codes, .next = { .ve = S("") } });
}

enum rc
second_off_post(struct visit *v)
{
	struct code_typed code = typed(v, "off_code", FORM_OF(v, second_off)->off_code);
	enum rc rc = second_step_off(&v->ctx, &code, v->token_hash);

	if (rc != RC_OK || v->ctx.fault->why != NULL)
		return rc;
	visit_flash(v, T_second_step_is_off);
	return visit_go(v, "/tai-khoan");
}

/* ---- the administrator ------------------------------------------------------------- */

enum rc
second_rule_show(struct visit *v)
{
	struct second_step_rule rule;
	enum rc rc = second_step_rule_load(&v->ctx, &rule);

	if (rc == RC_OK)
		html_second_rule_page(visit_page(v), &rule);
	return rc;
}

enum rc
second_rule_post(struct visit *v)
{
	enum rc rc = second_step_rule_set(&v->ctx, FORM_OF(v, second_rule)->second_asked);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_second_step_rule_saved);
	return visit_go(v, "/quan-tri/buoc-hai");
}

enum rc
second_reset_post(struct visit *v)
{
	const struct second_reset_form *f = FORM_OF(v, second_reset);
	enum rc rc = second_step_reset(&v->ctx, (struct account_id){ f->account }, f->reset_why);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_second_step_was_reset);
	return visit_go(v, "/quan-tri/tai-khoan");
}

/*
 * session: signing in and out; see act/session.h for the rules.
 *
 * When a form arrives whose session has ended, nothing typed may be lost and
 * nothing may be done either. So the sign-in page carries the fields along as
 * hidden keep.NAME fields, and after signing in shows one button that sends
 * them to where they were meant for, with a fresh token. Nothing of it is kept
 * on the server; files have to be chosen again, and the page says so.
 */
#include "web/session.h"

#include "act/session.h"
#include "act/sign_in.h"
#include "base/hash.h"
#include "html.h"
#include "web/fault.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"
#include "web/second_step.h"
#include "web/serve_one.h"
#include "web/sign_in.h"

const struct reason WHY_SIGN_IN = { RC_DENIED, "sign_in" };

/* ---- asking -------------------------------------------------------------------- */

/* The address that was asked for, with its query. */
static struct str
here(const struct visit *v)
{
	return address_here(v->ctx.mem, v).s;
}

static bool
is_token(struct str name)
{
	return str_eq(name, S(FIELD_CSRF)) || str_eq(name, S(FIELD_ONCE));
}

/* A password is not written into a page, not even hidden. */
static bool
is_secret(const struct visit *v, struct str name)
{
	const struct form *form = v->route->form;

	for (size_t i = 0; i < form->n; i++)
		if (form->fields()[i].kind == F_SECRET &&
		    str_eq(name, str_c(form->fields()[i].name)))
			return true;
	return false;
}

struct pairs_in
session_typed(const struct visit *v)
{
	struct pairs_in in = v->req->fields;
	struct pair_in *p = ARENA_ARRAY(v->ctx.mem, in.n + 1, struct pair_in);
	size_t n = 0;

	for (size_t i = 0; i < in.n; i++)
		if (!is_token(in.v[i].name) && !is_secret(v, in.v[i].name))
			p[n++] = in.v[i];
	return (struct pairs_in){ p, n };
}

/* Where somebody is led who is not signed in: who has shown her password, to what is
 * still missing. */
static struct str
half_page(enum half half)
{
	return half == HALF_CODE ? S("/dang-nhap/ma") :
	    half == HALF_SETUP ? S("/tai-khoan/buoc-hai") : S("/dang-nhap");
}

enum rc
session_ask(struct visit *v)
{
	struct sign_in_view page = { .ve = here(v) };
	struct buf b = buf_new(v->ctx.mem, 4 * KIB);

	if (v->req->method == GET || v->req->method == HEAD) {
		buf_put(&b, half_page(v->ctx.actor.half));
		buf_lit(&b, "?ve=");
		url_encode(&b, page.ve);
		return visit_go_to(v, buf_str(&b));
	}
	page.kept = session_typed(v);
	page.ended = true;
	page.files_lost = v->req->n_files > 0;
	v->reply->status = 401;
	html_sign_in_page(visit_page(v), &page);
	return RC_OK;
}

/* ---- signing in ------------------------------------------------------------------ */

enum rc
sign_in_show(struct visit *v)
{
	struct sign_in_view page = { .ve = S("") };

	if (v->ctx.actor.id.v != 0 && !v->again)
		return visit_go(v, "/viec");
	if (v->again) {
		page.login = pairs_get(v->raw, S("login"));
		page.ve = pairs_get(v->raw, S("ve"));
		page.kept = ((const struct sign_in_form *)v->values)->keep;
	} else {
		page.ve = FORM_OF(v, sign_in_page)->ve;
	}
	if (!location_is_ours(page.ve))
		page.ve = S("");
	html_sign_in_page(visit_page(v), &page);
	return RC_OK;
}

static struct credentials
credentials_of(const struct visit *v)
{
	const struct sign_in_form *form = FORM_OF(v, sign_in);

	return (struct credentials){ .login = form->login,
	    .password = form->password, .address = v->req->address,
	    .agent = request_header(v->req, S("user-agent")) };
}

/* On the slow pool: 20 ms of Argon2id. */
enum rc
sign_in_prepare(struct visit *v)
{
	struct credentials who = credentials_of(v);
	struct password_check *found = ARENA_NEW(v->ctx.mem,
	    struct password_check);

	v->prepared = found;
	return sign_in_check(&v->ctx, &who, found);
}

/* From the password to what is still missing, with what is to be carried: in the
 * address, or in the answer where it is a form. */
static enum rc
half_way(struct visit *v, enum half half)
{
	const struct sign_in_form *form = FORM_OF(v, sign_in);
	struct sign_in_view next = { .ve = form->ve, .kept = form->keep };
	struct buf b = buf_new(v->ctx.mem, 4 * KIB);

	if (form->keep.n > 0 && half == HALF_CODE) {
		html_prove_page(visit_page(v), &next);
		return RC_OK;
	}
	if (form->keep.n > 0)
		return second_step_page_show(v, next);
	buf_put(&b, half_page(half));
	if (location_is_ours(form->ve)) {
		buf_lit(&b, "?ve=");
		url_encode(&b, form->ve);
	}
	return visit_go_to(v, buf_str(&b));
}

enum rc
sign_in_post(struct visit *v)
{
	const struct sign_in_form *form = FORM_OF(v, sign_in);
	struct credentials who = credentials_of(v);
	const struct password_check *found = v->prepared;
	struct str cookie;
	enum rc rc = sign_in(&v->ctx, &who, found, &cookie);

	if (rc != RC_OK || !found->right)
		return rc;
	visit_cookie(v, session_cookie_name(v), cookie);
	v->csrf = hash_hex(v->ctx.mem, hash_keyed(cookie, S("csrf")));
	v->lang = str_eq(found->lang, S("en")) ? LANG_EN : LANG_VI;
	return found->half != HALF_NOT ? half_way(v, found->half) :
	    sign_in_go_on(v, form->ve, form->keep);
}

enum rc
sign_out_post(struct visit *v)
{
	visit_cookie(v, session_cookie_name(v), S(""));
	(void)visit_go(v, "/");
	return session_close(&v->ctx, v->token_hash);
}

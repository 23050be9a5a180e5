/*
 * account: one's own account: where signed in, password, language.
 */
#include "web/account.h"

#include "act/mail.h"
#include "act/password.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

enum rc
account_show(struct visit *v)
{
	struct account_view page = { .name = v->ctx.actor.name };
	enum rc rc = session_list(&v->ctx, v->token_hash, &page.sessions);

	if (rc == RC_OK)
		rc = mail_address(&v->ctx, &page.mail);
	page.may_second = right_has(&v->ctx.actor, MAY_SECOND);
	if (rc == RC_OK && page.may_second)
		rc = second_step_state(&v->ctx, &page.second);
	if (rc == RC_OK)
		html_account_page(visit_page(v), &page);
	return rc;
}

enum rc
mail_address_post(struct visit *v)
{
	enum rc rc = mail_address_set(&v->ctx, FORM_OF(v, mail_address)->mail_address);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_account_mail_saved);
	return visit_go(v, "/tai-khoan");
}

/* On the slow pool: checks the old password and hashes the new one. */
enum rc
password_change_prepare(struct visit *v)
{
	const struct password_change_form *form = FORM_OF(v, password_change);
	struct str *hashed = ARENA_NEW(v->ctx.mem, struct str);

	v->prepared = hashed;
	return password_prepare(&v->ctx, form->password_now,
	    form->password_new, hashed);
}

enum rc
password_change_post(struct visit *v)
{
	const struct str *hashed = v->prepared;

	visit_flash(v, T_flash_password_changed);
	(void)visit_go(v, "/tai-khoan");
	return password_change(&v->ctx, *hashed, v->token_hash);
}

enum rc
session_end_post(struct visit *v)
{
	visit_flash(v, T_flash_session_ended);
	(void)visit_go(v, "/tai-khoan");
	return session_end(&v->ctx, FORM_OF(v, session_end)->session);
}

enum rc
account_language_post(struct visit *v)
{
	const struct str ve = FORM_OF(v, language)->ve;

	if (!str_eq(v->arg[0], S("vi")) && !str_eq(v->arg[0], S("en")))
		return FAIL(&v->ctx, WHY_ABSENT, "no such language");
	visit_cookie(v, "lang", v->arg[0]);
	(void)visit_go_to(v, location_is_ours(ve) ? ve : S("/tai-khoan"));
	return account_language(&v->ctx, v->arg[0]);
}

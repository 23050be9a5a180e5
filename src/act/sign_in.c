/* sign_in: see sign_in.h. */
#include "act/sign_in.h"

#include <string.h>

#include "act/password.h"
#include "act/second_step.h"
#include "act/throttle.h"
#include "base/text.h"
#include "core/dossier.h"
#include "core/permit.h"
#include "q.h"

const struct reason WHY_WRONG_PASSWORD = { RC_INVALID, "wrong_password" };

/* A phone number is written in many ways; a name in any case. */
static struct str
login_clean(struct ctx *c, struct str login)
{
	char *p = arena_alloc(c->mem, login.n + 1);
	size_t n = 0;
	bool number = true;

	for (size_t i = 0; i < login.n; i++)
		number = number && (strchr("0123456789 .-+", login.p[i]) != NULL);
	if (!number)
		return str_lower(c->mem, login);
	if (str_starts(login, S("+84"))) {
		p[n++] = '0';
		login = str_from(login, 3);
	}
	for (size_t i = 0; i < login.n; i++)
		if (login.p[i] >= '0' && login.p[i] <= '9')
			p[n++] = login.p[i];
	return (struct str){ p, n };
}

enum rc
sign_in_check(struct ctx *c, const struct credentials *who,
    struct password_check *out)
{
	struct q_account_by_login row = { .password = password_of_nobody() };
	struct str login = login_clean(c, who->login);
	bool found;
	enum rc rc;

	*out = (struct password_check){ .right = false };
	rc = throttle_check(c, throttle_key(c, "login", login));
	if (rc == RC_OK)
		rc = throttle_check(c, throttle_key(c, "address", who->address));
	if (rc == RC_OK)
		rc = q_account_by_login(c->db, login, &row, &found);
	if (rc != RC_OK)
		return rc;
	if (!found)
		row.password = password_of_nobody();
	out->right = password_is(c->mem, row.password, who->password) &&
	    found && row.state != ACCOUNT_CLOSED;
	if (!out->right)
		return RC_OK;
	out->account = row.id;
	out->lang = row.lang;
	out->roles = (unsigned)row.roles;
	if (row.second)
		out->half = HALF_CODE;
	else if (row.asked && right_has(&(struct actor){ .id = row.id,
	    .roles = out->roles }, MAY_SECOND))
		out->half = HALF_SETUP;
	if (!password_is_old(c->mem, row.password))
		return RC_OK;
	return password_hash(c, who->password, &out->rehashed);
}

static enum rc
sign_in_refuse(struct ctx *c, const struct credentials *who)
{
	struct str login = login_clean(c, who->login);
	enum rc rc = throttle_fail(c, throttle_key(c, "login", login));

	c->housekeeping = true;
	if (rc == RC_OK)
		rc = throttle_fail(c, throttle_key(c, "address", who->address));
	if (rc == RC_OK)
		(void)FAIL(c, WHY_WRONG_PASSWORD, "%s", "");
	return rc;
}

enum rc
sign_in(struct ctx *c, const struct credentials *who,
    const struct password_check *found, struct str *cookie)
{
	enum rc rc;

	if (!found->right)
		return sign_in_refuse(c, who);
	rc = session_begin(c, &(struct session_start){ .account = found->account,
	    .roles = found->roles, .half = found->half, .agent = who->agent }, cookie);
	if (rc == RC_OK)
		rc = throttle_clear(c, throttle_key(c, "login",
		    login_clean(c, who->login)));
	if (rc == RC_OK && found->rehashed.n > 0)
		rc = q_account_password_set(c->db, found->account,
		    found->rehashed);
	if (rc != RC_OK || found->half == HALF_NOT)
		return rc;
	c->housekeeping = true;
	c->actor.half = found->half;
	c->actor.half_id = found->account;
	return found->half == HALF_SETUP ? second_step_led(c, found->account) : RC_OK;
}

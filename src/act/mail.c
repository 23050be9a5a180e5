/* mail: see mail.h. */
#include "act/mail.h"

#include <inttypes.h>

#include "act/record.h"

#define MINUTE_MS ((int64_t)60 * 1000)

int64_t
mail_wait_ms(int64_t tries)
{
	static const int64_t minutes[MAIL_TRIES] = { 1, 5, 30, 120, 720 };

	return minutes[tries < 1 ? 0 : tries > MAIL_TRIES ? MAIL_TRIES - 1 :
	    tries - 1] * MINUTE_MS;
}

enum rc
mail_gather(struct ctx *c)
{
	struct q_setting_find mark;
	struct q_mail_newest newest;
	struct q_mail_wanted_rows rows;
	int64_t since = 0;
	bool found;
	enum rc rc;

	c->housekeeping = true;
	if ((rc = q_setting_find(c->db, S("mail.since"), &mark, &found)) != RC_OK ||
	    (rc = q_mail_newest(c->db, &newest)) != RC_OK)
		return rc;
	if (found && str_int(mark.value, &since)) {
		if (newest.id <= since)
			return RC_OK;
		rc = q_mail_wanted(c->db, since, newest.id, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
			rc = q_mail_add(c->db, rows.v[i].account, rows.v[i].n,
			    rows.v[i].up_to, c->now);
		if (rc != RC_OK)
			return rc;
	}
	return q_setting_put(c->db, S("mail.since"),
	    str_printf(c->mem, "%" PRId64, newest.id));
}

enum rc
mail_due(struct ctx *c, struct q_mail_due_rows *out)
{
	c->housekeeping = true;
	return q_mail_due(c->db, c->now, out);
}

enum rc
mail_tried(struct ctx *c, struct mail_id id, int64_t tries, struct str why)
{
	const bool sent = why.n == 0;

	c->housekeeping = true;
	tries++;
	return q_mail_set(c->db, &(struct q_mail_set_in){ .id = id,
	    .state = sent ? MAIL_SENT : tries >= MAIL_TRIES ? MAIL_FAILED : MAIL_WAITS,
	    .tries = tries,
	    .next_at = { c->now.ms + (sent ? 0 : mail_wait_ms(tries)) },
	    .why = str_head(why, 200),
	    .sent_at = sent ? c->now : (struct moment){ 0 } });
}

enum rc
mail_address_set(struct ctx *c, struct str address)
{
	enum rc rc = q_account_email_set(c->db, c->actor.id, address.n > 0 ?
	    address : (struct str){ NULL, 0 });

	if (rc != RC_OK)
		return rc;
	return record_add(c, "account.mail", "account", c->actor.id.v,
	    "{\"on\":%s}", address.n > 0 ? "true" : "false");
}

enum rc
mail_address(struct ctx *c, struct str *out)
{
	struct q_account_email_of row;
	enum rc rc = q_account_email_of(c->db, c->actor.id, &row);

	*out = row.email;
	return rc;
}

/* session: see session.h. */
#include "act/session.h"

#include "act/once.h"
#include "act/record.h"
#include "act/throttle.h"
#include "base/hash.h"
#include "base/text.h"
#include "core/dossier.h"
#include "core/permit.h"
#include "q.h"

#define MINUTE_MS ((int64_t)60 * 1000)
#define HOUR_MS (60 * MINUTE_MS)

#define SECRET_BYTES 32

#define HALF_MS (10 * MINUTE_MS) /* between password and code */

static struct str
token_of(struct ctx *c, struct str cookie)
{
	struct hash h = hash_of(cookie);

	return str_copy(c->mem, (struct str){ (const char *)h.b, sizeof(h.b) });
}

int64_t
session_idle_ms(unsigned roles)
{
	if (roles & ROLE_BIT(ROLE_COUNCIL))
		return 12 * HOUR_MS;
	if (roles & ROLE_BIT(ROLE_PRODUCER))
		return 8 * HOUR_MS;
	return 30 * MINUTE_MS;
}

/* Whoever has the secret; *paper: what it is good for, 0 for all. */
static enum rc
session_find(struct ctx *c, struct str secret, struct session *out, struct issue_id *paper,
    bool *found)
{
	struct q_session_actor row;
	enum rc rc;

	*found = false;
	if (secret.n != 2 * SECRET_BYTES)
		return RC_OK;
	out->token = token_of(c, secret);
	rc = q_session_actor(c->db, out->token, c->now, c->today, &row, found);
	if (rc != RC_OK || !*found)
		return rc;
	*paper = row.issue;
	out->lang = row.lang;
	out->seen_at = row.seen_at;
	out->ends_at = row.ends_at;
	out->unread = row.unread;
	out->actor = (struct actor){ .id = row.account, .name = row.name,
	    .roles = (unsigned)row.roles, .agency = row.agency,
	    .agency_name = row.agency_name, .unit_code = row.unit_code,
	    .province_code = row.province_code, .subject = row.subject,
	    .agency_level = row.agency_level.has ? (int)row.agency_level.v
	        : LEVEL_COMMUNE };
	if (row.half != HALF_NOT) /* nobody yet, whatever else is known of her */
		out->actor = (struct actor){ .half = (enum half)row.half,
		    .half_id = row.account };
	else if (row.consent.v != 0) /* the producer's hand: her rights, and no office's */
		out->actor = (struct actor){ .id = row.account, .name = row.name,
		    .roles = ROLE_BIT(ROLE_PRODUCER), .subject = row.for_subject,
		    .consent = row.consent, .scope = (int)row.scope.v, .on_behalf = row.for_name };
	return RC_OK;
}

enum rc
session_load(struct ctx *c, struct str cookie, struct session *out, bool *found)
{
	struct issue_id paper;
	enum rc rc = session_find(c, cookie, out, &paper, found);

	*found = *found && paper.v == 0;
	return rc;
}

enum rc
session_load_for(struct ctx *c, struct str secret, struct session *out,
    struct issue_id *paper, bool *found)
{
	enum rc rc = session_find(c, secret, out, paper, found);

	*found = *found && paper->v != 0;
	return rc;
}

enum rc
session_touch(struct ctx *c, struct str token, struct moment seen,
    struct moment ends)
{
	c->housekeeping = true;
	return q_session_touch(c->db, token, seen, ends);
}

/* "Mozilla/5.0 (Linux; Android 14; …) … Chrome/120…" in two words that its
 * owner recognises. Order matters: every browser claims to be the others. */
static struct str
agent_words(struct ctx *c, struct str agent)
{
	static const char *const systems[] = { "Android", "iPhone", "iPad",
		"Windows", "Macintosh", "Linux" };
	static const char *const browsers[] = { "Zalo", "CocCoc", "coc_coc",
		"Edg", "OPR", "Firefox", "Chrome", "Safari" };
	const char *system = "", *browser = "";

	for (size_t i = 0; i < sizeof(systems) / sizeof(systems[0]) &&
	    *system == '\0'; i++)
		if (str_has(agent, str_c(systems[i])))
			system = systems[i];
	for (size_t i = 0; i < sizeof(browsers) / sizeof(browsers[0]) &&
	    *browser == '\0'; i++)
		if (str_has(agent, str_c(browsers[i])))
			browser = browsers[i];
	return str_trim(str_printf(c->mem, "%s %s", browser, system));
}

enum rc
session_begin(struct ctx *c, const struct session_start *in, struct str *cookie)
{
	const int64_t lives = in->half != HALF_NOT ? HALF_MS : session_idle_ms(in->roles);
	enum rc rc;

	*cookie = random_hex(c->mem, c->chance, SECRET_BYTES);
	rc = q_session_add(c->db, &(struct q_session_add_in){ .token = token_of(c, *cookie),
	    .account = in->account, .now = c->now, .ends_at = { c->now.ms + lives },
	    .agent = agent_words(c, in->agent), .half = in->half });
	if (rc != RC_OK || in->half != HALF_NOT)
		return rc;
	c->actor.id = in->account;
	c->actor.half = HALF_NOT;
	return record_add(c, "session.open", "account", in->account.v, "%s", "");
}

enum rc
session_begin_for(struct ctx *c, struct issue_id paper, struct moment ends, struct str *secret)
{
	*secret = random_hex(c->mem, c->chance, SECRET_BYTES);
	return q_session_add_for(c->db, token_of(c, *secret), c->actor.id, c->now, ends, paper);
}

enum rc
session_close(struct ctx *c, struct str token)
{
	c->housekeeping = true;
	return q_session_end(c->db, token, c->actor.id);
}

/* ---- own sessions ----------------------------------------------------------- */

static struct str
bytes_hex(struct arena *mem, struct str bytes)
{
	struct hash h;

	if (bytes.n != sizeof(h.b))
		return S("");
	memcpy(h.b, bytes.p, sizeof(h.b));
	return hash_hex(mem, h);
}

enum rc
session_list(struct ctx *c, struct str here, struct session_rows *out)
{
	struct q_session_list_rows rows;
	struct session_row *v;
	enum rc rc = q_session_list(c->db, c->actor.id, c->now, &rows);

	if (rc != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n + 1, struct session_row);
	for (size_t i = 0; i < rows.n; i++)
		v[i] = (struct session_row){
			.token = bytes_hex(c->mem, rows.v[i].token),
			.agent = rows.v[i].agent,
			.created_at = rows.v[i].created_at,
			.seen_at = rows.v[i].seen_at,
			.this_one = str_eq(rows.v[i].token, here) };
	*out = (struct session_rows){ v, rows.n };
	return RC_OK;
}

enum rc
session_end(struct ctx *c, struct str hex)
{
	struct hash h;

	if (!hash_read(hex, &h))
		return FAIL(c, WHY_ABSENT, "no such session");
	return session_close(c, (struct str){ (const char *)h.b, sizeof(h.b) });
}

enum rc
account_language(struct ctx *c, struct str lang)
{
	c->housekeeping = true;
	return q_account_lang_set(c->db, c->actor.id, lang);
}

enum rc
session_sweep(struct ctx *c)
{
	enum rc rc = q_session_sweep(c->db, c->now);

	c->housekeeping = true;
	if (rc == RC_OK)
		rc = throttle_sweep(c);
	if (rc == RC_OK)
		rc = once_sweep(c);
	return rc;
}


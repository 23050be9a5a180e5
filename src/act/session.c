/*
 * session: see session.h. The names of libsodium are used in this file only.
 */
#include "act/session.h"

#include <sodium.h>
#include <string.h>

#include "act/record.h"
#include "act/second_step.h"
#include "base/hash.h"
#include "base/text.h"
#include "core/dossier.h"
#include "core/permit.h"
#include "q.h"

const struct reason WHY_WRONG_PASSWORD = { RC_INVALID, "wrong_password" };
const struct reason WHY_THROTTLED = { RC_DENIED, "throttled" };
const struct reason WHY_PASSWORD_SHORT = { RC_INVALID, "password_short" };
const struct reason WHY_PASSWORD_COMMON = { RC_INVALID, "password_common" };
const struct reason WHY_PASSWORD_NOW = { RC_INVALID, "password_now" };

#define MINUTE_MS ((int64_t)60 * 1000)
#define HOUR_MS (60 * MINUTE_MS)

#define HASH_PASSES 2
#define HASH_MEMORY (19 * MIB)
#define PASSWORD_LETTERS_MIN 12
#define SECRET_BYTES 32

#define FAILURES_FREE 5
#define WAIT_FIRST_MS ((int64_t)5 * 1000)
#define WAIT_MOST_MS (15 * MINUTE_MS)
#define ONCE_KEPT_MS (24 * HOUR_MS)
#define HALF_MS (10 * MINUTE_MS) /* between password and code */

/* A hash of no password of anybody, with our cost: an unknown name is checked
 * against it, so that it takes as long as a known one. */
#define HASH_OF_NOBODY "$argon2id$v=19$m=19456,t=2,p=1$" \
	"QUFBQUFBQUFBQUFBQUFBQQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

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

enum rc
session_load(struct ctx *c, struct str cookie, struct session *out, bool *found)
{
	struct q_session_actor row;
	enum rc rc;

	*found = false;
	if (cookie.n != 2 * SECRET_BYTES)
		return RC_OK;
	out->token = token_of(c, cookie);
	rc = q_session_actor(c->db, out->token, c->now, c->today, &row, found);
	if (rc != RC_OK || !*found)
		return rc;
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
session_touch(struct ctx *c, struct str token, struct moment seen,
    struct moment ends)
{
	c->housekeeping = true;
	return q_session_touch(c->db, token, seen, ends);
}

/* ---- passwords ------------------------------------------------------------ */

/* Whole letters: one keyboard sends "ậ" as one letter, another in three
 * pieces, and it is the same password (RFC 8265 4.2). */
static bool
password_is(struct arena *mem, struct str hash, struct str password)
{
	password = text_nfc(mem, password);
	return crypto_pwhash_str_verify(str_z(mem, hash), password.p,
	    password.n) == 0;
}

enum rc
password_hash(struct ctx *c, struct str password, struct str *out)
{
	char hash[crypto_pwhash_STRBYTES];

	password = text_nfc(c->mem, password);
	if (sodium_init() < 0 || crypto_pwhash_str_alg(hash, password.p,
	    password.n, HASH_PASSES, HASH_MEMORY,
	    crypto_pwhash_ALG_ARGON2ID13) != 0)
		return FAIL(c, WHY_BUSY, "no memory to check a password");
	*out = str_copy(c->mem, str_c(hash));
	return RC_OK;
}

/* The first guesses of everybody who guesses; folded, without blanks. */
static const char *const common_passwords[] = {
	"123456789012", "1234567890123", "012345678901", "111111111111",
	"000000000000", "password1234", "passwordpassword", "matkhau123456",
	"matkhaumatkhau", "vietnam12345", "vietnamvietnam", "ocop12345678",
	"ocopocopocop", "qwertyuiop12", "abcdefghijkl", "abcd12345678",
	"admin1234567", "adminadminadmin", "anhyeuem1234", "iloveyou1234",
};

const struct reason *
password_rule(struct str password, struct str login)
{
	size_t same = 0;

	if (text_length(password) < PASSWORD_LETTERS_MIN)
		return &WHY_PASSWORD_SHORT;
	for (size_t i = 1; i < password.n; i++)
		same += password.p[i] == password.p[0];
	if (same + 1 == password.n ||
	    (login.n > 0 && str_eq(password, login)))
		return &WHY_PASSWORD_COMMON;
	for (size_t i = 0; i < sizeof(common_passwords) /
	    sizeof(common_passwords[0]); i++)
		if (str_eq(password, str_c(common_passwords[i])))
			return &WHY_PASSWORD_COMMON;
	return NULL;
}

enum rc
password_prepare(struct ctx *c, struct str now, struct str fresh,
    struct str *hashed)
{
	struct q_account_password_now row;
	const struct reason *why = password_rule(fresh, S(""));
	enum rc rc = q_account_password_now(c->db, c->actor.id, &row);

	if (rc != RC_OK)
		return rc;
	if (!password_is(c->mem, row.password, now))
		fault_field(c->fault, S("password_now"), &WHY_PASSWORD_NOW, S(""));
	if (why != NULL)
		fault_field(c->fault, S("password_new"), why,
		    str_printf(c->mem, "%d", PASSWORD_LETTERS_MIN));
	if (fault_rc(c->fault) != RC_OK)
		return fault_rc(c->fault);
	return password_hash(c, fresh, hashed);
}

enum rc
password_confirm(struct ctx *c, struct str password, bool *right)
{
	struct q_account_password_now row;
	enum rc rc = q_account_password_now(c->db, c->actor.id, &row);

	*right = rc == RC_OK && password_is(c->mem, row.password, password);
	return rc;
}

enum rc
password_change(struct ctx *c, struct str hashed, struct str here)
{
	enum rc rc = q_account_password_set(c->db, c->actor.id, hashed);

	if (rc == RC_OK)
		rc = q_session_end_others(c->db, c->actor.id, here);
	if (rc == RC_OK)
		rc = record_add(c, "account.password", "account",
		    c->actor.id.v, "%s", "");
	return rc;
}

/* ---- throttle ------------------------------------------------------------- */

struct str
throttle_key(struct ctx *c, const char *what, struct str who)
{
	return str_printf(c->mem, "%s:%.*s", what, STR_ARG(str_head(who, 80)));
}

enum rc
throttle_check(struct ctx *c, struct str key)
{
	struct q_throttle_find row;
	bool found;
	enum rc rc = q_throttle_find(c->db, key, &row, &found);

	if (rc != RC_OK || !found || row.failures < FAILURES_FREE ||
	    row.until_at.ms <= c->now.ms)
		return rc;
	return FAIL(c, WHY_THROTTLED, "%d",
	    (int)((row.until_at.ms - c->now.ms) / MINUTE_MS) + 1);
}

/* Five failures are free; the sixth waits five seconds, each further one twice
 * as long. A quarter of an hour after the wait everything is forgiven. */
enum rc
throttle_fail(struct ctx *c, struct str key)
{
	struct q_throttle_find row = { 0, { 0 } };
	bool found;
	int64_t wait = 0;
	enum rc rc = q_throttle_find(c->db, key, &row, &found);

	if (rc != RC_OK)
		return rc;
	if (found && row.until_at.ms + WAIT_MOST_MS < c->now.ms)
		row.failures = 0;
	row.failures++;
	if (row.failures >= FAILURES_FREE) {
		wait = WAIT_FIRST_MS;
		for (int64_t i = FAILURES_FREE; i < row.failures &&
		    wait < WAIT_MOST_MS; i++)
			wait *= 2;
		if (wait > WAIT_MOST_MS)
			wait = WAIT_MOST_MS;
	}
	return q_throttle_put(c->db, key, row.failures,
	    (struct moment){ c->now.ms + wait });
}

/* ---- signing in ------------------------------------------------------------ */

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
session_check(struct ctx *c, const struct credentials *who,
    struct password_check *out)
{
	struct q_account_by_login row = { .password = S(HASH_OF_NOBODY) };
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
		row.password = S(HASH_OF_NOBODY);
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
	if (crypto_pwhash_str_needs_rehash(str_z(c->mem, row.password),
	    HASH_PASSES, HASH_MEMORY) == 0)
		return RC_OK;
	return password_hash(c, who->password, &out->rehashed);
}

static enum rc
session_refuse(struct ctx *c, const struct credentials *who)
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
session_open(struct ctx *c, const struct credentials *who,
    const struct password_check *found, struct str *cookie)
{
	enum rc rc;

	if (!found->right)
		return session_refuse(c, who);
	rc = session_begin(c, &(struct session_start){ .account = found->account,
	    .roles = found->roles, .half = found->half, .agent = who->agent }, cookie);
	if (rc == RC_OK)
		rc = q_throttle_clear(c->db, throttle_key(c, "login",
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
		rc = q_throttle_sweep(c->db,
		    (struct moment){ c->now.ms - WAIT_MOST_MS });
	if (rc == RC_OK)
		rc = q_once_sweep(c->db,
		    (struct moment){ c->now.ms - ONCE_KEPT_MS });
	return rc;
}

/* ---- once --------------------------------------------------------------------- */

enum rc
once_find(struct ctx *c, struct str key, struct str *location)
{
	struct q_once_find row;
	bool found;
	enum rc rc = q_once_find(c->db, key, c->actor.id, &row, &found);

	*location = rc == RC_OK && found ? row.location : S("");
	return rc;
}

enum rc
once_keep(struct ctx *c, struct str key, struct str location)
{
	return q_once_add(c->db, key, c->actor.id, location, c->now);
}

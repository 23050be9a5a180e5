/* second_step: see second_step.h. */
#include "act/second_step.h"

#include <inttypes.h>

#include "act/admin.h"
#include "act/record.h"
#include "act/session.h"
#include "act/throttle.h"
#include "base/buf.h"
#include "base/code.h"
#include "base/hash.h"
#include "base/totp.h"
#include "ledger/part.h"
#include "paper/qr.h"
#include "q.h"

const struct reason WHY_CODE_WRONG = { RC_INVALID, "code_wrong" };
const struct reason WHY_SECOND_STEP_NONE = { RC_CONFLICT, "second_step_none" };
const struct reason WHY_SECOND_STEP_ASKED = { RC_CONFLICT, "second_step_asked" };

#define RECOVERY_BYTES 10 /* 80 bits: sixteen letters, and a plain hash is enough */
#define CODE_LETTERS_MAX 32

/* Whose second step it is: also of who is between the steps. */
static struct account_id
self(const struct ctx *c)
{
	return c->actor.id.v != 0 ? c->actor.id : c->actor.half_id;
}

/* ---- the secret ------------------------------------------------------------------ */

/* Bound to its account: put into another row of the database it opens nothing. */
static struct str
about(struct ctx *c, struct account_id id)
{
	return str_printf(c->mem, "second step of account %" PRId64, id.v);
}

static enum rc
secret_open(struct ctx *c, struct account_id id, struct str sealed, struct str *out)
{
	if (c->second_key.n == PART_KEY_BYTES &&
	    part_open(c->mem, c->second_key, about(c, id), sealed, out))
		return RC_OK;
	return FAIL(c, WHY_BROKEN, "key/second.key is not the one that this second step was "
	    "sealed with; put the right one there, or: ocop user second-off LOGIN");
}

static enum rc
secret_make(struct ctx *c, struct account_id id)
{
	struct str secret = { arena_alloc(c->mem, TOTP_SECRET_BYTES), TOTP_SECRET_BYTES };

	if (c->second_key.n != PART_KEY_BYTES)
		return FAIL(c, WHY_BROKEN, "there is no key/second.key");
	c->chance->fill(c->chance, (char *)(uintptr_t)secret.p, secret.n);
	return q_second_step_begin(c->db, id, part_seal(c->mem, c->chance, c->second_key,
	    about(c, id), secret));
}

/* "ABCD EFGH …": as people copy it. */
static struct str
in_groups(struct arena *mem, struct str letters, char between)
{
	struct buf b = buf_new(mem, KIB);

	for (size_t i = 0; i < letters.n; i++) {
		if (i > 0 && i % 4 == 0)
			buf_char(&b, between);
		buf_char(&b, letters.p[i]);
	}
	return buf_str(&b);
}

/* RFC 3986: everything but letters, digits and - . _ ~ */
static void
percent_put(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char l = (unsigned char)s.p[i];

		if ((l >= 'a' && l <= 'z') || (l >= 'A' && l <= 'Z') || (l >= '0' && l <= '9') ||
		    l == '-' || l == '.' || l == '_' || l == '~')
			buf_char(b, (char)l);
		else
			buf_printf(b, "%%%02X", l);
	}
}

/* otpauth://totp/ISSUER:LOGIN?secret=…&issuer=ISSUER, as authenticators read it. */
static struct str
otpauth(struct ctx *c, struct str issuer, struct str login, struct str secret)
{
	struct buf name = buf_new(c->mem, KIB), b = buf_new(c->mem, 2 * KIB);

	percent_put(&name, issuer);
	buf_lit(&b, "otpauth://totp/");
	buf_put(&b, buf_str(&name));
	buf_lit(&b, ":");
	percent_put(&b, login);
	buf_printf(&b, "?secret=%.*s&issuer=%.*s", STR_ARG(secret), STR_ARG(buf_str(&name)));
	return buf_str(&b);
}

enum rc
second_step_state(struct ctx *c, struct second_step *out)
{
	struct q_second_step_of row;
	bool found;
	enum rc rc = q_second_step_of(c->db, self(c), &row, &found);

	*out = (struct second_step){ .on = false };
	if (rc == RC_OK && found)
		*out = (struct second_step){ .on = row.on_at.ms != 0, .since = row.on_at,
		    .codes = row.codes };
	return rc;
}

/* The secret that waits, as letters and as a picture. */
static enum rc
fresh_show(struct ctx *c, struct str issuer, const struct q_second_step_of *row,
    struct second_step *out)
{
	struct str secret;
	enum rc rc = secret_open(c, self(c), row->fresh, &secret);

	if (rc != RC_OK)
		return rc;
	out->fresh = true;
	secret = base32_text(c->mem, secret);
	out->secret = in_groups(c->mem, secret, ' ');
	return qr_path(c->mem, otpauth(c, issuer, row->login, secret), c->fault, &out->qr,
	    &out->side);
}

enum rc
second_step_load(struct ctx *c, struct str issuer, struct second_step *out)
{
	struct q_second_step_of row;
	struct second_step_rule rule;
	bool found;
	enum rc rc = second_step_state(c, out);

	if (rc == RC_OK)
		rc = second_step_rule_load(c, &rule);
	if (rc == RC_OK)
		rc = q_second_step_of(c->db, self(c), &row, &found);
	if (rc != RC_OK)
		return rc;
	out->asked = rule.asked;
	return found && row.fresh.n > 0 ? fresh_show(c, issuer, &row, out) : RC_OK;
}

/* ---- a code ---------------------------------------------------------------------- */

/* Without the blanks and dashes that people see, in capitals. */
static struct str
letters_of(struct ctx *c, struct str typed)
{
	struct buf b = buf_new(c->mem, CODE_LETTERS_MAX);

	for (size_t i = 0; i < typed.n; i++) {
		char l = typed.p[i];

		if (l == ' ' || l == '-')
			continue;
		buf_char(&b, l >= 'a' && l <= 'z' ? (char)(l - 'a' + 'A') : l);
	}
	return buf_ok(&b) ? buf_str(&b) : S("");
}

static struct str
recovery_hash(struct ctx *c, struct str letters)
{
	return hash_hex(c->mem, hash_of(letters));
}

static struct str
code_key(struct ctx *c)
{
	return throttle_key(c, "code", str_printf(c->mem, "%" PRId64, self(c).v));
}

static struct str
address_key(struct ctx *c, const struct code_typed *typed)
{
	return throttle_key(c, "address", typed->address);
}

static enum rc
code_may(struct ctx *c, const struct code_typed *typed)
{
	enum rc rc = throttle_check(c, code_key(c));

	return rc == RC_OK ? throttle_check(c, address_key(c, typed)) : rc;
}

/* Counts it; the caller returns RC_OK with this fault. */
static enum rc
code_refuse(struct ctx *c, const struct code_typed *typed)
{
	enum rc rc = throttle_fail(c, code_key(c));

	c->housekeeping = true;
	if (rc == RC_OK)
		rc = throttle_fail(c, address_key(c, typed));
	if (rc == RC_OK)
		fault_field(c->fault, typed->field, &WHY_CODE_WRONG, S(""));
	return rc;
}

/* What is there of the actor's, and whether she may try a code at all. */
static enum rc
code_ask(struct ctx *c, const struct code_typed *typed, struct q_second_step_of *row,
    bool *found)
{
	enum rc rc = code_may(c, typed);

	return rc == RC_OK ? q_second_step_of(c->db, self(c), row, found) : rc;
}

static enum rc
phone_take(struct ctx *c, const struct q_second_step_of *row, struct str letters,
    bool *right)
{
	struct str secret;
	int64_t step;
	enum rc rc = secret_open(c, self(c), row->secret, &secret);

	*right = rc == RC_OK && totp_fits(secret, c->now, row->last_step, letters, &step);
	return *right ? q_second_step_used(c->db, self(c), step) : rc;
}

/* Whose phone it is not is told that one was used. */
static enum rc
recovery_take(struct ctx *c, const struct q_second_step_of *row, struct str letters,
    bool *right)
{
	struct str hash = recovery_hash(c, letters);
	struct q_recovery_code_there there;
	enum rc rc = q_recovery_code_there(c->db, self(c), hash, &there, right);

	if (rc != RC_OK || !*right ||
	    (rc = q_recovery_code_used(c->db, self(c), hash)) != RC_OK ||
	    (rc = notice_to_account(c, self(c), "recovery_used", str_printf(c->mem, "%" PRId64,
	    row->codes - 1), S("/tai-khoan/buoc-hai"))) != RC_OK)
		return rc;
	return record_add(c, "second_step.recovery", "account", self(c).v, "%s", "");
}

/* Takes a code of the phone, or a recovery code, of a second step that is on. */
static enum rc
code_take(struct ctx *c, const struct code_typed *typed, bool *right)
{
	struct str letters = letters_of(c, typed->code);
	struct q_second_step_of row;
	bool found;
	enum rc rc = code_ask(c, typed, &row, &found);

	*right = false;
	if (rc != RC_OK)
		return rc;
	if (!found || row.on_at.ms == 0)
		return FAIL(c, WHY_SECOND_STEP_NONE, "%s", "");
	rc = letters.n == TOTP_DIGITS ? phone_take(c, &row, letters, right) :
	    recovery_take(c, &row, letters, right);
	if (rc != RC_OK)
		return rc;
	return *right ? q_throttle_clear(c->db, code_key(c)) :
	    code_refuse(c, typed);
}

static enum rc
codes_make(struct ctx *c, struct recovery_codes *out)
{
	enum rc rc = q_recovery_codes_drop(c->db, self(c));

	out->n = 0;
	for (size_t i = 0; rc == RC_OK && i < RECOVERY_CODES; i++) {
		char bytes[RECOVERY_BYTES];
		struct str letters;

		c->chance->fill(c->chance, bytes, sizeof(bytes));
		letters = base32_text(c->mem, (struct str){ bytes, sizeof(bytes) });
		out->v[out->n++] = in_groups(c->mem, letters, '-');
		rc = q_recovery_code_add(c->db, self(c), recovery_hash(c, letters));
	}
	return rc;
}

/* ---- signing in ------------------------------------------------------------------ */

/* From nobody to somebody: another session under another secret. */
static enum rc
rise(struct ctx *c, const struct code_typed *typed, struct str *cookie)
{
	const struct account_id id = self(c);
	struct q_second_step_of row;
	bool found;
	enum rc rc = q_second_step_of(c->db, id, &row, &found);

	return rc != RC_OK ? rc : session_begin(c, &(struct session_start){ .account = id,
	    .roles = (unsigned)row.roles, .agent = typed->agent }, cookie);
}

enum rc
second_step_prove(struct ctx *c, const struct code_typed *typed, struct str *cookie)
{
	bool right;
	enum rc rc = code_take(c, typed, &right);

	*cookie = S("");
	if (rc != RC_OK || !right)
		return rc;
	rc = q_session_halves_end(c->db, self(c));
	return rc == RC_OK ? rise(c, typed, cookie) : rc;
}

/* ---- setting it up --------------------------------------------------------------- */

enum rc
second_step_begin(struct ctx *c, const struct code_typed *typed)
{
	struct q_second_step_of row;
	bool found, right = true;
	enum rc rc = q_second_step_of(c->db, self(c), &row, &found);

	if (rc == RC_OK && found && row.on_at.ms != 0)
		rc = code_take(c, typed, &right);
	if (rc != RC_OK || !right)
		return rc;
	rc = secret_make(c, self(c));
	return rc == RC_OK ? record_add(c, "second_step.begin", "account", self(c).v, "%s", "")
	                   : rc;
}

enum rc
second_step_led(struct ctx *c, struct account_id id)
{
	struct q_second_step_of row;
	bool found;
	enum rc rc = q_second_step_of(c->db, id, &row, &found);

	if (rc != RC_OK || (found && row.fresh.n > 0))
		return rc;
	rc = secret_make(c, id);
	return rc == RC_OK ? record_add(c, "second_step.begin", "account", id.v, "%s", "") : rc;
}

/* The first code of the secret that waits. */
static enum rc
fresh_take(struct ctx *c, const struct code_typed *typed, bool *right)
{
	struct str letters = letters_of(c, typed->code), secret;
	struct q_second_step_of row;
	int64_t step;
	bool found;
	enum rc rc = code_ask(c, typed, &row, &found);

	*right = false;
	if (rc != RC_OK)
		return rc;
	if (!found || row.fresh.n == 0)
		return FAIL(c, WHY_SECOND_STEP_NONE, "%s", "");
	if ((rc = secret_open(c, self(c), row.fresh, &secret)) != RC_OK)
		return rc;
	*right = totp_fits(secret, c->now, 0, letters, &step);
	if (!*right)
		return code_refuse(c, typed);
	rc = q_throttle_clear(c->db, code_key(c));
	return rc == RC_OK ? q_second_step_on(c->db, self(c), c->now, step) : rc;
}

enum rc
second_step_on(struct ctx *c, const struct code_typed *typed, struct str here,
    struct recovery_codes *codes, struct str *cookie)
{
	bool right;
	enum rc rc = fresh_take(c, typed, &right);

	*cookie = S("");
	*codes = (struct recovery_codes){ .n = 0 };
	if (rc != RC_OK || !right)
		return rc;
	if ((rc = codes_make(c, codes)) != RC_OK || (rc = q_session_end_others(c->db, self(c),
	    c->actor.half == HALF_NOT ? here : S(""))) != RC_OK)
		return rc;
	if (c->actor.half != HALF_NOT && (rc = rise(c, typed, cookie)) != RC_OK)
		return rc;
	return record_add(c, "second_step.on", "account", self(c).v, "%s", "");
}

/* ---- living with it -------------------------------------------------------------- */

enum rc
second_step_renew(struct ctx *c, const struct code_typed *typed,
    struct recovery_codes *codes)
{
	bool right;
	enum rc rc = code_take(c, typed, &right);

	*codes = (struct recovery_codes){ .n = 0 };
	if (rc != RC_OK || !right)
		return rc;
	rc = codes_make(c, codes);
	return rc == RC_OK ? record_add(c, "second_step.codes", "account", self(c).v, "%s", "")
	                   : rc;
}

static enum rc
drop(struct ctx *c, struct account_id id)
{
	enum rc rc = q_recovery_codes_drop(c->db, id);

	return rc == RC_OK ? q_second_step_drop(c->db, id) : rc;
}

enum rc
second_step_off(struct ctx *c, const struct code_typed *typed, struct str here)
{
	struct second_step_rule rule;
	bool right;
	enum rc rc = second_step_rule_load(c, &rule);

	if (rc == RC_OK && rule.asked)
		return FAIL(c, WHY_SECOND_STEP_ASKED, "%s", "");
	if (rc == RC_OK)
		rc = code_take(c, typed, &right);
	if (rc != RC_OK || !right)
		return rc;
	if ((rc = drop(c, self(c))) != RC_OK ||
	    (rc = q_session_end_others(c->db, self(c), here)) != RC_OK)
		return rc;
	return record_add(c, "second_step.off", "account", self(c).v, "%s", "");
}

enum rc
second_step_reset(struct ctx *c, struct account_id id, struct str reason)
{
	struct q_second_step_of row;
	struct q_account_of a;
	bool found;
	enum rc rc = q_account_of(c->db, id, &a);

	if (rc == RC_OK && id.v == c->actor.id.v)
		return FAIL(c, WHY_OWN_ACCOUNT, "%s", "");
	if (rc == RC_OK)
		rc = q_second_step_of(c->db, id, &row, &found);
	if (rc == RC_OK && !found)
		return FAIL(c, WHY_SECOND_STEP_NONE, "%s", "");
	if (rc != RC_OK || (rc = drop(c, id)) != RC_OK ||
	    (rc = q_account_sessions_end(c->db, id)) != RC_OK ||
	    (rc = notice_to_account(c, id, "second_step_reset", reason, S("/tai-khoan"))) != RC_OK)
		return rc;
	rc = record_add(c, "second_step.reset", "account", id.v, "%s", "");
	return rc == RC_OK ? record_part(c, "reason", reason) : rc;
}

/* ---- the rule of the office ------------------------------------------------------ */

enum rc
second_step_rule_load(struct ctx *c, struct second_step_rule *out)
{
	struct q_second_step_missing row;
	struct q_setting_find s;
	bool found;
	enum rc rc = q_setting_find(c->db, S("second_step"), &s, &found);

	*out = (struct second_step_rule){ .asked = false };
	if (rc == RC_OK)
		rc = q_second_step_missing(c->db, &row);
	if (rc != RC_OK)
		return rc;
	*out = (struct second_step_rule){ found && str_eq(s.value, S("1")), row.missing };
	return RC_OK;
}

enum rc
second_step_rule_set(struct ctx *c, bool asked)
{
	enum rc rc = q_setting_put(c->db, S("second_step"), asked ? S("1") : S("0"));

	return rc != RC_OK ? rc : record_add(c, "setting.second_step", "setting", 1,
	    "{\"asked\":%s}", asked ? "true" : "false");
}

/* password: see password.h. The names of libsodium are used in this file only. */
#include "act/password.h"

#include <sodium.h>

#include "act/record.h"
#include "base/text.h"
#include "q.h"

const struct reason WHY_PASSWORD_SHORT = { RC_INVALID, "password_short" };
const struct reason WHY_PASSWORD_COMMON = { RC_INVALID, "password_common" };
const struct reason WHY_PASSWORD_NOW = { RC_INVALID, "password_now" };

#define HASH_PASSES 2
#define HASH_MEMORY (19 * MIB)
#define PASSWORD_LETTERS_MIN 12

/* With our cost. */
#define HASH_OF_NOBODY "$argon2id$v=19$m=19456,t=2,p=1$" \
	"QUFBQUFBQUFBQUFBQUFBQQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

struct str
password_of_nobody(void)
{
	return S(HASH_OF_NOBODY);
}

bool
password_is(struct arena *mem, struct str hash, struct str password)
{
	password = text_nfc(mem, password);
	return crypto_pwhash_str_verify(str_z(mem, hash), password.p,
	    password.n) == 0;
}

bool
password_is_old(struct arena *mem, struct str hash)
{
	return crypto_pwhash_str_needs_rehash(str_z(mem, hash), HASH_PASSES,
	    HASH_MEMORY) != 0;
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

/* The first guesses of everybody who guesses. */
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

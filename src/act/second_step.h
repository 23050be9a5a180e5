/*
 * second_step: a code from one's phone, after the password (docs/decisions/0019).
 *
 * For everybody with a role of an office or a council; producers have a password
 * alone. An office asks for it (setting) or offers it. Who has switched it on is
 * let in by password and code; who is asked for it and has none is led from the
 * password to setting it up. Between the two there is a session of its own kind
 * (enum half), which is nobody's but for the rights `prove` and `enrol`.
 *
 * The code is that of RFC 6238 (base/totp.h); each works once. Ten recovery codes,
 * shown once and kept as hashes, stand in for a lost phone, each once. The secret
 * lies in the database encrypted under a key outside of it (main/keys.h) and bound
 * to its account. Wrong codes make wait as wrong passwords do, counted apart from
 * them: a right password forgives no wrong code.
 */
#ifndef ACT_SECOND_STEP_H
#define ACT_SECOND_STEP_H

#include "act/ctx.h"

#define RECOVERY_CODES 10

/* What the page shows. */
struct second_step {
	bool on, asked;         /* switched on; the office asks for it */
	struct moment since;
	int64_t codes;          /* recovery codes left */
	bool fresh;             /* a secret waits for its first code: */
	struct str secret;      /* … in groups of four letters */
	struct str qr;          /* … as the path of an SVG of `side` squares */
	int side;
};
/* Of the actor, also one who is between the steps. `issuer` is the name that the
 * phone shows. Broken when a secret does not open: its key is another. */
MUST_CHECK enum rc second_step_load(struct ctx *c, struct str issuer,
    struct second_step *out);

/* … only whether and since when. */
MUST_CHECK enum rc second_step_state(struct ctx *c, struct second_step *out);

/* A code as typed, the field it stood in, and where it came from. */
struct code_typed {
	struct str field;
	struct str code;        /* six digits, or a recovery code */
	struct str address, agent;
};
struct recovery_codes {
	size_t n;
	struct str v[RECOVERY_CODES];
};

/* A wrong code is counted: the acts below then return RC_OK with the fault set
 * (code_wrong at its field), so that the count is kept. throttled: too
 * many. A code that was used before is wrong. */

/* The second step of signing in: opens the session; *cookie empty when refused. */
MUST_CHECK enum rc second_step_prove(struct ctx *c, const struct code_typed *typed,
    struct str *cookie);
/* A new secret, for a first phone or another one; the code of the old one, if there is
 * one. The caller has asked for the password. */
MUST_CHECK enum rc second_step_begin(struct ctx *c, const struct code_typed *typed);
/* … the same for whom the office leads here; a secret that waits stays. */
MUST_CHECK enum rc second_step_led(struct ctx *c, struct account_id id);
/* The first code of the new secret: from here on it is asked.
 * second_step_none: no secret waits. Ends all other sessions; *cookie is that of the
 * session that begins for who was led here, else empty. */
MUST_CHECK enum rc second_step_on(struct ctx *c, const struct code_typed *typed,
    struct str here, struct recovery_codes *codes, struct str *cookie);
/* Ten new recovery codes; the old ones are good no longer. */
MUST_CHECK enum rc second_step_renew(struct ctx *c, const struct code_typed *typed,
    struct recovery_codes *codes);
/* Switched off. Conflict second_step_asked: the office asks for it. */
MUST_CHECK enum rc second_step_off(struct ctx *c, const struct code_typed *typed,
    struct str here);

/* An administrator takes somebody's away, who has lost phone and codes: all her
 * sessions end and she is told. own_account: not one's own; second_step_none. */
MUST_CHECK enum rc second_step_reset(struct ctx *c, struct account_id id,
    struct str reason);

/* Whether the office asks for it; how many who are asked have none. */
struct second_step_rule {
	bool asked;
	int64_t missing;
};
MUST_CHECK enum rc second_step_rule_load(struct ctx *c, struct second_step_rule *out);
MUST_CHECK enum rc second_step_rule_set(struct ctx *c, bool asked);

extern const struct reason WHY_CODE_WRONG, WHY_SECOND_STEP_NONE, WHY_SECOND_STEP_ASKED;

#endif

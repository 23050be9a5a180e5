/*
 * sign_in: a name and a password become a session, or half of one.
 *
 * A name that does not exist takes as long as one that does. After five failures a
 * name and an address wait (act/throttle.h), refused before hashing. Where a second
 * step is on or asked for, the session is a half one (act/second_step.h).
 */
#ifndef ACT_SIGN_IN_H
#define ACT_SIGN_IN_H

#include "act/session.h"

/* What a person shows to sign in. */
struct credentials {
	struct str login, password;
	struct str address;         /* of the peer */
	struct str agent;           /* User-Agent: kept in a few words */
};

/* What checking them found: made on the slow pool, used on the writer. */
struct password_check {
	struct account_id account;  /* 0: no such name, or it may not sign in */
	bool right;
	struct str lang;
	unsigned roles;
	struct str rehashed;        /* a hash of today's cost; empty: not needed */
	enum half half;             /* what is still missing after the password */
};

/* Reads, checks the throttle, hashes. WHY_THROTTLED when the name or the
 * address must wait: nothing was hashed. Slow. */
MUST_CHECK enum rc sign_in_check(struct ctx *c, const struct credentials *who,
    struct password_check *out);
/* Opens a session after a right password: *cookie is its secret. Where a second step
 * is on or asked for it is a half one (act/second_step.h). After a wrong
 * one counts the failure and sets WHY_WRONG_PASSWORD in the fault, yet returns
 * RC_OK, so that the count is kept. */
MUST_CHECK enum rc sign_in(struct ctx *c, const struct credentials *who,
    const struct password_check *found, struct str *cookie);

extern const struct reason WHY_WRONG_PASSWORD;

#endif

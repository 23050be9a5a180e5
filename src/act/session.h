/*
 * session: signing in and out, and who a visitor is.
 *
 * A session is 32 random bytes in a cookie; the table holds their hash only,
 * so a copy of the database signs nobody in. It ends when it is not used:
 * after 30 minutes for officers, 8 hours for producers (a phone that sleeps in
 * a pocket), 12 hours for people with a seat (a meeting with its lunch).
 *
 * Passwords: Argon2id by libsodium, 2 passes over 19 MiB, about 20 ms; never on
 * a thread that serves connections. A name that does not exist takes as long
 * as one that does, and after five failures a name and an address wait:
 * longer each time, at most a quarter of an hour, refused before hashing.
 */
#ifndef ACT_SESSION_H
#define ACT_SESSION_H

#include "act/ctx.h"

/* Who a visitor is. */
struct session {
	struct actor actor;
	struct str lang;            /* "vi", "en" */
	struct str token;           /* hash of the cookie: the key of its row */
	struct moment seen_at, ends_at;
	int64_t unread;             /* notices */
};

struct session_row {
	struct str token;           /* hex: names the session in a form */
	struct str agent;
	struct moment created_at, seen_at;
	bool this_one;
};
struct session_rows {
	const struct session_row *v;
	size_t n;
};

/* A session that begins. */
struct session_start {
	struct account_id account;
	unsigned roles;
	enum half half;             /* not HALF_NOT: for ten minutes, and not recorded */
	struct str agent;
};

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

/* Whose session the cookie is; *found false when nobody's any more. */
MUST_CHECK enum rc session_load(struct ctx *c, struct str cookie,
    struct session *out, bool *found);
/* How long a session of these roles lives without use. */
int64_t session_idle_ms(unsigned roles);
/* Remembers that it was used. Housekeeping. */
MUST_CHECK enum rc session_touch(struct ctx *c, struct str token,
    struct moment seen, struct moment ends);

/* Reads, checks the throttle, hashes. WHY_THROTTLED when the name or the
 * address must wait: nothing was hashed. Slow. */
MUST_CHECK enum rc session_check(struct ctx *c, const struct credentials *who,
    struct password_check *out);
/* Opens a session after a right password: *cookie is its secret. Where a second step
 * is on or asked for it is a half one (act/second_step.h). After a wrong
 * one counts the failure and sets WHY_WRONG_PASSWORD in the fault, yet returns
 * RC_OK, so that the count is kept. */
MUST_CHECK enum rc session_open(struct ctx *c, const struct credentials *who,
    const struct password_check *found, struct str *cookie);
/* The row of a session and its secret. */
MUST_CHECK enum rc session_begin(struct ctx *c, const struct session_start *in,
    struct str *cookie);
/* Signs out. Nothing happens when there is no such session. */
MUST_CHECK enum rc session_close(struct ctx *c, struct str token);

/* Own sessions; `here` is the token of this one. */
MUST_CHECK enum rc session_list(struct ctx *c, struct str here,
    struct session_rows *out);
/* Ends one of them, named by the hex of its token. */
MUST_CHECK enum rc session_end(struct ctx *c, struct str hex);

/* Changing one's own password: the slow part (checks the old one, the rules for
 * the new one, hashes it), then the change, which ends all other sessions. */
MUST_CHECK enum rc password_prepare(struct ctx *c, struct str now,
    struct str fresh, struct str *hashed);
MUST_CHECK enum rc password_change(struct ctx *c, struct str hashed,
    struct str here);

/* Whether this is the actor's own password: a confirmation. Slow (20 ms). */
MUST_CHECK enum rc password_confirm(struct ctx *c, struct str password,
    bool *right);

/* Argon2id as we keep it. Slow (20 ms). RC_BUSY without memory. */
MUST_CHECK enum rc password_hash(struct ctx *c, struct str password,
    struct str *out);
/* At least 12 characters, not one that everybody tries. NULL: good. */
const struct reason *password_rule(struct str password, struct str login);

/* The language the signed-in person reads, on every device. */
MUST_CHECK enum rc account_language(struct ctx *c, struct str lang);

/* Removes what has ended. Housekeeping, some times a day. */
MUST_CHECK enum rc session_sweep(struct ctx *c);

/* A doubled click: what the first was answered ("" if it is the first), and
 * remembering the answer in the same commit as what it did. */
MUST_CHECK enum rc once_find(struct ctx *c, struct str key,
    struct str *location);
MUST_CHECK enum rc once_keep(struct ctx *c, struct str key,
    struct str location);

extern const struct reason WHY_WRONG_PASSWORD, WHY_THROTTLED,
    WHY_PASSWORD_SHORT, WHY_PASSWORD_COMMON, WHY_PASSWORD_NOW;

/* ---- throttle: of sign-ins here, of what anybody may send elsewhere --------- */

/* Five are free; the sixth waits five seconds, each further one twice as long.
 * The key names what is counted and of whom. */
struct str throttle_key(struct ctx *c, const char *what, struct str who);
/* Reason: throttled ({0} minutes). */
MUST_CHECK enum rc throttle_check(struct ctx *c, struct str key);
/* Counts one more (writes; housekeeping). */
MUST_CHECK enum rc throttle_fail(struct ctx *c, struct str key);

#endif

/*
 * session: who a visitor is, until he signs out (how one begins: act/sign_in.h).
 *
 * A session is 32 random bytes in a cookie; the table holds their hash only,
 * so a copy of the database signs nobody in. It ends when it is not used:
 * after 30 minutes for officers, 8 hours for producers (a phone that sleeps in
 * a pocket), 12 hours for people with a seat (a meeting with its lunch).
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

/* Whose session the cookie is; *found false when nobody's any more. */
MUST_CHECK enum rc session_load(struct ctx *c, struct str cookie,
    struct session *out, bool *found);
/* How long a session of these roles lives without use. */
int64_t session_idle_ms(unsigned roles);
/* Remembers that it was used. Housekeeping. */
MUST_CHECK enum rc session_touch(struct ctx *c, struct str token,
    struct moment seen, struct moment ends);

/* The same for an address that is good for one paper (act/sign_pass.h): no cookie opens
 * it, and no cookie is one. */
MUST_CHECK enum rc session_load_for(struct ctx *c, struct str secret, struct session *out,
    struct issue_id *paper, bool *found);
MUST_CHECK enum rc session_begin_for(struct ctx *c, struct issue_id paper,
    struct moment ends, struct str *secret);

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

/* The language the signed-in person reads, on every device. */
MUST_CHECK enum rc account_language(struct ctx *c, struct str lang);

/* Removes what has ended. Housekeeping, some times a day. */
MUST_CHECK enum rc session_sweep(struct ctx *c);

#endif

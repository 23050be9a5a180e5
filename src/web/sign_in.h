/*
 * sign_in: what the pages of sign_in.html are made of, the cookie they give, and where
 * they lead.
 */
#ifndef WEB_SIGN_IN_H
#define WEB_SIGN_IN_H

#include "web/visit.h"

struct sign_in_view {
	struct str login;
	struct str ve;         /* where to go on; "" home */
	struct pairs_in kept;  /* typed before the session ended */
	bool ended;            /* it ended while typing */
	bool files_lost;       /* files came with it */
};

/* "__Host-s" where the line is encrypted, "s" on a machine of one's own: a
 * browser refuses the first kind without TLS. */
const char *session_cookie_name(const struct visit *v);

/* Where somebody goes who has just signed in: to the page that was asked for, or to
 * one button that sends what was typed before the session ended. */
enum rc sign_in_go_on(struct visit *v, struct str ve, struct pairs_in keep);
/* Whether there is something to send. */
bool sign_in_carries(struct str ve, struct pairs_in keep);

#endif

/*
 * session: the cookie of a visitor, and asking them to sign in.
 */
#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include "web/visit.h"

/* "__Host-s" where the line is encrypted, "s" on a machine of one's own: a
 * browser refuses the first kind without TLS. */
const char *session_cookie_name(const struct visit *v);

/* Asks to sign in. A page: 303 to the sign-in page, which comes back. A form
 * that was sent after its session had ended: the sign-in page itself, which
 * carries what was typed and gives it back afterwards. Data: a JSON fault. */
enum rc session_ask(struct visit *v);

/* The fields of the form that was sent, without its tokens and without
 * passwords: what a page may carry along hidden. */
struct pairs_in session_typed(const struct visit *v);

/* Where somebody goes who has just signed in: to the page that was asked for, or to
 * one button that sends what was typed before the session ended. */
enum rc sign_in_go_on(struct visit *v, struct str ve, struct pairs_in keep);
/* Whether there is something to send. */
bool sign_in_carries(struct str ve, struct pairs_in keep);

extern const struct reason WHY_SIGN_IN; /* denied: nobody is signed in */

#endif

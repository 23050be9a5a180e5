/*
 * session: asking a visitor to sign in.
 */
#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include "web/visit.h"

/* Asks to sign in. A page: 303 to the sign-in page, which comes back. A form
 * that was sent after its session had ended: the sign-in page itself, which
 * carries what was typed and gives it back afterwards. Data: a JSON fault. */
enum rc session_ask(struct visit *v);

/* The fields of the form that was sent, without its tokens and without
 * passwords: what a page may carry along hidden. */
struct pairs_in session_typed(const struct visit *v);

extern const struct reason WHY_SIGN_IN; /* denied: nobody is signed in */

#endif

/*
 * smtp: one letter to a mail server, by libcurl. Knows nothing of the office.
 */
#ifndef MAIN_SMTP_H
#define MAIN_SMTP_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/str.h"

struct smtp {
	struct str url;      /* smtp://host:25, smtps://host:465; empty: off */
	struct str from;     /* address of the office */
	struct str user, password; /* empty: none asked */
};
struct letter {
	struct str to, subject, body; /* UTF-8; the body ends its lines with \n */
	struct str id;       /* unique: "<12.ocop@host>" without the signs */
	struct moment at;
};

/* The letter as it travels: subject in encoded words of at most 75 signs
 * (RFC 2047), body in base64, Auto-Submitted (RFC 3834), lines ended by CR LF. */
struct str letter_text(struct arena *mem, struct str from, const struct letter *l);
/* Hands it over; at most half a minute. The fault says what the server said. */
MUST_CHECK enum rc smtp_send(const struct smtp *s, const struct letter *l,
    struct arena *mem, struct fault *fault);

extern const struct reason WHY_MAIL_REFUSED; /* RC_BUSY: later, perhaps */

#endif

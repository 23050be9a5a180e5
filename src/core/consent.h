/*
 * consent: an officer of a commune fills in, and may hand in, for a producer who
 * cannot do it herself (QĐ 26/2026 Đ7.2: the commune guides its subjects; how is
 * left to the office).
 *
 * The officer acts as the producer's hand, with the producer's rights and no
 * others, as far as the producer said and as long as she said.
 */
#ifndef CORE_CONSENT_H
#define CORE_CONSENT_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/fault.h"

/* Numbers are in the database: only add. */
enum consent_how {
	CONSENT_PAPER = 1, /* a signed paper, kept as a scan */
	CONSENT_VOICE,     /* said before a witness, who is named */
	CONSENT_HOW__COUNT
};
enum consent_scope {
	CONSENT_PREPARE = 1, /* fill in; the producer hands in, answers, withdraws herself */
	CONSENT_FILE,        /* all of it */
	CONSENT_SCOPE__COUNT
};

#define CONSENT_DAYS_MAX 366

/* Whether it still holds on a day; `ended` none: nobody ended it. */
bool consent_holds(struct day ends_on, struct moment ended_at, struct day today);

extern const struct reason WHY_CONSENT_SCOPE; /* only she herself may do this */

#endif

/*
 * evidence: what a paper of the evidence box is and how long it serves.
 *
 * The fifteen kinds are the rows of the evidence guide in Mẫu 02 part III
 * (QĐ 26/2026, Phụ lục III). A paper is handed in once and serves every
 * product and every dossier until the day it expires; the last day still
 * counts.
 */
#ifndef CORE_EVIDENCE_H
#define CORE_EVIDENCE_H

#include "base/clock.h"
#include "base/fault.h"
#include "base/str.h"

enum { EVIDENCE_KINDS = 15 };

/* "E7" is 7; 0 when there is no such kind. */
int evidence_kind(struct str code);

enum paper_standing {
	PAPER_LASTS,   /* no expiry date */
	PAPER_VALID,
	PAPER_SOON,    /* expires within PAPER_SOON_DAYS */
	PAPER_EXPIRED
};

/* Our own warning, no rule of law: long enough to have a paper renewed. */
enum { PAPER_SOON_DAYS = 60 };

/* How a paper stands today; *days_left counts to its last day (negative:
 * so long ago). */
enum paper_standing paper_standing(struct day expires, struct day today,
    int *days_left);

/* Whether the two dates can be true of one paper: NULL, or why not. A paper
 * that has expired may be handed in; it says so itself. */
const struct reason *paper_issued_check(struct day issued, struct day today);
const struct reason *paper_expires_check(struct day issued, struct day expires);

extern const struct reason WHY_ISSUED_LATER;    /* issued after today */
extern const struct reason WHY_EXPIRES_EARLIER; /* expires before it was issued */

#endif

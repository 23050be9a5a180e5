/*
 * sent_up: what a province sends along when it asks the Ministry for five stars, as a
 * table (QĐ 26/2026 Đ6.3): one list for a first time and an upgrade, another for a
 * re-evaluation. The law knows no request without one of these parts; a part that is
 * not in this office's own papers goes along on paper and is named by its number.
 */
#ifndef CORE_SENT_UP_H
#define CORE_SENT_UP_H

#include <stdbool.h>
#include <stddef.h>

#include "core/dossier.h"

/* In the database; new ones at the end. */
enum sent_part {
	SENT_LETTER = 1, /* of the provincial committee */
	SENT_TEAM,       /* report of the advisory team */
	SENT_COUNCIL,    /* report of the council */
	SENT_DECISION,   /* of the chair, which approves the result */
	SENT_AGENCY,     /* report of the advisory agency, instead of team and council */
	SENT_DOSSIER,    /* the product's dossier */
	SENT_CHECKS,     /* what was inspected or tested besides, if anything was */
	SENT_SAMPLES,    /* five; none of a service */
	SENT_PART__COUNT
};

struct sent_rule {
	const char *code;   /* text sent.<code> */
	const char *field;  /* where its number is typed; NULL: never typed */
	bool first, again;  /* of which packages it is part */
	const char *clause;
};
extern const struct sent_rule sent_rules[SENT_PART__COUNT];

/* Whether a package of this kind needs the part. */
bool sent_needs(enum sent_part part, enum dossier_kind kind);

#endif

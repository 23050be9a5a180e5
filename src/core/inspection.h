/*
 * inspection: the check after recognition (hậu kiểm, QĐ 26/2026 Đ9), as tables:
 * what can be done to an inspection in which state, and what a conclusion needs.
 *
 * What is looked at is data of the rule pack (pack->checks), each item with the
 * ground of revocation that it would be (Đ8.1).
 */
#ifndef CORE_INSPECTION_H
#define CORE_INSPECTION_H

#include "base/clock.h"
#include "base/fault.h"
#include "core/law.h"

/* Numbers are in the database: add at the end. */
enum inspection_kind { INSPECT_PLANNED = 1, INSPECT_UNANNOUNCED, INSPECT_REPORTED,
	INSPECTION_KIND__COUNT };
enum inspection_state {
	INSPECTION_OPEN = 1,  /* planned or being done */
	INSPECTION_GOOD,      /* nothing found */
	INSPECTION_CORRECT,   /* something must be corrected until a day */
	INSPECTION_CORRECTED, /* it was */
	INSPECTION_PROPOSED,  /* revocation was proposed */
	INSPECTION_CANCELLED,
	INSPECTION_STATE__COUNT
};
enum check_verdict { CHECK_GOOD = 1, CHECK_BAD, CHECK_NOT_ASKED, CHECK_VERDICT__COUNT };
enum inspection_deed {
	INSPECT_FILL = 1,  /* items, photos */
	INSPECT_PASS,      /* conclude: nothing found */
	INSPECT_DEMAND,    /* conclude: correct until … */
	INSPECT_CONFIRM,   /* it was corrected */
	INSPECT_REVOKE,    /* propose revocation */
	INSPECT_CANCEL,
	INSPECTION_DEED__COUNT
};
enum misuse_state { MISUSE_NEW = 1, MISUSE_INSPECTED, MISUSE_ANSWERED,
	MISUSE_STATE__COUNT };

/* The state a deed leads to; 0: not possible from here. */
enum inspection_state inspection_after(enum inspection_state from,
    enum inspection_deed deed);

/* What was found, counted. */
struct inspection_facts {
	enum inspection_state state;
	int asked, answered, bad;
	struct day today, correct_by;
};
/* Why this cannot be done now; NULL: it can. Reasons: inspection_done,
 * inspection_unanswered, inspection_bad (something was found: not a pass),
 * inspection_nothing (nothing was found: nothing to correct or revoke),
 * inspection_too_soon (a day to correct until lies ahead). */
const struct reason *inspection_check(const struct inspection_facts *f,
    enum inspection_deed deed);
extern const struct reason WHY_INSPECTION_DONE, WHY_INSPECTION_UNANSWERED,
    WHY_INSPECTION_BAD, WHY_INSPECTION_NOTHING, WHY_INSPECTION_TOO_SOON;

/* An item of the list and a ground of revocation by code, or NULL. */
const struct check_rule *pack_check(const struct pack *p, struct str code);
const struct ground_rule *pack_ground(const struct pack *p, struct str code);

#endif

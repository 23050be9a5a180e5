/*
 * reasons: why an act says no, where more than one act says it.
 *
 * A reason that one act gives stands with that act. One that several give stands
 * here, so that no act needs another's header for a word. Each code is a text
 * (`fault.<code>`).
 */
#ifndef ACT_REASONS_H
#define ACT_REASONS_H

#include "base/fault.h"

extern const struct reason WHY_REASON_MISSING;    /* invalid: what needs a sentence has none */
extern const struct reason WHY_NO_SENTENCE;       /* invalid: a request without what is asked for */
extern const struct reason WHY_NOTHING_CHOSEN;    /* invalid: no row of a list was ticked */
extern const struct reason WHY_BAD_CHOICE;        /* invalid: none of the choices */
extern const struct reason WHY_CHOICE_WRONG;      /* invalid: a choice that there is not */
extern const struct reason WHY_KIND_WRONG;        /* invalid: no such kind of subject */
extern const struct reason WHY_CHANGED_MEANWHILE; /* conflict: somebody else wrote here: both values are shown */
extern const struct reason WHY_BOTH_WROTE;        /* conflict: the same, with his beside it */
extern const struct reason WHY_NOT_A_LEVEL;       /* invalid: points that the set does not print there */
extern const struct reason WHY_UNKNOWN_CRITERION; /* invalid: a criterion of another set */
extern const struct reason WHY_UNKNOWN_STOP;      /* invalid: a knock-out that the set does not have */
extern const struct reason WHY_NO_REQUEST_NO;     /* invalid: a request without its number */
extern const struct reason WHY_FILES_FULL;        /* conflict: the quota of the subject: {0} */
extern const struct reason WHY_EVIDENCE_SENT;     /* conflict: it lies in a dossier that was handed in */
extern const struct reason WHY_EVIDENCE_AWAY;     /* conflict: it was put away */
extern const struct reason WHY_MEETING_AWAY;      /* conflict: the session is at the room's laptop */
extern const struct reason WHY_MEETING_HERE;      /* conflict: it was not handed over */
extern const struct reason WHY_ROOM_SHEET_WRONG;  /* invalid: a sheet that has no right here */
extern const struct reason WHY_QUORUM_WRONG;      /* invalid: no share of a council */
extern const struct reason WHY_BYLAW_VALUE;       /* invalid: no value of this rule */
extern const struct reason WHY_DOSSIER_BARRED;    /* conflict: its star was taken away and may not be asked for yet */
extern const struct reason WHY_DECISION_SIGNED;   /* conflict: what is signed stands */
extern const struct reason WHY_CODE_MISTYPED;     /* absent: a code that no certificate can have */
extern const struct reason WHY_SCAN_TAKEN;        /* conflict: a page lies there: {0} */
extern const struct reason WHY_SCAN_PAGE;         /* invalid: no such page: {0} */
extern const struct reason WHY_LOG_CLOSED;        /* busy: after a restore, or stopped */
extern const struct reason WHY_HANDED_TWICE;      /* conflict: that folder was taken before: {0} */
extern const struct reason WHY_HANDED_UNKNOWN;    /* invalid: of a dossier that is not here */
extern const struct reason WHY_HANDED_BROKEN;     /* invalid: this is missing in the folder or wrong: {0} */

#endif

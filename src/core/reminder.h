/*
 * reminder: how long before a deadline somebody is reminded, as a table. The
 * law asks for no reminders; these are ours.
 */
#ifndef CORE_REMINDER_H
#define CORE_REMINDER_H

#include "base/clock.h"

/* Whose deadlines: numbers are used by the statement night_deadlines. */
enum deadline_noun {
	DUE_DOSSIER = 1,  /* the commune's 15 working days (Đ7.2) */
	DUE_SUPPLEMENT,   /* the producer answers */
	DUE_INSPECTION,   /* whoever goes there */
	DUE_CORRECTION,   /* the producer corrects */
	DUE_REVOCATION,   /* 15 days (Đ8.4) */
	DUE_ACCEPTANCE,   /* 10 days to accept a complaint */
	DUE_SETTLEMENT,   /* 30 or 45 days to settle it */
	DUE_REPORT,       /* a report of misuse is answered */
	DUE_AGAIN,        /* 45 days of a re-evaluation (Đ7.6.g) */
	DUE_PROPOSE,      /* communes propose for a round: its last day (Đ5) */
	DUE_HELD,         /* … and it is held: its last day */
	DUE_SESSION,      /* a council sits */
	DEADLINE_NOUN__COUNT
};

#define REMINDER_MOST_DAYS 10 /* nobody is reminded earlier */
#define REMINDER_NONE (-2)
#define REMINDER_OVER (-1)    /* the day after: it was missed */

/* Which reminder of this deadline is to be given for the days behind `after`,
 * up to `upto`: so many days before, 0 on the day, REMINDER_OVER on the day
 * after; the latest of several; REMINDER_NONE. None of a deadline that was over
 * longer than a day ago. */
int reminder_due(enum deadline_noun noun, struct day on, struct day after,
    struct day upto);
/* "supplement", "correction" …: of notices (due_<name>, over_<name>). */
const char *deadline_noun_name(enum deadline_noun n);

#endif

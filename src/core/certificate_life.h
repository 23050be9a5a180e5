/*
 * certificate_life: the road of a certificate, as a table, and what of it is
 * said on which day.
 *
 * A certificate's status is a question about a day (core/certificate.h): no job
 * switches it. What people do to it is a row here: from this status, this turn
 * leads to that one, under this clause. What the calendar does to it has days;
 * the nightly job asks which of them lie since it last ran, and writes the
 * record and the notices that belong to each, so a missed night loses nothing.
 */
#ifndef CORE_CERTIFICATE_LIFE_H
#define CORE_CERTIFICATE_LIFE_H

#include "base/buf.h"
#include "base/fault.h"
#include "core/certificate.h"

enum certificate_turn {
	TURN_DUE = 1,  /* the calendar: the window opens (Đ7.6.a) */
	TURN_LAPSE,    /* the calendar: the day after the last one (Đ4.3) */
	TURN_EXTEND,   /* the province: runs on until a result (Đ12.3) */
	TURN_END,      /* a re-evaluation without recognition ends an extension */
	TURN_RENEW,    /* a decision after a re-evaluation (Đ7.6) */
	TURN_UPGRADE,  /* a decision after an upgrade (Đ7.5) */
	TURN_REVOKE,   /* a decision that revokes (Đ8) */
	TURN__COUNT
};

/* The status a turn leads to; 0 when it is not possible from here. */
enum certificate_status certificate_after(enum certificate_status from,
    enum certificate_turn turn);
/* The same as a question with a reason: cert_not_standing, cert_not_due,
 * cert_revoked, cert_replaced. NULL: it may. */
const struct reason *certificate_turn_check(enum certificate_status from,
    enum certificate_turn turn);
extern const struct reason WHY_CERT_NOT_STANDING, WHY_CERT_NOT_DUE,
    WHY_CERT_REVOKED, WHY_CERT_REPLACED;

const char *certificate_turn_name(enum certificate_turn t); /* "due", "lapse" … */
const char *certificate_turn_clause(enum certificate_turn t);
/* The whole table, for `ocop workflow` and its golden file. */
void certificate_life_print(struct buf *out);

/* The last day to which an extension may run: so many days behind its own last
 * day (Đ12.3); none when the pack knows no extension. */
struct day certificate_extension_most(const struct pack *p,
    struct day valid_until);

/* ---- days on which something is said ------------------------------------------ */

/* A day of a certificate. The step names it for ever: it is written once. */
struct life_day {
	const char *step;  /* "due", "window-30", "window-0", "end-90" …, "lapsed" */
	struct day on;     /* when it is to be said */
	struct day about;  /* the date it is about */
};
#define LIFE_DAYS_MAX 12

/* Those of a certificate's days that lie behind `after`, up to and with
 * `upto`, in order; of several reminders of one date only the last one is
 * given, and none of a date that is over: who was away for a month needs no
 * three letters of the past. That it came due or lapsed is always given.
 * A revoked or replaced certificate has none. Returns how many. */
size_t certificate_days(const struct certificate_facts *c, const struct pack *p,
    struct day after, struct day upto, struct life_day out[LIFE_DAYS_MAX]);

/* How far before and behind its last day a certificate has such days: bounds
 * for asking the store. */
struct certificate_reach {
	int before_days, behind_days;
};
struct certificate_reach certificate_reach(const struct pack *p);

#endif

/*
 * admin: what an administrator does: accounts of officers, rest days, reading
 * the record. An administrator sees no dossier and no score.
 */
#ifndef ACT_ADMIN_H
#define ACT_ADMIN_H

#include "act/ctx.h"
#include "q.h"

struct accounts_view {
	struct str words;
	struct q_account_list_rows rows; /* at most 50 */
	int64_t next;                    /* cursor; 0: none */
	struct q_agency_list_rows agencies;
};
MUST_CHECK enum rc admin_accounts(struct ctx *c, struct str words,
    int64_t after, struct accounts_view *out);

struct account_values {
	struct str login, name;
	struct str hashed;       /* password_hash() on the slow pool */
	struct agency_id agency; /* 0: none */
	int role;                /* enum role */
};
/* Adds an officer's account. Reasons: login_taken, role_unknown,
 * role_needs_agency (a commune's or province's officer without an agency). */
MUST_CHECK enum rc admin_account_add(struct ctx *c,
    const struct account_values *in, struct account_id *out);
/* Gives a role to somebody else; never to oneself (WHY_OWN_ACCOUNT). */
MUST_CHECK enum rc admin_role_give(struct ctx *c, struct account_id id, int role);
/* Closes or opens an account; closing ends its sessions. */
MUST_CHECK enum rc admin_account_state(struct ctx *c, struct account_id id,
    bool open);
/* A new password, told in person. Ends the account's sessions. */
MUST_CHECK enum rc admin_password(struct ctx *c, struct account_id id,
    struct str hashed);

/* Rest days and swapped working days of one year. */
MUST_CHECK enum rc admin_holidays(struct ctx *c, int year,
    struct q_holiday_list_rows *out);
/* Puts a day into the calendar, or changes it. Reason: day_kind. */
MUST_CHECK enum rc admin_holiday_put(struct ctx *c, struct day day, int kind,
    struct str name, struct str source);
/* An expected day was announced, where `source` says: it counts from now on.
 * Conflict when it is not an expected one. */
MUST_CHECK enum rc admin_holiday_confirm(struct ctx *c, struct day day,
    struct str source);
/* Takes a day out of it; stale when it is not there. */
MUST_CHECK enum rc admin_holiday_drop(struct ctx *c, struct day day);

struct records_view {
	struct q_record_list_rows rows; /* at most 50 */
	int64_t next;
};
/* The record, newest first, of everything or of one thing. */
MUST_CHECK enum rc admin_records(struct ctx *c, int64_t before, struct str noun,
    int64_t noun_id, struct records_view *out);

extern const struct reason WHY_LOGIN_TAKEN, WHY_ROLE_UNKNOWN,
    WHY_ROLE_NEEDS_AGENCY, WHY_OWN_ACCOUNT, WHY_DAY_KIND;

#endif

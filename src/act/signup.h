/*
 * signup: how a producer comes in, and how the commune answers.
 *
 * A person names a subject (chủ thể, QĐ 26/2026 Đ2.3) and its commune. Account
 * and subject wait until an officer of that commune says yes; meanwhile the
 * person may sign in, see who decides, and fill in the profile. A refusal has
 * a reason; the profile may be mended and sent again.
 *
 * Whether a phone number is known here is nobody's business: a number that is
 * taken gets the same answer as a new one, and nothing changes.
 */
#ifndef ACT_SIGNUP_H
#define ACT_SIGNUP_H

#include "act/ctx.h"
#include "q.h" /* rows are plain data; only acts call the statements */

struct signup {
	struct str phone;     /* becomes the login */
	struct str name;      /* of the person */
	struct str password;  /* hashed already: Argon2id */
	struct str subject;   /* name of the subject */
	int64_t kind;         /* enum subject_kind */
	struct str unit_code; /* a commune of today */
	struct str lang;
	struct str address;   /* of the peer */
	bool consent;
};

/* The commune of a sign-up and its agency. Fault: no_office (this office does
 * not serve that commune). */
MUST_CHECK enum rc signup_place(struct ctx *c, struct str unit_code,
    struct q_signup_place *out);
/* The same without a fault. */
MUST_CHECK enum rc signup_place_find(struct ctx *c, struct str unit_code,
    struct q_signup_place *out, bool *found);

/* Communes of today by a few words: their own names, former communes,
 * former districts. */
MUST_CHECK enum rc signup_places(struct ctx *c, struct str words,
    struct q_signup_places_rows *out);

/* Adds the account and the subject, both waiting, and tells the commune.
 * Field faults: phone, kind_wrong, consent_missing; faults signup_full
 * (the commune has 500 unanswered ones), signup_many (30 in an hour from one
 * address). */
MUST_CHECK enum rc signup_add(struct ctx *c, const struct signup *in);

/* The unanswered sign-ups of the actor's commune. */
MUST_CHECK enum rc signup_list(struct ctx *c, struct q_signup_list_rows *out);

struct signup_view {
	struct q_signup_show it;
	struct q_signup_likes_rows likes; /* look the same: the guard against doubles */
};
/* One sign-up of the actor's commune; another commune's is absent. */
MUST_CHECK enum rc signup_load(struct ctx *c, struct subject_id id,
    struct signup_view *out);

/* Says yes or no, and tells the producer. Faults: stale (somebody changed it
 * meanwhile), answered (somebody was faster), why_missing. */
MUST_CHECK enum rc signup_approve(struct ctx *c, struct subject_id id,
    int64_t version);
MUST_CHECK enum rc signup_refuse(struct ctx *c, struct subject_id id,
    int64_t version, struct str why);

/* The owner of a refused sign-up sends it again. Fault: wrong_state. */
MUST_CHECK enum rc signup_send_again(struct ctx *c);

extern const struct reason WHY_CONSENT_MISSING, WHY_NO_OFFICE, WHY_SIGNUP_FULL,
    WHY_SIGNUP_MANY, WHY_ANSWERED, WHY_WHY_MISSING;

#endif

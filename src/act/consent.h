/*
 * consent: filing for a producer who has no phone (core/consent.h).
 *
 * An officer of her commune writes down who consented, how (a signed paper, or by voice
 * before a witness), to what and until when; then her session acts for the producer: with
 * the rights of a producer and that subject, and with none of an officer. Every record made
 * so carries the consent, so histories say "by … for …". The producer and any officer of the
 * commune see it and end it; it ends by itself on its last day. An office may ask for four
 * eyes: who filed a dossier then neither receives, checks, returns nor forwards it (the law
 * is silent: a setting, off by default because many communes have one officer).
 */
#ifndef ACT_CONSENT_H
#define ACT_CONSENT_H

#include "act/ctx.h"
#include "blob/look.h"
#include "core/consent.h"
#include "core/workflow.h"
#include "q.h"

struct consent_values {
	struct subject_id subject;      /* 0: a new one, of name and kind */
	struct str subject_name;
	int64_t subject_kind;
	int64_t how, scope;
	struct str said_by, witness, note;
	struct day given_on, ends_on;
	const struct looked *scan;      /* of the signed paper; NULL: none */
	struct scan_page_id scanned;    /* … or a page that came as a coded scan; 0: none */
};
/* Writes it down. Field faults: consent_nobody at said_by, consent_how at how,
 * consent_scan at consent_paper, consent_witness at witness, consent_days at ends_on,
 * consent_ahead at given_on, kind_wrong, consent_subject at subject_name. Absent: a subject of
 * another commune. */
MUST_CHECK enum rc consent_add(struct ctx *c, const struct consent_values *in,
    struct consent_id *out);

struct consents_view {
	struct q_consent_list_rows rows;
	struct q_consent_subjects_rows subjects; /* of the commune; empty for a producer */
	struct q_consent_scans_rows scans;       /* signed forms that wait to be written down */
};
MUST_CHECK enum rc consents_load(struct ctx *c, struct consents_view *out);
MUST_CHECK enum rc consents_of_subject(struct ctx *c, struct q_consent_list_rows *out);

/* From here on the session of this token acts for the subject. Only the officer who is
 * named, while it holds: absent, consent_over. */
MUST_CHECK enum rc consent_enter(struct ctx *c, struct consent_id id, struct str token);
/* … for oneself again. */
MUST_CHECK enum rc consent_leave(struct ctx *c, struct str token);
/* Ended by its commune, or by the producer (not by an officer in her name): absent for
 * others; consent_over when it had ended. */
MUST_CHECK enum rc consent_end(struct ctx *c, struct consent_id id, struct str why);
/* The scan of the signed paper, for the same people. */
MUST_CHECK enum rc consent_paper(struct ctx *c, struct consent_id id, struct str *path,
    struct str *mime);

/* Who filed a dossier where the office asks for four eyes: refuses (four_eyes) what the
 * commune does with it. */
MUST_CHECK enum rc consent_four_eyes(struct ctx *c, enum deed what);
MUST_CHECK enum rc four_eyes_load(struct ctx *c, bool *on);
MUST_CHECK enum rc four_eyes_set(struct ctx *c, bool on);

extern const struct reason WHY_CONSENT_NOBODY, WHY_CONSENT_SUBJECT, WHY_CONSENT_HOW, WHY_CONSENT_SCAN,
    WHY_CONSENT_WITNESS, WHY_CONSENT_DAYS, WHY_CONSENT_AHEAD, WHY_CONSENT_OVER, WHY_FOUR_EYES;

#endif

/*
 * decision: the decision for a batch and the certificates it issues
 * (QĐ 26/2026 Đ4.3, Đ7.3.đ, Đ7.3.e).
 *
 * The provincial agency drafts, a leader signs. Three and four stars are
 * recognised and certified; ninety points and more are approved here and go to
 * the Ministry; one and two stars get neither (Đ4.1.a) and are told by
 * province_notify(). A signed decision is never changed.
 */
#ifndef ACT_DECISION_H
#define ACT_DECISION_H

#include "act/ctx.h"
#include "core/dossier.h"
#include "q.h"

/* What becomes of a conclusion that no decision names yet. */
enum decision_way {
	WAY_RECOGNISE = 1, /* a decision of this level and a certificate (Đ7.3.đ, Đ7.4.e) */
	WAY_APPROVE,       /* the province approves a result of five stars (Đ7.3.e) */
	WAY_SEND_BACK,     /* the Ministry gives it back to the province (Đ7.4.g) */
	WAY_NOTIFY         /* told without a certificate (Đ4.1.a); an upgrade that
	                    * brought no higher star: the old one is kept */
};

struct decisions_view {
	struct q_decision_list_rows decisions;
	struct q_decision_candidates_rows candidates; /* all concluded, any star */
	const enum decision_way *ways;                /* of each */
	struct str province;
};
MUST_CHECK enum rc decision_index_load(struct ctx *c, struct decisions_view *out);

struct decision_view {
	struct q_decision_of d;
	struct q_decision_items_rows items;
	struct q_revocation_items_rows revoked; /* of a DECISION_REVOKE */
	int proposed_number; /* the next of the year's series */
};
/* One decision of the actor's province; absent otherwise. */
MUST_CHECK enum rc decision_load(struct ctx *c, struct decision_id id,
    struct decision_view *out);

/* Drafts a decision of one kind. Reasons: nothing_chosen, wrong_star (a star
 * that this kind of decision cannot name: {0} is the product). */
MUST_CHECK enum rc decision_draft(struct ctx *c, enum decision_kind kind,
    const struct dossier_id *dossiers, size_t n, struct decision_id *out);
MUST_CHECK enum rc decision_drop_item(struct ctx *c, struct decision_id id,
    struct dossier_id dossier);

struct signing {
	int64_t version;
	struct str number;   /* "123": the year's running number, or "123/QĐ-UBND" */
	struct str title;    /* of the signer: "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH" */
	bool confirmed;      /* "I have read the annex" */
};
/* Signs: gives the number, recognises or approves every product of the annex,
 * issues certificates with codes, tells everybody. All or nothing. Reasons:
 * not_confirmed, number_taken, annex_empty, wrong_state, dossier_barred, and
 * those of revocation_sign(). */
MUST_CHECK enum rc decision_sign(struct ctx *c, struct decision_id id,
    const struct signing *in);

extern const struct reason WHY_WRONG_STAR, WHY_NOT_CONFIRMED, WHY_NUMBER_TAKEN,
    WHY_DOSSIER_MOVED, WHY_ANNEX_EMPTY;

#endif

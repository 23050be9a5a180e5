/*
 * revocation: taking a certificate back (QĐ 26/2026 Đ8): proposed by whoever
 * found the ground, verified and drafted in bulk by the provincial agency, signed
 * by the leader. With the signature the certificate is revoked, and so is the
 * right to the mark; a renewal or upgrade on its road ends (core/revocation.h).
 */
#ifndef ACT_REVOCATION_H
#define ACT_REVOCATION_H

#include "act/order.h"
#include "core/deadlines.h"
#include "core/law.h"
#include "core/revocation.h"
#include "q.h"

struct revocation_proposal {
	struct str code;      /* of the certificate */
	struct str ground;    /* a b c d dd e: Đ8.1 of the pack */
	struct str facts;
	struct str basis_no;  /* number of the conclusion; may be empty */
	struct day basis_on;  /* its day: the 15 days run from it (Đ8.4) */
	struct inspection_id inspection; /* 0: none */
};
/* Proposes. The province for any ground; a commune only that production has
 * ended (Đ8.1.đ), which it confirms, or from an inspection of its own. Reasons:
 * revocation_open, revocation_ground, revocation_commune, revocation_later (the
 * conclusion's day lies ahead), cert_revoked, cert_replaced. */
MUST_CHECK enum rc revocation_propose(struct ctx *c,
    const struct revocation_proposal *in, struct revocation_id *out);

/* The Ministry orders the province to withdraw the recognition that a dossier brought
 * (Đ10.1.b): a proposal with the order's number, whose 15 days run from its day and
 * which the province cannot drop. Reasons: those of propose and of order_check(). */
MUST_CHECK enum rc revocation_order(struct ctx *c, struct dossier_id id,
    const struct order *in);

struct revocation_row {
	const struct q_revocation_list *r;
	const struct ground_rule *ground; /* NULL: of an older pack */
	struct deadline until;
};
struct revocation_list {
	const struct revocation_row *v;
	size_t n, n_open;
	struct day first_due; /* the earliest of those that are open; none */
	const struct pack *pack;
};
MUST_CHECK enum rc revocation_list(struct ctx *c, struct revocation_list *out);

/* The province does not follow a proposal, with the reason; revocation_ordered: the
 * Ministry's order is followed, unless a newer certificate has taken the place of the one
 * it speaks of. */
MUST_CHECK enum rc revocation_drop(struct ctx *c, struct revocation_id id,
    struct str why);
/* One draft decision for several proposals. Reasons: nothing_chosen, cert_replaced (a newer
 * one was signed since; the detail is the product). */
MUST_CHECK enum rc revocation_draft(struct ctx *c, const struct revocation_id *v,
    size_t n, struct decision_id *out);
/* Out of a draft again; the proposal waits as before. */
MUST_CHECK enum rc revocation_take_out(struct ctx *c, struct decision_id decision,
    struct revocation_id id);

/* What signing does to each certificate of the annex; called by decision_sign()
 * after the decision has its number. Reasons: cert_revoked, cert_replaced
 * (something happened since the draft; the detail is the product). */
MUST_CHECK enum rc revocation_sign(struct ctx *c, struct decision_id decision,
    struct str number);

/* Whether a concluded renewal or upgrade is barred because its certificate was
 * revoked: then it can be told, not recognised. */
MUST_CHECK enum rc revocation_bars(struct ctx *c, struct dossier_id dossier,
    bool *barred);

extern const struct reason WHY_REVOCATION_OPEN, WHY_REVOCATION_GROUND, WHY_REVOCATION_COMMUNE,
    WHY_REVOCATION_LATER, WHY_REVOCATION_ORDERED;

#endif

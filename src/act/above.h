/*
 * above: between a province and the Ministry, and what ends a dossier before a
 * council has it (QĐ 26/2026 Đ6.3, Đ7.3.e, Đ7.4, Đ10.1.b).
 *
 * Up there the dossier takes the same road by the same acts (act/province.h,
 * act/meeting.c, act/decision.h): only whose turn it is changes.
 */
#ifndef ACT_ABOVE_H
#define ACT_ABOVE_H

#include "act/order.h"
#include "act/sent_up.h"

/* The province's letter takes it to the Ministry: after its decision that
 * approves five stars or, for a re-evaluation of five stars, without a council
 * (Đ6.3.b), with all that belongs to it: the faults of sent_package_keep(). Reason
 * no_ministry: no agency of the Ministry is in this office. */
MUST_CHECK enum rc above_send_up(struct ctx *c, struct dossier_id id,
    const struct sent_typed *in);
/* Below ninety points: back to the province (Đ7.4.g). */
MUST_CHECK enum rc above_send_back(struct ctx *c, struct dossier_id id);
/* The province evaluates after that itself (Đ7.4.g); its other way is to
 * recognise on the central result: a decision (act/decision.h). */
MUST_CHECK enum rc above_evaluate_self(struct ctx *c, struct dossier_id id);
/* The Ministry orders a finished evaluation to be done again (Đ10.1.b). What
 * was recognised stays until there is a new result. Faults of order_check();
 * dossier_open: another one of the product is on its road. */
MUST_CHECK enum rc above_order_redo(struct ctx *c, struct dossier_id id,
    const struct order *in);

/* A reason of the set not to evaluate further, found before the council: one
 * of its knock-outs (Phụ lục II) or REVOKED, the certificate that was to be
 * renewed is revoked. Field faults unknown_stop at code, reason_missing at
 * reason. */
MUST_CHECK enum rc above_knock_out(struct ctx *c, struct dossier_id id,
    struct str code, struct str reason);

/* What was found, in words: code, text of the set, reason, who and when. */
struct stopped {
	struct str code, reason, agency;
	struct pair text; /* REVOKED has none: the page says it */
	struct moment at;
};
struct stopped_list {
	const struct stopped *v;
	size_t n;
};
/* What ended a dossier that was loaded before a council had it; none else. */
MUST_CHECK enum rc above_stopped(struct ctx *c, const struct dossier *d,
    struct stopped_list *out);

extern const struct reason WHY_NO_MINISTRY;

#endif

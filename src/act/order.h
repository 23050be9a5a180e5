/*
 * order: what the Ministry asks a province for, about an evaluation that is finished: to do
 * it again, or to withdraw what was recognised (QĐ 26/2026 Đ10.1.b). What follows is the
 * same wherever the Ministry works (above_order_redo, revocation_order). Where its agency
 * signs in here the order is its own act; where it works in an office of its own
 * (dossier_facts.above_away) the order comes as a letter, and the province enters that: its
 * number, its day, and the letter itself, kept byte for byte. Then the public record says
 * that the order was entered from a letter, from which and by whom.
 */
#ifndef ACT_ORDER_H
#define ACT_ORDER_H

#include "act/dossier.h"
#include "q.h"

struct looked; /* blob/look.h */

enum order_kind { ORDER_REDO = 1, ORDER_WITHDRAW, ORDER__COUNT };

struct order {
	enum order_kind kind;
	struct str no, why;
	struct day on;               /* of the letter; of the act */
	bool by_letter;              /* the province enters it */
	const struct looked *letter; /* … as it was looked at; else NULL */
};
/* What must be so of any order about a loaded dossier. Field faults: order_kind,
 * order_number at order_no, order_later and order_early (before there was a result) at
 * order_on, reason_missing at why; of a letter also order_twice at order_no (this dossier
 * has one of that number), order_file and order_paper (no PDF, no picture) at order_file. */
MUST_CHECK enum rc order_check(struct ctx *c, const struct dossier *d, const struct order *in);
/* Keeps the letter and records that it was entered; nothing of an act of the Ministry's. */
MUST_CHECK enum rc order_keep(struct ctx *c, const struct dossier *d, const struct order *in);

/* Where a letter lies, for who works on the dossier's desk; else absent. */
MUST_CHECK enum rc order_letter_load(struct ctx *c, struct dossier_id dossier,
    struct order_letter_id id, struct str *path, struct str *mime);

extern const struct reason WHY_ORDER_KIND, WHY_ORDER_NUMBER, WHY_ORDER_LATER, WHY_ORDER_EARLY,
    WHY_ORDER_TWICE, WHY_ORDER_FILE, WHY_ORDER_PAPER;

#endif

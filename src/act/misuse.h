/*
 * misuse: a report by anybody that the mark is misused or a product is not as
 * it should be: joined to the product by the code on the jar, with a photo,
 * without an account. It feeds the inspections of the province.
 *
 * Who sends is not asked for; contact is given or not. The sender gets a number
 * and sees with it what became of the report, never its text. Few reports are
 * taken from one address in a quarter of an hour.
 */
#ifndef ACT_MISUSE_H
#define ACT_MISUSE_H

#include "act/ctx.h"
#include "act/inspection.h"
#include "blob/look.h"
#include "q.h"

struct misuse_report {
	struct str code;             /* of the certificate */
	struct str place, body, contact;
	struct str address;          /* of the network, for the throttle only */
	const struct looked *photo;  /* NULL: none */
};
/* Whether the address may send one now; before a photo is looked at. Reason:
 * throttled. */
MUST_CHECK enum rc misuse_check(struct ctx *c, struct str address);
/* Takes it; *number is what the sender keeps. */
MUST_CHECK enum rc misuse_send(struct ctx *c, const struct misuse_report *in,
    struct str *number);
/* What became of a report, by its number; unknown is absent. */
MUST_CHECK enum rc misuse_follow(struct ctx *c, struct str number,
    struct q_misuse_by_number *out);

MUST_CHECK enum rc misuse_list(struct ctx *c, struct q_misuse_list_rows *out);
MUST_CHECK enum rc misuse_load(struct ctx *c, struct misuse_id id,
    struct q_misuse_of *out);
/* Answers it: the sender reads this. Reason: misuse_answered. */
MUST_CHECK enum rc misuse_answer(struct ctx *c, struct misuse_id id,
    int64_t version, struct str answer);
/* Opens an inspection for it; plan->code and ->misuse are filled here. */
MUST_CHECK enum rc misuse_inspect(struct ctx *c, struct misuse_id id,
    struct inspection_plan *plan, struct inspection_id *out);

extern const struct reason WHY_MISUSE_ANSWERED;

#endif

/*
 * gtin: what a bar code in a shop leads to (GS1 Digital Link).
 *
 * Only products that the public may see. A number belongs to one product; where several
 * say it is theirs, the one whose certificate stands is meant, and when that does not
 * decide, all are shown: somebody has typed a number that is not hers.
 */
#ifndef ACT_GTIN_H
#define ACT_GTIN_H

#include "act/catalogue.h"

enum { GTIN_FOUND_MAX = 20 };

struct gtin_view {
	struct str gtin;         /* as it stands under the bars */
	struct str code;         /* of the certificate that is meant; empty: not decided */
	const struct catalogue_row *v; /* then these say the number is theirs, at least two */
	size_t n;
};
/* Reasons: gtin_mistyped (no number, or its check digit is another), gtin_unknown. */
MUST_CHECK enum rc gtin_find(struct ctx *c, struct str typed, struct gtin_view *out);

extern const struct reason WHY_GTIN_MISTYPED, WHY_GTIN_UNKNOWN;

#endif

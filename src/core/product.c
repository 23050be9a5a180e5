/*
 * product: see product.h.
 */
#include "core/product.h"

#include <stddef.h>

const struct reason WHY_PRODUCT_SENT = { RC_CONFLICT, "product_sent" };
const struct reason WHY_PRODUCT_DRAFT = { RC_CONFLICT, "product_draft" };

const struct reason *
product_may_rename(const struct product_standing *s)
{
	return s->sent > 0 ? &WHY_PRODUCT_SENT : NULL;
}

const struct reason *
product_may_reclass(const struct product_standing *s)
{
	if (s->sent > 0)
		return &WHY_PRODUCT_SENT;
	return s->drafts > 0 ? &WHY_PRODUCT_DRAFT : NULL;
}

/*
 * product: what the pages of a producer's products show (product.html).
 */
#ifndef WEB_PRODUCT_H
#define WEB_PRODUCT_H

#include "act/dossier.h"
#include "act/product.h"
#include "core/dossier.h"
#include "web/field.h"
#include "web/visit.h"

struct product_new_page {
	const struct criteria_set *set; /* NULL: not chosen yet */
};

struct product_page {
	struct product_view v;
	struct dossier_choice choice; /* which kinds of dossier may be begun */
};

/* Finding a set: for a new product, or for one that has another (`product`). */
struct set_page {
	struct set_search found;
	struct str words;
	int64_t product;
};

#endif

/*
 * product: what of a product may still be changed.
 *
 * The name and the set of a product are what a council scores and a
 * certificate says. They are free while no dossier has left the producer's
 * hand; a set is fixed as soon as a dossier has been opened, because the
 * self-assessment answers the criteria of that set.
 */
#ifndef CORE_PRODUCT_H
#define CORE_PRODUCT_H

#include <stdint.h>

#include "base/fault.h"

/* Dossiers of one product. */
struct product_standing {
	int64_t drafts; /* with the producer: draft, returned */
	int64_t sent;   /* handed in and not withdrawn, whatever came of it */
};

/* NULL: may; else why not. Story, standard and photo may always change. */
const struct reason *product_may_rename(const struct product_standing *s);
const struct reason *product_may_reclass(const struct product_standing *s);

extern const struct reason WHY_PRODUCT_SENT;  /* a dossier was handed in */
extern const struct reason WHY_PRODUCT_DRAFT; /* a dossier has been begun */

#endif

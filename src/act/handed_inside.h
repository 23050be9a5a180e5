/* handed_inside: what handed_take.c and handed_result.c share and nobody else needs. */
#ifndef ACT_HANDED_INSIDE_H
#define ACT_HANDED_INSIDE_H

#include "act/handed_take.h"
#include "q.h"

/* A certificate that another office issued stands in the catalogue, and that is
 * written down. */
MUST_CHECK enum rc handed_certificate_seen(struct ctx *c, struct product_id product,
    struct certificate_id id, const struct json *said, int star);
/* The result of a dossier that went from here. */
MUST_CHECK enum rc handed_result_take(struct ctx *c, struct handed_taking *t);

#endif

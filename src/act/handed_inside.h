/* handed_inside: what handed_take.c, handed_again.c and handed_result.c share and nobody
 * else needs. */
#ifndef ACT_HANDED_INSIDE_H
#define ACT_HANDED_INSIDE_H

#include "act/handed_take.h"
#include "q.h"

/* A dossier on its way in. */
struct arriving {
	struct ctx *c;
	const struct handed_taking *t;
	struct agency_id commune, province, ministry;
	struct subject_id subject;
	struct product_id product;
	struct certificate_id from;
	struct dossier_id dossier;
	struct evidence_id *papers; /* as the list of papers is */
};
/* Texts, points, papers, citations, what was found below: into rows of a->dossier. */
MUST_CHECK enum rc handed_said_take(struct arriving *a);
/* A dossier that is here comes again (handed_again.c); *next is where it stands then. */
MUST_CHECK enum rc handed_again_take(struct arriving *a, const struct q_handed_chain *known,
    enum dossier_state *next);

/* A certificate that another office issued stands in the catalogue, and that is
 * written down. */
MUST_CHECK enum rc handed_certificate_seen(struct ctx *c, struct product_id product,
    struct certificate_id id, const struct json *said, int star);
/* The result of a dossier that went from here. */
MUST_CHECK enum rc handed_result_take(struct ctx *c, struct handed_taking *t);

#endif

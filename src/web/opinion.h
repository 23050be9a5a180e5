/* opinion: what the page of written opinions shows; see act/opinion.h. */
#ifndef WEB_OPINION_H
#define WEB_OPINION_H

#include "act/opinion.h"
#include "web/field.h"
#include "web/visit.h"

struct opinions_page {
	struct opinions_view v;
	const struct str *set_names; /* of the candidates */
	struct str council_fault;
};

/* Why a council had to meet: "stars" in words. */
enum text divergence_text(struct str why);

#endif

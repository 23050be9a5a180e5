/*
 * kinds: which kind of dossier a product may be given today
 * (QĐ 26/2026 Đ6.1, Đ7.5, Đ7.6.a).
 *
 * A first time while no certificate stands; an upgrade while one stands that
 * is not of five stars (the decision names no other time); a re-evaluation in
 * its window, 180 to 120 days before the certificate ends. Behind the window
 * the decision does not say that nothing more is taken, and Đ12.3 speaks of
 * products that could not file in time: late is late, with a reason.
 */
#ifndef CORE_KINDS_H
#define CORE_KINDS_H

#include "base/fault.h"
#include "core/certificate.h"
#include "core/dossier.h"

struct kind_facts {
	bool certificate;                /* the product has one that no other replaced */
	enum certificate_status status;  /* … as of today */
	int star;
	struct certificate_window window; /* none: it has no window */
	struct day today;
};

/* NULL: may; *late: it may, with a reason. */
const struct reason *kind_check(enum dossier_kind kind,
    const struct kind_facts *f, bool *late);

/* Whether the certificate that a dossier came from stays, because an upgrade
 * brought no higher star: it is kept while it stands, and nothing replaces it.
 * The decision only says that an upgrade is evaluated like a first time (Đ7.5);
 * that a failed one costs nobody the stars she has is our reading. */
bool kind_keeps(enum dossier_kind kind, bool stands, int star_before, int star);

/* What the dossier of a kind must say has changed since the certificate, topic
 * by topic (Đ6.1.c; Đ6.1.b asks for changes with evidence). */
struct change_topic {
	const char *code;    /* "material" … : text change.<code> */
	const char *clause;
};
extern const struct change_topic change_topics[];
extern const size_t change_topics_n;
const struct change_topic *change_topic(struct str code); /* or NULL */

extern const struct reason WHY_HAS_CERTIFICATE, WHY_NO_CERTIFICATE,
    WHY_FIVE_ALREADY, WHY_TOO_EARLY;

#endif

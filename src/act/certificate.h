/*
 * certificate: issued, looked up by anybody, true today (QĐ 26/2026 Đ4.3, Đ8).
 *
 * Nothing is stored that changes by itself: whether a certificate is valid,
 * due or lapsed is asked of core/certificate with today's date each time
 * somebody looks.
 */
#ifndef ACT_CERTIFICATE_H
#define ACT_CERTIFICATE_H

#include "act/ctx.h"
#include "core/certificate.h"
#include "core/law.h"
#include "q.h"

struct certificate_values {
	struct product_id product;
	struct dossier_id dossier;
	struct decision_id decision;
	struct str number, issuer, province;
	int star;
	const struct pack *pack;
};
/* Issues one with a fresh code, replaces an earlier one of the product, and
 * puts the product into the catalogue. */
MUST_CHECK enum rc certificate_issue(struct ctx *c,
    const struct certificate_values *in);

struct certificate_view {
	struct q_certificate_of c;
	enum certificate_status status; /* as of today */
	struct day due_from;            /* re-evaluation may be filed from here (Đ7.6.a) */
	struct day due_until;
	struct str unit_name, set_name_vi, set_name_en;
};
/* A certificate by what was typed or scanned: any case, blanks, a wrong check
 * letter is `code_mistyped`; unknown is absent. */
MUST_CHECK enum rc certificate_load(struct ctx *c, struct str code,
    struct certificate_view *out);

/* The status today of a row of the catalogue: its last day, the one that was before it
 * was extended (none: it was not), whether it was revoked. */
enum certificate_status certificate_listed(const struct ctx *c, struct day last,
    struct day extended_from, bool revoked);

/* Makes the product's row of the catalogue again from what is stored, or takes
 * it out when it has no certificate any more. */
MUST_CHECK enum rc listing_refresh(struct ctx *c, struct product_id product);

#endif

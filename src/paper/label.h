/*
 * label: a sheet of 24 labels (three across, eight down, 70 × 37 mm, as sold
 * for A4) that a producer prints and sticks on the product: stars, name, and
 * the QR code of the short address, which says what is true today. The
 * signed code of the certificate is too fine for a jar. A product with a bar code
 * has its number there too, and its QR code is the GS1 Digital Link, which leads to
 * the certificate that stands.
 */
#ifndef PAPER_LABEL_H
#define PAPER_LABEL_H

#include "paper/pdf.h"

struct label_paper {
	struct str product, subject;
	int star;
	struct str code;         /* 79-K4W7T-Q */
	struct str url;          /* what its QR code holds */
	struct str gtin;         /* the number under its bars; empty: none */
	struct day valid_until;
	struct moment made_at;
	bool sample;
};

/* Faults: paper_letter, paper_long. */
MUST_CHECK enum rc label_render(const struct label_paper *l, struct arena *mem,
    struct fault *fault, struct str *pdf);

#endif

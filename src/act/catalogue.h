/*
 * catalogue: what the public finds: recognised products, each as it is today.
 *
 * Only what is public: names, stars, dates, story, photo. No person, no phone,
 * no paper of a dossier is read here.
 */
#ifndef ACT_CATALOGUE_H
#define ACT_CATALOGUE_H

#include "act/certificate.h"
#include "store/search.h"

struct catalogue_filter {
	struct str words;
	int star;                       /* 0: any */
	int sector;
	struct str set_code;
	struct str unit_code;           /* commune (5 digits) or province (2) */
	enum certificate_status status; /* 0: any */
	struct str after;               /* cursor; empty: the beginning */
	int limit;                      /* 1 … 100 */
};

struct catalogue_row {
	const struct q_listing_search *l;
	enum certificate_status status; /* today */
	struct str slug;
};

struct catalogue_view {
	const struct catalogue_row *v;
	size_t n;
	struct str next;                /* cursor of the next page; empty: none */
};

/* A row of the catalogue as of today. */
struct catalogue_row catalogue_row_of(struct ctx *c, const struct q_listing_search *l);

/* Newest first; exact marks before folded ones. A cursor that is none is
 * bad_cursor. */
MUST_CHECK enum rc catalogue_list(struct ctx *c,
    const struct catalogue_filter *f, struct catalogue_view *out);

struct product_public {
	struct q_product_public p;
	struct certificate_view certificate;
	struct q_certificate_of_product_rows history;
	struct str slug;
	int64_t photo_width, photo_height; /* as shown, in pixels: nothing jumps when it comes */
};
/* One recognised product; absent when it has no certificate. */
MUST_CHECK enum rc catalogue_product(struct ctx *c, struct product_id id,
    struct product_public *out);

extern const struct reason WHY_BAD_CURSOR;

#endif

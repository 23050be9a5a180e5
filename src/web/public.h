/*
 * public: views of the pages for everybody: home, catalogue, product,
 * certificate.
 */
#ifndef WEB_PUBLIC_H
#define WEB_PUBLIC_H

#include "act/catalogue.h"
#include "act/gtin.h"
#include "act/public_log.h"
#include "web/field.h"
#include "web/visit.h"

struct catalogue_page {
	struct catalogue_filter f;
	struct catalogue_view v;
	const struct pack *pack;
	bool filtered;
};

struct product_public_page {
	struct product_public v;
	struct str set_name;
	enum tone tone;
};

struct certificate_page {
	struct certificate_view v;
	struct str set_name;
	enum tone tone;
	struct str letters; /* its signed code; empty: none */
	bool scanned;       /* the signed code was read, and is well */
	bool differs;       /* … but says something else than our book */
	struct receipt entry; /* of its issue, in the public record */
};

struct lookup_page {
	struct str typed;
	bool unknown, mistyped; /* something was typed and there is no such certificate */
};

/* Fills in what follows from p->v and shows it. */
void certificate_page_show(struct visit *v, struct certificate_page *p);
/* Its entry of the public record, if it has one. */
MUST_CHECK enum rc certificate_entry(struct visit *v, struct certificate_page *p);

/* What the query of a catalogue address asks for; field faults choice_wrong. */
MUST_CHECK enum rc catalogue_filter_of(struct visit *v,
    struct catalogue_filter *out);
enum text sector_text(int sector);
struct str status_name(int status);
enum text certificate_status_text(enum certificate_status s);
enum text certificate_status_line(enum certificate_status s);
enum tone certificate_status_tone(enum certificate_status s);

#endif

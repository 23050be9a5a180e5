/*
 * sent_up: the package for the Ministry (QĐ 26/2026 Đ6.3, core/sent_up.h): what of it
 * this office has, what has to be named, what is missing and keeps it from going.
 */
#ifndef ACT_SENT_UP_H
#define ACT_SENT_UP_H

#include "act/dossier.h"
#include "core/sent_up.h"
#include "q.h"

struct sent_line {
	enum sent_part part;
	bool there;      /* found here, or does not apply; else its number is typed */
	struct str what; /* number, who, how many; may be empty */
};
struct sent_package {
	struct sent_line v[SENT_PART__COUNT];
	size_t n;
	int64_t samples; /* that must go along; 0: a service */
	int64_t open;    /* visits and tests that were asked for and are not told yet */
};
/* What the package of a loaded dossier consists of now. */
MUST_CHECK enum rc sent_package_load(struct ctx *c, const struct dossier *d,
    struct sent_package *out);

struct sent_typed {
	struct str letter_no, team_no, agency_no;
	int64_t samples;
};
/* Keeps the package as it goes. Field faults no_request_no at letter_no, part_missing
 * at team_no or agency_no, samples_short at samples_up; reason checks_open: something
 * that was asked for is not told. */
MUST_CHECK enum rc sent_package_keep(struct ctx *c, const struct dossier *d,
    const struct sent_typed *in);

extern const struct reason WHY_PART_MISSING, WHY_SAMPLES_SHORT, WHY_CHECKS_OPEN;

#endif

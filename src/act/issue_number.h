/*
 * issue_number: what is written behind the number of a paper ("TTr-SNNMT"), and the
 * number that a paper was given. Papers by their names (act/papers.h). How a number
 * is given: act/issue.h; how the signs are set: act/series.h.
 */
#ifndef ACT_ISSUE_NUMBER_H
#define ACT_ISSUE_NUMBER_H

#include "act/ctx.h"

struct series_signs {
	struct str series, signs; /* "submission", "TTr-SNNMT" */
};
/* Those of a paper for an office: its own, or what the text proposes. */
MUST_CHECK enum rc series_signs_of(struct ctx *c, const char *paper,
    struct agency_id agency, struct series_signs *out);

/* The number that was given to a paper, for the paper itself and for others
 * that name it; dots before its signs, and no day, when none was. */
struct issued_number {
	struct str number;
	struct day on;
	struct agency_id agency; /* that gave it; before that the one asked about */
};
MUST_CHECK enum rc issue_number_of(struct ctx *c, const char *paper, int64_t id,
    struct agency_id agency, struct issued_number *out);

#endif

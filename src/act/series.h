/*
 * series: what an office writes behind the numbers of its papers ("TTr-SNNMT").
 *
 * The text of a paper names its series and proposes signs (data/papers: "series");
 * two papers may share a series (all notices of an office are one). The
 * administrator sets an office's own, with a record; a number that was given keeps
 * the signs it was given with. Numbers themselves: record.h, issue.h.
 */
#ifndef ACT_SERIES_H
#define ACT_SERIES_H

#include "act/papers.h"
#include "q.h"

struct series_row {
	struct str series, signs; /* as proposed */
	struct str papers;        /* the papers that take numbers from it */
};
struct series_view {
	const struct series_row *v;
	size_t n;
	struct q_series_sign_list_rows own;
	struct q_agency_list_rows agencies;
};
MUST_CHECK enum rc series_view_load(struct ctx *c, struct series_view *out);

struct series_setting {
	struct agency_id agency;
	struct str series, signs; /* signs empty: what is proposed again */
};
/* Field faults: signs_wrong at signs (2 to 30 letters, digits, "-", "."), series_unknown at
 * series. Absent: no such agency. Stale: nothing to take back. */
MUST_CHECK enum rc series_set(struct ctx *c, const struct series_setting *in);

extern const struct reason WHY_SIGNS_WRONG, WHY_SERIES_UNKNOWN;

#endif

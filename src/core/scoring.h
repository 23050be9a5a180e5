/*
 * scoring: from sheets to a star, exactly.
 *
 * The one implementation behind the council room, the certificate and
 * `ocop score`. Points are whole numbers, a mean is a fraction, a band is
 * compared without dividing: five stars when sum >= 90 * sheets
 * (QĐ 26/2026 Đ3.3; the decision knows no rounding). The final star is the
 * lower of the band and the highest star all of whose minimums are met
 * (Phụ lục II, legend of the marks). Knock-outs are outcomes, not low scores.
 */
#ifndef CORE_SCORING_H
#define CORE_SCORING_H

#include "base/buf.h"
#include "core/law.h"

struct choice {          /* one criterion of one sheet */
	bool answered;       /* not answered is not the same as answered 0 */
	int points;
	struct str case_id;
};

struct score_sheet {
	struct str seat;             /* "m1" */
	const struct choice *choices; /* one per criterion, in set order */
};

enum minimums { MINIMUMS_FINDINGS, MINIMUMS_ALL, MINIMUMS_MAJORITY };

struct score_input {
	const struct criteria_set *set;
	const struct score_sheet *sheets;
	size_t n_sheets;
	enum minimums minimums;
	const struct choice *findings; /* per criterion, or NULL */
	const struct str *stops;
	size_t n_stops;
	int spread_max;                /* -1: no rule */
};

struct unmet {
	const struct criterion *criterion;
	int star, needs, found;
};

struct score_result {
	int64_t sum;
	int sheets;
	int64_t mean_num, mean_den;   /* lowest terms */
	int band, minimums_met, star;
	bool knocked_out;
	int spread;
	bool spread_exceeded;
	const struct unmet *unmet;    /* up to the band; by star, then printed order */
	size_t n_unmet;
	const int *totals;            /* of each sheet */
	const int *found;             /* what counts per criterion for minimums */
};

/* Computes. The input must be checked (score_read() or the store did). */
void score_compute(const struct score_input *in, struct arena *mem,
    struct score_result *out);

/* The contract of `ocop score` (strict JSON in, one JSON object out). On
 * failure the fault's detail names the place, at most 2,000 bytes. */
MUST_CHECK enum rc score_read(const struct law *law, struct str json,
    struct arena *mem, struct fault *fault, struct score_input *out);
void score_write_input(const struct score_input *in, struct buf *out);
void score_write(const struct score_input *in, const struct score_result *r,
    struct buf *out);

/* "86,60": two decimals, half up, for the eye only. */
struct str score_mean_text(struct arena *mem, int64_t num, int64_t den);
/* The same with 0 to 4 decimals, as a council's bylaw shows its means. For the
 * eye only: nothing is decided by what was rounded. */
struct str score_mean_round(struct arena *mem, int64_t num, int64_t den,
    int decimals);

/* The running total of one person's own choices: total, band, star after
 * minimums, what stands in the way. For the self-assessment and the sheet. */
void score_one(const struct criteria_set *set, const struct choice *choices,
    struct arena *mem, struct score_result *out);

#endif

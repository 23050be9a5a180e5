/* scoring: see scoring.h. QĐ 26/2026 Đ3.3 and Phụ lục II; DESIGN: no float. */
#include "core/scoring.h"

#include <inttypes.h>
#include <stdlib.h>

static int64_t
gcd(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* The highest star whose least mean is reached: sum >= min * sheets, so that
 * nothing is divided and nothing is rounded (Đ3.3). */
static int
band_of(const struct pack *p, int64_t sum, int64_t sheets)
{
	for (size_t i = 0; i < p->n_bands; i++)
		if (sum >= p->bands[i].min * sheets)
			return p->bands[i].star;
	return 1;
}

static int
points_of(const struct score_input *in, size_t sheet, size_t criterion)
{
	const struct choice *c = &in->sheets[sheet].choices[criterion];

	return c->answered ? c->points : 0;
}

static int
higher_first(const void *a, const void *b)
{
	return *(const int *)b - *(const int *)a;
}

/* The highest points that more than half of the sheets reach: with the points
 * in falling order, those of the sheet that makes the majority. */
static int
majority_of(int *points, size_t n)
{
	qsort(points, n, sizeof(*points), higher_first);
	return n == 0 ? 0 : points[n / 2];
}

/* What counts for a criterion's minimums. */
static int
found_of(const struct score_input *in, size_t criterion, int *scratch)
{
	int least = 0;

	switch (in->minimums) {
	case MINIMUMS_FINDINGS:
		if (in->findings == NULL || !in->findings[criterion].answered)
			return 0;
		return in->findings[criterion].points;
	case MINIMUMS_ALL:
		for (size_t i = 0; i < in->n_sheets; i++) {
			int p = points_of(in, i, criterion);

			least = i == 0 || p < least ? p : least;
		}
		return least;
	case MINIMUMS_MAJORITY:
		break;
	}
	for (size_t i = 0; i < in->n_sheets; i++)
		scratch[i] = points_of(in, i, criterion);
	return majority_of(scratch, in->n_sheets);
}

static void
add_totals(const struct score_input *in, struct arena *mem,
    struct score_result *out)
{
	int *totals = ARENA_ARRAY(mem, in->n_sheets, int);
	int least = 0, most = 0;

	for (size_t i = 0; i < in->n_sheets; i++) {
		for (size_t k = 0; k < in->set->n_criteria; k++)
			totals[i] += points_of(in, i, k);
		out->sum += totals[i];
		least = i == 0 || totals[i] < least ? totals[i] : least;
		most = i == 0 || totals[i] > most ? totals[i] : most;
	}
	out->totals = totals;
	out->spread = most - least;
	out->spread_exceeded = in->spread_max >= 0 &&
	    out->spread > in->spread_max;
}

/* The minimums that are not reached, by star, then in printed order; and the
 * highest star that has none, and none below it. */
static void
judge_minimums(const struct score_input *in, struct arena *mem,
    struct score_result *out)
{
	const struct criteria_set *set = in->set;
	struct unmet *unmet = ARENA_ARRAY(mem, 5 * set->n_criteria,
	    struct unmet);
	bool missed = false;

	out->minimums_met = 1;
	for (int star = 1; star <= 5; star++) {
		for (size_t k = 0; k < set->n_criteria; k++) {
			const struct criterion *c = &set->criteria[k];

			if (out->found[k] >= c->needs[star])
				continue;
			missed = true;
			if (star <= out->band)
				unmet[out->n_unmet++] = (struct unmet){ c, star,
					c->needs[star], out->found[k] };
		}
		if (!missed)
			out->minimums_met = star;
	}
	out->unmet = unmet;
}

void
score_compute(const struct score_input *in, struct arena *mem,
    struct score_result *out)
{
	int *found = ARENA_ARRAY(mem, in->set->n_criteria, int);
	int *scratch = ARENA_ARRAY(mem, in->n_sheets, int);
	int64_t n = (int64_t)in->n_sheets, shared;

	REQUIRE(n > 0);
	*out = (struct score_result){ .sheets = (int)n };
	add_totals(in, mem, out);
	for (size_t k = 0; k < in->set->n_criteria; k++)
		found[k] = found_of(in, k, scratch);
	out->found = found;
	shared = gcd(out->sum, n);
	out->mean_num = out->sum / shared;
	out->mean_den = n / shared;
	out->band = band_of(in->set->pack, out->sum, n);
	judge_minimums(in, mem, out);
	out->star = out->band < out->minimums_met ? out->band
	                                          : out->minimums_met;
	out->knocked_out = in->n_stops > 0;
	if (out->knocked_out)
		out->star = 0;
}

void
score_one(const struct criteria_set *set, const struct choice *choices,
    struct arena *mem, struct score_result *out)
{
	const struct score_sheet sheet = { S("self"), choices };
	const struct score_input in = { .set = set, .sheets = &sheet,
		.n_sheets = 1, .minimums = MINIMUMS_ALL, .spread_max = -1 };

	score_compute(&in, mem, out);
}

struct str
score_mean_text(struct arena *mem, int64_t num, int64_t den)
{
	return score_mean_round(mem, num, den, 2);
}

struct str
score_mean_round(struct arena *mem, int64_t num, int64_t den, int decimals)
{
	int64_t unit = 1, parts;

	REQUIRE(decimals >= 0 && decimals <= 4 && den > 0);
	for (int i = 0; i < decimals; i++)
		unit *= 10;
	/* parts of a unit, half up: (2·unit·num + den) / (2·den) */
	parts = (2 * unit * num + den) / (2 * den);
	if (decimals == 0)
		return str_printf(mem, "%" PRId64, parts);
	return str_printf(mem, "%" PRId64 ",%0*" PRId64, parts / unit, decimals,
	    parts % unit);
}

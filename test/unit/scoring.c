/*
 * scoring: stars worked out by hand, the edges of the bands, and a second,
 * naive computation to compare thousands of random sheets with.
 */
#include "core/scoring.h"
#include "law_help.h"

/* A set's sheets as a test makes them: every criterion answered. */
struct made {
	struct score_input in;
	struct score_sheet sheets[200];
	struct choice *choices[200];
};

static struct made *
made_of(const char *set, size_t n)
{
	struct made *m = ARENA_NEW(unit_mem(), struct made);

	m->in = (struct score_input){ .set = law_set(the_law(), str_c(set)),
		.sheets = m->sheets, .n_sheets = n, .minimums = MINIMUMS_ALL,
		.spread_max = -1 };
	for (size_t i = 0; i < n; i++) {
		m->choices[i] = ARENA_ARRAY(unit_mem(), m->in.set->n_criteria,
		    struct choice);
		m->sheets[i] = (struct score_sheet){
			str_printf(unit_mem(), "m%zu", i + 1), m->choices[i] };
	}
	return m;
}

/* Every criterion at its highest level: 100 points. */
static void
fill_best(struct made *m, size_t sheet)
{
	for (size_t k = 0; k < m->in.set->n_criteria; k++) {
		const struct criterion *c = &m->in.set->criteria[k];

		m->choices[sheet][k] = (struct choice){ true, c->max,
			c->n_cases > 0 ? c->cases[0].id : S("") };
	}
}

static void
set_points(struct made *m, size_t sheet, const char *id, int points)
{
	const struct criterion *c = set_criterion(m->in.set, str_c(id));

	REQUIRE(c != NULL);
	m->choices[sheet][c - m->in.set->criteria].points = points;
}

static void
score(struct made *m, struct score_result *r)
{
	score_compute(&m->in, unit_mem(), r);
}

static void
bands_are_not_rounded(void)
{
	/* five sheets: 450 points are exactly 90; 449 are 89,80; and 2249
	 * points of 25 sheets are 89,96, which prints as 89,96 and is four */
	static const struct { size_t n; int64_t sum; int band; const char *text; }
	    rows[] = {
		{ 5, 450, 5, "90,00" }, { 5, 449, 4, "89,80" },
		{ 25, 2249, 4, "89,96" }, { 25, 2250, 5, "90,00" },
		{ 200, 17999, 4, "90,00" }, /* 89,995 prints half up */
		{ 3, 210, 4, "70,00" }, { 3, 209, 3, "69,67" },
		{ 3, 150, 3, "50,00" }, { 3, 149, 2, "49,67" },
		{ 3, 90, 2, "30,00" }, { 3, 89, 1, "29,67" },
		{ 1, 0, 1, "0,00" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct made *m = made_of("QD26-01", rows[i].n);
		struct score_result r;
		int64_t left = rows[i].sum;

		unit_row("%lld of %zu", (long long)rows[i].sum, rows[i].n);
		/* points do not have to be levels here: arithmetic only */
		for (size_t k = 0; k < rows[i].n; k++) {
			int64_t part = left / (int64_t)(rows[i].n - k);

			m->choices[k][0] = (struct choice){ true, (int)part,
				S("") };
			left -= part;
		}
		score(m, &r);
		CHECK_INT(r.sum, rows[i].sum);
		CHECK_INT(r.band, rows[i].band);
		CHECK_STR(score_mean_text(unit_mem(), r.mean_num, r.mean_den),
		    str_c(rows[i].text));
		CHECK(r.mean_num * (int64_t)rows[i].n == r.sum * r.mean_den);
	}
}

static void
best_sheets_are_five_stars(void)
{
	struct made *m = made_of("QD26-01", 3);
	struct score_result r;

	for (size_t i = 0; i < 3; i++)
		fill_best(m, i);
	score(m, &r);
	CHECK_INT(r.sum, 300);
	CHECK_INT(r.mean_num, 100);
	CHECK_INT(r.mean_den, 1);
	CHECK_INT(r.star, 5);
	CHECK_INT(r.minimums_met, 5);
	CHECK_INT(r.n_unmet, 0);
	CHECK_INT(r.spread, 0);
}

/* 5.3 (own story) is a minimum of three stars: without it 95 points are two
 * stars, and every star up to the band names it (QĐ 26/2026 Phụ lục II). */
static void
a_missed_minimum_holds_the_star(void)
{
	struct made *m = made_of("QD26-01", 1);
	struct score_result r;

	fill_best(m, 0);
	set_points(m, 0, "5.3", 0);
	score(m, &r);
	CHECK_INT(r.sum, 95);
	CHECK_INT(r.band, 5);
	CHECK_INT(r.minimums_met, 2);
	CHECK_INT(r.star, 2);
	if (CHECK_INT(r.n_unmet, 3))
		for (int i = 0; i < 3; i++) {
			CHECK_STR(r.unmet[i].criterion->id, S("5.3"));
			CHECK_INT(r.unmet[i].star, 3 + i);
			CHECK_INT(r.unmet[i].found, 0);
		}
	/* linkage at the four-star level: five needs the next one */
	fill_best(m, 0);
	set_points(m, 0, "1.5", 2);
	score(m, &r);
	CHECK_INT(r.band, 5);
	CHECK_INT(r.star, 4);
	if (CHECK_INT(r.n_unmet, 1)) {
		CHECK_INT(r.unmet[0].needs, 3);
		CHECK_INT(r.unmet[0].found, 2);
	}
}

static void
what_counts_for_minimums(void)
{
	/* linkage of five sheets: 3 3 3 0 0: the lowest is 0, most reach 3;
	 * of four sheets 3 3 0 0 exactly half reach 3: that is no majority */
	static const struct { int points[5]; size_t n; enum minimums mode;
		int found; } rows[] = {
		{ { 3, 3, 3, 0, 0 }, 5, MINIMUMS_ALL, 0 },
		{ { 3, 3, 3, 0, 0 }, 5, MINIMUMS_MAJORITY, 3 },
		{ { 3, 3, 0, 0, 0 }, 4, MINIMUMS_MAJORITY, 0 },
		{ { 3, 2, 2, 0, 0 }, 4, MINIMUMS_MAJORITY, 2 },
		{ { 3, 2, 1, 0, 0 }, 5, MINIMUMS_MAJORITY, 1 },
		{ { 2, 0, 0, 0, 0 }, 1, MINIMUMS_MAJORITY, 2 },
		{ { 3, 3, 3, 0, 0 }, 5, MINIMUMS_FINDINGS, 1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct made *m = made_of("QD26-01", rows[i].n);
		const struct criterion *c = set_criterion(m->in.set, S("1.5"));
		struct choice *findings = ARENA_ARRAY(unit_mem(),
		    m->in.set->n_criteria, struct choice);
		size_t at = (size_t)(c - m->in.set->criteria);
		struct score_result r;

		unit_row("row %zu", i);
		for (size_t k = 0; k < rows[i].n; k++) {
			fill_best(m, k);
			m->choices[k][at].points = rows[i].points[k];
			/* not answered has nothing, as 0 has nothing */
			m->choices[k][at].answered = rows[i].points[k] > 0;
		}
		findings[at] = (struct choice){ true, 1, S("") };
		m->in.findings = findings;
		m->in.minimums = rows[i].mode;
		score(m, &r);
		CHECK_INT(r.found[at], rows[i].found);
	}
}

static void
knock_out_and_spread(void)
{
	struct made *m = made_of("QD26-01", 2);
	const struct str stop = S("ELIM_FORGED");
	struct score_result r;

	fill_best(m, 0);
	fill_best(m, 1);
	set_points(m, 1, "5.3", 0);
	set_points(m, 1, "4.1", 0);
	set_points(m, 1, "1.1", 2);
	m->in.stops = &stop;
	m->in.n_stops = 1;
	m->in.spread_max = 10;
	score(m, &r);
	CHECK_INT(r.spread, 11);
	CHECK(r.spread_exceeded);
	CHECK(r.knocked_out);
	CHECK_INT(r.star, 0);
	CHECK_INT(r.band, 5); /* 189 of 2: a knock-out changes nothing else */
	m->in.n_stops = 0;
	m->in.spread_max = 11;
	score(m, &r);
	CHECK(!r.spread_exceeded);
	CHECK_INT(r.star, 2);
	m->in.spread_max = -1;
	score(m, &r);
	CHECK(!r.spread_exceeded);
}

/* ---- the naive computation ------------------------------------------------ */

struct naive {
	int band, met, star, spread, found[64];
	size_t n_unmet;
};

static int
naive_points(const struct score_input *in, size_t i, size_t k)
{
	return in->sheets[i].choices[k].answered ? in->sheets[i].choices[k].points
	                                         : 0;
}

static int
naive_found(const struct score_input *in, size_t k)
{
	if (in->minimums == MINIMUMS_FINDINGS)
		return in->findings[k].answered ? in->findings[k].points : 0;
	for (int p = 100; p > 0; p--) {
		size_t reach = 0;

		for (size_t i = 0; i < in->n_sheets; i++)
			reach += naive_points(in, i, k) >= p;
		if (in->minimums == MINIMUMS_ALL ? reach == in->n_sheets
		                                 : 2 * reach > in->n_sheets)
			return p;
	}
	return 0;
}

static void
naive_score(const struct score_input *in, struct naive *out)
{
	static const int cuts[] = { 0, 30, 50, 70, 90 };
	int64_t sum = 0;
	int low = 1000, high = -1;
	bool ok = true;

	*out = (struct naive){ .band = 1, .met = 2 };
	for (size_t i = 0; i < in->n_sheets; i++) {
		int total = 0;

		for (size_t k = 0; k < in->set->n_criteria; k++)
			total += naive_points(in, i, k);
		sum += total;
		low = total < low ? total : low;
		high = total > high ? total : high;
	}
	out->spread = high - low;
	for (int s = 2; s <= 5; s++)
		if (sum * 1000 / (int64_t)in->n_sheets >= cuts[s - 1] * 1000)
			out->band = s; /* exact: cut·1000·n is below or not */
	for (size_t k = 0; k < in->set->n_criteria; k++)
		out->found[k] = naive_found(in, k);
	for (int s = 3; s <= 5; s++)
		for (size_t k = 0; k < in->set->n_criteria; k++)
			if (out->found[k] < in->set->criteria[k].needs[s]) {
				ok = false;
				out->n_unmet += s <= out->band;
			} else if (k + 1 == in->set->n_criteria && ok) {
				out->met = s;
			}
	for (int s = 3; s <= out->met; s++)
		for (size_t k = 0; k < in->set->n_criteria; k++)
			REQUIRE(out->found[k] >= in->set->criteria[k].needs[s]);
	out->star = out->band < out->met ? out->band : out->met;
}

static uint32_t
dice(struct chance *c, uint32_t sides)
{
	uint32_t v;

	c->fill(c, &v, sizeof(v));
	return v % sides;
}

static struct choice
random_choice(struct chance *c, const struct criterion *of, uint32_t zeal)
{
	struct choice one = { .answered = zeal == 10 || dice(c, 30) > 0 };
	const struct criterion_case *in = of->n_cases == 0 ? NULL
	    : &of->cases[dice(c, (uint32_t)of->n_cases)];
	struct levels l = in == NULL ? of->levels : in->levels;

	if (!one.answered)
		return one;
	one.case_id = in == NULL ? S("") : in->id;
	/* from all low to all high, so that every band is met often */
	one.points = zeal == 0 ? l.v[0].points :
	    dice(c, 10) < zeal ? l.v[l.n - 1].points
	    : l.v[dice(c, (uint32_t)l.n)].points;
	return one;
}

static void
random_sheets_agree_with_the_naive_way(void)
{
	struct chance c = { chance_fill_counted, 26 };
	int seen[6] = { 0 };

	for (int round = 0; round < 1500; round++) {
		const struct pack *p = &the_law()->packs[dice(&c, 3)];
		const struct criteria_set *s =
		    &p->sets[dice(&c, (uint32_t)p->n_sets)];
		struct made *m = made_of(s->code.p, 1 + dice(&c, 12));
		struct choice *findings = ARENA_ARRAY(unit_mem(), s->n_criteria,
		    struct choice);
		uint32_t zeal = dice(&c, 11);
		struct score_result r;
		struct naive n;

		unit_row("round %d, %s", round, s->code.p);
		for (size_t k = 0; k < s->n_criteria; k++) {
			findings[k] = random_choice(&c, &s->criteria[k], zeal);
			for (size_t i = 0; i < m->in.n_sheets; i++)
				m->choices[i][k] = random_choice(&c,
				    &s->criteria[k], zeal);
		}
		m->in.findings = findings;
		m->in.minimums = (enum minimums)dice(&c, 3);
		score(m, &r);
		naive_score(&m->in, &n);
		CHECK_INT(r.band, n.band);
		CHECK_INT(r.minimums_met, n.met);
		CHECK_INT(r.star, n.star);
		CHECK_INT(r.spread, n.spread);
		CHECK_INT(r.n_unmet, n.n_unmet);
		for (size_t k = 0; k < s->n_criteria; k++)
			CHECK_INT(r.found[k], n.found[k]);
		seen[r.star]++;
		arena_clear(unit_mem());
	}
	unit_row("every star occurs");
	for (int s = 1; s <= 5; s++)
		CHECK(seen[s] > 0);
}

static void
one_persons_choices(void)
{
	struct made *m = made_of("QD26-01", 1);
	struct score_result r;

	fill_best(m, 0);
	score_one(m->in.set, m->choices[0], unit_mem(), &r);
	CHECK_INT(r.star, 5);
	CHECK_INT(r.totals[0], 100);
	score_one(m->in.set, made_of("QD26-01", 1)->choices[0], unit_mem(), &r);
	CHECK_INT(r.star, 1);
	CHECK_INT(r.minimums_met, 2);
}

static const struct unit_test tests[] = {
	{ "bands are compared without rounding", bands_are_not_rounded },
	{ "the best sheets are five stars", best_sheets_are_five_stars },
	{ "a missed minimum holds the star", a_missed_minimum_holds_the_star },
	{ "what counts for minimums", what_counts_for_minimums },
	{ "knock-outs and spread", knock_out_and_spread },
	{ "random sheets agree with the naive way",
	    random_sheets_agree_with_the_naive_way },
	{ "one person's choices", one_persons_choices },
};
UNIT_MAIN(tests)

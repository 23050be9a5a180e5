/*
 * naive_scoring: scoring and its conditions a second time, from the words of the law and
 * as slowly as a clerk would, against thousands of drawn products of every pack: levels,
 * cases, minimums, what the council agreed, knock-outs, spread, "scored only if".
 *
 * The clerk can be told to make one of the mistakes that such programs make. Each planted
 * mistake must be found by the comparison; one that it would not find is a comparison
 * that proves nothing.
 */
#include "core/condition.h"
#include "law_help.h"

enum mistake {
	NONE,
	ROUNDS_THE_MEAN,      /* 89,6 becomes 90 */
	CUT_IS_ABOVE,         /* exactly 90 is not five stars */
	HALF_IS_A_MAJORITY,
	ONLY_THREE_STAR_MARKS, /* the minimums of four and five are forgotten */
	BEST_SHEET_COUNTS,    /* "all" read as "somebody" */
	NO_ANSWER_IS_LEAST_LEVEL,
	KNOCK_OUT_IS_ONE_STAR,
	KNOCK_OUT_ONLY_ALONE, /* two reasons cancel each other */
	SPREAD_REACHED_IS_TOO_MUCH,
	UNMET_ABOVE_THE_BAND,
	CONDITION_OF_EVERY_PACK,
	CONDITION_NEEDS_NO_ANSWER,
	MISTAKE__COUNT
};

struct clerk {
	enum mistake mistake;
	int64_t sum;
	int band, met, star, spread;
	bool out, too_far;
	size_t n_unmet, broken; /* broken: the first of a sheet, n_criteria: none */
	int found[64];
};

static int
said(const struct clerk *k, const struct criterion *c, const struct choice *ch)
{
	if (ch->answered)
		return ch->points;
	return k->mistake == NO_ANSWER_IS_LEAST_LEVEL && c->n_cases == 0 &&
	    c->levels.n > 0 ? c->levels.v[0].points : 0;
}

/* Takes so many points for each sheet off the pile; whether the pile lasts. */
static bool
lasts(const struct clerk *k, int64_t pile, int each, size_t sheets)
{
	if (k->mistake == ROUNDS_THE_MEAN)
		pile = (2 * pile + (int64_t)sheets) / (2 * (int64_t)sheets) * (int64_t)sheets;
	if (k->mistake == CUT_IS_ABOVE)
		pile--;
	for (size_t i = 0; i < sheets; i++, pile -= each)
		if (pile < each)
			return false;
	return true;
}

/* Whether enough sheets reach so many points. */
static bool
reached(const struct clerk *k, const struct score_input *in, size_t at, int points)
{
	size_t yes = 0, no = 0;

	for (size_t i = 0; i < in->n_sheets; i++)
		if (said(k, &in->set->criteria[at], &in->sheets[i].choices[at]) >= points)
			yes++;
		else
			no++;
	if (in->minimums == MINIMUMS_ALL)
		return k->mistake == BEST_SHEET_COUNTS ? yes > 0 : no == 0;
	return k->mistake == HALF_IS_A_MAJORITY ? yes >= no : yes > no;
}

static int
agreed(const struct clerk *k, const struct score_input *in, size_t at)
{
	int points = 100;

	if (in->minimums == MINIMUMS_FINDINGS)
		return in->findings[at].answered ? in->findings[at].points : 0;
	while (points > 0 && !reached(k, in, at, points))
		points--;
	return points;
}

static bool
star_holds(const struct clerk *k, const struct criteria_set *set, int star)
{
	for (size_t i = 0; i < set->n_criteria; i++)
		if (k->found[i] < set->criteria[i].needs[star])
			return false;
	return true;
}

static void
judge(struct clerk *k, const struct score_input *in)
{
	k->met = 1;
	for (int s = 1; s <= 5; s++)
		if ((star_holds(k, in->set, s) || (s > 3 &&
		    k->mistake == ONLY_THREE_STAR_MARKS)) && k->met >= s - 1)
			k->met = s;
	for (int s = 1; s <= 5; s++)
		for (size_t i = 0; i < in->set->n_criteria; i++)
			k->n_unmet += k->found[i] < in->set->criteria[i].needs[s] &&
			    (s <= k->band || k->mistake == UNMET_ABOVE_THE_BAND);
	k->star = k->met < k->band ? k->met : k->band;
	k->out = k->mistake == KNOCK_OUT_ONLY_ALONE ? in->n_stops == 1 : in->n_stops > 0;
	if (k->out)
		k->star = k->mistake == KNOCK_OUT_IS_ONE_STAR ? 1 : 0;
}

/* QĐ 26/2026 Phụ lục II, 5.2: points for how a story is told, and 5.1 says that there is
 * none. Other decisions print the note, and their 0 does not say so. */
static size_t
story_broken(const struct clerk *k, const struct criteria_set *set,
    const struct choice *choices)
{
	const bool told = str_eq(set->pack->code, S("qd26-2026")) ||
	    k->mistake == CONDITION_OF_EVERY_PACK;
	bool none = false;

	for (size_t i = 0; i < set->n_criteria; i++)
		if (str_eq(set->criteria[i].key, S("story")))
			none = choices[i].points == 0 && (choices[i].answered ||
			    k->mistake == CONDITION_NEEDS_NO_ANSWER);
	for (size_t i = 0; told && none && i < set->n_criteria; i++)
		for (size_t n = 0; n < set->criteria[i].n_notes; n++)
			if (str_eq(set->criteria[i].notes[n]->code, S("COND_STORY_EXISTS")) &&
			    choices[i].answered && choices[i].points > 0)
				return i;
	return set->n_criteria;
}

static void
clerk_scores(struct clerk *k, const struct score_input *in)
{
	static const int cuts[] = { 30, 50, 70, 90 };
	int low = 0, high = 0;

	for (size_t i = 0; i < in->n_sheets; i++) {
		int total = 0;

		for (size_t c = 0; c < in->set->n_criteria; c++)
			total += said(k, &in->set->criteria[c], &in->sheets[i].choices[c]);
		k->sum += total;
		low = i == 0 || total < low ? total : low;
		high = i == 0 || total > high ? total : high;
	}
	k->band = 1;
	for (int s = 0; s < 4; s++)
		if (lasts(k, k->sum, cuts[s], in->n_sheets))
			k->band = s + 2;
	k->spread = high - low;
	k->too_far = in->spread_max >= 0 && (k->mistake == SPREAD_REACHED_IS_TOO_MUCH ?
	    k->spread >= in->spread_max : k->spread > in->spread_max);
	for (size_t c = 0; c < in->set->n_criteria; c++)
		k->found[c] = agreed(k, in, c);
	judge(k, in);
	k->broken = story_broken(k, in->set, in->sheets[0].choices);
}

/* ---- drawing products ------------------------------------------------------------------- */

static uint32_t
dice(struct chance *c, uint32_t sides)
{
	uint32_t v;

	c->fill(c, &v, sizeof(v));
	return v % sides;
}

/* The best there is, for products that come close to five stars. */
static struct choice
best_choice(const struct criterion *of)
{
	const struct levels l = of->n_cases == 0 ? of->levels : of->cases[0].levels;

	return (struct choice){ .answered = true, .points = l.v[l.n - 1].points,
		.case_id = of->n_cases == 0 ? S("") : of->cases[0].id };
}

static struct choice
draw_choice(struct chance *c, const struct criterion *of, uint32_t zeal)
{
	const struct criterion_case *in = of->n_cases == 0 ? NULL
	    : &of->cases[dice(c, (uint32_t)of->n_cases)];
	const struct levels l = in == NULL ? of->levels : in->levels;
	struct choice one = { .answered = dice(c, 40) > 0 };

	if (!one.answered)
		return one;
	one.case_id = in == NULL ? S("") : in->id;
	one.points = dice(c, 25) == 0 ? 0 : zeal == 0 ? l.v[0].points : dice(c, 10) < zeal ? l.v[l.n - 1].points
	    : l.v[dice(c, (uint32_t)l.n)].points;
	return one;
}

/* Knock-outs that this set may have, none to three of them. */
static void
draw_stops(struct chance *c, struct score_input *in)
{
	struct str *codes = ARENA_ARRAY(unit_mem(), 3, struct str);

	in->stops = codes;
	for (uint32_t n = dice(c, 4) == 0 ? 1 + dice(c, 3) : 0; n > 0; n--)
		codes[in->n_stops++] = in->set->knockouts[dice(c,
		    (uint32_t)in->set->n_knockouts)].code;
}

/* What all say of a criterion of a fine product: the best, but of one of them a level
 * that may miss a minimum. */
static struct choice
fine_choice(struct chance *c, const struct criterion *of, bool weak)
{
	struct choice one = best_choice(of);

	if (weak && of->n_cases == 0)
		one.points = of->levels.v[dice(c, (uint32_t)of->levels.n)].points;
	return one;
}

static struct score_input
draw(struct chance *c)
{
	const struct pack *p = &the_law()->packs[dice(c, (uint32_t)the_law()->n_packs)];
	const struct criteria_set *set = &p->sets[dice(c, (uint32_t)p->n_sets)];
	struct score_input in = { .set = set, .n_sheets = dice(c, 3) == 0 ? 1 : 1 + dice(c, 12),
		.minimums = (enum minimums)dice(c, 3),
		.spread_max = dice(c, 3) == 0 ? -1 : (int)dice(c, 25) };
	struct score_sheet *sheets = ARENA_ARRAY(unit_mem(), in.n_sheets, struct score_sheet);
	struct choice *findings = ARENA_ARRAY(unit_mem(), set->n_criteria, struct choice);
	const uint32_t zeal = dice(c, 11);
	const bool fine = dice(c, 3) == 0;
	const size_t weak = dice(c, (uint32_t)set->n_criteria);

	for (size_t i = 0; i < in.n_sheets; i++) {
		struct choice *v = ARENA_ARRAY(unit_mem(), set->n_criteria, struct choice);

		for (size_t k = 0; k < set->n_criteria; k++)
			v[k] = fine ? fine_choice(c, &set->criteria[k], k == weak)
			    : draw_choice(c, &set->criteria[k], zeal);
		sheets[i] = (struct score_sheet){ str_printf(unit_mem(), "m%zu", i + 1), v };
	}
	for (size_t k = 0; k < set->n_criteria; k++)
		findings[k] = fine ? fine_choice(c, &set->criteria[k], k == weak)
		    : draw_choice(c, &set->criteria[k], zeal);
	in.sheets = sheets;
	in.findings = findings;
	draw_stops(c, &in);
	return in;
}

/* Whether program and clerk say the same of one product. */
static bool
agree(const struct score_input *in, enum mistake mistake)
{
	struct clerk k = { .mistake = mistake };
	struct condition_broken b = condition_check(in->set, in->sheets[0].choices);
	const size_t broken = b.scored == NULL ? in->set->n_criteria
	    : (size_t)(b.scored - in->set->criteria);
	struct score_result r;

	score_compute(in, unit_mem(), &r);
	clerk_scores(&k, in);
	for (size_t i = 0; i < in->set->n_criteria; i++)
		if (k.found[i] != r.found[i])
			return false;
	return k.sum == r.sum && k.band == r.band && k.met == r.minimums_met &&
	    k.star == r.star && k.spread == r.spread && k.out == r.knocked_out &&
	    k.too_far == r.spread_exceeded && k.n_unmet == r.n_unmet && k.broken == broken;
}

#define PRODUCTS 4000

static void
the_clerk_agrees(void)
{
	struct chance c = { chance_fill_counted, 39 };
	int stars[6] = { 0 }, packs[8] = { 0 };
	size_t broken = 0, stopped = 0;

	for (int i = 0; i < PRODUCTS; i++) {
		struct score_input in = draw(&c);
		struct score_result r;

		unit_row("product %d of %.*s", i, STR_ARG(in.set->code));
		CHECK(agree(&in, NONE));
		score_compute(&in, unit_mem(), &r);
		stars[r.star]++;
		packs[in.set->pack - the_law()->packs]++;
		stopped += r.knocked_out;
		broken += condition_check(in.set, in.sheets[0].choices).scored != NULL;
		arena_clear(unit_mem());
	}
	unit_row("everything occurs");
	for (int s = 0; s <= 5; s++)
		CHECK(stars[s] > 0);
	for (size_t p = 0; p < the_law()->n_packs; p++)
		CHECK(packs[p] > 100);
	CHECK(broken > 10);
	CHECK(stopped > 100);
}

static void
each_planted_mistake_is_found(void)
{
	for (int m = NONE + 1; m < MISTAKE__COUNT; m++) {
		struct chance c = { chance_fill_counted, 39 };
		bool found = false;

		unit_row("mistake %d", m);
		for (int i = 0; i < PRODUCTS && !found; i++) {
			struct score_input in = draw(&c);

			found = !agree(&in, (enum mistake)m);
			arena_clear(unit_mem());
		}
		CHECK(found);
	}
}

static const struct unit_test tests[] = {
	{ "a clerk who counts slowly comes to the same", the_clerk_agrees },
	{ "each planted mistake is found", each_planted_mistake_is_found },
};
UNIT_MAIN(tests)

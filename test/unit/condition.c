/*
 * condition: points against "scored only if", in each pack; what must hold of a product
 * at all, in each set of today's law.
 */
#include "core/condition.h"
#include "law_help.h"

static struct choice *
choices_of(const struct criteria_set *set, const char *key, int points)
{
	struct choice *v = ARENA_ARRAY(unit_mem(), set->n_criteria, struct choice);

	for (size_t i = 0; i < set->n_criteria; i++)
		v[i] = (struct choice){ .answered = true,
			.points = str_eq(set->criteria[i].key, str_c(key)) ? points
			    : set->criteria[i].max };
	return v;
}

static void
no_story_no_structure(void)
{
	const struct pack *p = &the_law()->packs[0];

	CHECK_STR(p->code, S("qd26-2026"));
	for (size_t s = 0; s < p->n_sets; s++) {
		const struct criteria_set *set = &p->sets[s];
		struct condition_broken b;

		unit_row("%.*s", STR_ARG(set->code));
		CHECK(condition_check(set, choices_of(set, "story", 1)).scored == NULL);
		b = condition_check(set, choices_of(set, "story", 0));
		if (set->number == 26) { /* tourism asks for no such thing */
			CHECK(b.scored == NULL);
			continue;
		}
		if (!CHECK(b.scored != NULL))
			continue;
		CHECK_STR(b.scored->key, S("story_structure"));
		CHECK_STR(b.on->key, S("story"));
		CHECK_STR(b.note->code, S("COND_STORY_EXISTS"));
		CHECK(str_has(b.rule->clause, S("Phụ lục II")));
	}
}

/* What is not answered says nothing; no points for the structure break nothing. */
static void
only_what_was_said(void)
{
	const struct criteria_set *set = law_set(the_law(), S("QD26-01"));
	struct choice *v = choices_of(set, "story", 0);

	for (size_t i = 0; i < set->n_criteria; i++)
		if (str_eq(set->criteria[i].key, S("story")))
			v[i].answered = false;
	CHECK(condition_check(set, v).scored == NULL);
	v = choices_of(set, "story", 0);
	for (size_t i = 0; i < set->n_criteria; i++)
		if (str_eq(set->criteria[i].key, S("story_structure")))
			v[i].points = 0;
	CHECK(condition_check(set, v).scored == NULL);
}

/* Before QĐ 26 "0 points" for the story may also be a story that was not written
 * down: nothing follows from it. */
static void
old_packs_say_nothing(void)
{
	for (size_t p = 1; p < the_law()->n_packs; p++)
		for (size_t s = 0; s < the_law()->packs[p].n_sets; s++) {
			const struct criteria_set *set = &the_law()->packs[p].sets[s];

			unit_row("%.*s", STR_ARG(set->code));
			CHECK(condition_check(set, choices_of(set, "story", 0)).scored == NULL);
		}
}

/* How many conditions a product of each set must meet, counted in the gazette's own
 * notes: 1.1 of sets 1–4 and 23–25, 2.1 of sets 1–4. */
static void
what_must_hold(void)
{
	static const int expected[27] = { [1] = 2, [2] = 2, [3] = 2, [4] = 2,
		[23] = 1, [24] = 1, [25] = 1 };
	const struct pack *p = &the_law()->packs[0];

	for (size_t s = 0; s < p->n_sets; s++) {
		const struct precondition *v;
		size_t n = set_preconditions(&p->sets[s], unit_mem(), &v);

		unit_row("%.*s", STR_ARG(p->sets[s].code));
		CHECK_INT(n, expected[p->sets[s].number]);
		for (size_t i = 0; i < n; i++)
			CHECK(note_knocks_out(v[i].note));
	}
}

static const struct unit_test tests[] = {
	{ "no story, no points for its structure", no_story_no_structure },
	{ "only what was said closes a criterion", only_what_was_said },
	{ "old packs say nothing", old_packs_say_nothing },
	{ "what must hold of a product at all", what_must_hold },
};
UNIT_MAIN(tests)

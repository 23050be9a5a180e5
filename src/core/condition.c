/* condition: see condition.h. */
#include "core/condition.h"

/* The rule behind a note of a criterion, if its pack has one. */
static bool
rule_find(const struct criteria_set *set, const struct criterion *cr,
    struct condition_broken *out)
{
	const struct pack *p = set->pack;

	for (size_t n = 0; n < cr->n_notes; n++)
		for (size_t i = 0; cr->notes[n]->effect == NOTE_APPLIES_IF &&
		    i < p->n_conditions; i++)
			if (str_eq(p->conditions[i].note, cr->notes[n]->code)) {
				*out = (struct condition_broken){ .scored = cr,
					.note = cr->notes[n],
					.rule = &p->conditions[i] };
				return true;
			}
	return false;
}

bool
condition_closed(const struct criteria_set *set, const struct choice *choices,
    size_t at, struct condition_broken *out)
{
	struct condition_broken b;

	if (!rule_find(set, &set->criteria[at], &b))
		return false;
	for (size_t i = 0; i < set->n_criteria; i++) {
		if (!str_eq(set->criteria[i].key, b.rule->on) ||
		    !choices[i].answered || choices[i].points != b.rule->absent)
			continue;
		b.on = &set->criteria[i];
		*out = b;
		return true;
	}
	return false;
}

struct condition_broken
condition_check(const struct criteria_set *set, const struct choice *choices)
{
	struct condition_broken out = { .scored = NULL };

	for (size_t i = 0; i < set->n_criteria; i++)
		if (choices[i].answered && choices[i].points > 0 &&
		    condition_closed(set, choices, i, &out))
			return out;
	return (struct condition_broken){ .scored = NULL };
}

size_t
set_preconditions(const struct criteria_set *set, struct arena *mem,
    const struct precondition **out)
{
	struct precondition *v;
	size_t most = 0, n = 0;

	for (size_t i = 0; i < set->n_criteria; i++)
		most += set->criteria[i].n_notes;
	v = ARENA_ARRAY(mem, most + 1, struct precondition);
	for (size_t i = 0; i < set->n_criteria; i++)
		for (size_t k = 0; k < set->criteria[i].n_notes; k++) {
			const struct note *note = set->criteria[i].notes[k];

			if (note->effect == NOTE_PRECONDITION ||
			    note->effect == NOTE_EXCLUDE)
				v[n++] = (struct precondition){ note,
					&set->criteria[i] };
		}
	*out = v;
	return n;
}

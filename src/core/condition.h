/*
 * condition: "scored only if": a criterion that is given points only while another
 * one says that what it scores is there (QĐ 26/2026 Phụ lục II, 5.2: the structure of
 * a story is scored when there is a story).
 *
 * Which criterion hangs on which, and what says "it is not there", is data of the pack
 * (`conditions` of pack.json), because two decisions print the same note and mean
 * another level: before QĐ 26 no points for the story may also mean that it was not
 * written down. Nothing here changes points: a sheet, a finding or a self-assessment
 * that breaks a condition is refused or pointed out, with the clause.
 */
#ifndef CORE_CONDITION_H
#define CORE_CONDITION_H

#include "core/scoring.h"

struct condition_rule { /* a row of the pack */
	struct str note;   /* code in notes.json, of effect applies-if */
	struct str on;     /* key of the criterion it hangs on */
	int absent;        /* points of that one which say that it is not there */
	struct str clause;
};

/* Points that were given against a condition: first in printed order. */
struct condition_broken {
	const struct criterion *scored; /* NULL: none is broken */
	const struct criterion *on;     /* the one that says it is not there */
	const struct note *note;        /* what the form prints */
	const struct condition_rule *rule;
};

/* Whether the criterion at a place of the set must stay without points: the one it
 * hangs on is answered, with the points that say so; then `out` says which. */
bool condition_closed(const struct criteria_set *set, const struct choice *choices,
    size_t at, struct condition_broken *out);

/* The first criterion that has points against its condition. */
struct condition_broken condition_check(const struct criteria_set *set,
    const struct choice *choices);

/* What must hold of a product before it is scored at all: notes of effect precondition
 * ("all of it grown in the province") and exclude ("commonplace products without …"). */
struct precondition {
	const struct note *note;
	const struct criterion *criterion; /* that it is printed at */
};
size_t set_preconditions(const struct criteria_set *set, struct arena *mem,
    const struct precondition **out);

#endif

/*
 * criteria: a criteria set as plain data: parts, groups, criteria, levels,
 * marks, notes (QĐ 26/2026 Phụ lục II). Read by law_set.c, never changed.
 */
#ifndef CORE_CRITERIA_H
#define CORE_CRITERIA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct pack;

/* A text in both languages. */
struct pair {
	struct str vi, en;
};

/* One printed level of a criterion: "Có hợp đồng … : 2 điểm". */
struct level {
	int points;
	struct pair label;
	int min_for_star; /* 3, 4, 5: the mark printed at it; 0: none */
};

struct levels {
	const struct level *v; /* low to high */
	size_t n;
};

/* One of several cases of a criterion, each with levels of its own. */
struct criterion_case {
	struct str id;
	struct pair name;
	struct levels levels;
};

struct note; /* a coded note of the form: stops, conditions, hints */

struct criterion {
	struct str id;          /* unique in the set: "1.1", "6.2.3" */
	struct str official_no; /* as printed */
	struct str key;         /* the same across sets: "raw_material", "ip" */
	struct pair name;
	int max;
	struct levels levels;   /* empty when there are cases */
	const struct criterion_case *cases;
	size_t n_cases;
	int needs[6];           /* needs[s]: least points for s stars; 0: no mark */
	bool starred;           /* needs something for some star */
	const struct note *const *notes;
	size_t n_notes;
	const struct group *group;
	bool inferred;          /* points or levels were not read as printed */
};

enum note_effect {
	NOTE_ELIMINATE, NOTE_STOP, NOTE_PRECONDITION, NOTE_EXCLUDE, NOTE_APPLIES_IF,
	NOTE_MANDATORY_IF, NOTE_CHOOSE_CASE, NOTE_SCORING, NOTE_EVIDENCE, NOTE_INFO
};

struct note {
	struct str code;
	enum note_effect effect;
	bool of_group;
	struct pair text;
};

struct group { /* "1 Tổ chức sản xuất" */
	struct str id;
	struct pair name;
	int max;
	const struct part *part;
	size_t first, n; /* its criteria in set->criteria */
};

struct part { /* A, B, C */
	struct str id;
	struct pair name;
	int max;
	size_t first, n; /* its criteria in set->criteria */
};

struct knockout { /* of the line above the form: ELIM_… */
	struct str code;
	struct pair text;
};

struct doubt { /* a place to compare with the gazette */
	struct str where; /* a criterion, "form" or "part C" */
	struct pair what;
};

struct criteria_set {
	struct str code;        /* QD26-01 */
	int number;             /* in the annex */
	struct pair name;
	struct str sector_code; /* "I" … "VI" */
	int sector;             /* 1 … 6 */
	struct pair sector_name, group_name;
	int samples;            /* product samples sent with a dossier */
	const struct criterion *criteria; /* in printed order */
	size_t n_criteria;
	const struct part *parts;
	size_t n_parts;
	const struct group *groups;
	size_t n_groups;
	const struct knockout *knockouts; /* always with ELIM_FORGED */
	size_t n_knockouts;
	const struct doubt *doubts;
	size_t n_doubts;
	bool sums_ok;           /* parts and groups add up as the decision says */
	const struct set_word *words; /* what people call its products */
	size_t n_words;
	const struct pack *pack;
};

/* A word of data/rules/words.json, ready for searching. */
struct set_word {
	struct str text;        /* "bánh tráng" */
	struct str lower, fold; /* text_lower(), text_fold() of it */
};

/* Whether a council may find it as a knock-out: the effects eliminate, stop,
 * precondition, exclude. */
bool note_knocks_out(const struct note *n);
/* Whether a code is a knock-out this set knows: of the line above its form, or
 * a stopping note of one of its criteria. */
bool set_has_stop(const struct criteria_set *set, struct str code);
/* A criterion of the set by its id, or NULL. */
const struct criterion *set_criterion(const struct criteria_set *s, struct str id);
/* One of its cases by its id, or NULL. */
const struct criterion_case *criterion_case(const struct criterion *c, struct str id);
/* The levels that a choice is made among: of the case, or of the criterion. */
struct levels criterion_levels(const struct criterion *c, struct str case_id);
/* Whether so many points are a printed level (0 always is: none met). */
bool levels_have(struct levels l, int points);

#endif

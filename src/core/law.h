/*
 * law: the rule packs, as plain data.
 *
 * A pack is one decision's world: effective dates, star bands, who recognises
 * which star, validity, round dates, clocks, dossier components, criteria
 * sets. Packs come from data/rules/ (embedded when the program is built, or a
 * directory); law_load() checks them and hangs everything into one arena that
 * lives as long as the program. Nothing here changes while the program runs.
 *
 * A dossier keeps the pack it was opened under, to its end (QĐ 26/2026 Đ12).
 */
#ifndef CORE_LAW_H
#define CORE_LAW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/str.h"

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
	struct str where, what;
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

struct band {
	int star, min; /* reached when sum >= min * sheets */
	bool certificate;
	struct str recognised_by; /* "province", "ministry"; empty for 1 and 2 */
	struct str recognised_before_by; /* until this day somebody else did: */
	struct day recognised_until;     /* "district" to 05/07/2025 (QĐ 1489) */
};

enum clock_unit { CLOCK_DAYS = 1, CLOCK_WORKING_DAYS, CLOCK_MONTHS };

/* A period of the law, with the clause it comes from. */
struct clock_rule {
	struct str code; /* "commune", "window_first", "again", "revoke" … */
	int amount;
	enum clock_unit unit;
	struct str clause; /* "QĐ 26/2026 Đ7.2" */
};

struct round_rule { /* QĐ 26/2026 Đ5 */
	int number;
	int proposed_month, proposed_day; /* proposed strictly before */
	int held_month, held_day;         /* held strictly before */
	struct str clause;
};

struct component { /* of a dossier: Đ6.1, Mẫu 02 part III */
	struct str code; /* "form01", "form02", "E1" … "E15", "samples" */
	struct pair name;
	bool required;
	struct str clause;
};

struct transition_rule { /* QĐ 26/2026 Đ12 */
	struct str about;
	struct pair text;
	struct str clause;
};

/* A place where a set is known not to follow the rules of the form: named,
 * never mended by guessing. */
struct irregular {
	struct str set, where, what; /* QD1048-16, "part C", "sum" */
};

struct pack {
	struct str code;     /* qd26-2026 */
	struct str decision; /* 26/2026/QĐ-TTg */
	struct pair title;
	struct day from;
	struct day until;    /* last day for new dossiers; none: in force */
	struct band bands[5]; /* five stars first */
	size_t n_bands;
	int validity_months;                  /* Đ4.3 */
	int commune_working_days;             /* Đ7.2: 15 */
	int window_first_days, window_last_days; /* Đ7.6.a: 180, 120 */
	int again_days;                       /* Đ7.6.g: 45 */
	int late_days;                        /* Đ12.3: 180 */
	const struct clock_rule *clocks;      /* the same and others, with clauses */
	size_t n_clocks;
	struct str product_code, slip_number; /* patterns; empty: not known */
	const struct transition_rule *transition;
	size_t n_transition;
	const struct irregular *irregular;
	size_t n_irregular;
	const struct round_rule *rounds;
	size_t n_rounds;
	const struct component *components;
	size_t n_components;
	const struct criteria_set *sets;
	size_t n_sets;
};

struct law {
	const struct pack *packs; /* newest first */
	size_t n_packs;
};

/* One file of a pack: its path below data/rules ("qd26-2026/QD26-01.json"). */
struct law_file {
	struct str path, bytes;
};

/* Reads packs from files (embedded or read by the caller). On failure the
 * fault names file and place. Everything lives in `mem`. */
MUST_CHECK enum rc law_load(const struct law_file *files, size_t n,
    struct arena *mem, struct fault *fault, struct law *out);

/* What is wrong with the files, all of it: for `ocop rules check`. A known
 * irregularity is one that pack.json names; anything else keeps law_load()
 * from succeeding. */
struct law_problem {
	struct str file, where, what;
	bool known;
};
struct law_problems {
	struct law_problem *v;
	size_t n; /* at most LAW_PROBLEMS_MAX are kept */
};
#define LAW_PROBLEMS_MAX 500

/* Reads as law_load() does, but goes on after a problem and lists it. */
void law_examine(const struct law_file *files, size_t n, struct arena *mem,
    struct law *out, struct law_problems *problems);

/* A clock of a pack by its code, or NULL: the decision has none. */
const struct clock_rule *pack_clock(const struct pack *p, const char *code);

/* The band of a star, or NULL for 0 (knocked out) and what is no star. */
const struct band *pack_band(const struct pack *p, int star);

const struct pack *law_pack(const struct law *law, struct str code);   /* or NULL */
const struct pack *law_pack_on(const struct law *law, struct day day); /* in force */
const struct criteria_set *law_set(const struct law *law, struct str code); /* any pack */
const struct criterion *set_criterion(const struct criteria_set *s, struct str id);
const struct criterion_case *criterion_case(const struct criterion *c, struct str id);
/* The levels that a choice is made among: of the case, or of the criterion. */
struct levels criterion_levels(const struct criterion *c, struct str case_id);
/* Whether so many points are a printed level (0 always is: none met). */
bool levels_have(struct levels l, int points);

/* Sets found by plain words, with or without marks: "bánh tráng", "mat ong".
 * Best first, at most `max`; the words of each set are data
 * (data/rules/words.json). Returns how many. */
size_t law_find_sets(const struct pack *pack, struct str words,
    struct arena *mem, const struct criteria_set **out, size_t max);

#endif

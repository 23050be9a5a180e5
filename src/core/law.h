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
#include "core/criteria.h"

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
	bool of_ministry; /* Đ5.2; else of a province, Đ5.1 */
	int number;
	int proposed_month, proposed_day; /* proposed strictly before */
	int held_month, held_day;         /* held strictly before */
	struct str clause;
};

struct condition_rule;

struct component { /* of a dossier: Đ6.1, Mẫu 02 part III */
	struct str code; /* "form01", "form02", "E1" … "E15", "samples" */
	struct pair name;
	bool required;
	struct str clause;
};

struct ground_rule { /* of revocation: QĐ 26/2026 Đ8.1 */
	struct str code; /* "a", "b", "c", "d", "dd", "e" */
	struct pair name;
	struct str clause;
};

struct check_rule { /* what an inspection looks at: Đ9 */
	struct str code; /* "K1" … */
	struct pair name;
	struct str ground; /* that a failure would be */
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
	const struct ground_rule *grounds;
	size_t n_grounds;
	const struct check_rule *checks;
	size_t n_checks;
	const struct condition_rule *conditions; /* core/condition.h */
	size_t n_conditions;
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
	struct str packed; /* the same, from json_packed_put(); empty: `bytes` is parsed */
};

/* Reads packs from files (embedded or read by the caller). On failure the
 * fault names file and place. Everything lives in `mem`. */
MUST_CHECK enum rc law_load(const struct law_file *files, size_t n,
    struct arena *mem, struct fault *fault, struct law *out);

/* A clock of a pack by its code, or NULL: the decision has none. */
const struct clock_rule *pack_clock(const struct pack *p, const char *code);

/* The band of a star, or NULL for 0 (knocked out) and what is no star. */
const struct band *pack_band(const struct pack *p, int star);

const struct pack *law_pack(const struct law *law, struct str code);   /* or NULL */
const struct pack *law_pack_on(const struct law *law, struct day day); /* in force */
const struct criteria_set *law_set(const struct law *law, struct str code); /* any pack */

/* Sets found by plain words, with or without marks: "bánh tráng", "mat ong".
 * Best first, at most `max`; the words of each set are data
 * (data/rules/words.json). Returns how many. */
size_t law_find_sets(const struct pack *pack, struct str words,
    struct arena *mem, const struct criteria_set **out, size_t max);

#endif

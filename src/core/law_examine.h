/*
 * law_examine: everything that is wrong with rule files, for the person who
 * mends them (`ocop rules check`).
 */
#ifndef CORE_LAW_EXAMINE_H
#define CORE_LAW_EXAMINE_H

#include "core/law.h"

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

#endif

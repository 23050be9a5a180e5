/*
 * rules: the law that is part of the program, and `ocop rules check`.
 */
#ifndef MAIN_RULES_H
#define MAIN_RULES_H

#include "core/law.h"

/* Loads the packs that were embedded when the program was built. They cannot
 * be wrong in a tested build; a failure names file and place. */
MUST_CHECK enum rc rules_embedded(struct arena *mem, struct fault *fault,
    struct law *out);

/* `ocop rules check [DIR]`: every set of DIR, or of the program: sums, levels,
 * ids, references, marks. Known irregular sets are named; exit 1 when anything
 * else is wrong. argv[0] is "rules". */
int rules_main(int argc, char **argv);

#endif

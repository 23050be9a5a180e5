/* law_load: what law_load.c and law_set.c share while packs are read. */
#ifndef CORE_LAW_LOAD_H
#define CORE_LAW_LOAD_H

#include "core/law.h"
#include "core/law_read.h"

struct loading {
	struct reading r;
	const struct note *notes;
	size_t n_notes;
	const struct knockout *knockouts;
	size_t n_knockouts;
};

/* Reads pack.json of `folder`; the sets are not in it yet. */
void law_read_pack(struct reading *r, const struct json *j, struct str folder,
    struct pack *p);

/* Reads one set (out->pack is set) and checks sums, levels, ids, references
 * and marks. */
void law_read_set(struct loading *l, const struct json *j,
    struct criteria_set *out);

#endif

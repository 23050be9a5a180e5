/* law_help: the rule packs of the program, for tests of rules. */
#ifndef TEST_LAW_HELP_H
#define TEST_LAW_HELP_H

#include "base/embedded.h"
#include "core/law.h"
#include "unit.h"

struct law_copies {
	struct law_file v[200];
	size_t n;
};

/* The embedded files; a test may change some before it loads them. */
static inline void
law_copies(struct law_copies *out)
{
	const struct embedded *e;
	size_t at = 0;

	out->n = 0;
	while ((e = data_next(S("rules/"), &at)) != NULL && out->n < 200)
		out->v[out->n++] = (struct law_file){
			str_from(str_c(e->name), 6), e->raw, S("") };
}

/* The law, loaded once for all tests of a program. */
static inline const struct law *
the_law(void)
{
	static struct arena mem;
	static struct law law;
	static struct law_copies copies;
	static struct fault fault;

	if (law.n_packs > 0)
		return &law;
	arena_init(&mem, 64 * MIB);
	law_copies(&copies);
	if (law_load(copies.v, copies.n, &mem, &fault, &law) != RC_OK)
		printf("# %s\n", fault.detail);
	CHECK(law.n_packs == 3);
	return &law;
}

#endif

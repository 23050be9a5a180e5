/*
 * kit_zip: an archive is one answer of 8 MB at most; what is larger is refused by the
 * reason of what it is of, and what is smaller is not.
 */
#include "act/handed.h"
#include "act/kit_inside.h"
#include "store_help.h"

/* A file of so many bytes that no packer makes smaller. */
static enum rc
one_file(struct ctx *c, void *arg, struct kit_files *out)
{
	const size_t n = *(size_t *)arg;
	char *to = arena_bytes(c->mem, n);
	struct chance chance = { .fill = chance_fill_counted, .state = 7 };

	chance.fill(&chance, to, n);
	out->v = ARENA_ARRAY(c->mem, 1, struct kit_file);
	out->v[0] = (struct kit_file){ S("evidence/x"), { to, n } };
	out->n = 1;
	return RC_OK;
}

static enum rc
zipped(struct ctx *c, size_t bytes, const struct reason *too_large, size_t *size)
{
	struct str zip = S("");
	enum rc rc = kit_zip(c, &(struct kit_archive){ .make = one_file, .arg = &bytes,
	    .folder = S("goi"), .too_large = too_large }, &zip);

	*size = zip.n;
	return rc;
}

static void
larger_is_refused(struct str where)
{
	struct db *db = NULL;
	struct ctx c = { .mem = unit_mem(), .fault = &store_fault };
	const struct reason *const reasons[] = { &WHY_KIT_LARGE, &WHY_HANDED_LARGE };
	size_t size;

	CHECK_INT(db_open(where, DB_WRITES, &store_fault, &db), RC_OK);
	ctx_use(&c, db);
	for (size_t i = 0; i < 2; i++) {
		store_fault = (struct fault){ .why = NULL };
		CHECK_INT(zipped(&c, 7 * MIB, reasons[i], &size), RC_OK);
		CHECK(size > 7 * MIB && size < 8 * MIB);
		CHECK_INT(zipped(&c, 9 * MIB, reasons[i], &size), RC_INVALID);
		CHECK(store_fault.why == reasons[i]);
	}
	db_close(db);
}

static void each_larger(void) { store_each(larger_is_refused); }

static const struct unit_test tests[] = {
	{ "an archive of more than 8 MB is refused by its reason, a smaller one is not",
	    each_larger },
};
UNIT_MAIN(tests)

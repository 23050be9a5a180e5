/* rebuild: see rebuild.h. */
#include "act/rebuild.h"

#include <inttypes.h>

#include "core/law.h"
#include "q.h"
#include "store/search.h"

#define NAMED_MAX 100

static enum rc
product_rebuild(struct ctx *c, const struct q_search_product_page *p,
    bool *differs)
{
	const struct criteria_set *set = law_set(c->law, p->set_code);
	struct q_search_derived before, after;
	bool found;
	enum rc rc = q_search_derived(c->db, p->id, &before, &found);

	if (rc == RC_OK)
		rc = search_update(c->db, c->mem, p->id, set == NULL ?
		    (int)p->sector : set->sector);
	if (rc == RC_OK)
		rc = q_search_derived(c->db, p->id, &after, &found);
	*differs = rc == RC_OK && !str_eq(before.derived, after.derived);
	return rc;
}

/* One page of products after *after; *n says how many there were. */
static enum rc
page_rebuild(struct ctx *c, struct product_id *after, struct buf *out,
    int64_t *different, size_t *n)
{
	struct q_search_product_page_rows page = { 0 };
	enum rc rc = q_search_product_page(c->db, *after, &page);

	for (size_t i = 0; rc == RC_OK && i < page.n; i++) {
		bool differs;
		rc = product_rebuild(c, &page.v[i], &differs);
		if (differs && ++*different <= NAMED_MAX)
			buf_printf(out, "product %" PRId64 "\n", page.v[i].id.v);
		*after = page.v[i].id;
	}
	*n = page.n;
	return rc;
}

enum rc
rebuild_derived(struct ctx *c, bool check, struct buf *out, int64_t *different)
{
	struct arena mem;
	struct ctx page = *c; /* with memory that goes after each page */
	struct product_id after = { 0 };
	size_t n = 0;
	enum rc rc;

	*different = 0;
	arena_init(&mem, 64 * MIB);
	page.mem = &mem;
	do {
		arena_clear(&mem);
		db_use(c->db, &mem, c->fault);
		rc = db_begin(c->db, DB_WRITES);
		if (rc == RC_OK)
			rc = page_rebuild(&page, &after, out, different, &n);
		if (rc == RC_OK && !check)
			rc = db_commit(c->db);
		else
			db_rollback(c->db);
	} while (rc == RC_OK && n > 0);
	db_use(c->db, c->mem, c->fault);
	if (rc == RC_OK && !check)
		(void)db_tidy(c->db, true);
	arena_release(&mem);
	return rc;
}

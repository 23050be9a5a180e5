/* product_file: see product_file.h. */
#include "act/product_file.h"

/* As the form has them: 2.1 before 10, which the store cannot know. */
static int
cites_order(const void *pa, const void *pb)
{
	const struct q_file_cites *a = pa, *b = pb;
	int c = str_cmp_numbers(a->criterion, b->criterion);

	if (c == 0)
		c = str_cmp(a->kind, b->kind);
	return c != 0 ? c : (a->evidence.v > b->evidence.v) - (a->evidence.v < b->evidence.v);
}

static int
scores_order(const void *pa, const void *pb)
{
	const struct q_file_scores *a = pa, *b = pb;

	return str_cmp_numbers(a->criterion, b->criterion);
}

enum rc
product_file_load(struct ctx *c, struct dossier_id id, struct product_file *out)
{
	enum rc rc;

	if ((rc = q_file_scores(c->db, id, &out->scores)) != RC_OK ||
	    (rc = q_file_cites(c->db, id, &out->cites)) != RC_OK)
		return rc;
	out->scores.v = arena_sorted(c->mem, out->scores.v, out->scores.n,
	    sizeof(out->scores.v[0]), scores_order);
	out->cites.v = arena_sorted(c->mem, out->cites.v, out->cites.n,
	    sizeof(out->cites.v[0]), cites_order);
	return q_file_files(c->db, id, &out->files);
}

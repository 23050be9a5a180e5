/* product_file: see product_file.h. */
#include "act/product_file.h"

#include <stdlib.h>

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
	struct q_file_scores *scores;
	struct q_file_cites *cites;
	enum rc rc;

	if ((rc = q_file_scores(c->db, id, &out->scores)) != RC_OK ||
	    (rc = q_file_cites(c->db, id, &out->cites)) != RC_OK)
		return rc;
	scores = ARENA_ARRAY(c->mem, out->scores.n + 1, struct q_file_scores);
	cites = ARENA_ARRAY(c->mem, out->cites.n + 1, struct q_file_cites);
	for (size_t i = 0; i < out->scores.n; i++)
		scores[i] = out->scores.v[i];
	for (size_t i = 0; i < out->cites.n; i++)
		cites[i] = out->cites.v[i];
	qsort(scores, out->scores.n, sizeof(scores[0]), scores_order);
	qsort(cites, out->cites.n, sizeof(cites[0]), cites_order);
	out->scores.v = scores;
	out->cites.v = cites;
	return q_file_files(c->db, id, &out->files);
}

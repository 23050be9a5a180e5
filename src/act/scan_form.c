/* scan_form: see scan_form.h. */
#include "act/scan_form.h"

enum rc
scan_form_load(struct ctx *c, const struct coded_form *form, struct scan_form *out)
{
	bool there[FORM_PAGES_MAX + 1] = { false };
	int *missing;
	enum rc rc;

	*out = (struct scan_form){ .form = *form };
	rc = q_scan_form_pages(c->db, form->kind, form->thing, form->part, &out->pages);
	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < out->pages.n; i++) {
		const struct q_scan_form_pages *p = &out->pages.v[i];
		const bool current = p->edition.has && p->edition.v == form->edition;

		if (p->page >= 1 && p->page <= FORM_PAGES_MAX)
			there[p->page] = true;
		if (p->of_pages.has && (current || out->of == 0))
			out->of = (int)p->of_pages.v;
		out->n_old += p->edition.has && !current;
	}
	missing = ARENA_ARRAY(c->mem, (size_t)out->of + 1, int);
	for (int i = 1; i <= out->of; i++)
		if (!there[i])
			missing[out->n_missing++] = i;
	out->missing = missing;
	return RC_OK;
}

/*
 * papers_list: the list of a dossier's evidence (QĐ 26/2026 Phụ lục III, Mẫu 02
 * part III), which goes out to be signed by hand and comes back as a scan. See
 * papers.h and coded.h.
 */
#include <inttypes.h>

#include "act/papers_inside.h"
#include "act/paper_words.h"
#include "act/print_inside.h"
#include "act/self_score.h"

static struct str
pages_of(struct arena *mem, const struct cite *e)
{
	if (e->page_from == 0)
		return S("Toàn bộ");
	return e->page_to <= e->page_from ? str_printf(mem, "%d", e->page_from) :
	    str_printf(mem, "%d–%d", e->page_from, e->page_to);
}

enum rc
list_edition(struct ctx *c, const struct dossier *d, uint32_t *edition)
{
	struct self_assessment self;
	struct str *said;
	enum rc rc = self_load(c, d, &self);

	if (rc != RC_OK)
		return rc;
	said = ARENA_ARRAY(c->mem, self.cites.n * 4 + 1, struct str);
	for (size_t i = 0; i < self.cites.n; i++) {
		const struct cite *e = &self.cites.v[i];

		said[4 * i] = e->criterion;
		said[4 * i + 1] = e->title;
		said[4 * i + 2] = e->number;
		said[4 * i + 3] = pages_of(c->mem, e);
	}
	*edition = form_edition(said, self.cites.n * 4);
	return RC_OK;
}

static struct str
criterion_no(const struct dossier *d, struct str id)
{
	const struct criterion *cr = set_criterion(d->set, id);

	return cr != NULL ? cr->official_no : S("Chung");
}

enum rc
list_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct values *v = out->values;
	struct value_list *list = values_list(v, "ds");
	struct self_assessment self;
	struct job j;
	enum rc rc = job_load(c, (struct dossier_id){ id }, &j);

	if (rc != RC_OK || (rc = self_load(c, &j.d, &self)) != RC_OK ||
	    (rc = list_edition(c, &j.d, &out->form.edition)) != RC_OK)
		return rc;
	values_put(v, "san_pham", j.d.product_name);
	values_put(v, "chu_the", job_text(&j, "applicant_name"));
	values_int(v, "ho_so", id);
	values_put(v, "bo", str_printf(c->mem, "%d. %.*s", j.d.set->number,
	    STR_ARG(j.d.set->name.vi)));
	for (size_t i = 0; i < self.cites.n && i < VALUES_ROWS_MAX; i++) {
		const struct cite *e = &self.cites.v[i];
		struct values *row = values_row(list);

		values_int(row, "tt", (int64_t)i + 1);
		values_put(row, "tieu_chi", criterion_no(&j.d, e->criterion));
		values_put(row, "ten", e->title);
		values_put(row, "so", e->number);
		values_put(row, "trang", pages_of(c->mem, e));
		values_put(row, "han", day_text(c->mem, e->expires_on));
	}
	values_int(v, "tong", (int64_t)self.cites.n);
	values_put(v, "dai_dien", job_text(&j, "rep_name"));
	out->author = job_text(&j, "applicant_name");
	out->made_at = made_on(j.d.submitted_at.ms == 0 ? (struct day){ 0 } :
	    day_of(j.d.submitted_at), j.d.opened_at);
	out->form.kind = CODED_LIST;
	out->form.thing = id;
	return RC_OK;
}

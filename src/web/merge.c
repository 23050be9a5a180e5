/* merge: see merge.h. */
#include "web/merge.h"

#include "html.h"
#include "web/forms.h"
#include "web/routes.h"

static int64_t
chosen(const struct visit *v, struct str name)
{
	int64_t n = 0;

	return v->again && str_int(pairs_get(v->raw, name), &n) ? n : 0;
}

enum rc
merge_show(struct visit *v)
{
	struct merge_page p = { .from = chosen(v, S("from_agency")),
		.to = chosen(v, S("to_agency")) };
	enum rc rc = merge_choices(&v->ctx, &p.communes);

	if (rc == RC_OK)
		html_merge_show(visit_page(v), v, &p);
	return rc;
}

enum rc
merge_post(struct visit *v)
{
	const struct merge_form *f = FORM_OF(v, merge);
	enum rc rc = merge_communes(&v->ctx, &(struct merge_values){
	    .from = { f->from_agency }, .to = { f->to_agency },
	    .on = f->merged_on, .decision_no = f->merge_no });

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_merge_done);
	return visit_go(v, "/quan-tri/sap-nhap");
}

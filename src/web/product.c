/*
 * product: /san-pham-cua-toi and /bo-san-pham.
 *
 * The set comes first and by itself, as the commune does in a sign-up, so that
 * searching it loses nothing that was typed.
 */
#include "web/product.h"

#include "act/subject.h"
#include "act/upload.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"
#include "web/upload.h"

enum rc
product_mine(struct visit *v)
{
	struct product_list list;
	enum rc rc = product_list(&v->ctx, &list);

	if (rc == RC_OK)
		html_product_mine(visit_page(v), &list);
	return rc;
}

/* Also shows the form once more after a refusal: the set is a field of it. */
enum rc
product_new(struct visit *v)
{
	struct product_new_page p = { NULL };
	struct set_page sets = { 0 };
	struct str code = v->again ? pairs_get(v->raw, S("set")) :
	    FORM_OF(v, product_new)->set;
	enum rc rc;

	if (code.n > 0) {
		p.set = set_find_code(&v->ctx, code);
		if (p.set == NULL && !v->again)
			return set_load(&v->ctx, code, &p.set);
	}
	if (p.set != NULL) {
		html_product_new(visit_page(v), v, &p);
		return RC_OK;
	}
	if ((rc = set_find(&v->ctx, S(""), &sets.found)) == RC_OK)
		html_set_find(visit_page(v), &sets);
	return rc;
}

enum rc
product_add_post(struct visit *v)
{
	const struct product_add_form *f = FORM_OF(v, product_add);
	struct product_id id;
	enum rc rc = product_add(&v->ctx, &(struct product_values){
	    .name = f->product_name, .spec = f->spec, .standard = f->standard,
	    .story = f->story, .gtin = f->gtin, .set_code = f->set }, &id);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_product_saved);
	return visit_go(v, "/san-pham-cua-toi/%", id.v);
}

enum rc
product_own_show(struct visit *v)
{
	struct product_page p;
	const struct product_id id = { v->id[0] };
	enum rc rc = product_load(&v->ctx, id, &p.v);

	if (rc == RC_OK && (rc = dossier_choose(&v->ctx, id, &p.choice)) == RC_OK)
		html_product_own(visit_page(v), v, &p);
	return rc;
}

enum rc
product_change_show(struct visit *v)
{
	struct product_page p;
	enum rc rc = product_load(&v->ctx, (struct product_id){ v->id[0] }, &p.v);

	if (rc == RC_OK)
		html_product_change(visit_page(v), v, &p);
	return rc;
}

enum rc
product_change_post(struct visit *v)
{
	const struct product_change_form *f = FORM_OF(v, product_change);
	enum rc rc = product_set(&v->ctx, (struct product_id){ v->id[0] },
	    &(struct product_values){ .name = f->product_name, .spec = f->spec,
	    .standard = f->standard, .story = f->story, .old_code = f->old_code, .gtin = f->gtin,
	    .version = f->version.v });

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_product_saved);
	return visit_go(v, "/san-pham-cua-toi/%", v->id[0]);
}

enum rc
product_set_post(struct visit *v)
{
	enum rc rc = product_set_set(&v->ctx, (struct product_id){ v->id[0] },
	    FORM_OF(v, product_set)->set);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_product_set_saved);
	return visit_go(v, "/san-pham-cua-toi/%", v->id[0]);
}

enum rc
set_find_show(struct visit *v)
{
	const struct set_find_form *f = FORM_OF(v, set_find);
	struct set_page p = { .words = f->q, .product = f->product };
	enum rc rc = set_find(&v->ctx, f->q, &p.found);

	if (rc == RC_OK)
		html_set_find(visit_page(v), &p);
	return rc;
}

/* ---- the photo --------------------------------------------------------------- */

/* Without script the photo comes whole in a form: it is looked at before the
 * write. */
enum rc
product_photo_prepare(struct visit *v)
{
	return photo_prepare(v, FORM_OF(v, product_photo)->photo.v);
}

enum rc
product_photo_post(struct visit *v)
{
	enum rc rc = product_photo_set(&v->ctx, (struct product_id){ v->id[0] },
	    v->prepared);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_product_photo_saved);
	return visit_go(v, "/san-pham-cua-toi/%", v->id[0]);
}

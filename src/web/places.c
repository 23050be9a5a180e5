/*
 * places: old communes and districts lead to what stands there today. An old
 * decision names a commune that is gone; the reader needs its successor.
 */
#include "web/places.h"

#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

enum rc
places_show(struct visit *v)
{
	struct places_page p = { .words = FORM_OF(v, places)->q };
	enum rc rc;

	p.searched = p.words.n > 0;
	if (p.searched && (rc = units_find(&v->ctx, p.words, &p.found)) != RC_OK)
		return rc;
	html_places_show(visit_page(v), &p);
	return RC_OK;
}

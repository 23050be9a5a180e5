/*
 * places: old communes and districts lead to what stands there today. An old
 * decision names a commune that is gone; the reader needs its successor.
 */
#include "web/places.h"

#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

enum text
extent_text(struct str extent)
{
	static const struct { const char *extent; enum text words; } rows[] = {
		{ "whole", T_places_whole }, { "kept", T_places_whole },
		{ "part", T_places_part }, { "part-area", T_places_part_area },
		{ "part-area-all-people", T_places_part_people },
		{ "part-people", T_places_part },
		{ "district", T_places_district } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_eq(extent, str_c(rows[i].extent)))
			return rows[i].words;
	return T_NONE;
}

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

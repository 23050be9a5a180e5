/* gtin: see gtin.h. */
#include "act/gtin.h"

#include "core/gtin.h"

const struct reason WHY_GTIN_MISTYPED = { RC_ABSENT, "gtin_mistyped" };
const struct reason WHY_GTIN_UNKNOWN = { RC_ABSENT, "gtin_unknown" };

enum rc
gtin_find(struct ctx *c, struct str typed, struct gtin_view *out)
{
	struct q_listing_search_rows rows;
	struct catalogue_row *v;
	struct str digits, code = S("");
	size_t standing = 0;
	enum rc rc;

	if (gtin_read(c->mem, typed, &digits) != NULL)
		return FAIL(c, WHY_GTIN_MISTYPED, "%.*s", STR_ARG(str_head(typed, 40)));
	digits = gtin_14(c->mem, digits);
	*out = (struct gtin_view){ .gtin = gtin_short(digits) };
	if ((rc = q_listing_gtin(c->db, digits, &rows)) != RC_OK)
		return rc;
	if (rows.n == 0)
		return FAIL(c, WHY_GTIN_UNKNOWN, "%.*s", STR_ARG(out->gtin));
	v = ARENA_ARRAY(c->mem, rows.n, struct catalogue_row);
	for (size_t i = 0; i < rows.n; i++) {
		v[i] = catalogue_row_of(c, &rows.v[i]);
		if (certificate_stands(v[i].status) && standing++ == 0)
			code = rows.v[i].certificate_code;
	}
	out->v = v;
	out->n = rows.n;
	out->code = rows.n == 1 ? rows.v[0].certificate_code : standing == 1 ? code : S("");
	return RC_OK;
}

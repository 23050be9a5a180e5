/* series: see series.h. */
#include "act/series.h"

#include "act/paper_blank.h"
#include "act/record.h"
#include "base/text.h"

const struct reason WHY_SIGNS_WRONG = { RC_INVALID, "signs_wrong" };
const struct reason WHY_SERIES_UNKNOWN = { RC_INVALID, "series_unknown" };

#define SIGNS_LETTERS_MAX 30

static void
series_join(struct ctx *c, struct series_row *rows, size_t *n, const struct blank *b)
{
	size_t i = 0;

	while (i < *n && !str_eq(rows[i].series, b->series))
		i++;
	rows[i].papers = i < *n ? str_printf(c->mem, "%.*s; %.*s", STR_ARG(rows[i].papers),
	    STR_ARG(b->title)) : b->title;
	rows[i].series = b->series;
	rows[i].signs = b->signs;
	*n += i == *n;
}

/* Decisions are numbered where they are signed: their register is the committee's. */
static enum rc
series_all(struct ctx *c, struct series_view *out)
{
	struct series_row *rows = ARENA_ARRAY(c->mem, papers_n + 1, struct series_row);

	out->v = rows;
	out->n = 0;
	for (size_t i = 0; i < papers_n; i++) {
		struct blank blank;
		enum rc rc;

		if (papers[i].owner == NULL || papers[i].rights[1] == MAY_SIGN)
			continue;
		if ((rc = paper_blank(c->mem, c->fault, papers[i].name, &blank)) != RC_OK)
			return rc;
		series_join(c, rows, &out->n, &blank);
	}
	return RC_OK;
}

enum rc
series_view_load(struct ctx *c, struct series_view *out)
{
	enum rc rc;

	if ((rc = series_all(c, out)) != RC_OK ||
	    (rc = q_series_sign_list(c->db, &out->own)) != RC_OK)
		return rc;
	return q_agency_list(c->db, &out->agencies);
}

static bool
signs_well(struct str s)
{
	if (text_length(s) < 2 || text_length(s) > SIGNS_LETTERS_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char b = (unsigned char)s.p[i];

		if (b < 0x80 && b != '-' && b != '.' && !(b >= '0' && b <= '9') &&
		    !(b >= 'A' && b <= 'Z') && !(b >= 'a' && b <= 'z'))
			return false;
	}
	return true;
}

enum rc
series_set(struct ctx *c, const struct series_setting *in)
{
	struct series_view all;
	bool known = false, there = false;
	enum rc rc = series_view_load(c, &all);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < all.n; i++)
		known = known || str_eq(all.v[i].series, in->series);
	for (size_t i = 0; i < all.agencies.n; i++)
		there = there || all.agencies.v[i].id.v == in->agency.v;
	if (!there)
		return FAIL(c, WHY_ABSENT, "%s", "no such agency");
	if (!known)
		fault_field(c->fault, S("series"), &WHY_SERIES_UNKNOWN, S(""));
	if (in->signs.n > 0 && !signs_well(in->signs))
		fault_field(c->fault, S("signs"), &WHY_SIGNS_WRONG, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK)
		return rc;
	rc = in->signs.n == 0 ? q_series_sign_drop(c->db, in->agency, in->series) :
	    q_series_sign_put(c->db, in->agency, in->series, in->signs, c->actor.id, c->now);
	if (rc != RC_OK)
		return rc;
	return record_add(c, "series.sign", "agency", in->agency.v,
	    "{\"series\":\"%.*s\",\"signs\":\"%.*s\"}", STR_ARG(in->series), STR_ARG(in->signs));
}

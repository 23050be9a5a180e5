/* catalogue: see catalogue.h. */
#include "act/catalogue.h"

#include <inttypes.h>

#include "base/text.h"
#include "blob/look.h"

const struct reason WHY_BAD_CURSOR = { RC_INVALID, "bad_cursor" };

/* A status as a question about days: what `certificate_status` says of each
 * row is what this range finds. An extended one is found among those that are
 * due: its owner is awaited in the same way. */
static void
filter_status(const struct ctx *c, enum certificate_status status,
    struct search_filter *s)
{
	const struct pack *pack = law_pack_on(c->law, c->today);

	switch (status) {
	case CERT_VALID:
		s->until_from = day_add(c->today, pack->window_first_days + 1);
		s->revoked = (struct opt_int){ 0, true };
		break;
	case CERT_DUE:
		s->until_from = c->today;
		s->until_to = day_add(c->today, pack->window_first_days);
		s->revoked = (struct opt_int){ 0, true };
		break;
	case CERT_LAPSED:
		s->until_from = (struct day){ 1 };
		s->until_to = day_add(c->today, -1);
		s->revoked = (struct opt_int){ 0, true };
		break;
	case CERT_REVOKED:
		s->revoked = (struct opt_int){ 1, true };
		break;
	case CERT_UNKNOWN:
		s->unpublished = true;
		s->revoked = (struct opt_int){ 0, true };
		break;
	case CERT_REPLACED:
	case CERT_EXTENDED:
	case CERT_RENEWED:
	case CERT_STATUS__COUNT:
	default:
		break;
	}
}

struct catalogue_row
catalogue_row_of(struct ctx *c, const struct q_listing_search *l)
{
	return (struct catalogue_row){ .l = l, .status = certificate_listed(c,
	    l->valid_until_on, l->extended_from_on, l->revoked), .slug = text_slug(c->mem, l->name) };
}

enum rc
catalogue_list(struct ctx *c, const struct catalogue_filter *f,
    struct catalogue_view *out)
{
	struct search_filter s = { .words = f->words, .star = f->star,
	    .sector = f->sector, .set_code = f->set_code };
	struct search_page page = { .rows_max = (size_t)f->limit };
	struct catalogue_row *v;
	enum rc rc;

	*out = (struct catalogue_view){ 0 };
	if (!search_cursor_read(f->after, &page.cursor))
		return FAIL(c, WHY_BAD_CURSOR, "%.*s",
		    STR_ARG(str_head(f->after, 40)));
	if (f->unit_code.n == 2)
		s.province_code = f->unit_code;
	else
		s.unit_code = f->unit_code;
	filter_status(c, f->status, &s);
	rc = search_listing(c->db, c->mem, &s, &page);
	if (rc != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, page.rows.n + 1, struct catalogue_row);
	for (size_t i = 0; i < page.rows.n; i++)
		v[i] = catalogue_row_of(c, &page.rows.v[i]);
	out->v = v;
	out->n = page.rows.n;
	if (page.more)
		out->next = search_cursor_text(c->mem, page.cursor);
	return RC_OK;
}

/* The small copy of a photo is brought down into a square, never enlarged. It is shown
 * at seven eighths: phones have more than one dot to a pixel of a page. */
static int64_t
shown_side(int64_t side, int64_t longer)
{
	int64_t small = longer <= LOOK_THUMB_PX ? side : side * LOOK_THUMB_PX / longer;

	return (small * 7 + 4) / 8;
}

static void
photo_measure(struct product_public *p)
{
	int64_t w = p->p.width.v, h = p->p.height.v, longer = w > h ? w : h;

	p->photo_width = shown_side(w, longer);
	p->photo_height = shown_side(h, longer);
}

enum rc
catalogue_product(struct ctx *c, struct product_id id, struct product_public *out)
{
	bool found;
	enum rc rc;

	*out = (struct product_public){ 0 };
	if ((rc = q_product_public(c->db, id, &out->p, &found)) != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "product %" PRId64, id.v);
	out->slug = text_slug(c->mem, out->p.name);
	photo_measure(out);
	if ((rc = certificate_load(c, out->p.certificate, &out->certificate)) != RC_OK)
		return rc;
	return q_certificate_of_product(c->db, id, &out->history);
}

/*
 * hand_sheet: a sheet to be filled in by hand at a meeting on paper.
 *
 * It is one leaf: who leads a meeting hands out one for each member and product, and a
 * second leaf is lost. So the levels of a criterion stand beside each other where they
 * have room, head and foot are narrow, and the letters are those of the sheet that a
 * member prints herself, no smaller. Each level has a square to tick and each criterion
 * a field as high as a ruled line for its points: both are typed from, and each shows
 * where the other was a slip.
 */
#include "base/buf.h"
#include "core/criteria.h"
#include "paper/inside.h"
#include "paper/mark.h"
#include "paper/results.h"

#define LETTERS_PT 9.5 /* as in score_sheet.c … */
#define LEAST_PT 8.5   /* … unless names of many lines would begin a third page */
#define HEADING_MM 24  /* with a criterion of four lines below it */
#define SIGNING_PT 31
#define FIELD_MM 7.5   /* what is written by hand needs a line of a school-book */
#define DOTS_SHORT "......................................................................................."
#define DOTS DOTS_SHORT "............"

enum { NUMBER, LEVELS, POINTS, COLUMNS };
static const struct column columns[COLUMNS] = { { 10, ALIGN_CENTER, { "TT", 2 } },
	{ 157, ALIGN_LEFT, { "Tiêu chí (điểm tối đa); đánh dấu một mức", sizeof("Tiêu chí (điểm tối đa); đánh dấu một mức") - 1 } },
	{ 15, ALIGN_CENTER, { "Điểm", sizeof("Điểm") - 1 } } };

/* ---- head ----------------------------------------------------------------------------- */

static void
head(struct pdf *p, const struct hand_sheet_paper *s, double size_pt)
{
	const struct sheet_set_words set = sheet_set_words(p->mem, s->set);
	struct sheet_about about = { .set = set.name, .sector = set.sector, .product = s->product,
		.product_code = s->product_code, .subject = s->subject, .phone = s->phone,
		.address = s->address, .member = s->member, .knockouts = set.knockouts };

	sheet_head(p, &about);
	pdf_text(p, (struct type){ .size_pt = size_pt, .bold = true, .after_pt = 4 },
	    S("Đánh dấu một mức ở mỗi tiêu chí và ghi điểm vào cột bên phải (không đạt mức nào: "
	    "ghi 0). Không viết lên mã."));
}

/* ---- criteria ------------------------------------------------------------------------- */

static double
wide(struct pdf *p, struct str text, bool bold)
{
	struct run r = { .text = text };
	PangoLayout *l = layout_of(p, (struct type){ .size_pt = p->table_size, .bold = bold,
	    .boxes = true }, &r, 1, p->width * 10);
	int w, h;

	pango_layout_get_size(l, &w, &h);
	g_object_unref(l);
	return (double)w / PANGO_SCALE;
}

/* Each beside the one before where the line, filled up to `at`, has room for all of it;
 * else it begins a line. */
static void
put_levels(struct pdf *p, struct buf *b, double at, struct levels l)
{
	const double gap = 1.1 * p->table_size; /* a bit more than the space below */

	for (size_t i = 0; i < l.n; i++) {
		struct str one = str_printf(p->mem, "□\u00a0\u200a%d: %.*s", l.v[i].points,
		    STR_ARG(l.v[i].label.vi));
		double w = wide(p, one, false);

		at += gap;
		buf_put(b, at + w > cell_room(p, LEVELS) ? S("\n") : S("\u2003"));
		at = at + w > cell_room(p, LEVELS) ? w : at + w;
		buf_put(b, one);
	}
}

static struct str
to_tick(struct pdf *p, const struct criterion *cr, struct str lead, struct str branch)
{
	struct buf b = buf_new(p->mem, 8 * KIB);

	put_levels(p, &b, wide(p, lead, true), cr->levels);
	for (size_t k = 0; k < cr->n_cases; k++) {
		const struct criterion_case *one = &cr->cases[k];
		struct str name = str_printf(p->mem, "%.*s) %.*s:", STR_ARG(one->id),
		    STR_ARG(one->name.vi));

		if (branch.n > 0 && !str_eq(branch, one->id))
			continue;
		buf_printf(&b, "\n%.*s", STR_ARG(name));
		put_levels(p, &b, wide(p, name, false), one->levels);
	}
	return buf_str(&b);
}

static void
part_row(struct pdf *p, const struct part *part)
{
	struct str words = str_printf(p->mem, "%.*s (tối đa %d điểm)", STR_ARG(part->name.vi), part->max);

	table_keep(p, HEADING_MM);
	table_row(p, (struct cell[]){ { .text = part->id, .bold = true },
	    { .text = words, .bold = true, .span = 2 } }, 2);
}

static void
criteria(struct pdf *p, const struct hand_sheet_paper *s, double size_pt)
{
	const struct part *part = NULL;

	table_begin(p, columns, COLUMNS, size_pt);
	for (size_t i = 0; i < s->set->n_criteria; i++) {
		const struct criterion *cr = &s->set->criteria[i];
		struct str lead = str_printf(p->mem, "%.*s (%d)", STR_ARG(cr->name.vi), cr->max);

		if (cr->group->part != part)
			part_row(p, part = cr->group->part);
		table_row(p, (struct cell[]){ { .text = cr->official_no },
		    { .lead = lead, .text = to_tick(p, cr, lead, s->branch), .boxes = true },
		    { .text = S(""), .high_mm = FIELD_MM } }, COLUMNS);
	}
	table_row(p, (struct cell[]){ { .text = S("Tổng điểm (tối đa 100)"), .bold = true, .span = 2 },
	    { .text = S(""), .high_mm = FIELD_MM } }, 2);
	table_end(p);
}

/* ---- foot ------------------------------------------------------------------------------ */

static void
foot(struct pdf *p, const struct hand_sheet_paper *s)
{
	static const struct type line = { .size_pt = 10.5, .before_pt = 6.5 };
	struct type centre = { .size_pt = 11, .align = ALIGN_CENTER };
	struct side_line left[] = { { S("Không đánh giá sản phẩm vì (nếu có): ..................................."), line, 0, 0 },
		{ S(DOTS), line, 0, 0 }, { S("Ý kiến: " DOTS_SHORT), line, 0, 0 }, { S(DOTS), line, 0, 0 } };
	struct side_line right[] = { { str_printf(p->mem, ".................., %.*s",
		STR_ARG(day_words(p->mem, (struct day){ 0 }))), centre, 0, 9.5 },
		{ S("NGƯỜI ĐÁNH GIÁ (ký tên)"), centre, 0, 0 }, { s->member, centre, 0, 0 } };

	right[0].type.italic = true;
	right[1].type.bold = right[2].type.bold = true;
	right[2].type.before_pt = SIGNING_PT;
	pdf_gap(p, 4);
	pdf_sides(p, (struct side){ 0.52, left, 4 }, (struct side){ 0.46, right, 3 });
}

enum rc
hand_sheet_render(const struct hand_sheet_paper *s, struct arena *mem, struct fault *fault,
    struct str *out)
{
	struct pdf_head h = { .author = s->member, .made_at = s->made_at, .sample = s->sample,
		.form = true, .mark = s->mark, .subject = s->set->name.vi };
	struct pdf *p;
	enum rc rc;

	h.title = str_printf(mem, "Phiếu đánh giá: %.*s", STR_ARG(s->product));
	for (double size_pt = LETTERS_PT;; size_pt -= 0.25) {
		p = pdf_begin(mem, fault, &h);
		head(p, s, size_pt);
		criteria(p, s, size_pt);
		foot(p, s);
		rc = pdf_end(p, out);
		if (rc != RC_OK || pdf_pages(p) <= 2 || size_pt <= LEAST_PT)
			return rc;
	}
}

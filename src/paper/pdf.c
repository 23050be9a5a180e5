/* pdf: see pdf.h. Lines are made in layout.c, tables in table.c, shapes in draw.c. */
#include "paper/pdf.h"

#include <cairo-pdf.h>
#include <string.h>

#include "paper/inside.h"
#include "paper/mark.h"

#define BYTES_MAX (16 * MIB)
#define PAGES_MAX 500
#define A4_SHORT MM(210)
#define A4_LONG MM(297)
/* NĐ 30/2020, Phụ lục I, mục I.4: top and bottom 20–25 mm, left 30–35, right
 * 15–20. */
#define MARGIN_TOP MM(20)
#define MARGIN_BOTTOM MM(20)
#define MARGIN_LEFT MM(30)
#define MARGIN_RIGHT MM(16)
#define MARGIN_WIDE MM(18) /* of a page across */
/* Of a form that is filled in by hand and is no letter: room for holes at the left, for
 * the grip of a printer above and at the right, for the code below. */
#define FORM_LEFT MM(18)
#define FORM_RIGHT MM(10)
#define FORM_TOP MM(9)
#define FORM_TOP_NUMBERED MM(16)
#define FORM_BOTTOM MM(20.5)
#define RULE_PT 7.0
#define HEADING_ROOM MM(14) /* two lines and a half below it */
#define SERIF "Liberation Serif"

static const char sample_words[] = "DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ";

/* ---- text -------------------------------------------------------------------- */

/* ---- pages ------------------------------------------------------------------- */

/* Below everything else and as a shape, not as text, so that it is neither read
 * out nor found by searching. */
static void
sample_across(struct pdf *p)
{
	struct type t = { .size_pt = 30, .bold = true, .align = ALIGN_CENTER };
	struct run r = { .text = str_c(sample_words) };
	double wide = p->width > p->height ? p->width : p->height;
	PangoLayout *l = layout_of(p, t, &r, 1, wide);

	cairo_save(p->cr);
	cairo_translate(p->cr, p->width / 2, p->height / 2);
	cairo_rotate(p->cr, p->width > p->height ? -0.5 : -0.95);
	cairo_set_source_rgb(p->cr, 0.985, 0.915, 0.905);
	cairo_move_to(p->cr, -wide / 2, -layout_height(l) / 2);
	pango_cairo_layout_path(p->cr, l);
	cairo_fill(p->cr);
	cairo_restore(p->cr);
	g_object_unref(l);
}

static void
sample_below(struct pdf *p)
{
	struct type t = { .size_pt = 9, .bold = true, .align = ALIGN_CENTER };
	struct run r = { .text = str_c(sample_words) };
	PangoLayout *l = layout_of(p, t, &r, 1, p->width);

	cairo_set_source_rgb(p->cr, 0.72, 0.11, 0.11);
	layout_show(p, l, 0, p->height - MM(7));
	cairo_set_source_rgb(p->cr, 0, 0, 0);
	g_object_unref(l);
}

/* In the middle of the upper margin, not on the first page (NĐ 30/2020, Phụ lục
 * I, mục I.7). */
static void
page_number(struct pdf *p)
{
	struct type t = { .size_pt = SIZE_PT, .align = ALIGN_CENTER };
	struct run r = { .text = str_printf(p->mem, "%d", p->page) };
	PangoLayout *l = layout_of(p, t, &r, 1, p->width);

	layout_show(p, l, 0, MM(10));
	g_object_unref(l);
}

static void
page_begin(struct pdf *p)
{
	p->page++;
	p->y = p->top;
	if (p->sample) {
		sample_across(p);
		sample_below(p);
	}
	if (p->numbered && p->page > 1)
		page_number(p);
	if (p->mark != NULL)
		page_mark(p);
}

void
pdf_new_page(struct pdf *p)
{
	cairo_show_page(p->cr);
	if (pdf_well(p) && p->page >= PAGES_MAX)
		p->rc = fault_set(p->fault, &WHY_PAPER_LONG, __FILE__, __LINE__, "%d",
		    PAGES_MAX);
	page_begin(p);
}

void
pdf_keep(struct pdf *p, double mm)
{
	if (p->y > p->top && p->y + MM(mm) > p->bottom)
		pdf_new_page(p);
}

void
pdf_gap(struct pdf *p, double pt)
{
	if (p->y > p->top)
		p->y += pt;
}

/* ---- paragraphs -------------------------------------------------------------- */

/* How far down the first lines of a paragraph may go: of one that is broken by the end of
 * the page two lines at least stand on either side; else it begins a new page. */
static double
break_at(struct pdf *p, PangoLayout *l, int lines)
{
	double height = layout_height(l) / (lines > 0 ? lines : 1);
	int fit = height > 0 ? (int)((p->bottom - p->y) / height) : lines;

	if (fit >= lines || lines < 2)
		return p->bottom;
	if (lines - fit < 2)
		fit = lines - 2;
	if (fit < 2) {
		if (p->y > p->top)
			pdf_new_page(p);
		return p->bottom;
	}
	return p->y + (fit + 0.5) * height;
}

void
pdf_runs(struct pdf *p, struct type t, const struct run *runs, size_t n)
{
	PangoLayout *l = layout_of(p, t, runs, n, p->right - p->left);
	int line = 0, lines = pango_layout_get_line_count(l);
	double end;

	pdf_gap(p, t.before_pt);
	if (t.with_next && p->y + layout_height(l) + HEADING_ROOM > p->bottom)
		pdf_new_page(p);
	end = break_at(p, l, lines);
	cairo_tag_begin(p->cr, t.bold && t.align == ALIGN_CENTER ? "H2" : "P", NULL);
	while (line < lines && pdf_well(p)) {
		line = layout_draw(p, l, line, (struct strip){ p->left, end }, &p->y);
		end = p->bottom;
		if (line < lines)
			pdf_new_page(p);
	}
	cairo_tag_end(p->cr, t.bold && t.align == ALIGN_CENTER ? "H2" : "P");
	pdf_gap(p, t.after_pt);
	g_object_unref(l);
}

void
pdf_text(struct pdf *p, struct type t, struct str text)
{
	struct run r = { .text = text };

	pdf_runs(p, t, &r, 1);
}

static void
rule_below(struct pdf *p, double x, double width, double y)
{
	if (!pdf_well(p))
		return;
	cairo_new_path(p->cr);
	cairo_set_line_width(p->cr, 0.7);
	cairo_move_to(p->cr, x, y + RULE_PT / 2);
	cairo_line_to(p->cr, x + width, y + RULE_PT / 2);
	cairo_stroke(p->cr);
}

/* Text of several lines, none of which is a lonely word: as narrow as it can be
 * without one line more. */
static void
balance(PangoLayout *l, double width)
{
	int lines = pango_layout_get_line_count(l);
	double narrow = width;

	if (lines < 2 || lines > 4)
		return;
	while (narrow > width * 0.5) {
		pango_layout_set_width(l, (int)((narrow - width * 0.02) * PANGO_SCALE));
		if (pango_layout_get_line_count(l) > lines)
			break;
		narrow -= width * 0.02;
	}
	pango_layout_set_width(l, (int)(narrow * PANGO_SCALE));
}

static PangoLayout *
side_layout(struct pdf *p, const struct side_line *s, double width)
{
	struct run r = { .text = s->text };
	struct type t = s->type;
	PangoLayout *l = layout_of(p, t, &r, 1, width);

	while (s->min_pt > 0 && t.size_pt > s->min_pt && pango_layout_get_line_count(l) > 1 &&
	    !str_has(s->text, S("\n"))) {
		g_object_unref(l);
		t.size_pt -= 0.25;
		l = layout_of(p, t, &r, 1, width);
	}
	if (t.size_pt < s->type.size_pt && pango_layout_get_line_count(l) > 1) {
		g_object_unref(l);
		l = layout_of(p, s->type, &r, 1, width);
	}
	if (t.align == ALIGN_CENTER)
		balance(l, width);
	return l;
}

/* Draws a side, or only measures it; gives its height. */
static double
side_draw(struct pdf *p, struct side s, double x, bool draw)
{
	double width = s.share * (p->right - p->left), y = p->y;

	for (size_t i = 0; i < s.n; i++) {
		PangoLayout *l = side_layout(p, &s.v[i], width);
		double wide = (double)pango_layout_get_width(l) / PANGO_SCALE;

		y += s.v[i].type.before_pt;
		if (draw)
			layout_show(p, l, x + (width - wide) / 2, y);
		y += layout_height(l);
		if (s.v[i].rule > 0 && draw)
			rule_below(p, x + width * (1 - s.v[i].rule) / 2, width * s.v[i].rule, y);
		y += s.v[i].rule > 0 ? RULE_PT : 0;
		y += s.v[i].type.after_pt;
		g_object_unref(l);
	}
	return y - p->y;
}

void
pdf_sides(struct pdf *p, struct side left, struct side right)
{
	double a = side_draw(p, left, p->left, false);
	double b = side_draw(p, right, p->left, false);
	double high = a > b ? a : b;

	if (p->y > p->top && p->y + high > p->bottom)
		pdf_new_page(p);
	(void)side_draw(p, left, p->left, true);
	(void)side_draw(p, right, p->right - right.share * (p->right - p->left), true);
	p->y += high;
}

/* ---- beginning and end --------------------------------------------------------- */

static cairo_status_t
bytes_take(void *closure, const unsigned char *bytes, unsigned n)
{
	struct pdf *p = closure;

	buf_put(&p->bytes, (struct str){ (const char *)bytes, n });
	return CAIRO_STATUS_SUCCESS;
}

static void
release(void *arg)
{
	struct pdf *p = arg;

	if (p->context != NULL)
		g_object_unref(p->context);
	if (p->cr != NULL)
		cairo_destroy(p->cr);
	if (p->surface != NULL) {
		cairo_surface_finish(p->surface);
		cairo_surface_destroy(p->surface);
	}
	p->context = NULL;
	p->cr = NULL;
	p->surface = NULL;
}

static void
tell(struct pdf *p, const struct pdf_head *h)
{
	cairo_surface_t *s = p->surface;

	cairo_pdf_surface_restrict_to_version(s, CAIRO_PDF_VERSION_1_4);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE, str_z(p->mem, h->title));
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_AUTHOR, str_z(p->mem, h->author));
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_SUBJECT, str_z(p->mem, h->subject));
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATOR, "ocop");
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE,
	    str_z(p->mem, moment_iso(p->mem, h->made_at)));
}

static void
context_make(struct pdf *p)
{
	cairo_font_options_t *o = cairo_font_options_create();

	/* Positions as designed, not rounded to the points of some screen. */
	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	p->context = pango_cairo_create_context(p->cr);
	pango_cairo_context_set_font_options(p->context, o);
	pango_cairo_context_set_resolution(p->context, 72);
	pango_context_set_language(p->context, pango_language_from_string("vi"));
	pango_context_set_round_glyph_positions(p->context, FALSE);
	layout_boxes(p->context);
	cairo_font_options_destroy(o);
}

struct pdf *
pdf_begin(struct arena *mem, struct fault *fault, const struct pdf_head *head)
{
	struct pdf *p = ARENA_NEW(mem, struct pdf);

	*p = (struct pdf){ .mem = mem, .fault = fault, .sample = head->sample,
		.numbered = head->numbered, .about = { head->title, head->author, head->subject,
		head->made_at }, .mark = head->mark, .bytes = buf_new(mem, BYTES_MAX) };
	p->family = head->family != NULL ? head->family : SERIF;
	p->width = head->landscape ? A4_LONG : A4_SHORT;
	p->height = head->landscape ? A4_SHORT : A4_LONG;
	p->left = head->landscape ? MARGIN_WIDE : MARGIN_LEFT;
	p->right = p->width - (head->landscape ? MARGIN_WIDE : MARGIN_RIGHT);
	p->top = MARGIN_TOP;
	p->pad_y = head->form ? 1.6 : 2.5;
	p->bottom = p->height - MARGIN_BOTTOM;
	if (head->form) {
		p->left = FORM_LEFT;
		p->right = p->width - FORM_RIGHT;
		p->top = head->numbered ? FORM_TOP_NUMBERED : FORM_TOP;
		p->bottom = p->height - FORM_BOTTOM;
	}
	p->surface = cairo_pdf_surface_create_for_stream(bytes_take, p, p->width, p->height);
	p->cr = cairo_create(p->surface);
	arena_defer(mem, release, p);
	tell(p, head);
	context_make(p);
	cairo_tag_begin(p->cr, "Document", NULL);
	page_begin(p);
	return p;
}

enum rc
pdf_end(struct pdf *p, struct str *out)
{
	cairo_tag_end(p->cr, "Document");
	if (p->mark != NULL)
		p->mark->pages = p->page;
	cairo_show_page(p->cr);
	cairo_surface_finish(p->surface);
	if (pdf_well(p) && (cairo_status(p->cr) != CAIRO_STATUS_SUCCESS || !buf_ok(&p->bytes)))
		p->rc = fault_set(p->fault, &WHY_BROKEN, __FILE__, __LINE__, "pdf: %s",
		    cairo_status_to_string(cairo_status(p->cr)));
	release(p);
	return !pdf_well(p) ? p->rc :
	    pdfa_finish(buf_str(&p->bytes), &p->about, p->mem, p->fault, out);
}

int
pdf_pages(const struct pdf *p)
{
	return p->page;
}

struct str
day_words(struct arena *mem, struct day d)
{
	struct date t = day_date(d);

	if (d.n == 0)
		return S("ngày ...... tháng ...... năm 20......");
	return str_printf(mem, t.month < 3 ? "ngày %02d tháng %02d năm %d" :
	    "ngày %02d tháng %d năm %d", t.day, t.month, t.year);
}

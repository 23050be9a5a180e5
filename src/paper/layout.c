/* layout: runs of text as lines; see inside.h. */
#include "paper/inside.h"

const struct reason WHY_PAPER_LETTER = { RC_INVALID, "paper_letter" };
const struct reason WHY_PAPER_LONG = { RC_INVALID, "paper_long" };

bool
pdf_well(const struct pdf *p)
{
	return p->rc == RC_OK;
}

static PangoFontDescription *
font_of(const struct pdf *p, struct type t)
{
	PangoFontDescription *f = pango_font_description_new();

	pango_font_description_set_family_static(f, p->family);
	pango_font_description_set_absolute_size(f,
	    (t.size_pt > 0 ? t.size_pt : SIZE_PT) * PANGO_SCALE);
	pango_font_description_set_weight(f, t.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_style(f, t.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
	return f;
}

static void
attribute(PangoAttrList *list, PangoAttribute *a, size_t from, size_t to)
{
	a->start_index = (guint)from;
	a->end_index = (guint)to;
	pango_attr_list_insert(list, a);
}

/* Standing on the line as a letter does, so that lines are no further apart for it. */
#define BOX_PT 9.2 /* 3.2 mm */
#define BOX_UP_PT 7.7

static void
box_draw(cairo_t *cr, PangoAttrShape *shape, gboolean only_path, gpointer closure)
{
	double x, y;

	(void)shape;
	(void)closure;
	cairo_get_current_point(cr, &x, &y);
	cairo_new_path(cr);
	cairo_rectangle(cr, x, y - BOX_UP_PT, BOX_PT, BOX_PT);
	cairo_set_line_width(cr, 0.7);
	if (!only_path)
		cairo_stroke(cr);
}

void
layout_boxes(PangoContext *context)
{
	pango_cairo_context_set_shape_renderer(context, box_draw, NULL, NULL);
}

static void
box_attributes(PangoAttrList *list, struct str text)
{
	static const PangoRectangle place = { 0, -6 * PANGO_SCALE, (int)(BOX_PT * PANGO_SCALE),
		6 * PANGO_SCALE };
	const struct str box = S("□");

	for (size_t at = 0; at < text.n; at++)
		if (str_starts(str_from(text, at), box))
			attribute(list, pango_attr_shape_new(&place, &place), at, at + box.n);
}

/* Joins the runs, each with its face over its own bytes. */
static void
layout_fill(struct pdf *p, PangoLayout *l, bool boxes, const struct run *runs, size_t n)
{
	struct buf b = buf_new(p->mem, 1 * MIB);
	PangoAttrList *list = pango_attr_list_new();

	for (size_t i = 0; i < n; i++) {
		size_t from = b.n;

		buf_put(&b, runs[i].text);
		if (runs[i].bold)
			attribute(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, b.n);
		if (runs[i].italic)
			attribute(list, pango_attr_style_new(PANGO_STYLE_ITALIC), from, b.n);
	}
	if (boxes)
		box_attributes(list, buf_str(&b));
	/* A word that is cut because its cell is narrow gets no hyphen: in a code or
	 * a number that would be another code or number. */
	attribute(list, pango_attr_insert_hyphens_new(FALSE), 0, b.n);
	pango_layout_set_attributes(l, list);
	pango_attr_list_unref(list);
	pango_layout_set_text(l, b.n == 0 ? "" : buf_str(&b).p, (int)b.n);
	if (pdf_well(p) && pango_layout_get_unknown_glyphs_count(l) != 0)
		p->rc = fault_set(p->fault, &WHY_PAPER_LETTER, __FILE__, __LINE__, "%.*s",
		    STR_ARG(str_head(buf_str(&b), 120)));
}

PangoLayout *
layout_of(struct pdf *p, struct type t, const struct run *runs, size_t n, double width)
{
	static const PangoAlignment aligned[] = { [ALIGN_LEFT] = PANGO_ALIGN_LEFT,
		[ALIGN_CENTER] = PANGO_ALIGN_CENTER, [ALIGN_RIGHT] = PANGO_ALIGN_RIGHT,
		[ALIGN_JUSTIFY] = PANGO_ALIGN_LEFT };
	PangoLayout *l = pango_layout_new(p->context);
	PangoFontDescription *f = font_of(p, t);

	pango_layout_set_font_description(l, f);
	pango_font_description_free(f);
	pango_layout_set_width(l, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(l, aligned[t.align]);
	pango_layout_set_justify(l, t.align == ALIGN_JUSTIFY);
	pango_layout_set_indent(l, (int)(MM(t.indent_mm) * PANGO_SCALE));
	if (t.leading > 0)
		pango_layout_set_line_spacing(l, (float)t.leading);
	layout_fill(p, l, t.boxes, runs, n);
	return l;
}

double
layout_height(PangoLayout *l)
{
	int w, h;

	pango_layout_get_size(l, &w, &h);
	return (double)h / PANGO_SCALE;
}

int
layout_draw(struct pdf *p, PangoLayout *l, int from, struct strip at, double *y)
{
	PangoLayoutIter *it = pango_layout_get_iter(l);
	int i = 0;

	do {
		PangoRectangle r;
		int y0, y1;

		if (i++ < from)
			continue;
		pango_layout_iter_get_line_yrange(it, &y0, &y1);
		if (*y + (double)(y1 - y0) / PANGO_SCALE > at.bottom + 0.01) {
			i--;
			break;
		}
		pango_layout_iter_get_line_extents(it, NULL, &r);
		if (pdf_well(p)) {
			cairo_move_to(p->cr, at.x + (double)r.x / PANGO_SCALE,
			    *y + (double)(pango_layout_iter_get_baseline(it) - y0) / PANGO_SCALE);
			pango_cairo_show_layout_line(p->cr, pango_layout_iter_get_line_readonly(it));
		}
		*y += (double)(y1 - y0) / PANGO_SCALE;
	} while (pango_layout_iter_next_line(it));
	pango_layout_iter_free(it);
	return i;
}

void
layout_show(struct pdf *p, PangoLayout *l, double x, double y)
{
	if (!pdf_well(p))
		return;
	cairo_move_to(p->cr, x, y);
	pango_cairo_show_layout(p->cr, l);
}

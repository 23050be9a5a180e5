/* letter: see letter.h. Sizes are those of NĐ 30/2020, Phụ lục I, mục V. */
#include "paper/letter.h"

#include "paper/inside.h"

#define DOTS_SHORT "...................................................................."
#define DOTS_LINE DOTS_SHORT DOTS_SHORT
#define NATION "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define MOTTO "Độc lập - Tự do - Hạnh phúc"

#define LINES(v) v, sizeof(v) / sizeof((v)[0])
#define SIGNING_PT 62 /* of empty paper for the hand and the seal */

static struct type
centred(double size_pt, bool bold, bool italic)
{
	return (struct type){ .size_pt = size_pt, .bold = bold, .italic = italic,
		.align = ALIGN_CENTER };
}

static struct str
number_line(struct pdf *p, struct str number)
{
	return str_printf(p->mem, "Số: %s%.*s", str_starts(number, S("/")) ? "......." : "",
	    STR_ARG(number));
}

void
letter_head(struct pdf *p, const struct letterhead *h)
{
	struct side_line left[4] = { 0 }, right[3];
	size_t n = 0;

	if (h->superior.n > 0)
		left[n++] = (struct side_line){ h->superior, centred(12.5, false, false), 0, 11.25 };
	left[n++] = (struct side_line){ h->agency, centred(12.5, true, false), 0.38, 11.25 };
	left[n] = (struct side_line){ number_line(p, h->number), centred(13, false, false), 0, 0 };
	left[n++].type.before_pt = 5;
	if (h->about.n > 0)
		left[n++] = (struct side_line){ h->about, centred(12, false, false), 0, 0 };
	right[0] = (struct side_line){ S(NATION), centred(12.5, true, false), 0, 11.25 };
	right[1] = (struct side_line){ S(MOTTO), centred(13.5, true, false), 0.58, 0 };
	right[2] = (struct side_line){ h->when.n > 0 ? h->when : str_printf(p->mem, "%.*s, %.*s",
	    STR_ARG(h->place), STR_ARG(day_words(p->mem, h->on))), centred(13, false, true), 0, 11 };
	right[2].type.before_pt = 5;
	pdf_sides(p, (struct side){ 0.42, left, n }, (struct side){ 0.58, LINES(right) });
	pdf_gap(p, 14);
}

void
letter_motto(struct pdf *p)
{
	struct side_line v[] = { { S(NATION), centred(13, true, false), 0, 0 },
		{ S(MOTTO), centred(13.5, true, false), 0.34, 0 } };

	pdf_sides(p, (struct side){ 1, LINES(v) }, (struct side){ 0, NULL, 0 });
	pdf_gap(p, 14);
}

void
letter_title(struct pdf *p, struct str kind, struct str about)
{
	struct side_line v[] = { { kind, TYPE_TITLE, 0, 0 }, { about, TYPE_TITLE, 0.3, 0 } };

	if (about.n == 0)
		v[0].rule = 0.25;
	pdf_sides(p, (struct side){ 1, v, about.n > 0 ? 2 : 1 }, (struct side){ 0, NULL, 0 });
	pdf_gap(p, 12);
}

static size_t
signature_lines(const struct signature *s, struct side_line out[5])
{
	size_t n = 0;

	if (s->on_behalf.n > 0)
		out[n++] = (struct side_line){ s->on_behalf, centred(13, true, false), 0, 0 };
	out[n++] = (struct side_line){ s->title, centred(13, true, false), 0, 0 };
	if (s->note.n > 0)
		out[n++] = (struct side_line){ s->note, centred(12, false, true), 0, 0 };
	out[n] = (struct side_line){ s->name.n > 0 ? s->name : S("................................"),
		centred(13, s->name.n > 0, false), 0, 0 };
	out[n++].type.before_pt = SIGNING_PT;
	return n;
}

void
letter_foot(struct pdf *p, struct lines receives, const struct signature *s)
{
	struct side_line *left = ARENA_ARRAY(p->mem, receives.n + 1, struct side_line);
	struct side_line right[5];
	size_t n = signature_lines(s, right);

	left[0] = (struct side_line){ S("Nơi nhận:"),
		{ .size_pt = 12, .bold = true, .italic = true }, 0, 0 };
	for (size_t i = 0; i < receives.n; i++)
		left[i + 1] = (struct side_line){ str_printf(p->mem, "- %.*s%c",
		    STR_ARG(receives.v[i]), i + 1 < receives.n ? ';' : '.'), { .size_pt = 11 }, 0, 0 };
	pdf_gap(p, 12);
	pdf_sides(p, (struct side){ 0.45, left, receives.n + 1 }, (struct side){ 0.52, right, n });
}

void
letter_signed(struct pdf *p, struct str place, struct day on, const struct signature *s)
{
	struct side_line right[6];
	size_t n = signature_lines(s, right + 1);

	right[0] = (struct side_line){ str_printf(p->mem, "%.*s, %.*s",
	    STR_ARG(place.n > 0 ? place : S("..................")),
	    STR_ARG(day_words(p->mem, on))), centred(13, false, true), 0, 0 };
	pdf_gap(p, 10);
	pdf_sides(p, (struct side){ 0.4, NULL, 0 }, (struct side){ 0.6, right, n + 1 });
}

void
letter_field(struct pdf *p, struct str label, struct str value)
{
	struct run r[] = { { .text = label }, { .text = S(": ") },
		{ .text = value.n > 0 ? value : S(DOTS_SHORT), .bold = value.n > 0 } };

	pdf_runs(p, (struct type){ .size_pt = 13, .after_pt = 4, .leading = 1.08 }, r, 3);
}

void
letter_long(struct pdf *p, struct str text)
{
	struct str line;

	for (int i = 0; text.n == 0 && i < 2; i++)
		pdf_text(p, TYPE_PLAIN, S(DOTS_LINE));
	while (str_cut(&text, '\n', &line))
		if (line.n > 0)
			pdf_text(p, TYPE_BODY, line);
}

void
letter_box(struct pdf *p, bool ticked, struct str name)
{
	struct type t = { .size_pt = 13, .after_pt = 3, .leading = 1.08 };
	struct run r = { .text = name };
	double side = 9.5, indent = 17;
	PangoLayout *l = layout_of(p, t, &r, 1, p->right - p->left - indent);
	double high = layout_height(l);

	if (p->y + high > p->bottom)
		pdf_new_page(p);
	if (pdf_well(p)) {
		cairo_new_path(p->cr);
		cairo_set_line_width(p->cr, 0.8);
		cairo_rectangle(p->cr, p->left + 1, p->y + 3, side, side);
		if (ticked) {
			cairo_move_to(p->cr, p->left + 3, p->y + 7.5);
			cairo_line_to(p->cr, p->left + 5.2, p->y + 10.4);
			cairo_line_to(p->cr, p->left + 9, p->y + 4.8);
		}
		cairo_stroke(p->cr);
	}
	layout_show(p, l, p->left + indent, p->y);
	p->y += high + t.after_pt;
	g_object_unref(l);
}

/* draw: text in a fixed place, stars, QR codes. */
#include <errno.h>
#include <math.h>
#include <qrencode.h>

#include "paper/inside.h"

#define QR_QUIET 4 /* modules of white around: readers need them */

double
pdf_place(struct pdf *p, struct place_in at, struct type t, struct str text)
{
	struct run r = { .text = text };
	double high = 0;

	for (; pdf_well(p); t.size_pt -= 0.5) {
		PangoLayout *l = layout_of(p, t, &r, 1, MM(at.w_mm));

		high = layout_height(l);
		if (high <= MM(at.h_mm))
			layout_show(p, l, MM(at.x_mm),
			    MM(at.y_mm) + (at.middle ? (MM(at.h_mm) - high) / 2 : 0));
		g_object_unref(l);
		if (high <= MM(at.h_mm))
			break;
		if (t.size_pt - 0.5 < at.min_pt)
			p->rc = fault_set(p->fault, &WHY_PAPER_LONG, __FILE__, __LINE__, "%.*s",
			    STR_ARG(str_head(text, 120)));
	}
	return high * 25.4 / 72;
}

cairo_t *
pdf_cairo(struct pdf *p)
{
	return p->cr;
}

double
pdf_width_mm(const struct pdf *p)
{
	return p->width * 25.4 / 72;
}

double
pdf_height_mm(const struct pdf *p)
{
	return p->height * 25.4 / 72;
}

void
pdf_star(struct pdf *p, double x_mm, double y_mm, double radius_mm)
{
	if (!pdf_well(p))
		return;
	cairo_new_path(p->cr);
	for (int i = 0; i < 10; i++) {
		double r = MM(radius_mm) * (i % 2 == 0 ? 1 : 0.382);
		double angle = M_PI * (i / 5.0 - 0.5);

		cairo_line_to(p->cr, MM(x_mm) + r * cos(angle), MM(y_mm) + r * sin(angle));
	}
	cairo_close_path(p->cr);
	cairo_fill(p->cr);
}

/* Dark modules that touch each other in a row are one rectangle: fewer bytes,
 * and no hairline between them on paper. */
static void
qr_modules(cairo_t *cr, const QRcode *qr, double x, double y, double size)
{
	cairo_new_path(cr);
	for (int row = 0; row < qr->width; row++)
		for (int from = 0, to; from < qr->width; from = to) {
			const unsigned char *line = qr->data + row * qr->width;

			for (to = from + 1; to < qr->width && (line[to] & 1) == (line[from] & 1); to++)
				continue;
			if (line[from] & 1)
				cairo_rectangle(cr, x + from * size, y + row * size,
				    (to - from) * size, size);
		}
	cairo_fill(cr);
}

void
pdf_qr(struct pdf *p, struct place_in at, struct str url)
{
	QRcode *qr;
	double size;
	struct str link = str_printf(p->mem, "rect=[%.2f %.2f %.2f %.2f] uri='%.*s'",
	    MM(at.x_mm), MM(at.y_mm), MM(at.w_mm), MM(at.w_mm), STR_ARG(url));

	if (!pdf_well(p))
		return;
	qr = QRcode_encodeString8bit(str_z(p->mem, url), 0, QR_ECLEVEL_M);
	if (qr == NULL || str_has(url, S("'"))) {
		p->rc = fault_set(p->fault, &WHY_PAPER_LONG, __FILE__, __LINE__, "QR: %.*s",
		    STR_ARG(str_head(url, 120)));
		QRcode_free(qr);
		return;
	}
	size = MM(at.w_mm) / (qr->width + 2 * QR_QUIET);
	cairo_tag_begin(p->cr, CAIRO_TAG_LINK, str_z(p->mem, link));
	cairo_set_source_rgb(p->cr, 1, 1, 1);
	cairo_new_path(p->cr);
	cairo_rectangle(p->cr, MM(at.x_mm), MM(at.y_mm), MM(at.w_mm), MM(at.w_mm));
	cairo_fill(p->cr);
	cairo_set_source_rgb(p->cr, 0, 0, 0);
	qr_modules(p->cr, qr, MM(at.x_mm) + QR_QUIET * size, MM(at.y_mm) + QR_QUIET * size, size);
	cairo_tag_end(p->cr, CAIRO_TAG_LINK);
	QRcode_free(qr);
}

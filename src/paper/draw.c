/* draw: text in a fixed place, stars, QR codes. */
#include <errno.h>
#include <math.h>
#include <qrencode.h>
#include <stdint.h>
#include <string.h>

#include "paper/inside.h"
#include "paper/qr.h"


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

/* As a stencil of one bit a module: a signed code has seven thousand of them,
 * and as shapes they would be most of the paper's bytes. */
static void
qr_modules(cairo_t *cr, const QRcode *qr, double x, double y, double size)
{
	cairo_surface_t *bits = cairo_image_surface_create(CAIRO_FORMAT_A1, qr->width, qr->width);
	const int stride = cairo_image_surface_get_stride(bits);
	unsigned char *rows = cairo_image_surface_get_data(bits);
	cairo_pattern_t *stencil = cairo_pattern_create_for_surface(bits);
	cairo_matrix_t place;

	cairo_surface_flush(bits);
	for (int i = 0; rows != NULL && i < qr->width * qr->width; i++) {
		const int row = i / qr->width, column = i % qr->width;
		uint32_t word;

		if ((qr->data[i] & 1) == 0)
			continue;
		/* the first pixel of a word is its lowest bit or its highest: cairo
		 * follows the machine */
		memcpy(&word, rows + row * stride + column / 32 * 4, sizeof(word));
		word |= (uint32_t)1 << (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ?
		    column % 32 : 31 - column % 32);
		memcpy(rows + row * stride + column / 32 * 4, &word, sizeof(word));
	}
	cairo_surface_mark_dirty(bits);
	cairo_pattern_set_filter(stencil, CAIRO_FILTER_NEAREST);
	cairo_matrix_init(&place, 1 / size, 0, 0, 1 / size, -x / size, -y / size);
	cairo_pattern_set_matrix(stencil, &place);
	cairo_mask(cr, stencil);
	cairo_pattern_destroy(stencil);
	cairo_surface_destroy(bits);
}

void
pdf_code(struct pdf *p, struct place_in at, struct str text)
{
	QRcode *qr;
	double size;

	if (!pdf_well(p))
		return;
	/* capitals and digits take half the room: an address in capitals is short */
	qr = QRcode_encodeString(str_z(p->mem, text), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	if (qr == NULL) {
		p->rc = fault_set(p->fault, &WHY_PAPER_LONG, __FILE__, __LINE__, "QR: %.*s",
		    STR_ARG(str_head(text, 120)));
		return;
	}
	size = MM(at.w_mm) / (qr->width + 2 * QR_QUIET);
	cairo_set_source_rgb(p->cr, 1, 1, 1);
	cairo_new_path(p->cr);
	cairo_rectangle(p->cr, MM(at.x_mm), MM(at.y_mm), MM(at.w_mm), MM(at.w_mm));
	cairo_fill(p->cr);
	cairo_set_source_rgb(p->cr, 0, 0, 0);
	qr_modules(p->cr, qr, MM(at.x_mm) + QR_QUIET * size, MM(at.y_mm) + QR_QUIET * size, size);
	QRcode_free(qr);
}

void
pdf_qr(struct pdf *p, struct place_in at, struct str url)
{
	struct str link = str_printf(p->mem, "rect=[%.2f %.2f %.2f %.2f] uri='%.*s'",
	    MM(at.x_mm), MM(at.y_mm), MM(at.w_mm), MM(at.w_mm), STR_ARG(url));

	if (!pdf_well(p))
		return;
	if (str_has(url, S("'"))) {
		p->rc = fault_set(p->fault, &WHY_PAPER_LONG, __FILE__, __LINE__, "QR: %.*s",
		    STR_ARG(str_head(url, 120)));
		return;
	}
	cairo_tag_begin(p->cr, CAIRO_TAG_LINK, str_z(p->mem, link));
	pdf_code(p, at, url);
	cairo_tag_end(p->cr, CAIRO_TAG_LINK);
}

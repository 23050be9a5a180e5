/* label: see label.h. */
#include "paper/label.h"

#include "paper/inside.h"

#define ACROSS 3
#define DOWN 8
#define WIDE_MM 70.0
#define HIGH_MM 37.0
#define TOP_MM 0.5  /* eight rows leave a millimetre of 297 */
#define QR_MM 22.0
#define EDGE_MM 5.0 /* printers leave the border of a sheet white */

static void
label_draw(struct pdf *p, const struct label_paper *l, double x, double y)
{
	const double text = x + EDGE_MM + QR_MM + 1, wide = WIDE_MM - QR_MM - 2 * EDGE_MM - 1;
	const struct type name = { .size_pt = 9.5, .bold = true };
	const struct type small = { .size_pt = 7 };

	pdf_qr(p, (struct place_in){ .x_mm = x + EDGE_MM - 1, .y_mm = y + 5, .w_mm = QR_MM }, l->url);
	(void)pdf_place(p, (struct place_in){ x + EDGE_MM - 1, y + 5 + QR_MM, QR_MM, 4, 5, true },
	    (struct type){ .size_pt = 7.5, .align = ALIGN_CENTER }, l->code);
	if (l->gtin.n > 0)
		(void)pdf_place(p, (struct place_in){ x + EDGE_MM - 1, y + 5 + QR_MM + 3.5, QR_MM, 4, 4, true },
		    (struct type){ .size_pt = 6, .align = ALIGN_CENTER }, l->gtin);
	cairo_set_source_rgb(pdf_cairo(p), 0.90, 0.62, 0.05);
	for (int i = 0; i < l->star; i++)
		pdf_star(p, text + 2 + i * 4.6, y + 8, 2);
	cairo_set_source_rgb(pdf_cairo(p), 0, 0, 0);
	(void)pdf_place(p, (struct place_in){ text, y + 11, wide, 10, 4.5, false }, name, l->product);
	(void)pdf_place(p, (struct place_in){ text, y + 21, wide, 6, 4, false }, small, l->subject);
	(void)pdf_place(p, (struct place_in){ text, y + 27, wide, 6.5, 4, false }, small,
	    str_printf(p->mem, "OCOP %d sao đến %.*s. Quét mã để xem hôm nay còn hiệu lực không.",
	    l->star, STR_ARG(day_text(p->mem, l->valid_until))));
}

enum rc
label_render(const struct label_paper *l, struct arena *mem, struct fault *fault,
    struct str *out)
{
	struct pdf_head head = { .author = l->subject, .made_at = l->made_at,
		.sample = l->sample };
	struct pdf *p;

	head.title = str_printf(mem, "Nhãn OCOP: %.*s", STR_ARG(l->product));
	p = pdf_begin(mem, fault, &head);
	for (int i = 0; i < ACROSS * DOWN; i++)
		label_draw(p, l, i % ACROSS * WIDE_MM, TOP_MM + i / ACROSS * HIGH_MM);
	return pdf_end(p, out);
}

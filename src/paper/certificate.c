/*
 * certificate: see certificate.h. All places are in the table below, in mm from
 * the top left of a page of 297 × 210.
 */
#include "paper/certificate.h"

#include "paper/inside.h"

enum place_name {
	AT_NATION, AT_MOTTO, AT_ISSUER, AT_TITLE, AT_KIND, AT_PRODUCT, AT_SUBJECT,
	AT_ADDRESS, AT_RANK, AT_PROGRAMME, AT_DECISION, AT_CODE, AT_DATE, AT_SIGNER,
	AT_NAME, AT_KEY, PLACE__COUNT
};

static const struct {
	struct place_in at;
	struct type type;
} places[PLACE__COUNT] = {
	[AT_NATION] = { { 30, 17, 237, 6, 10, true }, { .size_pt = 13, .bold = true, .align = ALIGN_CENTER } },
	[AT_MOTTO] = { { 30, 23, 237, 6.5, 10, true }, { .size_pt = 13.5, .bold = true, .align = ALIGN_CENTER } },
	[AT_ISSUER] = { { 30, 34, 237, 8, 11, true }, { .size_pt = 16, .bold = true, .align = ALIGN_CENTER } },
	[AT_TITLE] = { { 30, 45, 237, 16, 24, true }, { .size_pt = 38, .bold = true, .align = ALIGN_CENTER } },
	[AT_KIND] = { { 30, 63, 237, 8, 12, true }, { .size_pt = 17, .align = ALIGN_CENTER } },
	[AT_PRODUCT] = { { 32, 72, 233, 22, 13, true }, { .size_pt = 27, .bold = true, .align = ALIGN_CENTER } },
	[AT_SUBJECT] = { { 32, 95, 233, 11, 10, true }, { .size_pt = 15, .align = ALIGN_CENTER } },
	[AT_ADDRESS] = { { 32, 106, 233, 9, 9, true }, { .size_pt = 13, .align = ALIGN_CENTER } },
	[AT_RANK] = { { 32, 118, 233, 8, 12, true }, { .size_pt = 17, .bold = true, .align = ALIGN_CENTER } },
	[AT_PROGRAMME] = { { 32, 138, 233, 7, 9, true }, { .size_pt = 13, .align = ALIGN_CENTER } },
	[AT_DECISION] = { { 61, 155, 96, 16, 8, false }, { .size_pt = 11 } },
	[AT_CODE] = { { 61, 174, 96, 15, 7, false }, { .size_pt = 9 } },
	[AT_DATE] = { { 172, 148, 98, 6, 9, true }, { .size_pt = 13, .align = ALIGN_CENTER } },
	[AT_SIGNER] = { { 172, 154, 98, 11, 9, false }, { .size_pt = 13, .bold = true, .align = ALIGN_CENTER } },
	[AT_NAME] = { { 172, 189, 98, 7, 9, true }, { .size_pt = 13, .bold = true, .align = ALIGN_CENTER } },
	[AT_KEY] = { { 25, 190.5, 145, 4, 4.5, true }, { .size_pt = 6.5 } },
};

#define QR_X 25.0
#define QR_Y 152.0
#define QR_SIZE 35.0
#define STAR_Y 131.5
#define STAR_RADIUS 5.2
#define STAR_STEP 14.0

static void
put(struct pdf *p, enum place_name name, struct str text)
{
	(void)pdf_place(p, places[name].at, places[name].type, text);
}

static void
colour_red(cairo_t *cr)
{
	cairo_set_source_rgb(cr, 0.70, 0.07, 0.09);
}

static void
colour_gold(cairo_t *cr)
{
	cairo_set_source_rgb(cr, 0.78, 0.58, 0.16);
}

static void
colour_ink(cairo_t *cr)
{
	cairo_set_source_rgb(cr, 0.08, 0.08, 0.10);
}

static void
rect(cairo_t *cr, double inset_mm, double line_pt)
{
	cairo_new_path(cr);
	cairo_set_line_width(cr, line_pt);
	cairo_rectangle(cr, MM(inset_mm), MM(inset_mm), MM(297 - 2 * inset_mm),
	    MM(210 - 2 * inset_mm));
	cairo_stroke(cr);
}

/* A rice blossom of four petals in each corner, made of the same curve. */
static void
corner(cairo_t *cr, double x, double y)
{
	cairo_save(cr);
	cairo_translate(cr, MM(x), MM(y));
	cairo_new_path(cr);
	for (int i = 0; i < 4; i++) {
		cairo_rotate(cr, 1.5707963267948966);
		cairo_move_to(cr, 0, 0);
		cairo_curve_to(cr, MM(1.6), MM(1.2), MM(4.2), MM(1.6), MM(5.4), 0);
		cairo_curve_to(cr, MM(4.2), MM(-1.6), MM(1.6), MM(-1.2), 0, 0);
	}
	cairo_fill(cr);
	cairo_restore(cr);
}

static void
frame(struct pdf *p)
{
	cairo_t *cr = pdf_cairo(p);

	colour_red(cr);
	rect(cr, 9, 2.6);
	colour_gold(cr);
	rect(cr, 11, 0.8);
	rect(cr, 13.5, 0.4);
	for (int i = 0; i < 4; i++) {
		double x = i % 2 == 0 ? 13.5 : 297 - 13.5, y = i < 2 ? 13.5 : 210 - 13.5;

		cairo_set_source_rgb(cr, 1, 1, 1);
		cairo_new_path(cr);
		cairo_arc(cr, MM(x), MM(y), MM(6), 0, 6.283185307179586);
		cairo_fill(cr);
		colour_gold(cr);
		corner(cr, x, y);
	}
	colour_ink(cr);
}

static void
rule(struct pdf *p, double y_mm, double half_mm)
{
	cairo_t *cr = pdf_cairo(p);

	cairo_new_path(cr);
	cairo_set_line_width(cr, 0.8);
	cairo_move_to(cr, MM(148.5 - half_mm), MM(y_mm));
	cairo_line_to(cr, MM(148.5 + half_mm), MM(y_mm));
	cairo_stroke(cr);
}

/* The rank is also written, so that nobody has to count. */
static void
stars(struct pdf *p, int star)
{
	cairo_set_source_rgb(pdf_cairo(p), 0.90, 0.62, 0.05);
	for (int i = 0; i < star; i++)
		pdf_star(p, 148.5 + (i - (star - 1) / 2.0) * STAR_STEP, STAR_Y, STAR_RADIUS);
	colour_ink(pdf_cairo(p));
}

static void
product(struct pdf *p, const struct certificate_paper *c)
{
	cairo_t *cr = pdf_cairo(p);

	put(p, AT_KIND, S("Sản phẩm"));
	colour_red(cr);
	put(p, AT_PRODUCT, c->product);
	colour_ink(cr);
	put(p, AT_SUBJECT, str_printf(p->mem, "Chủ thể: %.*s", STR_ARG(c->subject)));
	put(p, AT_ADDRESS, str_printf(p->mem, "Địa chỉ: %.*s", STR_ARG(c->address)));
	put(p, AT_RANK, str_printf(p->mem, "Đạt hạng %d sao", c->star));
	stars(p, c->star);
	put(p, AT_PROGRAMME, str_printf(p->mem,
	    "Chương trình mỗi xã một sản phẩm (OCOP) năm %d", c->year));
}

static void
proof(struct pdf *p, const struct certificate_paper *c)
{
	struct str until = c->valid_until.n == 0 ? S("") : str_printf(p->mem,
	    "\nCó giá trị đến hết ngày %.*s", STR_ARG(day_text(p->mem, c->valid_until)));
	struct str code = c->product_code.n == 0 ? S("") : str_printf(p->mem,
	    "\nMã số sản phẩm: %.*s", STR_ARG(c->product_code));

	put(p, AT_DECISION, str_printf(p->mem, "Quyết định số %.*s\nngày %.*s%.*s",
	    STR_ARG(c->decision_no), STR_ARG(day_text(p->mem, c->decided_on)), STR_ARG(until)));
	put(p, AT_CODE, str_printf(p->mem,
	    "Mã tra cứu: %.*s%.*s\nQuét mã hoặc mở %.*s để xem giấy chứng nhận này "
	    "hôm nay còn hiệu lực không. Mã tra cứu do cơ quan cấp bổ sung.",
	    STR_ARG(c->code), STR_ARG(code), STR_ARG(c->url)));
	if (c->record_key.n > 0)
		put(p, AT_KEY, str_printf(p->mem, "Khóa của Sổ công khai: %.*s",
		    STR_ARG(c->record_key)));
	pdf_qr(p, (struct place_in){ .x_mm = QR_X, .y_mm = QR_Y, .w_mm = QR_SIZE }, c->scan);
}

enum rc
certificate_render(const struct certificate_paper *c, struct arena *mem,
    struct fault *fault, struct str *out)
{
	struct pdf_head head = { .author = c->issuer, .made_at = c->made_at,
		.landscape = true, .sample = c->sample };
	struct pdf *p;

	head.title = str_printf(mem, "Giấy chứng nhận sản phẩm OCOP: %.*s", STR_ARG(c->product));
	head.subject = str_printf(mem, "%d sao, Quyết định số %.*s", c->star,
	    STR_ARG(c->decision_no));
	p = pdf_begin(mem, fault, &head);
	frame(p);
	put(p, AT_NATION, S("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
	put(p, AT_MOTTO, S("Độc lập - Tự do - Hạnh phúc"));
	rule(p, 30.2, 31);
	put(p, AT_ISSUER, c->issuer);
	colour_red(pdf_cairo(p));
	put(p, AT_TITLE, S("GIẤY CHỨNG NHẬN"));
	colour_ink(pdf_cairo(p));
	product(p, c);
	proof(p, c);
	put(p, AT_DATE, str_printf(mem, "%.*s, %.*s", STR_ARG(c->place),
	    STR_ARG(day_words(mem, c->decided_on))));
	put(p, AT_SIGNER, c->signer_title);
	put(p, AT_NAME, c->signer_name);
	return pdf_end(p, out);
}

/*
 * codes: the pages of a scan (PDF, or one picture is one page): the code that
 * our printed forms carry, and a picture of each page for people.
 *
 * Only QR, and only texts of the shape of our codes leave this file: other
 * codes on a paper (a trace stamp, a shop's) are not ours to read out. Whether
 * a text is a code of this office is asked by the server, which has the key.
 *
 * A page is read at several sizes: a scan of 300 dpi is sharper when made
 * smaller, a telephone's photo may need all its points. Rotation costs nothing:
 * libzbar reads a QR in any of them. Uneven light is met by a second look in
 * which each point is compared with the mean around it.
 */
#include <poppler.h>
#include <stdlib.h>
#include <string.h>
#include <vips/vips.h>
#include <zbar.h>

#include "look.h"

#define READ_PX 2400     /* longer side of what is read */
#define SHOW_PX 1654     /* … of what is shown: 140 points an inch of A4 */
#define MARK "O1"
#define MARK_LETTERS 38

/* ---- reading --------------------------------------------------------------- */

static bool
is_ours(const char *text, unsigned n)
{
	if (n != MARK_LETTERS || memcmp(text, MARK, 2) != 0)
		return false;
	for (unsigned i = 2; i < n; i++)
		if (!((text[i] >= 'A' && text[i] <= 'Z') || (text[i] >= '2' && text[i] <= '7')))
			return false;
	return true;
}

static void
take(const zbar_image_t *image, struct seen_page *p)
{
	const zbar_symbol_t *s = zbar_image_first_symbol(image);

	for (; s != NULL; s = zbar_symbol_next(s)) {
		const char *text = zbar_symbol_get_data(s);
		unsigned n = zbar_symbol_get_data_length(s);

		if (text == NULL || !is_ours(text, n) ||
		    (p->codes > 0 && memcmp(p->code, text, n) == 0))
			continue;
		if (p->codes++ == 0)
			memcpy(p->code, text, n);
	}
}

/* The filter of calls forbids what character sets need; codes are ASCII. */
static zbar_image_scanner_t *
scanner(void)
{
	static zbar_image_scanner_t *s;

	if (s != NULL)
		return s;
	s = zbar_image_scanner_create();
	if (s == NULL)
		return NULL;
	(void)zbar_image_scanner_set_config(s, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
	(void)zbar_image_scanner_set_config(s, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
	(void)zbar_image_scanner_set_config(s, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
	return s;
}

/* One look at a grey picture as it is. */
static void
read_grey(VipsImage *grey, struct seen_page *p)
{
	zbar_image_t *image = zbar_image_create();
	size_t n = 0;
	void *points = vips_image_write_to_memory(grey, &n);

	if (image != NULL && points != NULL && scanner() != NULL) {
		zbar_image_set_format(image, (unsigned long)zbar_fourcc('Y', '8', '0', '0'));
		zbar_image_set_size(image, (unsigned)grey->Xsize, (unsigned)grey->Ysize);
		zbar_image_set_data(image, points, n, NULL);
		if (zbar_scan_image(scanner(), image) > 0)
			take(image, p);
	}
	if (image != NULL)
		zbar_image_destroy(image);
	g_free(points);
}

static void
read_sized(VipsImage *grey, double scale, struct seen_page *p)
{
	VipsImage *sized = NULL;

	if (p->codes == 0 && vips_resize(grey, &sized, scale, NULL) == 0) {
		read_grey(sized, p);
		g_object_unref(sized);
	}
}

/* White where a point is hardly darker than the mean around it: shadows go, the
 * modules stay. */
static void
read_evened(VipsImage *grey, struct seen_page *p)
{
	VipsImage *mean = NULL, *rest = NULL, *cast = NULL;

	if (p->codes == 0 && vips_gaussblur(grey, &mean, 20, NULL) == 0 &&
	    vips_subtract(grey, mean, &rest, NULL) == 0 &&
	    vips_linear1(rest, &cast, 4.0, 190.0, "uchar", TRUE, NULL) == 0)
		read_grey(cast, p);
	g_clear_object(&cast);
	g_clear_object(&rest);
	g_clear_object(&mean);
}

static void
read_codes(VipsImage *page, struct seen_page *p)
{
	const int longer = page->Xsize > page->Ysize ? page->Xsize : page->Ysize;
	VipsImage *grey = NULL, *kept = NULL;
	double scale = longer > READ_PX ? (double)READ_PX / longer : 1;

	if (vips_colourspace(page, &grey, VIPS_INTERPRETATION_B_W, NULL) != 0)
		return;
	if (vips_image_hasalpha(grey)) {
		VipsImage *flat = NULL;

		if (vips_flatten(grey, &flat, NULL) == 0) {
			g_object_unref(grey);
			grey = flat;
		}
	}
	if (vips_extract_band(grey, &kept, 0, NULL) == 0) {
		read_sized(kept, scale, p);
		read_sized(kept, scale / 1.6, p);
		if (scale < 1)
			read_sized(kept, 1, p);
		if (longer < READ_PX) /* few points for a module: between them there is more to see */
			read_sized(kept, 2, p);
		read_evened(kept, p);
		g_object_unref(kept);
	}
	g_object_unref(grey);
}

/* ---- showing ---------------------------------------------------------------- */

static void
show(VipsImage *page, struct seen_page *p)
{
	const int longer = page->Xsize > page->Ysize ? page->Xsize : page->Ysize;
	VipsArrayDouble *white = vips_array_double_newv(1, 255.0);
	VipsImage *sized = NULL;
	void *jpeg = NULL;
	size_t n = 0;

	if (vips_resize(page, &sized, longer > SHOW_PX ? (double)SHOW_PX / longer : 1,
	    NULL) == 0 && vips_jpegsave_buffer(sized, &jpeg, &n, "Q", 60, "strip", TRUE,
	    "optimize_coding", TRUE, "background", white, NULL) == 0 &&
	    write_fd(FD_THUMB, jpeg, n))
		p->picture_bytes = n;
	g_free(jpeg);
	g_clear_object(&sized);
	vips_area_unref(VIPS_AREA(white));
}

/* ---- where pages come from --------------------------------------------------- */

static VipsImage *
drawn(PopplerPage *page)
{
	int width, height;
	uint8_t *rgb = page_draw(page, READ_PX, &width, &height);
	VipsImage *image = rgb == NULL ? NULL : vips_image_new_from_memory_copy(rgb,
	    (size_t)width * (size_t)height * 3, width, height, 3, VIPS_FORMAT_UCHAR);

	if (image != NULL)
		image->Type = VIPS_INTERPRETATION_sRGB;
	g_free(rgb);
	return image;
}

static void
page_see(VipsImage *page, struct seen_page *p)
{
	if (page == NULL)
		return;
	read_codes(page, p);
	show(page, p);
	g_object_unref(page);
}

static bool
document_codes(struct bytes file, struct seen *s, struct answer *a)
{
	GBytes *bytes = g_bytes_new_static(file.p, file.n);
	PopplerDocument *doc = poppler_document_new_from_bytes(bytes, NULL, NULL);

	if (doc == NULL)
		return refuse(a, "file_cut", "%s", "");
	a->pages = poppler_document_get_n_pages(doc);
	if (s->from > a->pages)
		s->n = 0;
	else if (s->n > a->pages - s->from + 1)
		s->n = a->pages - s->from + 1;
	for (int i = 0; i < s->n; i++) {
		PopplerPage *page = poppler_document_get_page(doc, s->from - 1 + i);

		if (page == NULL)
			continue;
		page_see(drawn(page), &s->v[i]);
		g_object_unref(page);
	}
	return true;
}

static bool
picture_codes(struct bytes file, struct seen *s, struct answer *a)
{
	VipsImage *image, *upright = NULL;

	if (!picture_look(file, a))
		return false;
	a->pages = 1;
	s->n = s->from == 1 ? 1 : 0;
	image = vips_image_new_from_buffer(file.p, file.n, "", NULL);
	if (s->n == 1 && image != NULL && vips_autorot(image, &upright, NULL) == 0)
		page_see(vips_image_copy_memory(upright), &s->v[0]);
	g_clear_object(&upright);
	g_clear_object(&image);
	return true;
}

bool
codes_look(struct bytes file, struct seen *s, struct answer *a)
{
	enum kind kind = kind_find(file, a);

	if (a->refused != NULL)
		return false;
	if (!start_vips())
		return refuse(a, "look_away", "%s", "libvips");
	if (kind == KIND_PDF)
		return document_codes(file, s, a);
	if (kind == KIND_JPEG || kind == KIND_PNG || kind == KIND_WEBP)
		return picture_codes(file, s, a);
	return refuse(a, "file_kind", "%s", a->mime);
}

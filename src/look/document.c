/*
 * document: PDF by poppler, office files by their directory.
 */
#include <cairo.h>
#include <poppler.h>
#include <string.h>

#include "look.h"

#define TAIL_BYTES ((size_t)64 * 1024)

static bool
tail_has(struct bytes file, const void *word, size_t n)
{
	size_t tail = file.n < TAIL_BYTES ? file.n : TAIL_BYTES;

	return memmem(file.p + (file.n - tail), tail, word, n) != NULL;
}

/* cairo keeps a point as 0xXXRRGGBB in the machine's order. */
static void
rgb_of_cairo(cairo_surface_t *s, uint8_t *rgb, int width, int height)
{
	const uint8_t *row = cairo_image_surface_get_data(s);
	int stride = cairo_image_surface_get_stride(s);

	for (int y = 0; y < height; y++, row += stride)
		for (int x = 0; x < width; x++) {
			uint32_t v;

			memcpy(&v, row + (size_t)x * 4, sizeof(v));
			*rgb++ = (uint8_t)(v >> 16);
			*rgb++ = (uint8_t)(v >> 8);
			*rgb++ = (uint8_t)v;
		}
}

uint8_t *
page_draw(PopplerPage *page, double longest_px, int *width, int *height)
{
	double w, h, scale;
	cairo_surface_t *s;
	cairo_t *cr;
	uint8_t *rgb;

	poppler_page_get_size(page, &w, &h);
	if (!(w >= 1 && h >= 1 && w < 20000 && h < 20000))
		return NULL;
	scale = longest_px / (w > h ? w : h);
	*width = (int)(w * scale) < 1 ? 1 : (int)(w * scale);
	*height = (int)(h * scale) < 1 ? 1 : (int)(h * scale);
	s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, *width, *height);
	cr = cairo_create(s);
	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	cairo_scale(cr, scale, scale);
	poppler_page_render(page, cr);
	cairo_destroy(cr);
	cairo_surface_flush(s);
	rgb = g_malloc((size_t)*width * (size_t)*height * 3);
	rgb_of_cairo(s, rgb, *width, *height);
	cairo_surface_destroy(s);
	return rgb;
}

static bool
page_thumb(PopplerPage *page)
{
	int width, height;
	uint8_t *rgb = page_draw(page, THUMB_PX, &width, &height);
	bool ok = rgb != NULL && picture_thumb_of_rgb(rgb, width, height);

	g_free(rgb);
	return ok;
}

bool
document_look(struct bytes file, struct answer *a)
{
	GError *error = NULL;
	GBytes *bytes = g_bytes_new_static(file.p, file.n);
	PopplerDocument *doc = poppler_document_new_from_bytes(bytes, NULL, &error);
	PopplerPage *page;

	if (doc == NULL)
		return refuse(a, g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ?
		    "file_locked" : "file_cut", "%s", "");
	a->pages = poppler_document_get_n_pages(doc);
	/* Poppler mends cut files and shows what is left of them; an officer must
	 * not take a part for the whole. */
	if (a->pages < 1 || !tail_has(file, "%%EOF", 5))
		return refuse(a, "file_cut", "%s", "");
	page = poppler_document_get_page(doc, 0);
	if (page == NULL)
		return refuse(a, "file_cut", "%s", "");
	/* A page that cannot be drawn small may still be read large: no refusal. */
	(void)page_thumb(page);
	g_object_unref(page);
	return true;
}

bool
office_look(struct bytes file, struct answer *a)
{
	if (!tail_has(file, "PK\5\6", 4))
		return refuse(a, "file_cut", "%s", "");
	if (memmem(file.p, file.n, "vbaProject.bin", 14) != NULL)
		return refuse(a, "file_program", "%s", "macro");
	return true;
}

/* sample_photo: see sample_photo.h. */
#include "paper/sample_photo.h"

#include <pango/pangocairo.h>

#include "base/buf.h"
#include "paper/pdf.h"

#define WIDTH 960
#define HEIGHT 720

struct colours {
	double back[3], jar[3], lid[3];
};

static const struct colours palette[] = {
	{ { .93, .96, .90 }, { .85, .62, .20 }, { .45, .30, .12 } },
	{ { .97, .93, .88 }, { .72, .33, .20 }, { .30, .16, .10 } },
	{ { .90, .95, .96 }, { .36, .56, .34 }, { .16, .30, .18 } },
	{ { .96, .94, .97 }, { .52, .38, .60 }, { .26, .18, .34 } },
};

static void
round_box(cairo_t *c, double x, double y, double w, double h)
{
	const double r = 42, half = 1.5707963267948966;

	cairo_new_path(c);
	cairo_arc(c, x + w - r, y + r, r, -half, 0);
	cairo_arc(c, x + w - r, y + h - r, r, 0, half);
	cairo_arc(c, x + r, y + h - r, r, half, 2 * half);
	cairo_arc(c, x + r, y + r, r, 2 * half, 3 * half);
	cairo_close_path(c);
}

static void
draw_jar(cairo_t *c, const struct colours *k)
{
	cairo_set_source_rgb(c, k->back[0], k->back[1], k->back[2]);
	cairo_paint(c);
	cairo_set_source_rgb(c, k->back[0] * .9, k->back[1] * .9, k->back[2] * .9);
	cairo_rectangle(c, 0, 560, WIDTH, HEIGHT - 560);
	cairo_fill(c);
	cairo_set_source_rgb(c, k->jar[0], k->jar[1], k->jar[2]);
	round_box(c, 290, 150, 380, 470);
	cairo_fill(c);
	cairo_set_source_rgb(c, k->lid[0], k->lid[1], k->lid[2]);
	round_box(c, 320, 90, 320, 96);
	cairo_fill(c);
	cairo_set_source_rgb(c, 1, 1, .98);
	cairo_rectangle(c, 290, 290, 380, 210);
	cairo_fill(c);
}

/* Centred lines on the label, as large as they fit; whether all letters are
 * there. */
static bool
draw_words(cairo_t *c, struct str words, double y, double size)
{
	PangoLayout *l = pango_cairo_create_layout(c);
	PangoFontDescription *f = pango_font_description_from_string("Noto Sans Bold");
	bool known;
	int high;

	pango_font_description_set_absolute_size(f, size * PANGO_SCALE);
	pango_layout_set_font_description(l, f);
	pango_layout_set_width(l, 350 * PANGO_SCALE);
	pango_layout_set_alignment(l, PANGO_ALIGN_CENTER);
	pango_layout_set_text(l, words.p, (int)words.n);
	pango_layout_get_pixel_size(l, NULL, &high);
	known = pango_layout_get_unknown_glyphs_count(l) == 0;
	cairo_set_source_rgb(c, .12, .2, .16);
	cairo_move_to(c, 305, y - high / 2.0);
	pango_cairo_show_layout(c, l);
	pango_font_description_free(f);
	g_object_unref(l);
	return known;
}

static cairo_status_t
put_bytes(void *to, const unsigned char *p, unsigned n)
{
	buf_put(to, (struct str){ (const char *)p, n });
	return CAIRO_STATUS_SUCCESS;
}

enum rc
sample_photo_render(struct str name, int kind, struct arena *mem,
    struct fault *fault, struct str *png)
{
	struct { struct fault *fault; } to = { fault };
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH,
	    HEIGHT);
	cairo_t *c = cairo_create(s);
	struct buf b = buf_new(mem, MIB);
	bool known;

	draw_jar(c, &palette[kind % 4]);
	known = draw_words(c, name, 370, 38);
	known = draw_words(c, S("Ảnh mẫu"), 462, 24) && known;
	cairo_destroy(c);
	if (cairo_surface_write_to_png_stream(s, put_bytes, &b) !=
	    CAIRO_STATUS_SUCCESS)
		known = false;
	cairo_surface_destroy(s);
	if (!known || !buf_ok(&b))
		return FAIL(&to, WHY_PAPER_LETTER, "%.*s", STR_ARG(name));
	*png = buf_str(&b);
	return RC_OK;
}

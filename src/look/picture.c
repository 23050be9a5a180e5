/*
 * picture: size and thumbnail, by libvips.
 *
 * The header is read first: a picture of 60,000 × 60,000 points fits in 400 KB
 * of PNG and would take minutes and gigabytes to open.
 */
#include <stdlib.h>
#include <vips/vips.h>

#include "look.h"

bool
start_vips(void)
{
	static bool started;

	if (started)
		return true;
	/* No plug-ins: what we accept is built in (but for heic.c), and each of
	 * them is a library more that reads strangers' bytes. */
	(void)setenv("VIPSHOME", "/nonexistent", 1);
	if (vips_init("ocop-look") != 0)
		return false;
	vips_block_untrusted_set(TRUE);
	vips_concurrency_set(1);
	vips_cache_set_max(0);
	started = true;
	return true;
}

bool
picture_look(struct bytes file, struct answer *a)
{
	VipsImage *head;
	long long w, h;

	if (!start_vips())
		return refuse(a, "look_away", "%s", "libvips");
	head = vips_image_new_from_buffer(file.p, file.n, "", "access",
	    VIPS_ACCESS_SEQUENTIAL, NULL);
	if (head == NULL)
		return refuse(a, "file_cut", "%s", "");
	w = vips_image_get_width(head);
	h = vips_image_get_height(head);
	a->orientation = vips_image_get_orientation(head);
	g_object_unref(head);
	if (w * h > PIXELS_MAX)
		return refuse(a, "file_pixels", "%lld × %lld", w, h);
	a->width = (int)(a->orientation > 4 ? h : w);
	a->height = (int)(a->orientation > 4 ? w : h);
	return true;
}

/* `strip` drops every kind of metadata in JPEG (in WebP, libvips 8.14 would
 * leave the place where the photo was taken). */
static bool
save_jpeg(VipsImage *image)
{
	VipsArrayDouble *white = vips_array_double_newv(1, 255.0);
	void *jpeg = NULL;
	size_t n = 0;
	bool ok = vips_jpegsave_buffer(image, &jpeg, &n, "Q", 72, "strip", TRUE,
	    "optimize_coding", TRUE, "background", white, NULL) == 0 &&
	    write_fd(FD_THUMB, jpeg, n);

	vips_area_unref(VIPS_AREA(white));
	g_free(jpeg);
	return ok;
}

bool
picture_thumb(struct bytes file, struct answer *a)
{
	VipsImage *small = NULL;
	bool ok;

	/* libvips does not write to the buffer; its type forgot to say so. */
	if (vips_thumbnail_buffer((void *)(uintptr_t)file.p, file.n, &small, THUMB_PX,
	    "height", THUMB_PX, "size", VIPS_SIZE_DOWN, "fail_on",
	    VIPS_FAIL_ON_TRUNCATED, NULL) != 0)
		return refuse(a, "file_cut", "%s", "");
	ok = save_jpeg(small);
	g_object_unref(small);
	return ok || refuse(a, "file_cut", "%s", "");
}

bool
picture_thumb_of_rgb(const uint8_t *rgb, int width, int height)
{
	VipsImage *image;
	bool ok;

	if (!start_vips())
		return false;
	image = vips_image_new_from_memory(rgb, (size_t)width * (size_t)height * 3,
	    width, height, 3, VIPS_FORMAT_UCHAR);
	if (image == NULL)
		return false;
	image->Type = VIPS_INTERPRETATION_sRGB;
	ok = save_jpeg(image);
	g_object_unref(image);
	return ok;
}

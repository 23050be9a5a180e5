/*
 * heic: photos as telephones keep them (HEVC in ISO 14496-12 boxes).
 *
 * Debian's libvips reads them by a module of its own, which brings libheif and
 * libde265. All other modules stay out, and this one is loaded only for a file
 * that says it is HEIC, when power is long given up. Where it cannot be loaded
 * (not installed; a kernel without Landlock, where nothing may be opened) such
 * files are refused as a kind that is not taken.
 */
#include <dlfcn.h>
#include <gmodule.h>
#include <stdio.h>
#include <string.h>
#include <vips/vips.h>

#include "look.h"

#define COPY_MORE ((size_t)1000 * 1000) /* as power.c lets a file grow past the given one */

/* Beside libvips itself: LIBDIR/vips-modules-8.14/vips-heif.so. */
static bool
module_load(void)
{
	char path[400];
	Dl_info at;
	const char *end;

	if (dladdr((const void *)(uintptr_t)vips_init, &at) == 0 ||
	    (end = strrchr(at.dli_fname, '/')) == NULL)
		return false;
	(void)snprintf(path, sizeof(path), "%.*s/vips-modules-%d.%d/vips-heif.so",
	    (int)(end - at.dli_fname), at.dli_fname, vips_version(0), vips_version(1));
	return g_module_open(path, G_MODULE_BIND_LAZY) != NULL;
}

/* The outermost boxes fill the file to its last byte: nothing was cut off and
 * nothing hangs behind. */
static bool
is_whole(struct bytes f)
{
	size_t at = 0;

	while (at < f.n) {
		uint64_t n;

		if (f.n - at < 8)
			return false;
		n = read_be(f.p + at, 4);
		if (n == 0) /* the last box goes on to the end */
			return at > 0;
		if (n == 1)
			n = f.n - at < 16 ? 0 : read_be(f.p + at + 8, 8);
		if (n < 8 || n > f.n - at)
			return false;
		at += (size_t)n;
	}
	return at > 0;
}

bool
heic_look(struct bytes file, struct answer *a)
{
	if (!is_whole(file))
		return refuse(a, "file_cut", "%s", "");
	if (!start_vips() || !module_load())
		return refuse(a, "file_kind", "%s", a->mime);
	return true;
}

/* As good as fits: a small file of much noise makes a large JPEG. */
static bool
copy_write(VipsImage *image, size_t most_bytes)
{
	static const int qualities[] = { 82, 65, 45, 25 };
	bool ok = false;

	for (size_t i = 0; i < sizeof(qualities) / sizeof(qualities[0]) && !ok; i++) {
		void *jpeg = NULL;
		size_t n = 0;

		if (vips_jpegsave_buffer(image, &jpeg, &n, "Q", qualities[i], "strip", TRUE, NULL) != 0)
			return false;
		ok = n <= most_bytes && write_fd(FD_CLEAN, jpeg, n);
		g_free(jpeg);
	}
	return ok;
}

bool
heic_copy(struct bytes file, struct answer *a)
{
	VipsImage *image = NULL, *kept;
	bool ok;

	/* Colours of telephones are wider than those of screens without a profile. */
	if (vips_thumbnail_buffer((void *)(uintptr_t)file.p, file.n, &image, COPY_PX,
	    "height", COPY_PX, "size", VIPS_SIZE_DOWN, "fail_on", VIPS_FAIL_ON_TRUNCATED,
	    "export_profile", "srgb", NULL) != 0)
		return refuse(a, "file_cut", "%s", "");
	kept = vips_image_copy_memory(image); /* decoded once, however often it is saved */
	g_object_unref(image);
	if (kept == NULL)
		return refuse(a, "file_cut", "%s", "");
	ok = copy_write(kept, file.n + COPY_MORE);
	g_object_unref(kept);
	return ok || refuse(a, "file_cut", "%s", "");
}

/*
 * What the tests of looking at files share: a store in a folder of its own, and
 * samples made here, so that the repository holds no hostile file: pictures by
 * cairo, a JPEG by ocop-look itself (its thumbnails are JPEGs).
 */
#ifndef UNIT_LOOK_HELP_H
#define UNIT_LOOK_HELP_H

#include "unit.h"

#include <cairo.h>
#include <fcntl.h>
#include <libgen.h>
#include <unistd.h>

#include "base/buf.h"
#include "blob/look.h"

static struct blobs store;
static struct fault fault;
static int n_files;

static inline void
begin(void)
{
	char dir[] = "/tmp/ocop-look-XXXXXX";
	static char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);

	fault = (struct fault){ 0 };
	if (mkdtemp(dir) == NULL || n < 0)
		abort();
	self[n] = 0;
	CHECK_INT(blobs_open(&store, str_c(dir), unit_mem(), &fault), RC_OK);
	/* build/unit/look -> build/ocop-look */
	store.look = str_printf(unit_mem(), "%s/ocop-look", dirname(dirname(self)));
}

static inline void
end(void)
{
	CHECK(str_starts(store.dir, S("/tmp/ocop-look-")));
	/* nothing temporary is left */
	CHECK_INT(system(str_z(unit_mem(), str_printf(unit_mem(), "test -z \"$(ls -A %.*s/upload)\"", STR_ARG(store.dir)))), 0);
	CHECK_INT(system(str_z(unit_mem(), str_printf(unit_mem(), "rm -r %.*s", STR_ARG(store.dir)))), 0);
}

/* Looks at bytes under a name; the code of the refusal, or "". */
static inline struct str
look_as(struct str bytes, const char *name, enum look_for purpose, struct looked *out)
{
	struct str path = str_printf(unit_mem(), "%.*s/sample%d", STR_ARG(store.dir), n_files++);
	struct look_at at = { path, str_c(name), purpose };
	int fd = open(str_z(unit_mem(), path), O_WRONLY | O_CREAT | O_EXCL, 0600);

	fault = (struct fault){ 0 };
	CHECK(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n);
	close(fd);
	*out = (struct looked){ 0 };
	if (look_and_keep(&store, &at, unit_mem(), &fault, out) == RC_OK)
		return S("");
	CHECK(out->file.hash.n == 0);
	return fault.why == NULL ? S("?") : str_c(fault.why->code);
}

static inline struct str
blob_bytes(struct str hash)
{
	int64_t n = 0;
	int fd = -1;
	char *p;

	if (blob_open(&store, hash, &fault, &fd, &n) != RC_OK)
		return S("");
	p = arena_alloc(unit_mem(), (size_t)n + 1);
	CHECK(read(fd, p, (size_t)n) == n);
	close(fd);
	return (struct str){ p, (size_t)n };
}

/* ---- samples ------------------------------------------------------------------ */

static inline cairo_status_t
take(void *closure, const unsigned char *p, unsigned n)
{
	buf_put(closure, (struct str){ (const char *)p, n });
	return CAIRO_STATUS_SUCCESS;
}

static inline void
paint(cairo_t *cr, double w, double h)
{
	for (int i = 0; i < 40; i++) {
		cairo_set_source_rgb(cr, i / 40.0, 0.5, 1 - i / 40.0);
		cairo_rectangle(cr, w * i / 40, h * (i % 7) / 8, w / 20, h / 3);
		cairo_fill(cr);
	}
}

static inline struct str
png(int w, int h)
{
	struct buf b = buf_new(unit_mem(), 16 * MIB);
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
	cairo_t *cr = cairo_create(s);

	paint(cr, w, h);
	cairo_destroy(cr), cairo_surface_write_to_png_stream(s, take, &b);
	cairo_surface_destroy(s);
	return buf_str(&b);
}

static inline struct str
jpeg(void)
{
	struct looked l;

	CHECK_STR(look_as(png(900, 600), "x.png", LOOK_EVIDENCE, &l), S(""));
	return blob_bytes(l.thumb.hash);
}

/* A JPEG as a telephone writes it: rotation, a comment, where it was taken (in
 * EXIF and again in XMP), and a second picture behind the end. */
static inline struct str
with_secrets(struct str j, int orientation)
{
	static const unsigned char exif[] = { 0xff, 0xe1, 0, 118, 'E', 'x', 'i', 'f', 0, 0,
		'M', 'M', 0, 42, 0, 0, 0, 8, 0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0,
		0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0,
		0, 4, 0, 1, 0, 2, 0, 0, 0, 2, 'N', 0, 0, 0, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 92,
		0, 3, 0, 2, 0, 0, 0, 2, 'E', 0, 0, 0, 0, 4, 0, 5, 0, 0, 0, 3, 0, 0, 0, 92,
		0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0, 58, 0, 0, 0, 1, 0, 0 };
	struct buf b = buf_new(unit_mem(), 4 * MIB);
	char block[sizeof(exif) + 6];

	memcpy(block, exif, sizeof(exif));
	memset(block + sizeof(exif), 0, 6);
	block[29] = (char)orientation;
	buf_put(&b, str_head(j, 2));
	buf_put(&b, (struct str){ block, 120 });
	buf_lit(&b, "\xff\xe1\x00\x2ahttp://ns.adobe.com/xap/1.0/\0GPSLatitude");
	buf_lit(&b, "\xff\xfe\x00\x0eSECRET WORDS");
	buf_put(&b, str_from(j, 2));
	buf_put(&b, str_head(j, 2));
	buf_put(&b, (struct str){ block, 120 });
	buf_lit(&b, "SECOND SECRET");
	return buf_str(&b);
}

#endif

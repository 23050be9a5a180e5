/*
 * clean: a photo without what was written beside its pixels.
 *
 * Cameras write where and when a photo was taken, by which device, and often
 * a second small picture. None of that is for the public. Pixels are copied
 * bit by bit, so nothing is recompressed; the rotation stays, as an EXIF block
 * of 26 bytes that holds nothing else, or phones' photos would lie down.
 */
#include <string.h>
#include <unistd.h>

#include "look.h"

#define EXIF_BYTES 26

/* A TIFF head with one entry: 0x0112 Orientation. */
static void
exif_of(int orientation, uint8_t out[EXIF_BYTES])
{
	static const uint8_t head[EXIF_BYTES] = { 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
		0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 };

	memcpy(out, head, EXIF_BYTES);
	out[19] = (uint8_t)orientation;
}

uint64_t
read_be(const uint8_t *p, int n)
{
	uint64_t v = 0;

	for (int i = 0; i < n; i++)
		v = v << 8 | p[i];
	return v;
}

static uint32_t
read_le(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* ---- JPEG ------------------------------------------------------------------- */

static bool
jpeg_exif(int orientation, int out)
{
	uint8_t block[10 + EXIF_BYTES] = { 0xff, 0xe1, 0, 8 + EXIF_BYTES, 'E', 'x', 'i', 'f', 0, 0 };

	if (orientation <= 1)
		return true;
	exif_of(orientation, block + 10);
	return write_fd(out, block, sizeof(block));
}

/* JFIF may carry a thumbnail of its own; the head alone is kept. */
static bool
jpeg_jfif(const uint8_t *body, size_t n, int out)
{
	uint8_t block[18] = { 0xff, 0xe0, 0, 16 };

	if (n < 14 || memcmp(body, "JFIF", 5) != 0)
		return true;
	memcpy(block + 4, body, 12);
	return write_fd(out, block, sizeof(block));
}

static bool
jpeg_keeps(uint8_t marker, const uint8_t *body, size_t n)
{
	if (marker == 0xfe)
		return false; /* a comment */
	if (marker < 0xe0 || marker > 0xef)
		return true;
	return (marker == 0xe2 && n >= 12 && memcmp(body, "ICC_PROFILE", 12) == 0) ||
	    (marker == 0xee && n >= 5 && memcmp(body, "Adobe", 5) == 0);
}

/* The end of the coded points that begin at `at`: the next marker that is
 * none of theirs. */
static size_t
jpeg_scan_end(struct bytes f, size_t at)
{
	for (; at + 1 < f.n; at++)
		if (f.p[at] == 0xff && f.p[at + 1] != 0 && f.p[at + 1] != 0xff &&
		    (f.p[at + 1] < 0xd0 || f.p[at + 1] > 0xd7))
			return at;
	return f.n;
}

static bool
clean_jpeg(struct bytes f, int orientation, int out)
{
	size_t at = 2;

	if (f.n < 4 || !write_fd(out, f.p, 2) || !jpeg_exif(orientation, out))
		return false;
	while (at + 2 <= f.n) {
		uint8_t marker = f.p[at + 1];
		size_t n, end;

		if (f.p[at] != 0xff)
			return false;
		if (marker == 0xff) {
			at++;
			continue;
		}
		if (marker == 0xd9) /* what follows (a second picture, a film) is not copied */
			return write_fd(out, "\xff\xd9", 2);
		if (at + 4 > f.n)
			return false;
		n = read_be(f.p + at + 2, 2);
		if (n < 2 || at + 2 + n > f.n)
			return false;
		end = marker == 0xda ? jpeg_scan_end(f, at + 2 + n) : at + 2 + n;
		if (marker == 0xe0 && !jpeg_jfif(f.p + at + 4, n - 2, out))
			return false;
		if (jpeg_keeps(marker, f.p + at + 4, n - 2) &&
		    !write_fd(out, f.p + at, end - at))
			return false;
		at = end;
	}
	return false; /* no end: the file was cut */
}

/* ---- PNG -------------------------------------------------------------------- */

static uint32_t
crc32_of(const uint8_t *p, size_t n)
{
	uint32_t c = 0xffffffffu;

	while (n-- > 0) {
		c ^= *p++;
		for (int i = 0; i < 8; i++)
			c = c >> 1 ^ (c & 1 ? 0xedb88320u : 0);
	}
	return ~c;
}

static bool
png_exif(int orientation, int out)
{
	uint8_t chunk[12 + EXIF_BYTES] = { 0, 0, 0, EXIF_BYTES, 'e', 'X', 'I', 'f' };
	uint32_t crc;

	if (orientation <= 1)
		return true;
	exif_of(orientation, chunk + 8);
	crc = crc32_of(chunk + 4, 4 + EXIF_BYTES);
	for (int i = 0; i < 4; i++)
		chunk[8 + EXIF_BYTES + i] = (uint8_t)(crc >> (24 - 8 * i));
	return write_fd(out, chunk, sizeof(chunk));
}

static bool
png_keeps(const uint8_t *type)
{
	static const char keep[][5] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA",
		"cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs" };

	for (size_t i = 0; i < sizeof(keep) / sizeof(keep[0]); i++)
		if (memcmp(type, keep[i], 4) == 0)
			return true;
	return false;
}

static bool
clean_png(struct bytes f, int orientation, int out)
{
	size_t at = 8;

	if (f.n < 8 || !write_fd(out, f.p, 8))
		return false;
	while (at + 12 <= f.n) {
		size_t n = (size_t)read_be(f.p + at, 4) + 12;

		if (n > f.n - at)
			return false;
		if (png_keeps(f.p + at + 4) && !write_fd(out, f.p + at, n))
			return false;
		if (memcmp(f.p + at + 4, "IHDR", 4) == 0 && !png_exif(orientation, out))
			return false;
		if (memcmp(f.p + at + 4, "IEND", 4) == 0)
			return true;
		at += n;
	}
	return false;
}

/* ---- WebP ------------------------------------------------------------------- */

static bool
webp_keeps(const uint8_t *type)
{
	return memcmp(type, "EXIF", 4) != 0 && memcmp(type, "XMP ", 4) != 0;
}

/* Copies the chunks that stay, and counts their bytes. */
static bool
webp_chunks(struct bytes f, int out, bool exif, size_t *total)
{
	size_t at = 12;

	*total = 4;
	while (at + 8 <= f.n) {
		size_t n = (size_t)read_le(f.p + at + 4);

		n += 8 + (n & 1);
		if (n > f.n - at)
			return false;
		if (webp_keeps(f.p + at)) {
			*total += n;
			if (memcmp(f.p + at, "VP8X", 4) == 0 && n == 18) {
				uint8_t head[18];

				memcpy(head, f.p + at, 18);
				head[8] = (uint8_t)((head[8] & ~0x0c) | (exif ? 0x08 : 0));
				if (!write_fd(out, head, 18))
					return false;
			} else if (!write_fd(out, f.p + at, n)) {
				return false;
			}
		}
		at += n;
	}
	return true;
}

static bool
clean_webp(struct bytes f, int orientation, int out)
{
	uint8_t head[12] = { 'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P' };
	uint8_t chunk[8 + EXIF_BYTES] = { 'E', 'X', 'I', 'F', EXIF_BYTES };
	bool exif = orientation > 1;
	size_t total;

	if (f.n < 20 || read_le(f.p + 4) > f.n - 8)
		return false;
	if (read_le(f.p + 4) < f.n - 8)
		f.n = (size_t)read_le(f.p + 4) + 8; /* what follows is not the picture */
	if (f.n < 20 || !webp_chunks(f, -1, exif, &total))
		return false;
	if (exif)
		total += sizeof(chunk);
	for (int i = 0; i < 4; i++)
		head[4 + i] = (uint8_t)(total >> (8 * i));
	if (!write_fd(out, head, sizeof(head)) || !webp_chunks(f, out, exif, &total))
		return false;
	exif_of(orientation, chunk + 8);
	return !exif || write_fd(out, chunk, sizeof(chunk));
}

bool
clean_picture(enum kind kind, struct bytes f, int orientation, int out)
{
	return kind == KIND_JPEG ? clean_jpeg(f, orientation, out) :
	    kind == KIND_PNG ? clean_png(f, orientation, out) :
	    clean_webp(f, orientation, out);
}

/*
 * Photos as telephones keep them: what is shown of them, what is not, and that
 * a hostile one only gets a refusal in words.
 */
#include "look_help.h"

#include "base/hash.h"

/* As a telephone keeps it, made by Debian's heif-enc from a PNG or a JPEG. */
static struct str
heic(struct str picture, const char *ending)
{
	struct str at = str_printf(unit_mem(), "%.*s/heic%d", STR_ARG(store.dir), n_files++);
	FILE *f = fopen(str_z(unit_mem(), str_printf(unit_mem(), "%.*s%s", STR_ARG(at), ending)), "w");
	char *p = arena_alloc(unit_mem(), 8 * MIB);
	size_t n;

	CHECK(f != NULL && fwrite(picture.p, 1, picture.n, f) == picture.n && fclose(f) == 0);
	CHECK_INT(system(str_z(unit_mem(), str_printf(unit_mem(),
	    "heif-enc -q 40 -o %.*s.heic %.*s%s >/dev/null 2>&1", STR_ARG(at), STR_ARG(at), ending))), 0);
	f = fopen(str_z(unit_mem(), str_printf(unit_mem(), "%.*s.heic", STR_ARG(at))), "r");
	if (f == NULL)
		return S("");
	n = fread(p, 1, 8 * MIB, f);
	(void)fclose(f);
	return (struct str){ p, n };
}

/* A copy with one place written over. */
static struct str
spoilt(struct str s, size_t at, const char *bytes, size_t n)
{
	char *p = arena_alloc(unit_mem(), s.n);

	memcpy(p, s.p, s.n);
	memcpy(p + at, bytes, n);
	return (struct str){ p, s.n };
}

static void
heic_becomes_what_browsers_show(void)
{
	struct str h, copy;
	struct looked l, again;

	begin();
	h = heic(png(900, 600), ".png");
	CHECK_STR(look_as(h, "IMG_0001.HEIC", LOOK_PHOTO, &l), S(""));
	CHECK_STR(l.mime, S("image/heic"));
	CHECK_STR(look_copy_mime(l.mime), S("image/jpeg"));
	CHECK(look_is_shown(l.mime) && look_is_shown(S("application/pdf")));
	CHECK(!look_is_shown(S("application/vnd.openxmlformats-officedocument.wordprocessingml.document")));
	CHECK(!look_is_shown(S("image/gif")) && !look_is_shown(S("")));
	CHECK_INT(l.width, 900);
	CHECK_INT(l.height, 600);
	copy = blob_bytes(l.clean.hash);
	CHECK(str_starts(copy, S("\xff\xd8\xff")));
	CHECK(str_starts(blob_bytes(l.thumb.hash), S("\xff\xd8\xff")));
	CHECK_STR(look_as(copy, "a.jpg", LOOK_PHOTO, &again), S(""));
	CHECK_INT(again.width, 900);
	/* The bytes that were handed in are the evidence; it has a copy as well. */
	CHECK_STR(l.file.hash, hash_hex(unit_mem(), hash_of(h)));
	CHECK_STR(look_as(h, "giấy.heif", LOOK_EVIDENCE, &l), S(""));
	CHECK(l.clean.hash.n == 64);
	CHECK_STR(look_as(h, "anh.jpg", LOOK_EVIDENCE, &l), S(""));
	CHECK_STR(look_as(h, "anh.pdf", LOOK_EVIDENCE, &l), S("file_name"));
	/* Twelve million points, as telephones take them, fit into its memory. */
	CHECK_STR(look_as(heic(png(4000, 3000), ".png"), "b.heic", LOOK_PHOTO, &l), S(""));
	CHECK_INT(l.width, 4000);
	CHECK_STR(look_as(blob_bytes(l.clean.hash), "b.jpg", LOOK_PHOTO, &again), S(""));
	CHECK_INT(again.width, 2560);
	end();
}

static void
heic_secrets_do_not_pass(void)
{
	struct str h;
	struct looked l;

	begin();
	h = heic(with_secrets(jpeg(), 6), ".jpg");
	CHECK(str_has(h, S("\x88\x25"))); /* where it was taken */
	CHECK_STR(look_as(h, "a.heic", LOOK_PHOTO, &l), S(""));
	CHECK(!str_has(blob_bytes(l.clean.hash), S("Exif")));
	CHECK(!str_has(blob_bytes(l.thumb.hash), S("Exif")));
	CHECK(!str_has(blob_bytes(l.clean.hash), S("ICC_PROFILE")));
	end();
}

/* Whatever is done to it: a reason that people know, or a picture; never an
 * answer that our side had to make up because the process fell. */
static void
hostile_heic_is_refused(void)
{
	struct buf longer = buf_new(unit_mem(), 4 * MIB);
	struct str h, wide;
	struct looked l;
	size_t at, refused = 0;

	begin();
	h = heic(png(900, 600), ".png");
	for (int i = 1; i < 12; i++) {
		unit_row("cut at %d/12", i);
		CHECK_STR(look_as(str_head(h, h.n * (size_t)i / 12), "a.heic", LOOK_PHOTO, &l), S("file_cut"));
	}
	unit_row("the last byte");
	CHECK_STR(look_as(str_head(h, h.n - 1), "a.heic", LOOK_EVIDENCE, &l), S("file_cut"));
	unit_row("something behind the end");
	buf_put(&longer, h);
	buf_lit(&longer, "none of it, and more");
	CHECK_STR(look_as(buf_str(&longer), "a.heic", LOOK_EVIDENCE, &l), S("file_cut"));
	unit_row("a box larger than the file");
	CHECK_STR(look_as(spoilt(h, 0, "\x7f\xff\xff\xff", 4), "a.heic", LOOK_PHOTO, &l), S("file_cut"));
	at = (size_t)((const char *)memmem(h.p, h.n, "ispe", 4) - h.p);
	CHECK(at < h.n - 16);
	wide = spoilt(h, at + 8, "\0\0\xea\x60\0\0\xea\x60", 8);
	unit_row("a picture of 60000 x 60000");
	CHECK(look_as(wide, "a.heic", LOOK_PHOTO, &l).n > 1);
	for (size_t i = 30; i < h.n; i += i < 500 ? 31 : h.n / 5) {
		struct str code = look_as(spoilt(h, i, "\xff\xfe", 2), "a.heic", LOOK_PHOTO, &l);

		unit_row("two bytes at %zu", i);
		refused += code.n > 0;
		CHECK(code.n == 0 || str_eq(code, S("file_cut")) || str_eq(code, S("file_kind")) ||
		    str_eq(code, S("file_pixels")) || str_eq(code, S("file_slow")));
	}
	CHECK(refused > 5);
	end();
}

static const struct unit_test tests[] = {
	{ "HEIC becomes what browsers show", heic_becomes_what_browsers_show },
	{ "nothing beside the points of a HEIC passes", heic_secrets_do_not_pass },
	{ "hostile HEIC is refused in words", hostile_heic_is_refused },
};
UNIT_MAIN(tests)

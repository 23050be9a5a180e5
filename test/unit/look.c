/*
 * Strangers' files. Every sample is made by code (look_help.h), and what is
 * wrong with it is added by hand.
 */
#include "look_help.h"

#include <cairo-pdf.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "base/hash.h"

static struct str
pdf(int pages)
{
	struct buf *b = ARENA_NEW(unit_mem(), struct buf);
	cairo_surface_t *s;
	cairo_t *cr;

	*b = buf_new(unit_mem(), 16 * MIB);
	s = cairo_pdf_surface_create_for_stream(take, b, 595, 842);
	cr = cairo_create(s);
	for (int i = 0; i < pages; i++) {
		paint(cr, 595, 842);
		cairo_show_page(cr);
	}
	cairo_destroy(cr);
	cairo_surface_finish(s);
	cairo_surface_destroy(s);
	return buf_str(b);
}

static struct str
bomb(void)
{
	static const unsigned char head[] = { 0x89, 'P', 'N', 'G', 13, 10, 26, 10,
		0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 1, 0, 0, 0, 0,
		0, 0, 0, 0,
		0, 0, 0, 10, 'I', 'D', 'A', 'T', 0x78, 0x9c, 0x62, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0 };
	unsigned char *p = arena_alloc(unit_mem(), sizeof(head));
	uint32_t crc = 0xffffffffu;

	memcpy(p, head, sizeof(head));
	for (int i = 12; i < 29; i++) {
		crc ^= p[i];
		for (int k = 0; k < 8; k++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
	}
	for (int i = 0; i < 4; i++)
		p[29 + i] = (unsigned char)(~crc >> (24 - 8 * i));
	return (struct str){ (const char *)p, sizeof(head) };
}

/* ---- tests -------------------------------------------------------------------- */

static void
honest_files_stay(void)
{
	struct looked l;

	begin();
	CHECK_STR(look_as(png(1200, 800), "Ảnh bao bì.PNG", LOOK_PHOTO, &l), S(""));
	CHECK_STR(l.mime, S("image/png"));
	CHECK_INT(l.width, 1200);
	CHECK_INT(l.height, 800);
	CHECK_INT(l.scan, SCANNED_NOT);
	CHECK(l.clean.hash.n == 64);
	CHECK(str_starts(blob_bytes(l.thumb.hash), S("\xff\xd8\xff")));
	CHECK(l.thumb.size_bytes < 25 * 1024);
	CHECK_STR(look_as(pdf(3), "giấy chứng nhận.pdf", LOOK_EVIDENCE, &l), S(""));
	CHECK_INT(l.pages, 3);
	CHECK(l.thumb.hash.n == 64);
	/* A telephone that names a PNG .jpg deceives nobody. */
	CHECK_STR(look_as(png(20, 20), "IMG_1.jpg", LOOK_EVIDENCE, &l), S(""));
	CHECK_STR(look_as(png(20, 20), "khong-duoi", LOOK_EVIDENCE, &l), S(""));
	end();
}

static void
each_refusal_has_its_reason(void)
{
	static const char shell[] = "#!/bin/sh\nrm -rf /\n";
	static const char page[] = "<!DOCTYPE html><html><script>alert(1)</script></html>";
	char exe[200] = "MZ";
	struct looked l;
	struct str j;

	begin();
	CHECK_STR(look_as(S(""), "a.jpg", LOOK_EVIDENCE, &l), S("file_empty"));
	CHECK_STR(look_as(str_c(shell), "a.jpg", LOOK_EVIDENCE, &l), S("file_program"));
	CHECK_STR(look_as(str_c(page), "a.jpg", LOOK_PHOTO, &l), S("file_program"));
	exe[60] = 64;
	memcpy(exe + 64, "PE\0\0\x4c\x01", 6);
	memcpy(exe + 120, "%PDF-1.4", 8);
	CHECK_STR(look_as((struct str){ exe, sizeof(exe) }, "a.pdf", LOOK_EVIDENCE, &l), S("file_program"));
	CHECK_STR(look_as(S("Chỉ là mấy dòng chữ"), "a.pdf", LOOK_EVIDENCE, &l), S("file_kind"));
	CHECK_STR(look_as(pdf(1), "a.jpg", LOOK_EVIDENCE, &l), S("file_name"));
	CHECK_STR(look_as(png(30, 30), "a.pdf", LOOK_EVIDENCE, &l), S("file_name"));
	CHECK_STR(look_as(pdf(1), "a.pdf", LOOK_PHOTO, &l), S("file_kind"));
	CHECK_STR(look_as(bomb(), "a.png", LOOK_EVIDENCE, &l), S("file_pixels"));
	CHECK_STR(str_c(fault.detail), S("60000 × 60000"));
	CHECK_STR(look_as(str_head(png(900, 600), 3000), "a.png", LOOK_EVIDENCE, &l), S("file_cut"));
	j = jpeg();
	CHECK_STR(look_as(str_head(j, j.n / 2), "a.jpg", LOOK_EVIDENCE, &l), S("file_cut"));
	CHECK_STR(look_as(str_head(pdf(2), 400), "a.pdf", LOOK_EVIDENCE, &l), S("file_cut"));
	end();
}

static void
refused_files_leave_nothing(void)
{
	struct looked l;

	begin();
	CHECK_STR(look_as(str_head(jpeg(), 600), "a.jpg", LOOK_PHOTO, &l), S("file_cut"));
	CHECK_STR(look_as(pdf(1), "a.jpg", LOOK_EVIDENCE, &l), S("file_name"));
	/* jpeg() kept two: the sample and its thumbnail. */
	CHECK_INT(system(str_z(unit_mem(), str_printf(unit_mem(),
	    "test \"$(find %.*s/blob -type f | wc -l)\" = 2", STR_ARG(store.dir)))), 0);
	end();
}

static void
secrets_do_not_pass(void)
{
	static const char *const secrets[] = { "SECRET", "GPSLatitude", "http://ns.adobe",
		"\x88\x25" };
	struct str j, s, clean, thumb;
	struct looked l, again;

	begin();
	j = jpeg();
	s = with_secrets(j, 6);
	CHECK(str_has(s, S("SECRET")));
	CHECK_STR(look_as(s, "a.jpg", LOOK_PHOTO, &l), S(""));
	clean = blob_bytes(l.clean.hash);
	thumb = blob_bytes(l.thumb.hash);
	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
		unit_row("secret %zu", i);
		CHECK(!str_has(clean, str_c(secrets[i])));
		CHECK(!str_has(thumb, str_c(secrets[i])));
	}
	unit_row("%s", "");
	/* Rotation stays: 36 bytes, and width and height are those seen. */
	CHECK(l.width < l.height);
	CHECK(str_has(str_head(clean, 60), (struct str){ "Exif\0\0MM", 8 }));
	CHECK_INT(clean.n, j.n + 36);
	CHECK_STR(look_as(clean, "a.jpg", LOOK_PHOTO, &again), S(""));
	CHECK_INT(again.width, l.width);
	/* Without rotation the cleaned copy is the picture before the secrets:
	 * the same bytes, hence the same pixels. */
	CHECK_STR(look_as(with_secrets(j, 1), "b.jpg", LOOK_PHOTO, &l), S(""));
	CHECK_STR(l.clean.hash, hash_hex(unit_mem(), hash_of(j)));
	/* The original is evidence: not a byte is changed. */
	CHECK_STR(l.file.hash, hash_hex(unit_mem(), hash_of(with_secrets(j, 1))));
	end();
}

static void
png_secrets_do_not_pass(void)
{
	struct buf b = buf_new(unit_mem(), 4 * MIB);
	struct str p, clean;
	struct looked l;

	begin();
	p = png(300, 200);
	buf_put(&b, str_head(p, 33));
	buf_put(&b, (struct str){ "\0\0\0\x0ftEXtGPS\0SECRET WORD\x1a\xe2\x1b\x1f", 27 });
	buf_put(&b, str_from(p, 33));
	buf_lit(&b, "SECRET behind the end");
	CHECK_STR(look_as(buf_str(&b), "a.png", LOOK_PHOTO, &l), S(""));
	clean = blob_bytes(l.clean.hash);
	CHECK(!str_has(clean, S("SECRET")));
	CHECK_STR(l.clean.hash, hash_hex(unit_mem(), hash_of(p)));
	end();
}

static void
a_missing_looker_is_busy(void)
{
	struct looked l;

	begin();
	store.look = S("/nonexistent/ocop-look");
	CHECK_STR(look_as(png(20, 20), "a.png", LOOK_EVIDENCE, &l), S("look_away"));
	CHECK_INT(fault.why->rc, RC_BUSY);
	end();
}

/* What it says is not believed: too much, nonsense, other kinds. */
static void
a_lying_looker_is_not_believed(void)
{
	static const char *const lies[] = { "echo nonsense", "yes", "exit 7", "kill -ABRT $$",
		"echo '{\"mime\":\"text/html\"}'", "echo '{\"mime\":\"image/png\"}'; yes >&3",
		"echo '{\"refused\":\"../x\"}'" };
	struct str path;
	struct looked l;

	begin();
	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
		FILE *f;

		path = str_printf(unit_mem(), "%.*s/liar%zu", STR_ARG(store.dir), i);
		f = fopen(str_z(unit_mem(), path), "w");
		fprintf(f, "#!/bin/sh\nulimit -f 2000\n%s\n", lies[i]);
		fclose(f);
		CHECK_INT(system(str_z(unit_mem(), str_printf(unit_mem(), "chmod +x %.*s", STR_ARG(path)))), 0);
		store.look = path;
		unit_row("%s", lies[i]);
		CHECK(look_as(png(20, 20), "a.png", LOOK_EVIDENCE, &l).n > 1);
	}
	end();
}

/* A scanner that says `answer` to whoever calls. The word for a virus is put
 * together by the caller, so that no real one is needed. */
static pid_t
scanner(struct str where, const char *answer)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int s = socket(AF_UNIX, SOCK_STREAM, 0), c;
	char piece[4096];
	pid_t pid;

	memcpy(a.sun_path, where.p, where.n);
	CHECK(bind(s, (const struct sockaddr *)&a, sizeof(a)) == 0 && listen(s, 1) == 0);
	pid = fork();
	if (pid != 0) {
		close(s);
		return pid;
	}
	c = accept(s, NULL, NULL);
	for (size_t n = 0, last = 0; last != 4;) { /* until the length of zero */
		ssize_t got = read(c, piece, sizeof(piece));

		if (got <= 0)
			_exit(1);
		n += (size_t)got;
		last = got >= 4 && memcmp(piece + got - 4, "\0\0\0\0", 4) == 0 && n > 14 ? 4 : 0;
	}
	_exit(write(c, answer, strlen(answer) + 1) < 0);
}

static void
the_scanner_is_asked(void)
{
	static const struct {
		const char *answer, *code;
		enum scanned scan;
	} rows[] = { { "stream: OK", "", SCANNED_CLEAN },
		{ "stream: Test.Mau-1 FOUND", "file_virus", SCANNED_NOT },
		{ "INSTREAM size limit exceeded. ERROR", "", SCANNED_FAILED },
		{ "stream: OKAY", "", SCANNED_FAILED } };
	struct looked l;

	begin();
	store.clamd = str_printf(unit_mem(), "%.*s/clamd", STR_ARG(store.dir));
	CHECK_STR(look_as(png(20, 20), "a.png", LOOK_EVIDENCE, &l), S(""));
	CHECK_INT(l.scan, SCANNED_FAILED); /* away is not clean */
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		pid_t pid = scanner(store.clamd, rows[i].answer);

		unit_row("%s", rows[i].answer);
		CHECK_STR(look_as(png(20 + (int)i, 20), "a.png", LOOK_EVIDENCE, &l), str_c(rows[i].code));
		if (rows[i].code[0] == 0)
			CHECK_INT(l.scan, rows[i].scan);
		else
			CHECK_STR(str_c(fault.detail), S("Test.Mau-1"));
		CHECK(waitpid(pid, NULL, 0) == pid);
		unlink(str_z(unit_mem(), store.clamd));
	}
	end();
}

static void
the_fences_stand(void)
{
	begin();
	CHECK_INT(system(str_z(unit_mem(), str_printf(unit_mem(), "%.*s prove", STR_ARG(store.look)))), 0);
	end();
}

static const struct unit_test tests[] = {
	{ "without power it can do no harm", the_fences_stand },
	{ "honest files stay", honest_files_stay },
	{ "the scanner is asked and believed word for word", the_scanner_is_asked },
	{ "each refusal has its own reason", each_refusal_has_its_reason },
	{ "refused files leave nothing behind", refused_files_leave_nothing },
	{ "no place, comment or second picture passes", secrets_do_not_pass },
	{ "no words of a PNG pass", png_secrets_do_not_pass },
	{ "a missing looker is busy, not a verdict", a_missing_looker_is_busy },
	{ "a lying looker is not believed", a_lying_looker_is_not_believed },
};
UNIT_MAIN(tests)

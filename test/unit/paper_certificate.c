/*
 * The certificate: read back by other programs (pdftotext, pdffonts, zbarimg),
 * the same bytes each time, small, quick, and large enough for real names.
 */
#include <time.h>

#include "unit.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "paper/certificate.h"
#include "paper/label.h"

#define URL "https://ocop.example.vn/c/OCOP-7K3M-2Q9X-A"
/* As long as a code with the longest names: 640 letters behind the host. */
#define L64 "2KCE3IQBEYCERXPHJWNKFKMEKCQFQWFFAFTXI2LONAWTOOICNI3TSLKOINFUCNRN"
#define SIGNED "HTTPS://OCOP.EXAMPLE.VN/C/" L64 L64 L64 L64 L64 L64 L64 L64 L64 L64

static struct fault fault;

static struct certificate_paper
sample(void)
{
	return (struct certificate_paper){
		.record_key = S("mau.ocop.vn/log/79/1+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"),
		.issuer = S("CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"),
		.product = S("Mật ong hoa cà phê Mẫu 3"), .subject = S("Hợp tác xã Mẫu 3"),
		.address = S("ấp Mẫu, xã Thanh An, Thành phố Hồ Chí Minh"),
		.product_code = S("79-25831-3-2026"), .star = 4, .year = 2026,
		.decision_no = S("123/QĐ-UBND"), .decided_on = day_make(2026, 11, 20),
		.valid_until = day_make(2029, 11, 20), .place = S("Thành phố Hồ Chí Minh"),
		.signer_title = S("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"), .signer_name = S("Nguyễn Văn Mẫu"),
		.code = S("OCOP-7K3M-2Q9X-A"), .url = S(URL), .scan = S(SIGNED), .made_at = { 1795158000000 },
		.sample = true };
}

static struct str
made(const struct certificate_paper *c)
{
	struct str pdf = { NULL, 0 };

	fault = (struct fault){ 0 };
	CHECK_INT(certificate_render(c, unit_mem(), &fault, &pdf), RC_OK);
	return pdf;
}

/* What a command prints when it is given the file as $f. */
static struct str
told(struct str pdf, const char *command)
{
	char name[] = "/tmp/ocop-paper-XXXXXX";
	int fd = mkstemp(name);
	char *text = arena_alloc(unit_mem(), 64 * 1024);
	size_t n;
	FILE *out;

	CHECK(fd >= 0 && write(fd, pdf.p, pdf.n) == (ssize_t)pdf.n);
	close(fd);
	out = popen(str_z(unit_mem(), str_printf(unit_mem(), "f=%s; %s", name, command)), "r");
	n = fread(text, 1, 64 * 1024 - 1, out);
	CHECK_INT(pclose(out), 0);
	unlink(name);
	return (struct str){ text, n };
}

static void
text_is_found(void)
{
	struct certificate_paper c = sample();
	struct str text = told(made(&c), "pdftotext -layout $f -");

	CHECK(str_has(text, S("GIẤY CHỨNG NHẬN")));
	CHECK(str_has(text, c.product));
	CHECK(str_has(text, c.subject));
	CHECK(str_has(text, S("Đạt hạng 4 sao")));
	CHECK(str_has(text, S("Quyết định số 123/QĐ-UBND")));
	CHECK(str_has(text, S("20/11/2029")));
	CHECK(str_has(text, S("DỮ LIỆU MẪU")));
	c.sample = false;
	CHECK(!str_has(told(made(&c), "pdftotext -layout $f -"), S("DỮ LIỆU MẪU")));
}

static void
fonts_are_inside(void)
{
	struct certificate_paper c = sample();
	struct str fonts = told(made(&c), "pdffonts $f | tail -n +3 | awk '{print $(NF-4), $(NF-3), $(NF-2)}'");
	struct str line;

	CHECK(fonts.n > 0);
	while (str_cut(&fonts, '\n', &line)) /* embedded, subset, with Unicode map */
		CHECK(line.n == 0 || str_eq(line, S("yes yes yes")));
	CHECK(str_has(told(made(&c), "pdfinfo $f"), S("A4")));
}

static void
the_code_is_read(void)
{
	static const char *const rows[][2] = { { URL, "70" }, { URL, "200" }, { URL, "600" },
		{ SIGNED, "150" }, { SIGNED, "200" }, { SIGNED, "600" } };
	struct certificate_paper c = sample();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unit_row("%zu letters at %s dpi", strlen(rows[i][0]), rows[i][1]);
		c.scan = str_c(rows[i][0]);
		CHECK_STR(str_trim(told(made(&c), str_z(unit_mem(), str_printf(unit_mem(),
		    "pdftoppm -r %s -png $f $f.p && zbarimg -q --raw --nodbus $f.p*.png; rm -f $f.p*", rows[i][1])))),
		    c.scan);
	}
}

/* A sheet of labels: each of the 24 leads to the short address. */
static void
labels_are_read(void)
{
	struct label_paper l = { .product = S("Mật ong hoa cà phê Mẫu 3"),
		.subject = S("Hợp tác xã Mẫu 3"), .star = 4, .code = S("79-K4W7T-Q"),
		.url = S("HTTPS://OCOP.EXAMPLE.VN/C/79-K4W7T-Q"),
		.valid_until = day_make(2029, 11, 20), .made_at = { 1795158000000 } };
	struct str pdf, again;

	fault = (struct fault){ 0 };
	CHECK_INT(label_render(&l, unit_mem(), &fault, &pdf), RC_OK);
	CHECK_INT(label_render(&l, unit_mem(), &fault, &again), RC_OK);
	CHECK(str_eq(pdf, again) && pdf.n <= 120 * 1024);
	CHECK_STR(str_trim(told(pdf, "pdftoppm -r 200 -png $f $f.p && zbarimg -q --raw --nodbus $f.p*.png "
	    "| sort | uniq -c | tr -s ' '; rm -f $f.p*")), S("24 HTTPS://OCOP.EXAMPLE.VN/C/79-K4W7T-Q"));
	CHECK(str_has(told(pdf, "pdftotext $f -"), S("20/11/2029")));
	l.product = S("Bộ sản phẩm Đông trùng hạ thảo sấy thăng hoa nguyên con, Đông trùng hạ thảo "
	    "ngâm mật ong và Trà túi lọc Đông trùng hạ thảo kết hợp hồng sâm, táo đỏ, kỷ tử");
	CHECK_INT(label_render(&l, unit_mem(), &fault, &pdf), RC_OK);
}

static void
bytes_are_the_same(void)
{
	struct certificate_paper c = sample();
	struct str a = made(&c), b = made(&c);

	CHECK(str_eq(a, b));
	CHECK(a.n <= 60 * 1024);
	c.made_at.ms += 1000;
	CHECK(!str_eq(a, made(&c)));
}

/* `make bench` holds 10 ms. Here twice that, for slow machines; sanitizers look at every
 * access of ours, not of the libraries that draw: some times slower. */
#if defined(__SANITIZE_ADDRESS__)
#define SLOWER 8
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLOWER 8
#endif
#endif
#ifndef SLOWER
#define SLOWER 2
#endif

static void
it_is_quick(void)
{
	struct certificate_paper c = sample();
	struct arena mem;
	struct str pdf;
	clock_t from;
	int64_t us, best = INT64_MAX;

	(void)made(&c); /* fonts are read once */
	arena_init(&mem, 64 * MIB);
	/* Time of the processor, and the best of ten tries, so that neighbours do
	 * not count. */
	for (int try = 0; try < 10; try++) {
		from = clock();
		for (int i = 0; i < 5; i++) {
			CHECK_INT(certificate_render(&c, &mem, &fault, &pdf), RC_OK);
			arena_clear(&mem);
		}
		us = (int64_t)(clock() - from) * 1000000 / CLOCKS_PER_SEC / 5;
		best = best < us ? best : us;
	}
	arena_release(&mem);
	printf("# %lld us each, %zu bytes\n", (long long)best, made(&c).n);
	CHECK(best < 10000 * SLOWER);
}

/* The longest of the published products, and worse. */
static void
long_names_fit(void)
{
	struct certificate_paper c = sample();
	struct str text;

	c.product = S("Bộ sản phẩm Đông trùng hạ thảo sấy thăng hoa nguyên con, Đông trùng hạ thảo "
	    "ngâm mật ong và Trà túi lọc Đông trùng hạ thảo kết hợp hồng sâm, táo đỏ, kỷ tử");
	c.subject = S("Công ty trách nhiệm hữu hạn một thành viên Thương mại Dịch vụ Sản xuất "
	    "Xuất nhập khẩu Nông sản hữu cơ và Dược liệu công nghệ cao Mẫu Ba");
	c.address = S("số 123/45/67, đường tỉnh ĐT 744, tổ 12, ấp Mẫu Ba, xã Thanh An, Thành phố Hồ Chí Minh "
	    "(trước đây là huyện Dầu Tiếng, tỉnh Bình Dương)");
	text = told(made(&c), "pdftotext $f - | tr '\\n' ' '");
	CHECK(str_has(text, S("táo đỏ, kỷ tử")));
	CHECK(str_has(text, S("Mẫu Ba")));
	CHECK(str_has(text, S("tỉnh Bình Dương)")));
}

/* The next field of a line of CSV; quotes may hold commas. */
static struct str
csv_next(struct str *line)
{
	size_t n = 0;
	bool quoted = false;
	struct str field;

	while (n < line->n && (quoted || line->p[n] != ',')) {
		quoted = quoted != (line->p[n] == '"');
		n++;
	}
	field = str_head(*line, n);
	*line = str_from(*line, n < line->n ? n + 1 : n);
	return field.n >= 2 && field.p[0] == '"' ? str_head(str_from(field, 1), field.n - 2) : field;
}

/* Every product that was really published gets its certificate. */
static void
published_names_fit(void)
{
	FILE *f = fopen("data/products/binh-duong.csv", "r");
	char line[4096];
	int n = 0;

	CHECK(f != NULL);
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		struct certificate_paper c = sample();
		struct str rest = str_trim(str_c(line)), pdf;
		struct arena mem;

		(void)csv_next(&rest);
		c.product = csv_next(&rest);
		(void)csv_next(&rest);
		(void)csv_next(&rest);
		c.subject = csv_next(&rest);
		unit_row("%.*s", STR_ARG(c.product));
		arena_init(&mem, 64 * MIB);
		if (n++ > 0 && c.product.n > 0)
			CHECK_INT(certificate_render(&c, &mem, &fault, &pdf), RC_OK);
		arena_release(&mem);
	}
	unit_row("%s", "");
	CHECK(n > 40); /* all of them were read */
	if (f != NULL)
		fclose(f);
}

static void
what_cannot_fit_is_a_fault(void)
{
	struct certificate_paper c = sample();
	struct str pdf;
	char *p = arena_alloc(unit_mem(), 3000);

	memset(p, 'M', 3000);
	c.product = (struct str){ p, 3000 };
	CHECK_INT(certificate_render(&c, unit_mem(), &fault, &pdf), RC_INVALID);
	CHECK(fault.why == &WHY_PAPER_LONG);
	c = sample();
	c.product = S("M\xf3\xb0\x80\x80"); /* private use: no font has it */
	CHECK_INT(certificate_render(&c, unit_mem(), &fault, &pdf), RC_INVALID);
	CHECK(fault.why == &WHY_PAPER_LETTER);
}

static const struct unit_test tests[] = {
	{ "its text is found", text_is_found },
	{ "all fonts are inside", fonts_are_inside },
	{ "both codes are read, as coarse as a cheap printer and finer", the_code_is_read },
	{ "a sheet of labels leads to the short address", labels_are_read },
	{ "the same facts give the same bytes, at most 60 KB", bytes_are_the_same },
	{ "it is quick", it_is_quick },
	{ "long names fit", long_names_fit },
	{ "every published name fits", published_names_fit },
	{ "what cannot fit is a fault", what_cannot_fit_is_a_fault },
};

int
main(int argc, char **argv)
{
	/* `paper_certificate FILE`: the sample, to be looked at. */
	if (argc == 2) {
		struct certificate_paper c = sample();
		struct str pdf;
		FILE *f = fopen(argv[1], "w");

		arena_init(&unit.mem, 64 * MIB);
		pdf = made(&c);
		return f == NULL || fwrite(pdf.p, 1, pdf.n, f) != pdf.n || fclose(f) != 0;
	}
	return unit_main(tests, sizeof(tests) / sizeof(tests[0]), argv[0]);
}

/*
 * The papers of a dossier and of a council: text found, same bytes, nothing
 * lost in long texts, strange letters refused. `paper_forms DIRECTORY` writes
 * them all, to be looked at.
 */
#include "unit.h"

#include <unistd.h>

#include "base/buf.h"
#include "paper/forms.h"
#include "paper/pdfa.h"
#include "law_help.h"
#include "paper/mark.h"
#include "paper/results.h"

#define MADE { 1795158000000 }
#define LINES(v) { v, sizeof(v) / sizeof((v)[0]) }

static struct fault fault;

/* ---- samples --------------------------------------------------------------------- */

static const char long_text[] =
    "Vùng nguyên liệu rộng 12 ha tại ấp Mẫu, xã Thanh An, gồm 3 hộ liên kết và 1 tổ hợp tác; mật được khai "
    "thác từ tháng 12 đến tháng 5 hằng năm. Toàn bộ nguyên liệu được ghi sổ theo lô, có mã truy xuất.\n"
    "Năm 2025 hợp tác xã đầu tư máy hạ thủy phần công suất 200 kg mỗi mẻ, phòng chiết rót một chiều và "
    "kho mát 15 m². Sản phẩm đóng chai thủy tinh 250 ml, 500 ml; nhãn in đủ nội dung theo quy định.";

static enum rc
make_slip(struct str *pdf)
{
	struct slip_paper s = { .province = S("THÀNH PHỐ HỒ CHÍ MINH"), .year = 2026,
		.applicant = S("Hợp tác xã Mẫu 3"), .rep_name = S("Nguyễn Văn Mẫu"),
		.rep_position = S("Giám đốc"), .address = S("Ấp Mẫu, xã Thanh An, Thành phố Hồ Chí Minh"),
		.phone = S("0900 000 003"), .product = S("Mật ong hoa cà phê Mẫu 3"),
		.sector = S("I. Thực phẩm"), .group = S("I.2. Thực phẩm thô, sơ chế"),
		.set = S("4. Mật ong, mật khác và nông sản thực phẩm khác"), .kind = DOSSIER_FIRST,
		.samples = 5, .commune = { .number = S("3-3/PĐK-79-25807-2026"),
		.on = day_make(2026, 9, 3), .receiver = S("Lê Thị Mẫu Xã"), .agency = S("UBND XÃ THANH AN") },
		.place = S("Thanh An"), .on = day_make(2026, 9, 1), .made_at = MADE, .sample = true };

	return slip_render(&s, unit_mem(), &fault, pdf);
}

static enum rc
make_self_report(struct str *pdf)
{
	static const struct str papers[] = { { "Giấy đăng ký kinh doanh số 4607000003 (trang 1-2)", 55 },
		{ "Hợp đồng liên kết 2026 (trang 1-6)", 43 } };
	struct self_row rows[40];
	struct self_report_paper s = { .subject = S("Hợp tác xã Mẫu 3"), .org_kind = S("Hợp tác xã"),
		.address = S("Ấp Mẫu, xã Thanh An, Thành phố Hồ Chí Minh"), .phone = S("0900 000 003"),
		.rep_name = S("Nguyễn Văn Mẫu"), .gender = S("Nam"), .ethnicity = S("Kinh"),
		.reg_no = S("4607000003"), .reg_on = day_make(2019, 11, 5),
		.product = S("Mật ong hoa cà phê Mẫu 3"), .spec = S("Chai thủy tinh 250 ml, 500 ml"),
		.ticks = TICK_BUSINESS | TICK_FOOD_SAFETY | TICK_TRADEMARK, .history = str_c(long_text),
		.material = str_c(long_text), .quality = str_c(long_text), .market = S("Ba cửa hàng và hai sàn."),
		.rows = rows, .n_rows = 40, .total = 78, .plan_product = str_c(long_text),
		.place = S("Thanh An"), .made_at = MADE, .sample = true };

	for (int i = 0; i < 40; i++)
		rows[i] = i % 10 == 0 ?
		    (struct self_row){ .number = S("A"), .name = S("SẢN PHẨM VÀ SỨC MẠNH CỘNG ĐỒNG"), .max = 40,
			.points = 31, .heading = true } :
		    (struct self_row){ .number = str_printf(unit_mem(), "%d.%d", i / 10 + 1, i % 10),
			.name = S("Nguồn nguyên liệu, liên kết sản xuất theo chuỗi giá trị"), .max = 5,
			.points = i % 6, .answered = i % 4 != 0,
			.note = i % 5 == 0 ? str_c(long_text) : S("Có hợp đồng liên kết với 3 hộ, trên 75 % sản lượng."),
			.evidence = LINES(papers) };
	return self_report_render(&s, unit_mem(), &fault, pdf);
}

static enum rc
make_score_sheet(struct str *pdf)
{
	struct sheet_row rows[36];
	struct score_sheet_paper s = { .set = S("Bộ sản phẩm 4: Mật ong, mật khác và nông sản thực phẩm khác"),
		.sector = S("Thực phẩm, nhóm Thực phẩm thô, sơ chế"), .product = S("Mật ong hoa cà phê Mẫu 3"),
		.product_code = S("79-25807-3-2026"), .subject = S("Hợp tác xã Mẫu 3"),
		.address = S("Ấp Mẫu, xã Thanh An"), .knockouts = S("Hồ sơ giả mạo, thiếu giấy chứng nhận cơ sở đủ "
		"điều kiện an toàn thực phẩm hoặc không đúng quy định đăng ký thì không được đánh giá."),
		.rows = rows, .n_rows = 36, .total = 87, .remark = S("Sản phẩm đồng đều, nên bổ sung tem truy xuất."),
		.member = S("Bùi Văn Mẫu Một"), .place = S("Thành phố Hồ Chí Minh"), .on = day_make(2026, 11, 20),
		.sealed = S("14:32 20/11/2026"), .seal = S("9f2c6d3b5a1e4f70"), .made_at = MADE, .sample = true };

	for (int i = 0; i < 36; i++)
		rows[i] = i % 12 == 0 ?
		    (struct sheet_row){ .number = S("B"), .name = S("KHẢ NĂNG TIẾP THỊ"), .max = 25, .points = 20,
			.heading = true } :
		    (struct sheet_row){ .number = str_printf(unit_mem(), "%d.%d", i / 12 + 1, i % 12),
			.name = S("Liên kết sản xuất"), .max = 5, .points = i % 6, .answered = i != 17,
			.level = S("Có liên kết chuỗi, đảm bảo trên 75 % sản lượng") };
	return score_sheet_render(&s, unit_mem(), &fault, pdf);
}

/* Of a council of 25: two tables, everybody once, the outcome once. */
static enum rc
make_large_table(struct str *pdf)
{
	struct str members[25], totals[25];
	struct score_table_row rows[14];
	struct score_table_paper t = { .head = { .agency = S("HỘI ĐỒNG MẪU"), .number = S("/BTH-HĐ"),
		.place = S("Thành phố Hồ Chí Minh"), .on = day_make(2026, 11, 20) },
		.meeting = S("Phiên họp ngày 20/11/2026"), .members = members, .n_members = 25,
		.rows = rows, .n_rows = 14, .present = S("25 thành viên có quyền chấm điểm"),
		.secretary = { .title = S("THƯ KÝ"), .name = S("Đặng Thị Mẫu") },
		.chair = { .title = S("CHỦ TỊCH HỘI ĐỒNG"), .name = S("Võ Văn Mẫu") }, .made_at = MADE, .sample = true };

	for (int i = 0; i < 25; i++) {
		members[i] = str_printf(unit_mem(), "M%d", i + 1);
		totals[i] = str_printf(unit_mem(), "%d", 70 + i);
	}
	for (int i = 0; i < 14; i++)
		rows[i] = (struct score_table_row){ .product = str_printf(unit_mem(), "Sản phẩm Mẫu %d", i + 1),
			.subject = S("Hợp tác xã Mẫu 3"), .totals = totals, .sum = S("2050"), .mean = S("82,00"),
			.spread = S("24"), .outcome = S("4 sao") };
	return score_table_render(&t, unit_mem(), &fault, pdf);
}

static enum rc
make_score_table(struct str *pdf)
{
	static const struct str members[] = { { "M1", 2 }, { "M2", 2 }, { "M3", 2 }, { "M4", 2 },
		{ "M5", 2 }, { "M6", 2 }, { "M7", 2 }, { "M8", 2 }, { "M9", 2 } };
	static const struct str totals[] = { { "87", 2 }, { "85", 2 }, { "90", 2 }, { "88", 2 },
		{ NULL, 0 }, { "86", 2 }, { "84", 2 }, { "89", 2 }, { "87", 2 } };
	struct score_table_row rows[14];
	struct score_table_paper t = { .head = { .agency = S("HỘI ĐỒNG ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP"),
		.superior = S("THÀNH PHỐ HỒ CHÍ MINH"), .number = S("/BTH-HĐ"),
		.place = S("Thành phố Hồ Chí Minh"), .on = day_make(2026, 11, 20) },
		.meeting = S("Phiên họp ngày 20/11/2026, đợt 2 năm 2026"), .members = members, .n_members = 9,
		.rows = rows, .n_rows = 14, .present = S("9 thành viên có quyền chấm điểm"),
		.legend = S("M1: Bùi Văn Mẫu Một; M2: Đỗ Thị Mẫu Hai; M3: Hồ Văn Mẫu Ba."),
		.secretary = { .title = S("THƯ KÝ"), .name = S("Đặng Thị Mẫu") },
		.chair = { .title = S("CHỦ TỊCH HỘI ĐỒNG"), .name = S("Võ Văn Mẫu") }, .made_at = MADE, .sample = true };

	for (int i = 0; i < 14; i++)
		rows[i] = (struct score_table_row){ .product = str_printf(unit_mem(), "Sản phẩm Mẫu %d", i + 1),
			.subject = S("Hợp tác xã Mẫu 3"), .totals = totals, .sum = S("2050"), .mean = S("87,00"),
			.spread = S("6"), .outcome = S("4 sao") };
	return score_table_render(&t, unit_mem(), &fault, pdf);
}

static const struct {
	const char *name;
	enum rc (*make)(struct str *pdf);
	const char *words[4];
} papers[] = {
	{ "slip", make_slip, { "PHIẾU ĐĂNG KÝ", "3-3/PĐK-79-25807-2026", "Mật ong hoa cà phê Mẫu 3", "Lê Thị Mẫu Xã" } },
	{ "self_report", make_self_report, { "PHẦN IV", "Giấy đăng ký kinh doanh", "kho mát 15 m²", "78/100" } },
	{ "score_sheet", make_score_sheet, { "PHIẾU ĐÁNH GIÁ", "KHẢ NĂNG TIẾP THỊ", "14:32 20/11/2026", "Tổng điểm" } },
	{ "score_table", make_score_table, { "BẢNG TỔNG HỢP ĐIỂM", "Sản phẩm Mẫu 14", "M9", "THƯ KÝ" } },
	{ "large_table", make_large_table, { "Bảng 1/2: M1 đến M13", "Bảng 2/2: M14 đến M25", "94", "82,00" } },
};
#define PAPERS (sizeof(papers) / sizeof(papers[0]))

/* ---- tests ------------------------------------------------------------------------ */

static struct str
told(struct str pdf, const char *command)
{
	char name[] = "/tmp/ocop-paper-XXXXXX";
	int fd = mkstemp(name);
	char *text = arena_alloc(unit_mem(), 512 * 1024);
	size_t n;
	FILE *out;

	CHECK(fd >= 0 && write(fd, pdf.p, pdf.n) == (ssize_t)pdf.n);
	close(fd);
	out = popen(str_z(unit_mem(), str_printf(unit_mem(), "f=%s; %s", name, command)), "r");
	n = fread(text, 1, 512 * 1024 - 1, out);
	CHECK_INT(pclose(out), 0);
	unlink(name);
	return (struct str){ text, n };
}

static void
each_says_what_it_holds(void)
{
	for (size_t i = 0; i < PAPERS; i++) {
		struct str pdf = { NULL, 0 }, text;

		unit_row("%s", papers[i].name);
		CHECK_INT(papers[i].make(&pdf), RC_OK);
		text = told(pdf, "pdftotext $f - | tr -s ' \\n' ' '");
		for (size_t k = 0; k < 4; k++)
			if (!str_has(text, str_c(papers[i].words[k])))
				CHECK(!papers[i].words[k]);
		CHECK(str_has(text, S("DỮ LIỆU MẪU")));
		CHECK_STR(told(pdf, "pdffonts $f | tail -n +3 | awk '{print $(NF-4)}' | sort -u"), S("yes\n"));
		CHECK_STR(told(pdf, "qpdf --check $f >/dev/null 2>&1 && echo well"), S("well\n"));
	}
}

static void
same_facts_same_bytes(void)
{
	for (size_t i = 0; i < PAPERS; i++) {
		struct str a = { NULL, 0 }, b = { NULL, 0 };

		unit_row("%s", papers[i].name);
		CHECK_INT(papers[i].make(&a), RC_OK);
		CHECK_INT(papers[i].make(&b), RC_OK);
		CHECK(a.n > 0 && str_eq(a, b));
	}
}

/* What PDF/A-2b asks for and Cairo does not write (src/paper/pdfa.h). veraPDF, the
 * judge of it, is not in Debian; these are its six findings on Cairo's own file. */
static void
archives_keep_them(void)
{
	static const char *const must[] = { "/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1",
		"/Lang (vi-VN)", "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>",
		"/CreationDate (D:", "<xmp:CreateDate>20", "%PDF-1.4" };

	for (size_t i = 0; i < PAPERS; i++) {
		struct str pdf = { NULL, 0 }, fonts, id;

		unit_row("%s", papers[i].name);
		CHECK_INT(papers[i].make(&pdf), RC_OK);
		for (size_t k = 0; k < sizeof(must) / sizeof(must[0]); k++)
			CHECK(str_has(pdf, str_c(must[k])));
		/* Read by another program, as the last revision says it. */
		fonts = told(pdf, "qpdf --qdf --object-streams=disable $f - | grep -ac '/Subtype /CIDFontType2'");
		CHECK_STR(told(pdf, "qpdf --qdf --object-streams=disable $f - | grep -ac '/CIDToGIDMap /Identity'"), fonts);
		CHECK_STR(told(pdf, "qpdf --check $f 2>&1 | grep -c WARNING; true"), S("0\n"));
		id = told(pdf, "qpdf --json $f | tr -d ' \n' | grep -ao '\"/ID\":\\[[^]]*\\]'");
		CHECK(id.n > 60);
	}
}

static void
the_profile_is_srgb(void)
{
	struct str icc = srgb_profile(unit_mem());

	CHECK_INT((int)icc.n, 478);
	CHECK(str_eq(str_head(str_from(icc, 36), 4), S("acsp")));
	CHECK_STR(told(icc, "file -b $f | grep -o 'ICC Profile\\|color profile' | head -1; true"), S("color profile\n"));
}

/* A sheet is carried about in a session: two sides of one leaf. */
static void
a_sheet_has_two_pages(void)
{
	struct str pdf = { NULL, 0 };

	CHECK_INT(make_score_sheet(&pdf), RC_OK);
	CHECK_STR(told(pdf, "pdfinfo $f | sed -n 's/^Pages: *//p'"), S("2\n"));
}

static const char tea[] = "Trà thảo mộc túi lọc hoa cúc, atiso và cỏ ngọt Mẫu 3, hộp 25 túi";
static const char forged[] = "Không đánh giá khi: Giả mạo hồ sơ; Không tuân thủ quy định về giấy chứng nhận "
    "cơ sở đủ điều kiện an toàn thực phẩm; Hồ sơ đăng ký không đáp ứng quy định";

/* To be filled in by hand, with long names; of the product, as it is given. */
static enum rc
make_hand_sheet(const struct criteria_set *set, struct str product, struct pdf_mark *mark,
    struct str *pdf)
{
	struct hand_sheet_paper s = { .mark = mark, .set = set, .product = product,
		.product_code = S("79-25807-3-2026"), .subject = S("Hợp tác xã nông nghiệp dịch vụ tổng hợp Mẫu 3"),
		.phone = S("0900 000 003"), .member = S("Nguyễn Thị Mẫu Mười Một"), .made_at = MADE, .sample = true,
		.address = S("Số 12, đường Mẫu, ấp Mẫu, xã Thanh An, Thành phố Hồ Chí Minh") };

	return hand_sheet_render(&s, unit_mem(), &fault, pdf);
}

#define HASH "N3q5m0d1dQy0nXl2eLzXwX1r2o1h3x8T0wUjYk0aVbE=\n"
/* Of a record of a hundred thousand entries, with a witness. */
static const char proof[] = "c2sp.org/tlog-proof@v1\nindex 65535\n" HASH HASH HASH HASH HASH HASH HASH HASH HASH
    HASH HASH HASH HASH HASH HASH HASH HASH "\nso.mau.vn/ocop\n100000\n" HASH
    "\n— so.mau.vn/ocop+b6f1c0aa Az3grlgtzPICa5OS8npVmf1Myq+5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— chungkien.mau.vn+1d2e3f40 Az3grlgtzPICa5OS8npVmf1Myq+5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

/* As a member prints it, with the longest words that it can have. */
static struct str
longest(struct levels l)
{
	struct str words = S("");

	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].label.vi.n > words.n)
			words = l.v[i].label.vi;
	return words;
}

static enum rc
make_long_sheet(const struct criteria_set *set, struct str *pdf)
{
	struct sheet_row rows[50];
	struct score_sheet_paper s = { .set = set->name.vi, .sector = set->group_name.vi,
		.product = str_c(tea), .product_code = S("79-25807-3-2026"), .subject = S("Hợp tác xã Mẫu 3"),
		.phone = S("0900 000 003"), .address = S("Số 12, đường Mẫu, ấp Mẫu, xã Thanh An, Thành phố Hồ Chí Minh"),
		.rows = rows, .knockouts = str_c(forged), .member = S("Bùi Văn Mẫu Một"), .made_at = MADE,
		.sealed = S("14:32 20/11/2026"), .seal = S("9f2c6d3b5a1e4f70"), .receipt = S("2F7K-9XQ4"),
		.remark = S("Sản phẩm đồng đều, nên bổ sung tem truy xuất."), .proof = str_c(proof),
		.leaf = S("N3q5m0d1dQy0nXl2eLzXwX1r2o1h3x8T0wUjYk0aVbE="),
		.entry = S("{\"type\":\"document\",\"kind\":\"sheet.seal\",\"of\":\"sheet/12\"}") };

	for (size_t i = 0; i < set->n_criteria; i++) {
		const struct criterion *cr = &set->criteria[i];

		if (i == 0 || cr->group->part != cr[-1].group->part)
			rows[s.n_rows++] = (struct sheet_row){ .number = cr->group->part->id,
				.name = cr->group->part->name.vi, .heading = true };
		rows[s.n_rows++] = (struct sheet_row){ .number = cr->official_no, .name = cr->name.vi,
			.max = cr->max, .answered = true, .level = longest(cr->n_cases > 0 ?
			cr->cases[0].levels : cr->levels) };
	}
	return score_sheet_render(&s, unit_mem(), &fault, pdf);
}

static void
sheets_of_every_set_have_two_pages(void)
{
	const struct law *law = the_law();
	size_t most = 0;

	for (size_t i = 0; i < law->n_packs; i++)
		for (size_t k = 0; k < law->packs[i].n_sets; k++) {
			const struct criteria_set *set = &law->packs[i].sets[k];
			struct pdf_mark mark = { .key = S("0123456789abcdef0123456789abcdef") };
			struct str pdf;

			unit_row("%.*s, %zu criteria", STR_ARG(set->code), set->n_criteria);
			most = set->n_criteria > most ? set->n_criteria : most;
			CHECK_INT(make_hand_sheet(set, str_c(tea), &mark, &pdf), RC_OK);
			CHECK_INT(mark.pages, 2);
			CHECK_INT(make_long_sheet(set, &pdf), RC_OK);
			CHECK_STR(told(pdf, "pdfinfo $f | sed -n 's/^Pages: *//p'"), S("2\n"));
			arena_clear(unit_mem());
		}
	unit_row("%s", "");
	CHECK_INT((int)most, 34);
}

/* A name as long as its field takes makes the letters smaller, not the paper longer. */
static void
a_long_name_takes_no_third_page(void)
{
	const struct criteria_set *set = law_set(the_law(), S("QD148-26"));
	struct buf name = buf_new(unit_mem(), 1 * KIB);
	struct pdf_mark mark = { .key = S("0123456789abcdef0123456789abcdef") };
	struct str pdf;

	while (name.n < 200)
		buf_put(&name, S("Mẫu "));
	CHECK_INT(make_hand_sheet(set, buf_str(&name), &mark, &pdf), RC_OK);
	CHECK_INT(mark.pages, 2);
}

/* Nothing of a text of twelve thousand letters is lost between the pages, and no
 * line stands in the margin. */
static void
long_texts_flow(void)
{
	struct self_report_paper r = { .subject = S("Hợp tác xã Mẫu 3"), .product = S("Mật ong Mẫu 3"),
		.place = S("Thanh An"), .made_at = MADE };
	struct buf b = buf_new(unit_mem(), 1 * MIB);
	struct str pdf = { NULL, 0 }, text;

	for (int i = 0; i < 1500; i++)
		buf_printf(&b, "từ%d%s", i, i % 40 == 39 ? "\n" : " ");
	r.history = buf_str(&b);
	CHECK_INT(self_report_render(&r, unit_mem(), &fault, &pdf), RC_OK);
	text = told(pdf, "pdftotext $f - | tr -s '\\n' ' '");
	for (int i = 0; i < 1500; i++) {
		unit_row("word %d", i);
		CHECK(str_has(text, str_printf(unit_mem(), "từ%d ", i)));
	}
	unit_row("%s", "");
	/* 841.89 high, margins of 56.7: the number of the page stands above. */
	CHECK_STR(told(pdf, "pdftotext -bbox $f - | sed -n 's/.*yMax=\"\\([0-9.]*\\)\".*/\\1/p' |"
	    " awk '$1 > 786 { n++ } END { print n + 0 }'"), S("0\n"));
}

static void
strange_letters_are_refused(void)
{
	struct slip_paper s = { .product = S("Mật ong \xf3\xb0\x80\x80"), .made_at = MADE };
	struct str pdf;

	CHECK_INT(slip_render(&s, unit_mem(), &fault, &pdf), RC_INVALID);
	CHECK(fault.why == &WHY_PAPER_LETTER);
}

static const struct unit_test tests[] = {
	{ "each says what it holds", each_says_what_it_holds },
	{ "the same facts give the same bytes", same_facts_same_bytes },
	{ "archives keep them: PDF/A-2b", archives_keep_them },
	{ "the profile is sRGB", the_profile_is_srgb },
	{ "a score sheet has two pages", a_sheet_has_two_pages },
	{ "printed or to be filled in by hand, of every set of every pack", sheets_of_every_set_have_two_pages },
	{ "a long name takes no third page", a_long_name_takes_no_third_page },
	{ "long texts flow over pages", long_texts_flow },
	{ "strange letters are refused", strange_letters_are_refused },
};

static void
keep(const char *directory, const char *name, struct str pdf)
{
	FILE *f = fopen(str_z(unit_mem(), str_printf(unit_mem(), "%s/%s.pdf", directory, name)), "w");

	if (f == NULL || fwrite(pdf.p, 1, pdf.n, f) != pdf.n || fclose(f) != 0)
		abort();
}

static int
keep_all(const char *directory)
{
	const struct law *law = the_law();
	struct str pdf = { NULL, 0 };

	for (size_t i = 0; i < PAPERS; i++) {
		if (papers[i].make(&pdf) != RC_OK)
			return 1;
		keep(directory, papers[i].name, pdf);
	}
	for (size_t i = 0; i < law->n_packs; i++)
		for (size_t k = 0; k < law->packs[i].n_sets; k++) {
			struct pdf_mark mark = { .key = S("0123456789abcdef0123456789abcdef"), .name = S("Phiếu chấm") };

			do
				if (make_hand_sheet(&law->packs[i].sets[k], str_c(tea), &mark, &pdf) != RC_OK)
					return 1;
			while (pdf_mark_again(&mark));
			keep(directory, str_z(unit_mem(), law->packs[i].sets[k].code), pdf);
			if (make_long_sheet(&law->packs[i].sets[k], &pdf) != RC_OK)
				return 1;
			keep(directory, str_z(unit_mem(), str_printf(unit_mem(), "own-%.*s", STR_ARG(law->packs[i].sets[k].code))), pdf);
			arena_clear(unit_mem());
		}
	return 0;
}

int
main(int argc, char **argv)
{
	arena_init(&unit.mem, 64 * MIB);
	return argc == 2 ? keep_all(argv[1]) : unit_main(tests, sizeof(tests) / sizeof(tests[0]), argv[0]);
}

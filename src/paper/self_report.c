/* self_report: Mẫu số 02 of QĐ 26/2026, Phụ lục III. */
#include "paper/forms.h"
#include "paper/inside.h"

#define TYPE_PART ((struct type){ .size_pt = 13.5, .bold = true, .before_pt = 10, \
	.after_pt = 4, .with_next = true })

struct str
paper_subject_kind(int64_t kind)
{
	static const char *const names[SUBJECT_KIND__COUNT] = { [SUBJECT_COOPERATIVE] = "Hợp tác xã",
		[SUBJECT_COOPERATIVE_GROUP] = "Tổ hợp tác",
		[SUBJECT_SME] = "Doanh nghiệp nhỏ và vừa", [SUBJECT_FARM] = "Trang trại",
		[SUBJECT_HOUSEHOLD] = "Hộ sản xuất",
		[SUBJECT_HOUSEHOLD_BUSINESS] = "Hộ gia đình có đăng ký kinh doanh",
		[SUBJECT_ASSOCIATION] = "Hội", [SUBJECT_FEDERATION] = "Hiệp hội",
		[SUBJECT_CENTRE] = "Trung tâm điều hành" };

	return str_c(kind > 0 && kind < SUBJECT_KIND__COUNT ? names[kind] : NULL);
}

struct str
paper_gender(int64_t gender)
{
	return gender == GENDER_FEMALE ? S("Nữ") : gender == GENDER_MALE ? S("Nam") :
	    gender == GENDER_OTHER ? S("Khác") : S("");
}

static void
general(struct pdf *p, const struct self_report_paper *s)
{
	pdf_text(p, TYPE_PART, S("PHẦN I. THÔNG TIN CHUNG"));
	letter_field(p, S("1. Tên chủ thể"), s->subject);
	letter_field(p, S("2. Loại hình tổ chức"), s->org_kind);
	letter_field(p, S("3. Địa chỉ"), s->address);
	letter_field(p, S("4. Điện thoại"), s->phone);
	letter_field(p, S("5. Thư điện tử"), s->email);
	letter_field(p, S("6. Người đại diện theo pháp luật"), s->rep_name);
	letter_field(p, S("- Giới tính"), s->gender);
	letter_field(p, S("- Dân tộc"), s->ethnicity);
	letter_field(p, S("- Nơi thường trú"), s->residence);
	letter_field(p, S("7. Số đăng ký (nếu có)"), s->reg_no);
	letter_field(p, S("- Ngày đăng ký hoặc thành lập"), day_text(p->mem, s->reg_on));
	letter_field(p, S("8. Tên sản phẩm, dịch vụ"), s->product);
	letter_field(p, S("- Quy cách"), s->spec);
	letter_field(p, S("- Tiêu chuẩn"), s->standard);
}

static void
ticks(struct pdf *p, const struct self_report_paper *s)
{
	static const struct {
		enum subject_tick bit;
		const char *name;
	} boxes[] = { { TICK_BUSINESS, "Đăng ký kinh doanh" },
		{ TICK_QUALITY, "Công bố chất lượng theo quy định" },
		{ TICK_FOOD_SAFETY, "Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm" },
		{ TICK_OTHER_CERT, "Giấy chứng nhận cơ sở đủ điều kiện khác theo quy định" },
		{ TICK_TRADEMARK, "Giấy chứng nhận đăng ký nhãn hiệu" },
		{ TICK_GI, "Văn bản trao quyền sử dụng chỉ dẫn địa lý, nhãn hiệu tập thể, nhãn hiệu chứng nhận" },
		{ TICK_PATENT, "Bằng độc quyền sáng chế" },
		{ TICK_DESIGN, "Bằng độc quyền kiểu dáng công nghiệp" },
		{ TICK_COPYRIGHT, "Quyền tác giả" },
		{ TICK_OTHER_IP, "Quyền sở hữu trí tuệ khác" } };

	pdf_text(p, TYPE_HEAD, S("9. Giấy tờ đã có"));
	for (size_t i = 0; i < sizeof(boxes) / sizeof(boxes[0]); i++)
		letter_box(p, (s->ticks & boxes[i].bit) != 0, str_c(boxes[i].name));
	pdf_text(p, TYPE_HEAD, S("10. Lịch sử hình thành, phát triển của chủ thể"));
	letter_long(p, s->history);
	pdf_text(p, TYPE_HEAD, S("11. Cơ cấu tổ chức"));
	letter_long(p, s->structure);
}

static void
results(struct pdf *p, const struct self_report_paper *s)
{
	pdf_text(p, TYPE_PART, S("PHẦN II. KẾT QUẢ TRIỂN KHAI PHƯƠNG ÁN SẢN XUẤT, KINH DOANH"));
	pdf_text(p, TYPE_HEAD, S("1. Vùng nguyên liệu, công nghệ, chế biến, đóng gói"));
	letter_long(p, s->material);
	pdf_text(p, TYPE_HEAD, S("2. Chất lượng, tiêu chuẩn, bao bì, nhãn mác và thay đổi (nếu có)"));
	letter_long(p, s->quality);
	pdf_text(p, TYPE_HEAD, S("3. Thị trường, kênh phân phối"));
	letter_long(p, s->market);
	pdf_text(p, TYPE_HEAD, S("4. Doanh thu, lợi nhuận"));
	letter_long(p, s->revenue);
}

static struct str
proofs(struct pdf *p, const struct self_row *r)
{
	struct buf b = buf_new(p->mem, 256 * KIB);

	for (size_t i = 0; i < r->evidence.n; i++)
		buf_printf(&b, "%s- %.*s", i > 0 ? "\n" : "", STR_ARG(r->evidence.v[i]));
	return buf_str(&b);
}

static void
criteria(struct pdf *p, const struct self_report_paper *s)
{
	static const struct column columns[] = { { 11, ALIGN_CENTER, { "TT", 2 } },
		{ 50, ALIGN_LEFT, { "Tiêu chí", sizeof("Tiêu chí") - 1 } },
		{ 16, ALIGN_CENTER, { "Điểm tự chấm", sizeof("Điểm tự chấm") - 1 } },
		{ 48, ALIGN_LEFT, { "Mô tả", sizeof("Mô tả") - 1 } },
		{ 42, ALIGN_LEFT, { "Tài liệu minh chứng", sizeof("Tài liệu minh chứng") - 1 } } };

	pdf_text(p, TYPE_PART, S("PHẦN III. KẾT QUẢ TỰ ĐÁNH GIÁ THEO BỘ TIÊU CHÍ"));
	table_begin(p, columns, 5, 11);
	for (size_t i = 0; i < s->n_rows; i++) {
		const struct self_row *r = &s->rows[i];
		struct str points = r->answered || r->heading ?
		    str_printf(p->mem, "%d/%d", r->points, r->max) : str_printf(p->mem, "–/%d", r->max);
		struct cell cells[] = { { .text = r->number, .bold = r->heading },
			{ .text = r->name, .bold = r->heading }, { .text = points, .bold = r->heading },
			{ .text = r->note }, { .text = proofs(p, r) } };

		table_row(p, cells, 5);
	}
	table_row(p, (struct cell[]){ { .text = S("Tổng điểm tự chấm"), .bold = true, .span = 2 },
	    { .text = str_printf(p->mem, "%d/100", s->total), .bold = true },
	    { .text = S(""), .span = 2 } }, 3);
	table_end(p);
}

static void
plans(struct pdf *p, const struct self_report_paper *s)
{
	pdf_text(p, TYPE_PART, S("PHẦN IV. KẾ HOẠCH SẢN XUẤT, KINH DOANH"));
	pdf_text(p, TYPE_HEAD, S("1. Định hướng phát triển sản phẩm"));
	letter_long(p, s->plan_product);
	pdf_text(p, TYPE_HEAD, S("2. Định hướng phát triển tổ chức"));
	letter_long(p, s->plan_organisation);
	pdf_text(p, TYPE_HEAD, S("3. Định hướng phát triển thị trường"));
	letter_long(p, s->plan_market);
}

enum rc
self_report_render(const struct self_report_paper *s, struct arena *mem,
    struct fault *fault, struct str *out)
{
	struct pdf_head head = { .author = s->subject, .made_at = s->made_at, .mark = s->mark,
		.sample = s->sample, .numbered = true, .subject = S("Mẫu số 02, QĐ 26/2026/QĐ-TTg") };
	struct signature sign = { .title = S("NGƯỜI ĐẠI DIỆN THEO PHÁP LUẬT"),
		.note = S("(Ký, ghi rõ họ tên, đóng dấu)"), .name = s->rep_name };
	struct pdf *p;

	head.title = str_printf(mem, "Báo cáo tự đánh giá về sản phẩm: %.*s", STR_ARG(s->product));
	p = pdf_begin(mem, fault, &head);
	pdf_text(p, (struct type){ .size_pt = 11, .italic = true, .align = ALIGN_RIGHT }, S("Mẫu số 02"));
	letter_motto(p);
	letter_title(p, S("BÁO CÁO TỰ ĐÁNH GIÁ VỀ SẢN PHẨM"),
	    str_printf(mem, "Sản phẩm: %.*s", STR_ARG(s->product)));
	general(p, s);
	ticks(p, s);
	results(p, s);
	criteria(p, s);
	plans(p, s);
	letter_signed(p, s->place, s->on, &sign);
	return pdf_end(p, out);
}

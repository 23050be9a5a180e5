/*
 * commune_report: what the commune sends to the province: Mẫu số 03 of
 * QĐ 26/2026, Phụ lục III, and the letter that asks for the evaluation
 * (Đ7.2.b; NĐ 30/2020 for its shape).
 */
#include "paper/forms.h"
#include "paper/inside.h"

static void
subject(struct pdf *p, const struct commune_report_paper *r)
{
	pdf_text(p, TYPE_HEAD, S("I. THÔNG TIN CHUNG"));
	letter_field(p, S("1. Tên chủ thể"), r->subject);
	letter_field(p, S("2. Loại hình tổ chức"), r->org_kind);
	letter_field(p, S("3. Địa chỉ"), r->address);
	letter_field(p, S("4. Người đại diện theo pháp luật"), r->rep_name);
	letter_field(p, S("- Giới tính"), r->gender);
	letter_field(p, S("- Dân tộc"), r->ethnicity);
	letter_field(p, S("- Nơi thường trú"), r->residence);
	letter_field(p, S("5. Tên sản phẩm"), r->product);
}

static void
assessments(struct pdf *p, const struct commune_report_paper *r)
{
	static const char *const titles[] = { "1. Về sử dụng nguyên liệu địa phương",
		"2. Về sử dụng lao động địa phương", "3. Về nguồn gốc ý tưởng sản phẩm",
		"4. Về bản sắc, trí tuệ địa phương" };

	pdf_text(p, TYPE_HEAD, S("II. NỘI DUNG ĐÁNH GIÁ"));
	for (size_t i = 0; i < 4; i++) {
		pdf_text(p, TYPE_HEAD, str_c(titles[i]));
		pdf_text(p, (struct type){ .size_pt = 13, .italic = true, .after_pt = 3,
		    .with_next = true },
		    S("a) Chủ thể mô tả:"));
		letter_long(p, r->part[i].own);
		pdf_text(p, (struct type){ .size_pt = 13, .italic = true, .after_pt = 3,
		    .with_next = true },
		    S("b) Đánh giá của UBND cấp xã về tình hình thực tế:"));
		letter_long(p, r->part[i].found);
	}
}

enum rc
commune_report_render(const struct commune_report_paper *r, struct arena *mem,
    struct fault *fault, struct str *out)
{
	struct pdf_head head = { .author = r->head.agency, .made_at = r->made_at,
		.sample = r->sample, .numbered = true, .subject = S("Mẫu số 03, QĐ 26/2026/QĐ-TTg") };
	struct str receives[] = { str_printf(mem, "UBND %.*s", STR_ARG(r->province)),
		S("Cơ quan tham mưu quản lý OCOP cấp tỉnh"), S("Chủ thể"), S("Lưu: VT") };
	struct pdf *p;

	head.title = str_printf(mem, "Báo cáo của UBND cấp xã về sản phẩm %.*s", STR_ARG(r->product));
	p = pdf_begin(mem, fault, &head);
	letter_head(p, &r->head);
	letter_title(p, S("BÁO CÁO"), str_printf(mem,
	    "Đánh giá sản phẩm đề nghị đánh giá, phân hạng OCOP của UBND %.*s", STR_ARG(r->commune)));
	subject(p, r);
	assessments(p, r);
	pdf_text(p, TYPE_BODY, str_printf(mem, "UBND %.*s kính đề nghị UBND %.*s xem xét, tổ chức "
	    "đánh giá, phân hạng sản phẩm theo quy định./.", STR_ARG(r->commune), STR_ARG(r->province)));
	letter_foot(p, (struct lines){ receives, 4 }, &r->sign);
	return pdf_end(p, out);
}

static void
enclosures(struct pdf *p, const struct request_letter_paper *r)
{
	pdf_text(p, TYPE_BODY, S("Hồ sơ gửi kèm gồm:"));
	pdf_text(p, TYPE_BODY, str_printf(p->mem, "1. Báo cáo đánh giá sản phẩm của UBND cấp xã "
	    "(Mẫu số 03)%s%.*s.", r->report_no.n > 0 ? " số " : "", STR_ARG(r->report_no)));
	pdf_text(p, TYPE_BODY, S("2. Hồ sơ sản phẩm của chủ thể: Phiếu đăng ký (Mẫu số 01) và Báo cáo tự "
	    "đánh giá (Mẫu số 02) cùng tài liệu minh chứng; 01 bộ giấy và 01 bộ điện tử."));
	if (r->samples > 0)
		pdf_text(p, TYPE_BODY, str_printf(p->mem, "3. Mẫu sản phẩm: %02d mẫu.", r->samples));
}

enum rc
request_letter_render(const struct request_letter_paper *r, struct arena *mem,
    struct fault *fault, struct str *out)
{
	struct pdf_head head = { .author = r->head.agency, .made_at = r->made_at,
		.sample = r->sample, .numbered = true, .title = r->head.about };
	struct str receives[] = { S("Như trên"), S("Cơ quan tham mưu quản lý OCOP cấp tỉnh"),
		S("Chủ thể"), S("Lưu: VT") };
	struct pdf *p = pdf_begin(mem, fault, &head);

	letter_head(p, &r->head);
	pdf_text(p, (struct type){ .size_pt = 13.5, .align = ALIGN_CENTER, .before_pt = 4,
	    .after_pt = 14 }, str_printf(mem, "Kính gửi: Ủy ban nhân dân %.*s", STR_ARG(r->province)));
	pdf_text(p, TYPE_BODY, S("Căn cứ Quyết định số 26/2026/QĐ-TTg của Thủ tướng Chính phủ về Bộ tiêu chí "
	    "và quy trình đánh giá, phân hạng sản phẩm OCOP;"));
	pdf_text(p, TYPE_BODY, str_printf(mem, "Ngày %.*s, UBND %.*s tiếp nhận hồ sơ sản phẩm "
	    "“%.*s” của %.*s (Phiếu số %.*s). UBND %.*s đã kiểm tra thành phần hồ sơ và đánh giá bốn nội "
	    "dung theo khoản 2 Điều 7 Quyết định số 26/2026/QĐ-TTg.", STR_ARG(day_text(mem,
	    r->received_on)), STR_ARG(r->commune), STR_ARG(r->product), STR_ARG(r->subject),
	    STR_ARG(r->slip_no), STR_ARG(r->commune)));
	pdf_text(p, TYPE_BODY, str_printf(mem, "UBND %.*s đề nghị Ủy ban nhân dân %.*s tổ chức đánh giá, "
	    "phân hạng sản phẩm nêu trên.", STR_ARG(r->commune), STR_ARG(r->province)));
	enclosures(p, r);
	pdf_text(p, TYPE_BODY, str_printf(mem, "UBND %.*s kính đề nghị Ủy ban nhân dân %.*s xem xét, "
	    "quyết định./.", STR_ARG(r->commune), STR_ARG(r->province)));
	letter_foot(p, (struct lines){ receives, 4 }, &r->sign);
	return pdf_end(p, out);
}

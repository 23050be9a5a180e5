/* slip: Mẫu số 01 of QĐ 26/2026, Phụ lục III. */
#include "paper/forms.h"
#include "paper/inside.h"

static void
applicant(struct pdf *p, const struct slip_paper *s)
{
	pdf_text(p, TYPE_HEAD, S("1. Đơn vị đăng ký"));
	letter_field(p, S("- Tên đơn vị"), s->applicant);
	letter_field(p, S("- Người đại diện theo pháp luật"), s->rep_name);
	letter_field(p, S("- Chức vụ"), s->rep_position);
	letter_field(p, S("- Địa chỉ liên hệ"), s->address);
	letter_field(p, S("- Điện thoại"), s->phone);
	letter_field(p, S("- Thư điện tử"), s->email);
}

static void
product(struct pdf *p, const struct slip_paper *s)
{
	letter_field(p, S("2. Tên sản phẩm"), s->product);
	pdf_text(p, TYPE_HEAD, S("3. Phân loại sản phẩm"));
	letter_field(p, S("- Ngành"), s->sector);
	letter_field(p, S("- Nhóm"), s->group);
	letter_field(p, S("- Bộ sản phẩm"), s->set);
	pdf_text(p, TYPE_HEAD, S("4. Hình thức đăng ký"));
	letter_box(p, s->kind == DOSSIER_FIRST, S("Đánh giá, phân hạng lần đầu"));
	letter_box(p, s->kind == DOSSIER_UPGRADE, S("Đánh giá, phân hạng nâng hạng"));
	letter_box(p, s->kind == DOSSIER_AGAIN, S("Đánh giá, phân hạng lại"));
}

static void
attachments(struct pdf *p, const struct slip_paper *s)
{
	pdf_text(p, TYPE_HEAD, S("5. Tài liệu gửi kèm"));
	pdf_text(p, TYPE_PLAIN, S("- Báo cáo tự đánh giá về sản phẩm theo bộ tiêu chí "
	    "(01 bản giấy và 01 bản điện tử)."));
	pdf_text(p, TYPE_PLAIN, str_printf(p->mem, "- Mẫu sản phẩm: %02d.", s->samples));
	if (s->attachments.n > 0)
		pdf_text(p, TYPE_PLAIN, str_printf(p->mem, "- %.*s", STR_ARG(s->attachments)));
	pdf_text(p, TYPE_HEAD, S("6. Cam kết"));
	pdf_text(p, TYPE_PLAIN, S("Chúng tôi cam kết những nội dung nêu trong phiếu này và hồ sơ gửi kèm "
	    "là đúng sự thật; tuân thủ quy định về đánh giá, phân hạng sản phẩm OCOP; chịu trách nhiệm "
	    "trước Hội đồng và trước pháp luật về hồ sơ của mình."));
}

static size_t
receipt_lines(struct pdf *p, const struct slip_receipt *r, const char *title,
    struct side_line out[6])
{
	struct type line = { .size_pt = 12, .after_pt = 2 };
	struct type centre = { .size_pt = 12, .bold = true, .align = ALIGN_CENTER };

	out[0] = (struct side_line){ str_c(title), centre, 0, 0 };
	out[1] = (struct side_line){ str_printf(p->mem, "Phiếu số: %.*s", STR_ARG(r->number.n > 0 ?
	    r->number : S("......-....../PĐK-....-........-20...."))), line, 0, 0 };
	out[1].type.before_pt = 4;
	out[2] = (struct side_line){ str_printf(p->mem, "Ngày nhận: %.*s", STR_ARG(r->on.n != 0 ?
	    day_text(p->mem, r->on) : S("......../......../20......"))), line, 0, 0 };
	out[3] = (struct side_line){ str_printf(p->mem, "Người nhận: %.*s", STR_ARG(r->receiver.n > 0 ?
	    r->receiver : S("................................"))), line, 0, 0 };
	out[4] = (struct side_line){ S("(Ký, ghi rõ họ tên)"),
		{ .size_pt = 11, .italic = true, .align = ALIGN_CENTER, .after_pt = 30 }, 0, 0 };
	out[5] = (struct side_line){ str_printf(p->mem, "%.*s", STR_ARG(r->agency.n > 0 ? r->agency :
	    S("Đơn vị tiếp nhận\n(Ký, đóng dấu)"))), centre, 0, 0 };
	return 6;
}

static void
receipts(struct pdf *p, const struct slip_paper *s)
{
	struct side_line left[6], right[6];

	pdf_keep(p, 62);
	pdf_gap(p, 12);
	pdf_text(p, TYPE_HEAD, S("Phần dành cho cơ quan quản lý"));
	(void)receipt_lines(p, &s->commune, "UBND CẤP XÃ", left);
	(void)receipt_lines(p, &s->office, "CƠ QUAN THAM MƯU QUẢN LÝ OCOP CẤP TỈNH", right);
	pdf_sides(p, (struct side){ 0.48, left, 6 }, (struct side){ 0.48, right, 6 });
}

enum rc
slip_render(const struct slip_paper *s, struct arena *mem, struct fault *fault,
    struct str *out)
{
	struct pdf_head head = { .author = s->applicant, .made_at = s->made_at,
		.sample = s->sample, .numbered = true, .mark = s->mark, .subject = S("Mẫu số 01, QĐ 26/2026/QĐ-TTg") };
	struct signature sign = { .title = S("ĐẠI DIỆN ĐƠN VỊ ĐĂNG KÝ"),
		.note = S("(Ký, đóng dấu, ghi rõ họ tên)"), .name = s->rep_name };
	struct pdf *p;

	head.title = str_printf(mem, "Phiếu đăng ký đánh giá, phân hạng sản phẩm OCOP: %.*s",
	    STR_ARG(s->product));
	p = pdf_begin(mem, fault, &head);
	pdf_text(p, (struct type){ .size_pt = 11, .italic = true, .align = ALIGN_RIGHT }, S("Mẫu số 01"));
	letter_motto(p);
	letter_title(p, S("PHIẾU ĐĂNG KÝ ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP"),
	    str_printf(mem, "%.*s NĂM %d", STR_ARG(s->province), s->year));
	applicant(p, s);
	product(p, s);
	attachments(p, s);
	letter_signed(p, s->place, s->on, &sign);
	receipts(p, s);
	return pdf_end(p, out);
}

/*
 * decision: recognising products, or approving results of 90 and more points
 * for the Ministry (QĐ 26/2026 Đ7.3.đ, e), in the shape of NĐ 30/2020, with
 * the products in an annex.
 */
#include "paper/inside.h"
#include "paper/results.h"

static struct str
about(struct pdf *p, const struct decision_paper *d)
{
	return str_printf(p->mem, "%s %.*s", d->kind == DECISION_APPROVE ?
	    "Phê duyệt kết quả đánh giá, phân hạng sản phẩm OCOP từ 90 điểm trở lên," :
	    d->kind == DECISION_REVOKE ? "Thu hồi Giấy chứng nhận sản phẩm OCOP," :
	    "Công nhận và cấp Giấy chứng nhận sản phẩm OCOP,", STR_ARG(d->round));
}

static void
grounds(struct pdf *p, const struct decision_paper *d)
{
	static const char *const laws[] = {
		"Căn cứ Luật Tổ chức chính quyền địa phương;",
		"Căn cứ Quyết định số 26/2026/QĐ-TTg của Thủ tướng Chính phủ về Bộ tiêu chí và quy "
		"trình đánh giá, phân hạng sản phẩm OCOP;" };
	struct type t = TYPE_BODY;

	t.italic = true;
	for (size_t i = 0; i < 2; i++)
		pdf_text(p, t, str_c(laws[i]));
	if (d->council_paper.n > 0)
		pdf_text(p, t, str_printf(p->mem, "Căn cứ %.*s của Hội đồng đánh giá, phân hạng sản phẩm "
		    "OCOP cấp tỉnh;", STR_ARG(d->council_paper)));
	pdf_text(p, t, str_printf(p->mem, "Theo đề nghị của %.*s.", STR_ARG(d->office)));
}

static void
article(struct pdf *p, int n, struct str text)
{
	struct run r[] = { { .text = str_printf(p->mem, "Điều %d. ", n), .bold = true },
		{ .text = text } };

	pdf_runs(p, TYPE_BODY, r, 2);
}

static void
articles(struct pdf *p, const struct decision_paper *d)
{
	struct arena *mem = p->mem;

	pdf_text(p, (struct type){ .size_pt = 13.5, .bold = true, .align = ALIGN_CENTER,
	    .before_pt = 6, .after_pt = 6 }, S("QUYẾT ĐỊNH:"));
	if (d->kind == DECISION_APPROVE) {
		article(p, 1, str_printf(mem, "Phê duyệt kết quả đánh giá, phân hạng %.*s của %zu sản phẩm đạt "
		    "từ 90 điểm trở lên tại Phụ lục kèm theo.", STR_ARG(d->round), d->n_rows));
		article(p, 2, str_printf(mem, "Giao %.*s hoàn thiện hồ sơ, tham mưu văn bản gửi Bộ Nông nghiệp và "
		    "Môi trường đề nghị đánh giá, phân hạng sản phẩm 5 sao theo quy định.", STR_ARG(d->office)));
	} else if (d->kind == DECISION_REVOKE) {
		article(p, 1, str_printf(mem, "Thu hồi Giấy chứng nhận sản phẩm OCOP của %zu sản phẩm tại Phụ lục "
		    "kèm theo.", d->n_rows));
		article(p, 2, str_printf(mem, "Giao %.*s thông báo đến chủ thể và cơ quan liên quan; chủ thể dừng "
		    "sử dụng nhãn hiệu chứng nhận OCOP kể từ ngày Quyết định có hiệu lực.", STR_ARG(d->office)));
	} else {
		article(p, 1, str_printf(mem, "Công nhận và cấp Giấy chứng nhận sản phẩm OCOP %.*s cho %zu sản phẩm "
		    "tại Phụ lục kèm theo. Giấy chứng nhận có giá trị %d tháng kể từ ngày ký.",
		    STR_ARG(d->round), d->n_rows, d->validity_months));
		article(p, 2, str_printf(mem, "Chủ thể có sản phẩm được công nhận sử dụng nhãn hiệu chứng nhận OCOP "
		    "đúng quy định và duy trì tiêu chí đã được đánh giá. Giao %.*s công bố kết quả, hướng dẫn và "
		    "kiểm tra.", STR_ARG(d->office)));
	}
	article(p, 3, str_printf(mem, "Quyết định có hiệu lực kể từ ngày ký. Chánh Văn phòng, Thủ trưởng %.*s, "
	    "Chủ tịch UBND cấp xã, chủ thể có tên tại Phụ lục và tổ chức, cá nhân liên quan chịu trách nhiệm "
	    "thi hành Quyết định này./.", STR_ARG(d->office)));
}

static void
annex(struct pdf *p, const struct decision_paper *d)
{
	static const struct column columns[] = { { 9, ALIGN_CENTER, { "TT", 2 } },
		{ 45, ALIGN_LEFT, { "Sản phẩm", sizeof("Sản phẩm") - 1 } },
		{ 40, ALIGN_LEFT, { "Chủ thể", sizeof("Chủ thể") - 1 } },
		{ 42, ALIGN_LEFT, { "Địa chỉ", sizeof("Địa chỉ") - 1 } },
		{ 16, ALIGN_CENTER, { "Điểm", sizeof("Điểm") - 1 } },
		{ 14, ALIGN_CENTER, { "Hạng", sizeof("Hạng") - 1 } } };

	pdf_new_page(p);
	pdf_text(p, TYPE_TITLE, S("PHỤ LỤC"));
	pdf_text(p, TYPE_TITLE, S("DANH SÁCH SẢN PHẨM"));
	pdf_text(p, (struct type){ .size_pt = 12, .italic = true, .align = ALIGN_CENTER, .after_pt = 8 },
	    str_printf(p->mem, "(Kèm theo Quyết định số %s%.*s %.*s)",
	    str_starts(d->head.number, S("/")) ? "......." : "", STR_ARG(d->head.number),
	    STR_ARG(day_words(p->mem, d->head.on))));
	table_begin(p, columns, 6, 11.5);
	for (size_t i = 0; i < d->n_rows; i++) {
		const struct decision_row *r = &d->rows[i];
		struct str product = r->product_code.n == 0 ? r->product : str_printf(p->mem,
		    "%.*s\n(%.*s)", STR_ARG(r->product), STR_ARG(r->product_code));

		table_row(p, (struct cell[]){ { .text = str_printf(p->mem, "%zu", i + 1) },
		    { .text = product }, { .text = r->subject }, { .text = r->address },
		    { .text = r->mean }, { .text = str_printf(p->mem, "%d sao", r->star), .bold = true } }, 6);
	}
	table_end(p);
}

enum rc
decision_render(const struct decision_paper *d, struct arena *mem, struct fault *fault,
    struct str *out)
{
	struct pdf_head h = { .author = d->authority, .made_at = d->made_at,
		.sample = d->sample, .numbered = true };
	struct str receives[] = { S("Như Điều 3"), S("Bộ Nông nghiệp và Môi trường"),
		d->office, S("Lưu: VT") };
	struct pdf *p;

	h.title = str_printf(mem, "Quyết định số %.*s", STR_ARG(d->head.number));
	p = pdf_begin(mem, fault, &h);
	letter_head(p, &d->head);
	letter_title(p, S("QUYẾT ĐỊNH"), about(p, d));
	pdf_text(p, (struct type){ .size_pt = 13, .bold = true, .align = ALIGN_CENTER,
	    .after_pt = 8 }, d->authority);
	grounds(p, d);
	articles(p, d);
	letter_foot(p, (struct lines){ receives, 4 }, &d->sign);
	annex(p, d);
	return pdf_end(p, out);
}

/*
 * result_letter: what a producer learns (QĐ 26/2026 Đ7.3.g). It must be enough
 * to understand the result, to do better next time, and to object.
 */
#include "paper/inside.h"
#include "paper/results.h"

static struct str
outcome(struct pdf *p, const struct result_letter_paper *r)
{
	if (r->knocked_out)
		return str_printf(p->mem, "Sản phẩm không được xếp hạng. Lý do: %.*s",
		    STR_ARG(r->knockout));
	if (r->star < r->band)
		return str_printf(p->mem, "Điểm thuộc khung %d sao nhưng có tiêu chí chưa đạt yêu cầu tối thiểu "
		    "(mục 3), nên sản phẩm đạt mức %d sao%s", r->band, r->star, r->star >= 3 ? "." :
		    "; mức này không được cấp giấy chứng nhận (điểm a khoản 1 Điều 4).");
	if (r->star >= 3)
		return str_printf(p->mem, "Sản phẩm đạt hạng %d sao.", r->star);
	return str_printf(p->mem, "Sản phẩm đạt mức %d sao. Theo điểm a khoản 1 Điều 4 Quyết định số "
	    "26/2026/QĐ-TTg, mức này không được cấp giấy chứng nhận.", r->star);
}

static void
arithmetic(struct pdf *p, const struct result_letter_paper *r)
{
	pdf_text(p, TYPE_HEAD, S("1. Kết quả"));
	pdf_text(p, TYPE_BODY, str_printf(p->mem, "Tổng điểm của %d phiếu là %.*s; điểm trung bình %.*s, "
	    "thuộc khung %d sao.", r->sheets, STR_ARG(r->sum), STR_ARG(r->mean), r->band));
	pdf_text(p, (struct type){ .size_pt = 13, .bold = true, .align = ALIGN_JUSTIFY, .indent_mm = 10,
	    .after_pt = 5, .leading = 1.08 }, outcome(p, r));
	if (r->opinion.n > 0) {
		pdf_text(p, TYPE_HEAD, S("2. Ý kiến của Hội đồng"));
		letter_long(p, r->opinion);
	}
}

static void
missing(struct pdf *p, const struct result_letter_paper *r)
{
	if (r->n_unmet == 0 && r->next_star == 0)
		return;
	pdf_text(p, TYPE_HEAD, S("3. Còn thiếu gì để đạt hạng cao hơn"));
	if (r->next_star > 0 && r->next_missing.n > 0)
		pdf_text(p, TYPE_BODY, str_printf(p->mem, "Hạng %d sao cần điểm trung bình từ %d; "
		    "sản phẩm còn thiếu %.*s điểm.", r->next_star, r->next_points,
		    STR_ARG(r->next_missing)));
	for (size_t i = 0; i < r->n_unmet; i++)
		pdf_text(p, TYPE_BODY, str_printf(p->mem, "- Tiêu chí %.*s: hạng %d sao yêu cầu ít nhất "
		    "%d điểm, sản phẩm đạt %d điểm.", STR_ARG(r->unmet[i].criterion), r->unmet[i].star,
		    r->unmet[i].needs, r->unmet[i].found));
}

static void
points(struct pdf *p, const struct result_letter_paper *r)
{
	static const struct column columns[] = { { 11, ALIGN_CENTER, { "TT", 2 } },
		{ 88, ALIGN_LEFT, { "Tiêu chí", sizeof("Tiêu chí") - 1 } },
		{ 18, ALIGN_CENTER, { "Tối đa", sizeof("Tối đa") - 1 } },
		{ 26, ALIGN_CENTER, { "Thấp – cao nhất", sizeof("Thấp – cao nhất") - 1 } },
		{ 22, ALIGN_CENTER, { "Trung bình", sizeof("Trung bình") - 1 } } };

	pdf_text(p, TYPE_HEAD, S("4. Điểm từng tiêu chí"));
	table_begin(p, columns, 5, 11);
	for (size_t i = 0; i < r->n_rows; i++) {
		const struct result_row *w = &r->rows[i];
		struct str range = w->heading ? S("") : w->low == w->high ?
		    str_printf(p->mem, "%d", w->low) : str_printf(p->mem, "%d – %d", w->low, w->high);

		table_row(p, (struct cell[]){ { .text = w->number, .bold = w->heading },
		    { .text = w->name, .bold = w->heading },
		    { .text = str_printf(p->mem, "%d", w->max), .bold = w->heading },
		    { .text = range }, { .text = w->mean, .bold = w->heading } }, 5);
	}
	table_end(p);
}

static void
objection(struct pdf *p)
{
	pdf_text(p, TYPE_HEAD, S("5. Nếu không đồng ý với kết quả"));
	pdf_text(p, TYPE_BODY, S("Chủ thể có thể gửi văn bản kiến nghị đến cơ quan ký thông báo này, nêu rõ tiêu "
	    "chí và kèm tài liệu. Chủ thể có quyền khiếu nại theo Luật Khiếu nại trong 90 ngày kể từ ngày nhận "
	    "được thông báo hoặc biết được quyết định./."));
}

enum rc
result_letter_render(const struct result_letter_paper *r, struct arena *mem,
    struct fault *fault, struct str *out)
{
	struct pdf_head h = { .author = r->head.agency, .made_at = r->made_at,
		.sample = r->sample, .numbered = true };
	struct str receives[] = { r->subject, str_printf(mem, "UBND %.*s", STR_ARG(r->commune)),
		S("Lưu: VT") };
	struct pdf *p;

	h.title = str_printf(mem, "Thông báo kết quả đánh giá: %.*s", STR_ARG(r->product));
	p = pdf_begin(mem, fault, &h);
	letter_head(p, &r->head);
	letter_title(p, S("THÔNG BÁO"), str_printf(mem,
	    "Kết quả đánh giá, phân hạng sản phẩm OCOP\n“%.*s”", STR_ARG(r->product)));
	pdf_text(p, TYPE_BODY, str_printf(mem, "Kính gửi %.*s và UBND %.*s: %.*s đã đánh giá, phân hạng sản "
	    "phẩm “%.*s”%s%.*s%s. Kết quả như sau:", STR_ARG(r->subject), STR_ARG(r->commune),
	    STR_ARG(r->council), STR_ARG(r->product), r->product_code.n > 0 ? " (mã số " : "",
	    STR_ARG(r->product_code), r->product_code.n > 0 ? ")" : ""));
	arithmetic(p, r);
	missing(p, r);
	points(p, r);
	objection(p);
	letter_foot(p, (struct lines){ receives, 3 }, &r->sign);
	return pdf_end(p, out);
}

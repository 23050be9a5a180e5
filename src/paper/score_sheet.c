/* score_sheet: one member's sheet, as it was sealed or as a draft. */
#include "paper/inside.h"
#include "paper/results.h"

#define SMALL ((struct type){ .size_pt = 11, .after_pt = 1.5 })

static void
line(struct pdf *p, const char *label, struct str value)
{
	struct run r[] = { { .text = str_c(label) }, { .text = S(": ") },
		{ .text = value, .bold = true } };

	if (value.n > 0)
		pdf_runs(p, SMALL, r, 3);
}

static void
head(struct pdf *p, const struct score_sheet_paper *s)
{
	letter_motto(p);
	letter_title(p, S("PHIẾU ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP"), s->set);
	line(p, "Ngành, nhóm", s->sector);
	line(p, "Tên sản phẩm", s->product);
	line(p, "Mã số sản phẩm", s->product_code);
	line(p, "Chủ thể", s->subject);
	line(p, "Điện thoại", s->phone);
	line(p, "Địa chỉ", s->address);
	if (s->knockouts.n > 0)
		pdf_text(p, (struct type){ .size_pt = 10, .italic = true, .before_pt = 3,
		    .after_pt = 3, .align = ALIGN_JUSTIFY }, s->knockouts);
	pdf_gap(p, 4);
}

static void
row(struct pdf *p, const struct sheet_row *r, bool blank)
{
	struct str points = blank ? S("") : r->answered || r->heading ? str_printf(p->mem, "%d", r->points) : S("–");
	struct cell cells[] = { { .text = r->number, .bold = r->heading },
		{ .text = r->name, .bold = r->heading },
		{ .text = str_printf(p->mem, "%d", r->max), .bold = r->heading },
		{ .text = r->heading ? S("") : r->level },
		{ .text = points, .bold = true } };

	table_row(p, cells, 5);
}

static void
rows(struct pdf *p, const struct score_sheet_paper *s)
{
	static const struct column columns[] = { { 11, ALIGN_CENTER, { "TT", 2 } },
		{ 58, ALIGN_LEFT, { "Tiêu chí", sizeof("Tiêu chí") - 1 } },
		{ 12, ALIGN_CENTER, { "Tối đa", sizeof("Tối đa") - 1 } },
		{ 72, ALIGN_LEFT, { "Mức được chấm", sizeof("Mức được chấm") - 1 } },
		{ 13, ALIGN_CENTER, { "Điểm", sizeof("Điểm") - 1 } } };

	table_begin(p, columns, 5, 9.5);
	for (size_t i = 0; i < s->n_rows; i++)
		row(p, &s->rows[i], s->blank);
	table_row(p, (struct cell[]){ { .text = S("Tổng điểm"), .bold = true, .span = 2 },
	    { .text = S("100"), .bold = true }, { .text = S("") },
	    { .text = s->blank ? S("") : str_printf(p->mem, "%d", s->total), .bold = true } }, 4);
	table_end(p);
}

static void
sealed(struct pdf *p, const struct score_sheet_paper *s)
{
	if (s->blank) {
		pdf_text(p, (struct type){ .size_pt = 10.5, .before_pt = 6 }, S("Đánh dấu một mức ở "
		    "mỗi tiêu chí, ghi điểm ở cột bên phải; ký tên ở dưới. Không viết lên mã ở góc trang."));
		return;
	}
	if (s->sealed.n == 0) {
		pdf_text(p, (struct type){ .size_pt = 10.5, .bold = true, .before_pt = 6 },
		    S("Phiếu nháp: chưa khóa, chưa có giá trị."));
		return;
	}
	pdf_text(p, (struct type){ .size_pt = 9.5, .before_pt = 6 }, str_printf(p->mem,
	    "Phiếu được khóa lúc %.*s. Mã kiểm tra: %.*s", STR_ARG(s->sealed), STR_ARG(s->seal)));
	if (s->receipt.n > 0)
		pdf_text(p, (struct type){ .size_pt = 9.5 }, str_printf(p->mem,
		    "Biên nhận của Sổ công khai: %.*s", STR_ARG(s->receipt)));
}

/* The lines of a proof, those of signatures in two: they are longer than the paper is wide. */
static struct str
proof_lines(struct arena *mem, struct str proof)
{
	struct buf b = buf_new(mem, 2 * proof.n + 64);
	struct str line;

	while (str_cut(&proof, '\n', &line)) {
		size_t cut = line.n;

		while (cut > 0 && line.p[cut - 1] != ' ')
			cut--;
		if (cut > 0 && str_starts(line, S("— ")))
			buf_printf(&b, "%.*s\n", STR_ARG(str_head(line, cut)));
		else
			cut = 0;
		buf_printf(&b, "%.*s\n", STR_ARG(str_from(line, cut)));
	}
	return buf_str(&b);
}

/* What the member takes home: enough to show, without the office and without its server,
 * that the sheet was received and what its hash was. */
static void
receipt(struct pdf *p, const struct score_sheet_paper *s)
{
	static const struct type small = { .size_pt = 7.5 };

	if (s->receipt.n == 0 || s->proof.n == 0)
		return;
	pdf_keep(p, 120); /* on one page, to be kept apart from the sheet */
	pdf_text(p, (struct type){ .size_pt = 10.5, .bold = true, .before_pt = 12,
	    .after_pt = 2, .with_next = true }, str_printf(p->mem,
	    "Biên nhận của Sổ công khai %.*s", STR_ARG(s->receipt)));
	pdf_text(p, (struct type){ .size_pt = 9, .after_pt = 3, .align = ALIGN_JUSTIFY },
	    S("Người đánh giá giữ phần này. Nó cho thấy phiếu đã vào sổ; không cho biết điểm. "
	    "Tra mã trên trang Sổ công khai, hoặc tải tệp .leaf và .tlog-proof ở đó để tự kiểm tra."));
	pdf_text(p, small, str_printf(p->mem, "Mã lá: %.*s", STR_ARG(s->leaf)));
	pdf_text(p, small, str_printf(p->mem, "Dòng của sổ: %.*s", STR_ARG(s->entry)));
	pdf_text(p, small, S("Chứng minh:"));
	pdf_text(p, small, proof_lines(p->mem, s->proof));
}

enum rc
score_sheet_render(const struct score_sheet_paper *s, struct arena *mem,
    struct fault *fault, struct str *out)
{
	struct pdf_head h = { .author = s->member, .made_at = s->made_at, .sample = s->sample,
		.numbered = true, .mark = s->mark, .subject = s->set };
	struct signature sign = { .title = S("NGƯỜI ĐÁNH GIÁ"),
		.note = S("(Ký, ghi rõ họ tên)"), .name = s->member };
	struct pdf *p;

	h.title = str_printf(mem, "Phiếu đánh giá: %.*s", STR_ARG(s->product));
	p = pdf_begin(mem, fault, &h);
	head(p, s);
	rows(p, s);
	pdf_text(p, (struct type){ .size_pt = 12, .bold = true, .before_pt = 8, .after_pt = 3 },
	    S("Ý kiến của người đánh giá"));
	letter_long(p, s->remark);
	sealed(p, s);
	letter_signed(p, s->place, s->on, &sign);
	receipt(p, s);
	return pdf_end(p, out);
}

/* score_sheet: one member's sheet, as it was sealed or as a draft. */
#include "base/buf.h"
#include "core/criteria.h"
#include "paper/inside.h"
#include "paper/results.h"

/* ---- head, of a sheet to be filled in by hand too --------------------------------------- */

struct sheet_set_words
sheet_set_words(struct arena *mem, const struct criteria_set *set)
{
	struct buf b = buf_new(mem, 8 * KIB);

	for (size_t i = 0; i < set->n_knockouts; i++)
		buf_printf(&b, "%s%.*s", i == 0 ? "Không đánh giá khi: " : "; ",
		    STR_ARG(set->knockouts[i].text.vi));
	return (struct sheet_set_words){ .name = str_printf(mem, "Bộ sản phẩm %d: %.*s",
	    set->number, STR_ARG(set->name.vi)), .sector = str_printf(mem, "%.*s – %.*s",
	    STR_ARG(set->sector_name.vi), STR_ARG(set->group_name.vi)),
	    .knockouts = buf_str(&b) };
}

static void
put_field(struct pdf *p, const char *label, struct str value, struct side_line *lines, size_t *n)
{
	if (value.n > 0)
		lines[(*n)++] = (struct side_line){ str_printf(p->mem, "%s: %.*s", label, STR_ARG(value)),
			{ .size_pt = 10.5, .after_pt = 1 }, 0, 0 };
}

static void
fields(struct pdf *p, const struct sheet_about *a)
{
	struct side_line left[4], right[4];
	size_t n_left = 0, n_right = 0;

	put_field(p, "Tên sản phẩm", a->product, left, &n_left);
	put_field(p, "Mã số sản phẩm", a->product_code, left, &n_left);
	put_field(p, "Ngành, nhóm", a->sector, left, &n_left);
	put_field(p, "Người đánh giá", a->member, left, &n_left);
	put_field(p, "Chủ thể", a->subject, right, &n_right);
	put_field(p, "Điện thoại", a->phone, right, &n_right);
	put_field(p, "Địa chỉ", a->address, right, &n_right);
	left[0].type.bold = true;
	pdf_sides(p, (struct side){ 0.52, left, n_left }, (struct side){ 0.46, right, n_right });
}

void
sheet_head(struct pdf *p, const struct sheet_about *a)
{
	static const struct type centre = { .size_pt = 12, .bold = true, .align = ALIGN_CENTER };
	struct side_line title[] = { { S("PHIẾU ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP"), centre, 0, 9.5 },
		{ a->set, { .size_pt = 11, .align = ALIGN_CENTER }, 0, 0 } };
	struct side_line nation[] = { { S("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), centre, 0, 9.5 },
		{ S("Độc lập - Tự do - Hạnh phúc"), centre, 0.55, 0 } };

	pdf_sides(p, (struct side){ 0.52, title, 2 }, (struct side){ 0.46, nation, 2 });
	pdf_gap(p, 3);
	fields(p, a);
	if (a->knockouts.n > 0)
		pdf_text(p, (struct type){ .size_pt = 9.5, .italic = true, .before_pt = 3,
		    .after_pt = 3, .align = ALIGN_JUSTIFY }, a->knockouts);
}

static void
head(struct pdf *p, const struct score_sheet_paper *s)
{
	sheet_head(p, &(struct sheet_about){ .set = s->set, .sector = s->sector,
	    .product = s->product, .product_code = s->product_code, .subject = s->subject,
	    .phone = s->phone, .address = s->address, .knockouts = s->knockouts });
	pdf_gap(p, 4);
}

/* ---- what was scored ---------------------------------------------------------------------- */

static void
row(struct pdf *p, const struct sheet_row *r)
{
	struct str points = r->answered || r->heading ? str_printf(p->mem, "%d", r->points) : S("–");
	struct cell cells[] = { { .text = r->number, .bold = r->heading },
		{ .text = r->name, .bold = r->heading },
		{ .text = str_printf(p->mem, "%d", r->max), .bold = r->heading },
		{ .text = r->heading ? S("") : r->level },
		{ .text = points, .bold = true } };

	if (r->heading)
		table_keep(p, 20);
	table_row(p, cells, 5);
}

static void
rows(struct pdf *p, const struct score_sheet_paper *s)
{
	static const struct column columns[] = { { 10, ALIGN_CENTER, { "TT", 2 } },
		{ 50, ALIGN_LEFT, { "Tiêu chí", sizeof("Tiêu chí") - 1 } },
		{ 12, ALIGN_CENTER, { "Tối đa", sizeof("Tối đa") - 1 } },
		{ 90, ALIGN_LEFT, { "Mức được chấm", sizeof("Mức được chấm") - 1 } },
		{ 13, ALIGN_CENTER, { "Điểm", sizeof("Điểm") - 1 } } };

	table_begin(p, columns, 5, 9.5);
	for (size_t i = 0; i < s->n_rows; i++)
		row(p, &s->rows[i]);
	table_row(p, (struct cell[]){ { .text = S("Tổng điểm"), .bold = true, .span = 2 },
	    { .text = S("100"), .bold = true }, { .text = S("") },
	    { .text = str_printf(p->mem, "%d", s->total), .bold = true } }, 4);
	table_end(p);
}

static void
sealed(struct pdf *p, const struct score_sheet_paper *s)
{
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
	struct str proof = proof_lines(p->mem, s->proof);
	double lines = 2;

	if (s->receipt.n == 0 || s->proof.n == 0)
		return;
	for (size_t i = 0; i < proof.n; i++)
		lines += proof.p[i] == '\n';
	pdf_keep(p, 20 + lines * 3.05); /* on one page, to be kept apart from the sheet */
	pdf_text(p, (struct type){ .size_pt = 10.5, .bold = true, .before_pt = 12,
	    .after_pt = 2, .with_next = true }, str_printf(p->mem,
	    "Biên nhận của Sổ công khai %.*s", STR_ARG(s->receipt)));
	pdf_text(p, (struct type){ .size_pt = 9, .after_pt = 3, .align = ALIGN_JUSTIFY },
	    S("Người đánh giá giữ phần này. Nó cho thấy phiếu đã vào sổ; không cho biết điểm. "
	    "Tra mã trên trang Sổ công khai, hoặc tải tệp .leaf và .tlog-proof ở đó để tự kiểm tra."));
	pdf_text(p, small, str_printf(p->mem, "Mã lá: %.*s", STR_ARG(s->leaf)));
	pdf_text(p, small, str_printf(p->mem, "Dòng của sổ: %.*s", STR_ARG(s->entry)));
	pdf_text(p, small, S("Chứng minh:"));
	pdf_text(p, small, proof);
}

enum rc
score_sheet_render(const struct score_sheet_paper *s, struct arena *mem,
    struct fault *fault, struct str *out)
{
	struct pdf_head h = { .author = s->member, .made_at = s->made_at, .sample = s->sample,
		.numbered = true, .form = true, .subject = s->set };
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

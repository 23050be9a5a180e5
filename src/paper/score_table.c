/*
 * score_table: products × members, with mean, spread and outcome.
 *
 * As many members as a page is wide stand in one table; a larger council has
 * several below each other, of the same rows, and the last has the outcome.
 */
#include "paper/inside.h"
#include "paper/results.h"

/* Members beside each other, of a table that has or has not the outcome. */
struct part {
	size_t from, to;
	bool last;
};

static size_t
columns_make(const struct score_table_paper *t, struct part m,
    struct column out[TABLE_COLUMNS_MAX])
{
	size_t n = 0;

	out[n++] = (struct column){ 11, ALIGN_CENTER, S("TT") };
	out[n++] = (struct column){ 46, ALIGN_LEFT, S("Sản phẩm") };
	out[n++] = (struct column){ 40, ALIGN_LEFT, S("Chủ thể") };
	for (size_t i = m.from; i < m.to; i++)
		out[n++] = (struct column){ 13, ALIGN_CENTER, t->members[i] };
	if (!m.last)
		return n;
	out[n++] = (struct column){ 14, ALIGN_CENTER, S("Tổng") };
	out[n++] = (struct column){ 17, ALIGN_CENTER, S("Trung bình") };
	out[n++] = (struct column){ 18, ALIGN_CENTER, S("Chênh lệch") };
	out[n++] = (struct column){ 22, ALIGN_CENTER, S("Kết quả") };
	return n;
}

static void
row(struct pdf *p, const struct score_table_paper *t, struct part m, size_t i)
{
	const struct score_table_row *r = &t->rows[i];
	struct cell cells[TABLE_COLUMNS_MAX];
	size_t n = 0;

	cells[n++] = (struct cell){ .text = str_printf(p->mem, "%zu", i + 1) };
	cells[n++] = (struct cell){ .text = r->product, .bold = true };
	cells[n++] = (struct cell){ .text = r->subject };
	for (size_t k = m.from; k < m.to; k++)
		cells[n++] = (struct cell){ .text = r->totals[k].n > 0 ? r->totals[k] : S("–") };
	if (m.last) {
		cells[n++] = (struct cell){ .text = r->sum };
		cells[n++] = (struct cell){ .text = r->mean, .bold = true };
		cells[n++] = (struct cell){ .text = r->spread };
		cells[n++] = (struct cell){ .text = r->outcome, .bold = true };
	}
	table_row(p, cells, n);
}

static void
tables(struct pdf *p, const struct score_table_paper *t)
{
	struct column columns[TABLE_COLUMNS_MAX];
	size_t n = t->n_members > TABLE_MEMBERS ?
	    (t->n_members + TABLE_MEMBERS - 1) / TABLE_MEMBERS : 1;
	size_t wide = (t->n_members + n - 1) / n;

	for (size_t i = 0; i < n; i++) {
		struct part m = { .from = i * wide, .last = i + 1 == n };

		m.to = m.last ? t->n_members : m.from + wide;
		if (i > 0) {
			pdf_gap(p, 10);
			pdf_keep(p, 40); /* what it is, its heads and its first rows */
		}
		if (n > 1)
			pdf_text(p, TYPE_PLAIN, str_printf(p->mem, "Bảng %zu/%zu: %.*s đến %.*s.", i + 1, n,
			    STR_ARG(t->members[m.from]), STR_ARG(t->members[m.to - 1])));
		table_begin(p, columns, columns_make(t, m, columns), 10.5);
		for (size_t k = 0; k < t->n_rows; k++)
			row(p, t, m, k);
		table_end(p);
	}
}

/* Who of the advisory team answered for what, product by product. */
static void
offices(struct pdf *p, const struct score_table_paper *t)
{
	for (size_t i = 0; i < t->n_rows; i++)
		if (t->rows[i].offices.n > 0)
			pdf_text(p, TYPE_SMALL, str_printf(p->mem, "%zu. Thẩm định trong Tổ tư vấn: %.*s", i + 1,
			    STR_ARG(t->rows[i].offices)));
}

#define SIGNED_MM 62 /* the last paragraph and the signatures below it: they never stand alone */

static void
signed_by_two(struct pdf *p, const struct score_table_paper *t)
{
	struct type title = { .size_pt = 13, .bold = true, .align = ALIGN_CENTER };
	struct type note = { .size_pt = 12, .italic = true, .align = ALIGN_CENTER, .after_pt = 60 };
	struct side_line left[] = { { t->secretary.title, title, 0, 0 },
		{ S("(Ký, ghi rõ họ tên)"), note, 0, 0 }, { t->secretary.name, title, 0, 0 } };
	struct side_line right[] = { { t->chair.title, title, 0, 0 },
		{ S("(Ký, ghi rõ họ tên)"), note, 0, 0 }, { t->chair.name, title, 0, 0 } };

	pdf_gap(p, 14);
	pdf_sides(p, (struct side){ 0.45, left, 3 }, (struct side){ 0.45, right, 3 });
}

enum rc
score_table_render(const struct score_table_paper *t, struct arena *mem,
    struct fault *fault, struct str *out)
{
	struct pdf_head h = { .title = S("Bảng tổng hợp điểm"), .author = t->head.agency,
		.subject = t->meeting, .made_at = t->made_at, .sample = t->sample,
		.numbered = true, .landscape = true };
	struct pdf *p = pdf_begin(mem, fault, &h);

	letter_head(p, &t->head);
	letter_title(p, S("BẢNG TỔNG HỢP ĐIỂM"), t->meeting);
	pdf_text(p, TYPE_PLAIN, str_printf(mem, "Thành phần: %.*s.", STR_ARG(t->present)));
	tables(p, t);
	if (t->legend.n == 0)
		pdf_keep(p, SIGNED_MM);
	pdf_text(p, TYPE_SMALL, S("Trung bình là tổng điểm các phiếu đã khóa chia cho số phiếu, so với khung điểm "
	    "bằng phân số chính xác, chỉ làm tròn khi in (QĐ 26/2026 Điều 3 khoản 3). Dấu – là không có phiếu."));
	offices(p, t);
	if (t->legend.n > 0) {
		pdf_keep(p, SIGNED_MM);
		pdf_text(p, TYPE_SMALL, t->legend);
	}
	signed_by_two(p, t);
	return pdf_end(p, out);
}

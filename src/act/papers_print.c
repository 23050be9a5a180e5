/*
 * papers_print: every paper and every field of it, as a table that people read
 * (docs/made/papers.md): what stands on the paper, which clause asks for it, where it
 * comes from. Made of the texts that the papers themselves are made of, so that no
 * field can be left out; what a text gives without a place (motto, title, "Nơi nhận",
 * signatures) is told from its lines, with the point of NĐ 30/2020 Đ8 that it answers.
 */
#include <string.h>

#include "act/papers.h"
#include "base/embedded.h"
#include "paper/blank.h"

static void
made_as(const struct paper *p, struct buf *out)
{
	static const char *const words[] = { "pdf", "docx", "xlsx" };

	buf_printf(out, "- `%s`: %s;", p->address, p->sentence);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (p->layouts & 1U << i)
			buf_printf(out, " %s", words[i]);
	for (size_t k = 0; k < 2 && p->rights[k] != 0; k++)
		buf_printf(out, "%s%s", k == 0 ? "; cấp số: " : ", ", right_name(p->rights[k]));
	buf_char(out, '\n');
}

static void
row(struct buf *out, struct str says, const char *asked, const char *from)
{
	buf_printf(out, "| %.*s | %s | %s | |\n", STR_ARG(says), asked, from);
}

/* "a | b | c" as "a; b; c". */
static struct str
listed(struct arena *mem, const char *before, struct str text)
{
	struct buf b = buf_new(mem, 4 * KIB);
	struct str part;

	for (bool more = false; blank_cut(&text, &part); more = true)
		buf_printf(&b, "%s%.*s", more ? "; " : before, STR_ARG(part));
	return buf_str(&b);
}

/* What a line gives besides its places. */
static void
line_print(struct arena *mem, const struct blank_line *l, struct buf *out)
{
	if (l->kind == LINE_HEAD || l->kind == LINE_MOTTO) {
		row(out, S("Quốc hiệu, Tiêu ngữ"), "NĐ 30/2020 Đ8.2.a", "in sẵn");
	} else if (l->kind == LINE_TITLE) {
		row(out, listed(mem, "Tên loại, trích yếu: ", l->text), "NĐ 30/2020 Đ8.2.đ", "in sẵn");
	} else if (l->kind == LINE_FOOT) {
		row(out, S("Chữ ký; dấu, chữ ký số"), "NĐ 30/2020 Đ8.2.g, h", "ký trên bản in hoặc ngoài phần mềm");
		row(out, listed(mem, "Nơi nhận: ", l->text), "NĐ 30/2020 Đ8.2.i", "in sẵn");
	} else if (l->kind == LINE_SIDES) {
		row(out, listed(mem, "Chữ ký hai bên: ", l->text), "NĐ 30/2020 Đ8.2.g", "ký tay");
	} else if (l->kind == LINE_PAGE) {
		row(out, S("Phụ lục, ở trang riêng"), "NĐ 30/2020 Đ8.3.a", "in sẵn");
	}
}

/* Of its workbook, as they stand beside each other. */
static void
columns_print(const struct blank *b, struct buf *out)
{
	if (b->n_columns > 0)
		buf_lit(out, "\n| cột của bảng tính | điều khoản | lấy từ |\n|---|---|---|\n");
	for (size_t i = 0; i < b->n_columns; i++) {
		const struct blank_key *k = &b->columns[i];

		buf_printf(out, "| %.*s | %.*s | %.*s |\n", STR_ARG(str_eq(k->means, S("*")) ?
		    S("thành viên") : k->means), STR_ARG(k->asked), STR_ARG(k->from));
	}
}

static void
blank_print(struct arena *mem, const struct blank *b, struct buf *out)
{
	buf_printf(out, "\n## %.*s: %.*s\n\n", STR_ARG(b->name), STR_ARG(b->title));
	for (size_t i = 0; i < papers_n; i++)
		if (str_eq(b->name, str_c(papers[i].name)))
			made_as(&papers[i], out);
	if (b->drawn.n > 0)
		buf_lit(out, "- bố cục vẽ sẵn; pdf\n");
	buf_printf(out, "- căn cứ: %.*s\n", STR_ARG(b->law));
	if (b->series.n > 0)
		buf_printf(out, "- dãy số: %.*s (%.*s)\n", STR_ARG(b->series), STR_ARG(b->signs));
	buf_lit(out, "\n| trên giấy | điều khoản | lấy từ | chỗ điền |\n|---|---|---|---|\n");
	for (size_t i = 0; i < b->n_lines; i++)
		line_print(mem, &b->lines[i], out);
	for (size_t i = 0; i < b->n_keys; i++) {
		const struct blank_key *k = &b->keys[i];

		buf_printf(out, "| %.*s | %.*s | %.*s |", STR_ARG(k->means), STR_ARG(k->asked), STR_ARG(k->from));
		if (str_eq(k->name, S("-")))
			buf_lit(out, " |\n");
		else
			buf_printf(out, " `%.*s%s%.*s` |\n", STR_ARG(k->list), k->list.n > 0 ? "." : "",
			    STR_ARG(k->name));
	}
	columns_print(b, out);
}

static enum rc
folder_print(struct arena *mem, struct fault *fault, const char *folder, struct buf *out)
{
	size_t at = 0;
	const struct embedded *e;

	while ((e = data_next(str_c(folder), &at)) != NULL) {
		struct blank b;
		enum rc rc = blank_read(e->raw, mem, fault, &b);

		if (rc != RC_OK)
			return rc;
		blank_print(mem, &b, out);
	}
	return RC_OK;
}

enum rc
papers_print(struct arena *mem, struct fault *fault, struct buf *out)
{
	enum rc rc;

	buf_lit(out, "# Mọi giấy tờ, từng ô: điều khoản nào đòi, lấy từ đâu\n");
	if ((rc = folder_print(mem, fault, "forms/", out)) != RC_OK)
		return rc;
	return folder_print(mem, fault, "papers/", out);
}

/*
 * blank_docx: a blank as a DOCX that Word and LibreOffice open: filled in, or
 * as the template that an office changes (places stay {{key}}; a table row
 * that begins with {{#list}} is repeated; a paragraph that begins with {{?key}}
 * goes when the key is empty). See blank.h.
 *
 * We only write XML here; templates that come back are strangers' files and
 * are opened elsewhere.
 */
#include "base/buf.h"
#include "paper/blank_inside.h"

#define BYTES_MAX (8 * MIB)
#define TWIPS(mm) ((int)((mm) * 1440 / 25.4))
#define COLUMNS_MAX 24

struct writing {
	struct buf b;
	const struct blank *b_in;
	struct blank_filling f;
	struct blank_column columns[COLUMNS_MAX];
	size_t n_columns;
	int total, wide; /* sum of the columns' widths; of the text, in twips */
};

/* How a paragraph looks; spacing in twentieths of a point. */
struct look {
	const char *align;
	int size_half_pt, before, after, indent;
	bool bold, italic, with_next;
};

static const struct look looks[LINE_KIND__COUNT] = {
	[LINE_BODY] = { "both", 26, 0, 100, TWIPS(10), false, false, false },
	[LINE_LONG] = { "both", 26, 0, 100, TWIPS(10), false, false, false },
	[LINE_PLAIN] = { "both", 26, 0, 80, 0, false, false, false },
	[LINE_HEADING] = { "left", 26, 100, 80, 0, true, false, true },
	[LINE_CENTRED] = { "center", 27, 80, 120, 0, true, false, false },
	[LINE_ITALIC] = { "both", 26, 0, 100, TWIPS(10), false, true, false },
	[LINE_SMALL] = { "both", 22, 120, 80, 0, false, true, false } };

/* ---- XML --------------------------------------------------------------------------- */

static void
put_text(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '<': buf_lit(b, "&lt;"); break;
		case '>': buf_lit(b, "&gt;"); break;
		case '&': buf_lit(b, "&amp;"); break;
		case '\n': buf_lit(b, "</w:t><w:br/><w:t xml:space=\"preserve\">"); break;
		default:
			if ((unsigned char)s.p[i] >= 0x20) /* others XML cannot hold */
				buf_char(b, s.p[i]);
		}
}

static void
put_run(struct buf *b, struct str text, const struct look *l, bool bold)
{
	buf_printf(b, "<w:r><w:rPr>%s%s<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr>"
	    "<w:t xml:space=\"preserve\">", bold || l->bold ? "<w:b/>" : "",
	    l->italic ? "<w:i/>" : "", l->size_half_pt, l->size_half_pt);
	put_text(b, text);
	buf_lit(b, "</w:t></w:r>");
}

static void
begin_paragraph(struct buf *b, const struct look *l)
{
	buf_printf(b, "<w:p><w:pPr>%s<w:spacing w:before=\"%d\" w:after=\"%d\"/>",
	    l->with_next ? "<w:keepNext/>" : "", l->before, l->after);
	if (l->indent > 0)
		buf_printf(b, "<w:ind w:firstLine=\"%d\"/>", l->indent);
	buf_printf(b, "<w:jc w:val=\"%s\"/></w:pPr>", l->align);
}

/* One paragraph; `mark` goes before it in a template: {{#list}}, {{?key}}. */
static enum rc
put_paragraph(struct writing *w, const struct look *l, struct str mark, struct str text)
{
	struct blank_run runs[BLANK_RUNS_MAX];
	size_t n;
	enum rc rc = blank_runs(&w->f, text, runs, &n);

	if (rc != RC_OK)
		return rc;
	begin_paragraph(&w->b, l);
	if (mark.n > 0)
		put_run(&w->b, mark, l, false);
	for (size_t i = 0; i < n; i++)
		put_run(&w->b, runs[i].text, l, runs[i].bold);
	buf_lit(&w->b, "</w:p>");
	return RC_OK;
}

/* ---- blocks side by side --------------------------------------------------------------- */

#define NO_BORDERS "<w:tblBorders><w:top w:val=\"nil\"/><w:left w:val=\"nil\"/><w:bottom " \
	"w:val=\"nil\"/><w:right w:val=\"nil\"/><w:insideH w:val=\"nil\"/><w:insideV w:val=\"nil\"/>" \
	"</w:tblBorders>"
#define ALL_BORDERS "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" " \
	"w:sz=\"4\"/><w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/>" \
	"<w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders>"

static void
begin_table(struct buf *b, int wide, const char *borders)
{
	buf_printf(b, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>%s<w:tblLayout w:type=\"fixed\"/>"
	    "<w:tblCellMar><w:left w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"40\" w:type=\"dxa\"/>"
	    "</w:tblCellMar></w:tblPr><w:tblGrid>", wide, borders);
}

static void
begin_cell(struct buf *b, int wide)
{
	buf_printf(b, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", wide);
}

static void
begin_halves(struct writing *w, int left)
{
	begin_table(&w->b, w->wide, NO_BORDERS);
	buf_printf(&w->b, "<w:gridCol w:w=\"%d\"/><w:gridCol w:w=\"%d\"/></w:tblGrid><w:tr>"
	    "<w:trPr><w:cantSplit/></w:trPr>", left, w->wide - left);
	begin_cell(&w->b, left);
}

static void
next_half(struct writing *w, int left)
{
	buf_lit(&w->b, "</w:tc>");
	begin_cell(&w->b, w->wide - left);
}

static void
end_halves(struct writing *w)
{
	buf_lit(&w->b, "</w:tc></w:tr></w:tbl><w:p><w:pPr><w:spacing w:after=\"60\"/></w:pPr></w:p>");
}

/* A line whose key may be missing from a paper: then it is not there. */
static enum rc
standing(struct writing *w, const char *key, const struct look *l, const char *before)
{
	struct str s = S("");
	bool known = false;

	for (size_t i = 0; i < w->b_in->n_keys; i++)
		known = known || (w->b_in->keys[i].list.n == 0 &&
		    str_eq(w->b_in->keys[i].name, str_c(key)));
	if (!known || (w->f.all != NULL && values_find(w->f.all, str_c(key), &s) && s.n == 0))
		return RC_OK;
	return put_paragraph(w, l, S(""), str_printf(w->f.mem, "%s{{%s}}", before, key));
}

static const struct look centred_bold = { "center", 24, 0, 0, 0, true, false, false },
    centred = { "center", 26, 60, 0, 0, false, false, false },
    centred_plain = { "center", 24, 0, 0, 0, false, false, false },
    centred_italic = { "center", 25, 60, 0, 0, false, true, false },
    motto = { "center", 26, 0, 0, 0, true, false, false },
    name_bold = { "center", 26, 1200, 0, 0, true, false, false },
    title_bold = { "center", 28, 0, 0, 0, true, false, false };

/* A little room: before signatures, behind a motto. */
static void
gap(struct writing *w)
{
	buf_lit(&w->b, "<w:p><w:pPr><w:spacing w:after=\"0\"/></w:pPr></w:p>");
}

static enum rc
nation(struct writing *w)
{
	enum rc rc = put_paragraph(w, &centred_bold, S(""), S("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));

	return rc != RC_OK ? rc : put_paragraph(w, &motto, S(""), S("Độc lập - Tự do - Hạnh phúc"));
}

static enum rc
head(struct writing *w)
{
	int left = w->wide * 42 / 100;
	enum rc rc;

	begin_halves(w, left);
	if ((rc = standing(w, "cap_tren", &centred_plain, "")) != RC_OK ||
	    (rc = standing(w, "co_quan", &centred_bold, "")) != RC_OK ||
	    (rc = standing(w, "so", &centred, "Số: ")) != RC_OK ||
	    (rc = standing(w, "ve_viec", &centred_plain, "")) != RC_OK)
		return rc;
	next_half(w, left);
	if ((rc = nation(w)) != RC_OK || (rc = standing(w, "noi_ngay", &centred_italic, "")) != RC_OK)
		return rc;
	end_halves(w);
	return RC_OK;
}

static enum rc
foot(struct writing *w, struct str rest)
{
	static const struct look head_look = { "left", 24, 0, 0, 0, true, true, false },
	    item = { "left", 22, 0, 0, 0, false, false, false };
	int left = w->wide * 46 / 100;
	struct str part, filled;
	enum rc rc;

	gap(w);
	begin_halves(w, left);
	if ((rc = put_paragraph(w, &head_look, S(""), S("Nơi nhận:"))) != RC_OK)
		return rc;
	while (blank_cut(&rest, &part)) {
		if ((rc = blank_text(&w->f, part, &filled)) != RC_OK)
			return rc;
		if (filled.n > 0 && (rc = put_paragraph(w, &item, S(""), str_printf(w->f.mem,
		    "- %.*s%c", STR_ARG(part), rest.p == NULL ? '.' : ';'))) != RC_OK)
			return rc;
	}
	next_half(w, left);
	if ((rc = standing(w, "ky_thay", &centred_bold, "")) != RC_OK ||
	    (rc = standing(w, "ky_chuc", &centred_bold, "")) != RC_OK ||
	    (rc = standing(w, "ky_ten", &name_bold, "")) != RC_OK)
		return rc;
	begin_paragraph(&w->b, &centred);
	buf_lit(&w->b, "</w:p>");
	end_halves(w);
	return RC_OK;
}

static enum rc
sides(struct writing *w, struct str rest)
{
	static const struct look note = { "center", 24, 0, 0, 0, false, true, false };
	int left = w->wide / 2;
	struct str part[4] = { S(""), S(""), S(""), S("") };
	enum rc rc = RC_OK;

	for (size_t i = 0; i < 4 && blank_cut(&rest, &part[i]); i++)
		;
	gap(w);
	begin_halves(w, left);
	for (size_t i = 0; i < 2 && rc == RC_OK; i++) {
		if ((rc = put_paragraph(w, &centred_bold, S(""), part[i * 2])) != RC_OK ||
		    (rc = put_paragraph(w, &note, S(""), S("(Ký, ghi rõ họ tên)"))) != RC_OK ||
		    (rc = put_paragraph(w, &name_bold, S(""), part[i * 2 + 1])) != RC_OK)
			return rc;
		if (i == 0)
			next_half(w, left);
	}
	end_halves(w);
	return rc;
}

static enum rc
title(struct writing *w, struct str rest)
{
	static const struct look rule = { "center", 12, 0, 160, 0, false, false, false };
	struct str part;
	enum rc rc;

	while (blank_cut(&rest, &part))
		if ((rc = put_paragraph(w, &title_bold, S(""), part)) != RC_OK)
			return rc;
	return put_paragraph(w, &rule, S(""), S("––––––––––––––––"));
}

/* ---- tables --------------------------------------------------------------------------- */

static int
width_of(const struct writing *w, size_t i)
{
	return w->wide * w->columns[i].width / w->total;
}

static enum rc
columns(struct writing *w, struct str text)
{
	static const struct look look = { "center", 23, 40, 40, 0, true, false, false };
	enum rc rc = blank_columns(&w->f, text, COLUMNS_MAX, w->columns, &w->n_columns);

	if (rc != RC_OK)
		return rc;
	w->total = 0;
	for (size_t i = 0; i < w->n_columns; i++)
		w->total += w->columns[i].width;
	begin_table(&w->b, w->wide, ALL_BORDERS);
	for (size_t i = 0; i < w->n_columns; i++)
		buf_printf(&w->b, "<w:gridCol w:w=\"%d\"/>", width_of(w, i));
	buf_lit(&w->b, "</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>");
	for (size_t i = 0; i < w->n_columns; i++) {
		begin_cell(&w->b, width_of(w, i));
		if ((rc = put_paragraph(w, &look, S(""), w->columns[i].head)) != RC_OK)
			return rc;
		buf_lit(&w->b, "</w:tc>");
	}
	buf_lit(&w->b, "</w:tr>");
	return RC_OK;
}

static enum rc
one_row(struct writing *w, struct str mark, struct str rest)
{
	struct str part;
	enum rc rc;

	buf_lit(&w->b, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
	for (size_t i = 0; i < w->n_columns; i++) {
		struct look look = { w->columns[i].align == 'c' ? "center" :
			w->columns[i].align == 'r' ? "right" : "left", 23, 20, 20, 0,
			blank_row_is_bold(&w->f), false, false };

		if (!blank_cut(&rest, &part))
			part = S("");
		begin_cell(&w->b, width_of(w, i));
		if ((rc = put_paragraph(w, &look, i == 0 ? mark : S(""), part)) != RC_OK)
			return rc;
		buf_lit(&w->b, "</w:tc>");
	}
	buf_lit(&w->b, "</w:tr>");
	return RC_OK;
}

/* Does it for each row of a list; once, with its mark, in a template. */
static enum rc
repeated(struct writing *w, struct str list, struct str rest,
    enum rc (*one)(struct writing *w, struct str mark, struct str rest))
{
	const struct value_list *v;
	enum rc rc = RC_OK;

	if (w->f.all == NULL)
		return one(w, str_printf(w->f.mem, "{{#%.*s}}", STR_ARG(list)), rest);
	if ((v = values_list_find(w->f.all, list)) == NULL)
		return FAIL(&w->f, WHY_KEY_UNKNOWN, "#%.*s", STR_ARG(list));
	for (size_t i = 0; i < v->n && rc == RC_OK; i++) {
		w->f.row = v->rows[i];
		rc = one(w, S(""), rest);
	}
	w->f.row = NULL;
	return rc;
}

/* ---- lines ------------------------------------------------------------------------------- */

static enum rc
row_line(struct writing *w, struct str text)
{
	struct str list, rest = text;

	(void)blank_cut(&rest, &list);
	return list.n == 0 ? one_row(w, S(""), rest) : repeated(w, list, rest, one_row);
}

static enum rc
line(struct writing *w, const struct blank_line *l, struct str mark)
{
	enum rc rc;

	switch (l->kind) {
	case LINE_HEAD: return head(w);
	case LINE_MOTTO:
		rc = nation(w);
		gap(w);
		return rc;
	case LINE_TITLE: return title(w, l->text);
	case LINE_TABLE: return columns(w, l->text);
	case LINE_ROW: return row_line(w, l->text);
	case LINE_SIDES: return sides(w, l->text);
	case LINE_FOOT: return foot(w, l->text);
	case LINE_END:
		buf_lit(&w->b, "</w:tbl><w:p><w:pPr><w:spacing w:after=\"60\"/></w:pPr></w:p>");
		return RC_OK;
	case LINE_PAGE:
		buf_lit(&w->b, "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
		return RC_OK;
	case LINE_BODY: case LINE_PLAIN: case LINE_HEADING: case LINE_CENTRED: case LINE_ITALIC:
	case LINE_SMALL: case LINE_LONG: case LINE_EACH: case LINE_DONE: case LINE_KIND__COUNT:
		break;
	}
	if (mark.n == 0 && l->when.n > 0 && w->f.all == NULL)
		mark = str_printf(w->f.mem, "{{?%.*s}}", STR_ARG(l->when));
	return put_paragraph(w, &looks[l->kind], mark, l->text);
}

static enum rc
line_if(struct writing *w, const struct blank_line *l, struct str mark)
{
	bool there;
	enum rc rc = blank_when(&w->f, l, &there);

	return rc == RC_OK && there ? line(w, l, mark) : rc;
}

/* The lines up to @done as one row of a table without borders: the one thing
 * that a template repeats. `rest` begins at the first of them. */
static enum rc
each_row(struct writing *w, struct str mark, struct str at)
{
	int64_t i = 0;
	enum rc rc = RC_OK;

	REQUIRE(str_int(at, &i));
	buf_lit(&w->b, "<w:tr>");
	begin_cell(&w->b, w->wide);
	if (mark.n > 0)
		rc = put_paragraph(w, &looks[LINE_SMALL], mark, S(""));
	for (; rc == RC_OK && (size_t)i < w->b_in->n_lines &&
	    w->b_in->lines[i].kind != LINE_DONE; i++)
		rc = line_if(w, &w->b_in->lines[i], S(""));
	buf_lit(&w->b, "</w:tc></w:tr>");
	return rc;
}

static enum rc
body(struct writing *w)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; i < w->b_in->n_lines && rc == RC_OK; i++) {
		const struct blank_line *l = &w->b_in->lines[i];
		const struct value_list *v;

		if (l->kind != LINE_EACH) {
			rc = line_if(w, l, S(""));
			continue;
		}
		v = w->f.all == NULL ? NULL : values_list_find(w->f.all, l->text);
		if (w->f.all == NULL || (v != NULL && v->n > 0)) {
			begin_table(&w->b, w->wide, NO_BORDERS);
			buf_printf(&w->b, "<w:gridCol w:w=\"%d\"/></w:tblGrid>", w->wide);
			rc = repeated(w, l->text, str_printf(w->f.mem, "%zu", i + 1), each_row);
			buf_lit(&w->b, "</w:tbl>");
		}
		while (i < w->b_in->n_lines && w->b_in->lines[i].kind != LINE_DONE)
			i++;
	}
	return rc;
}

static void
page(struct writing *w)
{
	bool across = w->b_in->across;

	buf_printf(&w->b, "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:footerReference "
	    "w:type=\"default\" r:id=\"rId3\"/><w:footerReference w:type=\"first\" r:id=\"rId4\"/><w:pgSz "
	    "w:w=\"%d\" w:h=\"%d\"%s/><w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" "
	    "w:header=\"600\" w:footer=\"500\" w:gutter=\"0\"/><w:titlePg/></w:sectPr>",
	    TWIPS(across ? 297 : 210), TWIPS(across ? 210 : 297),
	    across ? " w:orient=\"landscape\"" : "", TWIPS(20), TWIPS(across ? 18 : 16), TWIPS(20),
	    TWIPS(across ? 18 : 30));
}

enum rc
blank_docx(const struct blank *b, const struct values *v, const struct blank_about *about,
    struct fault *fault, struct str *out)
{
	struct arena *mem = about->mem;
	struct writing w = { .b = buf_new(mem, BYTES_MAX), .b_in = b, .f = { .all = v, .mem = mem,
		.fault = fault }, .wide = TWIPS(b->across ? 261 : 164) };
	enum rc rc;

	buf_lit(&w.b, DOCX_XML "<w:document " DOCX_NS "><w:body>");
	if ((rc = body(&w)) != RC_OK)
		return rc;
	page(&w);
	buf_lit(&w.b, "</w:body></w:document>");
	if (!buf_ok(&w.b))
		return FAIL(&w.f, WHY_TOO_LARGE, "%s", "docx");
	return docx_file(buf_str(&w.b), about, fault, out);
}

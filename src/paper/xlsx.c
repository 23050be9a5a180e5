/* xlsx: see xlsx.h. */
#include "paper/xlsx.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/text.h"

#define COLUMNS_MAX 64
#define LINE_PT 16 /* of letters of 12 pt */
#define ROW_PT_MAX 409 /* of the format */

struct book {
	struct arena *mem;
	struct fault *fault;
	lxw_workbook *w;
	lxw_worksheet *s;
	lxw_format *title, *line, *head, *text, *whole, *day;
	lxw_format *mean[XLSX_DECIMALS_MAX + 1]; /* by decimals */
};

static lxw_format *
format(struct book *b, const char *number, bool bold, bool framed)
{
	lxw_format *f = workbook_add_format(b->w);

	format_set_font_name(f, "Times New Roman");
	format_set_font_size(f, 12);
	format_set_text_wrap(f);
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	if (bold)
		format_set_bold(f);
	if (number != NULL)
		format_set_num_format(f, number);
	if (framed)
		format_set_border(f, LXW_BORDER_THIN);
	return f;
}

static void
formats(struct book *b)
{
	static const char *const numbers[XLSX_DECIMALS_MAX + 1] = { "0", "0.0", "0.00",
		"0.000", "0.0000" };

	b->title = format(b, NULL, true, false);
	format_set_font_size(b->title, 14);
	format_set_align(b->title, LXW_ALIGN_CENTER);
	b->line = format(b, NULL, false, false);
	format_set_align(b->line, LXW_ALIGN_CENTER);
	b->head = format(b, NULL, true, true);
	format_set_align(b->head, LXW_ALIGN_CENTER);
	b->text = format(b, NULL, false, true);
	b->whole = format(b, "0", false, true);
	for (size_t i = 0; i <= XLSX_DECIMALS_MAX; i++)
		format_set_align(b->mean[i] = format(b, numbers[i], false, true), LXW_ALIGN_CENTER);
	b->day = format(b, "dd/mm/yyyy", false, true);
	format_set_align(b->whole, LXW_ALIGN_CENTER); /* not against the text beside it */
	format_set_align(b->day, LXW_ALIGN_CENTER);
}

#define CUT " … (ô của bảng tính chỉ chứa 32.767 ký tự; toàn văn ở bản PDF, DOCX)"

/* At most what a cell holds: the library leaves out what is longer without a word. */
static struct str
cell_text(struct arena *mem, struct str text)
{
	if (text_length(text) <= XLSX_TEXT_MAX)
		return text;
	return str_printf(mem, "%.*s" CUT, STR_ARG(text_cut(text, XLSX_TEXT_MAX -
	    text_length(S(CUT)))));
}

static void
cell(struct book *b, lxw_row_t row, lxw_col_t col, const struct xlsx_cell *c)
{
	struct date d;
	lxw_datetime when = { 0 };

	switch (c->kind) {
	case XLSX_INT:
		worksheet_write_number(b->s, row, col, (double)c->n, b->whole);
		return;
	case XLSX_FRACTION:
		REQUIRE(c->decimals >= 0 && c->decimals <= XLSX_DECIMALS_MAX);
		worksheet_write_number(b->s, row, col, (double)c->n / (double)(c->of > 0 ? c->of : 1),
		    b->mean[c->decimals]);
		return;
	case XLSX_DAY:
		if (c->day.n == 0)
			break;
		d = day_date(c->day);
		when = (lxw_datetime){ .year = d.year, .month = d.month, .day = d.day };
		worksheet_write_datetime(b->s, row, col, &when, b->day);
		return;
	case XLSX_TEXT:
		/* Never worksheet_write(): "=…" of a person would become a formula. */
		worksheet_write_string(b->s, row, col, str_z(b->mem, cell_text(b->mem, c->text)), b->text);
		return;
	case XLSX_EMPTY:
		break;
	}
	worksheet_write_blank(b->s, row, col, b->text);
}

/* ---- heights ------------------------------------------------------------------- */

/* How many lines a text takes in a column of so many letters, broken between words. A
 * letter is taken for a little more than the column counts: a line too many is white, one
 * too few is not seen. */
static int
lines_in(struct str text, int letters)
{
	const int most = letters * 9 / 10 > 0 ? letters * 9 / 10 : 1;
	struct str line, word;
	int n = 0;

	while (str_cut(&text, '\n', &line)) {
		int used = 0;

		n++;
		while (str_cut(&line, ' ', &word)) {
			int w = (int)text_length(word);

			if (used > 0 && used + 1 + w > most) {
				n++;
				used = 0;
			}
			used += w + (used > 0 ? 1 : 0);
			n += (used - 1) / most; /* a word longer than the column */
			used = used > most ? (used - 1) % most + 1 : used;
		}
	}
	return n;
}

/* LibreOffice leaves a row without a height one line high, Excel one of joined cells. */
static void
height(struct book *b, lxw_row_t row, int lines, double line_pt)
{
	if (lines > 1)
		worksheet_set_row(b->s, row, lines * line_pt + 2 < ROW_PT_MAX ?
		    lines * line_pt + 2 : ROW_PT_MAX, NULL);
}

static int
lines_of_row(const struct xlsx_table *t, size_t r)
{
	int most = 1;

	for (size_t i = 0; i < t->n_columns; i++) {
		const struct xlsx_cell *c = &t->cells[r * t->n_columns + i];
		int n = c->kind == XLSX_TEXT ? lines_in(c->text, t->columns[i].width) : 1;

		most = n > most ? n : most;
	}
	return most;
}

/* ---- the table ------------------------------------------------------------------- */

/* A line over the whole width; gives the next row. */
static lxw_row_t
across(struct book *b, const struct xlsx_table *t, lxw_row_t row, struct str text,
    lxw_format *f)
{
	const char *z = str_z(b->mem, text);
	int wide = 0;

	for (size_t i = 0; i < t->n_columns; i++)
		wide += t->columns[i].width;
	height(b, row, lines_in(text, f == b->title ? wide * 6 / 7 : wide), f == b->title ? 18.5 : LINE_PT);
	if (t->n_columns > 1)
		worksheet_merge_range(b->s, row, 0, row, (lxw_col_t)(t->n_columns - 1), z, f);
	else
		worksheet_write_string(b->s, row, 0, z, f);
	return row + 1;
}

static void
fill(struct book *b, const struct xlsx_table *t, bool sample)
{
	lxw_row_t row = 0, head;
	lxw_col_t last = (lxw_col_t)(t->n_columns - 1);
	int heads = 1;

	if (sample)
		row = across(b, t, row, S("DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"), b->title);
	row = across(b, t, row, t->title, b->title);
	for (size_t i = 0; i < t->n_lines; i++)
		row = across(b, t, row, t->lines[i], b->line);
	head = row++;
	for (size_t i = 0; i < t->n_columns; i++) {
		worksheet_set_column(b->s, (lxw_col_t)i, (lxw_col_t)i, t->columns[i].width, NULL);
		worksheet_write_string(b->s, head, (lxw_col_t)i, t->columns[i].head, b->head);
		/* bold, and beside the button of the filter */
		if (lines_in(str_c(t->columns[i].head), t->columns[i].width - 2) > heads)
			heads = lines_in(str_c(t->columns[i].head), t->columns[i].width - 2);
	}
	height(b, head, heads, LINE_PT);
	for (size_t r = 0; r < t->n_rows; r++, row++) {
		height(b, row, lines_of_row(t, r), LINE_PT);
		for (size_t i = 0; i < t->n_columns; i++)
			cell(b, row, (lxw_col_t)i, &t->cells[r * t->n_columns + i]);
	}
	worksheet_autofilter(b->s, head, 0, row > head + 1 ? row - 1 : head, last);
	worksheet_freeze_panes(b->s, head + 1, 0);
	worksheet_repeat_rows(b->s, head, head);
	if (t->note.n > 0)
		(void)across(b, t, row + 1, t->note, b->line);
	worksheet_set_landscape(b->s);
	worksheet_set_paper(b->s, 9); /* A4 */
	worksheet_fit_to_pages(b->s, 1, 0);
	worksheet_set_footer(b->s, "&C&P/&N");
}

static enum rc
bytes_take(struct book *b, int fd, struct str *out)
{
	struct stat st;
	char *to;

	if (fstat(fd, &st) != 0 || st.st_size <= 0)
		return FAIL(b, WHY_BROKEN, "%s", "xlsx: nothing was written");
	to = arena_bytes(b->mem, (size_t)st.st_size);
	for (ssize_t have = 0, n; have < st.st_size; have += n)
		if ((n = pread(fd, to + have, (size_t)(st.st_size - have), have)) <= 0)
			return FAIL(b, WHY_BROKEN, "%s", "xlsx: reading it back");
	*out = (struct str){ to, (size_t)st.st_size };
	return RC_OK;
}

/* The library of Debian 12 writes only to a name: one of memory, not of disk. */
enum rc
xlsx_make(const struct xlsx_table *t, struct arena *mem, struct fault *fault, struct str *out)
{
	struct book b = { .mem = mem, .fault = fault };
	lxw_doc_properties about = { .title = (char *)str_z(mem, t->title), .author = (char *)str_z(mem, t->author),
		.created = (time_t)(t->made_at.ms / 1000) };
	lxw_workbook_options how = { .tmpdir = NULL };
	int fd = memfd_create("xlsx", MFD_CLOEXEC);
	lxw_error error;
	enum rc rc;

	if (fd < 0)
		return FAIL(&b, WHY_BROKEN, "%s", "xlsx: memfd_create");
	b.w = workbook_new_opt(str_z(mem, str_printf(mem, "/proc/self/fd/%d", fd)), &how);
	if (b.w == NULL) {
		close(fd);
		return FAIL(&b, WHY_BROKEN, "%s", "xlsx: no memory");
	}
	workbook_set_properties(b.w, &about);
	formats(&b);
	for (const struct xlsx_table *s = t; s != NULL; s = s->next) {
		REQUIRE(s->n_columns > 0 && s->n_columns <= COLUMNS_MAX);
		b.s = workbook_add_worksheet(b.w, s->sheet != NULL ? s->sheet : "OCOP");
		REQUIRE(b.s != NULL); /* a name that is not twice, and memory */
		fill(&b, s, t->sample);
	}
	error = workbook_close(b.w);
	rc = error == LXW_NO_ERROR ? bytes_take(&b, fd, out) :
	    FAIL(&b, WHY_BROKEN, "xlsx: %s", lxw_strerror(error));
	close(fd);
	return rc;
}

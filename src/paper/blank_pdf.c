/*
 * blank_pdf: a blank as a PDF in the layout of NĐ 30/2020, by the same
 * functions that draw all our state papers (letter.h). See blank.h.
 */
#include "paper/blank_inside.h"
#include "paper/inside.h"
#include "paper/letter.h"

struct drawing {
	struct pdf *p;
	const struct blank *b;
	struct blank_filling f;
	struct column columns[TABLE_COLUMNS_MAX];
	size_t n_columns;
};

static enum rc
paragraph(struct drawing *d, struct type t, struct str text)
{
	struct blank_run parts[BLANK_RUNS_MAX];
	struct run runs[BLANK_RUNS_MAX];
	size_t n;
	enum rc rc = blank_runs(&d->f, text, parts, &n);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < n; i++)
		runs[i] = (struct run){ .text = parts[i].text, .bold = parts[i].bold || t.bold,
			.italic = t.italic };
	pdf_runs(d->p, t, runs, n);
	return RC_OK;
}

/* The value of a standing key; empty when this paper has none. */
static struct str
standing(const struct drawing *d, const char *key)
{
	struct str s;

	return values_find(d->f.all, str_c(key), &s) ? s : S("");
}

static enum rc
head(struct drawing *d)
{
	letter_head(d->p, &(struct letterhead){ .superior = standing(d, "cap_tren"),
	    .agency = standing(d, "co_quan"), .number = standing(d, "so"),
	    .when = standing(d, "noi_ngay"), .about = standing(d, "ve_viec") });
	return RC_OK;
}

static enum rc
title(struct drawing *d, struct str text)
{
	struct str kind, about = S(""), rest = text;
	enum rc rc;

	(void)blank_cut(&rest, &kind);
	(void)blank_cut(&rest, &about);
	if ((rc = blank_text(&d->f, about, &about)) != RC_OK)
		return rc;
	letter_title(d->p, kind, about);
	return RC_OK;
}

static enum rc
foot(struct drawing *d, struct str text)
{
	struct str receives[16], part, rest = text;
	size_t n = 0;
	enum rc rc;

	while (n < 16 && blank_cut(&rest, &part)) {
		if ((rc = blank_text(&d->f, part, &receives[n])) != RC_OK)
			return rc;
		n += receives[n].n > 0;
	}
	letter_foot(d->p, (struct lines){ receives, n }, &(struct signature){
	    .on_behalf = standing(d, "ky_thay"), .title = standing(d, "ky_chuc"),
	    .name = standing(d, "ky_ten") });
	return RC_OK;
}

static enum rc
sides(struct drawing *d, struct str text)
{
	struct type bold = { .size_pt = 13, .bold = true, .align = ALIGN_CENTER };
	struct type note = { .size_pt = 12, .italic = true, .align = ALIGN_CENTER, .after_pt = 60 };
	struct side_line half[2][3];
	struct str part[4] = { S(""), S(""), S(""), S("") }, rest = text;
	enum rc rc;

	for (size_t i = 0; i < 4 && blank_cut(&rest, &part[i]); i++)
		if ((rc = blank_text(&d->f, part[i], &part[i])) != RC_OK)
			return rc;
	for (size_t i = 0; i < 2; i++) {
		half[i][0] = (struct side_line){ part[i * 2], bold, 0, 0 };
		half[i][1] = (struct side_line){ S("(Ký, ghi rõ họ tên)"), note, 0, 0 };
		half[i][2] = (struct side_line){ part[i * 2 + 1], bold, 0, 0 };
	}
	pdf_gap(d->p, 14);
	pdf_sides(d->p, (struct side){ 0.46, half[0], 3 }, (struct side){ 0.46, half[1], 3 });
	return RC_OK;
}

/* ---- tables ---------------------------------------------------------------------- */

static enum rc
columns(struct drawing *d, struct str text)
{
	struct blank_column c[TABLE_COLUMNS_MAX];
	enum rc rc = blank_columns(&d->f, text, TABLE_COLUMNS_MAX, c, &d->n_columns);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < d->n_columns; i++)
		d->columns[i] = (struct column){ c[i].width, c[i].align == 'c' ? ALIGN_CENTER :
			c[i].align == 'r' ? ALIGN_RIGHT : ALIGN_LEFT, c[i].head };
	table_begin(d->p, d->columns, d->n_columns, d->b->across ? 11 : 11.5);
	return RC_OK;
}

static enum rc
one_row(struct drawing *d, struct str rest)
{
	struct cell cells[TABLE_COLUMNS_MAX] = { 0 };
	struct str part;
	size_t n = 0;

	while (n < TABLE_COLUMNS_MAX && blank_cut(&rest, &part)) {
		bool bold = str_starts(part, S("**")) || blank_row_is_bold(&d->f);
		enum rc rc = blank_text(&d->f, part, &cells[n].text);

		if (rc != RC_OK)
			return rc;
		cells[n++].bold = bold;
	}
	table_row(d->p, cells, n);
	return RC_OK;
}

static enum rc
rows(struct drawing *d, const struct blank_line *l)
{
	struct str list, rest = l->text;
	const struct value_list *v;
	enum rc rc = RC_OK;

	(void)blank_cut(&rest, &list);
	if (list.n == 0)
		return one_row(d, rest);
	if ((v = values_list_find(d->f.all, list)) == NULL)
		return FAIL(&d->f, WHY_KEY_UNKNOWN, "#%.*s", STR_ARG(list));
	for (size_t i = 0; i < v->n && rc == RC_OK; i++) {
		d->f.row = v->rows[i];
		rc = one_row(d, rest);
	}
	d->f.row = NULL;
	return rc;
}

/* ---- lines ----------------------------------------------------------------------- */

/* The face of a paragraph; blocks have none. */
static struct type
face_of(enum blank_kind kind)
{
	const struct type faces[LINE_KIND__COUNT] = { [LINE_BODY] = TYPE_BODY,
		[LINE_PLAIN] = TYPE_PLAIN, [LINE_HEADING] = TYPE_HEAD, [LINE_SMALL] = TYPE_SMALL,
		[LINE_CENTRED] = { .size_pt = 13.5, .bold = true, .align = ALIGN_CENTER,
			.before_pt = 4, .after_pt = 6 },
		[LINE_ITALIC] = { .size_pt = 13, .italic = true, .align = ALIGN_JUSTIFY,
			.indent_mm = 10, .after_pt = 5, .leading = 1.08 } };

	return faces[kind];
}

static enum rc
long_text(struct drawing *d, struct str text)
{
	struct str s;
	enum rc rc = blank_text(&d->f, text, &s);

	if (rc == RC_OK)
		letter_long(d->p, s);
	return rc;
}

static enum rc
line(struct drawing *d, const struct blank_line *l)
{
	switch (l->kind) {
	case LINE_HEAD: return head(d);
	case LINE_MOTTO: letter_motto(d->p); return RC_OK;
	case LINE_TITLE: return title(d, l->text);
	case LINE_TABLE: return columns(d, l->text);
	case LINE_ROW: return rows(d, l);
	case LINE_END:
		table_end(d->p);
		pdf_gap(d->p, 4);
		return RC_OK;
	case LINE_SIDES: return sides(d, l->text);
	case LINE_FOOT: return foot(d, l->text);
	case LINE_PAGE: pdf_new_page(d->p); return RC_OK;
	case LINE_LONG: return long_text(d, l->text);
	case LINE_BODY: case LINE_PLAIN: case LINE_HEADING: case LINE_CENTRED:
	case LINE_ITALIC: case LINE_SMALL: case LINE_EACH: case LINE_DONE:
	case LINE_KIND__COUNT:
		break;
	}
	return paragraph(d, face_of(l->kind), l->text);
}

#define SIGNED_MM 52 /* the last paragraph and the signatures below it */
#define BELOW_MM  6  /* a small line below those */

/* A signature never stands alone on its page: what comes before line `at`, which has it,
 * stays with it, and so do the small lines behind ("Nơi nhận" of minutes). */
static void
keep_signed(struct drawing *d, size_t at)
{
	const struct blank_line *l = d->b->lines;
	size_t below = at + 1;

	if (at >= d->b->n_lines || (l[at].kind != LINE_FOOT && l[at].kind != LINE_SIDES))
		return;
	while (below < d->b->n_lines && l[below].kind == LINE_SMALL)
		below++;
	pdf_keep(d->p, SIGNED_MM + BELOW_MM * (double)(below - at - 1));
}

static enum rc lines_between(struct drawing *d, size_t from, size_t to);

/* The lines from `from` to @done once for each row; gives where @done is. */
static enum rc
each(struct drawing *d, size_t *at)
{
	const struct blank_line *l = &d->b->lines[*at];
	const struct value_list *v = values_list_find(d->f.all, l->text);
	size_t from = *at + 1, to = from;
	enum rc rc = RC_OK;

	if (v == NULL)
		return FAIL(&d->f, WHY_KEY_UNKNOWN, "#%.*s", STR_ARG(l->text));
	while (to < d->b->n_lines && d->b->lines[to].kind != LINE_DONE)
		to++;
	for (size_t i = 0; i < v->n && rc == RC_OK; i++) {
		d->f.row = v->rows[i];
		if (i + 1 == v->n && to == from + 1)
			keep_signed(d, to + 1);
		rc = lines_between(d, from, to);
	}
	d->f.row = NULL;
	*at = to;
	return rc;
}

static enum rc
lines_between(struct drawing *d, size_t from, size_t to)
{
	enum rc rc = RC_OK;
	bool there;

	for (size_t i = from; i < to && rc == RC_OK; i++) {
		const struct blank_line *l = &d->b->lines[i];

		if ((rc = blank_when(&d->f, l, &there)) != RC_OK || !there)
			continue;
		keep_signed(d, i + 1);
		rc = l->kind == LINE_EACH ? each(d, &i) : line(d, l);
	}
	return rc;
}

enum rc
blank_pdf(const struct blank *b, const struct values *v, const struct blank_about *about,
    struct fault *fault, struct str *out)
{
	struct arena *mem = about->mem;
	struct pdf_head h = { .title = b->title, .author = about->author,
		.subject = about->subject, .made_at = about->made_at, .sample = about->sample,
		.numbered = true, .landscape = b->across, .mark = about->mark };
	struct drawing d = { .b = b, .f = { .all = v, .mem = mem, .fault = fault } };
	enum rc rc;

	d.p = pdf_begin(mem, fault, &h);
	rc = lines_between(&d, 0, b->n_lines);
	return rc == RC_OK ? pdf_end(d.p, out) : rc;
}

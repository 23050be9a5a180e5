/*
 * xlsx: a table as a workbook, by libxlsxwriter: title lines, a head that
 * stays in sight and on every printed page, a filter, A4 across and fitted in
 * width. A second table is a sheet of its own.
 *
 * Numbers are kept as numbers and days as days, so that the office can go on
 * calculating; a text of a person is always written as text, never as a
 * formula. A mean is written from its exact fraction; what decides a star is
 * never read back from here. The same table gives the same bytes. A cell of the
 * format holds XLSX_TEXT_MAX letters: what is longer is cut and says so.
 */
#ifndef PAPER_XLSX_H
#define PAPER_XLSX_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/str.h"

enum xlsx_kind { XLSX_EMPTY, XLSX_TEXT, XLSX_INT, XLSX_FRACTION, XLSX_DAY };

#define XLSX_DECIMALS_MAX 4
#define XLSX_TEXT_MAX 32767

struct xlsx_cell {
	enum xlsx_kind kind;
	struct str text;
	int64_t n, of;      /* INT: n; FRACTION: n / of, shown with `decimals` of them */
	int decimals;       /* 0 to XLSX_DECIMALS_MAX */
	struct day day;
};
#define XLSX_STR(s) ((struct xlsx_cell){ .kind = XLSX_TEXT, .text = (s) })
#define XLSX_MEAN(sum, many, places) ((struct xlsx_cell){ .kind = XLSX_FRACTION, \
	.n = (sum), .of = (many), .decimals = (places) })
#define XLSX_N(v) ((struct xlsx_cell){ .kind = XLSX_INT, .n = (v) })

struct xlsx_column {
	const char *head;
	int width;          /* in letters */
};

struct xlsx_table {
	struct str title;   /* of the file and its first line */
	struct str author;
	const struct str *lines; /* below the title: what it is of, of which day */
	size_t n_lines;
	const struct xlsx_column *columns;
	size_t n_columns;
	const struct xlsx_cell *cells; /* row by row */
	size_t n_rows;
	struct str note;    /* below the table; may be empty */
	struct moment made_at;
	bool sample;
	const char *sheet;  /* its name; NULL: "OCOP" */
	const struct xlsx_table *next; /* on the next sheet; its author, day and `sample` are
	                     * those of the first */
};
MUST_CHECK enum rc xlsx_make(const struct xlsx_table *t, struct arena *mem,
    struct fault *fault, struct str *out);

#endif

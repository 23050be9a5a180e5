/*
 * pdf: pages of A4 with flowing text and tables, by Pango and Cairo.
 *
 * Text is measured before it is drawn and goes on where there is room for it:
 * over the end of the line, of the page, of the table row. Nothing is ever cut
 * off or drawn over something else; what cannot fit is a fault. So is a letter
 * that no font has: an empty box on a state paper is worse than no paper.
 *
 * The bytes depend only on what is given (and on the fonts): the time of
 * making comes from the caller, so a reprint is the same file, and the record
 * can hold its hash.
 *
 * What is given back is PDF/A-2b (pdfa.h).
 *
 * Faults are kept until pdf_end(): callers draw without asking. One thread may
 * use one pdf; several threads may each use their own (fonts are per thread).
 */
#ifndef PAPER_PDF_H
#define PAPER_PDF_H

#include <cairo.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/str.h"

struct pdf;
struct pdf_mark; /* paper/mark.h */

extern const struct reason WHY_PAPER_LETTER; /* no font has a letter of {0} */
extern const struct reason WHY_PAPER_LONG;   /* {0} does not fit its place */

struct pdf_head {
	struct str title, author, subject;
	struct moment made_at; /* of what it states, not of the printing */
	bool landscape;
	bool form;             /* to be filled in by hand: narrow margins, no text on a code */
	bool sample;           /* every page says that it has no legal value */
	struct pdf_mark *mark; /* NULL: no codes */
	bool numbered;         /* page numbers from the second page on */
	const char *family;    /* of the letters; NULL: Liberation Serif, which has the
	                        * measures of the Times New Roman that NĐ 30/2020 asks for */
};

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_JUSTIFY };

/* How text looks. Zero means: 13 pt, left, upright, no space around. */
struct type {
	double size_pt;
	bool bold, italic;
	enum align align;
	double indent_mm;      /* of the first line */
	double before_pt, after_pt;
	double leading;        /* line height; 0: 1.0 of the font's own */
	bool with_next;        /* a heading: not alone at the foot of a page */
	bool boxes;            /* each □ is drawn, as a square for a pen */
};

/* A part of a paragraph with a face of its own. */
struct run {
	struct str text;
	bool bold, italic;
};

/* Begins. Never fails here; everything is released with `mem` at the latest. */
struct pdf *pdf_begin(struct arena *mem, struct fault *fault,
    const struct pdf_head *head);
/* The finished bytes, or the first fault of all the calls before. */
MUST_CHECK enum rc pdf_end(struct pdf *p, struct str *out);
/* How many it has now. */
int pdf_pages(const struct pdf *p);

/* A paragraph, over as many pages as it needs. */
void pdf_text(struct pdf *p, struct type t, struct str text);
void pdf_runs(struct pdf *p, struct type t, const struct run *runs, size_t n);
/* Empty space; none at the top of a page. */
void pdf_gap(struct pdf *p, double pt);
/* A new page unless so much room is left on this one. */
void pdf_keep(struct pdf *p, double mm);
void pdf_new_page(struct pdf *p);

/* Lines one below the other in one of two columns. `rule`: a line below, this
 * share of the column wide; 0: none. `min_pt`: shrinks down to it if that
 * saves a second line; 0: never. Centred text that takes several lines is cut
 * into lines of about the same length. */
struct side_line {
	struct str text;
	struct type type;
	double rule, min_pt;
};
struct side {
	double share;          /* of the text's width */
	const struct side_line *v;
	size_t n;
};
/* Two columns side by side, kept together on a page: heads, signatures. */
void pdf_sides(struct pdf *p, struct side left, struct side right);

/* ---- tables ------------------------------------------------------------------ */

struct column {
	double width;          /* in proportion to the others */
	enum align align;
	struct str head;       /* repeated on each page; no head: all p == NULL */
};
struct cell {
	struct str lead;       /* before the text, bold */
	struct str text;
	bool bold, italic, center, boxes;
	int span;              /* columns it takes; 0 is 1 */
	double high_mm;        /* at least: to be written into */
};
void table_begin(struct pdf *p, const struct column *columns, size_t n,
    double size_pt);
/* A row stays on one page when it can; a longer one is continued. */
void table_row(struct pdf *p, const struct cell *cells, size_t n);
/* A new page, with the head again, unless so much room is left on this one: before a
 * row that is a heading. */
void table_keep(struct pdf *p, double mm);
void table_end(struct pdf *p);

/* ---- for papers that place things themselves ---------------------------------- */

#define MM(x) ((x) * 72.0 / 25.4)

/* A place of fixed size: text begins at size_pt and shrinks to fit, down to
 * min_pt; then it is a fault. `middle`: centred in height. */
struct place_in {
	double x_mm, y_mm, w_mm, h_mm, min_pt;
	bool middle;
};
/* Gives the height used, in mm. */
double pdf_place(struct pdf *p, struct place_in at, struct type t, struct str text);
/* The surface to draw on, in points from the top left. Begin each shape with
 * cairo_new_path(): text leaves a current point behind. */
cairo_t *pdf_cairo(struct pdf *p);
/* A QR code with its quiet zone. */
void pdf_code(struct pdf *p, struct place_in at, struct str text);
/* … as a link as well. */
void pdf_qr(struct pdf *p, struct place_in at, struct str url);
/* A five-pointed star, filled. */
void pdf_star(struct pdf *p, double x_mm, double y_mm, double radius_mm);

/* "ngày 05 tháng 02 năm 2026"; dots to be filled in by hand for none
 * (NĐ 30/2020, Phụ lục I, mục II.4). */
struct str day_words(struct arena *mem, struct day d);

#endif

/*
 * inside: the state of a pdf, shared by the files that draw (layout.c, pdf.c,
 * table.c, draw.c) and by nobody else.
 */
#ifndef PAPER_INSIDE_H
#define PAPER_INSIDE_H

#include <pango/pangocairo.h>

#include "base/buf.h"
#include "paper/pdf.h"
#include "paper/pdfa.h"

#define TABLE_COLUMNS_MAX 24
#define SIZE_PT 13.0 /* of text that asks for no other (NĐ 30/2020: 13–14) */

struct pdf {
	struct arena *mem;
	struct fault *fault;
	enum rc rc;                /* the first fault; then nothing is drawn */
	struct buf bytes;
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoContext *context;
	const char *family;
	struct pdfa_about about;
	struct pdf_mark *mark;     /* NULL: no codes */
	bool sample, numbered, in_table_head;
	double width, height;      /* of the page; all in points */
	double left, right, top, bottom; /* of the text */
	double y;                  /* where the next line goes */
	int page;
	const struct column *columns; /* of the table that is open */
	size_t n_columns;
	double column_x[TABLE_COLUMNS_MAX + 1], table_size;
	double pad_y;              /* above and below what stands in a row */
};

/* A layout of runs in a width; release with g_object_unref(). Records a fault
 * for letters that no font has. */
PangoLayout *layout_of(struct pdf *p, struct type t, const struct run *runs, size_t n,
    double width);
double layout_height(PangoLayout *l);
/* Draws the lines from `from`, beginning at (x, *y), that end above `bottom`;
 * gives the first that did not. *y moves down to their end. */
struct strip {
	double x, bottom;
};
int layout_draw(struct pdf *p, PangoLayout *l, int from, struct strip at, double *y);
/* Makes the squares of struct type's `boxes`, in every layout of a context. */
void layout_boxes(PangoContext *context);
/* How wide a line of text can be in a column of the table that is open. */
double cell_room(const struct pdf *p, size_t column);
/* Draws it all at a place in points. */
void layout_show(struct pdf *p, PangoLayout *l, double x, double y);
bool pdf_well(const struct pdf *p);
/* What stands above the criteria of a sheet; what is empty takes no line. */
struct sheet_about {
	struct str set, sector, product, product_code, subject, phone, address, member, knockouts;
};
void sheet_head(struct pdf *p, const struct sheet_about *a);
/* The code of a form on the page that has begun (mark.c). */
void page_mark(struct pdf *p);

#endif

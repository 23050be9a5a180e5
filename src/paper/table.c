/*
 * table: the tables of pdf.h.
 *
 * A row is measured in all its cells, drawn in as many lines as the page has
 * room for, and continued below the repeated head when it is longer.
 */
#include "paper/inside.h"

#define PAD_X 3.5

struct row_cell {
	PangoLayout *layout;
	double x, width, high; /* at least so high */
	int line, lines; /* drawn so far, of so many */
};

static struct type
cell_type(const struct pdf *p, const struct cell *c, enum align align)
{
	return (struct type){ .size_pt = p->table_size, .bold = c->bold, .italic = c->italic,
		.align = c->center ? ALIGN_CENTER : align, .boxes = c->boxes };
}

/* Lays out the cells; gives how many there are and the height of the highest. */
static size_t
row_make(struct pdf *p, const struct cell *cells, size_t n, struct row_cell *out,
    double *high)
{
	size_t column = 0, made = 0;

	*high = 0;
	for (size_t i = 0; i < n && column < p->n_columns; i++) {
		size_t span = cells[i].span > 1 ? (size_t)cells[i].span : 1;
		struct run r[] = { { .text = cells[i].lead, .bold = true }, { .text = cells[i].text } };
		struct row_cell *c = &out[made++];
		double h;

		if (column + span > p->n_columns)
			span = p->n_columns - column;
		c->x = p->column_x[column];
		c->width = p->column_x[column + span] - c->x;
		c->layout = layout_of(p, cell_type(p, &cells[i], p->columns[column].align), r, 2,
		    c->width - 2 * PAD_X);
		c->line = 0;
		c->lines = pango_layout_get_line_count(c->layout);
		c->high = MM(cells[i].high_mm);
		h = layout_height(c->layout) + 2 * p->pad_y;
		h = h > c->high ? h : c->high;
		*high = h > *high ? h : *high;
		column += span;
	}
	return made;
}

static void
frame(struct pdf *p, const struct row_cell *c, double y, double high)
{
	if (!pdf_well(p))
		return;
	cairo_new_path(p->cr);
	cairo_set_line_width(p->cr, 0.5);
	cairo_rectangle(p->cr, c->x, y, c->width, high);
	cairo_stroke(p->cr);
}

/* Draws the lines that have room on this page; true when all are done. */
static bool
row_draw_part(struct pdf *p, struct row_cell *cells, size_t n)
{
	double deepest = p->y;
	bool done = true;

	for (size_t i = 0; i < n; i++) {
		struct strip at = { cells[i].x + PAD_X, p->bottom - p->pad_y };
		double y = p->y + p->pad_y;

		cairo_tag_begin(p->cr, "TD", NULL);
		if (cells[i].line < cells[i].lines)
			cells[i].line = layout_draw(p, cells[i].layout, cells[i].line, at, &y);
		cairo_tag_end(p->cr, "TD");
		done = done && cells[i].line >= cells[i].lines;
		if (y < p->y + cells[i].high - p->pad_y)
			y = p->y + cells[i].high - p->pad_y;
		deepest = y > deepest ? y : deepest;
	}
	for (size_t i = 0; i < n; i++)
		frame(p, &cells[i], p->y, deepest + p->pad_y - p->y);
	p->y = deepest + p->pad_y;
	return done;
}

static void
head_draw(struct pdf *p)
{
	struct cell cells[TABLE_COLUMNS_MAX];

	if (p->columns[0].head.p == NULL || p->in_table_head)
		return;
	for (size_t i = 0; i < p->n_columns; i++)
		cells[i] = (struct cell){ .text = p->columns[i].head, .bold = true, .center = true };
	p->in_table_head = true;
	table_row(p, cells, p->n_columns);
	p->in_table_head = false;
}

double
cell_room(const struct pdf *p, size_t column)
{
	return p->column_x[column + 1] - p->column_x[column] - 2 * PAD_X;
}

void
table_begin(struct pdf *p, const struct column *columns, size_t n, double size_pt)
{
	double total = 0;

	REQUIRE(n > 0 && n <= TABLE_COLUMNS_MAX);
	p->columns = columns;
	p->n_columns = n;
	p->table_size = size_pt;
	for (size_t i = 0; i < n; i++)
		total += columns[i].width;
	p->column_x[0] = p->left;
	for (size_t i = 0; i < n; i++)
		p->column_x[i + 1] = p->column_x[i] + columns[i].width / total * (p->right - p->left);
	cairo_tag_begin(p->cr, "Table", NULL);
	pdf_keep(p, 20);
	head_draw(p);
}

void
table_row(struct pdf *p, const struct cell *cells, size_t n)
{
	struct row_cell row[TABLE_COLUMNS_MAX];
	double high;
	size_t made = row_make(p, cells, n, row, &high);

	/* A new page when that saves the row from being cut in two; a row that is
	 * longer than half a page is cut, or half pages would stay empty. */
	if (p->y + high > p->bottom && (high < (p->bottom - p->top) / 2 || p->y + 40 > p->bottom)) {
		pdf_new_page(p);
		head_draw(p);
	}
	cairo_tag_begin(p->cr, "TR", NULL);
	while (!row_draw_part(p, row, made) && pdf_well(p)) {
		pdf_new_page(p);
		head_draw(p);
	}
	cairo_tag_end(p->cr, "TR");
	for (size_t i = 0; i < made; i++)
		g_object_unref(row[i].layout);
}

void
table_keep(struct pdf *p, double mm)
{
	if (p->y + MM(mm) <= p->bottom)
		return;
	pdf_new_page(p);
	head_draw(p);
}

void
table_end(struct pdf *p)
{
	cairo_tag_end(p->cr, "Table");
	p->n_columns = 0;
}

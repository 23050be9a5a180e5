/* mark: see mark.h. */
#include "paper/mark.h"

#include "paper/inside.h"

/* In the lower margin, right: there no text of the page comes, and a clip in the
 * upper left corner does not cover it. */
void
page_mark(struct pdf *p)
{
	static const double side_mm = 16.5, quiet_mm = 2;
	struct pdf_mark *m = p->mark;
	struct type t = { .size_pt = 8, .align = ALIGN_RIGHT };
	double right_mm = p->right * 25.4 / 72, bottom_mm = p->height * 25.4 / 72;
	struct place_in at = { right_mm + quiet_mm - side_mm, bottom_mm - side_mm - 4, side_mm,
		side_mm, 0, false };
	struct place_in words = { at.x_mm - 62, bottom_mm - 13, 60, 5, 5, false };
	struct str code;

	if (m->form.of == 0)
		return;
	m->form.page = p->page;
	m->form.of = m->pages;
	code = form_code_text(p->mem, &m->form, m->key);
	if (code.n == 0)
		return;
	pdf_code(p, at, code);
	(void)pdf_place(p, words, t, str_printf(p->mem, "%.*s, trang %d/%d", STR_ARG(m->name),
	    p->page, m->pages));
}

bool
pdf_mark_again(struct pdf_mark *m)
{
	if (m->key.n == 0 || m->form.of == m->pages)
		return false;
	m->form.of = m->pages;
	return true;
}

/*
 * menu: the addresses at the head of every page, as a table. Who may knock at
 * an address sees it in the menu, nobody else does.
 */
#ifndef WEB_MENU_H
#define WEB_MENU_H

#include <stdbool.h>

#include "core/actor.h"
#include "core/permit.h"
#include "text.h"
#include "web/out.h"

struct menu_row {
	enum text label;
	const char *path;
	enum right right;
	unsigned not_for; /* ROLE_BIT()s that have a better way there */
};

extern const struct menu_row menu_rows[];
extern const size_t menu_rows_n;

/* Whether the reader sees the row. */
bool menu_shows(const struct menu_row *m, const struct actor *a);
/* Whether the page being shown lies below the row. */
bool menu_is_here(const struct menu_row *m, const struct visit *v);
struct address menu_address(const struct menu_row *m);
/* Where the other language is chosen; comes back to this page. */
struct address menu_language(const struct visit *v, enum lang to);
/* The address of this page, to come back to; "" where it answers a form. */
struct str menu_here(const struct visit *v);

#endif

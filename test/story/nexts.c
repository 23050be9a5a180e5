/*
 * nexts: whether each page that the stories get says what happens next, who does it, until
 * when, under which clause.
 *
 * src/web/next.def has a row for each handler that answers a PAGE: it says it, or why
 * nothing is in process there. Here: no such handler without its row, no row without its
 * route; each answer of a row that says it holds a box of web/next.html with words and a
 * clause (or whose rule it is); in all stories together each such row was seen.
 */
#include "walk.h"

#include <stdio.h>
#include <string.h>

#include "web/routes.h"

#define NEXT(page, words, clause, rule) { page, #page, true },
#define NEXT_OF_IT(page) { page, #page, true },
#define NO_NEXT(page, why) { page, #page, false },
static const struct {
	handler *page;
	const char *name;
	bool says;
} rows[] = {
#include "web/next.def"
};
#define ROWS (sizeof rows / sizeof rows[0])
#define WORDS_LEAST 12 /* letters; less is no sentence */

static bool seen[ROWS];

static size_t
row_of(handler *page)
{
	size_t i = 0;

	while (i < ROWS && rows[i].page != page)
		i++;
	return i;
}

static struct str
after(struct str s, const char *mark)
{
	const size_t at = page_find(s, mark);

	return at < s.n ? str_from(s, at + strlen(mark)) : (struct str){ NULL, 0 };
}

/* The text of a tag that was just opened. */
static struct str
inside(struct str s)
{
	return str_trim(str_head(s, str_find(s, '<')));
}

/* A box: its words, then its clause, before the next box. */
static bool
box_speaks(struct str box)
{
	const struct str words = after(box, "</strong>"), law = after(words, "<cite>");

	return inside(words).n >= WORDS_LEAST && law.p != NULL && inside(law).n > 0;
}

static bool
page_says_next(struct str html)
{
	struct str box = after(html, " data-next>");
	bool any = box.p != NULL;

	for (; box.p != NULL; box = after(box, " data-next>"))
		if (!box_speaks(box))
			return false;
	return any;
}

bool
nexts_look(const struct visit *v, struct str html)
{
	const bool again = v->again && v->route->again != NULL;
	size_t row;

	if (v->route == NULL || v->route->answer != PAGE || (v->route->method != GET && !again))
		return true;
	row = row_of(again ? v->route->again : v->route->run);
	if (row == ROWS || !rows[row].says)
		return true;
	seen[row] = true;
	return page_says_next(html);
}

/* ---- the table, and what was seen -------------------------------------------------- */

/* Whether the route has its row: exactly one. */
static bool
has_row(const struct route *r)
{
	size_t n = 0;

	for (size_t i = 0; i < ROWS; i++)
		n += rows[i].page == r->run;
	return n == 1;
}

static bool
has_route(size_t row)
{
	for (size_t i = 0; i < routes_n; i++)
		if (routes[i].method == GET && routes[i].answer == PAGE &&
		    routes[i].run == rows[row].page)
			return true;
	return false;
}

static int
tell(const char *what, int wrong)
{
	printf("%s stories: %s\n", wrong == 0 ? "ok" : "not ok", what);
	return wrong > 0;
}

int
nexts_table_check(void)
{
	static const struct { const char *html; bool says; } pages[] = {
		{ "<main><h1>A</h1></main>", false },
		{ "<p class=\"sub\" data-next><strong>N:</strong>  <cite>law</cite></p>", false },
		{ "<p class=\"sub\" data-next><strong>N:</strong> Somebody acts. <cite></cite></p>", false },
		{ "<p class=\"sub\" data-next><strong>N:</strong> Somebody acts.</p>", false },
		{ "<p class=\"sub\" data-next><strong>N:</strong> Somebody acts. <cite>law</cite></p>", true },
	};
	const struct route lost = { .run = NULL };
	int wrong = 0, blind = has_row(&lost);

	for (size_t i = 0; i < routes_n; i++)
		if (routes[i].method == GET && routes[i].answer == PAGE && !has_row(&routes[i])) {
			printf("# src/web/next.def: no row, or two, for %s\n", routes[i].pattern);
			wrong++;
		}
	for (size_t i = 0; i < ROWS; i++)
		if (!has_route(i)) {
			printf("# src/web/next.def: %s answers no page\n", rows[i].name);
			wrong++;
		}
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		blind += page_says_next(str_c(pages[i].html)) != pages[i].says;
	return tell("every page has its row of what comes next", wrong) +
	    tell("control: a page without words or clause of what comes next is found", blind);
}

int
nexts_seen_check(void)
{
	int missing = 0;

	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].says && !seen[i]) {
			printf("# no story reads what comes next of %s\n", rows[i].name);
			missing++;
		}
	return tell("each page that says what comes next is read by a story", missing);
}

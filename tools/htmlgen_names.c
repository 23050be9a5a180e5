/*
 * htmlgen_names: the names a page may use: rows of routes.def, keys of the
 * texts. A wrong one is refused with the nearest right one.
 */
#include "htmlgen.h"

static char *routes[2000]; /* "G/ho-so/%/nop": G for GET, then the pattern */
static size_t n_routes;
static struct { char *key; unsigned places; } texts[8000];
static size_t n_texts;

bool
among(const char *word, const char *const *list)
{
	for (; *list != NULL; list++) {
		if (strcmp(word, *list) == 0)
			return true;
	}
	return false;
}

/* "/ho-so/{dossier}/nop" -> "/ho-so/%/nop". */
void
routes_read(const char *path)
{
	struct bytes b = file_read(path);

	for (char *l = b.p, *end; l != NULL; l = end == NULL ? NULL : end + 1) {
		struct bytes r = { NULL, 0, 0 };
		char *quote;

		end = strchr(l, '\n');
		if (end != NULL)
			*end = 0;
		l += strspn(l, " \t");
		if (strncmp(l, "ROUTE(", 6) != 0 || (quote = strchr(l, '"')) == NULL)
			continue;
		bytes_put(&r, strncmp(l + 6, "GET", 3) == 0 ? "G" : "-", 1);
		for (char *c = quote + 1; *c != 0 && *c != '"'; c++) {
			bytes_put(&r, *c == '{' ? "%" : c, 1);
			c = *c == '{' && strchr(c, '}') != NULL ? strchr(c, '}') : c;
		}
		if (n_routes == sizeof(routes) / sizeof(*routes))
			cannot("%s: more routes than htmlgen has room for", path);
		routes[n_routes++] = r.p;
	}
}

void
texts_read(const char *path)
{
	struct bytes b = file_read(path);

	for (char *rest = b.p, *l; (l = strsep(&rest, "\n")) != NULL;) {
		char *eq = strchr(l, '=');
		size_t n;

		l += strspn(l, " \t");
		if (eq == NULL || *l == '#')
			continue;
		n = strcspn(l, " \t=");
		if (n_texts == sizeof(texts) / sizeof(*texts))
			cannot("%s: more texts than htmlgen has room for", path);
		for (char *c = eq + 1; (c = strchr(c, '{')) != NULL; c++)
			texts[n_texts].places |= c[1] >= '0' && c[1] <= '9' ? 1u << (c[1] - '0') : 0;
		texts[n_texts++].key = strndup(l, n);
	}
}

/* Letters to change, to name the word that was meant. */
static size_t
distance(const char *a, const char *b)
{
	size_t row[130], n = strlen(b), last, here;

	if (n > 128 || strlen(a) > 128)
		return 999;
	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1] != 0; i++) {
		last = row[0];
		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			here = row[j];
			row[j] = last + (a[i - 1] != b[j - 1]);
			if (row[j] > here + 1)
				row[j] = here + 1;
			if (row[j] > row[j - 1] + 1)
				row[j] = row[j - 1] + 1;
			last = here;
		}
	}
	return row[n];
}

bool
text_places(struct page *t, const char *key, unsigned *places)
{
	const char *near = "";
	size_t best = 999;

	for (size_t i = 0; i < n_texts; i++) {
		size_t d = strcmp(texts[i].key, key) == 0 ? 0 : distance(key, texts[i].key);

		if (d < best) {
			best = d;
			near = texts[i].key;
			*places = texts[i].places;
		}
	}
	if (best != 0)
		WRONG(t, "no text `%s`; a reader would see a hole; write `%s`, or add it to both properties files", key, near);
	return best == 0;
}

/* `path` with % for values: must be a row of routes.def; links are GET. */
void
route_check(struct page *t, const char *path)
{
	size_t n = strcspn(path, "?#"), best = 999;
	char *want = strndup(path, n);
	bool link = AMONG(t->x.attr, "href", "src") && t->x.st == S_VALUE;
	const char *near = "";

	for (size_t i = 0; i < n_routes; i++) {
		size_t d = distance(want, routes[i] + 1) + (link && routes[i][0] != 'G');

		if (d < best) {
			best = d;
			near = routes[i] + 1;
		}
	}
	if (best == 1 && strcmp(near, want) == 0)
		WRONG(t, "`%s` has no GET row in routes.def; a link to it would not work; use a form with a button", want);
	else if (best != 0)
		WRONG(t, "no route `%s`; the address would not be found; write `%s`, or add a row to routes.def", want, near);
	free(want);
}

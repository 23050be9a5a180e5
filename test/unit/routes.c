/*
 * routes: which row a path finds. The closer pattern wins, wherever its row
 * stands in the table.
 */
#include "unit.h"

#include "web/serve_one.h"

static void
the_closest_row_is_found(void)
{
	static const struct { enum method m; const char *path, *pattern; } rows[] = {
		{ GET, "/san-pham/12", "/san-pham/{id}" },
		{ GET, "/san-pham/12-mat-ong-rung", "/san-pham/{id}-{slug}" },
		{ HEAD, "/san-pham/12-a", "/san-pham/{id}-{slug}" },
		{ GET, "/giay-to/moi", "/giay-to/moi" },
		{ GET, "/giay-to/7", "/giay-to/{evidence}" },
		{ GET, "/san-pham-cua-toi/moi", "/san-pham-cua-toi/moi" },
		{ GET, "/san-pham-cua-toi/3", "/san-pham-cua-toi/{product}" },
		{ GET, "/c/79-ABCDE-F", "/c/{code}" },
		{ GET, "/ho-so/5/tieu-chi/1.1", "/ho-so/{dossier}/tieu-chi/{criterion}" },
		{ GET, "/ho-so/5/", NULL }, { GET, "/ho-so", NULL }, { GET, "/c/", NULL },
		{ GET, "/san-pham/", NULL }, { GET, "", NULL }, { DELETE, "/san-pham", NULL },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		unsigned allowed;
		const struct route *r = route_find(rows[i].m, str_c(rows[i].path), &allowed);

		unit_row("%s", rows[i].path);
		if (rows[i].pattern == NULL)
			CHECK(r == NULL);
		else if (CHECK(r != NULL))
			CHECK_STR(str_c(r->pattern), str_c(rows[i].pattern));
	}
}

static void
every_row_finds_itself(void)
{
	for (size_t i = 0; i < routes_n; i++) {
		struct str path = str_c(routes[i].pattern);
		char p[200];
		size_t n = 0;
		unsigned allowed;
		const struct route *r;

		for (size_t k = 0; k < path.n && n < sizeof p; k++) {
			if (path.p[k] == '{') {
				while (path.p[k] != '}')
					k++;
				p[n++] = '1';
			} else {
				p[n++] = path.p[k];
			}
		}
		unit_row("%s", routes[i].pattern);
		r = route_find(routes[i].method, (struct str){ p, n }, &allowed);
		CHECK(r == &routes[i]);
	}
}

static const struct unit_test tests[] = {
	{ "the closest row is found", the_closest_row_is_found },
	{ "every row finds itself", every_row_finds_itself },
};
UNIT_MAIN(tests)

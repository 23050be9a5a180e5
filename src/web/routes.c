/*
 * routes: the table of every address, and finding the row for one.
 *
 * routes.def is the only list. Here it becomes the handlers' declarations and
 * a constant table. Finding a row walks the table: some hundred rows whose
 * first part decides at once cost less than a microsecond.
 */
#include "web/routes.h"

#include <string.h>

#include "web/forms.h"
#include "web/serve_one.h"

#define PASTED_MAX (512 * KIB)
#define PASTED_BY_ANYONE (256 * KIB)

/* ---- the table ---------------------------------------------------------------- */

#define ACCESS_READS READS, NULL
#define ACCESS_WRITES WRITES, NULL
#define ACCESS_BESIDE BESIDE, NULL
#define ACCESS_SLOW_READS SLOW_READS, NULL
#define ACCESS_SLOW(f) SLOW, f

#define ROW(m, p, r, access_and_prepare, f, a, h, g, s) \
	ROW_(m, p, r, access_and_prepare, f, a, h, g, s)
#define ROW_(m, p, r, acc, prep, f, a, h, g, s) \
	{ .method = m, .pattern = p, .right = r, .access = acc, .form = &form_##f, \
	  .answer = a, .run = h, .again = g, .prepare = prep, .sentence = s },
#define ROUTE(method, pattern, right, access, form, answer, run, again, sentence) \
	ROW(method, pattern, right, ACCESS_##access, form, answer, run, again, sentence)

const struct route routes[] = {
#include "web/routes.def"
};
#undef ROUTE

const size_t routes_n = sizeof(routes) / sizeof(routes[0]);

/* ---- finding ------------------------------------------------------------------ */

/* A part of a pattern or a path: what stands before the next slash. */
static struct str
part_of(struct str s)
{
	return str_head(s, str_find(s, '/'));
}

/* Whether one part of the path fits one part of the pattern: "{id}-{slug}" is
 * a number, a dash and a text; "{code}.pdf" a text and an ending. The value is
 * left to visit (route_values). */
static bool
part_fits(struct str pattern, struct str part)
{
	size_t open = str_find(pattern, '{');
	size_t close = str_find(pattern, '}');
	struct str behind;

	if (open == pattern.n)
		return str_eq(pattern, part);
	if (!str_starts(part, str_head(pattern, open)))
		return false;
	behind = str_from(pattern, close + 1);
	part = str_from(part, open);
	if (behind.n == 0)
		return part.n > 0;
	if (str_find(behind, '{') < behind.n) { /* "-{slug}" */
		size_t dash = str_find(part, behind.p[0]);

		return dash > 0 && dash + 1 < part.n;
	}
	return part.n > behind.n && str_ends(part, behind);
}

static bool
parts_fit(struct str pattern, struct str path)
{
	while (pattern.n > 0 && path.n > 0) {
		struct str a, b;

		if (pattern.p[0] != '/' || path.p[0] != '/')
			return false;
		pattern = str_from(pattern, 1);
		path = str_from(path, 1);
		a = part_of(pattern);
		b = part_of(path);
		if (!part_fits(a, b))
			return false;
		pattern = str_from(pattern, a.n);
		path = str_from(path, b.n);
	}
	return pattern.n == 0 && path.n == 0;
}

/* Most rows differ before their first {: they are done with in a few letters,
 * and nearly all of these in the first one behind the slash. */
static bool
route_fits(const char *pattern, struct str path)
{
	size_t i = 0;

	if (path.n > 1 && pattern[1] != path.p[1] && pattern[1] != '{')
		return false;

	while (pattern[i] != '{' && pattern[i] != '\0' && i < path.n &&
	    pattern[i] == path.p[i])
		i++;
	if (pattern[i] == '{')
		return parts_fit(str_c(pattern), path);
	return pattern[i] == '\0' && i == path.n;
}

/* Of two patterns that fit the same path, the one whose first differing place
 * is literal is the closer one; "{id}-{slug}" is closer than "{id}". */
static bool
is_closer(const char *a, const char *b)
{
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	return *a != '{' && *a != '\0' && (*b == '{' || *b == '\0');
}

const struct route *
route_find(enum method m, struct str path, unsigned *allowed)
{
	const struct route *closest = NULL, *row = NULL;
	enum method want = m == HEAD ? GET : m;

	*allowed = 0;
	for (size_t i = 0; i < routes_n; i++) {
		const struct route *r = &routes[i];

		if (!route_fits(r->pattern, path))
			continue;
		if (closest == NULL || is_closer(r->pattern, closest->pattern)) {
			closest = r;
			*allowed = 0;
			row = NULL;
		} else if (strcmp(r->pattern, closest->pattern) != 0) {
			continue;
		}
		*allowed |= 1u << r->method;
		if (r->method == GET)
			*allowed |= 1u << HEAD;
		if (r->method == m || (row == NULL && r->method == want))
			row = r;
	}
	return row;
}

/* A body that is not a form: an upload's piece, bounded like a whole upload. */
#define UPLOAD_PIECE_MAX (64 * MIB)
#define RAW_TEXT_MAX (72 * KIB)

bool
route_is_raw(const struct route *r)
{
	return r->method == PATCH || r->form == &form_raw_text;
}

/* Whoever pastes a whole sheet into a field is told so at that field, with what was
 * pasted: it must arrive for that. Strangers may hold less of our memory. */
static size_t
room_to_paste(const struct route *r, size_t form)
{
	size_t most = r->right == MAY_ANYONE ? PASTED_BY_ANYONE : PASTED_MAX;

	return form > most ? form : most;
}

size_t
route_body_limit(const struct route *r)
{
	switch (r->method) {
	case POST:
	case PUT:
		if (r->form == &form_raw_text)
			return RAW_TEXT_MAX;
		return room_to_paste(r, form_body_limit(r->form));
	case PATCH:
		return UPLOAD_PIECE_MAX;
	case GET:
	case HEAD:
	case DELETE:
	case OPTIONS:
	case METHOD__COUNT:
		break;
	}
	return 0;
}

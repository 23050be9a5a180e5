/*
 * page: what a browser without script would send from a page.
 *
 * Only as much of HTML as our own templates write: attributes in double
 * quotes, nothing nested that may not be. Strange pages are caught by the
 * browser tests.
 */
#include "story.h"

#include <string.h>

void
fields_set(struct fields *f, struct str name, struct str value)
{
	fields_drop(f, name);
	REQUIRE(f->n < sizeof f->v / sizeof f->v[0]);
	f->v[f->n++] = (struct pair_in){ name, value };
}

void
fields_drop(struct fields *f, struct str name)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		if (!str_eq(f->v[i].name, name))
			f->v[n++] = f->v[i];
	f->n = n;
}

struct str
unescape(struct arena *mem, struct str s)
{
	static const struct { const char *name; char c; } names[] = {
		{ "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		{ "&quot;", '"' }, { "&#39;", '\'' }, { "&#34;", '"' },
	};
	struct buf b = buf_new(mem, 16 * MIB);

	while (s.n > 0) {
		size_t i = 0;

		while (i < 6 && !str_starts(s, str_c(names[i].name)))
			i++;
		buf_char(&b, i < 6 ? names[i].c : s.p[0]);
		s = str_from(s, i < 6 ? strlen(names[i].name) : 1);
	}
	return buf_str(&b);
}

size_t
page_find(struct str s, const char *part)
{
	size_t n = strlen(part);

	for (size_t i = 0; i + n <= s.n; i++)
		if (memcmp(s.p + i, part, n) == 0)
			return i;
	return s.n;
}

/* The value of an attribute of a tag; p == NULL: it has none. */
static struct str
attribute(struct arena *mem, struct str tag, const char *name)
{
	struct str key = str_printf(mem, " %s=\"", name);
	size_t at = page_find(tag, str_z(mem, key));
	struct str v;

	if (at == tag.n)
		return (struct str){ NULL, 0 };
	v = str_from(tag, at + key.n);
	return unescape(mem, str_head(v, str_find(v, '"')));
}

static bool
has_mark(struct arena *mem, struct str tag, const char *name)
{
	return page_find(tag, str_z(mem, str_printf(mem, " %s", name))) < tag.n;
}

/* Takes what one control would send. */
static void
take_input(struct arena *mem, struct str tag, struct fields *out)
{
	struct str type = attribute(mem, tag, "type");
	struct str name = attribute(mem, tag, "name");
	struct str value = attribute(mem, tag, "value");
	bool box = str_eq(type, S("checkbox")) || str_eq(type, S("radio"));

	if (name.n == 0 || str_eq(type, S("file")) || str_eq(type, S("submit")) ||
	    has_mark(mem, tag, "disabled") || (box && !has_mark(mem, tag, "checked")))
		return;
	REQUIRE(out->n < sizeof out->v / sizeof out->v[0]);
	out->v[out->n++] = (struct pair_in){ name,
		value.p == NULL ? (box ? S("on") : S("")) : value };
}

/* The chosen options of a select; the first when none is. */
static void
take_select(struct arena *mem, struct str tag, struct str inside, struct fields *out)
{
	struct str name = attribute(mem, tag, "name"), first = { NULL, 0 };
	size_t before = out->n, at;

	while ((at = page_find(inside, "<option")) < inside.n) {
		struct str option, value;

		inside = str_from(inside, at);
		option = str_head(inside, str_find(inside, '>') + 1);
		inside = str_from(inside, option.n);
		value = attribute(mem, option, "value");
		if (value.p == NULL)
			value = unescape(mem, str_trim(str_head(inside, str_find(inside, '<'))));
		if (first.p == NULL)
			first = value;
		if (has_mark(mem, option, "selected"))
			out->v[out->n++] = (struct pair_in){ name, value };
	}
	if (out->n == before && first.p != NULL && !has_mark(mem, tag, "multiple"))
		out->v[out->n++] = (struct pair_in){ name, first };
}

static void
take_controls(struct arena *mem, struct str form, struct fields *out)
{
	while (form.n > 0) {
		struct str tag, inside;
		size_t at = str_find(form, '<');

		form = str_from(form, at);
		tag = str_head(form, str_find(form, '>') + 1);
		form = str_from(form, tag.n > 0 ? tag.n : form.n);
		if (str_starts(tag, S("<input"))) {
			take_input(mem, tag, out);
		} else if (str_starts(tag, S("<textarea"))) {
			inside = str_head(form, page_find(form, "</textarea"));
			if (inside.n > 0 && inside.p[0] == '\n')
				inside = str_from(inside, 1);
			out->v[out->n++] = (struct pair_in){ attribute(mem, tag, "name"),
				unescape(mem, inside) };
		} else if (str_starts(tag, S("<select"))) {
			inside = str_head(form, page_find(form, "</select"));
			take_select(mem, tag, inside, out);
		}
		REQUIRE(out->n + 8 < sizeof out->v / sizeof out->v[0]);
	}
}

bool
form_of_page(struct arena *mem, struct str html, struct str action, struct fields *out)
{
	bool found = false;
	size_t at;

	while (!found && (at = page_find(html, "<form")) < html.n) {
		struct str tag, inside;

		html = str_from(html, at);
		tag = str_head(html, str_find(html, '>') + 1);
		inside = str_head(html, page_find(html, "</form"));
		html = str_from(html, tag.n);
		if (!str_eq(attribute(mem, tag, "action"), action))
			continue;
		found = true;
		take_controls(mem, str_from(inside, tag.n), out);
	}
	return found;
}

/* ---- Enter ------------------------------------------------------------------------ */

/* Whether the first of several submit buttons does no more than what any form does
 * that is sent: it has neither a name nor an address of its own, or is off. */
static bool
first_is_harmless(struct arena *mem, struct str form)
{
	struct str first = { NULL, 0 };
	size_t buttons = 0, at;

	while ((at = page_find(form, "<button")) < form.n) {
		struct str tag, type;

		form = str_from(form, at);
		tag = str_head(form, str_find(form, '>') + 1);
		form = str_from(form, tag.n);
		type = attribute(mem, tag, "type");
		if (type.p != NULL && !str_eq(type, S("submit")))
			continue;
		if (buttons++ == 0)
			first = tag;
	}
	return buttons < 2 || has_mark(mem, first, "disabled") ||
	    (!has_mark(mem, first, "name=") && !has_mark(mem, first, "formaction="));
}

struct str
page_id_twice(struct arena *mem, struct str html)
{
	const struct str mark = S(" id=\"");
	struct str *seen = ARENA_ARRAY(mem, html.n / (mark.n + 2) + 1, struct str);
	size_t n = 0, at;

	while ((at = page_find(html, " id=\"")) < html.n) {
		html = str_from(html, at + mark.n);
		seen[n] = str_head(html, str_find(html, '"'));
		for (size_t i = 0; i < n; i++)
			if (str_eq(seen[i], seen[n]))
				return seen[n];
		n++;
	}
	return S("");
}

bool
page_enter_is_harmless(struct arena *mem, struct str html, struct str *action)
{
	size_t at;

	while ((at = page_find(html, "<form")) < html.n) {
		struct str inside;

		html = str_from(html, at);
		inside = str_head(html, page_find(html, "</form"));
		*action = attribute(mem, str_head(html, str_find(html, '>') + 1), "action");
		if (!first_is_harmless(mem, inside))
			return false;
		html = str_from(html, inside.n);
	}
	return true;
}

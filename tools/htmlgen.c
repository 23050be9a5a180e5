/*
 * htmlgen: pages (src/web/NAME.html) become C functions.
 *
 *   htmlgen --out DIR --routes routes.def --texts vi.properties FILE...
 *       writes html.h and one html_NAME.c for each file.
 *
 * The syntax is docs/decisions/0001-generators.md. The program follows the
 * text of a page through HTML as a browser would (struct context) and so knows
 * where each {{ value }} stands. Where escaping cannot make a value safe it
 * refuses to build. It does not parse C: an expression goes to the compiler,
 * with a #line that leads its complaint back to the page.
 */
#include <ctype.h>

#include "gen.h"

#define DEPTH_MAX 64
#define ARGS_MAX 12
#define PIECE_MAX 1500 /* of a literal: far below the 4095 of C17 */

enum st {
	S_TEXT, S_TAG_NAME, S_TAG, S_ATTR, S_EQ, S_VALUE, S_RAW, S_RCDATA, S_COMMENT, S_MARKUP
};

/* Where we are in the HTML. */
struct context {
	enum st st;
	char tag[24], attr[32];
	bool closing;      /* in </tag */
	bool gap;          /* a blank must come before an attribute */
	bool pre;          /* white space counts */
	bool equiv, content; /* of this <meta>: http-equiv is there; content has a value */
	char kind;         /* of an address: 0 nothing yet, c constant, d directive, f after # */
};

struct block {
	char kind; /* p page, i if, f for */
	int line;
	bool has_else, has_first;
	struct context start, first; /* at its begin; where its first branch ended */
};

struct page {
	const char *path;
	const char *p;
	size_t i, n;
	int line;
	struct context x;
	struct block stack[DEPTH_MAX];
	int depth;
	struct bytes lit, code, includes, address;
};

struct span {
	const char *p;
	size_t n;
};

static char *routes[2000];  /* "G/ho-so/%/nop": G for GET, then the pattern */
static size_t n_routes;
static struct { char *key; unsigned places; } texts[8000];
static size_t n_texts;
static struct bytes protos, shared_includes;

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool
among(const char *word, const char *const *list)
{
	for (; *list != NULL; list++) {
		if (strcmp(word, *list) == 0)
			return true;
	}
	return false;
}

#define AMONG(word, ...) among((word), (const char *const[]){ __VA_ARGS__, NULL })
#define WRONG(t, ...) mistake((t)->path, (t)->line, __VA_ARGS__)

/* ---- routes and texts ---------------------------------------------------- */

/* "/ho-so/{dossier}/nop" -> "/ho-so/%/nop". */
static void
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

static void
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

static bool
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
static void
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

/* ---- writing C ----------------------------------------------------------- */

static void
lit_char(struct page *t, char c)
{
	struct bytes *b = &t->lit;

	if (is_blank(c) && !t->x.pre && (t->x.st == S_TEXT || t->x.st == S_TAG) && b->n > 0 && is_blank(b->p[b->n - 1])) {
		if (c == '\n')
			b->p[b->n - 1] = '\n';
		return;
	}
	bytes_put(b, &c, 1);
}

static void
lit_flush(struct page *t)
{
	for (size_t at = 0, n; at < t->lit.n; at += n) {
		n = t->lit.n - at > PIECE_MAX ? PIECE_MAX : t->lit.n - at;
		while (at + n < t->lit.n && n > 1 && ((unsigned char)t->lit.p[at + n] & 0xc0) == 0x80)
			n--; /* not inside a letter */
		bytes_printf(&t->code, "\thtml_lit(o, \"");
		c_literal(&t->code, t->lit.p + at, n);
		bytes_printf(&t->code, "\", %zu);\n", n);
	}
	t->lit.n = 0;
}

/* Literal so far, then a place for code that the compiler blames on the page. */
static struct bytes *
code_at(struct page *t)
{
	lit_flush(t);
	bytes_printf(&t->code, "#line %d \"%s\"\n", t->line, t->path);
	return &t->code;
}

/* Whether `s` can stand as C where we put it: brackets balanced, no comment,
 * no end of statement. Only then do the compiler's words make sense. */
static bool
code_ok(struct page *t, struct span s, bool semicolons)
{
	int round = 0, square = 0, curly = 0;
	char quote = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i], next = i + 1 < s.n ? s.p[i + 1] : ' ';

		if (quote != 0) {
			if (c == '\\')
				i++;
			else if (c == quote)
				quote = 0;
			continue;
		}
		quote = c == '"' || c == '\'' ? c : 0;
		round += (c == '(') - (c == ')');
		square += (c == '[') - (c == ']');
		curly += (c == '{') - (c == '}');
		if (round < 0 || square < 0 || curly < 0 || (c == '/' && (next == '/' || next == '*')) || (c == ';' && !semicolons) || c == '#')
			break;
		if (i + 1 == s.n && round == 0 && square == 0 && curly == 0 && quote == 0)
			return true;
	}
	WRONG(t, "`%.*s` is no C expression; it would break the function around it; balance brackets, no comment, no ;", (int)s.n, s.p);
	return false;
}

static struct span
span_trim(struct span s)
{
	while (s.n > 0 && is_blank(*s.p))
		s.p++, s.n--;
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* Cuts at commas that stand in no bracket and no string. */
static size_t
args_split(struct page *t, struct span s, struct span out[ARGS_MAX])
{
	size_t n = 0, from = 0;
	int deep = 0;
	char quote = 0;

	for (size_t i = 0; i <= s.n; i++) {
		char c = i < s.n ? s.p[i] : ',';

		if (quote != 0) {
			if (c == '\\')
				i++;
			else if (c == quote)
				quote = 0;
			continue;
		}
		quote = c == '"' || c == '\'' ? c : 0;
		deep += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
		if (i < s.n && (c != ',' || deep > 0))
			continue;
		if (n == ARGS_MAX) {
			WRONG(t, "more than %d arguments; nobody can read that; cut it up", ARGS_MAX);
			return n;
		}
		out[n] = span_trim((struct span){ s.p + from, i - from });
		if (!code_ok(t, out[n], false))
			return n;
		n++;
		from = i + 1;
	}
	return n;
}

/* ---- HTML ---------------------------------------------------------------- */

static bool
attr_is_address(const char *a)
{
	return AMONG(a, "href", "src", "action", "formaction", "poster", "data", "cite", "manifest", "ping", "background", "xlink:href");
}

/* Whether an escaped value may stand here. */
static bool
value_allowed(struct page *t)
{
	struct context *x = &t->x;

	switch (x->st) {
	case S_TEXT: case S_RCDATA:
		return true;
	case S_VALUE:
		if (attr_is_address(x->attr) && x->kind != 'f')
			WRONG(t, "a value in `%s`; it could hold javascript: or lead away; write {{ url \"/…/%%\", … }} or {{ href … }}", x->attr);
		else if (AMONG(x->attr, "srcset", "imagesrcset"))
			WRONG(t, "a value in `%s`; addresses in it cannot be proven; write several constant ones or one src", x->attr);
		else if (strcmp(x->tag, "meta") == 0 && x->equiv)
			WRONG(t, "a value in a <meta http-equiv>; it could send the reader away; write a constant");
		else {
			x->content |= strcmp(x->tag, "meta") == 0 && strcmp(x->attr, "content") == 0;
			return true;
		}
		return false;
	case S_RAW:
		WRONG(t, "a value in <%s>; escaping cannot make it safe there; put it into a data- attribute and read that in app.js", x->tag);
		return false;
	case S_COMMENT: case S_MARKUP:
		WRONG(t, "a value in a comment; it is sent to everybody and shown to nobody; remove it");
		return false;
	case S_TAG_NAME:
		WRONG(t, "a value in a tag name; it could make any element; write {{ if }} around two tags");
		return false;
	case S_EQ:
		WRONG(t, "a value in an attribute without quotes; a blank in it would end the attribute; write %s=\"{{ … }}\"", x->attr);
		return false;
	case S_TAG: case S_ATTR: default:
		WRONG(t, "a value in an attribute name; it could make any attribute; write {{ attr \"name\" if … }} or {{ if }} around it");
		return false;
	}
}

static void
tag_named(struct page *t)
{
	if (AMONG(t->x.tag, "base", "object", "embed", "applet", "iframe", "frame", "animate", "set", "math"))
		WRONG(t, "<%s>; it can load or redirect what nobody checked; use a link or an image", t->x.tag);
	t->x.equiv = t->x.content = false;
}

static void
tag_end(struct page *t)
{
	struct context *x = &t->x;

	x->gap = false;
	if (strcmp(x->tag, "pre") == 0)
		x->pre = !x->closing;
	x->st = x->closing ? S_TEXT : AMONG(x->tag, "script", "style") ? S_RAW : AMONG(x->tag, "textarea", "title") ? S_RCDATA : S_TEXT;
	x->attr[0] = 0;
}

static void
attr_named(struct page *t)
{
	struct context *x = &t->x;

	if (strncmp(x->attr, "on", 2) == 0)
		WRONG(t, "`%s`; scripts in pages are refused by the browser's policy (CSP); use a data- attribute and app.js", x->attr);
	else if (AMONG(x->attr, "style", "srcdoc"))
		WRONG(t, "`%s`; it is refused by the browser's policy (CSP); use a class and app.css", x->attr);
	if (strcmp(x->attr, "http-equiv") == 0) {
		x->equiv = true;
		if (x->content)
			WRONG(t, "a value in a <meta http-equiv>; it could send the reader away; write a constant");
	}
	t->address.n = 0;
	x->kind = 0;
}

static void
name_char(char *name, size_t room, char c)
{
	size_t n = strlen(name);

	if (n + 1 < room) {
		name[n] = (char)tolower((unsigned char)c);
		name[n + 1] = 0;
	}
}

static void
value_char(struct page *t, char c)
{
	struct context *x = &t->x;
	const char *p = t->p + t->i;

	if (!attr_is_address(x->attr)) {
		if (c == '"')
			x->st = S_TAG, x->gap = true;
		return;
	}
	if (c == '"') {
		if (x->kind == 0)
			WRONG(t, "an empty `%s`; it would lead to this page itself; write {{ url … }}", x->attr);
		if (x->kind == 'c')
			route_check(t, t->address.p);
		x->st = S_TAG, x->gap = true;
		return;
	}
	if (x->kind == 0 && (c != '/' || p[1] == '/' || p[1] == '\\') && c != '#')
		WRONG(t, "`%s` begins with neither / nor #; it leads away or is a script (javascript:); write an address of ours or {{ href … }}", x->attr);
	if (x->kind == 'c' && c == '#')
		route_check(t, t->address.p);
	if (c == '#')
		x->kind = 'f';
	else if (x->kind == 0)
		x->kind = 'c';
	if (x->kind == 'c')
		bytes_put(&t->address, &c, 1);
}

static void
tag_char(struct page *t, char c)
{
	struct context *x = &t->x;

	if (x->st == S_TAG_NAME) {
		if (isalnum((unsigned char)c) || c == '-' || c == ':') {
			name_char(x->tag, sizeof(x->tag), c);
			return;
		}
		tag_named(t);
	} else if (x->st == S_ATTR) {
		if (isalnum((unsigned char)c) || c == '-' || c == ':' || c == '_') {
			name_char(x->attr, sizeof(x->attr), c);
			return;
		}
		attr_named(t);
		if (c == '=') {
			x->st = S_EQ;
			return;
		}
	} else if (x->st == S_EQ) {
		if (c != '"')
			WRONG(t, "`%s` is not in double quotes; values are escaped for those; write %s=\"…\"", x->attr, x->attr);
		x->st = c == '"' ? S_VALUE : S_TAG;
		return;
	}
	x->st = S_TAG;
	if (c == '>') {
		tag_end(t);
	} else if (is_blank(c) || c == '/') {
		x->gap = false;
	} else if (isalpha((unsigned char)c) && !x->gap) {
		x->attr[0] = 0;
		name_char(x->attr, sizeof(x->attr), c);
		x->st = S_ATTR;
	} else {
		WRONG(t, "`%c` inside <%s>; browsers guess here and guess differently; write name=\"value\" with a blank before it", c, x->tag);
	}
}

static void
tag_begin(struct page *t)
{
	const char *p = t->p + t->i;
	struct context *x = &t->x;

	x->closing = p[1] == '/';
	x->tag[0] = x->attr[0] = 0;
	if (strncmp(p, "<!--", 4) == 0)
		x->st = S_COMMENT;
	else if (p[1] == '!')
		x->st = S_MARKUP;
	else if (isalpha((unsigned char)p[1 + x->closing]))
		x->st = S_TAG_NAME;
	else if (strncmp(p + 1 + x->closing, "{{", 2) == 0)
		x->st = S_TAG_NAME;
	else
		WRONG(t, "a bare <; browsers may take it for a tag; write &lt;");
}

/* Inside <script>, <style>, <textarea>, <title>: until their own end. */
static void
raw_char(struct page *t, char c)
{
	const char *p = t->p + t->i;
	size_t n = strlen(t->x.tag);

	if (c == '<' && p[1] == '/' && strncasecmp(p + 2, t->x.tag, n) == 0) {
		tag_begin(t);
		return;
	}
	if (t->x.st == S_RAW && !is_blank(c)) {
		WRONG(t, "text in <%s>; the browser's policy (CSP) refuses it; write it into app.js or app.css", t->x.tag);
		t->x.st = S_RCDATA; /* say it once */
	}
}

static void
html_char(struct page *t, char c)
{
	enum st before = t->x.st;

	switch (before) {
	case S_TEXT:
		if (c == '<')
			tag_begin(t);
		break;
	case S_RAW: case S_RCDATA:
		raw_char(t, c);
		break;
	case S_COMMENT:
		if (c == '>' && strncmp(t->p + t->i - 2, "--", 2) == 0)
			t->x.st = S_TEXT;
		return;
	case S_MARKUP:
		t->x.st = c == '>' ? S_TEXT : S_MARKUP;
		break;
	case S_VALUE:
		value_char(t, c);
		break;
	case S_TAG_NAME: case S_TAG: case S_ATTR: case S_EQ: default:
		if (!(before == S_TAG_NAME && c == '/' && t->x.tag[0] == 0))
			tag_char(t, c);
		break;
	}
	if (t->x.st != S_COMMENT)
		lit_char(t, c);
}

/* ---- directives ---------------------------------------------------------- */

static bool
in_text(struct page *t, const char *what)
{
	if (t->x.st != S_TEXT)
		WRONG(t, "%s inside a tag or a script; it writes elements; put it between elements", what);
	return t->x.st == S_TEXT;
}

static const char *
put_name(const struct page *t)
{
	return t->x.st == S_TEXT ? "html_put" : "html_put_attr";
}

static void
do_value(struct page *t, struct span s)
{
	if (value_allowed(t) && code_ok(t, s, false))
		bytes_printf(code_at(t), "\t%s(o, %.*s);\n", put_name(t), (int)s.n, s.p);
}

/* A text with its places filled: `what` is C that gives an enum text. */
static void
text_write(struct page *t, const char *what, const struct span *a, size_t n)
{
	struct bytes *b = code_at(t);

	bytes_printf(b, "\tfor (struct html_text walk = { .text = %s }; html_text_next(o, &walk);) {\n", what);
	for (size_t i = 0; i < n; i++)
		bytes_printf(b, "\tif (walk.place == %zu)\n\t\t%s(o, %.*s);\n", i, put_name(t), (int)a[i].n, a[i].p);
	bytes_printf(b, "\t}\n");
}

static void
do_t(struct page *t, struct span s)
{
	struct span a[ARGS_MAX], rest;
	struct bytes name = { NULL, 0, 0 };
	size_t k = 0, n = 0;
	unsigned places;
	char *key;

	while (k < s.n && s.p[k] != ',' && !is_blank(s.p[k]))
		k++;
	key = strndup(s.p, k);
	if (!value_allowed(t) || !text_places(t, key, &places))
		return;
	rest = span_trim((struct span){ s.p + k, s.n - k });
	if (rest.n > 0)
		n = args_split(t, (struct span){ rest.p + 1, rest.n - 1 }, a);
	if (places != (1u << n) - 1) {
		WRONG(t, "`%s` has other places than %zu arguments; a value would get lost; give one for each of {0} {1} …", key, n);
		return;
	}
	bytes_printf(&name, "T_%s", key);
	for (char *c = name.p; *c != 0; c++)
		*c = *c == '.' || *c == '-' ? '_' : *c;
	text_write(t, name.p, a, n);
}

static void
do_tx(struct page *t, struct span s)
{
	struct span a[ARGS_MAX];
	size_t n = value_allowed(t) ? args_split(t, s, a) : 0;

	if (n > 0)
		text_write(t, strndup(a[0].p, a[0].n), a + 1, n - 1);
}

/* url, href and asset may begin an address attribute, and stand anywhere else
 * where a value may. */
static bool
address_allowed(struct page *t)
{
	if (t->x.st == S_VALUE && attr_is_address(t->x.attr)) {
		if (t->x.kind != 0) {
			WRONG(t, "an address behind other text in `%s`; together they may lead elsewhere; put all of it into one {{ url … }}", t->x.attr);
			return false;
		}
		t->x.kind = 'd';
		return true;
	}
	return value_allowed(t);
}

/* The quoted constant that begins `s`; what follows stays in `s`. */
static char *
constant_take(struct page *t, struct span *s)
{
	const char *end = s->n > 1 && *s->p == '"' ? memchr(s->p + 1, '"', s->n - 1) : NULL;
	char *out;

	if (end == NULL) {
		WRONG(t, "a constant in double quotes is missing; only that can be proven; write \"…\" first");
		return NULL;
	}
	out = strndup(s->p + 1, (size_t)(end - s->p) - 1);
	*s = span_trim((struct span){ end + 1, s->n - (size_t)(end + 1 - s->p) });
	return out;
}

static void
do_url(struct page *t, struct span s)
{
	char *pattern = address_allowed(t) ? constant_take(t, &s) : NULL;
	struct span a[ARGS_MAX];
	size_t n = 0, used = 0;

	if (pattern == NULL)
		return;
	route_check(t, pattern);
	if (s.n > 0)
		n = args_split(t, (struct span){ s.p + 1, s.n - 1 }, a);
	for (const char *c = pattern; *c != 0; c++) {
		if (*c == '&')
			bytes_put(&t->lit, "&amp;", 5);
		else if (*c != '%')
			bytes_put(&t->lit, c, 1);
		else if (used++ < n)
			bytes_printf(code_at(t), "\thtml_url(o, %.*s);\n", (int)a[used - 1].n, a[used - 1].p);
	}
	if (used != n)
		WRONG(t, "`%s` has %zu places and %zu values; the address would be wrong; give one value for each %%", pattern, used, n);
}

static void
do_href(struct page *t, struct span s)
{
	if (address_allowed(t) && code_ok(t, s, false))
		bytes_printf(code_at(t), "\thtml_href(o, %.*s);\n", (int)s.n, s.p);
}

static void
do_asset(struct page *t, struct span s)
{
	char *name = address_allowed(t) ? constant_take(t, &s) : NULL;

	if (name != NULL)
		bytes_printf(code_at(t), "\thtml_asset(o, S(\"%s\"));\n", name);
}

static void
do_token(struct page *t, struct span s)
{
	(void)s;
	if (in_text(t, "{{ token }}"))
		bytes_printf(code_at(t), "\thtml_token(o);\n");
}

/* A directive ends the name of its tag: <input{{ attr … }}. */
static void
tag_name_end(struct page *t)
{
	if (t->x.st == S_TAG_NAME && t->x.tag[0] != 0) {
		tag_named(t);
		t->x.st = S_TAG;
		t->x.gap = true;
	}
}

static void
do_attr(struct page *t, struct span s)
{
	char *name = constant_take(t, &s);

	if (name == NULL)
		return;
	tag_name_end(t);
	if (t->x.st != S_TAG || strspn(name, "abcdefghijklmnopqrstuvwxyz-") != strlen(name) || strncmp(name, "on", 2) == 0 || AMONG(name, "style", "")) {
		WRONG(t, "{{ attr \"%s\" }}; it makes one bare attribute inside a tag; write {{ attr \"checked\" if … }} there", name);
		return;
	}
	if (s.n < 4 || strncmp(s.p, "if ", 3) != 0) {
		WRONG(t, "{{ attr }} without if; a constant attribute needs no braces; write {{ attr \"%s\" if … }}", name);
		return;
	}
	s = span_trim((struct span){ s.p + 3, s.n - 3 });
	while (t->lit.n > 0 && is_blank(t->lit.p[t->lit.n - 1]))
		t->lit.n--;
	if (code_ok(t, s, false))
		bytes_printf(code_at(t), "\tif (%.*s)\n\t\thtml_lit(o, \" %s\", %zu);\n", (int)s.n, s.p, name, strlen(name) + 1);
	t->x.gap = true;
}

static void
do_call(struct page *t, struct span s)
{
	if (in_text(t, "{{ > }}") && code_ok(t, s, false)) {
		const char *open = memchr(s.p, '(', s.n);

		if (open == NULL || s.p[s.n - 1] != ')')
			WRONG(t, "{{ > %.*s }} is no call; write {{ > name(arguments) }}", (int)s.n, s.p);
		else if (span_trim((struct span){ open + 1, (size_t)(s.p + s.n - open) - 2 }).n == 0)
			bytes_printf(code_at(t), "\thtml_%.*s(o);\n", (int)(open - s.p), s.p);
		else
			bytes_printf(code_at(t), "\thtml_%.*s(o, %.*s;\n", (int)(open - s.p), s.p, (int)(s.p + s.n - open) - 1, open + 1);
	}
}

static bool
context_same(const struct context *a, const struct context *b)
{
	return a->st == b->st && a->kind == b->kind && a->pre == b->pre && strcmp(a->tag, b->tag) == 0 &&
	    (a->st != S_VALUE || strcmp(a->attr, b->attr) == 0);
}

static void
block_open(struct page *t, char kind)
{
	if (t->depth == DEPTH_MAX)
		cannot("%s:%d: blocks deeper than %d", t->path, t->line, DEPTH_MAX);
	tag_name_end(t);
	if (t->x.st == S_TAG_NAME || t->x.st == S_EQ || t->x.st == S_ATTR || t->x.st == S_RAW || t->x.st == S_COMMENT) {
		WRONG(t, "a block begins inside an attribute name, a script or a comment; nobody can prove what comes out; begin it before");
	}
	t->stack[t->depth++] = (struct block){ .kind = kind, .line = t->line, .start = t->x };
}

static void
do_if(struct page *t, struct span s)
{
	block_open(t, 'i');
	if (code_ok(t, s, false))
		bytes_printf(code_at(t), "\tif (%.*s) {\n", (int)s.n, s.p);
}

static void
do_for(struct page *t, struct span s)
{
	block_open(t, 'f');
	if (code_ok(t, s, true) && *s.p == '(')
		bytes_printf(code_at(t), "\tfor %.*s {\n", (int)s.n, s.p);
	else
		WRONG(t, "for without (…; …; …); it is C's for; write {{ for (size_t i = 0; i < n; i++) }}");
}

static void
do_let(struct page *t, struct span s)
{
	if (code_ok(t, s, false))
		bytes_printf(code_at(t), "\t%.*s;\n", (int)s.n, s.p);
}

/* A branch ends here: all branches must end in the same place of the HTML. */
static void
branch_end(struct page *t, struct block *b)
{
	if (!b->has_first)
		b->first = t->x;
	else if (!context_same(&b->first, &t->x))
		WRONG(t, "the branches of the {{ if }} of line %d end in different places of the HTML; what follows would be read two ways; end each where the others end", b->line);
	b->has_first = true;
	t->x = b->start;
}

static struct block *
block_top(struct page *t, const char *what)
{
	if (t->depth > 1 && t->stack[t->depth - 1].kind == 'i' && !t->stack[t->depth - 1].has_else)
		return &t->stack[t->depth - 1];
	WRONG(t, "{{ %s }} without its {{ if }}; nobody knows what it belongs to; remove it", what);
	return NULL;
}

static void
do_elif(struct page *t, struct span s)
{
	struct block *b = block_top(t, "elif");

	if (b != NULL && code_ok(t, s, false)) {
		lit_flush(t);
		branch_end(t, b);
		bytes_printf(code_at(t), "\t} else if (%.*s) {\n", (int)s.n, s.p);
	}
}

static void
do_else(struct page *t, struct span s)
{
	struct block *b = block_top(t, "else");

	(void)s;
	if (b != NULL) {
		lit_flush(t);
		branch_end(t, b);
		b->has_else = true;
		bytes_printf(&t->code, "\t} else {\n");
	}
}

static void
do_end(struct page *t, struct span s)
{
	struct block *b;

	(void)s;
	if (t->depth == 0) {
		WRONG(t, "{{ end }} without a begin; nobody knows what it ends; remove it");
		return;
	}
	b = &t->stack[--t->depth];
	lit_flush(t);
	if (b->kind == 'p') {
		if (t->x.st != S_TEXT)
			WRONG(t, "the page of line %d ends inside <%s>; what follows would be part of the tag; close it", b->line, t->x.tag);
		bytes_printf(&t->code, "}\n");
		return;
	}
	if (b->kind == 'i' && b->has_else) {
		struct context end = t->x;

		branch_end(t, b);
		t->x = end;
	} else {
		if (b->has_first && !context_same(&b->first, &b->start))
			WRONG(t, "a branch of the {{ if }} of line %d ends elsewhere in the HTML than it began; without {{ else }} what follows would be read two ways", b->line);
		if (!context_same(&t->x, &b->start))
			WRONG(t, "the block of line %d ends elsewhere in the HTML than it began; what follows would be read two ways; close what it opens", b->line);
	}
	bytes_printf(&t->code, "\t}\n");
}

static void
do_page(struct page *t, struct span s)
{
	const char *open = memchr(s.p, '(', s.n);
	struct span in;

	if (t->depth != 0 || open == NULL || s.p[s.n - 1] != ')') {
		WRONG(t, "{{ page }} inside a page or without (…); each page is a C function; write {{ page name(const struct x *v) }} after the {{ end }} of the one before");
		return;
	}
	in = span_trim((struct span){ open + 1, (size_t)(s.p + s.n - open) - 2 });
	t->x = (struct context){ .st = S_TEXT };
	t->lit.n = 0;
	block_open(t, 'p');
	bytes_printf(&protos, "void html_%.*s(struct out *o%s%.*s);\n", (int)(open - s.p), s.p, in.n > 0 ? ", " : "", (int)in.n, in.p);
	if (memmem(in.p, in.n, "enum ", 5) != NULL)
		bytes_put(&shared_includes, t->includes.p, t->includes.n);
	for (const char *c = in.p; (c = memmem(c, (size_t)(in.p + in.n - c), "struct ", 7)) != NULL; c += 7)
		bytes_printf(&shared_includes, "struct %.*s;\n", (int)strspn(c + 7, "abcdefghijklmnopqrstuvwxyz_0123456789"), c + 7);
	bytes_printf(code_at(t), "void\nhtml_%.*s(struct out *o%s%.*s)\n{\n", (int)(open - s.p), s.p, in.n > 0 ? ", " : "", (int)in.n, in.p);
}

static void
do_include(struct page *t, struct span s)
{
	char *name = t->depth == 0 ? constant_take(t, &s) : NULL;

	if (name == NULL)
		WRONG(t, "{{ include }} stands before the first page and names a header: {{ include \"web/x.h\" }}");
	else
		bytes_printf(&t->includes, "#include \"%s\"\n", name);
}

static const struct {
	const char *word;
	void (*run)(struct page *t, struct span s);
	bool outside; /* may stand outside a page */
	bool bare;    /* takes nothing */
} directives[] = {
	{ "include", do_include, true, false }, { "page", do_page, true, false },
	{ ">", do_call, false, false }, { "t", do_t, false, false }, { "tx", do_tx, false, false },
	{ "url", do_url, false, false }, { "href", do_href, false, false }, { "asset", do_asset, false, false },
	{ "token", do_token, false, true }, { "attr", do_attr, false, false },
	{ "if", do_if, false, false }, { "elif", do_elif, false, false }, { "else", do_else, false, true },
	{ "for", do_for, false, false }, { "let", do_let, false, false }, { "end", do_end, false, true },
};

/* {{ … }} at t->i; goes behind it. */
static void
directive(struct page *t)
{
	size_t from = t->i + 2, end = from, k;
	struct span s;
	char quote = 0;

	for (; end + 1 < t->n && (quote != 0 || strncmp(t->p + end, "}}", 2) != 0); end++) {
		if (quote != 0 && t->p[end] == '\\')
			end++;
		else if (quote != 0 ? t->p[end] == quote : t->p[end] == '"' || t->p[end] == '\'')
			quote = quote != 0 ? 0 : t->p[end];
	}
	if (end + 1 >= t->n) {
		WRONG(t, "{{ without }}; the rest of the file would be code; close it");
		t->i = t->n;
		return;
	}
	s = span_trim((struct span){ t->p + from, end - from });
	if (s.n == 0)
		WRONG(t, "{{ }} says nothing; see docs/decisions/0001-generators.md; remove it");
	for (k = 0; k < s.n && (isalpha((unsigned char)s.p[k]) || s.p[k] == '>'); k++)
		;
	for (size_t i = 0; i < sizeof(directives) / sizeof(*directives); i++) {
		if (strlen(directives[i].word) != k || strncmp(directives[i].word, s.p, k) != 0 || (k < s.n && !is_blank(s.p[k])))
			continue;
		if (t->depth == 0 && !directives[i].outside && directives[i].run != do_end)
			WRONG(t, "{{ %s }} outside a page; it belongs to no function; move it between {{ page … }} and {{ end }}", directives[i].word);
		else if (directives[i].bare != (k == s.n))
			WRONG(t, "{{ %s }} %s", directives[i].word, k == s.n ? "says nothing; see docs/decisions/0001-generators.md" : "takes nothing behind it");
		else
			directives[i].run(t, span_trim((struct span){ s.p + k, s.n - k }));
		s.n = 0;
		break;
	}
	if (s.n > 0 && t->depth > 0)
		do_value(t, s);
	else if (s.n > 0)
		WRONG(t, "a value outside a page; it belongs to no function; move it between {{ page … }} and {{ end }}");
	for (; t->i < end + 2; t->i++)
		t->line += t->p[t->i] == '\n';
}

static void
page_file(const char *path, const char *out)
{
	struct bytes text = file_read(path), all = { NULL, 0, 0 }, name = { NULL, 0, 0 };
	struct page t = { .path = path, .p = text.p, .n = text.n, .line = 1 };
	const char *base = strrchr(path, '/') == NULL ? path : strrchr(path, '/') + 1;

	bytes_put(&t.includes, "", 0);
	bytes_put(&t.code, "", 0);
	while (t.i < t.n) {
		const char *p = t.p + t.i;

		if (strncmp(p, "{{", 2) == 0) {
			directive(&t);
			continue;
		}
		if (t.depth > 0) {
			html_char(&t, *p);
		} else if (strncmp(p, "<!--", 4) == 0 && strstr(p, "-->") != NULL) {
			for (; strncmp(t.p + t.i, "-->", 3) != 0; t.i++)
				t.line += t.p[t.i] == '\n';
			t.i += 2;
		} else if (!is_blank(*p)) {
			WRONG(&t, "text outside a page; nobody would see it; move it between {{ page … }} and {{ end }}");
			t.i += strcspn(p, "\n") - 1;
		}
		t.line += t.p[t.i] == '\n';
		t.i++;
	}
	while (t.depth > 0) {
		t.line = t.stack[--t.depth].line;
		WRONG(&t, "a block without {{ end }}; everything behind it would belong to it; close it");
	}
	bytes_printf(&name, "html_%.*s.c", (int)strcspn(base, "."), base);
	bytes_printf(&all, "/* Made by tools/htmlgen.c from %s: do not edit. */\n#include \"html.h\"\n\n%s\n%s", path, t.includes.p, t.code.p);
	if (gen_mistakes == 0)
		file_write(out, name.p, &all);
}

int
main(int argc, char **argv)
{
	struct bytes h = { NULL, 0, 0 };

	if (argc < 7 || strcmp(argv[1], "--out") != 0 || strcmp(argv[3], "--routes") != 0 || strcmp(argv[5], "--texts") != 0)
		cannot("usage: htmlgen --out DIR --routes FILE --texts FILE PAGE...");
	if (argc > 7) {
		routes_read(argv[4]);
		texts_read(argv[6]);
	}
	bytes_put(&shared_includes, "", 0);
	bytes_put(&protos, "", 0);
	for (int i = 7; i < argc; i++)
		page_file(argv[i], argv[2]);
	bytes_printf(&h, "/* Made by tools/htmlgen.c from src/web/*.html: do not edit. */\n#ifndef GEN_HTML_H\n#define GEN_HTML_H\n\n"
	    "#include \"web/out.h\"\n%s\n%s\n#endif\n", shared_includes.p, protos.p);
	if (gen_mistakes == 0)
		file_write(argv[2], "html.h", &h);
	return gen_mistakes > 0 ? 1 : 0;
}

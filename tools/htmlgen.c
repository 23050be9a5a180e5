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
#include "htmlgen.h"

static struct bytes protos, shared_includes;

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

	if (n == 0) {
		bytes_printf(b, "\thtml_put_text(o, %s);\n", what);
		return;
	}
	bytes_printf(b, "\tfor (struct html_text walk = { .text = %s }; html_text_next(o, &walk);) {\n", what);
	for (size_t i = 0; i < n; i++)
		bytes_printf(b, "\tif (walk.place == %zu)\n#line %d \"%s\"\n\t\t%s(o, %.*s);\n", i, t->line, t->path, put_name(t), (int)a[i].n, a[i].p);
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
	char *pattern = address_allowed(t, false) ? constant_take(t, &s) : NULL;
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
	if (address_allowed(t, false) && code_ok(t, s, false))
		bytes_printf(code_at(t), "\thtml_href(o, %.*s);\n", (int)s.n, s.p);
}

static void
do_asset(struct page *t, struct span s)
{
	char *name = address_allowed(t, true) ? constant_take(t, &s) : NULL;

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
	while (b->kind == 'p' && t->lit.n > 0 && is_blank(t->lit.p[t->lit.n - 1]))
		t->lit.n--;
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
	t->begins = true;
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
		else if (quote == 0 && strncmp(t->p + end, "{{", 2) == 0)
			end = t->n; /* the next one begins: this one was not closed */
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
	bytes_printf(&h, "/* Made by tools/htmlgen.c from the pages in src/web: do not edit. */\n#ifndef GEN_HTML_H\n#define GEN_HTML_H\n\n"
	    "#include \"web/out.h\"\n%s\n%s\n#endif\n", shared_includes.p, protos.p);
	if (gen_mistakes == 0)
		file_write(argv[2], "html.h", &h);
	return gen_mistakes > 0 ? 1 : 0;
}

/*
 * htmlgen_code: writes the C, and looks at C just closely enough to know that
 * an expression ends where it seems to.
 */
#include "htmlgen.h"

#define PIECE_MAX 1500 /* of a literal: far below the 4095 of C17 */

bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

void
lit_char(struct page *t, char c)
{
	struct bytes *b = &t->lit;

	if (is_blank(c) && t->begins)
		return;
	t->begins = false;
	if (is_blank(c) && !t->x.pre && (t->x.st == S_TEXT || t->x.st == S_TAG) && b->n > 0 && is_blank(b->p[b->n - 1])) {
		if (c == '\n')
			b->p[b->n - 1] = '\n';
		return;
	}
	bytes_put(b, &c, 1);
}

void
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
struct bytes *
code_at(struct page *t)
{
	lit_flush(t);
	t->begins = false;
	bytes_printf(&t->code, "#line %d \"%s\"\n", t->line, t->path);
	return &t->code;
}

/* Whether `s` can stand as C where we put it: brackets balanced, no comment,
 * no end of statement. Only then do the compiler's words make sense. */
/* Code that could write unescaped bytes: our own functions, the page's buffer,
 * text called safe. */
static bool
goes_around(struct span s)
{
	static const char *const ways[] = { "html_", "o->b", "safe_html", "buf_", "(struct address)" };

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		if (memmem(s.p, s.n, ways[i], strlen(ways[i])) != NULL)
			return true;
	}
	return false;
}

bool
code_ok(struct page *t, struct span s, bool semicolons)
{
	int round = 0, square = 0, curly = 0;
	char quote = 0;

	if (goes_around(s)) {
		WRONG(t, "`%.*s` writes past the escapes; what a person typed could become HTML; write {{ value }} or {{ > page(…) }}", (int)s.n, s.p);
		return false;
	}
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
		if (round < 0 || square < 0 || curly < 0 || (c == '/' && (next == '/' || next == '*')) || (c == ';' && !semicolons) || c == '#' || c == '\\') {
			round = 1;
			break;
		}
	}
	if (s.n > 0 && round == 0 && square == 0 && curly == 0 && quote == 0)
		return true;
	WRONG(t, "`%.*s` is no C expression; it would break the function around it; balance brackets, no comment, no ;", (int)s.n, s.p);
	return false;
}

struct span
span_trim(struct span s)
{
	while (s.n > 0 && is_blank(*s.p))
		s.p++, s.n--;
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* Cuts at commas that stand in no bracket and no string. */
size_t
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

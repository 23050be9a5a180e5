/*
 * htmlgen_html: reads the HTML of a page as a browser would, letter by letter,
 * and so knows where a value stands and whether escaping makes it safe there.
 * Constant text is held to the same policy: no inline script, no inline style,
 * no address that leads away, attributes in double quotes.
 */
#include "htmlgen.h"

bool
attr_is_address(const char *a)
{
	return AMONG(a, "href", "src", "action", "formaction", "poster", "data", "cite", "manifest", "ping", "background", "xlink:href");
}

/* Whether an escaped value may stand here. */
bool
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
	else if (AMONG(t->x.tag, "plaintext", "xmp", "listing", "noembed", "noframes", "noscript"))
		WRONG(t, "<%s>; browsers do not read what follows as HTML, or not all alike; use <pre> or nothing", t->x.tag);
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
	if (t->x.st == S_RCDATA && c == '<' && !t->told) {
		WRONG(t, "a < in <%s>; inside <svg> it begins a tag, elsewhere it is text; write &lt;", t->x.tag);
		t->told = true;
	}
	if (t->x.st == S_RAW && !is_blank(c)) {
		WRONG(t, "text in <%s>; the browser's policy (CSP) refuses it; write it into app.js or app.css", t->x.tag);
		t->told = true; /* say it once */
		t->x.st = S_RCDATA;
	}
}

void
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

/* url, href and asset may begin an address attribute, and stand anywhere else
 * where a value may. */
bool
address_allowed(struct page *t, bool asset)
{
	if (t->x.st == S_VALUE && attr_is_address(t->x.attr)) {
		if (t->x.kind != 0) {
			WRONG(t, "an address behind other text in `%s`; together they may lead elsewhere; put all of it into one {{ url … }}", t->x.attr);
			return false;
		}
		if (!asset && AMONG(t->x.tag, "script", "link")) {
			WRONG(t, "an address in <%s>; what it loads would act as ours; write {{ asset \"…\" }}", t->x.tag);
			return false;
		}
		t->x.kind = 'd';
		return true;
	}
	return value_allowed(t);
}

/* A directive ends the name of its tag: <input{{ attr … }}. */
void
tag_name_end(struct page *t)
{
	if (t->x.st == S_TAG_NAME && t->x.tag[0] != 0) {
		tag_named(t);
		t->x.st = S_TAG;
		t->x.gap = true;
	}
}

bool
context_same(const struct context *a, const struct context *b)
{
	if (a->st != b->st || a->pre != b->pre)
		return false;
	if (a->st == S_TEXT)
		return true;
	return strcmp(a->tag, b->tag) == 0 &&
	    (a->st != S_VALUE || (a->kind == b->kind && strcmp(a->attr, b->attr) == 0));
}

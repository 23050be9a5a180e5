/*
 * htmlgen.h: what the parts of htmlgen share: a page on its way to C.
 *
 * htmlgen.c reads the {{ directives }}; htmlgen_html.c follows the HTML between
 * them; htmlgen_code.c writes C; htmlgen_names.c knows routes and texts.
 */
#ifndef TOOLS_HTMLGEN_H
#define TOOLS_HTMLGEN_H

#include <ctype.h>

#include "gen.h"

#define DEPTH_MAX 64
#define ARGS_MAX 12

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
	bool told;   /* the text of this raw element was complained about */
	bool begins; /* nothing was written of this page yet */
	struct bytes lit, code, includes, address;
};

struct span {
	const char *p;
	size_t n;
};

bool among(const char *word, const char *const *list);
#define AMONG(word, ...) among((word), (const char *const[]){ __VA_ARGS__, NULL })
#define WRONG(t, ...) mistake((t)->path, (t)->line, __VA_ARGS__)

/* Names */
void routes_read(const char *path);
void texts_read(const char *path);
/* Which places the text of `key` has; false after a complaint: no such text. */
bool text_places(struct page *t, const char *key, unsigned *places);
/* `path` with % for values must be a row of routes.def; links are GET. */
void route_check(struct page *t, const char *path);

/* C */
bool is_blank(char c);
void lit_char(struct page *t, char c);
void lit_flush(struct page *t);
/* Literal so far, then a place for code that the compiler blames on the page. */
struct bytes *code_at(struct page *t);
/* Whether `s` can stand as C where we put it: brackets balanced, no comment,
 * no end of statement. Only then do the compiler's words make sense. */
bool code_ok(struct page *t, struct span s, bool semicolons);
struct span span_trim(struct span s);
/* Cuts at commas that stand in no bracket and no string. */
size_t args_split(struct page *t, struct span s, struct span out[ARGS_MAX]);

/* HTML */
bool attr_is_address(const char *a);
/* Whether an escaped value may stand here; complains when not. */
bool value_allowed(struct page *t);
/* url, href, asset: may begin an address, and stand where a value may. */
bool address_allowed(struct page *t, bool asset);
/* A directive ends the name of its tag: <input{{ attr … }}. */
void tag_name_end(struct page *t);
/* The next letter of the page. */
void html_char(struct page *t, char c);
/* Whether what follows would be read the same way from both places. */
bool context_same(const struct context *a, const struct context *b);

#endif

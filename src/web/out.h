/*
 * out: where templates write, and how a value becomes HTML.
 *
 * Templates (src/web/NAME.html) are turned into C by tools/htmlgen.c; the
 * functions below are what that C calls. The type of a value chooses how it is
 * written: text is escaped, numbers and dates have no dangerous letters. A
 * `char *` has no row in the table: it does not compile, because nobody knows
 * where it comes from.
 */
#ifndef WEB_OUT_H
#define WEB_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"
#include "text.h"

struct visit;

struct out {
	struct buf *b;
	enum lang lang;
	struct str csrf, nonce;  /* what {{ token }} writes; csrf empty: no session;
	                            nonce empty: no form was written yet */
	const struct visit *v;   /* for layout and field templates only */
};

/* HTML made by our own C, written as it is. Only svg.c and the PDF of a page
 * make one; never from anything a person typed. */
struct safe_html {
	struct str s;
};

/* An address of ours. Only the functions below make one. */
struct address {
	struct str s;
};

/* An address that was kept in the database (a notice's link): it must begin
 * with one slash and hold nothing odd, or it becomes "/". */
struct address address_kept(struct str s);
/* The address of this request with one query value replaced ("" removes it):
 * for pages of a list and filters. */
struct address address_with(struct arena *mem, const struct visit *v,
    struct str name, struct str value);
/* The address of this request as it is, to come back to. */
struct address address_here(struct arena *mem, const struct visit *v);

/* ---- called by generated code -------------------------------------------- */

void html_lit(struct out *o, const char *p, size_t n);
void html_put_str(struct out *o, struct str s);
void html_put_i64(struct out *o, int64_t v);
void html_put_u64(struct out *o, uint64_t v);
void html_put_day(struct out *o, struct day d);
void html_put_moment(struct out *o, struct moment m);
void html_put_safe(struct out *o, struct safe_html h);

#define HTML_PUT_ROWS \
	struct str: html_put_str, int: html_put_i64, long: html_put_i64, \
	long long: html_put_i64, unsigned: html_put_u64, \
	unsigned long: html_put_u64, unsigned long long: html_put_u64, \
	struct day: html_put_day, struct moment: html_put_moment

/* Between elements, where safe HTML may stand too. */
#define html_put(o, x) \
	_Generic((x), HTML_PUT_ROWS, struct safe_html: html_put_safe)((o), (x))
/* In an attribute, a <textarea> or a <title>. */
#define html_put_attr(o, x) _Generic((x), HTML_PUT_ROWS)((o), (x))

/* A text piece by piece: writes up to the next place, whose number is then in
 * `place`; false after the last piece. [one|many] is as the value before it, which
 * the caller has written, asks. */
struct html_text {
	enum text text;
	int place;
	size_t at, value; /* in the text; where the value of `place` begins in the page */
};
bool html_text_next(struct out *o, struct html_text *walk);
/* A text without values. */
void html_put_text(struct out *o, enum text t);
/* The text of `t` with its places filled. */
struct str text_fill(struct arena *mem, enum lang lang, enum text t,
    const struct str *a, size_t n);

/* One value inside an address: a number, or text with percent signs. */
void html_url_str(struct out *o, struct str s);
#define html_url(o, x) \
	_Generic((x), struct str: html_url_str, int: html_put_i64, \
	    long: html_put_i64, long long: html_put_i64, unsigned: html_put_u64, \
	    unsigned long: html_put_u64, unsigned long long: html_put_u64)((o), (x))
void html_href(struct out *o, struct address a);
void html_asset(struct out *o, struct str plain);
void html_token(struct out *o);

#endif

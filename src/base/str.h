/*
 * str: a view of text. It owns nothing and need not end in a zero byte.
 *
 * Text is UTF-8, checked and normalised once, where it enters (text.h). A
 * `char *` appears only at the border to libraries. A str with p == NULL is
 * "no text" (an SQL NULL); it prints as nothing and equals the empty text.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

struct str {
	const char *p;
	size_t n;
};

/* A view of a string literal. */
#define S(lit) ((struct str){ "" lit, sizeof(lit) - 1 })
/* For printf: ("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).n, ((s).p == NULL ? "" : (s).p)

/* The smallest are here, so that a call of them costs what they do. */

/* A view of a zero-terminated string; NULL gives no text. */
static inline struct str
str_c(const char *z)
{
	return (struct str){ z, z == NULL ? 0 : strlen(z) };
}

static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Position of `c`, or s.n. */
static inline size_t
str_find(struct str s, char c)
{
	const char *at = s.n == 0 ? NULL : memchr(s.p, c, s.n);

	return at == NULL ? s.n : (size_t)(at - s.p);
}

/* s without its first `at` bytes; at most its first n. */
static inline struct str
str_from(struct str s, size_t at)
{
	if (at > s.n)
		at = s.n;
	return (struct str){ s.p == NULL ? NULL : s.p + at, s.n - at };
}

static inline struct str
str_head(struct str s, size_t n)
{
	return (struct str){ s.p, n < s.n ? n : s.n };
}

/* Order of the bytes, shorter first: <0, 0, >0. */
int str_cmp(struct str a, struct str b);
/* The same, but a run of digits counts as the number it is: "2.1" before "10". */
int str_cmp_numbers(struct str a, struct str b);
bool str_starts(struct str s, struct str head);
bool str_ends(struct str s, struct str tail);
/* Whether `part` occurs in `s`. */
bool str_has(struct str s, struct str part);

struct str str_trim(struct str s); /* without blanks around */
/* Cuts the part before `sep` off `rest`; false when rest was empty. */
bool str_cut(struct str *rest, char sep, struct str *part);

/* A whole number in decimal, an optional minus, nothing else, no overflow. */
bool str_int(struct str s, int64_t *out);

/* Copies that live in the arena. str_z() ends in a zero byte. */
struct str str_copy(struct arena *mem, struct str s);
const char *str_z(struct arena *mem, struct str s);
struct str str_printf(struct arena *mem, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
struct str str_vprintf(struct arena *mem, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));
/* ASCII letters in lower case; other bytes as they are. */
struct str str_lower(struct arena *mem, struct str s);

#endif

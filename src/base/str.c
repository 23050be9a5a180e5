/* str: see str.h. */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

	return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

/* The run of digits that `s` begins with, without leading zeros; *s is behind it. */
static struct str
digits_cut(struct str *s)
{
	struct str run;
	size_t n = 0;

	while (n < s->n && s->p[n] >= '0' && s->p[n] <= '9')
		n++;
	run = str_head(*s, n);
	*s = str_from(*s, n);
	while (run.n > 1 && run.p[0] == '0')
		run = str_from(run, 1);
	return run;
}

int
str_cmp_numbers(struct str a, struct str b)
{
	while (a.n > 0 && b.n > 0) {
		struct str na = digits_cut(&a), nb = digits_cut(&b);

		if (na.n > 0 && nb.n > 0) {
			if (na.n != nb.n)
				return na.n < nb.n ? -1 : 1;
			if (!str_eq(na, nb))
				return str_cmp(na, nb);
			continue;
		}
		if (na.n > 0 || nb.n > 0) /* digits before letters, as bytes go */
			return na.n > 0 ? -1 : 1;
		if (a.p[0] != b.p[0])
			return (unsigned char)a.p[0] < (unsigned char)b.p[0] ? -1 : 1;
		a = str_from(a, 1);
		b = str_from(b, 1);
	}
	return (a.n > 0) - (b.n > 0);
}

bool
str_starts(struct str s, struct str head)
{
	return s.n >= head.n && str_eq(str_head(s, head.n), head);
}

bool
str_ends(struct str s, struct str tail)
{
	return s.n >= tail.n && str_eq(str_from(s, s.n - tail.n), tail);
}

bool
str_has(struct str s, struct str part)
{
	return part.n == 0 ||
	    (s.n >= part.n && memmem(s.p, s.n, part.p, part.n) != NULL);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && is_blank(s.p[0]))
		s = str_from(s, 1);
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
str_cut(struct str *rest, char sep, struct str *part)
{
	size_t at;

	if (rest->n == 0)
		return false;
	at = str_find(*rest, sep);
	*part = str_head(*rest, at);
	*rest = str_from(*rest, at + 1);
	return true;
}

bool
str_int(struct str s, int64_t *out)
{
	bool minus = s.n > 0 && s.p[0] == '-';
	int64_t v = 0;

	if (minus)
		s = str_from(s, 1);
	if (s.n == 0 || s.n > 19)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		if (__builtin_mul_overflow(v, 10, &v) ||
		    __builtin_sub_overflow(v, s.p[i] - '0', &v))
			return false;
	}
	/* counted downwards, so that the least number fits too */
	if (!minus && __builtin_sub_overflow((int64_t)0, v, &v))
		return false;
	*out = v;
	return true;
}

struct str
str_copy(struct arena *mem, struct str s)
{
	return s.p == NULL ? s : (struct str){ str_z(mem, s), s.n };
}

const char *
str_z(struct arena *mem, struct str s)
{
	char *p = arena_bytes(mem, s.n + 1);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

struct str
str_vprintf(struct arena *mem, const char *fmt, va_list ap)
{
	va_list again;
	char *p;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	REQUIRE(n >= 0);
	p = arena_alloc(mem, (size_t)n + 1);
	(void)vsnprintf(p, (size_t)n + 1, fmt, ap);
	return (struct str){ p, (size_t)n };
}

struct str
str_printf(struct arena *mem, const char *fmt, ...)
{
	struct str s;
	va_list ap;

	va_start(ap, fmt);
	s = str_vprintf(mem, fmt, ap);
	va_end(ap);
	return s;
}

struct str
str_lower(struct arena *mem, struct str s)
{
	char *p = arena_alloc(mem, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32
		                                             : s.p[i]);
	return (struct str){ p, s.n };
}

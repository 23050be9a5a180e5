/* gtin: see gtin.h. */
#include "core/gtin.h"

enum { GTIN_DIGITS = 14, TYPED_MAX = 40 };

const struct reason WHY_GTIN_LENGTH = { RC_INVALID, "gtin_length" };
const struct reason WHY_GTIN_CHECK = { RC_INVALID, "gtin_check" };

static bool
is_length(size_t n)
{
	return n == 8 || n == 12 || n == 13 || n == GTIN_DIGITS;
}

/* From the right: the check digit once, its neighbour three times, and so on, must be a
 * multiple of ten (GS1 General Specifications 7.9). */
static bool
check_holds(struct str digits)
{
	int sum = 0;

	for (size_t i = 0; i < digits.n; i++)
		sum += (digits.p[digits.n - 1 - i] - '0') * (i % 2 == 0 ? 1 : 3);
	return sum > 0 && sum % 10 == 0;
}

const struct reason *
gtin_read(struct arena *mem, struct str typed, struct str *out)
{
	char *p = arena_alloc(mem, GTIN_DIGITS);
	size_t n = 0;

	if (typed.n > TYPED_MAX)
		return &WHY_GTIN_LENGTH;
	for (size_t i = 0; i < typed.n; i++) {
		if (n > 0 && (typed.p[i] == ' ' || typed.p[i] == '-'))
			continue;
		if (typed.p[i] < '0' || typed.p[i] > '9' || n == GTIN_DIGITS)
			return &WHY_GTIN_LENGTH;
		p[n++] = typed.p[i];
	}
	if (!is_length(n))
		return &WHY_GTIN_LENGTH;
	if (!check_holds((struct str){ p, n }))
		return &WHY_GTIN_CHECK;
	if (out != NULL)
		*out = (struct str){ p, n };
	return NULL;
}

struct str
gtin_14(struct arena *mem, struct str digits)
{
	return digits.n == 0 ? digits : str_printf(mem, "%.*s%.*s",
	    (int)(GTIN_DIGITS - digits.n), "00000000000000", STR_ARG(digits));
}

struct str
gtin_short(struct str fourteen)
{
	size_t zeros = 0;

	while (zeros < fourteen.n && fourteen.p[zeros] == '0')
		zeros++;
	if (fourteen.n != GTIN_DIGITS || zeros == 0)
		return fourteen;
	return str_from(fourteen, zeros >= 6 ? 6 : zeros >= 2 ? 2 : 1);
}

/* check: see check.h. */
#include "core/check.h"

const struct reason WHY_PHONE = { RC_INVALID, "phone" };
const struct reason WHY_EMAIL = { RC_INVALID, "email" };
const struct reason WHY_DATE = { RC_INVALID, "date" };
const struct reason WHY_NUMBER = { RC_INVALID, "number" };

#define PHONE_MAX 16

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Digits of `s` into `to`; what `skip` names is passed over. -1 when there is
 * anything else, or more than `most`. */
static int
take_digits(struct str s, const char *skip, char *to, int most)
{
	int n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (str_find(str_c(skip), s.p[i]) < str_c(skip).n)
			continue;
		if (!is_digit(s.p[i]) || n == most)
			return -1;
		to[n++] = s.p[i];
	}
	return n;
}

const struct reason *
check_phone(struct arena *mem, struct str s, struct str *out)
{
	char d[PHONE_MAX], *p = d;
	struct str rest = str_trim(s);
	bool abroad = str_starts(rest, S("+84"));
	int n = take_digits(abroad ? str_from(rest, 3) : rest, " .-()", d,
	    PHONE_MAX);

	if (!abroad && n >= 11 && d[0] == '8' && d[1] == '4') {
		p += 2; /* 84 912 345 678: the plus was left out */
		n -= 2;
	} else if (n > 0 && d[0] == '0') {
		p++; /* also +84 (0)912 345 678 */
		n--;
	} else if (!abroad) {
		return &WHY_PHONE;
	}
	/* behind the 0: nine digits of a mobile, ten of a landline (2…) */
	if (n < 9 || n > 10 || p[0] == '0' || (n == 10 && p[0] != '2'))
		return &WHY_PHONE;
	if (out != NULL)
		*out = str_printf(mem, "0%.*s", n, p);
	return NULL;
}

const struct reason *
check_email(struct str s)
{
	size_t at = str_find(s, '@');
	struct str host = str_from(s, at + 1), label;
	int labels = 0;

	if (s.n > 254 || at == 0 || at > 64 || at == s.n || host.n == 0 ||
	    host.p[host.n - 1] == '.')
		return &WHY_EMAIL;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c == 0x7f || c == '"' || c == '<' || c == '>' ||
		    c == ',' || c == ';')
			return &WHY_EMAIL;
	}
	while (str_cut(&host, '.', &label)) {
		if (label.n == 0 || label.n > 63 ||
		    str_find(label, '@') < label.n)
			return &WHY_EMAIL;
		labels++;
	}
	return labels >= 2 ? NULL : &WHY_EMAIL;
}

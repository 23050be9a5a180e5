/* check: see check.h. */
#include "core/check.h"

const struct reason WHY_PHONE = { RC_INVALID, "phone" };
const struct reason WHY_EMAIL = { RC_INVALID, "email" };
const struct reason WHY_TAX_NUMBER = { RC_INVALID, "tax_number" };
const struct reason WHY_REG_NUMBER = { RC_INVALID, "reg_number" };
const struct reason WHY_GTIN = { RC_INVALID, "gtin" };
const struct reason WHY_DATE = { RC_INVALID, "date" };
const struct reason WHY_NUMBER = { RC_INVALID, "number" };

#define PHONE_MAX 16

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
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

/* The tenth digit is 10 less the weighted sum of the nine before it, modulo
 * 11 (Circular 105/2020/TT-BTC, appendix). */
static bool
tax_digits_ok(const char *d)
{
	static const int weight[] = { 31, 29, 23, 19, 17, 13, 7, 5, 3 };
	int sum = 0;

	for (int i = 0; i < 9; i++)
		sum += weight[i] * (d[i] - '0');
	return 10 - sum % 11 == d[9] - '0';
}

const struct reason *
check_tax_number(struct str s)
{
	char d[13];
	int n = take_digits(str_trim(s), " -", d, 13);

	if (n == 12)
		return NULL;
	if (n != 10 && n != 13)
		return &WHY_TAX_NUMBER;
	return tax_digits_ok(d) ? NULL : &WHY_TAX_NUMBER;
}

const struct reason *
check_reg_number(struct str s)
{
	bool digit = false;

	if (s.n < 5 || s.n > 30)
		return &WHY_REG_NUMBER;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		digit = digit || is_digit(s.p[i]);
		/* Đ in numbers as "41Đ8001234" is two bytes above 0x7f */
		if (!is_digit(s.p[i]) && !is_letter(s.p[i]) && c < 0x80 &&
		    c != '.' && c != '-' && c != '/' && c != ' ')
			return &WHY_REG_NUMBER;
	}
	return digit ? NULL : &WHY_REG_NUMBER;
}

const struct reason *
check_gtin(struct str s)
{
	char d[14];
	int n = take_digits(str_trim(s), " ", d, 14), sum = 0;

	if (n != 8 && n != 12 && n != 13 && n != 14)
		return &WHY_GTIN;
	/* from the right, without the check digit: threes and ones in turn */
	for (int i = n - 2; i >= 0; i--)
		sum += (d[i] - '0') * ((n - 2 - i) % 2 == 0 ? 3 : 1);
	return (10 - sum % 10) % 10 == d[n - 1] - '0' ? NULL : &WHY_GTIN;
}

/* certificate: see certificate.h. */
#include "core/certificate.h"

#define SIGNS 29
#define CODE_SIGNS 8 /* two of the province, five, one to check */

static const char ALPHABET[SIGNS + 1] = "ABCDEFGHJKMNPQRSTWXYZ23456789";

struct day
certificate_until(const struct pack *p, struct day issued)
{
	/* the period begins on the day after (Civil Code 2015 Đ147.1), so its
	 * last day has the number of the day of issue */
	return day_add_months(issued, p->validity_months);
}

struct certificate_window
certificate_window(const struct pack *p, struct day valid_until)
{
	if (valid_until.n == 0 || p->window_first_days == 0)
		return (struct certificate_window){ { 0 }, { 0 } };
	return (struct certificate_window){
		day_add(valid_until, -p->window_first_days),
		day_add(valid_until, -p->window_last_days) };
}

struct day
certificate_end(const struct certificate_facts *c)
{
	return c->extended.n > c->valid_until.n ? c->extended : c->valid_until;
}

enum certificate_status
certificate_status(const struct certificate_facts *c, const struct pack *p,
    struct day today)
{
	struct day until = c->valid_until, first;

	if (c->revoked.n != 0 && c->revoked.n <= today.n)
		return CERT_REVOKED;
	if (c->replaced)
		return c->renewed ? CERT_RENEWED : CERT_REPLACED;
	if (until.n == 0)
		return CERT_UNKNOWN;
	if (today.n > certificate_end(c).n)
		return CERT_LAPSED;
	if (today.n > until.n)
		return CERT_EXTENDED;
	first = certificate_window(p, until).first;
	return first.n != 0 && today.n >= first.n ? CERT_DUE : CERT_VALID;
}

const char *
certificate_status_name(enum certificate_status s)
{
	switch (s) {
	case CERT_VALID: return "valid";
	case CERT_DUE: return "due";
	case CERT_LAPSED: return "lapsed";
	case CERT_REVOKED: return "revoked";
	case CERT_REPLACED: return "replaced";
	case CERT_EXTENDED: return "extended";
	case CERT_RENEWED: return "renewed";
	case CERT_UNKNOWN:
	case CERT_STATUS__COUNT: break;
	}
	return "unknown";
}

bool
certificate_stands(enum certificate_status s)
{
	return s == CERT_VALID || s == CERT_DUE || s == CERT_EXTENDED;
}

/* ---- code ----------------------------------------------------------------- */

/* Value of a sign in its place: a digit in the province, else its place in the
 * alphabet; -1 for a sign that cannot stand there. */
static int
sign_value(char c, size_t place)
{
	if (place < 2)
		return c >= '0' && c <= '9' ? c - '0' : -1;
	for (int i = 0; i < SIGNS; i++)
		if (ALPHABET[i] == c)
			return i;
	return -1;
}

/* The weighted sum; weights 8 … 1 differ between neighbours and none is a
 * multiple of 29, so a whole code gives 0 only when it is right. */
static int
code_sum(const char *signs, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (int)(CODE_SIGNS - i) * sign_value(signs[i], i);
	return sum % SIGNS;
}

struct str
certificate_code(struct arena *mem, struct str province, int64_t number)
{
	/* a step without a factor in common with 29 reaches every number once */
	int64_t v = (number * 7368787 + 9812341) % CERTIFICATE_NUMBERS;
	char s[CODE_SIGNS];

	REQUIRE(number >= 0 && number < CERTIFICATE_NUMBERS);
	REQUIRE(province.n == 2 && sign_value(province.p[0], 0) >= 0 &&
	    sign_value(province.p[1], 1) >= 0);
	s[0] = province.p[0];
	s[1] = province.p[1];
	for (size_t i = 6; i >= 2; i--, v /= SIGNS)
		s[i] = ALPHABET[v % SIGNS];
	s[7] = ALPHABET[(SIGNS - code_sum(s, 7)) % SIGNS];
	return str_printf(mem, "%.2s-%.5s-%c", s, s + 2, s[7]);
}

bool
certificate_code_read(struct arena *mem, struct str typed, struct str *out)
{
	char s[CODE_SIGNS];
	size_t n = 0, at;

	/* an address: what stands behind the last /c/ */
	for (at = 0; at + 3 <= typed.n; at++)
		if (str_starts(str_from(typed, at), S("/c/"))) {
			typed = str_from(typed, at + 3);
			break;
		}
	for (size_t i = 0; i < typed.n; i++) {
		char c = typed.p[i];

		if (c == ' ' || c == '-')
			continue;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (n == CODE_SIGNS || sign_value(c, n) < 0)
			return false;
		s[n++] = c;
	}
	if (n != CODE_SIGNS || code_sum(s, CODE_SIGNS) != 0)
		return false;
	*out = str_printf(mem, "%.2s-%.5s-%c", s, s + 2, s[7]);
	return true;
}

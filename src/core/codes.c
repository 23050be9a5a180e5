/* codes: see codes.h. */
#include "core/codes.h"

#include <inttypes.h>

#include "base/buf.h"

#define CODE_MAX_BYTES 200

static bool
put_place(struct buf *b, struct str name, const struct code_values *v)
{
	if (str_eq(name, S("province")))
		buf_put(b, v->province);
	else if (str_eq(name, S("district")))
		buf_put(b, v->district);
	else if (str_eq(name, S("commune")))
		buf_put(b, v->commune);
	else if (str_eq(name, S("sequence")) || str_eq(name, S("number")))
		buf_int(b, v->number);
	else if (str_eq(name, S("year")))
		buf_int(b, v->year);
	else
		return false;
	return true;
}

/* Since 1 July 2025 there is no district: a pattern of before has no place for
 * it any more. */
static struct str
without_district(struct arena *mem, struct str pattern,
    const struct code_values *v)
{
	const struct str place = S("{district}-");
	size_t at = 0;

	while (at < pattern.n && !str_starts(str_from(pattern, at), place))
		at++;
	if (v->district.n > 0 || at == pattern.n)
		return pattern;
	return str_printf(mem, "%.*s%.*s", STR_ARG(str_head(pattern, at)),
	    STR_ARG(str_from(pattern, at + place.n)));
}

struct str
code_fill(struct arena *mem, struct str pattern, const struct code_values *v)
{
	struct buf b = buf_new(mem, CODE_MAX_BYTES);

	pattern = without_district(mem, pattern, v);
	while (pattern.n > 0) {
		size_t open = str_find(pattern, '{');
		size_t close = str_find(pattern, '}');

		buf_put(&b, str_head(pattern, open));
		if (open == pattern.n)
			break;
		if (close < open || close == pattern.n || !put_place(&b,
		    str_head(str_from(pattern, open + 1), close - open - 1), v)) {
			buf_char(&b, '{');
			pattern = str_from(pattern, open + 1);
			continue;
		}
		pattern = str_from(pattern, close + 1);
	}
	return buf_str(&b);
}

struct str
product_code(struct arena *mem, const struct pack *p,
    const struct code_values *v)
{
	return code_fill(mem, p->product_code, v);
}

struct str
slip_number(struct arena *mem, const struct pack *p,
    const struct code_values *v)
{
	/* decisions before 2026 print none; an office still numbers what it takes */
	return code_fill(mem, p->slip_number.n > 0 ? p->slip_number
	    : S("{number}/{year}"), v);
}

struct str
document_number(struct arena *mem, int64_t number, struct str kind,
    struct str office)
{
	return str_printf(mem, "%" PRId64 "/%.*s-%.*s", number, STR_ARG(kind),
	    STR_ARG(office));
}

static bool
all_digits(struct str s, size_t n)
{
	int64_t v;

	return s.n == n && s.p[0] != '-' && str_int(s, &v);
}

bool
product_code_read(struct str code, struct product_code_parts *out)
{
	struct str part[5];
	size_t n = 0;
	int64_t year;

	*out = (struct product_code_parts){ .district = S("") };
	if (str_ends(code, S("-")))
		return false;
	while (n < 5 && str_cut(&code, '-', &part[n]))
		n++;
	if (code.n > 0 || n < 4 || !all_digits(part[0], 2))
		return false;
	if (n == 5) {
		if (!all_digits(part[1], 3))
			return false;
		out->district = part[1];
	}
	if (!all_digits(part[n - 3], 5) || !all_digits(part[n - 1], 4) ||
	    !str_int(part[n - 2], &out->sequence) || out->sequence < 1 ||
	    !str_int(part[n - 1], &year) || year < 2018)
		return false;
	out->province = part[0];
	out->commune = part[n - 3];
	out->year = (int)year;
	return true;
}

/*
 * parse: the small parsers of HTTP, as functions over bytes.
 *
 * Each takes a view and says yes or no; none of them knows a socket, so
 * test/fuzz drives exactly what the server runs. What they refuse is refused
 * for good: nothing is repaired, because two programs that repair the same
 * bytes differently are how requests get smuggled.
 */
#include "http/http.h"

#include <string.h>

#include "base/text.h"

/* Ours sets three; the host may have others. */
#define COOKIES_MAX 64

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The one decoder. What is left undecoded would be decoded a second time
 * somewhere else; so each escape is read once, here. Refuses broken escapes, zero
 * bytes, text that is not UTF-8. plus: '+' is a blank (forms, queries). */
static bool
url_decode(struct arena *mem, struct str s, bool plus, struct str *out)
{
	char *p = arena_alloc(mem, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '%') {
			int hi = i + 1 < s.n ? hex_value(s.p[i + 1]) : -1;
			int lo = i + 2 < s.n ? hex_value(s.p[i + 2]) : -1;

			if (hi < 0 || lo < 0)
				return false;
			c = (char)(hi * 16 + lo);
			i += 2;
		} else if (plus && c == '+') {
			c = ' ';
		}
		if (c == '\0')
			return false;
		p[n++] = c;
	}
	*out = (struct str){ p, n };
	return text_valid(*out);
}

/* RFC 3986 2.3: letters, digits, - . _ ~ stand for themselves; a bit for each
 * sign of ASCII. */
static bool
is_unreserved(unsigned char c)
{
	static const uint32_t bits[4] = { 0, 0x03ff6000, 0x87fffffe, 0x47fffffe };

	return c < 0x80 && (bits[c / 32] >> c % 32 & 1);
}

void
url_encode(struct buf *out, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		char sign[3];

		if (is_unreserved(c))
			continue;
		sign[0] = '%';
		sign[1] = hex[c >> 4];
		sign[2] = hex[c & 15];
		buf_put(out, (struct str){ s.p + from, i - from });
		buf_put(out, (struct str){ sign, 3 });
		from = i + 1;
	}
	buf_put(out, str_from(s, from));
}

/* An encoded slash would make the path that is matched differ from the path
 * that was sent; a proxy in front may have decided on the other one. */
static bool
has_encoded_slash(struct str raw)
{
	for (size_t i = 0; i + 2 < raw.n; i++)
		if (raw.p[i] == '%' && ((raw.p[i + 1] == '2' &&
		    (raw.p[i + 2] | 32) == 'f') || (raw.p[i + 1] == '5' &&
		    (raw.p[i + 2] | 32) == 'c')))
			return true;
	return false;
}

bool
path_read(struct arena *mem, struct str raw, struct str *out)
{
	struct str path;

	if (raw.n == 0 || raw.p[0] != '/' || has_encoded_slash(raw) ||
	    !url_decode(mem, raw, false, &path))
		return false;
	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if (c < 0x20 || c == 0x7f || c == '\\')
			return false;
	}
	if (str_has(path, S("..")) || str_has(path, S("//")) ||
	    str_has(path, S("/./")) || str_ends(path, S("/.")))
		return false;
	*out = path;
	return true;
}

static size_t
count_pieces(struct str s, char sep)
{
	size_t n = s.n > 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == sep;
	return n;
}

bool
pairs_read(struct arena *mem, struct str s, size_t max, struct pairs_in *out)
{
	size_t pieces = count_pieces(s, '&'), n = 0;
	struct pair_in *v;
	struct str part, rest = s;

	*out = (struct pairs_in){ NULL, 0 };
	if (pieces > max)
		return false;
	v = ARENA_ARRAY(mem, pieces + 1, struct pair_in);
	while (str_cut(&rest, '&', &part)) {
		size_t eq = str_find(part, '=');
		struct str name = str_head(part, eq);
		struct str value = eq < part.n ? str_from(part, eq + 1) : S("");

		if (part.n == 0)
			continue;
		if (!url_decode(mem, name, true, &v[n].name) ||
		    !url_decode(mem, value, true, &v[n].value) ||
		    v[n].name.n == 0)
			return false;
		n++;
	}
	*out = (struct pairs_in){ v, n };
	return true;
}

static bool
cookie_is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= 0x20 || s.p[i] >= 0x7f || s.p[i] == ',' ||
		    s.p[i] == ';' || s.p[i] == '\\')
			return false;
	return true;
}

/* Other programs on the same host set cookies too: one that is odd is left
 * out, it does not stop the visitor. */
bool
cookies_read(struct arena *mem, struct str s, struct pairs_in *out)
{
	size_t pieces = count_pieces(s, ';'), n = 0;
	struct pair_in *v;
	struct str part, rest = s;

	*out = (struct pairs_in){ NULL, 0 };
	if (pieces > COOKIES_MAX)
		return false;
	v = ARENA_ARRAY(mem, pieces + 1, struct pair_in);
	while (str_cut(&rest, ';', &part)) {
		struct str one = str_trim(part);
		size_t eq = str_find(one, '=');

		if (eq == 0 || eq >= one.n || !cookie_is_plain(one))
			continue;
		v[n].name = str_head(one, eq);
		v[n++].value = str_from(one, eq + 1);
	}
	*out = (struct pairs_in){ v, n };
	return true;
}

/* "q=0.8" in thousandths; 1000 without one; 0 for what is not a number. */
static int
quality_of(struct str params)
{
	struct str part, rest = params;

	while (str_cut(&rest, ';', &part)) {
		struct str p = str_trim(part);
		int q, unit = 100;

		if (p.n < 3 || (p.p[0] | 32) != 'q' || p.p[1] != '=')
			continue;
		if (p.p[2] != '0' && p.p[2] != '1')
			return 0;
		q = (p.p[2] - '0') * 1000;
		for (size_t i = 4; i < p.n && i < 7; i++, unit /= 10) {
			if (p.p[3] != '.' || p.p[i] < '0' || p.p[i] > '9')
				return 0;
			q += (p.p[i] - '0') * unit;
		}
		return q > 1000 ? 1000 : q;
	}
	return 1000;
}

static bool
is_language(struct str tag, const char *two)
{
	return tag.n >= 2 && (tag.p[0] | 32) == two[0] &&
	    (tag.p[1] | 32) == two[1] && (tag.n == 2 || tag.p[2] == '-');
}

bool
prefers_english(struct str accept_language)
{
	struct str part, rest = str_head(accept_language, 200);
	int vi = 0, en = 0;

	while (str_cut(&rest, ',', &part)) {
		size_t semi = str_find(part, ';');
		struct str tag = str_trim(str_head(part, semi));
		int q = semi < part.n ? quality_of(str_from(part, semi + 1)) : 1000;

		if (is_language(tag, "vi") && q > vi)
			vi = q;
		else if (is_language(tag, "en") && q > en)
			en = q;
	}
	return en > vi;
}

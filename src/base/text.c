/* text: see text.h. What GLib allocates is given back in the same function. */
#include "base/text.h"

#include <glib.h>
#include <pthread.h>
#include <string.h>

#include "base/buf.h"
#include "base/fault.h"

#define SLUG_MAX_BYTES 80

/* The combining marks that Vietnamese letters are made of. */
enum mark {
	MARK_GRAVE = 0x300, MARK_ACUTE = 0x301, MARK_CIRCUMFLEX = 0x302,
	MARK_TILDE = 0x303, MARK_BREVE = 0x306, MARK_HOOK = 0x309,
	MARK_HORN = 0x31b, MARK_DOT = 0x323
};

bool
text_valid(struct str s)
{
	return s.n == 0 || g_utf8_validate(s.p, (gssize)s.n, NULL);
}

/* Normalised text to be freed with g_free(). What is not UTF-8 (a caller
 * forgot to ask) becomes U+FFFD instead of stopping us. */
static char *
normalised(struct str s, GNormalizeMode mode)
{
	char *valid, *out = NULL;

	if (text_valid(s))
		out = g_utf8_normalize(s.n == 0 ? "" : s.p, (gssize)s.n, mode);
	if (out == NULL) {
		valid = g_utf8_make_valid(s.n == 0 ? "" : s.p, (gssize)s.n);
		out = g_utf8_normalize(valid, -1, mode);
		g_free(valid);
	}
	REQUIRE(out != NULL);
	return out;
}

static void
put_unichar(struct buf *b, gunichar c)
{
	char utf8[6];
	int n = g_unichar_to_utf8(c, utf8);

	buf_put(b, (struct str){ utf8, (size_t)n });
}

/* Controls and invisible format signs (zero width, reversed writing): nobody
 * types them on purpose, and two names that look the same must be the same. */
static bool
is_dropped(gunichar c)
{
	GUnicodeType t = g_unichar_type(c);

	return t == G_UNICODE_CONTROL || t == G_UNICODE_FORMAT;
}

static bool
is_break(gunichar c)
{
	return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

/* Without what is dropped, white space as `lines` wants it; not yet NFC. */
static struct str
cleaned(struct arena *mem, const char *from, bool lines)
{
	struct buf b = buf_new(mem, strlen(from) + 1);
	bool blank = false;

	for (const char *p = from; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (lines && is_break(c)) {
			if (c != '\r' || p[1] != '\n')
				buf_char(&b, '\n');
		} else if (lines && (c == '\t' || g_unichar_isspace(c))) {
			buf_char(&b, ' ');
		} else if (c == '\t' || is_break(c) || g_unichar_isspace(c)) {
			blank = true;
		} else if (!is_dropped(c)) {
			if (blank)
				buf_char(&b, ' ');
			blank = false;
			put_unichar(&b, c);
		}
	}
	return str_trim(buf_str(&b));
}

/* Whether cleaning would change nothing but a blank at the end: signs of ASCII
 * that one sees, and one blank at a time. So are most values of most forms. */
static bool
is_clean(struct str s)
{
	char before = ' ';

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < ' ' || s.p[i] > '~' ||
		    (s.p[i] == ' ' && before == ' '))
			return false;
		before = s.p[i];
	}
	return true;
}

/* Composing comes last: a control character that is dropped may have stood
 * between a letter and its mark. */
struct str
text_clean(struct arena *mem, struct str s, bool lines)
{
	char *valid, *nfc;
	struct str out;

	if (is_clean(s))
		return s.n == 0 ? S("") : str_copy(mem, str_trim(s));
	valid = g_utf8_make_valid(s.n == 0 ? "" : s.p, (gssize)s.n);
	nfc = normalised(cleaned(mem, valid, lines), G_NORMALIZE_DEFAULT_COMPOSE);
	out = str_copy(mem, str_c(nfc));
	g_free(nfc);
	g_free(valid);
	return out;
}

struct str
text_nfc(struct arena *mem, struct str s)
{
	char *z = normalised(s, G_NORMALIZE_NFC);
	struct str out = str_copy(mem, str_c(z));

	g_free(z);
	return out;
}

size_t
text_length(struct str s)
{
	size_t n = 0;

	/* every byte that does not continue another begins a code point */
	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

struct str
text_cut(struct str s, size_t n)
{
	for (size_t i = 0; i < s.n; i++) {
		if (((unsigned char)s.p[i] & 0xc0) == 0x80)
			continue;
		if (n == 0)
			return str_head(s, i);
		n--;
	}
	return s;
}

/* Words of letters and digits with one blank between. `mode` decides whether
 * marks are still there; a mark that stands alone is dropped either way. */
static struct str
words_of(struct arena *mem, struct str s, GNormalizeMode mode, bool plain)
{
	char *text = normalised(s, mode);
	struct buf b = buf_new(mem, strlen(text) * 2 + 1);
	bool blank = false;

	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_unichar_tolower(g_utf8_get_char(p));

		if (g_unichar_ismark(c) || is_dropped(c))
			continue;
		if (!g_unichar_isalnum(c)) {
			blank = true;
			continue;
		}
		if (blank && b.n > 0)
			buf_char(&b, ' ');
		blank = false;
		put_unichar(&b, plain && c == 0x111 ? 'd' : c);
	}
	g_free(text);
	return buf_str(&b);
}

/* Folding is done for every row of every list and every name that is stored.
 * Our texts are composed, and nearly all their letters are in this table: what
 * each becomes, as words_of() itself says it; 0 for what it must be asked. */
#define LATIN_END 0x1f00
static char plain_letters[LATIN_END];
static pthread_once_t plain_once = PTHREAD_ONCE_INIT;

static void
plain_letters_fill(void)
{
	struct arena mem;

	for (char c = ' '; c < 0x7f; c++)
		plain_letters[(int)c] = g_ascii_isalnum(c) ? g_ascii_tolower(c) : ' ';
	arena_init(&mem, MIB);
	for (gunichar c = 0xc0; c < LATIN_END; c = c == 0x24f ? 0x1e00 : c + 1) {
		char utf8[6];
		size_t n = (size_t)g_unichar_to_utf8(c, utf8);
		struct str plain = words_of(&mem, (struct str){ utf8, n },
		    G_NORMALIZE_ALL, true);

		if (plain.n == 1)
			plain_letters[c] = plain.p[0];
	}
	arena_release(&mem);
}

/* The letter at s.p[*i] without case and mark; ' ' for what parts words, 0 for
 * what the table does not know. Steps over it. */
static char
plain_at(struct str s, size_t *i)
{
	unsigned char c = (unsigned char)s.p[(*i)++], d, e;

	if (c < 0x80)
		return plain_letters[c];
	d = *i < s.n ? (unsigned char)s.p[*i] : 0;
	e = *i + 1 < s.n ? (unsigned char)s.p[*i + 1] : 0;
	if (c >= 0xc3 && c <= 0xdf && (d & 0xc0) == 0x80) {
		*i += 1;
		return plain_letters[(c & 0x1f) << 6 | (d & 0x3f)];
	}
	if (c == 0xe1 && d >= 0x80 && d < 0xbc && (e & 0xc0) == 0x80) {
		*i += 2;
		return plain_letters[0x1000 | (d & 0x3f) << 6 | (e & 0x3f)];
	}
	return 0;
}

struct str
text_fold(struct arena *mem, struct str s)
{
	char *out = arena_alloc(mem, s.n + 1);
	size_t n = 0;
	bool blank = false;

	(void)pthread_once(&plain_once, plain_letters_fill);
	for (size_t i = 0; i < s.n;) {
		char c = plain_at(s, &i);

		if (c == 0)
			return words_of(mem, s, G_NORMALIZE_ALL, true);
		if (c != ' ' && blank && n > 0)
			out[n++] = ' ';
		blank = c == ' ';
		if (c != ' ')
			out[n++] = c;
	}
	return (struct str){ out, n };
}

struct str
text_lower(struct arena *mem, struct str s)
{
	return words_of(mem, s, G_NORMALIZE_DEFAULT_COMPOSE, false);
}

struct str
text_upper(struct arena *mem, struct str s)
{
	struct buf b = buf_new(mem, s.n * 3 + 1);
	char *text = normalised(s, G_NORMALIZE_DEFAULT_COMPOSE);

	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
		put_unichar(&b, g_unichar_toupper(g_utf8_get_char(p)));
	g_free(text);
	return buf_str(&b);
}

/* Whole words only: what has no Latin letter is left out, and what would pass
 * the maximum. */
static struct str
slug_of_words(struct arena *mem, struct str words)
{
	struct buf b = buf_new(mem, SLUG_MAX_BYTES);
	struct str word;

	while (str_cut(&words, ' ', &word)) {
		bool ascii = true;

		for (size_t i = 0; i < word.n; i++)
			ascii = ascii && (unsigned char)word.p[i] < 0x80;
		if (!ascii)
			continue;
		if (b.n + word.n + (b.n > 0) > SLUG_MAX_BYTES)
			break;
		if (b.n > 0)
			buf_char(&b, '-');
		buf_put(&b, word);
	}
	return buf_str(&b);
}

/* Every row of every list has a slug: the same, letter by letter, as long as
 * the table knows them. */
struct str
text_slug(struct arena *mem, struct str s)
{
	char *out = arena_bytes(mem, SLUG_MAX_BYTES + 3);
	size_t n = 0, whole = 0; /* whole: up to the last word that is complete */
	bool blank = false;

	(void)pthread_once(&plain_once, plain_letters_fill);
	for (size_t i = 0; i < s.n && n <= SLUG_MAX_BYTES;) {
		char c = plain_at(s, &i);

		if (c == 0)
			return slug_of_words(mem, text_fold(mem, s));
		if (c == ' ') {
			whole = n;
			blank = n > 0;
			continue;
		}
		if (blank)
			out[n++] = '-';
		blank = false;
		out[n++] = c;
	}
	if (n > SLUG_MAX_BYTES)
		n = whole;
	out[n] = '\0';
	return (struct str){ out, n };
}

/* ---- dictionary order -----------------------------------------------------
 * A key is a row of syllables: the letters (0x30…), then the tone (1…6),
 * which is lower than any letter. So "ba" < "ba ba" < "bà" < "ban", as the
 * dictionaries have it. A number is its length and its digits: Phường 2
 * comes before Phường 10. */

static int
tone_of(gunichar mark)
{
	switch (mark) {
	case MARK_GRAVE: return 2;
	case MARK_HOOK: return 3;
	case MARK_TILDE: return 4;
	case MARK_ACUTE: return 5;
	case MARK_DOT: return 6;
	default: return 0;
	}
}

/* Three places for each letter of the Latin alphabet: a ă â, d đ, o ô ơ … */
static char
letter_key(gunichar base, gunichar mark)
{
	int extra = 0;

	if (base == 0x111) {
		base = 'd';
		extra = 1;
	} else if (mark == MARK_BREVE) {
		extra = 1;
	} else if (mark == MARK_CIRCUMFLEX) {
		extra = base == 'a' ? 2 : 1;
	} else if (mark == MARK_HORN) {
		extra = base == 'o' ? 2 : 1;
	}
	return (char)(0x30 + (int)(base - 'a') * 3 + extra);
}

static const char *
put_number(struct buf *b, const char *p)
{
	const char *first;
	size_t n = 0;

	while (p[0] == '0' && p[1] >= '0' && p[1] <= '9')
		p++;
	for (first = p; *p >= '0' && *p <= '9'; p++)
		n++;
	buf_char(b, (char)(0x10 + (n < 15 ? n : 15)));
	buf_put(b, (struct str){ first, n });
	return p;
}

struct str
text_sort_key(struct arena *mem, struct str s)
{
	char *nfd = normalised(s, G_NORMALIZE_ALL);
	struct buf b = buf_new(mem, strlen(nfd) * 3 + 8);
	bool inside = false;
	int tone = 1;

	for (const char *p = nfd; *p != '\0';) {
		gunichar c = g_unichar_tolower(g_utf8_get_char(p)), mark = 0;

		if (!g_unichar_isalnum(c)) {
			if (inside && !g_unichar_ismark(c)) {
				buf_char(&b, (char)tone);
				inside = false;
				tone = 1;
			}
			p = g_utf8_next_char(p);
			continue;
		}
		inside = true;
		if (c >= '0' && c <= '9') {
			p = put_number(&b, p);
			continue;
		}
		for (p = g_utf8_next_char(p);
		     g_unichar_ismark(g_utf8_get_char(p));
		     p = g_utf8_next_char(p)) {
			gunichar m = g_utf8_get_char(p);

			if (tone_of(m) > 0)
				tone = tone_of(m);
			else
				mark = m;
		}
		if ((c >= 'a' && c <= 'z') || c == 0x111) {
			buf_char(&b, letter_key(c, mark));
		} else { /* not of our alphabet: behind it */
			buf_char(&b, 0x7f);
			put_unichar(&b, c);
		}
	}
	if (inside)
		buf_char(&b, (char)tone);
	g_free(nfd);
	return buf_str(&b);
}

struct str
text_number(struct arena *mem, int64_t v)
{
	struct str digits = str_printf(mem, "%lld", (long long)v);
	struct buf b = buf_new(mem, 2 * digits.n);

	for (size_t i = 0; i < digits.n; i++) {
		if (i > 0 && (digits.n - i) % 3 == 0 && digits.p[i - 1] != '-')
			buf_char(&b, '.');
		buf_char(&b, digits.p[i]);
	}
	return buf_str(&b);
}

/* code: see code.h. Both alphabets are one loop over bits. */
#include "base/code.h"

#include <stdint.h>

static const char letters64[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char letters32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* `width` bits a letter; the rest of the last one is 0. */
static size_t
bits_put(char *to, struct str bytes, const char *letters, int width)
{
	uint32_t held = 0;
	int bits = 0;
	size_t n = 0;

	for (size_t i = 0; i < bytes.n; i++) {
		held = held << 8 | (uint8_t)bytes.p[i];
		for (bits += 8; bits >= width; bits -= width)
			to[n++] = letters[held >> (bits - width) & ((1u << width) - 1)];
	}
	if (bits > 0)
		to[n++] = letters[held << (width - bits) & ((1u << width) - 1)];
	return n;
}

/* The value of a letter, or -1: by ranges, because a log has millions. */
static int
letter_value(char c, int width)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (width == 5)
		return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* False when a letter is none, or bits are left over that are not 0. */
static bool
bits_read(char *to, struct str text, int width)
{
	uint32_t held = 0;
	int bits = 0;
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		const int value = letter_value(text.p[i], width);

		if (value < 0)
			return false;
		held = held << width | (uint32_t)value;
		bits += width;
		if (bits >= 8) {
			bits -= 8;
			to[n++] = (char)(uint8_t)(held >> bits);
		}
	}
	return bits < width && (held & ((1u << bits) - 1)) == 0;
}

struct str
base64_text(struct arena *mem, struct str bytes)
{
	char *to = arena_bytes(mem, bytes.n / 3 * 4 + 5);
	size_t n = bits_put(to, bytes, letters64, 6);

	while (n % 4 != 0)
		to[n++] = '=';
	to[n] = 0;
	return (struct str){ to, n };
}

bool
base64_read(struct arena *mem, struct str text, struct str *out)
{
	size_t pad = 0;
	char *to;

	if (text.n % 4 != 0)
		return false;
	while (pad < 2 && pad < text.n && text.p[text.n - 1 - pad] == '=')
		pad++;
	text.n -= pad;
	to = arena_bytes(mem, text.n / 4 * 3 + 4);
	if (!bits_read(to, text, 6))
		return false;
	*out = (struct str){ to, text.n * 6 / 8 };
	return true;
}

struct str
base32_text(struct arena *mem, struct str bytes)
{
	char *to = arena_bytes(mem, bytes.n / 5 * 8 + 9);
	size_t n = bits_put(to, bytes, letters32, 5);

	to[n] = 0;
	return (struct str){ to, n };
}

bool
base32_read(struct arena *mem, struct str text, struct str *out)
{
	char *to = arena_bytes(mem, text.n / 8 * 5 + 6);

	if (!bits_read(to, text, 5))
		return false;
	*out = (struct str){ to, text.n * 5 / 8 };
	return true;
}

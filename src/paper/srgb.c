/*
 * srgb: the profile of sRGB in the least bytes (ICC.1:2010, "v4"): nine tags,
 * the three colours and the white adapted to D50, one curve for all three.
 * Numbers are s15Fixed16, as the standard and IEC 61966-2-1 give them.
 */
#include "base/buf.h"
#include "paper/pdfa.h"

#define HEADER 128
#define N_TAGS 9
#define FIXED(x) ((uint32_t)(int32_t)((x) * 65536.0 + ((x) < 0 ? -0.5 : 0.5)))

static void
put32(struct buf *b, uint32_t v)
{
	const char bytes[4] = { (char)(v >> 24), (char)(v >> 16), (char)(v >> 8), (char)v };

	buf_put(b, (struct str){ bytes, 4 });
}

static void
put_zeros(struct buf *b, size_t n)
{
	while (n-- > 0)
		buf_char(b, '\0');
}

/* 'mluc' with one text in English. */
static void
put_text(struct buf *b, const char *text)
{
	struct str s = str_c(text);

	buf_lit(b, "mluc");
	put32(b, 0);
	put32(b, 1);
	put32(b, 12);
	buf_lit(b, "enUS");
	put32(b, (uint32_t)s.n * 2);
	put32(b, 28);
	for (size_t i = 0; i < s.n; i++) {
		buf_char(b, '\0');
		buf_char(b, s.p[i]);
	}
}

static void
put_numbers(struct buf *b, const char *type, const uint32_t *v, size_t n)
{
	buf_put(b, (struct str){ type, 4 });
	put32(b, 0);
	for (size_t i = 0; i < n; i++)
		put32(b, v[i]);
}

static const uint32_t white[] = { FIXED(0.9642), FIXED(1.0), FIXED(0.8249) };
static const uint32_t red[] = { FIXED(0.436065674), FIXED(0.222488403), FIXED(0.013916016) };
static const uint32_t green[] = { FIXED(0.385147095), FIXED(0.716873169), FIXED(0.097076416) };
static const uint32_t blue[] = { FIXED(0.143066406), FIXED(0.060607910), FIXED(0.714096069) };
/* From the white of sRGB (D65) to D50, after Bradford. */
static const uint32_t adapt[] = { FIXED(1.047882080), FIXED(0.022918701), FIXED(-0.050201416),
	FIXED(0.029586792), FIXED(0.990478516), FIXED(-0.017059326), FIXED(-0.009231567),
	FIXED(0.015075684), FIXED(0.751678467) };
/* y = ((x + 0.055) / 1.055) ^ 2.4, and x / 12.92 below 0.04045. */
static const uint32_t curve[] = { 3u << 16, FIXED(2.4), FIXED(1 / 1.055), FIXED(0.055 / 1.055),
	FIXED(1 / 12.92), FIXED(0.04045) };

struct str
srgb_profile(struct arena *mem)
{
	static const char *const names[N_TAGS] = { "desc", "cprt", "wtpt", "chad", "rXYZ", "gXYZ",
		"bXYZ", "rTRC", "gTRC" };
	struct buf b = buf_new(mem, 4 * KIB), tags = buf_new(mem, 4 * KIB);
	uint32_t at[N_TAGS + 1];
	uint32_t from = HEADER + 4 + 12 * (N_TAGS + 1);

#define TAG(i, put) do { at[i] = from + (uint32_t)tags.n; put; } while (0)
	TAG(0, put_text(&tags, "sRGB"));
	TAG(1, put_text(&tags, "CC0"));
	TAG(2, put_numbers(&tags, "XYZ ", white, 3));
	TAG(3, put_numbers(&tags, "sf32", adapt, 9));
	TAG(4, put_numbers(&tags, "XYZ ", red, 3));
	TAG(5, put_numbers(&tags, "XYZ ", green, 3));
	TAG(6, put_numbers(&tags, "XYZ ", blue, 3));
	TAG(7, put_numbers(&tags, "para", curve, 6));
	at[8] = at[7]; /* one curve for all three */
	at[N_TAGS] = from + (uint32_t)tags.n;
#undef TAG
	put32(&b, at[N_TAGS]);
	put32(&b, 0);
	put32(&b, 0x04200000);
	buf_lit(&b, "mntrRGB XYZ ");
	put_zeros(&b, 12);       /* no time of making */
	buf_lit(&b, "acsp");
	put_zeros(&b, 28);
	for (size_t i = 0; i < 3; i++)
		put32(&b, white[i]); /* the light it is seen by */
	put_zeros(&b, HEADER - b.n);
	put32(&b, N_TAGS + 1);
	for (size_t i = 0; i < N_TAGS; i++) {
		uint32_t end = i < 7 ? at[i + 1] : at[N_TAGS];

		buf_put(&b, str_c(names[i]));
		put32(&b, at[i]);
		put32(&b, end - at[i]);
	}
	buf_lit(&b, "bTRC");
	put32(&b, at[7]);
	put32(&b, at[N_TAGS] - at[7]);
	buf_put(&b, buf_str(&tags));
	return buf_str(&b);
}

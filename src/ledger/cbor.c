/*
 * cbor: see cbor.h. The first byte of an item holds its major type in three
 * bits and, in five, a number below 24 or how many bytes of number follow.
 */
#include "ledger/cbor.h"

#include "base/text.h"

enum major { UINT, NINT, BYTES, TEXT, LIST, MAP, TAG };

static void
put_head(struct buf *b, enum major type, uint64_t v)
{
	const int bytes = v < 24 ? 0 : v <= UINT8_MAX ? 1 : v <= UINT16_MAX ? 2 :
	    v <= UINT32_MAX ? 4 : 8;
	const uint64_t low = bytes == 0 ? v : bytes == 1 ? 24 : bytes == 2 ? 25 :
	    bytes == 4 ? 26 : 27;

	buf_char(b, (char)((unsigned)type << 5 | (unsigned)low));
	for (int i = bytes - 1; i >= 0; i--)
		buf_char(b, (char)(v >> (8 * i) & 0xff));
}

void
cbor_put_int(struct buf *b, int64_t v)
{
	if (v >= 0)
		put_head(b, UINT, (uint64_t)v);
	else
		put_head(b, NINT, (uint64_t)-(v + 1));
}

void
cbor_put_bytes(struct buf *b, struct str bytes)
{
	put_head(b, BYTES, bytes.n);
	buf_put(b, bytes);
}

void
cbor_put_text(struct buf *b, struct str text)
{
	put_head(b, TEXT, text.n);
	buf_put(b, text);
}

void
cbor_put_list(struct buf *b, size_t n)
{
	put_head(b, LIST, n);
}

void
cbor_put_map(struct buf *b, size_t n)
{
	put_head(b, MAP, n);
}

void
cbor_put_tag(struct buf *b, uint64_t tag)
{
	put_head(b, TAG, tag);
}

/* ---- reading ------------------------------------------------------------------ */

struct cbor_in
cbor_in(struct str bytes)
{
	return (struct cbor_in){ .rest = bytes };
}

static struct str
take(struct cbor_in *in, uint64_t n)
{
	struct str got = { NULL, 0 };

	if (in->bad || n > in->rest.n) {
		in->bad = true;
		return got;
	}
	got = str_head(in->rest, (size_t)n);
	in->rest = str_from(in->rest, (size_t)n);
	return got;
}

/* The number of a head of that type; what could have been said shorter, and
 * indefinite lengths, are refused. */
static uint64_t
head(struct cbor_in *in, enum major type)
{
	static const uint64_t least[] = { 24, UINT8_MAX + 1, UINT16_MAX + 1,
		(uint64_t)UINT32_MAX + 1 };
	struct str first = take(in, 1), more;
	const unsigned byte = in->bad ? 0 : (unsigned char)first.p[0];
	const unsigned low = byte & 31;
	uint64_t v = 0;

	if (in->bad || byte >> 5 != (unsigned)type || low > 27) {
		in->bad = true;
		return 0;
	}
	if (low < 24)
		return low;
	more = take(in, (uint64_t)1 << (low - 24));
	for (size_t i = 0; i < more.n; i++)
		v = v << 8 | (unsigned char)more.p[i];
	if (v < least[low - 24])
		in->bad = true;
	return in->bad ? 0 : v;
}

int64_t
cbor_int(struct cbor_in *in)
{
	const bool negative = in->rest.n > 0 &&
	    (unsigned char)in->rest.p[0] >> 5 == NINT;
	const uint64_t v = head(in, negative ? NINT : UINT);

	if (v > INT64_MAX)
		in->bad = true;
	if (in->bad)
		return 0;
	return negative ? -1 - (int64_t)v : (int64_t)v;
}

struct str
cbor_bytes(struct cbor_in *in)
{
	return take(in, head(in, BYTES));
}

struct str
cbor_text(struct cbor_in *in)
{
	struct str s = take(in, head(in, TEXT));

	if (!text_valid(s))
		in->bad = true;
	return in->bad ? S("") : s;
}

static size_t
enter(struct cbor_in *in, enum major type)
{
	const uint64_t n = head(in, type);

	/* an item takes a byte at least: no count can make us wait */
	if (++in->depth > CBOR_DEPTH || n > in->rest.n)
		in->bad = true;
	return in->bad ? 0 : (size_t)n;
}

size_t
cbor_list(struct cbor_in *in)
{
	return enter(in, LIST);
}

size_t
cbor_map(struct cbor_in *in)
{
	return enter(in, MAP);
}

void
cbor_leave(struct cbor_in *in)
{
	in->depth--;
}

uint64_t
cbor_tag(struct cbor_in *in)
{
	return head(in, TAG);
}

bool
cbor_end(const struct cbor_in *in)
{
	return !in->bad && in->rest.n == 0 && in->depth == 0;
}

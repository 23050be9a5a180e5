/* claims: see claims.h. */
#include "ledger/claims.h"

#include "base/code.h"
#include "ledger/cbor.h"

enum { ISSUER = 1, NUMBER = 2, ENDS = 4, MADE = 6, OURS = -70000 };
enum { PRODUCT = 1, PRODUCER = 2, PLACE = 3, STAR = 4, ENTRY = 5, GTIN = 6 };

/* At most so many bytes, never half a letter. */
static struct str
shortened(struct arena *mem, struct str s, size_t max)
{
	size_t n = max - (sizeof("…") - 1);

	if (s.n <= max)
		return s;
	while (n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return str_printf(mem, "%.*s…", STR_ARG(str_trim(str_head(s, n))));
}

static void
put_text(struct buf *b, int key, struct str text)
{
	cbor_put_int(b, key);
	cbor_put_text(b, text);
}

static void
put_int(struct buf *b, int key, int64_t v)
{
	cbor_put_int(b, key);
	cbor_put_int(b, v);
}

struct str
claims_sign(const struct claims *c, const struct es256_key *k, struct arena *mem)
{
	struct buf b = buf_new(mem, COSE_MAX);
	const size_t facts = (size_t)4 + (c->entry >= 0) + (c->gtin.n > 0);

	cbor_put_map(&b, 5);
	put_text(&b, ISSUER, c->issuer);
	put_text(&b, NUMBER, c->number);
	put_int(&b, ENDS, c->ends.ms / 1000);
	put_int(&b, MADE, c->made.ms / 1000);
	cbor_put_int(&b, OURS);
	cbor_put_map(&b, facts);
	put_text(&b, PRODUCT, shortened(mem, c->product, CLAIMS_PRODUCT_MAX));
	put_text(&b, PRODUCER, shortened(mem, c->producer, CLAIMS_PRODUCER_MAX));
	put_text(&b, PLACE, c->place);
	put_int(&b, STAR, c->star);
	if (c->entry >= 0)
		put_int(&b, ENTRY, c->entry);
	if (c->gtin.n > 0)
		put_text(&b, GTIN, c->gtin);
	REQUIRE(buf_ok(&b));
	return base32_text(mem, cose_sign(k, buf_str(&b), mem));
}

/* ---- reading ------------------------------------------------------------------ */

/* The value behind the key that must come now. */
static struct str
text_at(struct cbor_in *in, int key)
{
	if (cbor_int(in) != key)
		in->bad = true;
	return cbor_text(in);
}

static int64_t
int_at(struct cbor_in *in, int key)
{
	if (cbor_int(in) != key)
		in->bad = true;
	return cbor_int(in);
}

/* Whole seconds of a time that a calendar of ours can hold. */
static struct moment
moment_at(struct cbor_in *in, int key)
{
	const int64_t s = int_at(in, key);

	if (s < 0 || s > INT32_MAX * (int64_t)4)
		in->bad = true;
	return (struct moment){ in->bad ? 0 : s * 1000 };
}

static void
facts_read(struct cbor_in *in, struct claims *out)
{
	size_t n = cbor_map(in);
	int64_t key = 0;

	out->product = text_at(in, PRODUCT);
	out->producer = text_at(in, PRODUCER);
	out->place = text_at(in, PLACE);
	out->star = (int)int_at(in, STAR);
	out->entry = -1;
	for (size_t i = 4; i < n && !in->bad; i++) {
		const int64_t next = cbor_int(in);

		if (next <= key || (next != ENTRY && next != GTIN))
			in->bad = true;
		else if (next == ENTRY)
			out->entry = cbor_int(in);
		else
			out->gtin = cbor_text(in);
		key = next;
	}
	if (n < 4 || n > 6 || out->star < 1 || out->star > 5 || out->entry < -1)
		in->bad = true;
	cbor_leave(in);
}

bool
claims_read(struct str letters, struct arena *mem, struct claims *out,
    struct cose *signed_by)
{
	struct str bytes;
	struct cbor_in in;

	*out = (struct claims){ .entry = -1 };
	if (letters.n > COSE_MAX * 8 / 5 || !base32_read(mem, letters, &bytes) ||
	    !cose_read(bytes, signed_by))
		return false;
	in = cbor_in(signed_by->payload);
	if (cbor_map(&in) != 5)
		return false;
	out->issuer = text_at(&in, ISSUER);
	out->number = text_at(&in, NUMBER);
	out->ends = moment_at(&in, ENDS);
	out->made = moment_at(&in, MADE);
	if (cbor_int(&in) != OURS)
		return false;
	facts_read(&in, out);
	cbor_leave(&in);
	return cbor_end(&in) && out->issuer.n > 0 && out->number.n > 0;
}

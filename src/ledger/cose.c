/* cose: see cose.h. */
#include "ledger/cose.h"

#include "base/buf.h"
#include "ledger/cbor.h"

enum { TAG_SIGN1 = 18, HEADER_ALG = 1, HEADER_KID = 4, ALG_ES256 = -7 };

static struct str
protected_make(struct arena *mem, struct str kid)
{
	struct buf b = buf_new(mem, 64);

	cbor_put_map(&b, 2);
	cbor_put_int(&b, HEADER_ALG);
	cbor_put_int(&b, ALG_ES256);
	cbor_put_int(&b, HEADER_KID);
	cbor_put_bytes(&b, kid);
	return buf_str(&b);
}

/* What is signed (RFC 9052, 4.4): the headers and the payload, with a word in
 * front so that no signature of another kind can pass for this one. */
static struct str
to_be_signed(struct arena *mem, struct str headers, struct str payload)
{
	struct buf b = buf_new(mem, COSE_MAX + 128);

	cbor_put_list(&b, 4);
	cbor_put_text(&b, S("Signature1"));
	cbor_put_bytes(&b, headers);
	cbor_put_bytes(&b, S(""));
	cbor_put_bytes(&b, payload);
	REQUIRE(buf_ok(&b));
	return buf_str(&b);
}

struct str
cose_sign(const struct es256_key *k, struct str payload, struct arena *mem)
{
	struct str headers = protected_make(mem, es256_kid(mem, es256_spki(k)));
	struct str signature = es256_sign(k, to_be_signed(mem, headers, payload), mem);
	struct buf b = buf_new(mem, COSE_MAX);

	cbor_put_tag(&b, TAG_SIGN1);
	cbor_put_list(&b, 4);
	cbor_put_bytes(&b, headers);
	cbor_put_map(&b, 0);
	cbor_put_bytes(&b, payload);
	cbor_put_bytes(&b, signature);
	REQUIRE(buf_ok(&b));
	return buf_str(&b);
}

static bool
protected_read(struct str headers, struct str *kid)
{
	struct cbor_in in = cbor_in(headers);
	bool well = cbor_map(&in) == 2 && cbor_int(&in) == HEADER_ALG &&
	    cbor_int(&in) == ALG_ES256 && cbor_int(&in) == HEADER_KID;

	*kid = cbor_bytes(&in);
	cbor_leave(&in);
	return well && kid->n == ES256_KID && cbor_end(&in);
}

bool
cose_read(struct str bytes, struct cose *out)
{
	struct cbor_in in = cbor_in(bytes);
	struct str headers;
	bool well = bytes.n <= COSE_MAX && cbor_tag(&in) == TAG_SIGN1 &&
	    cbor_list(&in) == 4;

	headers = cbor_bytes(&in);
	well = well && cbor_map(&in) == 0;
	cbor_leave(&in);
	out->payload = cbor_bytes(&in);
	out->signature = cbor_bytes(&in);
	cbor_leave(&in);
	return well && cbor_end(&in) && protected_read(headers, &out->kid) &&
	    out->signature.n == ES256_SIGNATURE;
}

bool
cose_verify(const struct cose *c, struct str spki)
{
	struct arena mem;
	bool well;

	arena_init(&mem, 64 * KIB);
	well = str_eq(es256_kid(&mem, spki), c->kid) && es256_verify(spki,
	    to_be_signed(&mem, protected_make(&mem, c->kid), c->payload),
	    c->signature);
	arena_release(&mem);
	return well;
}

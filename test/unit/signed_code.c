/*
 * Signed codes: CBOR as RFC 8949 prints it, COSE_Sign1 and its claims there and
 * back, and that nobody writes the same thing in two ways or another thing
 * under the same signature.
 */
#include "unit.h"

#include "base/code.h"
#include "base/fault.h"
#include "ledger/cbor.h"
#include "ledger/claims.h"

static struct str
bytes_of(const char *hex)
{
	struct buf b = buf_new(unit_mem(), 4096);
	unsigned v;

	for (; *hex != '\0'; hex += 2) {
		CHECK_INT(sscanf(hex, "%2x", &v), 1);
		buf_char(&b, (char)v);
	}
	return buf_str(&b);
}

/* RFC 8949, appendix A. */
static void
cbor_writes_as_printed(void)
{
	static const struct { int64_t v; const char *hex; } rows[] = {
		{ 0, "00" }, { 23, "17" }, { 24, "1818" }, { 100, "1864" },
		{ 1000, "1903e8" }, { 1000000, "1a000f4240" },
		{ 1000000000000, "1b000000e8d4a51000" }, { -1, "20" },
		{ -10, "29" }, { -100, "3863" }, { -1000, "3903e7" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf b = buf_new(unit_mem(), 64);
		struct cbor_in in = cbor_in(bytes_of(rows[i].hex));

		unit_row("%s", rows[i].hex);
		cbor_put_int(&b, rows[i].v);
		CHECK_STR(buf_str(&b), bytes_of(rows[i].hex));
		CHECK_INT(cbor_int(&in), rows[i].v);
		CHECK(cbor_end(&in));
	}
}

static void
cbor_is_read_strictly(void)
{
	static const char *const bad[] = {
		"", "1817", "190018", "1a0000ffff", "1b00000000ffffffff", /* not the shortest */
		"1b8000000000000000", "3bffffffffffffffff",               /* beyond 63 bits */
		"1c", "1f", "ff", "f4", "f90000", "18", "19ff",           /* no such, cut */
		"0000",                                                   /* something behind */
	};
	struct cbor_in in;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		unit_row("%s", bad[i]);
		in = cbor_in(bytes_of(bad[i]));
		(void)cbor_int(&in);
		CHECK(!cbor_end(&in));
	}
	unit_row("%s", "text");
	in = cbor_in(bytes_of("62c328")); /* no UTF-8 */
	CHECK_INT(cbor_text(&in).n, 0);
	CHECK(!cbor_end(&in));
	in = cbor_in(bytes_of("5f42010243030405ff")); /* indefinite */
	(void)cbor_bytes(&in);
	CHECK(!cbor_end(&in));
	in = cbor_in(bytes_of("818181818100"));
	for (int i = 0; i < 5; i++)
		(void)cbor_list(&in);
	CHECK(in.bad);
	in = cbor_in(bytes_of("bb7fffffffffffffff"));
	CHECK_INT(cbor_map(&in), 0);
	CHECK(in.bad);
}

static const struct es256_key *
key(void)
{
	const struct es256_key *k = es256_make(unit_mem());

	REQUIRE(k != NULL);
	return k;
}

static struct claims
sample(void)
{
	return (struct claims){ .issuer = S("79"), .number = S("79-K4W7T-Q"),
		.ends = moment_of(day_make(2029, 11, 21), 0, 0),
		.made = moment_of(day_make(2026, 11, 20), 9, 30),
		.product = S("Mật ong hoa cà phê Mẫu 3"), .producer = S("Hợp tác xã Mẫu 3"),
		.place = S("25831"), .star = 4, .entry = 1234 };
}

static void
claims_there_and_back(void)
{
	const struct es256_key *k = key(), *other = key();
	struct claims c = sample(), got;
	struct str letters = claims_sign(&c, k, unit_mem());
	struct cose by;

	CHECK(claims_read(letters, unit_mem(), &got, &by));
	CHECK_STR(got.issuer, c.issuer);
	CHECK_STR(got.number, c.number);
	CHECK_STR(got.product, c.product);
	CHECK_STR(got.producer, c.producer);
	CHECK_STR(got.place, c.place);
	CHECK_INT(got.ends.ms, c.ends.ms);
	CHECK_INT(got.made.ms, c.made.ms);
	CHECK_INT(got.star, 4);
	CHECK_INT(got.entry, 1234);
	CHECK_INT(got.gtin.n, 0);
	CHECK(cose_verify(&by, es256_spki(k)));
	CHECK(!cose_verify(&by, es256_spki(other)));
	c.entry = -1;
	c.gtin = S("08930000000000");
	CHECK(claims_read(claims_sign(&c, k, unit_mem()), unit_mem(), &got, &by));
	CHECK_INT(got.entry, -1);
	CHECK_STR(got.gtin, c.gtin);
}

/* Every bit of the code: what can still be read is not signed. */
static void
no_bit_may_change(void)
{
	const struct es256_key *k = key();
	struct claims c = sample(), got;
	struct str bytes, letters = claims_sign(&c, k, unit_mem());
	char *copy;

	CHECK(base32_read(unit_mem(), letters, &bytes));
	copy = arena_alloc(unit_mem(), bytes.n);
	for (size_t bit = 0; bit < bytes.n * 8; bit++) {
		struct arena mem;
		struct cose by;

		memcpy(copy, bytes.p, bytes.n);
		copy[bit / 8] = (char)(copy[bit / 8] ^ 1 << bit % 8);
		arena_init(&mem, MIB);
		unit_row("bit %zu", bit);
		CHECK(!claims_read(base32_text(&mem, (struct str){ copy, bytes.n }),
		    &mem, &got, &by) || !cose_verify(&by, es256_spki(k)));
		arena_release(&mem);
	}
	for (size_t n = 0; n < letters.n; n++) {
		struct cose by;

		unit_row("cut at %zu", n);
		CHECK(!claims_read(str_head(letters, n), unit_mem(), &got, &by));
	}
}

static void
long_names_are_cut_at_a_letter(void)
{
	const struct es256_key *k = key();
	struct claims c = sample(), got;
	struct buf b = buf_new(unit_mem(), 4096);
	struct str letters;
	struct cose by;

	for (int i = 0; i < 300; i++)
		buf_lit(&b, "ộ");
	c.product = c.producer = buf_str(&b);
	letters = claims_sign(&c, k, unit_mem());
	CHECK(claims_read(letters, unit_mem(), &got, &by));
	CHECK(got.product.n <= CLAIMS_PRODUCT_MAX && str_ends(got.product, S("ộ…")));
	CHECK(got.producer.n <= CLAIMS_PRODUCER_MAX && str_ends(got.producer, S("ộ…")));
	/* 40 letters of address: version 17 at level M, 0.4 mm a module in 35 mm */
	CHECK(letters.n + 40 <= 734);
}

static void
keys_go_through_their_file(void)
{
	const struct es256_key *k = key();
	const struct es256_key *again = es256_open(unit_mem(), es256_pem(k, unit_mem()));

	CHECK(again != NULL && str_eq(es256_spki(k), es256_spki(again)));
	CHECK(es256_open(unit_mem(), S("")) == NULL);
	CHECK(es256_open(unit_mem(), S("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")) == NULL);
	/* a key of another kind: Ed25519 */
	CHECK(es256_open(unit_mem(), S("-----BEGIN PRIVATE KEY-----\n"
	    "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
	    "-----END PRIVATE KEY-----\n")) == NULL);
}

static void
one_signature_has_one_spelling(void)
{
	const struct es256_key *k = key();
	struct str raw, der, long_form;

	for (int i = 0; i < 300; i++) { /* some r and s begin with zeros */
		raw = es256_sign(k, S("x"), unit_mem());
		der = es256_to_der(unit_mem(), raw);
		CHECK_STR(es256_from_der(unit_mem(), der), raw);
	}
	CHECK(es256_verify(es256_spki(k), S("x"), raw));
	CHECK(!es256_verify(es256_spki(k), S("y"), raw));
	CHECK(!es256_verify(S("no key"), S("x"), raw));
	CHECK(!es256_verify(es256_spki(k), S("x"), str_head(raw, 63)));
	long_form = str_printf(unit_mem(), "%.*s%c", STR_ARG(der), 0);
	CHECK_INT(es256_from_der(unit_mem(), (struct str){ long_form.p, der.n + 1 }).n, 0);
	CHECK_INT(es256_from_der(unit_mem(), str_head(der, der.n - 1)).n, 0);
	CHECK_INT(es256_from_der(unit_mem(), S("")).n, 0);
}

static const struct unit_test tests[] = {
	{ "CBOR is written as its standard prints it", cbor_writes_as_printed },
	{ "CBOR is read strictly", cbor_is_read_strictly },
	{ "claims go there and back", claims_there_and_back },
	{ "no bit of a code may change, no letter may be missing", no_bit_may_change },
	{ "long names are cut at a letter and the code stays small", long_names_are_cut_at_a_letter },
	{ "a key goes through its file, other files are none", keys_go_through_their_file },
	{ "one signature has one spelling", one_signature_has_one_spelling },
};
UNIT_MAIN(tests)

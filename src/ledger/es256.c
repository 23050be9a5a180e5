/* es256: see es256.h. */
#include "ledger/es256.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#include "base/fault.h"
#include "base/hash.h"

#define HALF (ES256_SIGNATURE / 2)
#define SPKI_MAX 91 /* an uncompressed point on P-256 */

struct es256_key {
	EVP_PKEY *pair;
	char spki[SPKI_MAX];
	size_t n;
};

static void
pair_free(void *pair)
{
	EVP_PKEY_free(pair);
}

static bool
on_p256(EVP_PKEY *key)
{
	char name[32] = "";

	return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC &&
	    EVP_PKEY_get_group_name(key, name, sizeof(name), NULL) == 1 &&
	    strcmp(name, "prime256v1") == 0;
}

/* Takes the pair over. */
static const struct es256_key *
key_of(struct arena *mem, EVP_PKEY *pair)
{
	struct es256_key *k = ARENA_NEW(mem, struct es256_key);
	unsigned char *at = (unsigned char *)k->spki;
	int n;

	if (pair == NULL)
		return NULL;
	arena_defer(mem, pair_free, pair);
	k->pair = pair;
	n = on_p256(pair) ? i2d_PUBKEY(pair, NULL) : 0;
	if (n != SPKI_MAX || i2d_PUBKEY(pair, &at) != n)
		return NULL;
	k->n = (size_t)n;
	return k;
}

const struct es256_key *
es256_make(struct arena *mem)
{
	return key_of(mem, EVP_EC_gen("P-256"));
}

const struct es256_key *
es256_open(struct arena *mem, struct str pem)
{
	BIO *in = BIO_new_mem_buf(pem.n == 0 ? "" : pem.p, (int)pem.n);
	EVP_PKEY *pair = NULL;

	REQUIRE(in != NULL);
	/* a password that is asked for would be read from the terminal */
	pair = PEM_read_bio_PrivateKey(in, NULL, NULL, (void *)(uintptr_t)"");
	(void)BIO_free(in);
	return key_of(mem, pair);
}

struct str
es256_pem(const struct es256_key *k, struct arena *mem)
{
	BIO *out = BIO_new(BIO_s_mem());
	struct str pem;
	char *p;
	long n;

	REQUIRE(out != NULL);
	REQUIRE(PEM_write_bio_PKCS8PrivateKey(out, k->pair, NULL, NULL, 0, NULL,
	    NULL) == 1);
	n = BIO_get_mem_data(out, &p);
	pem = str_copy(mem, (struct str){ p, (size_t)n });
	(void)BIO_free(out);
	return pem;
}

struct str
es256_spki(const struct es256_key *k)
{
	return (struct str){ k->spki, k->n };
}

struct str
es256_kid(struct arena *mem, struct str spki)
{
	struct hash h = hash_of(spki);

	return str_copy(mem, (struct str){ (const char *)h.b, ES256_KID });
}

/* ---- signing and checking ----------------------------------------------------- */

struct str
es256_sign(const struct es256_key *k, struct str bytes, struct arena *mem)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	unsigned char der[80];
	size_t n = sizeof(der);
	struct str raw;

	REQUIRE(md != NULL);
	REQUIRE(EVP_DigestSignInit(md, NULL, EVP_sha256(), NULL, k->pair) == 1);
	REQUIRE(EVP_DigestSign(md, der, &n, (const unsigned char *)bytes.p,
	    bytes.n) == 1);
	EVP_MD_CTX_free(md);
	raw = es256_from_der(mem, (struct str){ (const char *)der, n });
	REQUIRE(raw.n == ES256_SIGNATURE);
	return raw;
}

static EVP_PKEY *
public_read(struct str spki)
{
	const unsigned char *at = (const unsigned char *)spki.p;
	EVP_PKEY *key;

	if (spki.n == 0 || spki.n > 512)
		return NULL;
	key = d2i_PUBKEY(NULL, &at, (long)spki.n);
	if (key != NULL && (!on_p256(key) ||
	    at != (const unsigned char *)spki.p + spki.n)) {
		EVP_PKEY_free(key);
		key = NULL;
	}
	return key;
}

bool
es256_verify(struct str spki, struct str bytes, struct str signature)
{
	EVP_PKEY *key = signature.n == ES256_SIGNATURE ? public_read(spki) : NULL;
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	struct arena mem;
	struct str der;
	bool well = false;

	REQUIRE(md != NULL);
	arena_init(&mem, 16 * KIB);
	if (key != NULL) {
		der = es256_to_der(&mem, signature);
		well = EVP_DigestVerifyInit(md, NULL, EVP_sha256(), NULL, key) == 1 &&
		    EVP_DigestVerify(md, (const unsigned char *)der.p, der.n,
		    (const unsigned char *)bytes.p, bytes.n) == 1;
	}
	arena_release(&mem);
	EVP_MD_CTX_free(md);
	EVP_PKEY_free(key);
	return well;
}

/* ---- two spellings of a signature --------------------------------------------- */

struct str
es256_to_der(struct arena *mem, struct str signature)
{
	const unsigned char *raw = (const unsigned char *)signature.p;
	ECDSA_SIG *sig = ECDSA_SIG_new();
	BIGNUM *r, *s;
	unsigned char der[80], *to = der;
	int n;

	REQUIRE(signature.n == ES256_SIGNATURE && sig != NULL);
	r = BN_bin2bn(raw, HALF, NULL);
	s = BN_bin2bn(raw + HALF, HALF, NULL);
	REQUIRE(r != NULL && s != NULL && ECDSA_SIG_set0(sig, r, s) == 1);
	n = i2d_ECDSA_SIG(sig, NULL);
	REQUIRE(n > 0 && (size_t)n <= sizeof(der));
	n = i2d_ECDSA_SIG(sig, &to);
	ECDSA_SIG_free(sig);
	return str_copy(mem, (struct str){ (const char *)der, (size_t)n });
}

struct str
es256_from_der(struct arena *mem, struct str der)
{
	const unsigned char *at = (const unsigned char *)der.p;
	ECDSA_SIG *sig = der.n > 0 && der.n <= 80 ?
	    d2i_ECDSA_SIG(NULL, &at, (long)der.n) : NULL;
	unsigned char raw[ES256_SIGNATURE];
	struct str out = S("");

	if (sig == NULL)
		return out;
	if (!BN_is_negative(ECDSA_SIG_get0_r(sig)) &&
	    !BN_is_negative(ECDSA_SIG_get0_s(sig)) &&
	    BN_bn2binpad(ECDSA_SIG_get0_r(sig), raw, HALF) == HALF &&
	    BN_bn2binpad(ECDSA_SIG_get0_s(sig), raw + HALF, HALF) == HALF)
		out = str_copy(mem, (struct str){ (const char *)raw, sizeof(raw) });
	ECDSA_SIG_free(sig);
	/* one signature, one spelling */
	if (out.n > 0 && !str_eq(es256_to_der(mem, out), der))
		out = S("");
	return out;
}

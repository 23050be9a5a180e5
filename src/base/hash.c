/* hash: see hash.h. */
#include "base/hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/core_names.h>
#include <openssl/params.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

/* OpenSSL looks an algorithm up by its name each time it is asked by name,
 * which takes five times as long as a small hash. So it is asked once. */
static EVP_MD *sha256;
static EVP_MAC_CTX *hmac_sha256; /* without a key: copied for each use */
static pthread_once_t fetched_once = PTHREAD_ONCE_INIT;

static void
fetch(void)
{
	char name[] = "SHA256";
	const OSSL_PARAM params[] = {
	    OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
	    OSSL_PARAM_construct_end() };
	EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);

	sha256 = EVP_MD_fetch(NULL, name, NULL);
	hmac_sha256 = EVP_MAC_CTX_new(mac);
	REQUIRE(sha256 != NULL && hmac_sha256 != NULL);
	REQUIRE(EVP_MAC_CTX_set_params(hmac_sha256, params) == 1);
	EVP_MAC_free(mac);
}

static const EVP_MD *
sha(void)
{
	(void)pthread_once(&fetched_once, fetch);
	return sha256;
}

struct hasher {
	EVP_MD_CTX *sha;
};

struct hasher *
hasher_new(void)
{
	struct hasher *h = malloc(sizeof(*h));

	REQUIRE(h != NULL);
	h->sha = EVP_MD_CTX_new();
	REQUIRE(h->sha != NULL);
	REQUIRE(EVP_DigestInit_ex(h->sha, sha(), NULL) == 1);
	return h;
}

void
hasher_put(struct hasher *h, const void *p, size_t n)
{
	if (n > 0)
		REQUIRE(EVP_DigestUpdate(h->sha, p, n) == 1);
}

struct hash
hasher_end(struct hasher *h)
{
	struct hash out;
	unsigned n = 0;

	REQUIRE(EVP_DigestFinal_ex(h->sha, out.b, &n) == 1);
	REQUIRE(n == sizeof(out.b));
	EVP_MD_CTX_free(h->sha);
	free(h);
	return out;
}

struct hash
hash_of(struct str bytes)
{
	struct hash out;
	unsigned n = 0;

	REQUIRE(EVP_Digest(bytes.n == 0 ? "" : bytes.p, bytes.n, out.b, &n,
	    sha(), NULL) == 1);
	REQUIRE(n == sizeof(out.b));
	return out;
}

struct hash
hash_keyed(struct str key, struct str bytes)
{
	const unsigned char none[1] = { 0 };
	EVP_MAC_CTX *mac;
	struct hash out;
	size_t n = 0;

	(void)sha();
	mac = EVP_MAC_CTX_dup(hmac_sha256);
	REQUIRE(mac != NULL && EVP_MAC_init(mac, key.n == 0 ? none :
	    (const unsigned char *)key.p, key.n, NULL) == 1);
	REQUIRE(EVP_MAC_update(mac, bytes.n == 0 ? none :
	    (const unsigned char *)bytes.p, bytes.n) == 1);
	REQUIRE(EVP_MAC_final(mac, out.b, &n, sizeof(out.b)) == 1);
	REQUIRE(n == sizeof(out.b));
	EVP_MAC_CTX_free(mac);
	return out;
}

bool
hash_same(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || CRYPTO_memcmp(a.p, b.p, a.n) == 0);
}

static struct str
hex_of(struct arena *mem, const uint8_t *b, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	char *p = arena_alloc(mem, 2 * n + 1);

	for (size_t i = 0; i < n; i++) {
		p[2 * i] = digits[b[i] >> 4];
		p[2 * i + 1] = digits[b[i] & 15];
	}
	return (struct str){ p, 2 * n };
}

struct str
hash_hex(struct arena *mem, struct hash h)
{
	return hex_of(mem, h.b, sizeof(h.b));
}

/* Lower case only: one hash has one name. */
static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
hash_read(struct str hex, struct hash *out)
{
	if (hex.n != 2 * sizeof(out->b))
		return false;
	for (size_t i = 0; i < sizeof(out->b); i++) {
		int high = hex_digit(hex.p[2 * i]);
		int low = hex_digit(hex.p[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out->b[i] = (uint8_t)(high * 16 + low);
	}
	return true;
}

struct str
random_hex(struct arena *mem, struct chance *c, size_t n)
{
	uint8_t *b = arena_alloc(mem, n);

	c->fill(c, b, n);
	return hex_of(mem, b, n);
}

/*
 * A list of revoked certificates (DIR/crl): any bytes, and any list signed as if by
 * the authority that is asked about. Nothing but a list that names the signer says
 * that he is revoked, and a list that does not is no reason to say so.
 */
#include "fuzz.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include "base/fault.h"
#include "blob/signed_inside.h"

#define SERIAL 4660 /* of the signer */
#define NOW_MS 1795158000000

static EVP_PKEY *key;
static STACK_OF(X509) *chain;

static X509 *
certificate(const char *name, const char *by, long serial)
{
	X509 *c = X509_new();
	X509_NAME *subject = X509_get_subject_name(c), *issuer = X509_NAME_new();

	REQUIRE(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, (const unsigned char *)name, -1, -1, 0) == 1);
	REQUIRE(X509_NAME_add_entry_by_txt(issuer, "CN", MBSTRING_UTF8, (const unsigned char *)by, -1, -1, 0) == 1);
	REQUIRE(X509_set_issuer_name(c, issuer) == 1 && X509_set_version(c, 2) == 1);
	REQUIRE(ASN1_INTEGER_set(X509_get_serialNumber(c), serial) == 1);
	ASN1_TIME_set(X509_getm_notBefore(c), NOW_MS / 1000 - 1000);
	ASN1_TIME_set(X509_getm_notAfter(c), NOW_MS / 1000 + 1000);
	REQUIRE(X509_set_pubkey(c, key) == 1 && X509_sign(c, key, EVP_sha256()) > 0);
	X509_NAME_free(issuer);
	return c;
}

static void
chain_make(void)
{
	if (chain != NULL)
		return;
	key = EVP_EC_gen("P-256");
	chain = sk_X509_new_null();
	REQUIRE(key != NULL && chain != NULL);
	REQUIRE(sk_X509_push(chain, certificate("Mau", "Goc Mau", SERIAL)) == 1);
	REQUIRE(sk_X509_push(chain, certificate("Goc Mau", "Goc Mau", 1)) == 2);
}

/* The same list, as the authority would have signed it; nothing when it is no list. */
static struct str
signed_again(struct arena *mem, struct str bytes, bool *names)
{
	const unsigned char *at = (const unsigned char *)bytes.p;
	X509_CRL *list = d2i_X509_CRL(NULL, &at, (long)bytes.n);
	X509_REVOKED *row = NULL;
	unsigned char *der = NULL;
	struct str out = { NULL, 0 };
	int n;

	if (list == NULL)
		return out;
	if (X509_CRL_set_issuer_name(list, X509_get_subject_name(sk_X509_value(chain, 1))) == 1 &&
	    X509_CRL_sign(list, key, EVP_sha256()) > 0 && (n = i2d_X509_CRL(list, &der)) > 0)
		out = str_copy(mem, (struct str){ (const char *)der, (size_t)n });
	*names = X509_CRL_get0_by_cert(list, &row, sk_X509_value(chain, 0)) == 1;
	OPENSSL_free(der);
	X509_CRL_free(list);
	return out;
}

static struct signature_found
asked(struct arena *mem, struct str list)
{
	const struct signed_trust trust = { .at = { NOW_MS }, .lists = &list, .n_lists = 1 };
	struct fault fault = { 0 };
	const struct checking c = { .trust = &trust, .mem = mem, .fault = &fault };
	struct signature_found to = { 0 };

	revocation_ask(&c, chain, &to);
	return to;
}

void
fuzz_one(struct arena *mem, struct str bytes)
{
	bool names = false;
	struct str again;

	chain_make();
	/* not signed by the authority: it says nothing */
	REQUIRE(asked(mem, bytes).revocation == REVOCATION_NOT_ASKED);
	again = signed_again(mem, bytes, &names);
	if (again.n > 0)
		REQUIRE((asked(mem, again).revocation == REVOCATION_REVOKED) == names);
	ERR_clear_error();
}

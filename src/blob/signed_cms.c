/* signed_cms: one signature before OpenSSL; and the roots. See signed.h. */
#include <limits.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "blob/signed_inside.h"

const struct reason WHY_NOT_PEM = { RC_INVALID, "not_pem" };

#define CMS_MAX (1 * MIB)
#define RSA_BITS_MIN 2048
#define ROOTS_MAX 100

/* ---- certificates -------------------------------------------------------------------- */

static struct str
name_of(struct arena *mem, X509_NAME *name)
{
	int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1), n;
	unsigned char *utf8 = NULL;
	struct str s = S("");

	if (at < 0)
		at = X509_NAME_entry_count(name) - 1;
	if (at < 0)
		return s;
	n = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
	if (n > 0) {
		struct str raw = { (const char *)utf8, (size_t)n };

		s = text_valid(raw) ? text_cut(text_clean(mem, raw, false), 200) : S("");
	}
	OPENSSL_free(utf8);
	return s;
}

static struct str
fingerprint_of(struct arena *mem, X509 *cert)
{
	unsigned char *der = NULL;
	int n = i2d_X509(cert, &der);
	struct str s = n <= 0 ? S("") : hash_hex(mem, hash_of((struct str){ (const char *)der, (size_t)n }));

	OPENSSL_free(der);
	return s;
}

enum rc
trust_open(struct checking *c)
{
	BIO *in = BIO_new_mem_buf(c->trust->pem.n > 0 ? c->trust->pem.p : "", (int)c->trust->pem.n);
	X509_VERIFY_PARAM *param;
	X509 *cert;
	int n = 0;

	c->store = X509_STORE_new();
	REQUIRE(in != NULL && c->store != NULL);
	param = X509_STORE_get0_param(c->store);
	X509_VERIFY_PARAM_set_time(param, (time_t)(c->trust->at.ms / 1000));
	X509_VERIFY_PARAM_set_purpose(param, X509_PURPOSE_ANY);
	while (n < ROOTS_MAX && (cert = PEM_read_bio_X509(in, NULL, NULL, NULL)) != NULL) {
		n++;
		(void)X509_STORE_add_cert(c->store, cert);
		X509_free(cert);
	}
	BIO_free(in);
	ERR_clear_error();
	if (n == 0 && c->trust->pem.n > 0) {
		trust_close(c);
		return FAIL(c, WHY_NOT_PEM, "%s", "");
	}
	return RC_OK;
}

void
trust_close(struct checking *c)
{
	X509_STORE_free(c->store);
	c->store = NULL;
}

/* Whether it leads to a root of ours at the time the file came. */
static void
trust_ask(const struct checking *c, X509 *signer, STACK_OF(X509) *others,
    struct signature_found *to)
{
	X509_STORE_CTX *ctx = X509_STORE_CTX_new();
	int why;

	REQUIRE(ctx != NULL && X509_STORE_CTX_init(ctx, c->store, signer, others) == 1);
	if (X509_verify_cert(ctx) == 1) {
		revocation_ask(c, X509_STORE_CTX_get0_chain(ctx), to);
		to->state = to->revocation == REVOCATION_REVOKED ? SIGNATURE_REVOKED : SIGNATURE_GOOD;
	} else {
		why = X509_STORE_CTX_get_error(ctx);
		to->state = why == X509_V_ERR_CERT_HAS_EXPIRED || why == X509_V_ERR_CERT_NOT_YET_VALID ?
		    SIGNATURE_EXPIRED : SIGNATURE_UNTRUSTED;
		to->detail = str_copy(c->mem, str_c(X509_verify_cert_error_string(why)));
	}
	X509_STORE_CTX_free(ctx);
}

/* ---- the signature --------------------------------------------------------------------- */

static bool
algorithms_are_strong(const struct checking *c, CMS_SignerInfo *si, X509 *signer,
    struct signature_found *to)
{
	X509_ALGOR *digest = NULL;
	EVP_PKEY *key = X509_get0_pubkey(signer);
	char group[40] = "";
	int nid, bits;

	CMS_SignerInfo_get0_algs(si, NULL, NULL, &digest, NULL);
	nid = digest == NULL ? NID_undef : OBJ_obj2nid(digest->algorithm);
	if (key == NULL)
		return false;
	bits = EVP_PKEY_get_bits(key);
	if (EVP_PKEY_get_base_id(key) == EVP_PKEY_EC)
		(void)EVP_PKEY_get_group_name(key, group, sizeof(group), NULL);
	to->algorithm = str_printf(c->mem, "%s, %s %d", OBJ_nid2sn(nid),
	    group[0] != '\0' ? group : OBJ_nid2sn(EVP_PKEY_get_base_id(key)), bits);
	if (nid != NID_sha256 && nid != NID_sha384 && nid != NID_sha512)
		return false;
	if (EVP_PKEY_get_base_id(key) == EVP_PKEY_EC)
		return strcmp(group, "prime256v1") == 0 || strcmp(group, "secp384r1") == 0 ||
		    strcmp(group, "secp521r1") == 0;
	return EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA && bits >= RSA_BITS_MIN;
}

static void
signer_ask(const struct checking *c, CMS_ContentInfo *cms, BIO *data,
    struct signature_found *to)
{
	STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(cms);
	STACK_OF(X509) *others;
	CMS_SignerInfo *si;
	X509 *signer = NULL;
	X509_ATTRIBUTE *when;
	const ASN1_TYPE *value;
	int at;

	if (sk_CMS_SignerInfo_num(infos) != 1)
		return;
	/* The bytes first; whose certificate it is, and who vouches for it, after. */
	if (CMS_verify(cms, NULL, NULL, data, NULL, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) != 1) {
		to->state = SIGNATURE_BROKEN;
		return;
	}
	si = sk_CMS_SignerInfo_value(infos, 0);
	CMS_SignerInfo_get0_algs(si, NULL, &signer, NULL, NULL);
	if (signer == NULL)
		return;
	to->signer = name_of(c->mem, X509_get_subject_name(signer));
	to->issuer = name_of(c->mem, X509_get_issuer_name(signer));
	to->fingerprint = fingerprint_of(c->mem, signer);
	at = CMS_signed_get_attr_by_NID(si, NID_pkcs9_signingTime, -1);
	when = at < 0 ? NULL : CMS_signed_get_attr(si, at);
	value = when == NULL ? NULL : X509_ATTRIBUTE_get0_type(when, 0);
	if (value != NULL && (value->type == V_ASN1_UTCTIME || value->type == V_ASN1_GENERALIZEDTIME))
		to->claimed_at = moment_of_asn1(value->value.asn1_string);
	if (!algorithms_are_strong(c, si, signer, to)) {
		to->state = SIGNATURE_WEAK;
		return;
	}
	others = CMS_get1_certs(cms);
	trust_ask(c, signer, others, to);
	sk_X509_pop_free(others, X509_free);
}

/* The hexadecimal of the gap as bytes; behind the CMS only zeros may stand. */
static unsigned char *
contents(const struct checking *c, const struct byte_range *r, size_t *n)
{
	struct str hex = str_head(str_from(c->pdf, r->a + 1), r->b - r->a - 2);
	unsigned char *to;

	if (hex.n % 2 != 0 || hex.n / 2 > CMS_MAX)
		return NULL;
	to = arena_bytes(c->mem, hex.n / 2 + 1);
	for (size_t i = 0; i < hex.n; i++) {
		unsigned d = (unsigned char)hex.p[i];

		d = d <= '9' ? d - '0' : (d | 0x20) - 'a' + 10;
		to[i / 2] = (unsigned char)(i % 2 == 0 ? d << 4 : to[i / 2] | d);
	}
	*n = hex.n / 2;
	return to;
}

/* The two stretches of bytes as one. They are handed over behind a filter that
 * does nothing: CMS_verify makes itself a copy of a bare memory BIO, and loses
 * the copy when the signature names a digest it does not know, so that a
 * stranger's files would eat the server's memory. To free with BIO_free_all(). */
static BIO *
covered(const struct checking *c, const struct byte_range *r)
{
	char *bytes = arena_bytes(c->mem, r->a + r->c + 1);
	BIO *data, *filter;

	if (r->a + r->c > INT_MAX)
		return NULL;
	memcpy(bytes, c->pdf.p, r->a);
	memcpy(bytes + r->a, c->pdf.p + r->b, r->c);
	data = BIO_new_mem_buf(bytes, (int)(r->a + r->c));
	filter = BIO_new(BIO_f_null());
	REQUIRE(data != NULL && filter != NULL);
	return BIO_push(filter, data);
}

void
signature_ask(const struct checking *c, const struct byte_range *r,
    struct signature_found *to)
{
	size_t n = 0;
	unsigned char *der = contents(c, r, &n);
	const unsigned char *at = der;
	CMS_ContentInfo *cms = der == NULL ? NULL : d2i_CMS_ContentInfo(NULL, &at, (long)n);
	BIO *data = NULL;
	bool clean = cms != NULL && OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_signed &&
	    CMS_is_detached(cms) == 1;

	while (clean && at < der + n)
		clean = *at++ == 0;
	if (clean && (data = covered(c, r)) != NULL)
		signer_ask(c, cms, data, to);
	BIO_free_all(data);
	CMS_ContentInfo_free(cms);
	ERR_clear_error();
}

/* ---- roots -------------------------------------------------------------------------------- */

static struct str
pem_of(struct arena *mem, X509 *cert)
{
	BIO *out = BIO_new(BIO_s_mem());
	char *p = NULL;
	long n;
	struct str s;

	REQUIRE(out != NULL && PEM_write_bio_X509(out, cert) == 1);
	n = BIO_get_mem_data(out, &p);
	s = str_copy(mem, (struct str){ p, (size_t)n });
	BIO_free(out);
	return s;
}

enum rc
root_read(struct str pem, struct arena *mem, struct fault *fault, struct root_found *out)
{
	struct checking c = { .mem = mem, .fault = fault };
	BIO *in = BIO_new_mem_buf(pem.n > 0 ? pem.p : "", (int)pem.n);
	X509 *cert, *second = NULL;
	bool well;

	REQUIRE(in != NULL);
	cert = PEM_read_bio_X509(in, NULL, NULL, NULL);
	if (cert != NULL)
		second = PEM_read_bio_X509(in, NULL, NULL, NULL);
	well = cert != NULL && second == NULL && X509_check_ca(cert) > 0;
	if (well)
		*out = (struct root_found){ .pem = pem_of(mem, cert),
			.name = name_of(mem, X509_get_subject_name(cert)),
			.fingerprint = fingerprint_of(mem, cert),
			.until = day_of(moment_of_asn1(X509_get0_notAfter(cert))) };
	X509_free(cert);
	X509_free(second);
	BIO_free(in);
	ERR_clear_error();
	return well ? RC_OK : FAIL(&c, WHY_NOT_PEM, "%s", cert == NULL ? "no certificate" :
	    second != NULL ? "more than one" : "not of an authority");
}

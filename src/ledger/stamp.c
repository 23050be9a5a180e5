/* stamp: see stamp.h. */
#include "ledger/stamp.h"

#include <openssl/pem.h>
#include <openssl/ts.h>
#include <string.h>
#include <time.h>

#include "base/fault.h"
#include "base/hash.h"

static struct str
der_of(struct arena *mem, TS_REQ *req)
{
	int n = i2d_TS_REQ(req, NULL);
	unsigned char *to = arena_bytes(mem, (size_t)n), *end = to;

	REQUIRE(n > 0 && i2d_TS_REQ(req, &end) == n);
	return (struct str){ (char *)to, (size_t)n };
}

struct str
stamp_request(struct arena *mem, struct chance *chance, struct str bytes)
{
	struct hash digest = hash_of(bytes);
	TS_REQ *req = TS_REQ_new();
	TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
	X509_ALGOR *how = X509_ALGOR_new();
	ASN1_INTEGER *nonce = ASN1_INTEGER_new();
	uint64_t number = 0;
	struct str der;

	chance->fill(chance, &number, sizeof(number));
	REQUIRE(req != NULL && imprint != NULL && how != NULL && nonce != NULL &&
	    X509_ALGOR_set0(how, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1 &&
	    TS_MSG_IMPRINT_set_algo(imprint, how) == 1 &&
	    TS_MSG_IMPRINT_set_msg(imprint, digest.b, sizeof(digest.b)) == 1 &&
	    ASN1_INTEGER_set_uint64(nonce, number >> 1) == 1 &&
	    TS_REQ_set_version(req, 1) == 1 && TS_REQ_set_msg_imprint(req, imprint) == 1 &&
	    TS_REQ_set_nonce(req, nonce) == 1 && TS_REQ_set_cert_req(req, 1) == 1);
	der = der_of(mem, req);
	TS_REQ_free(req);
	TS_MSG_IMPRINT_free(imprint);
	X509_ALGOR_free(how);
	ASN1_INTEGER_free(nonce);
	return der;
}

static bool
granted(TS_RESP *answer)
{
	const ASN1_INTEGER *status =
	    TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(answer));
	const long n = ASN1_INTEGER_get(status);

	return (n == TS_STATUS_GRANTED || n == TS_STATUS_GRANTED_WITH_MODS) &&
	    TS_RESP_get_tst_info(answer) != NULL;
}

static bool
is_of_bytes(TS_TST_INFO *info, struct str bytes)
{
	struct hash digest = hash_of(bytes);
	TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(info);
	const ASN1_OCTET_STRING *said = TS_MSG_IMPRINT_get_msg(imprint);
	const ASN1_OBJECT *how;

	X509_ALGOR_get0(&how, NULL, NULL, TS_MSG_IMPRINT_get_algo(imprint));
	return OBJ_obj2nid(how) == NID_sha256 && ASN1_STRING_length(said) == 32 &&
	    memcmp(ASN1_STRING_get0_data(said), digest.b, sizeof(digest.b)) == 0;
}

static bool
is_of_request(TS_TST_INFO *info, struct str request)
{
	const unsigned char *p = (const unsigned char *)request.p;
	TS_REQ *req = d2i_TS_REQ(NULL, &p, (long)request.n);
	bool same = req != NULL && TS_TST_INFO_get_nonce(info) != NULL &&
	    ASN1_INTEGER_cmp(TS_REQ_get_nonce(req), TS_TST_INFO_get_nonce(info)) == 0;

	TS_REQ_free(req);
	return same;
}

static bool
time_read(TS_TST_INFO *info, struct moment *at)
{
	struct tm tm;

	if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &tm) != 1)
		return false;
	at->ms = (int64_t)timegm(&tm) * 1000;
	return true;
}

static TS_RESP *
answer_read(struct str answer)
{
	const unsigned char *p = (const unsigned char *)answer.p;
	TS_RESP *resp = d2i_TS_RESP(NULL, &p, (long)answer.n);

	if (resp != NULL && p == (const unsigned char *)answer.p + answer.n)
		return resp;
	TS_RESP_free(resp);
	return NULL;
}

bool
stamp_read(struct str answer, struct str request, struct str bytes, struct moment *at)
{
	TS_RESP *resp = answer_read(answer);
	bool well = resp != NULL && granted(resp) &&
	    is_of_bytes(TS_RESP_get_tst_info(resp), bytes) &&
	    (request.n == 0 || is_of_request(TS_RESP_get_tst_info(resp), request)) &&
	    time_read(TS_RESP_get_tst_info(resp), at);

	TS_RESP_free(resp);
	return well;
}

static X509_STORE *
roots_read(struct str pem, struct moment at)
{
	X509_STORE *store = X509_STORE_new();
	BIO *in = BIO_new_mem_buf(pem.p, (int)pem.n);
	X509 *cert;

	REQUIRE(store != NULL && in != NULL);
	while ((cert = PEM_read_bio_X509(in, NULL, NULL, NULL)) != NULL) {
		(void)X509_STORE_add_cert(store, cert);
		X509_free(cert);
	}
	X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), (time_t)(at.ms / 1000));
	BIO_free(in);
	return store;
}

bool
stamp_signed(struct str answer, struct str bytes, struct str roots)
{
	struct moment at;
	TS_RESP *resp;
	TS_VERIFY_CTX *ctx;
	bool well;

	if (!stamp_read(answer, S(""), bytes, &at))
		return false;
	resp = answer_read(answer);
	ctx = TS_VERIFY_CTX_new();
	REQUIRE(resp != NULL && ctx != NULL);
	(void)TS_VERIFY_CTX_set_flags(ctx, TS_VFY_VERSION | TS_VFY_DATA | TS_VFY_SIGNATURE);
	/* both are freed with the context */
	(void)TS_VERIFY_CTX_set_data(ctx, BIO_new_mem_buf(bytes.p, (int)bytes.n));
	(void)TS_VERIFY_CTX_set_store(ctx, roots_read(roots, at));
	well = TS_RESP_verify_response(ctx, resp) == 1;
	TS_VERIFY_CTX_free(ctx);
	TS_RESP_free(resp);
	return well;
}

bool
stamp_file_ok(struct str path)
{
	struct str day = str_head(str_from(path, 6), 10);

	if (!str_starts(path, S("stamp/")) || day.n != 10 ||
	    (!str_eq(str_from(path, 16), S(".tsr")) &&
	    !str_eq(str_from(path, 16), S(".checkpoint"))))
		return false;
	for (size_t i = 0; i < day.n; i++)
		if (i == 4 || i == 7 ? day.p[i] != '-' : day.p[i] < '0' || day.p[i] > '9')
			return false;
	return true;
}

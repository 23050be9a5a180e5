/*
 * signed_inside: what signed.c and signed_cms.c share.
 */
#ifndef BLOB_SIGNED_INSIDE_H
#define BLOB_SIGNED_INSIDE_H

#include <openssl/x509.h>

#include "blob/signed.h"

/* Bytes 0 … a and b … b + c are signed; between them stands the signature. */
struct byte_range {
	size_t a, b, c;
};

struct checking {
	struct str pdf;
	const struct signed_trust *trust;
	struct arena *mem;
	struct fault *fault;
	X509_STORE *store;
};

/* The roots as OpenSSL wants them. Fault: not_pem. */
MUST_CHECK enum rc trust_open(struct checking *c);
void trust_close(struct checking *c);
/* What the lists say of a chain from the signer to a root. */
void revocation_ask(const struct checking *c, STACK_OF(X509) *chain, struct signature_found *to);
struct moment moment_of_asn1(const ASN1_TIME *t);
/* Fills in what a signature with a right range is worth. */
void signature_ask(const struct checking *c, const struct byte_range *r,
    struct signature_found *to);

#endif

/*
 * signed: what the signatures of a PDF are worth, in OpenSSL's words and ours.
 *
 * An official signs elsewhere, with a token, and brings the file back. Asked
 * here, of bytes a stranger may have made:
 *
 *   1  each /ByteRange [0 a b c] leaves out exactly the hexadecimal /Contents;
 *   2  the kind of signature is one of two that fix all other bytes;
 *   3  the CMS inside is right for those bytes, by one signer, with SHA-256 or
 *      better, RSA of 2048 bits or more, or a P-256, P-384, P-521 key;
 *   4  its certificate leads to a root that this office trusts, at the time at
 *      which the file came (the time inside is only a claim);
 *      No list of revoked certificates that its authority gave names it (folder DIR/crl;
 *      nothing is fetched): what was asked, and what was not, is said;
 *   5  nothing stands behind the last signature;
 *   6  the file begins, byte for byte, with the one we issued, and what was
 *      added are signatures and no new page contents. If not, a person must
 *      lay the two side by side: some tools rewrite the file.
 *
 * Only byte ranges and the dictionaries around them are read, by a scanner
 * that cannot leave its bounds (test/fuzz/signed.c); nothing is decompressed.
 * The file was opened by ocop-look before (blob/look.h).
 */
#ifndef BLOB_SIGNED_H
#define BLOB_SIGNED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/str.h"

#define SIGNATURES_MAX 16

/* What is wrong with one signature; the first that applies. */
enum signature_state {
	SIGNATURE_GOOD = 1,
	SIGNATURE_MALFORMED,  /* its byte range or its CMS is not as it must be */
	SIGNATURE_KIND,       /* a kind that does not fix all bytes */
	SIGNATURE_BROKEN,     /* the bytes it covers are not those that were signed */
	SIGNATURE_WEAK,       /* SHA-1, a short key */
	SIGNATURE_UNTRUSTED,  /* right, but its certificate leads to no root of ours */
	SIGNATURE_EXPIRED,    /* … or was not valid when the file came */
	SIGNATURE_REVOKED,    /* … or a list of its authority names it */
	SIGNATURE_STATE__COUNT
};

/* What the lists of revoked certificates say; in the database, never renumbered. */
enum revocation {
	REVOCATION_NOT_ASKED = 0, /* no list of the authority is there */
	REVOCATION_CLEAR,
	REVOCATION_OLD,           /* not named, but the list is behind its last day */
	REVOCATION_REVOKED
};

struct signature_found {
	enum signature_state state;
	struct str signer, issuer;   /* common names, as the certificate says */
	struct str fingerprint;      /* SHA-256 of the certificate, hex */
	struct str algorithm;        /* "SHA-256, RSA 2048" */
	struct str detail;           /* OpenSSL's word on what is wrong; may be empty */
	struct moment claimed_at;    /* the signer's clock; 0: not said */
	enum revocation revocation;  /* of a certificate that leads to a root of ours */
	struct str list;             /* the list that said so, its bytes; empty: none */
	struct moment list_at, revoked_at; /* when it was made; 0: none */
	size_t covers;               /* bytes 0 … of the file: its revision */
};

/* How the file stands to the one we issued. */
enum signed_as {
	SIGNED_AS_ISSUED = 1, /* it begins with it; only signatures were added */
	SIGNED_MORE,          /* it begins with it, and something else was added too */
	SIGNED_OTHER          /* it does not begin with it: a person must compare */
};

struct signed_pdf {
	struct signature_found v[SIGNATURES_MAX];
	size_t n;             /* in the order of what they cover */
	bool whole;           /* nothing stands behind the last one */
	enum signed_as as;
};

struct signed_trust {
	struct str issued;    /* what we gave out to be signed */
	struct str pem;       /* the roots an office trusts, one or more; empty: none */
	struct moment at;     /* when the file came */
	const struct str *lists; /* of revoked certificates, DER or PEM; none: not asked */
	size_t n_lists;
};
/* Reads the lists of the folder DIR/crl, at most LISTS_MAX, into `trust`; a file that is
 * none is told in the log. No folder, no lists. */
#define LISTS_MAX 64
struct blobs;
MUST_CHECK enum rc signed_lists(const struct blobs *b, struct arena *mem, struct fault *fault,
    struct signed_trust *trust);

extern const struct reason WHY_NOT_SIGNED;   /* no signature in it */
extern const struct reason WHY_SIGNED_MANY;  /* more than SIGNATURES_MAX */
extern const struct reason WHY_NOT_PEM;      /* no certificate in PEM: {0} */

/* Looks at all signatures of `pdf`. Faults: not_signed, signed_many, not_pem. */
MUST_CHECK enum rc signed_check(struct str pdf, const struct signed_trust *trust,
    struct arena *mem, struct fault *fault, struct signed_pdf *out);

/* Good in all six: nobody need look at it again. */
bool signed_is_good(const struct signed_pdf *s);

/* A root as somebody hands it in: exactly one certificate of an authority. */
struct root_found {
	struct str pem;       /* written anew: nothing else of what was sent */
	struct str name, fingerprint;
	struct day until;
};
/* Reads one PEM certificate that may sign others. Fault: not_pem. */
MUST_CHECK enum rc root_read(struct str pem, struct arena *mem, struct fault *fault,
    struct root_found *out);

#endif

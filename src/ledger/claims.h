/*
 * claims: what the signed code of a certificate says, as CWT claims (RFC 8392)
 * in a COSE_Sign1, and as the letters that stand in its QR code.
 *
 *   1 issuer, 2 number, 4 the moment it ends, 6 when it was signed (seconds),
 *   -70000: {1 product, 2 producer, 3 place code, 4 stars,
 *            5 index of its entry in the record log, 6 GTIN}
 *
 * 5 and 6 may be missing. Keys stand in this order, and a code that is spelled
 * otherwise is none. The letters are base32 (RFC 4648, capital, no padding):
 * a QR code holds them in half the room, and they are good in an address.
 */
#ifndef LEDGER_CLAIMS_H
#define LEDGER_CLAIMS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "ledger/cose.h"

/* Longer names are cut at a letter and end in "…": the code must stay small
 * enough for a phone to read from paper. */
#define CLAIMS_PRODUCT_MAX 120
#define CLAIMS_PRODUCER_MAX 100

struct claims {
	struct str issuer;          /* agency id */
	struct str number;          /* of the certificate: 79-K4W7T-Q */
	struct moment ends;         /* the first second it is no longer valid */
	struct moment made;         /* when it was signed */
	struct str product, producer;
	struct str place;           /* code of the commune; may be empty */
	int star;
	int64_t entry;              /* index in the record log; -1: none */
	struct str gtin;            /* empty: none */
};

/* Signed, as letters. */
struct str claims_sign(const struct claims *c, const struct es256_key *k,
    struct arena *mem);
/* The claims of such letters, and what checks them. False for anything that
 * claims_sign() would not have written; the signature is not looked at. */
MUST_CHECK bool claims_read(struct str letters, struct arena *mem,
    struct claims *out, struct cose *signed_by);

#endif

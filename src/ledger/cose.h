/*
 * cose: one signature around some bytes, as COSE_Sign1 (RFC 9052) with ES256.
 *
 *   18([ << {1: -7, 4: kid} >>, {}, payload, signature ])
 *
 * exactly so: no other header, nothing unprotected, nothing behind it. What is
 * in the payload is the caller's to know.
 */
#ifndef LEDGER_COSE_H
#define LEDGER_COSE_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"
#include "ledger/es256.h"

#define COSE_MAX 2048 /* bytes: more does not fit a QR code */

struct cose {
	struct str kid;       /* ES256_KID bytes */
	struct str payload;
	struct str signature; /* ES256_SIGNATURE bytes */
};

/* The whole, signed. */
struct str cose_sign(const struct es256_key *k, struct str payload,
    struct arena *mem);
/* Views into `bytes`. False for anything but the form above; says nothing of
 * the signature. */
MUST_CHECK bool cose_read(struct str bytes, struct cose *out);
/* Whether the key with this SPKI made it: kid and signature. */
MUST_CHECK bool cose_verify(const struct cose *c, struct str spki);

#endif

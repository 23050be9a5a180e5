/*
 * es256: keys and signatures of ES256 (ECDSA on P-256 with SHA-256, RFC 7518),
 * because every phone's browser can check them (records of older browsers lack
 * Ed25519) and such keys can live in a token. OpenSSL does the work.
 *
 * A public key travels as SPKI, the DER that Web Crypto imports; it is named by
 * its kid, the first eight bytes of its SHA-256.
 */
#ifndef LEDGER_ES256_H
#define LEDGER_ES256_H

#include "base/arena.h"
#include "base/str.h"

#define ES256_KID 8
#define ES256_SIGNATURE 64 /* r and s, 32 bytes each */

/* A key pair. Any thread may sign with it at any time. */
struct es256_key;

/* Both live in the arena and go with it. NULL: the system gave no key, or the
 * text is no PEM of a private key on P-256. */
const struct es256_key *es256_make(struct arena *mem);
const struct es256_key *es256_open(struct arena *mem, struct str pem);
/* PKCS #8 as PEM, for the file that holds it. */
struct str es256_pem(const struct es256_key *k, struct arena *mem);

struct str es256_spki(const struct es256_key *k); /* as long as the key */
struct str es256_kid(struct arena *mem, struct str spki);

/* ES256_SIGNATURE bytes; other ones each time. */
struct str es256_sign(const struct es256_key *k, struct str bytes,
    struct arena *mem);
/* False for a wrong signature and for an SPKI that is no key on P-256. */
bool es256_verify(struct str spki, struct str bytes, struct str signature);

/* The same signature as X.509 writes it (DER), for signed notes. Reading gives
 * no text for what is not the shortest spelling of two numbers below 2^256. */
struct str es256_to_der(struct arena *mem, struct str signature);
struct str es256_from_der(struct arena *mem, struct str der);

#endif

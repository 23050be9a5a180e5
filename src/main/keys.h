/*
 * keys: secret keys of the office, files in DIR/key that only its owner reads,
 * outside the database: whoever gets a copy of the database signs nothing.
 *
 * They are not in `ocop backup` either (docs/OPERATING.md says how they are
 * kept). An office without one makes a new one: what was signed with the old
 * one stays good, because public keys are only ever added.
 */
#ifndef MAIN_KEYS_H
#define MAIN_KEYS_H

#include "ledger/es256.h"
#include "main/house.h"

/* The key of signed codes, DIR/key/certificate.pem; made when there is none. */
MUST_CHECK enum rc code_key_open(struct house *h, const struct es256_key **out);
/* What seals the secrets of second steps, DIR/key/second.key; made when there is none. */
MUST_CHECK enum rc second_key_open(struct house *h, struct str *out);

#endif

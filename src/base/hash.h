/*
 * hash: SHA-256, keyed hashes and random names. OpenSSL does the work.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/str.h"

struct arena;

struct hash {
	uint8_t b[32];
};

/* A hash taken piece by piece. Release with hasher_end(), which may be called
 * once. */
struct hasher;
struct hasher *hasher_new(void);
void hasher_put(struct hasher *h, const void *p, size_t n);
struct hash hasher_end(struct hasher *h);

struct hash hash_of(struct str bytes);
/* HMAC-SHA256. */
struct hash hash_keyed(struct str key, struct str bytes);
/* Same time whatever the bytes. */
bool hash_same(struct str a, struct str b);

struct str hash_hex(struct arena *mem, struct hash h);       /* 64 letters */
bool hash_read(struct str hex, struct hash *out);

/* `n` random bytes as 2n lower-case hex letters. */
struct str random_hex(struct arena *mem, struct chance *c, size_t n);

#endif

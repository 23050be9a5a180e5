/*
 * part: what an entry speaks of without saying it.
 *
 * The log is public and for ever, so it holds no facts, only commitments to
 * them: HMAC-SHA256 under 32 random bytes (the salt). Whoever is given salt and
 * bytes can check them; whoever is not cannot guess, however few values there
 * are. A part that names a person is kept encrypted under a key of its own;
 * when key and salt are destroyed nobody can open it or connect it any more, and
 * the entry stays as it was.
 */
#ifndef LEDGER_PART_H
#define LEDGER_PART_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"

#define PART_SALT_BYTES 32
#define PART_KEY_BYTES 32

/* What the entry says of a part. */
struct hash part_commitment(struct str salt, struct str bytes);
/* Its length as published: the next multiple of 256, so that a name cannot be
 * told from another by its length. */
int64_t part_length(size_t bytes);
/* Whether an entry may say so of a part of so many bytes: a multiple of 256 that holds it. */
bool part_length_holds(int64_t said, size_t bytes);

/* AES-256-GCM: nonce (12), text, tag (16). `about` is bound to it: what was
 * sealed for one thing does not open as another. */
struct str part_seal(struct arena *mem, struct chance *chance, struct str key,
    struct str about, struct str bytes);
/* False when the key is another, or a bit was changed. */
bool part_open(struct arena *mem, struct str key, struct str about,
    struct str sealed, struct str *out);

/* The short code of an entry: the first ten letters of its leaf hash in base32.
 * Short enough to read aloud; the leaf itself is the proof. */
struct str leaf_code(struct arena *mem, const struct hash *leaf);
bool leaf_code_ok(struct str code);

#endif

/*
 * password: Argon2id by libsodium, 2 passes over 19 MiB, about 20 ms; never on a
 * thread that serves connections.
 */
#ifndef ACT_PASSWORD_H
#define ACT_PASSWORD_H

#include "act/ctx.h"

/* Whether a password is the one of a hash. Whole letters: one keyboard sends "ậ"
 * as one letter, another in three pieces, and it is the same password (RFC 8265
 * 4.2). Slow. */
bool password_is(struct arena *mem, struct str hash, struct str password);
/* A hash of no password of anybody: an unknown name is checked against it, so that
 * it takes as long as a known one. */
struct str password_of_nobody(void);
/* Whether a hash is of another cost than today's. */
bool password_is_old(struct arena *mem, struct str hash);

/* Changing one's own password: the slow part (checks the old one, the rules for
 * the new one, hashes it), then the change, which ends all other sessions. */
MUST_CHECK enum rc password_prepare(struct ctx *c, struct str now,
    struct str fresh, struct str *hashed);
MUST_CHECK enum rc password_change(struct ctx *c, struct str hashed,
    struct str here);

/* Whether this is the actor's own password: a confirmation. Slow (20 ms). */
MUST_CHECK enum rc password_confirm(struct ctx *c, struct str password,
    bool *right);

/* Argon2id as we keep it. Slow (20 ms). RC_BUSY without memory. */
MUST_CHECK enum rc password_hash(struct ctx *c, struct str password,
    struct str *out);
/* At least 12 characters, not one that everybody tries. NULL: good. */
const struct reason *password_rule(struct str password, struct str login);

extern const struct reason WHY_PASSWORD_SHORT, WHY_PASSWORD_COMMON, WHY_PASSWORD_NOW;

#endif

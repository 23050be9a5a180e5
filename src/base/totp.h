/*
 * totp: codes that a device and we both compute from a secret and the time
 * (RFC 6238: HMAC-SHA-1, steps of 30 seconds, six digits, as every
 * authenticator does it).
 */
#ifndef BASE_TOTP_H
#define BASE_TOTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/str.h"

#define TOTP_SECRET_BYTES 20 /* as long as the hash: RFC 4226 4 R6 */
#define TOTP_STEP_S 30
#define TOTP_DIGITS 6

/* The step that a moment lies in. */
int64_t totp_step(struct moment now);
/* The number of a step; its last six digits are the code (RFC 4226 5.3). */
uint32_t totp_number(struct str secret, int64_t step);
/* Whether the code is that of this step, the one before or the one behind, and
 * of a step later than `last`, the last one that was taken: a code works once. */
bool totp_fits(struct str secret, struct moment now, int64_t last, struct str code,
    int64_t *step);

#endif

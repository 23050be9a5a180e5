/* totp: see totp.h. */
#include "base/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/fault.h"
#include "base/hash.h"

int64_t
totp_step(struct moment now)
{
	return now.ms / 1000 / TOTP_STEP_S;
}

uint32_t
totp_number(struct str secret, int64_t step)
{
	unsigned char counter[8], mac[EVP_MAX_MD_SIZE];
	const unsigned char *at;
	unsigned n = 0;

	for (int i = 0; i < 8; i++)
		counter[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i));
	REQUIRE(HMAC(EVP_sha1(), secret.p, (int)secret.n, counter, sizeof(counter), mac,
	    &n) != NULL && n == 20);
	at = mac + (mac[19] & 15);
	return (uint32_t)(at[0] & 127) << 24 | (uint32_t)at[1] << 16 |
	    (uint32_t)at[2] << 8 | at[3];
}

/* Compared in the same time whatever the digits are. */
static bool
code_is(struct str secret, int64_t step, struct str code)
{
	uint32_t number = totp_number(secret, step);
	char digits[TOTP_DIGITS];

	for (int i = TOTP_DIGITS - 1; i >= 0; i--, number /= 10)
		digits[i] = (char)('0' + number % 10);
	return hash_same((struct str){ digits, sizeof(digits) }, code);
}

bool
totp_fits(struct str secret, struct moment now, int64_t last, struct str code,
    int64_t *step)
{
	bool fits = false;

	for (int64_t s = totp_step(now) - 1; s <= totp_step(now) + 1; s++) {
		if (!code_is(secret, s, code) || s <= last)
			continue;
		fits = true;
		*step = s;
	}
	return fits;
}

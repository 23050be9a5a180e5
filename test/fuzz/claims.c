/*
 * The letters of a signed code: anybody may put anything after /C/. What can be
 * read has one spelling: written again, without its signature, it is the same.
 */
#include "fuzz.h"

#include "base/buf.h"
#include "base/code.h"
#include "base/fault.h"
#include "base/text.h"
#include "ledger/claims.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	static const struct es256_key *key;
	static struct arena own;
	struct claims c, again;
	struct cose by, by_again;
	struct str letters;

	if (key == NULL) {
		arena_init(&own, MIB);
		key = es256_make(&own);
		REQUIRE(key != NULL);
	}
	letters = base32_text(mem, bytes); /* what they stand for, and as they are */
	if (!claims_read(letters, mem, &c, &by) && !claims_read(bytes, mem, &c, &by))
		return;
	REQUIRE(text_valid(c.product) && c.star >= 1 && c.star <= 5);
	REQUIRE(by.kid.n == ES256_KID && by.signature.n == ES256_SIGNATURE);
	if (c.product.n > CLAIMS_PRODUCT_MAX || c.producer.n > CLAIMS_PRODUCER_MAX)
		return; /* we would have cut it */
	REQUIRE(claims_read(claims_sign(&c, key, mem), mem, &again, &by_again));
	REQUIRE(str_eq(by.payload, by_again.payload));
}

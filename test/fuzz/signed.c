/* Signed PDFs of strangers: every range lies in the file, no signature is good
 * without a root, nothing is read that is not there. */
#include "fuzz.h"

#include "base/fault.h"
#include "blob/signed.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct signed_trust trust = { .issued = str_head(bytes, bytes.n / 2), .at = { 1795158000000 } };
	struct fault fault = { 0 };
	struct signed_pdf s;
	struct root_found root;

	if (signed_check(bytes, &trust, mem, &fault, &s) == RC_OK) {
		REQUIRE(s.n > 0 && s.n <= SIGNATURES_MAX && !signed_is_good(&s));
		for (size_t i = 0; i < s.n; i++)
			REQUIRE(s.v[i].covers <= bytes.n && s.v[i].state != SIGNATURE_GOOD);
	}
	if (root_read(bytes, mem, &fault, &root) == RC_OK)
		REQUIRE(root.fingerprint.n == 64);
}

/* Proof files. */
#include "fuzz.h"

#include "base/fault.h"
#include "ledger/checkpoint.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct proof p;
	static const uint8_t seed[32] = { 1 };
	struct note_key key = note_signer(mem, S("example.vn/log/79/1"), KEY_LOG, seed).key;
	if (!proof_read(mem, bytes, &p))
		return;
	REQUIRE(str_eq(proof_text(mem, &p), bytes));
	REQUIRE(!proof_holds(mem, &p, S("x"), &key));
}

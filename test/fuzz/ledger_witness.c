/* What strangers post to a witness. */
#include "fuzz.h"

#include "base/fault.h"
#include "ledger/witness.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct witness_request *r = ARENA_NEW(mem, struct witness_request);
	static const uint8_t seed[32] = { 1 };
	struct witnessed known = { .known = true };
	bool fork;

	known.key = note_signer(mem, S("example.vn/log/79/1"), KEY_LOG, seed).key;
	if (!witness_read(mem, bytes, r))
		return;
	REQUIRE(str_eq(witness_body(mem, r->older, &r->path, r->bytes), bytes));
	REQUIRE(witness_judge(&known, r, &fork) == WITNESS_NOT_SIGNED && !fork);
}

/*
 * The answer of a time-stamping authority: any bytes. None of them is a stamp of what
 * was asked unless it holds the hash of just that, and none is signed without a root.
 */
#include "fuzz.h"

#include "base/fault.h"
#include "ledger/stamp.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct moment at = { 0 };

	(void)mem;
	REQUIRE(!stamp_read(bytes, S(""), S("what nobody has stamped"), &at));
	REQUIRE(!stamp_signed(bytes, S("what nobody has stamped"), S("")));
	REQUIRE(!stamp_signed(bytes, bytes, bytes));
	(void)stamp_read(bytes, bytes, bytes, &at);
	(void)stamp_file_ok(bytes);
}

/* Checkpoints, entries and names of tiles. */
#include "fuzz.h"

#include "base/fault.h"
#include "ledger/checkpoint.h"
#include "ledger/entry.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct checkpoint c;
	struct entry *e = ARENA_NEW(mem, struct entry);
	struct tile t;
	struct str rest = bytes, one;

	if (checkpoint_read(mem, bytes, &c))
		REQUIRE(str_starts(bytes, checkpoint_text(mem, &c)));
	if (entry_read(mem, bytes, e))
		REQUIRE(e->n_parts <= ENTRY_PARTS_MAX && e->n_refs <= ENTRY_REFS_MAX);
	if (tile_read(bytes, &t))
		REQUIRE(str_eq(tile_path(mem, t), bytes));
	while (bundle_cut(&rest, &one))
		REQUIRE(one.n <= BUNDLE_ENTRY_MAX);
}

/* Signed notes and keys: what was read is what was written. */
#include "fuzz.h"

#include "base/fault.h"
#include "ledger/note.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct signed_note *n = ARENA_NEW(mem, struct signed_note);
	struct note_key key;
	int64_t seconds;

	if (vkey_read(mem, bytes, &key))
		REQUIRE(str_eq(vkey_text(mem, &key), bytes));
	else
		key = (struct note_key){ .name = S("x"), .type = KEY_LOG };
	if (!note_read(mem, bytes, n))
		return;
	REQUIRE(n->n > 0 && n->text.n > 0 && str_ends(n->text, S("\n")));
	(void)note_signed_by(n, &key);
	key.type = KEY_WITNESS;
	(void)note_cosigned_by(mem, n, &key, &seconds);
}

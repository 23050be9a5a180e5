/*
 * A dossier that another office hands over: a folder, of which the manifest is written
 * anew (a forger's fits). Whatever its files are, a key that did not sign them is never
 * called right, and what is read of its note is what the note says.
 */
#include "fuzz.h"

#include "folder.h"
#include "parcel/handed.h"

static void
check(struct kit_files *files, const struct kit_known *known, struct arena *mem,
    struct report *report)
{
	const struct json *data = NULL;
	struct handed_note note;

	if (handed_note_read(mem, files, &note))
		REQUIRE(str_starts(kit_find(files, S(HANDED_NOTE))->bytes,
		    handed_note_text(mem, &note)));
	handed_check(files, known, mem, report, &data);
}

void
fuzz_one(struct arena *mem, struct str bytes)
{
	folder_try(mem, bytes, check);
}

/*
 * A dossier that another office hands over: a folder, of which the manifest is written
 * anew (a forger's fits). Whatever its files are, a key that did not sign them is never
 * called right, and what is read of its note is what the note says.
 */
#include "fuzz.h"

#include "base/fault.h"
#include "folder.h"
#include "parcel/handed.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	const struct kit_known known[] = { { .vkey = S("") },
		{ .vkey = S("mau.example/log/79/1+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA") } };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct kit_files files = files_of(mem, bytes);
		struct buf out = buf_new(mem, MIB);
		struct report report = { .out = &out };
		const struct json *data = NULL;
		struct handed_note note;

		kit_seal(mem, &files);
		if (handed_note_read(mem, &files, &note))
			REQUIRE(str_starts(kit_find(&files, S(HANDED_NOTE))->bytes,
			    handed_note_text(mem, &note)));
		handed_check(&files, &known[i], mem, &report, &data);
		REQUIRE(report.checked >= 0 && report.differs >= 0);
		REQUIRE(i == 0 || report.differs > 0);
	}
}

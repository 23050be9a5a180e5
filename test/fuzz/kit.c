/*
 * A kit that somebody hands in to be checked: a folder of files. A forger writes a manifest that
 * fits, so that is written anew; what is behind it is his. Whatever the files are,
 * a key that did not sign them is never called right.
 */
#include "fuzz.h"

#include "base/fault.h"
#include "folder.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	const struct kit_known known[] = { { .vkey = S("") },
		{ .vkey = S("mau.example/log/79/1+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA") } };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct kit_files files = files_of(mem, bytes);
		struct buf out = buf_new(mem, MIB);
		struct report report = { .out = &out };

		kit_seal(mem, &files);
		kit_check(&files, &known[i], mem, &report);
		REQUIRE(report.checked >= 0 && report.differs >= 0);
		REQUIRE(i == 0 || report.differs > 0);
	}
}

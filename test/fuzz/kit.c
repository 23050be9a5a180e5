/*
 * A kit that somebody hands in to be checked: a folder of files, here one text
 * ("NAME BYTES", a line end, the bytes, and so on). A forger writes a manifest that
 * fits, so that is written anew; what is behind it is his. Whatever the files are,
 * a key that did not sign them is never called right.
 */
#include "fuzz.h"

#include "base/fault.h"
#include "parcel/kit.h"

#define FILES_MAX 120

static struct kit_files
files_of(struct arena *mem, struct str bytes)
{
	struct kit_files f = { .v = ARENA_ARRAY(mem, FILES_MAX + 1, struct kit_file) };
	struct str line, name;

	while (f.n < FILES_MAX && str_cut(&bytes, '\n', &line)) {
		int64_t n;

		if (!str_cut(&line, ' ', &name) || !str_int(line, &n) || n < 0)
			continue;
		f.v[f.n++] = (struct kit_file){ name, str_head(bytes, (size_t)n) };
		bytes = str_from(bytes, (size_t)n < bytes.n ? (size_t)n : bytes.n);
	}
	return f;
}

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

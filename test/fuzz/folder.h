/* folder: a folder of files as one text: "NAME BYTES", a line end, the bytes, and so on. */
#ifndef TEST_FUZZ_FOLDER_H
#define TEST_FUZZ_FOLDER_H

#include "parcel/kit.h"

#define FILES_MAX 200

static inline struct kit_files
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

#endif

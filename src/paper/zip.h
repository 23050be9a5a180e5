/*
 * zip: parts in memory to the bytes of a ZIP file, by libzip. The same parts
 * give the same bytes: no time of making is kept.
 */
#ifndef PAPER_ZIP_H
#define PAPER_ZIP_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

struct zip_part {
	const char *name;
	struct str bytes; /* must live until zip_make() returns */
};
MUST_CHECK enum rc zip_make(const struct zip_part *parts, size_t n, struct arena *mem,
    struct fault *fault, struct str *out);

#endif

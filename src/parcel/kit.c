/* kit: names of its files and its manifest. What is checked is in kit_check.c. */
#include "parcel/kit.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/hash.h"

static const char *const readers[KIT_READER__COUNT] = {
	[KIT_PUBLIC] = "public",
	[KIT_MEMBER] = "member",
	[KIT_OFFICE] = "office",
};

/* The widest class that each may see. */
static const enum part_class sees[KIT_READER__COUNT] = {
	[KIT_PUBLIC] = PART_PUBLIC,
	[KIT_MEMBER] = PART_RESTRICTED,
	[KIT_OFFICE] = PART_PERSONAL,
};

const char *
kit_reader_word(enum kit_reader r)
{
	return readers[r];
}

enum kit_reader
kit_reader_find(struct str word)
{
	for (int r = KIT_PUBLIC; r < KIT_READER__COUNT; r++)
		if (str_eq(word, str_c(readers[r])))
			return (enum kit_reader)r;
	return (enum kit_reader)0;
}

bool
kit_reader_may(enum kit_reader r, enum part_class class)
{
	return class != 0 && class <= sees[r];
}

struct str
kit_entry_name(struct arena *mem, int64_t place, const char *ending)
{
	return str_printf(mem, "entry/%09" PRId64 "%s", place, ending);
}

struct str
kit_part_name(struct arena *mem, int64_t place, struct str part)
{
	return str_printf(mem, "part/%09" PRId64 ".%.*s", place, STR_ARG(part));
}

static int
by_name(const void *a, const void *b)
{
	return str_cmp(((const struct kit_file *)a)->name, ((const struct kit_file *)b)->name);
}

void
kit_sort(struct kit_files *files)
{
	qsort(files->v, files->n, sizeof(files->v[0]), by_name);
}

const struct kit_file *
kit_find(const struct kit_files *files, struct str name)
{
	const struct kit_file wanted = { .name = name };

	return bsearch(&wanted, files->v, files->n, sizeof(files->v[0]), by_name);
}

void
kit_seal(struct arena *mem, struct kit_files *files)
{
	struct buf b = buf_new(mem, 64 * MIB);

	kit_sort(files);
	for (size_t i = 0; i < files->n; i++)
		buf_printf(&b, "%.*s  %.*s\n", STR_ARG(hash_hex(mem,
		    hash_of(files->v[i].bytes))), STR_ARG(files->v[i].name));
	REQUIRE(buf_ok(&b));
	files->v[files->n++] = (struct kit_file){ S(KIT_MANIFEST), buf_str(&b) };
	kit_sort(files);
}

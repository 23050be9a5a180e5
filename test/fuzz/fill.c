/*
 * An office's DOCX that is filled in: the parts of the file and their XML, through the
 * functions of ocop-look. There they run without power; a fault in them would still
 * lose an office its paper. What begins like a zip is a file, and is unpacked as an
 * archive too (archive.c); anything else is one part.
 *
 * The type of a file is libmagic's to say (kind.c): here every file is taken for a DOCX.
 */
#include "fuzz.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fault.h"
#include "look/look.h"

#define MOST ((size_t)32 * 1024 * 1024)

/* What is read there stays until that process ends. */
const char *__asan_default_options(void);
const char *
__asan_default_options(void)
{
	return "detect_leaks=0";
}

static size_t written;

bool
write_fd(int fd, const void *p, size_t n)
{
	volatile uint8_t sum = 0; /* every byte is there */

	REQUIRE(fd == FD_FILLED);
	for (size_t i = 0; i < n; i++)
		sum = (uint8_t)(sum + ((const uint8_t *)p)[i]);
	written += n;
	return true;
}

bool
refuse(struct answer *a, const char *code, const char *fmt, ...)
{
	va_list ap;

	a->refused = code;
	va_start(ap, fmt);
	(void)vsnprintf(a->detail, sizeof(a->detail), fmt, ap);
	va_end(ap);
	return false;
}

enum kind
kind_find(struct bytes file, struct answer *a)
{
	(void)file, (void)a;
	return KIND_DOCX;
}

static const char values[] = "- 0 3 3 tenabc- 0 2 0 so" "ds 1 3 5 tenM\xe1\xba\xadtds 2 3 2 tenCaphu 0 0 0 ";

/* Where the server puts them. */
static void
values_put(void)
{
	int fd = memfd_create("values", MFD_CLOEXEC);

	REQUIRE(fd >= 0 && write(fd, values, sizeof(values) - 1) == (ssize_t)sizeof(values) - 1);
	if (fd != FD_VALUES) {
		REQUIRE(dup2(fd, FD_VALUES) == FD_VALUES);
		(void)close(fd);
	}
}

static void
part(struct bytes b)
{
	struct slot v[] = { { "", "ten", "abc", 0, 3, 3, 0 }, { "", "so", "", 0, 2, 0, 0 },
		{ "ds", "ten", "M\xe1\xba\xadt", 2, 3, 5, 1 }, { "ds", "ten", "Ca", 2, 3, 2, 2 },
		{ "phu", "", "", 3, 0, 0, 0 } };
	const struct slots s = { v, sizeof(v) / sizeof(v[0]) };
	struct answer a = { .refused = NULL };
	struct bytes out = { NULL, 0 };

	if (part_fill(&s, b, &a, &out)) {
		REQUIRE(a.refused == NULL && out.p != NULL && out.n > 0 && out.n <= MOST);
		free((void *)(uintptr_t)out.p);
	} else {
		REQUIRE(a.refused != NULL);
	}
	(void)part_leads_out(b);
}

void
fuzz_one(struct arena *mem, struct str bytes)
{
	static bool begun;
	const struct bytes b = { (const uint8_t *)bytes.p, bytes.n };
	struct answer a = { .refused = NULL };

	(void)mem;
	if (!begun)
		values_put();
	begun = true;
	if (!str_starts(bytes, S("PK"))) {
		part(b);
		return;
	}
	written = 0;
	REQUIRE(template_fill(b, &a) == (a.refused == NULL));
	REQUIRE(a.refused != NULL || (written > 0 && written <= 2 * MOST));
	a = (struct answer){ .refused = NULL };
	written = 0;
	REQUIRE(archive_unpack(b, &a) == (a.refused == NULL));
	REQUIRE(written <= 2 * UNPACKED_MAX);
}

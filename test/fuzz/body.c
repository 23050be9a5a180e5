/*
 * Whole bodies, as a line brings them: the first line of the input is the
 * content type, the rest comes in pieces. What comes out is within its limits,
 * and is the same when the disk is full, but for the bytes of files.
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/text.h"
#include "http/body.h"

static char folder[] = "/tmp/ocop-fuzz-XXXXXX";
static bool made; /* the name may end in an X also when it is */

static void
folder_remove(void)
{
	(void)rmdir(folder); /* every file went with its arena */
}

static bool
take(struct arena *mem, struct str type, struct str bytes,
    const struct body_limits *limits, struct request *r)
{
	const struct reason *why = NULL;
	struct body *b = body_new(mem, type, limits, &why);
	size_t step = 1 + bytes.n % 13;

	REQUIRE((b == NULL) == (why != NULL));
	if (b == NULL)
		return false;
	while (bytes.n > 0 && why == NULL) {
		why = body_put(b, str_head(bytes, step));
		bytes = str_from(bytes, step);
	}
	if (why == NULL)
		why = body_end(b, r, false);
	return why == NULL;
}

static void
check(const struct request *r, const struct body_limits *limits, bool full)
{
	struct stat st;

	REQUIRE(r->fields.n <= limits->fields && r->n_files <= limits->files);
	for (size_t i = 0; i < r->fields.n; i++)
		REQUIRE(text_valid(r->fields.v[i].value));
	for (size_t i = 0; i < r->n_files; i++) {
		const struct file_in *f = &r->files[i];

		REQUIRE(f->no_room == full);
		REQUIRE(f->size_bytes <= limits->file_bytes);
		REQUIRE(full || (stat(f->path.p, &st) == 0 &&
		    st.st_size == f->size_bytes));
	}
}

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct body_limits limits = { .bytes = 60000, .text_bytes = 20000,
		.fields = 8, .file_bytes = 1000, .files = 3,
		.raw = bytes.n % 8 == 7 };
	struct str type = str_head(bytes, str_find(bytes, '\n'));
	struct request room = { .method = POST }, none = { .method = POST };
	bool taken;

	if (!made) {
		REQUIRE(mkdtemp(folder) != NULL);
		made = true;
		(void)atexit(folder_remove);
	}
	bytes = str_from(bytes, type.n + 1);
	limits.folder = str_c(folder);
	taken = take(mem, type, bytes, &limits, &room);
	if (taken)
		check(&room, &limits, false);
	limits.folder = S("/nowhere");
	if (!take(mem, type, bytes, &limits, &none)) {
		REQUIRE(!taken || limits.raw);
		return;
	}
	REQUIRE(taken && !limits.raw);
	check(&none, &limits, true);
	REQUIRE(none.fields.n == room.fields.n && none.n_files == room.n_files);
	for (size_t i = 0; i < none.fields.n; i++)
		REQUIRE(str_eq(none.fields.v[i].value, room.fields.v[i].value));
}

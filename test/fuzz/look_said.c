/*
 * What ocop-look says: of a file, of pages of a scan with their pictures, of an archive. That
 * program has read a stranger's bytes and may be his by now, so its answer is as
 * strange as they were. The first line is the answer, the rest what it wrote.
 */
#include "fuzz.h"
#include "blobs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/json.h"
#include "blob/look_inside.h"

#define PAGES 3

static bool
lies_in(struct str part, struct str whole)
{
	return part.n == 0 || part.n <= whole.n; /* unescaped text is never longer */
}

static void
of_pages(struct looking *l, const struct json *said, struct str line)
{
	struct scanned_page v[PAGES];

	memset(v, 0, sizeof(v));
	if (look_codes_take(l, said, v, PAGES) != RC_OK) {
		REQUIRE(l->fault->why != NULL && l->fault->why->rc != RC_BROKEN);
		return;
	}
	for (size_t i = 0; i < PAGES; i++) {
		struct blob_kept *p = &v[i].picture;

		REQUIRE(lies_in(v[i].code, line));
		REQUIRE(p->hash.n == 0 || (p->hash.n == 64 && p->size_bytes > 0));
	}
}

static void
of_file(struct looking *l, const struct json *said)
{
	const struct look_at at[] = { { .name = S("phieu.pdf"), .purpose = LOOK_EVIDENCE },
		{ .name = S("anh.jpg"), .purpose = LOOK_PHOTO } };

	for (size_t i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		struct looked out = { 0 };

		*l->fault = (struct fault){ 0 };
		if (look_understand(l, &at[i], said, &out) != RC_OK) {
			REQUIRE(l->fault->why != NULL && l->fault->why->rc == RC_INVALID);
			continue;
		}
		REQUIRE(look_name_agrees(at[i].name, out.mime, l->mem));
		REQUIRE(out.pages >= 0 && out.width >= 0 && out.height >= 0);
	}
}

/* Files of an archive, one behind the other: each lies in what was written, and its name
 * leads nowhere but down. */
static void
of_archive(struct looking *l, struct str all)
{
	struct unpacked u;

	*l->fault = (struct fault){ 0 };
	if (look_unpacked(l, all, &u) != RC_OK) {
		REQUIRE(l->fault->why != NULL && l->fault->why->rc == RC_INVALID);
		return;
	}
	for (size_t i = 0; i < u.n; i++) {
		struct str name = u.v[i].name;

		REQUIRE(u.v[i].bytes.n <= all.n && name.n > 0 && name.p[0] != '/' &&
		    name.p[0] != '.' && !str_has(name, S("/.")) && !str_has(name, S("\\")) &&
		    memchr(name.p, 0, name.n) == NULL);
	}
}

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct fault fault = { 0 };
	struct looking l = LOOKING(&blobs, mem, &fault);
	const struct json *said;
	struct str line;

	blobs_make();
	(void)str_cut(&bytes, '\n', &line);
	l.thumb = memfd_create("written", MFD_CLOEXEC);
	REQUIRE(l.thumb >= 0 && write(l.thumb, bytes.p, bytes.n) == (ssize_t)bytes.n);
	if (look_judge(&l, line, &said) == RC_OK) {
		of_pages(&l, said, line);
		of_file(&l, said);
	} else {
		REQUIRE(fault.why != NULL);
	}
	of_archive(&l, bytes);
	(void)close(l.thumb);
}

/*
 * Archives that somebody else packed: opened by ocop-look, judged by blob/look_unpack.c.
 * Honest ones are made by paper/zip.h; what is wrong with the others is added here.
 */
#include "look_help.h"

#include <sys/stat.h>
#include <zip.h>

#include "paper/zip.h"

/* Unpacks bytes; the code of the refusal, or "". */
static struct str
open_as(struct str bytes, struct unpacked *u)
{
	struct str path = str_printf(unit_mem(), "%.*s/archive%d", STR_ARG(store.dir), n_files++);
	int fd = open(str_z(unit_mem(), path), O_WRONLY | O_CREAT | O_EXCL, 0600);

	fault = (struct fault){ 0 };
	CHECK(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n);
	close(fd);
	*u = (struct unpacked){ 0, NULL };
	if (look_unpack(&store, path, unit_mem(), &fault, u) == RC_OK)
		return S("");
	return fault.why == NULL ? S("?") : str_c(fault.why->code);
}

static struct str
packed(const char *const names[], size_t n, struct str bytes)
{
	struct zip_part *parts = ARENA_ARRAY(unit_mem(), n, struct zip_part);
	struct str out = S("");

	for (size_t i = 0; i < n; i++)
		parts[i] = (struct zip_part){ names[i], bytes };
	CHECK_INT(zip_make(parts, n, unit_mem(), &fault, &out), RC_OK);
	return out;
}

/* One file, with a Unix mode, and perhaps a password. */
static struct str
of_mode(const char *name, mode_t mode, const char *password)
{
	static const char text[] = "/etc/passwd";
	struct str path = str_printf(unit_mem(), "%.*s/made%d", STR_ARG(store.dir), n_files++);
	struct str bytes = S("");
	zip_t *z = zip_open(str_z(unit_mem(), path), ZIP_CREATE, NULL);
	zip_source_t *s = zip_source_buffer(z, text, sizeof(text) - 1, 0);
	zip_int64_t at = zip_file_add(z, name, s, 0);
	FILE *f;
	char *to = arena_alloc(unit_mem(), 64 * KIB);

	CHECK(at == 0);
	CHECK_INT(zip_file_set_external_attributes(z, 0, 0, ZIP_OPSYS_UNIX,
	    (zip_uint32_t)mode << 16), 0);
	if (password != NULL)
		CHECK_INT(zip_file_set_encryption(z, 0, ZIP_EM_AES_256, password), 0);
	CHECK_INT(zip_close(z), 0);
	f = fopen(str_z(unit_mem(), path), "rbe");
	CHECK(f != NULL);
	bytes = (struct str){ to, fread(to, 1, 64 * KIB, f) };
	(void)fclose(f);
	return bytes;
}

static void
honest_ones_open(void)
{
	static const char *const names[] = { "ho-so-1/kit.json", "ho-so-1/part/000000001.act",
		"ho-so-1/log/vkey" };
	static const char *const bare[] = { "kit.json", "part/x.act" };
	struct unpacked u;

	begin();
	CHECK_STR(open_as(packed(names, 3, S("abc")), &u), S(""));
	CHECK_INT(u.n, 3);
	CHECK_STR(u.v[0].name, S("kit.json"));
	CHECK_STR(u.v[1].name, S("part/000000001.act"));
	CHECK_STR(u.v[2].bytes, S("abc"));
	/* without a folder that all of them lie in, names are what they are */
	CHECK_STR(open_as(packed(bare, 2, S("")), &u), S(""));
	CHECK_STR(u.v[1].name, S("part/x.act"));
	CHECK_INT(u.v[1].bytes.n, 0);
	CHECK_STR(open_as(of_mode("a/b", S_IFREG | 0644, NULL), &u), S(""));
	end();
}

static void
names_that_lead_elsewhere_are_not_taken(void)
{
	static const char *const names[] = { "../../etc/passwd", "a/../../b", "/etc/passwd",
		"a//b", "C:\\windows", "a/.hidden", "a b", "tệp", "a\tb" };
	struct unpacked u;

	begin();
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		CHECK_STR(open_as(packed(&names[i], 1, S("x")), &u), S("archive_file"));
	end();
}

static void
links_devices_and_locks_are_not_taken(void)
{
	struct unpacked u;

	begin();
	CHECK_STR(open_as(of_mode("a/link", S_IFLNK | 0777, NULL), &u), S("archive_file"));
	CHECK_STR(str_c(fault.detail), S("a/link"));
	CHECK_STR(open_as(of_mode("a/pipe", S_IFIFO | 0600, NULL), &u), S("archive_file"));
	CHECK_STR(open_as(of_mode("a/locked", S_IFREG | 0600, "x"), &u), S("archive_file"));
	end();
}

/* A file that is packed to a thousandth, and many that are large together. */
static void
bombs_are_not_opened(void)
{
	static const char *const one[] = { "a/bomb" };
	const char *many[40];
	char *zeros = arena_alloc(unit_mem(), 16 * MIB);
	char *noise = arena_alloc(unit_mem(), 4 * MIB);
	struct unpacked u;

	begin();
	CHECK_STR(open_as(packed(one, 1, (struct str){ zeros, 16 * MIB }), &u),
	    S("archive_file"));
	for (size_t i = 0; i < 4 * MIB; i += 200) /* it packs well, yet not that well */
		noise[i] = (char)(i * 2654435761u >> 13);
	for (size_t i = 0; i < 40; i++)
		many[i] = str_printf(unit_mem(), "a/%zu%c", i, 0).p;
	CHECK_STR(open_as(packed(many, 40, (struct str){ noise, 4 * MIB }), &u),
	    S("archive_file"));
	end();
}

static void
what_is_no_archive_is_told_so(void)
{
	static const char *const names[] = { "a/b", "a/c" };
	struct str whole, changed;
	struct unpacked u;

	begin();
	whole = packed(names, 2, S("some text, some text"));
	CHECK_STR(open_as(S("%PDF-1.7"), &u), S("archive_kind"));
	CHECK_STR(open_as(png(20, 20), &u), S("archive_kind"));
	CHECK_STR(open_as(S(""), &u), S("file_empty"));
	CHECK_STR(open_as(str_head(whole, whole.n / 2), &u), S("file_cut"));
	changed = str_copy(unit_mem(), whole);
	/* in the packed bytes of the first, behind its head, its name and what is extra */
	((char *)(uintptr_t)changed.p)[30 + 3 + (uint8_t)whole.p[28] + 5] ^= 1;
	CHECK_STR(open_as(changed, &u), S("archive_file"));
	end();
}

static const struct unit_test tests[] = {
	{ "honest ones are opened", honest_ones_open },
	{ "a name that leads elsewhere is not taken", names_that_lead_elsewhere_are_not_taken },
	{ "links, devices and locks are not taken", links_devices_and_locks_are_not_taken },
	{ "what swells when it is opened is not taken", bombs_are_not_opened },
	{ "what is no archive is told so", what_is_no_archive_is_told_so },
};
UNIT_MAIN(tests)

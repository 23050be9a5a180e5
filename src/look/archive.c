/*
 * archive: a ZIP archive, read by libzip: a part of one at a time (template.c too), or all
 * its files one behind the other, each behind a line "BYTES NAME". Everything is bounded:
 * how many, how large each and all are once unpacked, how much one may be packed. What is
 * no plain file is refused here; names are judged by the server (blob/look_unpack.c).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zip.h>

#include "look.h"

#define FILES_MAX 20000
#define FILE_MAX (64u * 1024 * 1024)
#define RATIO_MAX 300
#define MODE_SHIFT 16 /* a Unix mode is the upper half of the attributes */

bool
archive_part(struct zip *from, const struct zip_stat *st, uint64_t most, uint64_t *left,
    struct bytes *out)
{
	zip_file_t *f;
	uint8_t *p;
	zip_int64_t n;

	if (!(st->valid & ZIP_STAT_SIZE) || !(st->valid & ZIP_STAT_COMP_SIZE) ||
	    st->size > most || st->size > *left ||
	    st->size > (st->comp_size + 64) * RATIO_MAX)
		return false;
	*left -= st->size;
	f = zip_fopen_index(from, st->index, 0);
	p = malloc(st->size + 1);
	if (f == NULL || p == NULL)
		return false;
	n = zip_fread(f, p, st->size);
	/* its checksum is held against it where it ends */
	if (n < 0 || (zip_uint64_t)n != st->size || zip_fread(f, p + n, 1) != 0 ||
	    zip_fclose(f) != 0)
		return false;
	*out = (struct bytes){ p, st->size };
	return true;
}

/* ---- all of them -------------------------------------------------------------------- */

/* Which file it is that we do not take, in letters that every line can hold. */
static bool
not_taken(struct answer *a, const char *name)
{
	char plain[100];
	size_t n = 0;

	for (; n < sizeof(plain) - 1 && name[n] != 0; n++)
		plain[n] = (unsigned char)name[n] < 0x7f ? name[n] : '?';
	plain[n] = 0;
	return refuse(a, "archive_file", "%s", plain);
}

/* A plain file or a folder, neither link nor device, with no password. */
static bool
is_plain(zip_t *z, const zip_stat_t *st)
{
	zip_uint8_t system = 0;
	zip_uint32_t attributes = 0;
	mode_t mode;

	if (zip_file_get_external_attributes(z, st->index, 0, &system, &attributes) != 0 ||
	    ((st->valid & ZIP_STAT_ENCRYPTION_METHOD) &&
	    st->encryption_method != ZIP_EM_NONE))
		return false;
	mode = (mode_t)(attributes >> MODE_SHIFT) & S_IFMT;
	return system != ZIP_OPSYS_UNIX || mode == 0 || mode == S_IFREG || mode == S_IFDIR;
}

static bool
file_write(struct bytes b, const char *name)
{
	char head[32];
	int n = snprintf(head, sizeof(head), "%zu ", b.n);

	return write_fd(FD_FILLED, head, (size_t)n) && write_fd(FD_FILLED, name, strlen(name)) &&
	    write_fd(FD_FILLED, "\n", 1) && write_fd(FD_FILLED, b.p, b.n);
}

static bool
file_unpack(zip_t *z, zip_uint64_t i, uint64_t *left, struct answer *a)
{
	zip_stat_t st;
	struct bytes b = { NULL, 0 };
	bool well;

	zip_stat_init(&st);
	if (zip_stat_index(z, i, 0, &st) != 0 || !(st.valid & ZIP_STAT_NAME))
		return refuse(a, "file_cut", "%s", "");
	if (!is_plain(z, &st) || strchr(st.name, '\n') != NULL)
		return not_taken(a, st.name);
	if (st.name[0] != 0 && st.name[strlen(st.name) - 1] == '/')
		return true; /* a folder */
	if (!archive_part(z, &st, FILE_MAX, left, &b))
		return not_taken(a, st.name);
	well = file_write(b, st.name) || refuse(a, "file_cut", "%s", "");
	free((void *)(uintptr_t)b.p);
	a->pages++;
	return well;
}

bool
archive_unpack(struct bytes file, struct answer *a)
{
	static const char head[] = { 'P', 'K', 3, 4 };
	uint64_t left = UNPACKED_MAX;
	zip_source_t *in = zip_source_buffer_create(file.p, file.n, 0, NULL);
	zip_int64_t n;
	zip_t *z;

	if (file.n < sizeof(head) || memcmp(file.p, head, sizeof(head)) != 0)
		return refuse(a, "archive_kind", "%s", "");
	if (in == NULL)
		return refuse(a, "look_away", "%s", "");
	z = zip_open_from_source(in, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	if (z == NULL)
		return refuse(a, "file_cut", "%s", "");
	n = zip_get_num_entries(z, 0);
	if (n <= 0 || n > FILES_MAX)
		return refuse(a, "archive_kind", "%s", "");
	for (zip_int64_t i = 0; i < n; i++)
		if (!file_unpack(z, (zip_uint64_t)i, &left, a))
			return false;
	return true;
}

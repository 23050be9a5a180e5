/*
 * look_unpack: the files of an archive that somebody else packed. ocop-look opens it and
 * writes them one behind the other; what it wrote is a stranger's, so lengths and names
 * are judged here. See look.h.
 */
#include <unistd.h>

#include "blob/look_inside.h"

#define UNPACKED_MAX ((int64_t)136 * 1024 * 1024)
#define NAME_BYTES_MAX 200

/* A path that leads nowhere but down, in letters that mean the same everywhere: no
 * blank, no backslash, no part that begins with a point or is empty. */
static bool
name_is_plain(struct str name)
{
	char before = '/';

	for (size_t i = 0; i < name.n; before = name.p[i++]) {
		const char c = name.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '-' || c == '_' ||
		    ((c == '.' || c == '/') && before != '/')))
			return false;
	}
	return name.n > 0 && name.n <= NAME_BYTES_MAX && before != '/';
}

/* The next file of what was written: "BYTES NAME", a new line, its bytes. */
static bool
file_next(struct str *rest, struct unpacked_file *f)
{
	struct str line, size;
	int64_t n;

	if (!str_cut(rest, '\n', &line) || !str_cut(&line, ' ', &size) || !str_int(size, &n) ||
	    n < 0 || (size_t)n > rest->n)
		return false;
	*f = (struct unpacked_file){ line, str_head(*rest, (size_t)n) };
	*rest = str_from(*rest, (size_t)n);
	return true;
}

/* The folder that all of them lie in, with its slash, is no part of their names. */
static void
folder_drop(struct unpacked *u)
{
	size_t n = 0;

	while (u->n > 0 && n < u->v[0].name.n && u->v[0].name.p[n] != '/')
		n++;
	for (size_t i = 0; i < u->n; i++)
		if (n >= u->v[i].name.n || !str_eq(str_head(u->v[i].name, n + 1),
		    str_head(u->v[0].name, n + 1)))
			return;
	for (size_t i = 0; i < u->n; i++)
		u->v[i].name = str_from(u->v[i].name, n + 1);
}

enum rc
look_unpacked(struct looking *l, struct str all, struct unpacked *out)
{
	struct str rest = all;
	struct unpacked_file f;
	size_t n = 0;

	while (rest.n > 0) {
		if (!file_next(&rest, &f))
			return REFUSE(l->fault, WHY_FILE_CUT, "%s", "");
		if (!name_is_plain(f.name))
			return REFUSE(l->fault, WHY_ARCHIVE_FILE, "%.*s",
			    STR_ARG(str_head(f.name, 100)));
		n++;
	}
	*out = (struct unpacked){ 0, ARENA_ARRAY(l->mem, n + 1, struct unpacked_file) };
	for (rest = all; out->n < n && file_next(&rest, &out->v[out->n]); out->n++)
		;
	folder_drop(out);
	return RC_OK;
}

static enum rc
unpack(struct looking *l, struct str path, struct unpacked *out)
{
	const struct json *said;
	int64_t size_bytes;
	struct str all;
	enum rc rc;

	if ((rc = look_open(l, path, &size_bytes)) != RC_OK ||
	    (rc = blob_room(l->b, UNPACKED_MAX, l->fault)) != RC_OK ||
	    (rc = look_start(l, (const char *const[3]){ "unpack" })) != RC_OK ||
	    (rc = look_hear(l, ANSWER_MAX, &said)) != RC_OK ||
	    (rc = look_written(l, UNPACKED_MAX, &all)) != RC_OK)
		return rc;
	return look_unpacked(l, all, out);
}

enum rc
look_unpack(const struct blobs *b, struct str path, struct arena *mem,
    struct fault *fault, struct unpacked *out)
{
	struct looking l = LOOKING(b, mem, fault);
	enum rc rc = unpack(&l, path, out);

	look_end(&l);
	return rc;
}

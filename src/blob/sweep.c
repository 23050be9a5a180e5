/*
 * sweep: the part of blob.h for files that no row names.
 *
 * A file is kept before the transaction that names it; when that fails, the file
 * stays. It is harmless and takes room, so once in a while what is old and named
 * nowhere goes. Old, because between keeping and naming a file is named nowhere,
 * too; and what is kept again gets the time of that. The removal steps aside
 * first and looks at the time again: whoever keeps the same bytes meanwhile either
 * finds no file and writes one, or is seen by its time and gets it back.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "blob/inside.h"

#define LISTED_MAX 100000 /* of one folder of 256: 25 million files */

enum rc
blob_list(const struct blobs *b, unsigned folder, struct arena *mem,
    struct fault *fault, struct blob_names *out)
{
	struct str path = str_printf(mem, "%.*s/blob/%02x", STR_ARG(b->dir),
	    folder & 0xff);
	DIR *d = opendir(path.p);
	struct str *v = NULL;
	struct hash ignored;
	size_t n = 0, room = 0;

	*out = (struct blob_names){ NULL, 0 };
	if (d == NULL)
		return errno == ENOENT ? RC_OK : io_fault(fault, "list the files");
	for (const struct dirent *e; n < LISTED_MAX && (e = readdir(d)) != NULL;) {
		if (!hash_read(str_c(e->d_name), &ignored))
			continue; /* no file of ours */
		if (n == room) {
			struct str *more = ARENA_ARRAY(mem, room = room * 2 + 16,
			    struct str);

			if (n > 0)
				memcpy(more, v, n * sizeof(*v));
			v = more;
		}
		v[n++] = str_copy(mem, str_c(e->d_name));
	}
	(void)closedir(d);
	*out = (struct blob_names){ v, n };
	return RC_OK;
}

static bool
kept_before(const char *path, struct moment before)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    (int64_t)st.st_mtim.tv_sec * 1000 + st.st_mtim.tv_nsec / 1000000 <
	    before.ms;
}

enum rc
blob_sweep(const struct blobs *b, struct str hash, struct moment before,
    struct fault *fault, bool *swept)
{
	struct place p, aside;

	*swept = false;
	if (!place_blob(b, hash, &p))
		return REFUSE(fault, WHY_ABSENT, "not the name of a file");
	if (!kept_before(p.z, before))
		return RC_OK;
	if (!place_arriving(b, str_head(hash, 60), &aside))
		return REFUSE(fault, WHY_ABSENT, "not the name of a file");
	if (rename(p.z, aside.z) != 0)
		return errno == ENOENT ? RC_OK : io_fault(fault, "remove a file");
	if (!kept_before(aside.z, before)) { /* somebody keeps it again */
		if (rename(aside.z, p.z) != 0)
			return io_fault(fault, "put a file back");
		return RC_OK;
	}
	*swept = unlink(aside.z) == 0;
	return *swept ? RC_OK : io_fault(fault, "remove a file");
}

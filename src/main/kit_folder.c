/* kit_folder: see kit_folder.h. */
#include "main/kit_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "main/house.h"
#include "main/words.h"

#define NAME_MAX_BYTES 4096
#define FILE_BYTES_MAX ((off_t)(64 * MIB))
#define FILES_MAX 200000

static bool
cannot(const char *verb, const char *path, const char *why)
{
	(void)fprintf(stderr, "ocop %s: %s: %s\n", verb, path, why);
	return false;
}

/* The folders of a name. */
static bool
folders_make(const char *verb, const char *folder, struct str name)
{
	char path[NAME_MAX_BYTES];

	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] != '/')
			continue;
		(void)snprintf(path, sizeof(path), "%s/%.*s", folder, (int)i, name.p);
		if (mkdir(path, 0755) != 0 && errno != EEXIST)
			return cannot(verb, path, strerror(errno));
	}
	return true;
}

static bool
file_write(const char *verb, const char *folder, const struct kit_file *file)
{
	char path[NAME_MAX_BYTES];
	FILE *f;
	bool well;

	if (!folders_make(verb, folder, file->name))
		return false;
	(void)snprintf(path, sizeof(path), "%s/%.*s", folder, STR_ARG(file->name));
	if ((f = fopen(path, "wxe")) == NULL)
		return cannot(verb, path, strerror(errno));
	well = fwrite(file->bytes.p, 1, file->bytes.n, f) == file->bytes.n;
	if (fclose(f) != 0 || !well)
		return cannot(verb, path, strerror(errno));
	return true;
}

bool
kit_folder_write(const char *verb, const char *folder, const struct kit_files *files)
{
	if (mkdir(folder, 0755) != 0)
		return cannot(verb, folder, strerror(errno));
	for (size_t i = 0; i < files->n; i++)
		if (!file_write(verb, folder, &files->v[i]))
			return false;
	return true;
}

/* ---- reading ---------------------------------------------------------------------- */

/* nftw() takes no argument: the walk that runs. */
static struct {
	const char *verb;
	size_t root;
	struct arena *mem;
	struct kit_files *out;
	size_t room;
} walk;

static bool
file_read(const char *path, const struct stat *st, struct str *out)
{
	const size_t size = (size_t)st->st_size;
	char *to = arena_bytes(walk.mem, size + 1);
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	size_t n = 0;
	ssize_t got = 1;

	if (fd < 0)
		return cannot(walk.verb, path, strerror(errno));
	while (n <= size && (got = read(fd, to + n, size + 1 - n)) > 0)
		n += (size_t)got;
	(void)close(fd);
	*out = (struct str){ to, n };
	return got == 0 && n == size ? true : cannot(walk.verb, path, "it changes while it is read");
}

static int
visit(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	struct kit_files *out = walk.out;
	struct str bytes;

	(void)ftw;
	if (type == FTW_D)
		return 0;
	if (type != FTW_F || !S_ISREG(st->st_mode))
		return !cannot(walk.verb, path, "a link or a device has no place in a kit");
	if (st->st_size > FILE_BYTES_MAX || out->n == FILES_MAX)
		return !cannot(walk.verb, path, "too large, or too many files");
	if (!file_read(path, st, &bytes))
		return 1;
	if (out->n == walk.room) {
		struct kit_file *more = ARENA_ARRAY(walk.mem, walk.room * 2, struct kit_file);

		memcpy(more, out->v, out->n * sizeof(*more));
		out->v = more;
		walk.room *= 2;
	}
	out->v[out->n++] = (struct kit_file){
		str_copy(walk.mem, str_from(str_c(path), walk.root)), bytes };
	return 0;
}

bool
kit_folder_read(const char *verb, const char *folder, struct arena *mem,
    struct kit_files *out)
{
	struct str root = str_c(folder);

	while (root.n > 1 && root.p[root.n - 1] == '/')
		root.n--;
	walk.verb = verb;
	walk.root = root.n + 1;
	walk.mem = mem;
	walk.out = out;
	walk.room = 256;
	*out = (struct kit_files){ 0, ARENA_ARRAY(mem, walk.room, struct kit_file) };
	if (access(folder, R_OK | X_OK) != 0)
		return cannot(verb, folder, strerror(errno));
	return nftw(str_z(mem, root), visit, 16, FTW_PHYS) == 0;
}

static int
verify_in(const struct kit_asked *a, struct arena *mem)
{
	struct kit_known known;
	struct kit_files files;
	struct buf out = buf_new(mem, 8 * MIB);
	struct report r = { .out = &out };

	if (!word_file(a->verb, mem, a->key, &known.vkey) ||
	    !word_file(a->verb, mem, a->policy, &known.policy) ||
	    !kit_folder_read(a->verb, a->folder, mem, &files))
		return COULD_NOT;
	known.vkey = str_trim(known.vkey);
	a->check(&files, &known, mem, &r);
	report_end(&r);
	(void)fwrite(buf_str(&out).p, 1, buf_str(&out).n, stdout);
	return r.differs > 0 ? ANSWER_NO : DONE;
}

int
kit_folder_verify(const struct kit_asked *a)
{
	struct arena mem;
	int code;

	arena_init(&mem, 2048 * MIB);
	code = verify_in(a, &mem);
	arena_release(&mem);
	return code;
}

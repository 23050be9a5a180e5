/*
 * keep: see keep.h.
 *
 * The database is copied first, the files second: a file is durable before a
 * row names it and is never changed, so every file that the copy names is
 * there when its turn comes. Files that came later are surplus and harmless.
 */
#include "main/keep.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/rebuild.h"
#include "act/signed_code.h"
#include "main/house.h"
#include "store/backup.h"

static enum rc
copy_failed(struct house *h, struct str path)
{
	return fault_set(&h->fault, &WHY_BROKEN, __FILE__, __LINE__,
	    "cannot copy %.*s: %s; make room or choose another place",
	    STR_ARG(path), strerror(errno));
}

static enum rc
file_copy(struct house *h, struct str from, struct str to)
{
	int in = open(from.p, O_RDONLY | O_CLOEXEC);
	int out = open(to.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	struct stat st = { .st_size = 0 };
	bool well = in >= 0 && out >= 0 && fstat(in, &st) == 0;

	for (off_t left = st.st_size; well && left > 0;) {
		ssize_t n = sendfile(out, in, NULL, (size_t)left);

		well = n > 0;
		left -= n;
	}
	well = well && fsync(out) == 0;
	if (in >= 0)
		(void)close(in);
	if (out >= 0)
		(void)close(out);
	return well ? RC_OK : copy_failed(h, from);
}

/* A directory and the directories in it, two levels: DIR/blob/ab/hash. */
static enum rc
folder_copy(struct house *h, struct str from, struct str to, int deep)
{
	DIR *d = opendir(from.p);
	enum rc rc = RC_OK;

	if (d == NULL)
		return errno == ENOENT ? RC_OK : copy_failed(h, from);
	if (mkdir(to.p, 0700) != 0 && errno != EEXIST)
		rc = copy_failed(h, to);
	for (const struct dirent *e; rc == RC_OK && (e = readdir(d)) != NULL;) {
		struct arena mem;
		struct str a, b;

		if (e->d_name[0] == '.')
			continue;
		arena_init(&mem, MIB);
		a = str_printf(&mem, "%.*s/%s", STR_ARG(from), e->d_name);
		b = str_printf(&mem, "%.*s/%s", STR_ARG(to), e->d_name);
		if (e->d_type == DT_DIR && deep > 0)
			rc = folder_copy(h, a, b, deep - 1);
		else if (e->d_type == DT_REG)
			rc = file_copy(h, a, b);
		arena_release(&mem);
	}
	(void)closedir(d);
	return rc;
}

static struct str
below(struct house *h, struct str dir, const char *name)
{
	return str_printf(&h->mem, "%.*s/%s", STR_ARG(dir), name);
}

static enum rc
folder_new(struct house *h, struct str dir)
{
	if (mkdir(str_z(&h->mem, dir), 0700) == 0)
		return RC_OK;
	return fault_set(&h->fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
	    "%.*s: %s; give a directory that is not there yet", STR_ARG(dir),
	    strerror(errno));
}

int
backup_main(int argc, char **argv)
{
	struct str to = settings_word(argc, argv, 0);
	struct house h;
	enum rc rc;
	int code;

	if (!house_open(&h, argc, argv, &code) ||
	    !house_db(&h, DB_READS, &code))
		return code;
	rc = to.n > 0 ? folder_new(&h, to) : fault_set(&h.fault, &WHY_BAD_REQUEST,
	    __FILE__, __LINE__, "backup DIR: where to put the copy");
	if (rc == RC_OK)
		rc = backup_write(h.db, below(&h, to, "ocop.db"));
	if (rc == RC_OK)
		rc = folder_copy(&h, below(&h, h.set.data, "blob"),
		    below(&h, to, "blob"), 1);
	code = rc == RC_OK ? DONE : house_tell(&h, argv[0]);
	if (rc == RC_OK)
		(void)printf("copied to %.*s\n", STR_ARG(to));
	house_close(&h);
	return code;
}

int
restore_main(int argc, char **argv)
{
	struct str from = settings_word(argc, argv, 0);
	struct house h;
	enum rc rc;
	int code;

	if (!house_open(&h, argc, argv, &code))
		return code;
	rc = from.n > 0 ? backup_check(below(&h, from, "ocop.db"), &h.mem,
	    &h.fault) : fault_set(&h.fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
	    "restore DIR --data NEW: DIR is a copy made by `ocop backup`");
	if (rc == RC_OK)
		rc = folder_new(&h, h.set.data);
	if (rc == RC_OK)
		rc = folder_copy(&h, below(&h, from, "blob"),
		    below(&h, h.set.data, "blob"), 1);
	if (rc == RC_OK) /* last: until it is there, there is no office */
		rc = file_copy(&h, below(&h, from, "ocop.db"),
		    below(&h, h.set.data, "ocop.db"));
	code = rc == RC_OK ? DONE : house_tell(&h, argv[0]);
	if (rc == RC_OK)
		(void)printf("office in %.*s\n", STR_ARG(h.set.data));
	house_close(&h);
	return code;
}

/* --check is no setting: it is taken out of the words before they are read. */
static bool
take_flag(int *argc, char **argv, const char *flag)
{
	bool found = false;
	int n = 0;

	for (int i = 0; i < *argc; i++) {
		if (i > 0 && strcmp(argv[i], flag) == 0)
			found = true;
		else
			argv[n++] = argv[i];
	}
	*argc = n;
	return found;
}

/* Certificates that were issued before there were signed codes get theirs. */
struct late {
	struct ctx *ctx;
	bool left;
};

static enum rc
codes_late(void *arg)
{
	struct late *l = arg;

	return signed_codes_late(l->ctx, &l->left);
}

static enum rc
codes_rebuild(struct house *h)
{
	struct late l = { &h->ctx, true };
	enum rc rc = RC_OK;

	while (rc == RC_OK && l.left)
		rc = house_act(h, codes_late, &l);
	return rc;
}

int
rebuild_main(int argc, char **argv)
{
	bool check = take_flag(&argc, argv, "--check");
	int64_t different = 0;
	struct house h;
	struct buf out;
	int code;

	if (!house_open(&h, argc, argv, &code) ||
	    !house_db(&h, DB_WRITES, &code))
		return code;
	out = buf_new(&h.mem, 1 * MIB);
	if ((!check && codes_rebuild(&h) != RC_OK) ||
	    rebuild_derived(&h.ctx, check, &out, &different) != RC_OK) {
		code = house_tell(&h, argv[0]);
	} else {
		(void)printf("%.*s%lld products differ%s\n",
		    STR_ARG(buf_str(&out)), (long long)different,
		    check ? "" : "; made again");
		code = check && different > 0 ? ANSWER_NO : DONE;
	}
	house_close(&h);
	return code;
}

/* disk: see disk.h. */
#include "ledger/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

const struct reason WHY_LOG_FULL = { RC_BUSY, "log_full" };
const struct reason WHY_LOG_UNREADABLE = { RC_BROKEN, "log_unreadable" };
const struct reason WHY_LOG_CONTRADICTS = { RC_BROKEN, "log_contradicts" };

#define SAY(fault, why, ...) \
	fault_set((fault), &(why), __FILE__, __LINE__, __VA_ARGS__)

/* What errno means to whoever waits; paths stay out of what may be shown. */
static enum rc
disk_fault(struct fault *fault, const char *what)
{
	int e = errno;

	if (e == ENOSPC || e == EDQUOT || e == EFBIG)
		return SAY(fault, WHY_LOG_FULL, "%s: no room left", what);
	if (e == ENOENT)
		return SAY(fault, WHY_ABSENT, "%s: not there", what);
	return SAY(fault, WHY_LOG_UNREADABLE, "could not %s: %s", what, strerror(e));
}

static struct str
folder_of(struct str path)
{
	while (path.n > 0 && path.p[path.n - 1] != '/')
		path.n--;
	return path;
}

static bool
folder_sync(struct arena *mem, struct str path)
{
	struct str folder = folder_of(path);
	int fd = open(folder.n == 0 ? "." : str_z(mem, folder),
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool well;

	if (fd < 0)
		return false;
	well = fsync(fd) == 0;
	(void)close(fd);
	return well;
}

/* The folders of a path, each durable in the one above. */
static bool
folders_make(struct arena *mem, const struct disk_file *f)
{
	for (size_t i = f->root_n + 1; i < f->path.n; i++) {
		struct str folder = str_head(f->path, i);

		if (f->path.p[i] != '/')
			continue;
		if (mkdir(str_z(mem, folder), f->mode == 0600 ? 0700 : 0755) == 0) {
			if (!folder_sync(mem, folder))
				return false;
		} else if (errno != EEXIST) {
			return false;
		}
	}
	return true;
}

static bool
write_all(int fd, struct str bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			errno = n == 0 ? ENOSPC : errno;
			return false;
		}
		bytes = str_from(bytes, (size_t)n);
	}
	return true;
}

/* Writes it under another name; the file is left open. */
static enum rc
temporary_write(const struct disk_file *f, struct str bytes, const char *name,
    struct fault *fault, int *out)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, f->mode);
	enum rc rc;

	if (fd < 0)
		return disk_fault(fault, "write a file of the log");
	if (write_all(fd, bytes)) {
		*out = fd;
		return RC_OK;
	}
	rc = disk_fault(fault, "write a file of the log");
	(void)close(fd);
	(void)unlink(name);
	return rc;
}

static const char *
temporary_name(struct arena *mem, struct str path)
{
	return str_z(mem, str_printf(mem, "%.*s.new", STR_ARG(path)));
}

/* Its bytes are durable, or it is gone. */
static enum rc
temporary_end(int fd, const char *name, bool durable, struct fault *fault)
{
	bool well = !durable || fdatasync(fd) == 0;
	enum rc rc = well ? RC_OK : disk_fault(fault, "write a file of the log");

	if (close(fd) != 0 && well)
		rc = disk_fault(fault, "write a file of the log");
	if (rc != RC_OK)
		(void)unlink(name);
	return rc;
}

static enum rc
replace(const struct disk_file *f, struct str bytes, bool durable, struct arena *mem,
    struct fault *fault)
{
	const char *temporary = temporary_name(mem, f->path);
	int fd;
	enum rc rc;

	if (!folders_make(mem, f))
		return disk_fault(fault, "make a folder of the log");
	if ((rc = temporary_write(f, bytes, temporary, fault, &fd)) != RC_OK ||
	    (rc = temporary_end(fd, temporary, durable, fault)) != RC_OK)
		return rc;
	if (rename(temporary, str_z(mem, f->path)) != 0 ||
	    (durable && !folder_sync(mem, f->path)))
		return disk_fault(fault, "name a file of the log");
	return RC_OK;
}

enum rc
disk_replace(const struct disk_file *f, struct str bytes, struct arena *mem,
    struct fault *fault)
{
	return replace(f, bytes, true, mem, fault);
}

enum rc
disk_show(const struct disk_file *f, struct str bytes, struct arena *mem,
    struct fault *fault)
{
	return replace(f, bytes, false, mem, fault);
}

/* ---- kept for ever, together ------------------------------------------------------ */

enum rc
disk_batch_keep(struct disk_batch *b, const struct disk_file *f, struct str bytes,
    struct arena *mem, struct fault *fault)
{
	struct fault quiet = { 0 };
	struct disk_waiting *w = &b->v[b->n];
	struct str there;
	enum rc rc = disk_read(f->path, bytes.n + 1, mem, &quiet, &there);

	REQUIRE(b->n < DISK_BATCH_MAX);
	*w = (struct disk_waiting){ f->path, NULL, -1 };
	if (rc == RC_OK && !str_eq(there, bytes))
		return SAY(fault, WHY_LOG_CONTRADICTS, "a file of the log has other "
		    "contents than the entries give; nothing was signed");
	if (rc != RC_OK && rc != RC_ABSENT)
		return SAY(fault, WHY_LOG_UNREADABLE, "%s", quiet.detail);
	if (rc == RC_ABSENT) {
		if (!folders_make(mem, f))
			return disk_fault(fault, "make a folder of the log");
		w->temporary = temporary_name(mem, f->path);
		if ((rc = temporary_write(f, bytes, w->temporary, fault, &w->fd)) != RC_OK)
			return rc;
		/* The disk may begin; waiting for it is disk_batch_end(). */
		(void)sync_file_range(w->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
	}
	b->n++;
	return RC_OK;
}

/* Each folder once; what is there already may be from a run that ended before its
 * folder was durable. */
static enum rc
folders_end(const struct disk_batch *b, struct arena *mem, struct fault *fault)
{
	for (size_t i = 0; i < b->n; i++) {
		bool done = false;

		for (size_t k = 0; k < i && !done; k++)
			done = str_eq(folder_of(b->v[k].path), folder_of(b->v[i].path));
		if (!done && !folder_sync(mem, b->v[i].path))
			return disk_fault(fault, "make a folder of the log durable");
	}
	return RC_OK;
}

enum rc
disk_batch_end(struct disk_batch *b, struct arena *mem, struct fault *fault)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; i < b->n && rc == RC_OK; i++) {
		struct disk_waiting *w = &b->v[i];

		if (w->fd >= 0)
			rc = temporary_end(w->fd, w->temporary, true, fault);
		w->fd = -1;
	}
	for (size_t i = 0; i < b->n && rc == RC_OK; i++) {
		struct disk_waiting *w = &b->v[i];

		if (w->temporary != NULL && rename(w->temporary, str_z(mem, w->path)) != 0)
			rc = disk_fault(fault, "name a file of the log");
	}
	if (rc == RC_OK)
		rc = folders_end(b, mem, fault);
	if (rc != RC_OK)
		disk_batch_drop(b);
	b->n = 0;
	return rc;
}

void
disk_batch_drop(struct disk_batch *b)
{
	for (size_t i = 0; i < b->n; i++) {
		if (b->v[i].fd >= 0)
			(void)close(b->v[i].fd);
		if (b->v[i].temporary != NULL)
			(void)unlink(b->v[i].temporary);
	}
	b->n = 0;
}

enum rc
disk_keep(const struct disk_file *f, struct str bytes, struct arena *mem,
    struct fault *fault)
{
	struct disk_batch b = { .n = 0 };
	enum rc rc = disk_batch_keep(&b, f, bytes, mem, fault);

	return rc == RC_OK ? disk_batch_end(&b, mem, fault) : rc;
}

enum rc
disk_read(struct str path, size_t most, struct arena *mem, struct fault *fault,
    struct str *out)
{
	int fd = open(str_z(mem, path), O_RDONLY | O_CLOEXEC);
	struct stat st;
	size_t n = 0;
	char *to;

	if (fd < 0)
		return disk_fault(fault, "open a file of the log");
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		(void)close(fd);
		return SAY(fault, WHY_LOG_UNREADABLE, "a name of the log is no file");
	}
	/* One byte more than allowed tells too long from just right. */
	to = arena_bytes(mem, (size_t)st.st_size < most ? (size_t)st.st_size + 1 : most + 1);
	for (;;) {
		size_t room = ((size_t)st.st_size < most ? (size_t)st.st_size : most) - n;
		ssize_t got = room == 0 ? 0 : read(fd, to + n, room);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			enum rc rc = disk_fault(fault, "read a file of the log");

			(void)close(fd);
			return rc;
		}
		if (got == 0)
			break;
		n += (size_t)got;
	}
	(void)close(fd);
	to[n] = 0;
	*out = (struct str){ to, n };
	return RC_OK;
}

void
disk_drop(struct arena *mem, struct str path)
{
	(void)unlink(str_z(mem, path));
}

enum rc
disk_lock(struct str path, struct arena *mem, struct fault *fault, int *lock)
{
	int fd = open(str_z(mem, path), O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		return disk_fault(fault, "lock the log");
	while (flock(fd, LOCK_EX) != 0)
		if (errno != EINTR) {
			(void)close(fd);
			return disk_fault(fault, "lock the log");
		}
	*lock = fd;
	return RC_OK;
}

void
disk_unlock(int lock)
{
	(void)close(lock);
}

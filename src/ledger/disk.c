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

static bool
folder_sync(struct arena *mem, struct str path)
{
	size_t n = path.n;
	const char *z;
	int fd;
	bool well;

	while (n > 0 && path.p[n - 1] != '/')
		n--;
	z = n == 0 ? "." : str_z(mem, str_head(path, n));
	fd = open(z, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
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

enum rc
disk_replace(const struct disk_file *f, struct str bytes, struct arena *mem,
    struct fault *fault)
{
	const char *to = str_z(mem, f->path);
	const char *temporary = str_z(mem, str_printf(mem, "%.*s.new", STR_ARG(f->path)));
	bool well;
	int fd, e;

	if (!folders_make(mem, f))
		return disk_fault(fault, "make a folder of the log");
	fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
	    f->mode);
	if (fd < 0)
		return disk_fault(fault, "write a file of the log");
	well = write_all(fd, bytes) && fsync(fd) == 0;
	e = errno;
	if (close(fd) != 0 && well) {
		well = false;
		e = errno;
	}
	if (!well) {
		(void)unlink(temporary);
		errno = e;
		return disk_fault(fault, "write a file of the log");
	}
	if (rename(temporary, to) != 0 || !folder_sync(mem, f->path))
		return disk_fault(fault, "name a file of the log");
	return RC_OK;
}

enum rc
disk_keep(const struct disk_file *f, struct str bytes, struct arena *mem,
    struct fault *fault)
{
	struct fault quiet = { 0 };
	struct str there;
	enum rc rc = disk_read(f->path, bytes.n + 1, mem, &quiet, &there);

	if (rc == RC_ABSENT)
		return disk_replace(f, bytes, mem, fault);
	if (rc != RC_OK)
		return SAY(fault, WHY_LOG_UNREADABLE, "%s", quiet.detail);
	if (!str_eq(there, bytes))
		return SAY(fault, WHY_LOG_CONTRADICTS, "a file of the log has other "
		    "contents than the entries give; nothing was signed");
	/* It may be from a run that ended before the folder was durable. */
	return folder_sync(mem, f->path) ? RC_OK :
	    disk_fault(fault, "make a folder of the log durable");
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

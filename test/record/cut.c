/*
 * cut: a machine that stops, or has no room left, at one step of the disk, the database
 * or the line, for tests that walk them all. The test maps the file OCOP_CUT, arms it and reads
 * the steps that came, by name. Preloaded, never linked. With a verb or a word, only steps
 * that have it are counted: those that come once among many, in whatever order threads
 * run, are met by name, not by chance.
 *
 *   kill   the process ends before step `at`
 *   full   from step `at` on there is no room, until the test disarms it
 *   liar   heads are said to be written and are not: what the test must find
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { OFF, KILL, FULL, LIAR };
#define STEPS 2000
#define NAME 120

/* The same places in cuts.mjs. */
struct cut {
	_Atomic int mode, at, n, spare;
	char verb[NAME], word[NAME]; /* written before `mode` */
	char name[STEPS][NAME];
};

static struct cut *
cut(void)
{
	static struct cut *volatile mapped;

	if (mapped == NULL) {
		const char *path = getenv("OCOP_CUT");
		int fd = path == NULL ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path,
		    O_RDWR | O_CLOEXEC, 0);
		struct cut *at = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof(*at),
		    PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

		if (at == MAP_FAILED)
			abort(); /* a test without its cut shows nothing */
		(void)close(fd);
		mapped = at;
	}
	return mapped;
}

/* One step, before it is taken; true when it must fail. `full`: that needs room. */
static bool
step(const char *what, const char *where, bool full)
{
	struct cut *c = cut();
	int mode = c->mode, n;

	if (mode == OFF || (mode == FULL && !full))
		return false;
	if ((c->verb[0] != 0 && strcmp(what, c->verb) != 0) || strstr(where, c->word) == NULL)
		return false;
	n = ++c->n;
	if (n < STEPS)
		(void)snprintf(c->name[n], NAME, "%s %.*s", what, NAME - 16,
		    strlen(where) > NAME - 16 ? where + strlen(where) - (NAME - 16) : where);
	if (mode == KILL && n == c->at)
		(void)kill(getpid(), SIGKILL);
	if (mode != FULL || n < c->at)
		return false;
	errno = ENOSPC;
	return true;
}

/* The same for what is open: a file by its name, or a line. */
static bool
step_fd(const char *what, int fd, bool full)
{
	char link[32], name[NAME * 4];
	ssize_t n;

	if (cut()->mode == OFF)
		return false;
	(void)snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, name, sizeof(name) - 1);
	name[n < 0 ? 0 : n] = 0;
	if (name[0] != '/' && strncmp(name, "socket:", 7) != 0)
		return false;
	if (strncmp(name, "/dev/", 5) == 0 && strncmp(name, "/dev/shm/", 9) != 0)
		return false;
	return step(what, name[0] == '/' ? name : "", full && name[0] == '/');
}

static int
opened(const char *path, int flags, mode_t mode)
{
	if ((flags & O_CREAT) != 0 && access(path, F_OK) != 0 && step("make", path, true))
		return -1;
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

#define OPEN(name, large) \
int \
name(const char *path, int flags, ...) \
{ \
	mode_t mode = 0; \
	va_list args; \
\
	va_start(args, flags); \
	if ((flags & O_CREAT) != 0) \
		mode = va_arg(args, mode_t); \
	va_end(args); \
	return opened(path, flags | (large), mode); \
}
OPEN(open, 0)
OPEN(open64, O_LARGEFILE)

int
mkdir(const char *path, mode_t mode)
{
	return step("mkdir", path, true) ? -1 : (int)syscall(SYS_mkdir, path, mode);
}

int
rename(const char *from, const char *to)
{
	const char *name = strrchr(to, '/');

	if (step("rename", to, true))
		return -1;
	if (cut()->mode == LIAR && name != NULL && (strcmp(name, "/signed") == 0 ||
	    strcmp(name, "/checkpoint") == 0))
		return 0;
	return (int)syscall(SYS_rename, from, to);
}

int
unlink(const char *path)
{
	(void)step("unlink", path, false);
	return (int)syscall(SYS_unlink, path);
}

int
fsync(int fd)
{
	return step_fd("fsync", fd, true) ? -1 : (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return step_fd("fdatasync", fd, true) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int
ftruncate64(int fd, off64_t n)
{
	return step_fd("cut", fd, true) ? -1 : (int)syscall(SYS_ftruncate, fd, n);
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	return step_fd("write", fd, true) ? -1 : syscall(SYS_write, fd, bytes, n);
}

ssize_t
pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
	return step_fd("write", fd, true) ? -1 : syscall(SYS_pwrite64, fd, bytes, n, at);
}

ssize_t
send(int fd, const void *bytes, size_t n, int flags)
{
	(void)step_fd("send", fd, false);
	return syscall(SYS_sendto, fd, bytes, n, flags, NULL, 0);
}

ssize_t
sendmsg(int fd, const struct msghdr *m, int flags)
{
	(void)step_fd("send", fd, false);
	return syscall(SYS_sendmsg, fd, m, flags);
}

ssize_t
writev(int fd, const struct iovec *v, int n)
{
	return step_fd("write", fd, true) ? -1 : syscall(SYS_writev, fd, v, n);
}

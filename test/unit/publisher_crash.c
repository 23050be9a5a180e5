/* Killed, or without room, at every step that touches the disk or asks the database, on
 * both back ends: no signed tree is ever broken, and nobody is told of something that
 * is not in it. */
#include "publisher_whole.h"

#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>


/* ---- steps that touch the disk ---------------------------------------------------- */

/* Every such call of this program and of SQLite comes through here: it is killed
 * at the call `kill_at`, or the call `fail_at` finds no room. 0: never. */
static int steps, kill_at, fail_at;

static bool
step_fails(void)
{
	steps++;
	if (steps == kill_at)
		(void)kill(getpid(), SIGKILL);
	if (steps != fail_at)
		return false;
	errno = ENOSPC;
	return true;
}

int
fsync(int fd)
{
	return step_fails() ? -1 : (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return step_fails() ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int
rename(const char *from, const char *to)
{
	return step_fails() ? -1 : (int)syscall(SYS_rename, from, to);
}

/* A disk that lies: of the file of tiles that is written as number `spoil_at` one bit is
 * kept wrong. */
static int tiles_written, spoil_at;

static bool
is_spoilt(int fd)
{
	char link[32], name[512];
	ssize_t n;

	if (spoil_at == 0)
		return false;
	(void)snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, name, sizeof(name) - 1);
	name[n < 0 ? 0 : n] = 0;
	return strstr(name, "/tile/") != NULL && ++tiles_written == spoil_at;
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	char other[16 * KIB];

	if (step_fails())
		return -1;
	if (!is_spoilt(fd) || n == 0 || n > sizeof(other))
		return syscall(SYS_write, fd, bytes, n);
	memcpy(other, bytes, n);
	other[n - 1] ^= 1;
	return syscall(SYS_write, fd, other, n);
}

ssize_t
pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
	return step_fails() ? -1 : syscall(SYS_pwrite64, fd, bytes, n, at);
}

/* To a database that is a server: each message is a step at which it may be killed. Its
 * disk is not ours to fill. */
ssize_t
send(int fd, const void *bytes, size_t n, int flags)
{
	if (kill_at != 0)
		(void)step_fails();
	return syscall(SYS_sendto, fd, bytes, n, flags, NULL, 0);
}

/* ---- bad moments --------------------------------------------------------------------------- */

/* In a process of its own: seals a sheet, and says to `told` what it was told. */
static int
seal_in_child(struct office *o, int told)
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		enum rc rc;
		char said;

		if (!office_open(o))
			_exit(9);
		steps = 0;
		rc = act(o, act_seal);
		kill_at = fail_at = 0;
		said = rc == RC_OK ? 'y' : 'n';
		(void)syscall(SYS_write, told, &said, 1);
		_exit(0);
	}
	CHECK(pid > 0 && waitpid(pid, &status, 0) == pid);
	return status;
}

/* After whatever happened: what was told is in the published head, the tree is
 * whole and begins with the one before, and the next act goes on. */
static void
all_is_well(struct office *o, const struct tree_head *before, char said)
{
	struct str published;
	struct signed_note *n = ARENA_NEW(unit_mem(), struct signed_note);
	struct checkpoint c = { 0 };
	int64_t after;

	/* as the world saw it at that moment */
	CHECK_INT(disk_read(str_printf(unit_mem(), "%s/log/checkpoint", o->dir),
	    NOTE_BYTES_MAX, unit_mem(), &o->fault, &published), RC_OK);
	CHECK(note_read(unit_mem(), published, n) &&
	    checkpoint_read(unit_mem(), n->text, &c));
	CHECK(c.head.size >= before->size);
	if (said == 'y')
		CHECK_INT(c.head.size, before->size + 1);
	after = reopened_whole(o, before);
	CHECK(after >= c.head.size && after <= before->size + 1);
}

static void
every_step(struct office *o, int *which)
{
	int told[2], n;
	struct str checkpoint;

	for (n = 1; n < 400; n++) {
		struct tree_head before;
		char said = '-';
		int status;

		unit_row("step %d", n);
		if (!CHECK(office_open(o)))
			return;
		before = head_of(o, &checkpoint);
		office_close(o);
		CHECK(pipe(told) == 0);
		*which = n;
		status = seal_in_child(o, told[1]);
		*which = 0;
		close(told[1]);
		if (read(told[0], &said, 1) != 1)
			said = '-';
		close(told[0]);
		CHECK(WIFSIGNALED(status) ? WTERMSIG(status) == SIGKILL :
		    WEXITSTATUS(status) == 0);
		CHECK((said == '-') == WIFSIGNALED(status));
		all_is_well(o, &before, said);
		if (said == 'y' && n > 4)
			break; /* there is no such step any more */
	}
	CHECK(n > 12 && n < 400); /* bundle, tile, two heads: three calls each */
}

static void
bad_moments(struct str where, int *which)
{
	struct office o;

	if (!office_make(&o, where))
		return;
	office_close(&o);
	every_step(&o, which);
	if (CHECK(office_open(&o)))
		office_drop(&o);
}

/* What was written is read back before it is signed: a bit that the disk has kept wrong, of
 * an entry or of a hash, is in no head, and nobody is told that it was done. */
static void
a_disk_that_lies(struct str where)
{
	struct office o;
	int n;

	for (n = 1; n < 9; n++) {
		struct str checkpoint;
		struct tree_head before, after;
		enum rc rc;

		unit_row("file of tiles %d", n);
		if (!office_make(&o, where))
			return;
		before = head_of(&o, &checkpoint);
		tiles_written = 0;
		spoil_at = n;
		rc = act(&o, act_seal);
		spoil_at = 0;
		after = head_of(&o, &checkpoint);
		if (tiles_written >= n)
			CHECK(rc != RC_OK && after.size == before.size);
		else
			CHECK_INT(rc, RC_OK);
		office_drop(&o);
		store_drop(where);
		where = store_place(DB_SQLITE);
		if (tiles_written < n)
			break;
	}
	CHECK(n > 2); /* a bundle and a tile */
}

static void
killed(struct str where)
{
	bad_moments(where, &kill_at);
}

static void
without_room(struct str where)
{
	bad_moments(where, &fail_at);
}

static void
killed_at_every_step(void)
{
	store_each(killed);
}

static void
no_room_at_every_step(void)
{
	store_each(without_room);
}

static void
read_back_before_it_is_signed(void)
{
	a_disk_that_lies(store_place(DB_SQLITE));
}

static const struct unit_test tests[] = {
	{ "record: a bit that the disk keeps wrong is not signed", read_back_before_it_is_signed },
	{ "record: killed at every step", killed_at_every_step },
	{ "record: no room at every step", no_room_at_every_step },
};
UNIT_MAIN(tests)

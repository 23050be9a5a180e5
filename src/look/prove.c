/*
 * prove: `ocop-look prove` gives up its power as for a file and then tries to
 * do harm. It prints what was still possible and ends with 1 if anything was:
 * a fence that nobody has run against is only believed to stand.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "look.h"

static bool
may_open(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	return fd >= 0 && close(fd) == 0;
}

static bool may_speak(void) { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }
static bool may_speak_here(void) { return socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }
static bool may_read_disk(void) { return may_open("/etc/passwd", O_RDONLY); }
static bool may_read_data(void) { return may_open(".", O_RDONLY | O_DIRECTORY); }
static bool may_write(void) { return may_open("/tmp/ocop-look-prove", O_WRONLY | O_CREAT); }
static bool may_erase(void) { return unlink("/tmp/ocop-look-prove") == 0 || errno == ENOENT; }
static bool may_trace(void) { return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0; }
static bool may_kill(void) { return kill(getppid(), 0) == 0; }
static bool may_leave(void) { return syscall(SYS_setns, -1, 0) == 0 || errno == EBADF; }

static bool
may_fork(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid > 0 && waitpid(pid, NULL, 0) == pid;
}

static bool
may_run(void)
{
	char *argv[] = { NULL };

	(void)execve("/bin/true", argv, argv);
	return errno != EPERM;
}

int
prove(void)
{
	static const struct {
		const char *what;
		bool (*may)(void);
	} deeds[] = { { "speak to the network", may_speak }, { "speak to this machine", may_speak_here },
		{ "read another file", may_read_disk }, { "read where it was started", may_read_data },
		{ "write a file", may_write }, { "erase a file", may_erase }, { "start a process", may_fork },
		{ "run a program", may_run }, { "trace a process", may_trace },
		{ "signal another process", may_kill }, { "enter a name space", may_leave } };
	int possible = 0;

	power_drop(0);
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		if (deeds[i].may()) {
			(void)printf("still possible: %s\n", deeds[i].what);
			possible++;
		}
	(void)fflush(stdout);
	return possible > 0;
}

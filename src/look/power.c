/*
 * power: giving it up.
 *
 * Four fences, each enough against most harm, none trusted alone:
 *   limits       1 GB of memory, 10 s of work, no file larger than the given one
 *   name spaces  no network to speak to, where the system lets us leave it
 *   Landlock     of the disk, only fonts, libraries and tables can be read:
 *                not the database, not other people's files
 *   seccomp      no sockets, no new programs or processes, no opening for
 *                writing, no tracing; without Landlock, no opening at all
 *
 * The filter is a list of what is denied, not of what is allowed: the
 * libraries' needs change with every update of Debian, and a missed harmless
 * call would refuse honest people's files. What it must stop is named.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "look.h"

#define MEMORY_BYTES ((rlim_t)1024 * 1024 * 1024)
#define WORK_S 10

static void
limit(int what, rlim_t most)
{
	struct rlimit r = { most, most };

	if (setrlimit((__rlimit_resource_t)what, &r) != 0)
		_exit(4);
}

static void
limit_all(size_t file_bytes)
{
	limit(RLIMIT_AS, MEMORY_BYTES);
	limit(RLIMIT_CPU, WORK_S);
	limit(RLIMIT_FSIZE, (rlim_t)file_bytes + 1024 * 1024);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, 64);
}

/* Read-only below one folder. A folder that is not there is not missed. */
static void
let_read(int rules, const char *folder)
{
	struct landlock_path_beneath_attr below = {
		.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
		.parent_fd = open(folder, O_PATH | O_CLOEXEC),
	};

	if (below.parent_fd < 0)
		return;
	(void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
	(void)close(below.parent_fd);
}

/* False where the kernel has no Landlock. */
static bool
fence_disk(void)
{
	static const char *const folders[] = { "/usr", "/lib", "/lib64", "/etc/fonts",
		"/etc/ld.so.cache", "/etc/poppler", "/var/cache/fontconfig" };
	/* All that the first version of Landlock knows: each kernel has these. */
	struct landlock_ruleset_attr all = { .handled_access_fs =
	    (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 };
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof(all), 0);
	bool ok;

	if (rules < 0)
		return false;
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		let_read(rules, folders[i]);
	ok = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	(void)close(rules);
	return ok;
}

static void
deny(scmp_filter_ctx f, int call, int error)
{
	/* A call that this machine does not have needs no rule. */
	if (call >= 0 && seccomp_rule_add(f, SCMP_ACT_ERRNO((uint16_t)error), call, 0) != 0)
		_exit(4);
}

/* Opening for writing, making or cutting a file. */
static void
deny_writing(scmp_filter_ctx f)
{
	static const unsigned long long flags[][2] = { { O_ACCMODE, O_WRONLY },
		{ O_ACCMODE, O_RDWR }, { O_CREAT, O_CREAT }, { O_TRUNC, O_TRUNC } };

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (seccomp_rule_add(f, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(open), 1,
		    SCMP_A1(SCMP_CMP_MASKED_EQ, flags[i][0], flags[i][1])) != 0 ||
		    seccomp_rule_add(f, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 1,
		    SCMP_A2(SCMP_CMP_MASKED_EQ, flags[i][0], flags[i][1])) != 0)
			_exit(4);
}

static void
fence_calls(bool disk_is_fenced)
{
	static const int denied[] = { SCMP_SYS(socket), SCMP_SYS(socketpair),
		SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(sendto),
		SCMP_SYS(sendmsg), SCMP_SYS(sendmmsg), SCMP_SYS(execve), SCMP_SYS(execveat),
		SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
		SCMP_SYS(process_vm_writev), SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_getfd),
		SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(creat), SCMP_SYS(openat2),
		SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(unlink),
		SCMP_SYS(unlinkat), SCMP_SYS(link), SCMP_SYS(linkat), SCMP_SYS(symlink),
		SCMP_SYS(symlinkat), SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(rmdir),
		SCMP_SYS(mknod), SCMP_SYS(mknodat), SCMP_SYS(chmod), SCMP_SYS(fchmod),
		SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(fchown), SCMP_SYS(lchown),
		SCMP_SYS(fchownat), SCMP_SYS(truncate), SCMP_SYS(setxattr), SCMP_SYS(mount),
		SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(unshare),
		SCMP_SYS(setns), SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(keyctl),
		SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(userfaultfd),
		SCMP_SYS(io_uring_setup), SCMP_SYS(open_by_handle_at), SCMP_SYS(init_module),
		SCMP_SYS(finit_module), SCMP_SYS(kexec_load), SCMP_SYS(reboot),
		SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(setrlimit) };
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);

	if (f == NULL)
		_exit(4);
	for (size_t i = 0; i < sizeof(denied) / sizeof(denied[0]); i++)
		deny(f, denied[i], EPERM);
	/* Threads yes, processes no. clone3 hides its flags from a filter, so it
	 * is "not known here" and the C library takes clone. */
	deny(f, SCMP_SYS(clone3), ENOSYS);
	if (seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
	    SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) != 0)
		_exit(4);
	deny_writing(f);
	if (!disk_is_fenced) {
		deny(f, SCMP_SYS(open), EACCES);
		deny(f, SCMP_SYS(openat), EACCES);
	}
	if (seccomp_load(f) != 0)
		_exit(4);
	seccomp_release(f);
}

void
power_drop(size_t file_bytes)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		_exit(4);
	/* Not everywhere allowed; seccomp denies sockets in any case. */
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC) != 0)
		(void)unshare(CLONE_NEWNET);
	limit_all(file_bytes);
	fence_calls(fence_disk());
}

/*
 * look: see look.h. This side starts ocop-look, does not believe it, and
 * keeps what may stay.
 */
#include "blob/look.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "blob/look_inside.h"

const struct reason WHY_FILE_EMPTY = { RC_INVALID, "file_empty" };
const struct reason WHY_FILE_LARGE = { RC_INVALID, "file_large" };
const struct reason WHY_FILE_KIND = { RC_INVALID, "file_kind" };
const struct reason WHY_FILE_NAME = { RC_INVALID, "file_name" };
const struct reason WHY_FILE_PROGRAM = { RC_INVALID, "file_program" };
const struct reason WHY_FILE_PIXELS = { RC_INVALID, "file_pixels" };
const struct reason WHY_FILE_CUT = { RC_INVALID, "file_cut" };
const struct reason WHY_FILE_LOCKED = { RC_INVALID, "file_locked" };
const struct reason WHY_FILE_VIRUS = { RC_INVALID, "file_virus" };
const struct reason WHY_FILE_SLOW = { RC_INVALID, "file_slow" };
const struct reason WHY_TEMPLATE_KEY = { RC_INVALID, "template_key" };
const struct reason WHY_TEMPLATE_LINK = { RC_INVALID, "template_link" };
const struct reason WHY_ARCHIVE_KIND = { RC_INVALID, "archive_kind" };
const struct reason WHY_ARCHIVE_FILE = { RC_INVALID, "archive_file" };
const struct reason WHY_LOOK_AWAY = { RC_BUSY, "look_away" };

#define WAIT_MS 20000
#define THUMB_MAX ((int64_t)512 * 1024)
#define COPY_MORE ((int64_t)1024 * 1024) /* a JPEG is larger than its HEIC */
#define FD_OUT_FIRST 5 /* the child keeps 0 … 4 */

/* ---- the two files it may write ------------------------------------------- */

static int
temporary(const struct blobs *b, struct place *at)
{
	(void)snprintf(at->z, sizeof(at->z), "%.*s/upload/.look-XXXXXX", STR_ARG(b->dir));
	return mkostemp(at->z, O_CLOEXEC);
}

static void
temporary_end(int fd, const struct place *at)
{
	if (fd < 0)
		return;
	(void)close(fd);
	(void)unlink(at->z); /* kept ones have another name by now */
}

void
look_end(struct looking *l)
{
	int status;

	if (l->pid > 0) {
		(void)kill(l->pid, SIGKILL);
		(void)waitpid(l->pid, &status, 0);
	}
	temporary_end(l->thumb, &l->thumb_at);
	temporary_end(l->clean, &l->clean_at);
	if (l->answer >= 0)
		(void)close(l->answer);
	if (l->file >= 0)
		(void)close(l->file);
}

/* ---- starting it and hearing it -------------------------------------------- */

static int
spawn(struct looking *l, const char *const task[3], int out)
{
	char *argv[] = { (char *)(uintptr_t)"ocop-look", (char *)(uintptr_t)task[0],
		(char *)(uintptr_t)task[1], (char *)(uintptr_t)task[2], NULL };
	char *env[] = { (char *)(uintptr_t)"LC_ALL=C.UTF-8", (char *)(uintptr_t)"PATH=/usr/bin:/bin",
		(char *)(uintptr_t)"HOME=/nonexistent", NULL };
	posix_spawn_file_actions_t a;
	int rc;

	if (posix_spawn_file_actions_init(&a) != 0)
		return -1;
	rc = posix_spawn_file_actions_adddup2(&a, l->file, STDIN_FILENO) |
	    posix_spawn_file_actions_adddup2(&a, out, STDOUT_FILENO) |
	    posix_spawn_file_actions_addopen(&a, STDERR_FILENO, "/dev/null", O_WRONLY, 0) |
	    posix_spawn_file_actions_adddup2(&a, l->thumb, 3) |
	    posix_spawn_file_actions_adddup2(&a, l->clean, 4) |
	    posix_spawn_file_actions_addclosefrom_np(&a, FD_OUT_FIRST);
	if (rc == 0)
		rc = posix_spawn(&l->pid, str_z(l->mem, l->b->look), &a, NULL, argv, env);
	(void)posix_spawn_file_actions_destroy(&a);
	if (rc != 0)
		l->pid = 0;
	return rc == 0 ? 0 : -1;
}

/* A descriptor that dup2 in the child cannot trample on: above 4. */
int
look_lift(int fd)
{
	int high = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 16);

	if (fd >= 0)
		(void)close(fd);
	return high;
}

enum rc
look_start(struct looking *l, const char *const task[3])
{
	int ends[2];
	int rc;

	l->thumb = look_lift(temporary(l->b, &l->thumb_at));
	if (l->clean < 0)
		l->clean = look_lift(temporary(l->b, &l->clean_at));
	if (l->thumb < 0 || l->clean < 0)
		return io_fault(l->fault, "make a file");
	if (pipe2(ends, O_CLOEXEC) != 0)
		return io_fault(l->fault, "make a pipe");
	l->answer = look_lift(ends[0]);
	ends[1] = look_lift(ends[1]);
	rc = l->answer < 0 || ends[1] < 0 ? -1 : spawn(l, task, ends[1]);
	if (ends[1] >= 0)
		(void)close(ends[1]);
	if (rc != 0) {
		log_error("could not start %.*s: install it beside the program",
		    STR_ARG(l->b->look));
		return REFUSE(l->fault, WHY_LOOK_AWAY, "cannot look at files just now");
	}
	return RC_OK;
}

/* Reads the answer until its end, at most `most` bytes and WAIT_MS. */
static struct str
hear(struct looking *l, size_t most)
{
	char *text = arena_alloc(l->mem, most);
	int64_t until = clock_ticks_us() / 1000 + WAIT_MS;
	size_t n = 0;

	for (;;) {
		struct pollfd p = { .fd = l->answer, .events = POLLIN };
		int64_t left = until - clock_ticks_us() / 1000;
		ssize_t got;

		if (left <= 0 || n == most)
			return (struct str){ NULL, 0 };
		if (poll(&p, 1, (int)left) < 0 && errno != EINTR)
			return (struct str){ NULL, 0 };
		if (p.revents == 0)
			continue;
		got = read(l->answer, text + n, most - n);
		if (got <= 0)
			return (struct str){ text, n };
		n += (size_t)got;
	}
}

/* Whether it ended well. A library that fell over a file says that the file is
 * damaged; one that never came to an end says so too, in other words. */
static enum rc
ended(struct looking *l, bool in_time)
{
	int status = 0;

	if (!in_time)
		(void)kill(l->pid, SIGKILL);
	if (waitpid(l->pid, &status, 0) < 0)
		status = -1;
	l->pid = 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return RC_OK;
	if (!in_time || (WIFSIGNALED(status) &&
	    (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)))
		return REFUSE(l->fault, WHY_FILE_SLOW, "%s", "");
	if (WIFSIGNALED(status))
		return REFUSE(l->fault, WHY_FILE_CUT, "%s", "");
	log_error("ocop-look ended with %d", WIFEXITED(status) ? WEXITSTATUS(status) : -1);
	return REFUSE(l->fault, WHY_LOOK_AWAY, "cannot look at files just now");
}

enum rc
look_written(struct looking *l, int64_t most, struct str *out)
{
	struct stat st;
	char *to;

	if (fstat(l->thumb, &st) != 0 || st.st_size == 0 || st.st_size > most)
		return REFUSE(l->fault, WHY_FILE_CUT, "%s", "");
	to = arena_bytes(l->mem, (size_t)st.st_size);
	for (int64_t have = 0, n; have < st.st_size; have += n)
		if ((n = pread(l->thumb, to + have, (size_t)(st.st_size - have), have)) <= 0)
			return io_fault(l->fault, "read what was filled in");
	*out = (struct str){ to, (size_t)st.st_size };
	return RC_OK;
}

/* ---- what it said ------------------------------------------------------------ */

static enum rc
refusal(struct fault *fault, struct str code, struct str detail)
{
	static const struct reason *const known[] = { &WHY_FILE_EMPTY, &WHY_FILE_KIND,
		&WHY_FILE_PROGRAM, &WHY_FILE_PIXELS, &WHY_FILE_CUT, &WHY_FILE_LOCKED,
		&WHY_TEMPLATE_KEY, &WHY_TEMPLATE_LINK, &WHY_ARCHIVE_KIND,
		&WHY_ARCHIVE_FILE, &WHY_LOOK_AWAY };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (str_eq(code, str_c(known[i]->code)))
			return REFUSE(fault, *known[i], "%.*s", STR_ARG(str_head(detail, 100)));
	return REFUSE(fault, WHY_FILE_CUT, "%s", "");
}

static int
number(const struct json *j, const char *name)
{
	int64_t v = json_int(json_get(j, str_c(name)), 0);

	return v < 0 || v > 1000000 ? 0 : (int)v;
}

static const struct kind {
	const char *mime, *endings; /* endings with a blank on both sides */
	bool picture;
	bool copied;                /* the clean copy is a JPEG, of papers too */
	bool shown;                 /* in a page; else it is for saving */
} kinds[] = {
	{ "image/jpeg", " jpg jpeg jfif jpe ", true, false, true },
	{ "image/png", " png ", true, false, true },
	{ "image/webp", " webp ", true, false, true },
	{ "image/heic", " heic heif hif ", true, true, true },
	{ "application/pdf", " pdf ", false, false, true },
	{ "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	  " docx ", false, false, false },
	{ "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	  " xlsx ", false, false, false },
};

static const struct kind *
kind_of_mime(struct str mime)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_eq(mime, str_c(kinds[i].mime)))
			return &kinds[i];
	return NULL;
}

/* The kind that a name promises; NULL when its ending promises none we know. */
static const struct kind *
kind_of_name(struct str name, struct arena *mem)
{
	size_t dot = name.n;

	while (dot > 0 && name.p[dot - 1] != '.')
		dot--;
	if (dot == 0 || name.n - dot > 5)
		return NULL;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_has(str_c(kinds[i].endings), str_printf(mem, " %.*s ",
		    STR_ARG(str_lower(mem, str_from(name, dot))))))
			return &kinds[i];
	return NULL;
}

struct str
look_copy_mime(struct str mime)
{
	const struct kind *is = kind_of_mime(mime);

	return is != NULL && is->copied ? S("image/jpeg") : mime;
}

bool
look_is_shown(struct str mime)
{
	const struct kind *is = kind_of_mime(mime);

	return is != NULL && is->shown;
}

bool
look_name_agrees(struct str name, struct str mime, struct arena *mem)
{
	const struct kind *says = kind_of_name(name, mem);
	const struct kind *is = kind_of_mime(mime);

	return is != NULL && (says == NULL || says == is || (says->picture && is->picture));
}

enum rc
look_understand(struct looking *l, const struct look_at *at, const struct json *j,
    struct looked *out)
{
	const struct kind *kind;

	out->mime = json_str(json_get(j, S("mime")));
	kind = kind_of_mime(out->mime);
	if (kind == NULL || (at->purpose == LOOK_PHOTO && !kind->picture))
		return REFUSE(l->fault, WHY_FILE_KIND, "%.*s", STR_ARG(str_head(out->mime, 100)));
	if (!look_name_agrees(at->name, out->mime, l->mem))
		return REFUSE(l->fault, WHY_FILE_NAME, "%s", kind->mime);
	out->pages = number(j, "pages");
	out->width = number(j, "width");
	out->height = number(j, "height");
	return RC_OK;
}

/* ---- keeping ------------------------------------------------------------------ */

/* Keeps what it wrote, when there is something and it is no larger than it
 * can honestly be. */
static enum rc
keep_written(struct looking *l, int fd, const struct place *at, int64_t max_bytes,
    struct blob_kept *out)
{
	struct stat st;

	if (fstat(fd, &st) != 0 || st.st_size == 0)
		return RC_OK;
	if (st.st_size > max_bytes)
		return REFUSE(l->fault, WHY_FILE_CUT, "%s", "");
	return blob_keep_file(l->b, str_c(at->z), l->mem, l->fault, out);
}

static enum rc
keep_all(struct looking *l, const struct look_at *at, int64_t size_bytes,
    struct looked *out)
{
	const bool copied = !str_eq(look_copy_mime(out->mime), out->mime);
	enum rc rc = keep_written(l, l->thumb, &l->thumb_at, THUMB_MAX, &out->thumb);

	if (rc == RC_OK)
		rc = keep_written(l, l->clean, &l->clean_at, size_bytes +
		    (copied ? COPY_MORE : 64), &out->clean);
	if (rc == RC_OK && (at->purpose == LOOK_PHOTO || copied) && out->clean.hash.n == 0)
		rc = REFUSE(l->fault, WHY_FILE_CUT, "%s", "");
	if (rc == RC_OK)
		rc = blob_keep_file(l->b, at->path, l->mem, l->fault, &out->file);
	return rc;
}

enum rc
look_judge(struct looking *l, struct str said, const struct json **out)
{
	struct str error, refused;

	*out = json_read(l->mem, said, &error);
	if (*out == NULL || json_kind(*out) != JSON_MAP)
		return REFUSE(l->fault, WHY_FILE_CUT, "%s", "");
	refused = json_str(json_get(*out, S("refused")));
	return refused.n > 0 ? refusal(l->fault, refused,
	    json_str(json_get(*out, S("detail")))) : RC_OK;
}

enum rc
look_hear(struct looking *l, size_t most, const struct json **out)
{
	struct str said = hear(l, most);
	enum rc rc = ended(l, said.p != NULL);

	return rc != RC_OK ? rc : look_judge(l, said, out);
}

enum rc
look_open(struct looking *l, struct str path, int64_t *size_bytes)
{
	struct stat st;

	l->file = look_lift(open(str_z(l->mem, path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
	if (l->file < 0 || fstat(l->file, &st) != 0)
		return io_fault(l->fault, "open the received file");
	*size_bytes = st.st_size;
	if (st.st_size == 0)
		return REFUSE(l->fault, WHY_FILE_EMPTY, "%s", "");
	if (st.st_size > LOOK_FILE_MAX)
		return REFUSE(l->fault, WHY_FILE_LARGE, "%lld",
		    (long long)(st.st_size / (1024 * 1024)));
	return RC_OK;
}

static enum rc
scan(struct looking *l, struct looked *out)
{
	struct str found;

	out->scan = SCANNED_NOT;
	if (l->b->clamd.n == 0)
		return RC_OK;
	out->scan = scan_file(l->b->clamd, l->file, l->mem, &found);
	if (out->scan == SCANNED_BAD)
		return REFUSE(l->fault, WHY_FILE_VIRUS, "%.*s", STR_ARG(str_head(found, 100)));
	return RC_OK;
}

static enum rc
look(struct looking *l, const struct look_at *at, struct looked *out)
{
	const struct json *said;
	int64_t size_bytes = 0;
	enum rc rc;

	if ((rc = look_open(l, at->path, &size_bytes)) != RC_OK ||
	    (rc = blob_room(l->b, 2 * size_bytes, l->fault)) != RC_OK ||
	    (rc = scan(l, out)) != RC_OK)
		return rc;
	if (lseek(l->file, 0, SEEK_SET) != 0)
		return io_fault(l->fault, "read the file");
	if ((rc = look_start(l, (const char *const[3]){ at->purpose == LOOK_PHOTO ? "photo" :
	    "evidence" })) != RC_OK || (rc = look_hear(l, ANSWER_MAX, &said)) != RC_OK ||
	    (rc = look_understand(l, at, said, out)) != RC_OK)
		return rc;
	return keep_all(l, at, size_bytes, out);
}

enum rc
look_and_keep(const struct blobs *b, const struct look_at *at, struct arena *mem,
    struct fault *fault, struct looked *out)
{
	struct looking l = { .b = b, .mem = mem, .fault = fault, .file = -1,
		.thumb = -1, .clean = -1, .answer = -1 };
	struct looked got = { 0 };
	enum rc rc = look(&l, at, &got);

	look_end(&l);
	if (rc == RC_OK)
		*out = got;
	return rc;
}

enum rc
look_and_keep_bytes(const struct blobs *b, struct str bytes, struct arena *mem,
    struct fault *fault, struct looked *out)
{
	struct place at;
	int fd = temporary(b, &at);
	size_t n = 0;
	ssize_t did = 1;
	enum rc rc;

	while (fd >= 0 && n < bytes.n && (did = write(fd, bytes.p + n, bytes.n - n)) > 0)
		n += (size_t)did;
	rc = fd < 0 || did <= 0 ? io_fault(fault, "write a file") :
	    look_and_keep(b, &(struct look_at){ .path = str_c(at.z),
	    .purpose = LOOK_EVIDENCE }, mem, fault, out);
	temporary_end(fd, &at);
	return rc;
}

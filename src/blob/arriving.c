/*
 * arriving: the half of blob.h for files that are still on their way.
 *
 * The size of the file is the only record of how far an upload has come. It
 * cannot disagree with a row, because no row holds it: after a power cut the
 * producer's phone asks, is told what is really there, and goes on from it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "blob/inside.h"

static const struct reason WHY_ARRIVING_THERE = { RC_CONFLICT, "stale" };

struct str
arriving_path(const struct blobs *b, struct str name, struct arena *mem)
{
	struct place p;

	if (!place_arriving(b, name, &p))
		return (struct str){ NULL, 0 };
	return str_copy(mem, str_c(p.z));
}

enum rc
arriving_add(const struct blobs *b, struct str name, struct fault *fault)
{
	struct place p;
	int fd;

	if (!place_arriving(b, name, &p))
		return REFUSE(fault, WHY_ABSENT, "not the name of an upload");
	fd = open(p.z, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 && errno == EEXIST)
		return REFUSE(fault, WHY_ARRIVING_THERE, "there is such an upload");
	if (fd < 0)
		return io_fault(fault, "make the file");
	(void)close(fd);
	return RC_OK;
}

enum rc
arriving_size(const struct blobs *b, struct str name, struct fault *fault,
    int64_t *size_bytes)
{
	struct place p;
	struct stat st;

	if (!place_arriving(b, name, &p))
		return REFUSE(fault, WHY_ABSENT, "not the name of an upload");
	if (lstat(p.z, &st) != 0 || !S_ISREG(st.st_mode))
		return io_fault(fault, "find the upload");
	*size_bytes = st.st_size;
	return RC_OK;
}

/* Copies without passing through our memory where the file system can. */
static int
copy_all(int from, int to)
{
	char piece[64 * 1024];
	ssize_t n;

	while ((n = copy_file_range(from, NULL, to, NULL, 1u << 30, 0)) > 0)
		continue;
	if (n == 0)
		return 0;
	while ((n = read(from, piece, sizeof(piece))) > 0)
		for (ssize_t at = 0, did; at < n; at += did) {
			did = write(to, piece + at, (size_t)(n - at));
			if (did <= 0)
				return -1;
		}
	return (int)n;
}

/* Appends, or leaves the file as it was. */
static enum rc
append(int from, int to, struct fault *fault)
{
	off_t before = lseek(to, 0, SEEK_END);
	enum rc rc;

	if (before >= 0 && copy_all(from, to) == 0 && fdatasync(to) == 0)
		return RC_OK;
	rc = io_fault(fault, "write the file");
	if (before >= 0 && ftruncate(to, before) != 0)
		return io_fault(fault, "write the file");
	return rc;
}

static enum rc
append_checked(int from, int to, const struct arriving_piece *piece,
    struct fault *fault, int64_t *size_bytes)
{
	struct stat f, t;
	enum rc rc;

	if (fstat(from, &f) != 0 || fstat(to, &t) != 0)
		return io_fault(fault, "measure the upload");
	if (t.st_size != piece->offset) {
		*size_bytes = t.st_size;
		return REFUSE(fault, WHY_STALE, "the upload is at %lld",
		    (long long)t.st_size);
	}
	if (t.st_size + f.st_size > piece->size_max)
		return REFUSE(fault, WHY_TOO_LARGE, "more than was announced");
	rc = append(from, to, fault);
	if (rc == RC_OK)
		*size_bytes = t.st_size + f.st_size;
	return rc;
}

enum rc
arriving_append(const struct blobs *b, struct str name,
    const struct arriving_piece *piece, struct fault *fault, int64_t *size_bytes)
{
	struct place p, source;
	enum rc rc;
	int from, to;

	if (!place_arriving(b, name, &p))
		return REFUSE(fault, WHY_ABSENT, "not the name of an upload");
	(void)snprintf(source.z, sizeof(source.z), "%.*s", STR_ARG(piece->from));
	from = open(source.z, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (from < 0)
		return io_fault(fault, "open what was received");
	to = open(p.z, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
	if (to < 0) {
		rc = io_fault(fault, "open the upload");
	} else if (flock(to, LOCK_EX | LOCK_NB) != 0) {
		rc = REFUSE(fault, WHY_STALE, "another piece is being written");
	} else {
		rc = append_checked(from, to, piece, fault, size_bytes);
	}
	if (to >= 0)
		(void)close(to);
	(void)close(from);
	return rc;
}

void
arriving_drop(const struct blobs *b, struct str name)
{
	struct place p;

	if (place_arriving(b, name, &p))
		(void)unlink(p.z);
}

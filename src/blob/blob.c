/* blob: see blob.h. */
#include "blob/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/hash.h"

const struct reason WHY_DISK_FULL = { RC_BUSY, "disk_full" };

#define RESERVE_BYTES ((int64_t)64 * 1024 * 1024)

enum rc
io_fault(struct fault *fault, const char *what)
{
	int e = errno;

	if (e == ENOSPC || e == EDQUOT || e == EFBIG)
		return REFUSE(fault, WHY_DISK_FULL, "%s: no room left", what);
	if (e == ENOENT)
		return REFUSE(fault, WHY_ABSENT, "%s: not there", what);
	return REFUSE(fault, WHY_BROKEN, "could not %s: %s", what, strerror(e));
}

static bool
is_hash(struct str s)
{
	if (s.n != 64)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (strchr("0123456789abcdef", s.p[i]) == NULL || s.p[i] == 0)
			return false;
	return true;
}

static bool
is_name(struct str s)
{
	if (s.n == 0 || s.n > 80)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9')))
			return false;
	return true;
}

bool
place_blob(const struct blobs *b, struct str hash, struct place *out)
{
	if (!is_hash(hash))
		return false;
	return snprintf(out->z, sizeof(out->z), "%.*s/blob/%.2s/%.*s", STR_ARG(b->dir),
	    hash.p, STR_ARG(hash)) < (int)sizeof(out->z);
}

bool
place_arriving(const struct blobs *b, struct str name, struct place *out)
{
	if (!is_name(name))
		return false;
	return snprintf(out->z, sizeof(out->z), "%.*s/upload/%.*s", STR_ARG(b->dir),
	    STR_ARG(name)) < (int)sizeof(out->z);
}

/* Makes a directory entry durable: a file whose name is lost is lost. */
static int
sync_directory_of(const char *path)
{
	struct place p;
	char *slash;
	int fd, rc;

	(void)snprintf(p.z, sizeof(p.z), "%s", path);
	slash = strrchr(p.z, '/');
	if (slash == NULL)
		return 0;
	*slash = 0;
	fd = open(p.z, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	rc = fsync(fd);
	(void)close(fd);
	return rc;
}

static int
make_directory(const char *path)
{
	if (mkdir(path, 0700) == 0)
		return sync_directory_of(path);
	return errno == EEXIST ? 0 : -1;
}

/* The program that looks at files lies beside this one. */
static struct str
look_beside(struct arena *mem)
{
	struct place p;
	ssize_t n = readlink("/proc/self/exe", p.z, sizeof(p.z));

	while (n > 0 && p.z[n - 1] != '/')
		n--;
	return str_printf(mem, "%.*socop-look", n < 0 ? 0 : (int)n, p.z);
}

enum rc
blobs_open(struct blobs *b, struct str dir, struct arena *mem, struct fault *fault)
{
	static const char *const below[] = { "", "/blob", "/upload" };
	struct place p;

	memset(b, 0, sizeof(*b));
	b->dir = str_copy(mem, dir);
	b->reserve_bytes = RESERVE_BYTES;
	b->look = look_beside(mem);
	for (size_t i = 0; i < sizeof(below) / sizeof(below[0]); i++) {
		if (snprintf(p.z, sizeof(p.z), "%.*s%s", STR_ARG(dir), below[i]) >=
		    (int)sizeof(p.z) - 160)
			return REFUSE(fault, WHY_BROKEN, "the data directory's path is too long");
		if (make_directory(p.z) != 0)
			return io_fault(fault, "make the data directory");
	}
	return RC_OK;
}

enum rc
blob_room(const struct blobs *b, int64_t more_bytes, struct fault *fault)
{
	struct place p;
	struct statvfs v;

	(void)snprintf(p.z, sizeof(p.z), "%.*s", STR_ARG(b->dir));
	if (statvfs(p.z, &v) != 0)
		return io_fault(fault, "ask the disk for its room");
	if ((int64_t)(v.f_bavail * v.f_frsize) - more_bytes < b->reserve_bytes)
		return REFUSE(fault, WHY_DISK_FULL, "the disk is full");
	return RC_OK;
}

/* ---- keeping --------------------------------------------------------------- */

static enum rc
hash_file(int fd, struct fault *fault, struct hash *out, int64_t *size_bytes)
{
	uint8_t piece[64 * 1024];
	struct hasher *h = hasher_new();
	ssize_t n;

	*size_bytes = 0;
	while ((n = read(fd, piece, sizeof(piece))) > 0) {
		hasher_put(h, piece, (size_t)n);
		*size_bytes += n;
	}
	*out = hasher_end(h);
	return n < 0 ? io_fault(fault, "read the file") : RC_OK;
}

/* The file at `from` gets its second name, the hash. Its bytes are durable
 * before that name is; the name before we return. The first name stays until
 * the caller's transaction has been committed: should that fail, the person
 * need not send the file again. */
static enum rc
name_blob(const struct blobs *b, const char *from, struct fault *fault,
    struct blob_kept *kept)
{
	struct place p, folder;
	struct stat st;

	REQUIRE(place_blob(b, kept->hash, &p));
	/* Its time says when it was kept last: see sweep.c. */
	(void)utimensat(AT_FDCWD, from, NULL, AT_SYMLINK_NOFOLLOW);
	if (utimensat(AT_FDCWD, p.z, NULL, AT_SYMLINK_NOFOLLOW) == 0 &&
	    stat(p.z, &st) == 0) {
		kept->was_there = st.st_size == kept->size_bytes;
		if (kept->was_there)
			return RC_OK;
		(void)unlink(p.z); /* a damaged disk: these bytes are the right ones */
	}
	folder = p;
	*strrchr(folder.z, '/') = 0;
	if (make_directory(folder.z) != 0)
		return io_fault(fault, "make a folder of the file store");
	if (link(from, p.z) != 0 && errno != EEXIST)
		return io_fault(fault, "name the file");
	if (sync_directory_of(p.z) != 0)
		return io_fault(fault, "make the file durable");
	return RC_OK;
}

enum rc
blob_keep_file(const struct blobs *b, struct str path, struct arena *mem,
    struct fault *fault, struct blob_kept *out)
{
	const char *z = str_z(mem, path);
	struct blob_kept kept = { 0 };
	struct hash hash;
	enum rc rc;
	int fd = open(z, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		return io_fault(fault, "open the received file");
	rc = hash_file(fd, fault, &hash, &kept.size_bytes);
	if (rc == RC_OK && (fsync(fd) != 0 || fchmod(fd, 0400) != 0))
		rc = io_fault(fault, "make the file durable");
	(void)close(fd);
	if (rc != RC_OK)
		return rc;
	kept.hash = hash_hex(mem, hash);
	rc = name_blob(b, z, fault, &kept);
	if (rc == RC_OK)
		*out = kept;
	return rc;
}

static int
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return -1;
		p += done;
		n -= (size_t)done;
	}
	return 0;
}

enum rc
blob_keep_bytes(const struct blobs *b, struct str bytes, struct arena *mem,
    struct fault *fault, struct blob_kept *out)
{
	struct blob_kept kept = { .size_bytes = (int64_t)bytes.n };
	struct place p;
	enum rc rc = RC_OK;
	int fd;

	if (snprintf(p.z, sizeof(p.z), "%.*s/upload/.keep-XXXXXX", STR_ARG(b->dir)) >=
	    (int)sizeof(p.z))
		return REFUSE(fault, WHY_BROKEN, "the data directory's path is too long");
	fd = mkostemp(p.z, O_CLOEXEC);
	if (fd < 0)
		return io_fault(fault, "make a file");
	if (write_all(fd, bytes.p, bytes.n) != 0 || fsync(fd) != 0)
		rc = io_fault(fault, "write the file");
	(void)close(fd);
	if (rc == RC_OK) {
		kept.hash = hash_hex(mem, hash_of(bytes));
		rc = name_blob(b, p.z, fault, &kept);
	}
	(void)unlink(p.z);
	if (rc == RC_OK)
		*out = kept;
	return rc;
}

/* ---- reading, checking, erasing -------------------------------------------- */

struct str
blob_path(const struct blobs *b, struct str hash, struct arena *mem)
{
	struct place p;

	if (!place_blob(b, hash, &p))
		return (struct str){ NULL, 0 };
	return str_copy(mem, str_c(p.z));
}

enum rc
blob_open(const struct blobs *b, struct str hash, struct fault *fault, int *fd,
    int64_t *size_bytes)
{
	struct place p;
	struct stat st;
	int got;

	if (!place_blob(b, hash, &p))
		return REFUSE(fault, WHY_ABSENT, "not the name of a file");
	got = open(p.z, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (got < 0)
		return io_fault(fault, "open the file");
	if (fstat(got, &st) != 0) {
		enum rc rc = io_fault(fault, "measure the file");

		(void)close(got);
		return rc;
	}
	*fd = got;
	*size_bytes = st.st_size;
	return RC_OK;
}

enum rc
blob_check(const struct blobs *b, struct str hash, struct fault *fault)
{
	struct hash is, should;
	int64_t size_bytes;
	enum rc rc;
	int fd;

	rc = blob_open(b, hash, fault, &fd, &size_bytes);
	if (rc != RC_OK)
		return rc;
	rc = hash_file(fd, fault, &is, &size_bytes);
	(void)close(fd);
	if (rc != RC_OK)
		return rc;
	if (!hash_read(hash, &should) || memcmp(&is, &should, sizeof(is)) != 0)
		return REFUSE(fault, WHY_BROKEN, "file %.12s… is not what was kept", hash.p);
	return RC_OK;
}

enum rc
blob_erase(const struct blobs *b, struct str hash, struct fault *fault)
{
	struct place p;

	if (!place_blob(b, hash, &p))
		return REFUSE(fault, WHY_ABSENT, "not the name of a file");
	if (unlink(p.z) != 0)
		return errno == ENOENT ? RC_OK : io_fault(fault, "erase the file");
	if (sync_directory_of(p.z) != 0)
		return io_fault(fault, "erase the file for good");
	return RC_OK;
}

/* keys: see keys.h. */
#include "main/keys.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/code.h"
#include "ledger/part.h"

#define PEM_MAX 4096

static enum rc
key_failed(struct house *h, struct str path, const char *why)
{
	return fault_set(&h->fault, &WHY_BROKEN, __FILE__, __LINE__,
	    "%.*s: %s; it must be a key that only this user reads",
	    STR_ARG(path), why);
}

/* No text when there is no such file. */
static enum rc
file_read(struct house *h, struct str path, struct str *out)
{
	int fd = open(path.p, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char *bytes = arena_alloc(&h->mem, PEM_MAX);
	struct stat st;
	ssize_t n;

	*out = S("");
	if (fd < 0)
		return errno == ENOENT ? RC_OK :
		    key_failed(h, path, strerror(errno));
	n = read(fd, bytes, PEM_MAX);
	if (fstat(fd, &st) != 0 || n <= 0)
		st.st_mode = 0777;
	(void)close(fd);
	if ((st.st_mode & 077) != 0)
		return key_failed(h, path, "others may read it (chmod 600)");
	*out = (struct str){ bytes, (size_t)n };
	return RC_OK;
}

/* Durable before anything is signed with it. False with errno; EEXIST: somebody
 * else was faster, and theirs is the key. */
static bool
file_write(struct str dir, struct str path, struct str bytes)
{
	int fd = open(path.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int folder;
	bool well;

	if (fd < 0)
		return false;
	well = write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n && fsync(fd) == 0;
	(void)close(fd);
	folder = open(dir.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	well = folder >= 0 && fsync(folder) == 0 && well;
	if (folder >= 0)
		(void)close(folder);
	return well;
}

/* What DIR/key/NAME holds; made when there is no such file. */
static enum rc
key_file(struct house *h, const char *name, struct str (*make)(struct house *h), struct str *out)
{
	struct str dir = str_printf(&h->mem, "%.*s/key", STR_ARG(h->set.data));
	struct str path = str_printf(&h->mem, "%.*s/%s", STR_ARG(dir), name), fresh;
	enum rc rc = file_read(h, path, out);

	if (rc != RC_OK || out->n > 0)
		return rc;
	fresh = make(h);
	if (fresh.n == 0)
		return key_failed(h, path, "the system made no key");
	if (mkdir(dir.p, 0700) != 0 && errno != EEXIST)
		return key_failed(h, dir, strerror(errno));
	if (!file_write(dir, path, fresh) && errno != EEXIST)
		return key_failed(h, path, strerror(errno));
	return file_read(h, path, out);
}

static struct str
code_key_make(struct house *h)
{
	const struct es256_key *k = es256_make(&h->mem);

	return k == NULL ? S("") : es256_pem(k, &h->mem);
}

enum rc
code_key_open(struct house *h, const struct es256_key **out)
{
	struct str pem;
	enum rc rc = key_file(h, "certificate.pem", code_key_make, &pem);

	if (rc != RC_OK)
		return rc;
	*out = es256_open(&h->mem, pem);
	return *out != NULL ? RC_OK : key_failed(h, S("key/certificate.pem"),
	    "it is no private key on P-256");
}

static struct str
second_key_make(struct house *h)
{
	char key[PART_KEY_BYTES];

	h->chance.fill(&h->chance, key, sizeof(key));
	return str_printf(&h->mem, "%.*s\n", STR_ARG(base64_text(&h->mem,
	    (struct str){ key, sizeof(key) })));
}

enum rc
second_key_open(struct house *h, struct str *out)
{
	struct str text;
	enum rc rc = key_file(h, "second.key", second_key_make, &text);

	if (rc == RC_OK && (!base64_read(&h->mem, str_trim(text), out) ||
	    out->n != PART_KEY_BYTES))
		return key_failed(h, S("key/second.key"), "it is not 32 bytes in base64");
	return rc;
}

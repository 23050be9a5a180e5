/* key_copies: see key_copies.h. */
#include "act/key_copies.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "act/erase.h"
#include "base/buf.h"
#include "base/code.h"
#include "base/hash.h"
#include "ledger/disk.h"
#include "q.h"

#define HEAD "ocop-part-keys/1\n"
#define COPY_MAX (32 * MIB)  /* some 200,000 names */
#define GONE_MAX (16 * MIB)
#define NAME_LENGTH 64

static struct str
file_of(struct ctx *c, struct str dir, const char *name)
{
	return str_printf(c->mem, "%.*s/%s", STR_ARG(dir), name);
}

static struct disk_file
private_file(struct str path, struct str dir)
{
	return (struct disk_file){ path, dir.n, 0600 };
}

static enum rc
dir_make(struct ctx *c, struct str dir)
{
	if (mkdir(str_z(c->mem, dir), 0700) == 0 || errno == EEXIST)
		return RC_OK;
	return FAIL(c, WHY_BROKEN, "%.*s: %s; choose another place with --key-copies",
	    STR_ARG(dir), strerror(errno));
}

/* Every key, a page at a time. */
static enum rc
lines_put(struct ctx *c, struct buf *out)
{
	struct part_id after = { 0 };
	struct q_part_key_page_rows rows;
	enum rc rc;

	do {
		rc = q_part_key_page(c->db, after, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
			after = rows.v[i].part;
			buf_printf(out, "%.*s %.*s\n",
			    STR_ARG(hash_hex(c->mem, hash_of(rows.v[i].body))),
			    STR_ARG(base64_text(c->mem, rows.v[i].wrapped)));
		}
	} while (rc == RC_OK && rows.n > 0);
	return rc == RC_OK && !buf_ok(out) ? FAIL(c, WHY_BROKEN, "%s", "more keys than "
	    "one copy holds") : rc;
}

static bool
is_copy(const char *name, struct str *day)
{
	*day = str_c(name);
	if (!str_ends(*day, S(".keys")))
		return false;
	day->n -= 5;
	return true;
}

static enum rc
old_drop(struct ctx *c, struct str dir)
{
	struct day oldest = day_add(c->today, -KEY_COPIES_DAYS), on;
	DIR *d = opendir(str_z(c->mem, dir));
	struct str name;

	if (d == NULL)
		return FAIL(c, WHY_BROKEN, "%.*s: %s", STR_ARG(dir), strerror(errno));
	for (const struct dirent *e; (e = readdir(d)) != NULL;)
		if (is_copy(e->d_name, &name) && day_read_iso(name, &on) &&
		    on.n < oldest.n)
			disk_drop(c->mem, file_of(c, dir, e->d_name));
	(void)closedir(d);
	return RC_OK;
}

enum rc
key_copies_write(struct ctx *c, struct str dir)
{
	struct buf b = buf_new(c->mem, COPY_MAX);
	struct disk_file f;
	enum rc rc = dir_make(c, dir);

	c->housekeeping = true;
	buf_lit(&b, HEAD);
	if (rc != RC_OK || (rc = lines_put(c, &b)) != RC_OK)
		return rc;
	f = private_file(str_printf(c->mem, "%.*s/%.*s.keys", STR_ARG(dir),
	    STR_ARG(day_iso(c->mem, c->today))), dir);
	rc = disk_replace(&f, buf_str(&b), c->mem, c->fault);
	return rc == RC_OK ? old_drop(c, dir) : rc;
}

/* ---- erased -------------------------------------------------------------------------- */

static bool
is_gone(const struct q_key_gone_list_rows *gone, struct str name)
{
	for (size_t i = 0; i < gone->n; i++)
		if (str_eq(gone->v[i].name, name))
			return true;
	return false;
}

/* One file without those lines; untouched when it has none of them. */
static enum rc
copy_forget(struct ctx *c, struct str dir, const char *name,
    const struct q_key_gone_list_rows *gone)
{
	struct buf b = buf_new(c->mem, COPY_MAX);
	struct disk_file f = private_file(file_of(c, dir, name), dir);
	struct str rest, line;
	bool less = false;
	enum rc rc = disk_read(f.path, COPY_MAX, c->mem, c->fault, &rest);

	while (rc == RC_OK && str_cut(&rest, '\n', &line)) {
		if (is_gone(gone, str_head(line, NAME_LENGTH)))
			less = true;
		else
			buf_printf(&b, "%.*s\n", STR_ARG(line));
	}
	return rc == RC_OK && less ? disk_replace(&f, buf_str(&b), c->mem, c->fault) : rc;
}

/* First `gone`, so that no file brings back what another has lost. */
static enum rc
gone_write(struct ctx *c, struct str dir, const struct q_key_gone_list_rows *gone)
{
	struct disk_file f = private_file(file_of(c, dir, "gone"), dir);
	struct buf b = buf_new(c->mem, GONE_MAX);
	struct fault quiet = { 0 };
	struct str there = S("");

	if (disk_read(f.path, GONE_MAX, c->mem, &quiet, &there) == RC_OK)
		buf_put(&b, there);
	for (size_t i = 0; i < gone->n; i++)
		if (!str_has(there, gone->v[i].name))
			buf_printf(&b, "%.*s\n", STR_ARG(gone->v[i].name));
	return disk_replace(&f, buf_str(&b), c->mem, c->fault);
}

enum rc
key_copies_forget(struct ctx *c, struct str dir, int64_t *n)
{
	struct q_key_gone_list_rows gone;
	struct str name;
	DIR *d;
	enum rc rc = q_key_gone_list(c->db, &gone);

	c->housekeeping = true;
	*n = rc == RC_OK ? (int64_t)gone.n : 0;
	if (rc != RC_OK || gone.n == 0)
		return rc;
	if ((rc = dir_make(c, dir)) != RC_OK || (rc = gone_write(c, dir, &gone)) != RC_OK)
		return rc;
	if ((d = opendir(str_z(c->mem, dir))) == NULL)
		return FAIL(c, WHY_BROKEN, "%.*s: %s", STR_ARG(dir), strerror(errno));
	for (const struct dirent *e; rc == RC_OK && (e = readdir(d)) != NULL;)
		if (is_copy(e->d_name, &name))
			rc = copy_forget(c, dir, e->d_name, &gone);
	(void)closedir(d);
	return rc == RC_OK ? q_key_gone_reached(c->db, c->now) : rc;
}

/* ---- back ---------------------------------------------------------------------------- */

/* The wrapped key of a name in a file of keys; no text: it is not there. */
static struct str
key_find(struct ctx *c, struct str keys, struct str name)
{
	struct str line, wrapped;

	while (str_cut(&keys, '\n', &line))
		if (str_starts(line, name) && line.n > NAME_LENGTH + 1 &&
		    base64_read(c->mem, str_from(line, NAME_LENGTH + 1), &wrapped))
			return wrapped;
	return S("");
}

/* A part whose key is destroyed elsewhere: destroyed here too. */
static enum rc
erase_again(struct ctx *c, const struct q_part_keyless *p, struct str name,
    struct keys_put *out)
{
	enum rc rc = q_key_gone_add(c->db, name, c->now);

	if (rc == RC_OK)
		rc = q_part_erased(c->db, p->part, c->now);
	if (rc == RC_OK && p->place.has)
		rc = erase_said(c, p->place.v, S("đã xóa trước khi phục hồi từ bản sao"), 1);
	out->erased += rc == RC_OK;
	return rc;
}

static enum rc
part_put(struct ctx *c, const struct q_part_keyless *p, struct str both[2],
    struct keys_put *out)
{
	struct str name = hash_hex(c->mem, hash_of(p->body)), wrapped;

	if (str_has(both[1], name))
		return erase_again(c, p, name, out);
	wrapped = key_find(c, both[0], name);
	out->put += wrapped.n > 0;
	out->missing += wrapped.n == 0;
	return wrapped.n > 0 ? q_part_key_add(c->db, p->part, wrapped) : RC_OK;
}

enum rc
key_copies_put(struct ctx *c, struct str file, struct keys_put *out)
{
	struct q_part_keyless_rows rows;
	struct part_id after = { 0 };
	struct fault quiet = { 0 };
	struct str both[2] = { S(""), S("") };
	size_t cut = file.n;
	enum rc rc = disk_read(file, COPY_MAX, c->mem, c->fault, &both[0]);

	*out = (struct keys_put){ 0 };
	c->housekeeping = true; /* keys come back; what is erased says so itself */
	if (rc != RC_OK)
		return rc;
	if (!str_starts(both[0], S(HEAD)))
		return FAIL(c, WHY_BAD_REQUEST, "%.*s is no copy of keys", STR_ARG(file));
	while (cut > 0 && file.p[cut - 1] != '/')
		cut--;
	(void)(disk_read(str_printf(c->mem, "%.*sgone", STR_ARG(str_head(file, cut))),
	    GONE_MAX, c->mem, &quiet, &both[1]) == RC_OK);
	do {
		rc = q_part_keyless(c->db, after, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
			after = rows.v[i].part;
			rc = part_put(c, &rows.v[i], both, out);
		}
	} while (rc == RC_OK && rows.n > 0);
	return rc;
}

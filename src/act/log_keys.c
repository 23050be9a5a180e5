/* log_keys: see log_keys.h. */
#include "act/log_keys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/code.h"

const struct reason WHY_LOG_NO_KEY = { RC_BROKEN, "log_no_key" };
const struct reason WHY_LOG_IN_USE = { RC_BUSY, "log_in_use" };

#define SECRET "PRIVATE+KEY+"
#define SAY(fault, why, ...) \
	fault_set((fault), &(why), __FILE__, __LINE__, __VA_ARGS__)

struct disk_file
log_key_file(struct arena *mem, struct str dir, const char *name)
{
	return (struct disk_file){ str_printf(mem, "%.*s/keys/%s", STR_ARG(dir), name),
	    dir.n, 0600 };
}

/* "PRIVATE+KEY+name+id+base64", as the tools of others write it. */
static struct str
secret_text(struct arena *mem, const struct note_signer *s)
{
	char bytes[33];

	bytes[0] = (char)s->key.type;
	memcpy(bytes + 1, s->seed, 32);
	return str_printf(mem, SECRET "%.*s+%02x%02x%02x%02x+%.*s\n",
	    STR_ARG(s->key.name), s->key.id[0], s->key.id[1], s->key.id[2],
	    s->key.id[3], STR_ARG(base64_text(mem, (struct str){ bytes, 33 })));
}

static bool
secret_read(struct arena *mem, struct str text, enum key_type type,
    struct note_signer *out)
{
	struct str name, id, seed;

	text = str_trim(text);
	if (!str_starts(text, S(SECRET)))
		return false;
	text = str_from(text, sizeof(SECRET) - 1);
	if (!str_cut(&text, '+', &name) || !str_cut(&text, '+', &id) ||
	    !note_name_ok(name) || !base64_read(mem, text, &seed) ||
	    seed.n != 33 || seed.p[0] != (char)type)
		return false;
	*out = note_signer(mem, name, type, (const uint8_t *)seed.p + 1);
	return true;
}

static enum rc
key_make(struct str dir, struct str name, enum key_type type, struct chance *chance,
    struct fault *fault)
{
	struct arena mem;
	struct disk_file f;
	struct note_signer s;
	uint8_t seed[32];
	enum rc rc;

	arena_init(&mem, MIB);
	f = log_key_file(&mem, dir, type == KEY_LOG ? "log.key" : "witness.key");
	chance->fill(chance, seed, sizeof(seed));
	s = note_signer(&mem, name, type, seed);
	rc = disk_keep(&f, secret_text(&mem, &s), &mem, fault);
	arena_release(&mem);
	return rc;
}

static enum rc
office_key_make(struct str dir, struct chance *chance, struct fault *fault)
{
	struct arena mem;
	struct disk_file f;
	char key[32];
	enum rc rc;

	arena_init(&mem, MIB);
	f = log_key_file(&mem, dir, "office.key");
	chance->fill(chance, key, sizeof(key));
	rc = disk_keep(&f, str_printf(&mem, "%.*s\n",
	    STR_ARG(base64_text(&mem, (struct str){ key, sizeof(key) }))), &mem, fault);
	arena_release(&mem);
	return rc;
}

/* log.key comes last: where it is, all are. */
enum rc
log_keys_make(struct str dir, struct str name, struct str agency,
    struct chance *chance, struct fault *fault)
{
	struct arena mem;
	struct str there;
	struct fault quiet = { 0 };
	enum rc rc;

	arena_init(&mem, MIB);
	rc = disk_read(log_key_file(&mem, dir, "log.key").path, KIB, &mem, &quiet, &there);
	if (rc == RC_ABSENT) {
		disk_drop(&mem, log_key_file(&mem, dir, "office.key").path);
		disk_drop(&mem, log_key_file(&mem, dir, "witness.key").path);
		(void)mkdir(str_z(&mem, str_printf(&mem, "%.*s/keys", STR_ARG(dir))), 0700);
		rc = office_key_make(dir, chance, fault);
		if (rc == RC_OK)
			rc = key_make(dir, str_printf(&mem, "%.*s/witness/%.*s",
			    STR_ARG(name), STR_ARG(agency)), KEY_WITNESS, chance, fault);
		if (rc == RC_OK)
			rc = key_make(dir, str_printf(&mem, "%.*s/log/%.*s/1",
			    STR_ARG(name), STR_ARG(agency)), KEY_LOG, chance, fault);
	}
	arena_release(&mem);
	return rc;
}

enum rc
log_keys_load(struct arena *mem, struct str dir, struct log_keys *out,
    struct fault *fault)
{
	struct str text, name, part;
	enum rc rc;

	rc = disk_read(log_key_file(mem, dir, "log.key").path, KIB, mem, fault, &text);
	if (rc != RC_OK)
		return rc;
	if (!secret_read(mem, text, KEY_LOG, &out->log))
		return SAY(fault, WHY_LOG_NO_KEY, "keys/log.key is no key of a log");
	if (disk_read(log_key_file(mem, dir, "witness.key").path, KIB, mem, fault,
	    &text) != RC_OK || !secret_read(mem, text, KEY_WITNESS, &out->witness))
		return SAY(fault, WHY_LOG_NO_KEY, "keys/witness.key is missing or no key "
		    "of a witness");
	if (disk_read(log_key_file(mem, dir, "office.key").path, KIB, mem, fault,
	    &text) != RC_OK || !base64_read(mem, str_trim(text), &out->office_key) ||
	    out->office_key.n != 32)
		return SAY(fault, WHY_LOG_NO_KEY, "keys/office.key is missing or no key");
	/* <name>/log/<agency>/<generation> */
	name = out->log.key.name;
	out->agency = S("0");
	while (str_cut(&name, '/', &part))
		if (str_eq(part, S("log")) && str_cut(&name, '/', &part))
			out->agency = part;
	return RC_OK;
}

/* ---- another key -------------------------------------------------------------------- */

enum rc
log_key_next(struct arena *mem, const struct log_key_wish *wish, struct fault *fault,
    struct note_signer *out)
{
	struct disk_file f = log_key_file(mem, wish->dir, "log.next");
	struct fault quiet = { 0 };
	struct str text;
	uint8_t seed[32];
	enum rc rc = disk_read(f.path, KIB, mem, &quiet, &text);

	if (rc == RC_OK && secret_read(mem, text, KEY_LOG, out))
		return str_eq(out->key.name, wish->origin) ? RC_OK : SAY(fault, WHY_LOG_IN_USE,
		    "keys/log.next is for %.*s: another change was begun; end it first",
		    STR_ARG(out->key.name));
	if (rc != RC_ABSENT)
		return SAY(fault, WHY_LOG_NO_KEY, "keys/log.next is no key of a log");
	wish->chance->fill(wish->chance, seed, sizeof(seed));
	*out = note_signer(mem, wish->origin, KEY_LOG, seed);
	return disk_replace(&f, secret_text(mem, out), mem, fault);
}

enum rc
log_key_swap(struct arena *mem, struct str dir, struct fault *fault)
{
	struct disk_file next = log_key_file(mem, dir, "log.next");
	struct disk_file now = log_key_file(mem, dir, "log.key");
	struct str text;
	enum rc rc = disk_read(next.path, KIB, mem, fault, &text);

	if (rc == RC_OK) /* durable as log.key before it is gone as log.next */
		rc = disk_replace(&now, text, mem, fault);
	if (rc == RC_OK)
		disk_drop(mem, next.path);
	return rc;
}

enum rc
log_keys_hold(struct str dir, bool alone, struct fault *fault, int *lock)
{
	struct arena mem;
	int fd;

	arena_init(&mem, MIB);
	fd = open(str_z(&mem, log_key_file(&mem, dir, "open").path),
	    O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	arena_release(&mem);
	if (fd < 0)
		return SAY(fault, WHY_LOG_NO_KEY, "keys/open: %s", strerror(errno));
	if (flock(fd, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0) {
		(void)close(fd);
		return SAY(fault, WHY_LOG_IN_USE, "%s", alone ? "this office is open: stop "
		    "it first" : "the keys of this office are being changed");
	}
	*lock = fd;
	return RC_OK;
}

bool
log_may_begin(struct arena *mem, struct str dir, struct str origin)
{
	struct fault quiet = { 0 };
	struct str name;

	return disk_read(log_key_file(mem, dir, "begin").path, KIB, mem, &quiet, &name) == RC_OK &&
	    str_eq(str_trim(name), origin);
}

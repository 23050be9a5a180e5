/* publisher: see publisher.h. Entries themselves are made in entries.c. */
#include "act/publisher.h"

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/entries.h"
#include "act/log_keys.h"
#include "act/publisher_inside.h"
#include "act/reasons.h"
#include "ledger/stamp.h"
#include "ledger/witness.h"
#include "base/log.h"
#include "q.h"

#define SCRATCH (96 * MIB) /* of one run; a batch takes a few hundred KB */

#define SAY(fault, why, ...) \
	fault_set((fault), &(why), __FILE__, __LINE__, __VA_ARGS__)

static enum rc
open_held(struct str dir, bool alone, struct fault *fault, struct publisher **out)
{
	struct arena own;
	struct publisher *p;
	struct log_keys keys;
	struct log_place place;
	enum rc rc;

	*out = NULL;
	arena_init(&own, MIB);
	p = ARENA_NEW(&own, struct publisher);
	p->own = own;
	p->held = -1;
	p->dir = str_copy(&p->own, dir);
	(void)pthread_mutex_init(&p->lock, NULL);
	place.public_dir = str_printf(&p->own, "%.*s/log", STR_ARG(dir));
	place.private_dir = str_printf(&p->own, "%.*s/keys", STR_ARG(dir));
	(void)mkdir(str_z(&p->own, place.public_dir), 0755);
	rc = log_keys_load(&p->own, p->dir, &keys, fault);
	if (rc == RC_OK && access(str_z(&p->own, log_key_file(&p->own, dir,
	    "restored").path), F_OK) == 0)
		rc = SAY(fault, WHY_LOG_CLOSED, "%s", "this office was restored from a "
		    "copy");
	if (rc == RC_OK)
		rc = log_keys_hold(dir, alone, fault, &p->held);
	if (rc == RC_OK)
		rc = log_open(&p->log, place, &keys.log, &p->own, fault);
	if (rc != RC_OK) {
		publisher_close(p);
		return rc;
	}
	p->witness = keys.witness;
	p->office_key = keys.office_key;
	p->agency = keys.agency;
	*out = p;
	return RC_OK;
}

enum rc
publisher_open(struct str dir, struct fault *fault, struct publisher **out)
{
	return open_held(dir, false, fault, out);
}

enum rc
publisher_open_alone(struct str dir, struct fault *fault, struct publisher **out)
{
	return open_held(dir, true, fault, out);
}

enum rc
publisher_sign_also(struct publisher *p, const struct note_signer *next,
    struct fault *fault)
{
	struct arena mem;
	enum rc rc;

	arena_init(&mem, MIB);
	(void)pthread_mutex_lock(&p->lock);
	rc = log_sign_also(&p->log, next, &mem, fault);
	(void)pthread_mutex_unlock(&p->lock);
	arena_release(&mem);
	return rc;
}

struct publisher *
publisher_closed(void)
{
	struct arena own;
	struct publisher *p;

	arena_init(&own, MIB);
	p = ARENA_NEW(&own, struct publisher);
	p->own = own;
	p->stuck = p->closed = true;
	p->held = -1;
	p->agency = S("0");
	(void)pthread_mutex_init(&p->lock, NULL);
	return p;
}

void
publisher_set_code_key(struct publisher *p, const struct es256_key *key)
{
	p->code_key = key;
}

bool
publisher_begun(const struct publisher *p)
{
	return p->log.begun;
}

static enum rc
nothing_load(void *arg, struct log_piece *piece)
{
	(void)arg;
	piece->n = 0;
	return RC_OK;
}

enum rc
publisher_first(struct publisher *p, struct fault *fault)
{
	struct log_source none = { nothing_load, NULL };
	struct arena mem;
	enum rc rc;

	arena_init(&mem, MIB);
	rc = log_publish(&p->log, &none, &mem, fault);
	arena_release(&mem);
	return rc;
}

void
publisher_close(struct publisher *p)
{
	struct arena own;

	if (p == NULL)
		return;
	(void)pthread_mutex_destroy(&p->lock);
	if (p->held >= 0)
		(void)close(p->held);
	own = p->own; /* p itself lives in it */
	arena_release(&own);
}

/* ---- publishing --------------------------------------------------------------------- */

enum rc
publisher_number(struct publisher *p, struct db *db, struct fault *fault)
{
	struct arena mem;
	struct chance chance = { .fill = chance_fill_system };
	struct ctx c = { .db = db, .mem = &mem, .fault = fault, .chance = &chance,
		.log = p, .code_key = p->code_key };
	struct q_entry_lock locked;
	int numbered = 0;
	enum rc rc;

	arena_init(&mem, SCRATCH);
	db_use(db, &mem, fault);
	rc = q_entry_lock(db, &locked);
	do {
		if (rc == RC_OK)
			rc = entries_number(&c, &numbered);
		arena_clear(&mem);
	} while (rc == RC_OK && numbered > 0);
	arena_release(&mem);
	return rc;
}

static enum rc
number_alone(struct publisher *p, struct db *db, struct fault *fault)
{
	struct arena mem;
	enum rc rc;

	arena_init(&mem, MIB);
	db_use(db, &mem, fault);
	rc = db_begin(db, DB_WRITES);
	if (rc == RC_OK)
		rc = publisher_number(p, db, fault);
	db_use(db, &mem, fault);
	if (rc == RC_OK)
		rc = db_commit(db);
	else
		db_rollback(db);
	arena_release(&mem);
	return rc;
}

enum rc
publisher_run(struct publisher *p, struct db *db, bool number, struct fault *fault)
{
	struct entries_from place = { db, p->base };
	struct log_source from = { entries_load, &place };
	struct arena mem;
	bool told;
	enum rc rc;

	if (p->closed)
		return SAY(fault, WHY_LOG_CLOSED, "%s", "");
	rc = number ? number_alone(p, db, fault) : RC_OK;
	arena_init(&mem, SCRATCH);
	(void)pthread_mutex_lock(&p->lock);
	if (rc == RC_OK)
		rc = log_publish(&p->log, &from, &mem, fault);
	told = p->stuck;
	p->stuck = rc != RC_OK;
	(void)pthread_mutex_unlock(&p->lock);
	arena_release(&mem);
	if (rc != RC_OK && !told)
		log_error("the public log was not published: %s %s",
		    fault->why == NULL ? "" : fault->why->code, fault->detail);
	return rc;
}

bool
publisher_stuck(struct publisher *p)
{
	return p->stuck;
}

/* ---- what others are given -------------------------------------------------------------- */

struct str
publisher_origin(const struct publisher *p)
{
	return p->log.signer.key.name;
}

struct str
publisher_vkey(const struct publisher *p, struct arena *mem)
{
	return vkey_text(mem, &p->log.signer.key);
}

struct str
publisher_note(const struct publisher *p, struct arena *mem, struct str text)
{
	REQUIRE(!str_starts(text, publisher_origin(p)));
	return str_printf(mem, "%.*s%.*s", STR_ARG(note_text(mem, text)),
	    STR_ARG(note_sign(mem, &p->log.signer, text)));
}

struct str
publisher_witness_vkey(const struct publisher *p, struct arena *mem)
{
	return vkey_text(mem, &p->witness.key);
}

const struct note_signer *
publisher_witness(const struct publisher *p)
{
	return &p->witness;
}

/* The log as it was signed last, locked for one reader. The caller unlocks, also
 * after a failure. */
static enum rc
log_lend(struct publisher *p, struct arena *mem, struct fault *fault)
{
	(void)pthread_mutex_lock(&p->lock);
	if (p->closed)
		return SAY(fault, WHY_LOG_CLOSED, "%s", "");
	return log_refresh(&p->log, mem, fault);
}

enum rc
publisher_head(struct publisher *p, struct arena *mem, struct fault *fault,
    struct tree_head *head, struct str *checkpoint)
{
	enum rc rc;

	rc = log_lend(p, mem, fault);
	if (rc == RC_OK) {
		*head = p->log.head;
		*checkpoint = log_published(&p->log, mem);
	}
	(void)pthread_mutex_unlock(&p->lock);
	return rc;
}

enum rc
publisher_snapshot(struct publisher *p, struct arena *mem, struct fault *fault,
    struct log *out, struct str *checkpoint)
{
	enum rc rc = log_lend(p, mem, fault);

	if (rc == RC_OK) {
		*checkpoint = log_published(&p->log, mem);
		*out = p->log;
		out->newest = true; /* all from one head */
		out->checkpoint = str_copy(mem, p->log.checkpoint);
	}
	(void)pthread_mutex_unlock(&p->lock);
	return rc;
}

enum rc
publisher_proof(struct publisher *p, int64_t place, struct arena *mem,
    struct fault *fault, struct str *out)
{
	struct proof proof;
	enum rc rc;

	rc = log_lend(p, mem, fault);
	if (rc == RC_OK)
		rc = log_prove(&p->log, place, mem, fault, &proof);
	if (rc == RC_OK)
		*out = proof_text(mem, &proof);
	(void)pthread_mutex_unlock(&p->lock);
	return rc;
}

enum rc
publisher_request_for(struct publisher *p, const struct publisher_asked *a,
    struct arena *mem, struct fault *fault, struct str *out)
{
	struct path path;
	enum rc rc;

	rc = log_lend(p, mem, fault);
	if (rc == RC_OK)
		rc = log_grown(&p->log, (struct log_span){ a->older, a->head.size },
		    mem, fault, &path);
	if (rc == RC_OK)
		*out = witness_body(mem, a->older, &path, a->checkpoint);
	(void)pthread_mutex_unlock(&p->lock);
	return rc;
}

enum rc
publisher_request(struct publisher *p, int64_t older, struct arena *mem,
    struct fault *fault, struct str *out)
{
	struct publisher_asked a = { .older = older };
	struct disk_file f;
	enum rc rc = publisher_head(p, mem, fault, &a.head, &a.checkpoint);

	if (rc == RC_OK)
		rc = publisher_request_for(p, &a, mem, fault, out);
	f = log_key_file(mem, p->dir, "asked");
	return rc == RC_OK ? disk_replace(&f, a.checkpoint, mem, fault) : rc;
}

bool
publisher_asked_last(struct publisher *p, struct arena *mem, struct tree_head *head,
    struct str *checkpoint)
{
	struct signed_note *note = ARENA_NEW(mem, struct signed_note);
	struct fault quiet = { 0 };
	struct checkpoint c;

	if (disk_read(log_key_file(mem, p->dir, "asked").path, NOTE_BYTES_MAX, mem, &quiet,
	    checkpoint) != RC_OK || !note_read(mem, *checkpoint, note) ||
	    !checkpoint_read(mem, note->text, &c) ||
	    !note_signed_by(note, &p->log.signer.key))
		return false;
	*head = c.head;
	return true;
}

enum rc
publisher_cosigned(struct publisher *p, struct str checkpoint, struct str lines,
    struct arena *mem, struct fault *fault)
{
	enum rc rc;

	(void)pthread_mutex_lock(&p->lock);
	rc = p->closed ? SAY(fault, WHY_LOG_CLOSED, "%s", "") :
	    log_cosigned(&p->log, checkpoint, lines, mem, fault);
	(void)pthread_mutex_unlock(&p->lock);
	return rc;
}

enum rc
publisher_examine(struct publisher *p, struct arena *mem, struct fault *fault)
{
	enum rc rc;

	rc = log_lend(p, mem, fault);
	if (rc == RC_OK)
		rc = log_examine(&p->log, mem, fault);
	(void)pthread_mutex_unlock(&p->lock);
	return rc;
}

enum rc
publisher_file(const struct publisher *p, struct str path, struct arena *mem,
    struct fault *fault, struct str *out)
{
	struct str rest = path, part;
	struct tile t;
	int64_t n;

	if (p->closed)
		return SAY(fault, WHY_LOG_CLOSED, "%s", "");
	*out = str_printf(mem, "%.*s/%.*s", STR_ARG(p->log.place.public_dir),
	    STR_ARG(path));
	/* "3/…": a generation that ended, beside this one */
	if (str_cut(&rest, '/', &part) && decimal_read(part, &n) && n > 0) {
		*out = str_printf(mem, "%.*s/log-%" PRId64 "/%.*s", STR_ARG(p->dir), n,
		    STR_ARG(rest));
		path = rest;
	}
	if (!str_eq(path, S("checkpoint")) && !str_eq(path, S("keys")) &&
	    !str_eq(path, S("stamp.day")) && !stamp_file_ok(path) && !tile_read(path, &t))
		return SAY(fault, WHY_ABSENT, "%s", "no file of the log");
	if (access(str_z(mem, *out), R_OK) == 0)
		return RC_OK;
	return SAY(fault, WHY_ABSENT, "%s", "no such file of the log");
}

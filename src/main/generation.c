/* generation: see generation.h. */
#include "main/generation.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/generation.h"
#include "act/log_keys.h"
#include "act/office.h"
#include "act/publisher.h"
#include "act/reasons.h"
#include "ledger/keychain.h"
#include "ledger/mirror.h"
#include "main/fetch.h"

#define SAY(h, why, ...) \
	fault_set(&(h)->fault, &(why), __FILE__, __LINE__, __VA_ARGS__)

/* One change, as far as it has come. */
struct change {
	struct house *h;
	struct str note;
	struct key_change keys;
	struct generation_change g;
};

/* ---- the note of both keys --------------------------------------------------------- */

static enum rc
note_load(struct change *ch)
{
	struct house *h = ch->h;
	enum rc rc = disk_read(log_key_file(&h->mem, h->set.data, "log.note").path,
	    NOTE_BYTES_MAX, &h->mem, &h->fault, &ch->note);

	if (rc == RC_OK && !key_note_read(&h->mem, ch->note, &ch->keys))
		rc = SAY(h, WHY_LOG_NO_KEY, "keys/log.note is no note of two keys");
	return rc;
}

/* The one that is there, when this change was begun; else a new one. */
static enum rc
note_make(struct change *ch, struct str name)
{
	struct house *h = ch->h;
	struct disk_file f = log_key_file(&h->mem, h->set.data, "log.note");
	struct note_signer next;
	struct log_keys now;
	enum rc rc = log_keys_load(&h->mem, h->set.data, &now, &h->fault);

	if (rc == RC_OK)
		rc = log_key_next(&h->mem, &(struct log_key_wish){ h->set.data, name,
		    &h->chance }, &h->fault, &next);
	if (rc != RC_OK)
		return rc;
	if (note_load(ch) == RC_OK && memcmp(ch->keys.new.key, next.key.key, 32) == 0)
		return RC_OK;
	h->fault = (struct fault){ 0 };
	ch->note = key_note(&h->mem, &now.log, &next, clock_now());
	if (!key_note_read(&h->mem, ch->note, &ch->keys))
		return SAY(h, WHY_LOG_NO_KEY, "the keys do not make a note");
	return disk_replace(&f, ch->note, &h->mem, &h->fault);
}

/* The notes beside the log, with this one. */
static enum rc
notes_publish(struct change *ch, struct str before)
{
	struct house *h = ch->h;
	struct fault quiet = { 0 };
	struct str there = S("");
	struct disk_file f = { str_printf(&h->mem, "%.*s/log/keys", STR_ARG(h->set.data)),
		h->set.data.n, 0644 };

	if (disk_read(before, 64 * KIB, &h->mem, &quiet, &there) == RC_OK &&
	    str_has(there, ch->note))
		return str_eq(before, f.path) ? RC_OK :
		    disk_replace(&f, there, &h->mem, &h->fault);
	return disk_replace(&f, str_printf(&h->mem, "%.*s%.*s", STR_ARG(there),
	    STR_ARG(ch->note)), &h->mem, &h->fault);
}

enum rc
log_notes_again(struct house *h)
{
	struct disk_file f = { str_printf(&h->mem, "%.*s/log/keys", STR_ARG(h->set.data)),
		h->set.data.n, 0644 };
	struct buf b = buf_new(&h->mem, 256 * KIB);
	struct q_key_note_list_rows rows;
	struct fault quiet = { 0 };
	struct str there = S("");
	enum rc rc = q_key_note_list(h->db, &rows);

	if (rc == RC_OK && disk_read(f.path, 64 * KIB, &h->mem, &quiet, &there) != RC_OK)
		there = S("");
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		if (!str_has(there, rows.v[i].note))
			buf_put(&b, rows.v[i].note);
	if (rc != RC_OK || buf_str(&b).n == 0)
		return rc;
	buf_put(&b, there); /* what the database never had was said last */
	return disk_replace(&f, buf_str(&b), &h->mem, &h->fault);
}

static void
note_done(struct change *ch)
{
	struct house *h = ch->h;

	disk_drop(&h->mem, log_key_file(&h->mem, h->set.data, "log.note").path);
}

/* ---- another key -------------------------------------------------------------------- */

static enum rc
act_key(void *arg)
{
	struct change *ch = arg;

	return key_changed(&ch->h->ctx, ch->note);
}

enum rc
log_rotate(struct house *h)
{
	struct change ch = { .h = h };
	struct note_signer next;
	struct log_keys now;
	enum rc rc = note_make(&ch, publisher_origin(h->log));

	if (rc != RC_OK || (rc = log_keys_load(&h->mem, h->set.data, &now,
	    &h->fault)) != RC_OK || (rc = log_key_next(&h->mem, &(struct log_key_wish){
	    h->set.data, publisher_origin(h->log), &h->chance }, &h->fault,
	    &next)) != RC_OK)
		return rc;
	if (memcmp(now.log.key.key, next.key.key, 32) != 0 && /* else killed at the end */
	    ((rc = house_act(h, act_key, &ch)) != RC_OK ||
	    (rc = publisher_sign_also(h->log, &next, &h->fault)) != RC_OK))
		return rc;
	rc = notes_publish(&ch, str_printf(&h->mem, "%.*s/log/keys", STR_ARG(h->set.data)));
	if (rc == RC_OK)
		rc = log_key_swap(&h->mem, h->set.data, &h->fault);
	if (rc == RC_OK)
		note_done(&ch);
	return rc;
}

/* ---- the next generation ------------------------------------------------------------- */

/* What log_next() left for the beginning goes with it. */
static void
log_has_begun(struct house *h)
{
	disk_drop(&h->mem, log_key_file(&h->mem, h->set.data, "begin").path);
	disk_drop(&h->mem, log_key_file(&h->mem, h->set.data, "log.note").path);
}

static enum rc
head_load(struct change *ch, struct str path)
{
	struct house *h = ch->h;
	struct signed_note *n = ARENA_NEW(&h->mem, struct signed_note);
	struct checkpoint c;
	enum rc rc = disk_read(path, NOTE_BYTES_MAX, &h->mem, &h->fault,
	    &ch->g.checkpoint);

	if (rc != RC_OK)
		return rc;
	if (!note_read(&h->mem, ch->g.checkpoint, n) ||
	    !checkpoint_read(&h->mem, n->text, &c) ||
	    !str_eq(c.origin, ch->keys.old.name) || !note_signed_by(n, &ch->keys.old))
		return SAY(h, WHY_LOG_CLOSED, "%.*s is no head of %.*s, signed with its "
		    "key", STR_ARG(path), STR_ARG(ch->keys.old.name));
	ch->g.head = c.head;
	return RC_OK;
}

/* The notes of its keys come along, unless some are here. */
static enum rc
notes_keep(struct house *h, struct log_files from, struct str ended)
{
	struct disk_file f = { str_printf(&h->mem, "%.*s/keys", STR_ARG(ended)),
		h->set.data.n, 0644 };
	struct str notes;

	if (access(f.path.p, F_OK) == 0 ||
	    from.read(from.arg, S("keys"), &h->mem, &notes) != RC_OK)
		return RC_OK;
	return disk_replace(&f, notes, &h->mem, &h->fault);
}

/* DIR/log-N: what is left of the old generation, from here and from elsewhere. */
static enum rc
old_keep(struct change *ch, struct str ended, struct str files)
{
	struct house *h = ch->h;
	struct disk_file head = { str_printf(&h->mem, "%.*s/checkpoint", STR_ARG(ended)),
		h->set.data.n, 0644 };
	struct disk_file last = { str_printf(&h->mem, "%.*s/signed", STR_ARG(ended)),
		h->set.data.n, 0600 };
	struct signed_note *n = ARENA_NEW(&h->mem, struct signed_note);
	struct mirrored found;
	struct arena mem;
	enum rc rc = RC_OK;

	if (files.n > 0) {
		struct mirror m = { .key = ch->keys.old, .place = { ended, ended } };

		arena_init(&mem, 256 * MIB);
		m.from = fetch_files(fetch_open(&mem, files));
		rc = mirror_visit(&m, &mem, &h->fault, &found);
		if (rc == RC_OK && (found.answer > MIRROR_GROWN ||
		    found.size < ch->g.head.size))
			rc = SAY(h, WHY_LOG_BEHIND, "%.*s: %s", STR_ARG(files),
			    found.answer > MIRROR_GROWN ? found.why : "fewer entries than "
			    "the head");
		if (rc == RC_OK)
			rc = notes_keep(h, m.from, ended);
		arena_release(&mem);
	}
	if (rc == RC_OK)
		rc = disk_replace(&head, ch->g.checkpoint, &h->mem, &h->fault);
	if (rc == RC_OK && note_read(&h->mem, ch->g.checkpoint, n))
		rc = disk_replace(&last, note_alone(&h->mem, n, &ch->keys.old), &h->mem,
		    &h->fault);
	return rc;
}

/* The files of the old one aside, the new key in its place. Each step may have been
 * done by a run before. */
static enum rc
files_change(struct change *ch, struct str files)
{
	struct house *h = ch->h;
	struct generation_now now;
	struct str log = str_printf(&h->mem, "%.*s/log", STR_ARG(h->set.data)), ended;
	struct disk_file begin = log_key_file(&h->mem, h->set.data, "begin");
	enum rc rc = generation_now(&h->ctx, &now);

	if (rc != RC_OK)
		return rc;
	ended = str_printf(&h->mem, "%.*s-%" PRId64, STR_ARG(log), now.n);
	if (rename(log.p, ended.p) != 0 && errno != ENOENT && errno != ENOTEMPTY &&
	    errno != EEXIST)
		return SAY(h, WHY_BROKEN, "%.*s: %s", STR_ARG(log), strerror(errno));
	(void)mkdir(ended.p, 0755);
	(void)mkdir(log.p, 0755);
	if ((rc = old_keep(ch, ended, files)) != RC_OK ||
	    (rc = notes_publish(ch, str_printf(&h->mem, "%.*s/keys",
	    STR_ARG(ended)))) != RC_OK)
		return rc;
	disk_drop(&h->mem, log_key_file(&h->mem, h->set.data, "signed").path);
	disk_drop(&h->mem, log_key_file(&h->mem, h->set.data, "cosigned").path);
	disk_drop(&h->mem, log_key_file(&h->mem, h->set.data, "asked").path);
	if ((rc = disk_replace(&begin, ch->keys.new.name, &h->mem, &h->fault)) != RC_OK ||
	    (rc = log_key_swap(&h->mem, h->set.data, &h->fault)) != RC_OK)
		return rc;
	disk_drop(&h->mem, log_key_file(&h->mem, h->set.data, "restored").path);
	return RC_OK;
}

static enum rc
act_begin(void *arg)
{
	struct change *ch = arg;

	return generation_begin(&ch->h->ctx, &ch->g);
}

/* With the new key: the incident is entered, and is the first entry published. */
static enum rc
database_change(struct change *ch)
{
	struct house *h = ch->h;
	int64_t base;
	enum rc rc = publisher_open_alone(h->set.data, &h->fault, &h->log);

	if (rc != RC_OK)
		return rc;
	h->ctx.log = h->log;
	publisher_set_code_key(h->log, h->ctx.code_key);
	ch->g.old = ch->keys.old;
	ch->g.new = ch->keys.new;
	ch->g.note = ch->note;
	if ((rc = generation_base(&h->ctx, ch->keys.new.name, &base)) == RC_OK) {
		publisher_set_base(h->log, base);
		rc = house_act(h, act_begin, ch);
	}
	db_use(h->db, &h->mem, &h->fault);
	return rc == RC_OK ? publisher_run(h->log, h->db, true, &h->fault) : rc;
}

/* Whether it is needed: the database lacks what was signed. */
static enum rc
needed(struct change *ch)
{
	struct house *h = ch->h;
	struct publisher *p;
	struct generation_now now;
	bool whole = false;
	enum rc rc = publisher_open_alone(h->set.data, &h->fault, &p);

	if (rc != RC_OK)
		return rc;
	if ((rc = generation_now(&h->ctx, &now)) == RC_OK) {
		publisher_set_base(p, now.base);
		rc = publisher_whole(p, h->db, &ch->g.head, &h->fault, &whole);
	}
	publisher_close(p);
	db_use(h->db, &h->mem, &h->fault);
	return rc == RC_OK && whole ? SAY(h, WHY_GENERATION_WHOLE, "%s", "every entry of "
	    "that head is here: ocop log reopen HEAD") : rc;
}

enum rc
log_next(struct house *h, struct str head, struct str files)
{
	struct change ch = { .h = h };
	struct office_facts facts = { 0 };
	struct log_keys now;
	struct str name;
	enum rc rc = office_load(&h->ctx, &facts);

	if (rc != RC_OK)
		return rc;
	name = generation_next_name(&h->mem, facts.log);
	if (log_may_begin(&h->mem, h->set.data, name)) { /* killed behind the change of the files */
		if ((rc = note_load(&ch)) != RC_OK || (rc = head_load(&ch, head)) != RC_OK)
			return rc;
		/* or in the middle of the swap */
		if (log_key_swap(&h->mem, h->set.data, &h->fault) == RC_ABSENT)
			h->fault = (struct fault){ 0 };
	} else {
		if ((rc = log_keys_load(&h->mem, h->set.data, &now, &h->fault)) != RC_OK)
			return rc;
		ch.keys.old = now.log.key;
		if ((rc = head_load(&ch, head)) != RC_OK || (rc = needed(&ch)) != RC_OK ||
		    (rc = note_make(&ch, name)) != RC_OK ||
		    (rc = files_change(&ch, files)) != RC_OK)
			return rc;
	}
	if ((rc = database_change(&ch)) == RC_OK && (rc = log_notes_again(h)) == RC_OK)
		log_has_begun(h);
	return rc;
}

/* log: see log.h. */
#include "main/log.h"

#include <stdio.h>

#include "act/erase.h"
#include "act/key_copies.h"
#include "act/publisher.h"
#include "act/replay.h"
#include "main/generation.h"
#include "main/house.h"

static int
show(struct house *h)
{
	struct tree_head head;
	struct str checkpoint;

	if (publisher_head(h->log, &h->mem, &h->fault, &head, &checkpoint) != RC_OK)
		return house_tell(h, "log");
	(void)printf("%.*s\n%.*s\n%.*s", STR_ARG(publisher_vkey(h->log, &h->mem)),
	    STR_ARG(publisher_witness_vkey(h->log, &h->mem)), STR_ARG(checkpoint));
	return DONE;
}

static int
check(struct house *h)
{
	struct buf out = buf_new(&h->mem, MIB);
	struct arena mem;
	int wrong = 0;
	enum rc rc;

	arena_init(&mem, 256 * MIB);
	rc = publisher_examine(h->log, &mem, &h->fault);
	arena_release(&mem);
	db_use(h->db, &h->mem, &h->fault);
	if (rc == RC_OK)
		rc = replay_check(&h->ctx, &out, &wrong);
	if (rc != RC_OK) {
		(void)house_tell(h, "log check");
		return rc == RC_BROKEN ? ANSWER_NO : COULD_NOT;
	}
	(void)fprintf(stderr, "%.*s", STR_ARG(buf_str(&out)));
	(void)printf(wrong == 0 ? "log and database agree\n" : "%d differences\n", wrong);
	return wrong == 0 ? DONE : ANSWER_NO;
}

struct erasing {
	struct ctx *c;
	int64_t place;
	struct str basis, copies;
};

static enum rc
act_erase(void *arg)
{
	struct erasing *e = arg;

	return entry_erase(e->c, e->place, e->basis);
}

static enum rc
act_forget(void *arg)
{
	struct erasing *e = arg;
	int64_t n;

	return key_copies_forget(e->c, e->copies, &n);
}

static int
erase(struct house *h, struct str place, struct str basis)
{
	struct erasing e = { .c = &h->ctx, .basis = basis,
		.copies = house_key_copies(h) };

	if (!str_int(place, &e.place) || basis.n == 0) {
		(void)fprintf(stderr, "ocop log erase PLACE BASIS: the place of an entry, "
		    "and the law or request that asks for it\n");
		return USAGE;
	}
	if (house_act(h, act_erase, &e) != RC_OK ||
	    house_act(h, act_forget, &e) != RC_OK)
		return house_tell(h, "log erase");
	(void)printf("erased; entry %lld says so\n", (long long)e.place);
	return DONE;
}

/* Restored, with its keys and without the head that was signed last. */
static int
reopen(struct house *h, struct str path)
{
	struct str head;
	enum rc rc = disk_read(path, NOTE_BYTES_MAX, &h->mem, &h->fault, &head);

	if (rc == RC_OK)
		rc = publisher_open(h->set.data, &h->fault, &h->log);
	if (rc == RC_OK && publisher_begun(h->log))
		rc = fault_set(&h->fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
		    "the log of %.*s is not closed", STR_ARG(h->set.data));
	if (rc == RC_OK)
		rc = publisher_at(h);
	if (rc == RC_OK)
		rc = publisher_reopen(h->log, h->db, head, &h->fault);
	if (rc == RC_OK)
		rc = log_notes_again(h);
	if (rc != RC_OK)
		return house_tell(h, "log reopen");
	(void)printf("the log goes on\n");
	return DONE;
}

static int
rotate(struct house *h)
{
	if (log_rotate(h) != RC_OK)
		return house_tell(h, "log rotate");
	(void)printf("the record has a new key; the office may be opened again\n");
	return DONE;
}

static int
next(struct house *h, struct str head, struct str files)
{
	if (head.n == 0) {
		(void)fprintf(stderr, "ocop log next HEAD [FILES]: the last head that a "
		    "witness or the province has, and where a copy of the record is\n");
		return USAGE;
	}
	if (log_next(h, head, files) != RC_OK)
		return house_tell(h, "log next");
	(void)printf("a new generation has begun: %.*s\n",
	    STR_ARG(publisher_origin(h->log)));
	return DONE;
}

int
log_main(int argc, char **argv)
{
	struct str what = settings_word(argc, argv, 0);
	struct house h;
	int code;

	if (!house_open(&h, argc, argv, &code) ||
	    !house_db(&h, DB_WRITES, &code))
		return code;
	h.alone = str_eq(what, S("rotate"));
	if (str_eq(what, S("reopen")))
		code = reopen(&h, settings_word(argc, argv, 1));
	else if (str_eq(what, S("next")))
		code = next(&h, settings_word(argc, argv, 1), settings_word(argc, argv, 2));
	else if (house_log(&h, S("")) != RC_OK)
		code = house_tell(&h, argv[0]);
	else if (what.n == 0)
		code = show(&h);
	else if (h.alone)
		code = rotate(&h);
	else if (str_eq(what, S("check")))
		code = check(&h);
	else if (str_eq(what, S("erase")))
		code = erase(&h, settings_word(argc, argv, 1),
		    settings_word(argc, argv, 2));
	else {
		(void)fprintf(stderr, "ocop log [check | rotate | erase PLACE BASIS | "
		    "reopen HEAD | next HEAD [FILES]]\n");
		code = USAGE;
	}
	house_close(&h);
	return code;
}

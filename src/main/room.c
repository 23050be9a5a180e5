/* room: see room.h. */
#include "main/room.h"

#include <inttypes.h>
#include <stdio.h>

#include "act/away_take.h"
#include "act/publisher.h"
#include "act/replay.h"
#include "ledger/examine.h"
#include "main/carry.h"
#include "main/fetch.h"
#include "main/room_export.h"
#include "main/room_manifest.h"

#define REPORT_MAX (1 * MIB)

/* A folder that is looked at. */
struct folder {
	struct house *h;           /* the office */
	struct str dir;
	struct room_manifest m;
	struct q_room_out_of room; /* what the office wrote down of it */
	struct db *db;             /* its database, read only */
	struct publisher *log;
	struct arena mem;
	struct fault fault;
	struct ctx ctx;            /* reads it */
	struct away_taking t;
};

/* ---- the folder's database ----------------------------------------------------- */

/* Opened as it is, never migrated: a folder of another schema is refused. */
static enum rc
database_open(struct house *h, struct str dir, const struct room_manifest *m,
    struct db **out)
{
	struct carry_schema schema;
	enum rc rc = db_open(carry_path(&h->mem, dir, S("ocop.db")), DB_READS,
	    &h->fault, out);

	if (rc != RC_OK)
		return rc;
	db_use(*out, &h->mem, &h->fault);
	if ((rc = carry_schema(*out, &schema)) != RC_OK)
		return rc;
	if (!str_eq(schema.hash, m->schema))
		return carry_fail(h, dir, "has another schema than its manifest says: "
		    "use the program of the version that exported it");
	return db_prepare(*out);
}

bool
room_folder_check(struct house *h, int *code)
{
	struct room_manifest m;
	struct note_key key;
	struct db *db = NULL;
	enum rc rc = manifest_read(h, h->set.data, &m);

	if (rc == RC_OK && !vkey_read(&h->mem, m.key, &key))
		rc = carry_fail(h, S("manifest.note"), "names no key; it was touched");
	if (rc == RC_OK)
		rc = database_open(h, h->set.data, &m, &db);
	if (rc == RC_OK)
		rc = manifest_compare(h, h->set.data, db, &m);
	db_close(db);
	if (rc == RC_OK)
		return true;
	*code = house_tell(h, "serve");
	return false;
}

/* ---- is it ours, and the newest ------------------------------------------------- */

static enum rc
folder_known(struct folder *f)
{
	struct house *h = f->h;
	struct note_key key;
	bool found;
	enum rc rc;

	if (!vkey_read(&h->mem, publisher_vkey(h->log, &h->mem), &key) ||
	    !note_signed_by(&f->m.note, &key))
		return carry_fail(h, f->dir, str_printf(&h->mem, "was not signed by this "
		    "office (%.*s) but says %.*s: it is another office's, or its "
		    "manifest was touched", STR_ARG(publisher_origin(h->log)),
		    STR_ARG(f->m.office)).p);
	if ((rc = q_room_out_of(h->db, f->m.meeting, &f->room, &found)) != RC_OK)
		return rc;
	if (!found || !str_eq(f->room.manifest, f->m.hash))
		return carry_fail(h, f->dir, "is an older export of this session; only "
		    "the newest comes back");
	return RC_OK;
}

/* ---- is it whole ------------------------------------------------------------------ */

/* The laptop's log, with the key that the office wrote down and the head that it
 * was brought before. */
static enum rc
laptop_examine(struct folder *f)
{
	struct house *h = f->h;
	struct buf out = buf_new(&h->mem, REPORT_MAX);
	struct report r = { .out = &out };
	struct examine_in in = { .vkey = f->room.vkey, .older = f->room.head };
	struct examined found;

	in.files = fetch_files(fetch_open(&f->mem, carry_path(&h->mem, f->dir,
	    S("log"))));
	examine_log(&in, &f->mem, &r, &found);
	if (r.differs == 0 && found.has_head)
		return RC_OK;
	(void)fprintf(stderr, "%.*s", STR_ARG(buf_str(&out)));
	return carry_fail(h, f->dir, "its log does not verify with the key that the "
	    "office wrote down: the folder was touched, or two laptops went two ways");
}

/* … and the folder's database against it. */
static enum rc
database_examine(struct folder *f)
{
	struct buf out = buf_new(&f->h->mem, REPORT_MAX);
	struct tree_head head;
	int wrong = 0;
	enum rc rc = publisher_open(f->dir, &f->fault, &f->log);

	f->ctx = (struct ctx){ .db = f->db, .mem = &f->mem, .fault = &f->fault,
	    .now = f->h->ctx.now, .today = f->h->ctx.today, .law = &f->h->law,
	    .log = f->log };
	db_use(f->db, &f->mem, &f->fault);
	if (rc == RC_OK)
		rc = replay_check(&f->ctx, &out, &wrong);
	if (rc == RC_OK)
		rc = publisher_head(f->log, &f->mem, &f->fault, &head, &f->t.head);
	if (rc != RC_OK)
		return fault_set(&f->h->fault, &WHY_BROKEN, __FILE__, __LINE__, "%.*s: %s",
		    STR_ARG(f->dir), f->fault.detail);
	if (wrong == 0)
		return RC_OK;
	(void)fprintf(stderr, "%.*s", STR_ARG(buf_str(&out)));
	return carry_fail(f->h, f->dir, "its database is not what its log says: the "
	    "folder was touched");
}

/* ---- taking --------------------------------------------------------------------- */

static enum rc
act_take(void *arg)
{
	struct folder *f = arg;

	return away_take(&f->h->ctx, &f->t);
}

static enum rc
folder_take(struct folder *f)
{
	struct house *h = f->h;
	enum rc rc;

	if ((rc = manifest_read(h, f->dir, &f->m)) != RC_OK ||
	    (rc = folder_known(f)) != RC_OK ||
	    (rc = database_open(h, f->dir, &f->m, &f->db)) != RC_OK ||
	    (rc = manifest_compare(h, f->dir, f->db, &f->m)) != RC_OK ||
	    (rc = laptop_examine(f)) != RC_OK || (rc = database_examine(f)) != RC_OK)
		return rc;
	f->t.room = &f->ctx;
	f->t.meeting = f->m.meeting;
	if ((rc = house_act(h, act_take, f)) != RC_OK)
		return rc;
	(void)printf("%d sealed sheets taken, %d were here already, %d sealed on both "
	    "sides; %d products concluded, %d left to be concluded here; the session "
	    "%s\n", f->t.sheets, f->t.known, f->t.both, f->t.concluded, f->t.left,
	    f->t.ended ? "is back" : "goes on at the laptop");
	return RC_OK;
}

static enum rc
room_import(struct house *h, struct str dir)
{
	struct folder f = { .h = h, .dir = dir };
	enum rc rc;

	arena_init(&f.mem, 1024 * MIB);
	rc = folder_take(&f);
	db_close(f.db);
	publisher_close(f.log);
	arena_release(&f.mem);
	return rc;
}

int
room_main(int argc, char **argv)
{
	struct str what = settings_word(argc, argv, 0);
	struct str second = settings_word(argc, argv, 1);
	struct meeting_id meeting;
	struct house h;
	int code;
	enum rc rc;

	if (!house_open(&h, argc, argv, &code) ||
	    !house_db(&h, DB_WRITES, &code))
		return code;
	rc = house_log(&h, S(""));
	if (rc == RC_OK && str_eq(what, S("export")) && str_int(second, &meeting.v) &&
	    settings_word(argc, argv, 2).n > 0)
		rc = room_export(&h, meeting, settings_word(argc, argv, 2));
	else if (rc == RC_OK && str_eq(what, S("import")) && second.n > 0)
		rc = room_import(&h, second);
	else if (rc == RC_OK)
		rc = fault_set(&h.fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
		    "room export SESSION DIR | room import DIR");
	code = rc == RC_OK ? DONE : house_tell(&h, argv[0]);
	house_close(&h);
	return code;
}

/*
 * publisher_help: an office with a public record, in a folder of its own.
 */
#ifndef TEST_PUBLISHER_HELP_H
#define TEST_PUBLISHER_HELP_H

#include "act/log_keys.h"
#include "act/publisher.h"
#include "act/record.h"
#include "act/replay.h"
#include "act/writer.h"
#include "store_help.h"

struct office {
	char dir[64];
	struct str where;
	struct db *db;
	struct publisher *log;
	struct arena mem;
	struct fault fault;
	struct chance chance;
	struct ctx ctx;
	enum rc (*act)(struct ctx *c);
};

static inline enum rc
act_begin(struct ctx *c)
{
	return publisher_begin(c);
}

/* A sheet is sealed: numbers, and who gave them. */
static inline enum rc
act_seal(struct ctx *c)
{
	enum rc rc = record_add(c, "sheet.seal", "sheet", 77, "{\"seat\":\"m3\"}");

	if (rc == RC_OK)
		rc = record_part(c, "scores", S("ocop-sheet/1\n1.1 3\n"));
	return rc == RC_OK ? record_part(c, "identity", S("{\"name\":\"Người Mẫu\"}")) : rc;
}

static inline enum rc
act_draft(struct ctx *c)
{
	return record_add(c, "sheet.save", "sheet", 77, "{}");
}

static inline enum rc
run(void *arg)
{
	struct office *o = arg;

	return o->act(&o->ctx);
}

static inline enum rc
act(struct office *o, enum rc (*what)(struct ctx *c))
{
	o->act = what;
	o->fault = (struct fault){ 0 };
	return writer_inline(o->db, &(struct writer_job){ .run = run, .arg = o,
	    .ctx = &o->ctx });
}

/* Opens, with keys that are there or are made now; publishes what waits. */
static inline bool
office_open(struct office *o)
{
	o->fault = (struct fault){ 0 };
	o->chance.fill = chance_fill_system;
	arena_init(&o->mem, 64 * MIB);
	o->db = store_open(o->where, DB_WRITES);
	o->ctx = (struct ctx){ .db = o->db, .mem = &o->mem, .fault = &o->fault,
		.now = STORE_NOW, .chance = &o->chance };
	if (o->db == NULL || log_keys_make(str_c(o->dir), S("mau.vn"), S("79"),
	    &o->chance, &o->fault) != RC_OK ||
	    publisher_open(str_c(o->dir), &o->fault, &o->log) != RC_OK)
		return false;
	if (!publisher_begun(o->log) && publisher_first(o->log, &o->fault) != RC_OK)
		return false;
	o->ctx.log = o->log;
	return act(o, act_begin) == RC_OK &&
	    publisher_run(o->log, o->db, true, &o->fault) == RC_OK;
}

static inline void
office_close(struct office *o)
{
	publisher_close(o->log);
	db_close(o->db);
	arena_release(&o->mem);
}

static inline bool
office_make(struct office *o, struct str where)
{
	const char *tmp = getenv("TMPDIR");

	memset(o, 0, sizeof(*o));
	o->where = where;
	snprintf(o->dir, sizeof(o->dir), "%.30s/ocop-log-XXXXXX", tmp != NULL ? tmp : "/tmp");
	return mkdtemp(o->dir) != NULL && CHECK(office_open(o));
}

static inline void
office_drop(struct office *o)
{
	office_close(o);
	CHECK_INT(system(str_z(unit_mem(), str_printf(unit_mem(), "rm -r %s", o->dir))), 0);
}

static inline struct tree_head
head_of(struct office *o, struct str *checkpoint)
{
	struct tree_head head = { 0 };

	CHECK_INT(publisher_head(o->log, unit_mem(), &o->fault, &head, checkpoint), RC_OK);
	return head;
}

static inline int
differences(struct office *o, struct str *said)
{
	struct buf out = buf_new(unit_mem(), MIB);
	int wrong = -1;

	db_use(o->db, &o->mem, &o->fault);
	o->fault = (struct fault){ 0 };
	CHECK_INT(replay_check(&o->ctx, &out, &wrong), RC_OK);
	*said = buf_str(&out);
	return wrong;
}

/* Past the door, as somebody with an editor would. */
static inline void
edit(struct office *o, const char *sql)
{
	db_use(o->db, &o->mem, &o->fault);
	CHECK_INT(db_script(o->db, sql), RC_OK);
}

#endif

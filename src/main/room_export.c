/*
 * room_export: writes the folder of a session; see room.h. The rows are read in
 * one transaction of the office; the manifest is written last and kept by the
 * office as its hash, so a folder that was cut off is never taken back.
 */
#include "main/room_export.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "act/away.h"
#include "act/publisher.h"
#include "ledger/disk.h"
#include "main/carry.h"
#include "main/room_manifest.h"
#include "store/migrate.h"

#define LINES_MAX 200
#define TEXT_MAX (8 * MIB)

struct export {
	struct house *h;      /* the office */
	struct house r;       /* the folder, an office of its own */
	struct meeting_id meeting;
	struct buf manifest;
	const struct carry_table *into; /* the table that is filled */
	struct buf lines;
	int n_lines;
	int64_t rows, files;
};

/* ---- an office for the folder ------------------------------------------------- */

/* Beside the office: same rules, own files, an empty database with its schema. */
static enum rc
folder_open(struct export *x, struct str dir)
{
	struct house *r = &x->r;
	struct str name = publisher_origin(x->h->log);
	int code;

	*r = (struct house){ .makes = true, .takes = true };
	arena_init(&r->mem, 256 * MIB);
	r->chance.fill = chance_fill_system;
	r->set = x->h->set;
	r->set.data = dir;
	r->set.database = S("");
	r->set.log_name = str_printf(&r->mem, "phong-%" PRId64 ".%.*s",
	    x->meeting.v, STR_ARG(str_head(name, str_find(name, '/'))));
	r->where = carry_path(&r->mem, dir, S("ocop.db"));
	r->law = x->h->law;
	if (access(str_z(&r->mem, dir), F_OK) == 0)
		return fault_set(&x->h->fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
		    "%.*s is there already; give a directory that is not there yet",
		    STR_ARG(dir));
	return house_db(r, DB_WRITES, &code) ? RC_OK : fault_set(&x->h->fault,
	    &WHY_BROKEN, __FILE__, __LINE__, "%.*s: no office can be made there",
	    STR_ARG(dir));
}

static enum rc
folder_failed(struct export *x)
{
	return fault_set(&x->h->fault, x->r.fault.why == NULL ? &WHY_BROKEN :
	    x->r.fault.why, __FILE__, __LINE__, "%.*s: %s", STR_ARG(x->r.set.data),
	    x->r.fault.detail);
}

/* ---- rows ------------------------------------------------------------------------ */

static enum rc
lines_put(struct export *x)
{
	int64_t rows;
	enum rc rc = carry_write(x->r.db, x->into, buf_str(&x->lines), &rows);

	buf_clear(&x->lines);
	x->n_lines = 0;
	return rc == RC_OK ? RC_OK : folder_failed(x);
}

static enum rc
line_put(void *arg, struct str line)
{
	struct export *x = arg;

	buf_put(&x->lines, line);
	x->rows++;
	return ++x->n_lines < LINES_MAX ? RC_OK : lines_put(x);
}

static enum rc
table_put(struct export *x, const struct room_table *t)
{
	struct table_lines lines = { .t = &t->t, .line = line_put, .arg = x };
	enum rc rc;

	x->into = &t->t;
	rc = table_hash(x->h, x->h->db, &lines);
	if (rc == RC_OK && x->n_lines > 0)
		rc = lines_put(x);
	if (rc == RC_OK && carry_done(x->r.db, &t->t) != RC_OK)
		rc = folder_failed(x);
	if (rc == RC_OK && t->fixed)
		buf_printf(&x->manifest, "table %.*s %" PRId64 " %.*s\n",
		    STR_ARG(t->t.name), lines.rows, STR_ARG(lines.hash));
	return rc;
}

static enum rc
rows_put(struct export *x)
{
	const struct room_table *tables;
	size_t n;
	enum rc rc = room_scope(x->h->db, x->meeting, false, &tables, &n);

	if (rc != RC_OK)
		return rc;
	if (db_begin(x->r.db, DB_WRITES) != RC_OK || carry_begin(x->r.db) != RC_OK)
		return folder_failed(x);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = table_put(x, &tables[i]);
	if (rc == RC_OK && (carry_end(x->r.db) != RC_OK ||
	    db_commit(x->r.db) != RC_OK))
		rc = folder_failed(x);
	return rc;
}

/* ---- files ------------------------------------------------------------------------- */

static enum rc
file_put(struct export *x, struct str hash)
{
	struct blob_kept kept = { .size_bytes = 0 };
	void *p = NULL;
	int64_t size;
	int fd;
	enum rc rc;

	if (hash.n == 0)
		return RC_OK;
	if ((rc = blob_open(&x->h->blobs, hash, &x->h->fault, &fd, &size)) != RC_OK)
		return rc;
	if (size > 0)
		p = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, fd, 0);
	(void)close(fd);
	if (p == MAP_FAILED)
		return carry_fail(x->h, hash, "cannot be read");
	rc = blob_keep_bytes(&x->r.blobs, (struct str){ p, (size_t)size }, &x->h->mem,
	    &x->h->fault, &kept);
	if (p != NULL)
		(void)munmap(p, (size_t)size);
	if (rc == RC_OK && !str_eq(kept.hash, hash))
		return carry_fail(x->h, hash, "is not what its name says; `ocop check` "
		    "names all such files");
	buf_printf(&x->manifest, "file %.*s\n", STR_ARG(hash));
	x->files++;
	return rc;
}

static enum rc
files_put(struct export *x)
{
	struct str last = S("");
	struct q_blob_names_rows rows;
	enum rc rc = RC_OK;

	do {
		if (q_blob_names(x->r.db, last, &rows) != RC_OK)
			return folder_failed(x);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
			last = rows.v[i].hash;
			if ((rc = file_put(x, last)) == RC_OK &&
			    (rc = file_put(x, rows.v[i].thumb)) == RC_OK &&
			    !str_eq(rows.v[i].clean, last))
				rc = file_put(x, rows.v[i].clean);
		}
	} while (rc == RC_OK && rows.n > 0);
	return rc;
}

/* ---- the whole ---------------------------------------------------------------------- */

static enum rc
folder_log(struct export *x)
{
	if (house_log(&x->r, publisher_agency(x->h->log)) != RC_OK)
		return folder_failed(x);
	return RC_OK;
}

struct sending {
	struct ctx *c;
	struct meeting_id meeting;
	struct str vkey, manifest;
};

static enum rc
act_sent(void *arg)
{
	struct sending *s = arg;

	return away_sent(s->c, s->meeting, s->vkey, s->manifest);
}

/* Head of the manifest, then what was gathered; signed, kept, written down. */
static enum rc
manifest_put(struct export *x)
{
	struct arena *mem = &x->h->mem;
	struct sending s = { .c = &x->h->ctx, .meeting = x->meeting,
	    .vkey = publisher_vkey(x->r.log, mem) };
	struct carry_schema schema;
	struct disk_file file = { .path = carry_path(mem, x->r.set.data,
	    S("manifest.note")), .root_n = x->r.set.data.n, .mode = 0600 };
	struct str text, note;
	enum rc rc = carry_schema(x->h->db, &schema);

	if (rc != RC_OK)
		return rc;
	text = str_printf(mem, "ocop-room/1\noffice %.*s\nsession %" PRId64
	    "\nschema %.*s\nkey %.*s\n%.*s", STR_ARG(publisher_origin(x->h->log)),
	    x->meeting.v, STR_ARG(schema.hash), STR_ARG(s.vkey),
	    STR_ARG(buf_str(&x->manifest)));
	note = publisher_note(x->h->log, mem, text);
	s.manifest = hash_hex(mem, hash_of(note));
	if ((rc = disk_replace(&file, note, mem, &x->h->fault)) != RC_OK)
		return rc;
	return house_act(x->h, act_sent, &s);
}

static enum rc
folder_write(struct export *x, struct str dir)
{
	enum rc rc;

	x->manifest = buf_new(&x->h->mem, TEXT_MAX);
	x->lines = buf_new(&x->h->mem, 64 * MIB);
	if ((rc = db_begin(x->h->db, DB_READS)) != RC_OK)
		return rc;
	if ((rc = folder_open(x, dir)) == RC_OK)
		rc = rows_put(x);
	db_rollback(x->h->db);
	if (rc != RC_OK || (rc = files_put(x)) != RC_OK ||
	    (rc = folder_log(x)) != RC_OK)
		return rc;
	REQUIRE(buf_ok(&x->manifest));
	return manifest_put(x);
}

static enum rc
act_lend(void *arg)
{
	struct export *x = arg;

	return away_lend(&x->h->ctx, x->meeting);
}

enum rc
room_export(struct house *h, struct meeting_id meeting, struct str dir)
{
	struct export x = { .h = h, .meeting = meeting };
	struct q_room_out_of room;
	bool found;
	enum rc rc = q_room_out_of(h->db, meeting, &room, &found);

	if (rc == RC_OK && found && room.state == ROOM_OUT)
		return fault_set(&h->fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
		    "session %" PRId64 " is at the room's laptop already: two folders "
		    "would go two ways; the secretary can call it back", meeting.v);
	if (rc == RC_OK && (!found || room.state != ROOM_ASKED))
		rc = house_act(h, act_lend, &x);
	if (rc == RC_OK)
		rc = folder_write(&x, dir);
	if (rc == RC_OK)
		(void)printf("session %" PRId64 ": %" PRId64 " rows and %" PRId64
		    " files in %.*s; it rests here until `ocop room import`\n",
		    meeting.v, x.rows, x.files, STR_ARG(dir));
	if (x.r.set.data.n > 0)
		house_close(&x.r);
	return rc;
}

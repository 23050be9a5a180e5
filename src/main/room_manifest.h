/*
 * room_manifest: what a folder of a session says of itself, a line each:
 *
 *   ocop-room/1
 *   office NAME           origin of the office's log, whose key signed this
 *   session 3
 *   schema HASH
 *   key VKEY              of the laptop's own log
 *   table NAME ROWS HASH  of tables that nothing changes there
 *   file HASH             of blob/
 */
#ifndef MAIN_ROOM_MANIFEST_H
#define MAIN_ROOM_MANIFEST_H

#include "ledger/note.h"
#include "main/house.h"
#include "store/room_scope.h"

struct room_manifest {
	struct str bytes;      /* the note, whole */
	struct str hash;       /* its SHA-256, hex */
	struct signed_note note;
	struct meeting_id meeting;
	struct str office, schema, key;
	struct str rest;       /* the lines of tables and files */
};

/* Reads DIR/manifest.note; says nothing of who signed. */
MUST_CHECK enum rc manifest_read(struct house *h, struct str dir,
    struct room_manifest *out);
/* Reads a table: the hash of its lines, and how many. */
struct table_lines {
	const struct carry_table *t;
	enum rc (*line)(void *arg, struct str line); /* is given each; NULL: nobody */
	void *arg;
	int64_t rows;
	struct str hash;
};
MUST_CHECK enum rc table_hash(struct house *h, struct db *db, struct table_lines *x);
/* Whether tables and files that must not change are as they went; `db` is the
 * folder's database. A fault names what was touched. */
MUST_CHECK enum rc manifest_compare(struct house *h, struct str dir, struct db *db,
    const struct room_manifest *m);

#endif

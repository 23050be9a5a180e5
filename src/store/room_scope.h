/*
 * room_scope: what of an office goes with one session to the room's own laptop:
 * its products with evidence and self-assessment, its seats with their ways to
 * sign in, its bylaw, its sheets; and nothing else. What tables and rows is a table
 * of this file; what is personal and not needed there is left out by column
 * (mail, telephone, the representative of a subject, names nobody signs in with).
 * A table that is in no row of it does not go.
 */
#ifndef STORE_ROOM_SCOPE_H
#define STORE_ROOM_SCOPE_H

#include "store/carry.h"

struct room_table {
	struct carry_table t; /* `only` and the columns' `as` say what goes */
	bool fixed;           /* nothing at the laptop changes it: its hash is kept */
};

/* The tables that go with a session, in db's arena; in no particular order.
 * `there`: in the folder's own database, where all rows are those that went. */
MUST_CHECK enum rc room_scope(struct db *db, struct meeting_id meeting, bool there,
    const struct room_table **out, size_t *n);

#endif

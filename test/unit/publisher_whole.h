/*
 * publisher_whole: whether the record of an office is whole after what was done to it.
 */
#ifndef TEST_PUBLISHER_WHOLE_H
#define TEST_PUBLISHER_WHOLE_H

#include "ledger/witness.h"
#include "publisher_help.h"

/* The size of the log of an office that was closed: the tree is whole, begins with the
 * one before, and the tables agree with it; -1 when it does not open. Closes it again. */
static inline int64_t
reopened_whole(struct office *o, const struct tree_head *before)
{
	struct witness_request *r = ARENA_NEW(unit_mem(), struct witness_request);
	struct str checkpoint, text;
	struct tree_head after;
	struct arena mem;

	if (!CHECK(office_open(o)))
		return -1;
	after = head_of(o, &checkpoint);
	CHECK_INT(publisher_request(o->log, before->size, unit_mem(), &o->fault, &text), RC_OK);
	CHECK(witness_read(unit_mem(), text, r) &&
	    link_holds(&r->path, before, &r->checkpoint.head));
	arena_init(&mem, 64 * MIB);
	CHECK_INT(publisher_examine(o->log, &mem, &o->fault), RC_OK);
	arena_release(&mem);
	CHECK_INT(differences(o, &text), 0);
	office_close(o);
	return after.size;
}

#endif

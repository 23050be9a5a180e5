/*
 * projection: what stands in the tables, beside what an entry of the public log
 * committed to.
 *
 * The tables are a projection of the entries: a sheet, a conclusion, a decision, a
 * certificate and what became of it, what was handed in, a paper that went out, the
 * generations of the log. Each kind of entry has one comparison, in a table. Kinds
 * without one state what no table says twice, or what changes later by right.
 */
#ifndef ACT_PROJECTION_H
#define ACT_PROJECTION_H

#include "act/ctx.h"
#include "act/entries.h"

/* *other says what differs, in words; NULL: nothing, or this kind has no comparison.
 * Parts that were erased are not missed. */
MUST_CHECK enum rc projection_compare(struct ctx *c, const struct q_entry_walk *e,
    const struct opened_parts *parts, const char **other);

#endif

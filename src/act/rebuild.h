/*
 * rebuild: derived tables can be made again from what they are derived from.
 *
 * Facts are only added; listing and product_search are conclusions. If making
 * them again changes something, then something changed in silence, or a rule
 * for deriving was changed; `ocop rebuild --check` tells which products.
 */
#ifndef ACT_REBUILD_H
#define ACT_REBUILD_H

#include "act/ctx.h"
#include "base/buf.h"

/* Makes them again, some hundred products a transaction. With `check` nothing
 * is kept. The ids of products that differ go into `out`, a line each (the
 * first hundred); *different counts them. c->db writes and is in no
 * transaction. */
MUST_CHECK enum rc rebuild_derived(struct ctx *c, bool check, struct buf *out,
    int64_t *different);

#endif

/*
 * replay: the database against the log. What the tables say now must be what
 * their entries committed to: this finds whoever edited a score, a decision or a
 * record with an editor.
 *
 * Checked: every entry's bytes against the signed root; every part that can be
 * opened against its commitment (so: every record that has an entry); records
 * that should have an entry and have none; sealed sheets, conclusions, decisions
 * and certificates against the parts of their newest entries.
 */
#ifndef ACT_REPLAY_H
#define ACT_REPLAY_H

#include "act/ctx.h"
#include "base/buf.h"

/* A line of `out` for each difference, the first hundred; *wrong counts all. The
 * log must be open. Takes as long as reading all entries. */
MUST_CHECK enum rc replay_check(struct ctx *c, struct buf *out, int *wrong);

#endif

/*
 * recompute: everything that follows from something else, computed again.
 *
 * A star follows from the sealed sheets, a decision names that star, a
 * certificate says what its decision says, its signed code what it says itself,
 * a file is what its name says. Who edits a row of the database breaks one of
 * these, or must edit all of them; the record log (ledger/examine.h) holds what
 * cannot be edited. Reads only; needs no right, so only main calls it.
 */
#ifndef ACT_RECOMPUTE_H
#define ACT_RECOMPUTE_H

#include "act/ctx.h"
#include "ledger/report.h"

/* Stars from their sheets: each seal, each sheet against what was computed, the
 * computation itself. */
MUST_CHECK enum rc recompute_scores(struct ctx *c, struct report *r);
/* Decisions against conclusions. */
MUST_CHECK enum rc recompute_decisions(struct ctx *c, struct report *r);
/* Certificates against decisions and against their signed codes; days included:
 * a certificate that was dated back is found. */
MUST_CHECK enum rc recompute_certificates(struct ctx *c, struct report *r);
/* Files against their names. */
MUST_CHECK enum rc recompute_files(struct ctx *c, struct report *r);

#endif

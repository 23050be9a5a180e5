/*
 * erasure: a person asks that a name be erased (Law 91/2025/QH15, in force 1/1/2026).
 *
 * An officer of the OCOP agency enters the request with its basis; a leader, never
 * the same person, approves or refuses it. Only the personal part of an entry goes
 * (core/record_kind.c says which those are): its key and salt are destroyed, the
 * copies of keys lose it, and an entry of the public record says so. What stays: the
 * entry, its points, its commitments, so that every score is provable as before.
 */
#ifndef ACT_ERASURE_H
#define ACT_ERASURE_H

#include "act/ctx.h"
#include "q.h"

extern const struct reason WHY_ERASE_SAME;     /* denied: who asked does not approve */
extern const struct reason WHY_ERASE_WAITS;    /* conflict: asked already */
extern const struct reason WHY_ERASE_DECIDED;  /* conflict: decided before */

enum erasure_outcome { ERASURE_DONE = 1, ERASURE_REFUSED };

/* An entry of the reader's province, before it is asked. */
struct erasable {
	struct q_erasable_by_code e;
	struct str code;
	int64_t personal, open;   /* parts that are personal; … that can still be read */
	struct str goes, stays;   /* their names, joined */
};
/* Absent: no such entry in a dossier of this province. */
MUST_CHECK enum rc erasable_load(struct ctx *c, struct str code, struct erasable *out);

/* What was asked in the reader's office, what waits first. */
MUST_CHECK enum rc erasures_load(struct ctx *c, struct q_erasure_list_rows *out);
/* Asks. Faults: reason_missing, nothing_personal, erased_before, erase_waits. */
struct erasure_values {
	struct str code, basis, reason;
};
MUST_CHECK enum rc erasure_ask(struct ctx *c, const struct erasure_values *in);
/* Approves, and erases; or refuses, with a reason. Faults: erase_same, erase_decided. */
MUST_CHECK enum rc erasure_decide(struct ctx *c, int64_t id, bool approve,
    struct str answer);

#endif

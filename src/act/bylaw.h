/*
 * bylaw: reads and writes the rules of a council (core/bylaw.h).
 *
 * The office that set a council up enters its bylaw; every seat may read it.
 * While a session of the council is open its rules stay as they are.
 */
#ifndef ACT_BYLAW_H
#define ACT_BYLAW_H

#include "act/ctx.h"
#include "core/bylaw.h"
#include "q.h"

/* The rules of a council; what its bylaw does not say has its default. */
MUST_CHECK enum rc bylaw_load(struct ctx *c, struct council_id council,
    struct bylaw *out);

struct bylaw_view {
	struct q_council_of council;
	struct bylaw bylaw;
	bool in_use;          /* a session is open: read only */
};
/* For the office of the council; absent for others. */
MUST_CHECK enum rc bylaw_view(struct ctx *c, struct council_id council,
    struct bylaw_view *out);

/* For a seat in the council of a session; absent for others. */
MUST_CHECK enum rc bylaw_read(struct ctx *c, struct meeting_id meeting,
    struct q_meeting_seat *m, struct bylaw *out);

/* What a form sends. */
struct bylaw_answer {
	struct str rule, value;
};
struct bylaw_answers {
	int64_t version;      /* of the council the page was made from */
	struct str bylaw_no;
	struct day bylaw_on;  /* none: not known */
	const struct bylaw_answer *v;
	size_t n;
};
/* Saves answers; rules not named stay. Faults: bylaw_in_use, unknown_rule,
 * bylaw_value at r.RULE ({0}: what is allowed), quorum_wrong at r.quorum_num. */
MUST_CHECK enum rc bylaw_save(struct ctx *c, struct council_id council,
    const struct bylaw_answers *in);

/* Stores and records every rule in which `is` differs from `was`. */
MUST_CHECK enum rc bylaw_write(struct ctx *c, struct council_id council,
    const struct bylaw *was, const struct bylaw *is);

extern const struct reason WHY_BYLAW_IN_USE, WHY_UNKNOWN_RULE;

#endif

/*
 * calibrate: scoring alike. One product that the office has recognised is scored
 * by all before the session and discussed; it is never counted: no conclusion, no
 * result, no paper, no entry of the public record. After the session each seat
 * sees how strict it was beside the others (core/strictness.h), as advice.
 */
#ifndef ACT_CALIBRATE_H
#define ACT_CALIBRATE_H

#include "act/ctx.h"
#include "core/strictness.h"
#include "q.h"

/* Products that may be scored for practice in this session: recognised by this
 * office under its round's rules. Absent without the session. */
struct trial_view {
	struct q_trial_candidates_rows candidates;
	bool there;              /* the session has its trial */
};
MUST_CHECK enum rc trial_load(struct ctx *c, const struct q_meeting_of *m,
    struct trial_view *out);
/* Puts one before the agenda, once, before the session is closed. Faults:
 * trial_there, not_for_trial (not recognised here, or on this agenda). */
MUST_CHECK enum rc trial_add(struct ctx *c, struct meeting_id meeting,
    struct dossier_id dossier);

struct strict_row {
	const struct q_seat_ever *seat;
	struct strictness s;
	bool enough;             /* as many products as the bylaw asks */
};
struct strict_view {
	struct q_meeting_seat meeting;
	struct strict_row *rows;
	size_t n;
	int sample;              /* of the bylaw */
	int64_t farthest;        /* hundredths, of those that are shown: for the picture */
};
/* The secretary and whoever presides see every seat, a member her own; under a
 * secret ballot everybody only her own. Absent before the session is closed. */
MUST_CHECK enum rc strict_load(struct ctx *c, struct meeting_id id,
    struct strict_view *out);

extern const struct reason WHY_TRIAL_THERE, WHY_NOT_FOR_TRIAL, WHY_TRIAL_ONLY;

#endif

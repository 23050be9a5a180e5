/* calibrate: see calibrate.h. */
#include "act/calibrate.h"

#include <inttypes.h>

#include "act/bylaw.h"
#include "act/record.h"
#include "core/dossier.h"
#include "core/quorum.h"
#include "core/workflow.h"

const struct reason WHY_TRIAL_THERE = { RC_CONFLICT, "trial_there" };
const struct reason WHY_NOT_FOR_TRIAL = { RC_INVALID, "not_for_trial" };

enum rc
trial_load(struct ctx *c, const struct q_meeting_of *m, struct trial_view *out)
{
	struct q_trial_of row;
	enum rc rc = q_trial_of(c->db, m->id, &row, &out->there);

	if (rc != RC_OK)
		return rc;
	return q_trial_candidates(c->db, c->actor.agency, m->pack, c->actor.id, m->id,
	    &out->candidates);
}

enum rc
trial_add(struct ctx *c, struct meeting_id meeting, struct dossier_id dossier)
{
	struct trial_view v;
	struct q_trial_add row;
	struct q_meeting_of m;
	bool may = false;
	enum rc rc;

	if ((rc = q_meeting_of(c->db, meeting, c->actor.agency, c->actor.id, &m)) != RC_OK ||
	    (rc = trial_load(c, &m, &v)) != RC_OK)
		return rc;
	if (m.state == MEETING_CLOSED)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(m.name));
	if (v.there)
		return FAIL(c, WHY_TRIAL_THERE, "%s", "");
	for (size_t i = 0; i < v.candidates.n; i++)
		may |= v.candidates.v[i].id.v == dossier.v;
	if (!may)
		fault_field(c->fault, S("trial"), &WHY_NOT_FOR_TRIAL, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_trial_add(c->db, meeting, dossier, c->now, &row)) != RC_OK)
		return rc;
	c->stirred = meeting;
	return record_add(c, "trial.add", "meeting", meeting.v,
	    "{\"agenda\":%" PRId64 "}", row.id.v);
}

/* ---- how strict a seat was ---------------------------------------------------- */

static enum rc
strict_rows(struct ctx *c, struct strict_view *out, bool all)
{
	struct q_strict_totals_rows rows;
	struct q_seat_ever_rows seats;
	struct strict_total *v;
	enum rc rc;

	if ((rc = q_seat_ever(c->db, out->meeting.id, &seats)) != RC_OK ||
	    (rc = q_strict_totals(c->db, out->meeting.id, c->actor.id, &rows)) != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n + 1, struct strict_total);
	for (size_t i = 0; i < rows.n; i++)
		v[i] = (struct strict_total){ rows.v[i].agenda.v, rows.v[i].seat.v,
		    rows.v[i].total };
	out->rows = ARENA_ARRAY(c->mem, seats.n + 1, struct strict_row);
	for (size_t i = 0; i < seats.n; i++) {
		struct strict_row *r = &out->rows[out->n];

		if (!seats.v[i].votes || (!all && seats.v[i].id.v != out->meeting.seat.v))
			continue;
		*r = (struct strict_row){ .seat = &seats.v[i],
		    .s = strictness_of(v, rows.n, seats.v[i].id.v) };
		r->enough = r->s.products >= out->sample;
		if (r->enough && r->s.off > out->farthest)
			out->farthest = r->s.off;
		if (r->enough && -r->s.off > out->farthest)
			out->farthest = -r->s.off;
		out->n++;
	}
	return RC_OK;
}

enum rc
strict_load(struct ctx *c, struct meeting_id id, struct strict_view *out)
{
	struct bylaw bylaw;
	bool found, runs;
	enum rc rc;

	*out = (struct strict_view){ .n = 0 };
	rc = q_meeting_seat(c->db, id, c->actor.id, &out->meeting, &found);
	if (rc != RC_OK)
		return rc;
	if (!found || out->meeting.state != MEETING_CLOSED)
		return FAIL(c, WHY_ABSENT, "%s", "meeting");
	if ((rc = bylaw_load(c, out->meeting.council, &bylaw)) != RC_OK)
		return rc;
	out->sample = bylaw.v[BYLAW_SAMPLE];
	runs = seat_runs_table((enum seat_role)out->meeting.role);
	return strict_rows(c, out, runs &&
	    bylaw.v[BYLAW_BALLOT] == BALLOT_OPEN);
}

/*
 * deadline_night: reminders before every deadline of dossiers, re-evaluations,
 * supplements, rounds, sessions, inspections, corrections, revocations,
 * complaints and reports: to whoever
 * must act, once for each step, whatever nights were missed.
 */
#include <inttypes.h>

#include "act/night.h"
#include "act/night_word.h"
#include "act/record.h"
#include "core/reminder.h"
#include "q.h"

static enum rc
deadline_tell(struct ctx *c, const struct q_night_deadlines *q, struct day on,
    int before)
{
	const enum deadline_noun noun = (enum deadline_noun)q->noun;
	const char *name = deadline_noun_name(noun);
	const bool many = noun == DUE_PROPOSE || noun == DUE_SESSION;
	/* what many people are told is said to each of them once */
	struct str step = many ? str_printf(c->mem, "remind-%d-%" PRId64, before,
	    q->agency.v + q->account.v) : str_printf(c->mem, "remind-%d", before);
	struct str kind = str_printf(c->mem, "%s_%s",
	    before == REMINDER_OVER ? "over" : "due", name);
	struct str arg = str_printf(c->mem, "%.*s (%.*s)", STR_ARG(q->name),
	    STR_ARG(day_text(c->mem, on)));
	bool is_new;
	enum rc rc = night_say(c, &(struct night_word){ name, q->id,
	    str_z(c->mem, step), on },
	    &is_new);

	if (rc != RC_OK || !is_new)
		return rc;
	if (q->subject.v != 0)
		rc = notice_to_subject(c, q->subject, str_z(c->mem, kind), arg, q->link);
	if (rc == RC_OK && q->account.v != 0)
		rc = notice_to_account(c, q->account, str_z(c->mem, kind), arg, q->link);
	if (rc == RC_OK && q->agency.v != 0)
		rc = notice_to_agency(c, q->agency, str_z(c->mem, kind), arg, q->link);
	return rc;
}

static enum rc
deadline_day(struct ctx *c, struct day on, struct day after)
{
	struct q_night_deadlines_rows rows;
	const struct day next = day_add(on, 1); /* "before" a day: the last is the one in front */
	enum rc rc = q_night_deadlines(c->db, on, next, moment_of(on, 0, 0),
	    moment_of(next, 0, 0), &rows);

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		int before = reminder_due((enum deadline_noun)rows.v[i].noun, on,
		    after, c->today);

		if (before != REMINDER_NONE)
			rc = deadline_tell(c, &rows.v[i], on, before);
	}
	return rc;
}

enum rc
deadline_night(struct ctx *c, struct day after)
{
	enum rc rc = RC_OK;

	for (int d = -1; rc == RC_OK && d <= REMINDER_MOST_DAYS; d++)
		rc = deadline_day(c, day_add(c->today, d), after);
	return rc;
}

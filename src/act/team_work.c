/* team_work: what the members of an advisory team do; see team.h. */
#include <inttypes.h>

#include "act/record.h"
#include "act/reasons.h"
#include "act/team.h"

const struct reason WHY_NOT_YOUR_PART = { RC_CONFLICT, "not_your_part" };
const struct reason WHY_FINDINGS_LEFT = { RC_INVALID, "findings_left" };
const struct reason WHY_CONDITIONS_LEFT = { RC_INVALID, "conditions_left" };
const struct reason WHY_DONE_AHEAD = { RC_INVALID, "done_ahead" };

enum rc
team_mine(struct ctx *c, struct q_team_mine_rows *out)
{
	return q_team_mine(c->db, c->actor.id, out);
}

/* The highest star whose minimum so many points reach. */
static int
star_met(const struct criterion *cr, int points)
{
	int met = 0;

	for (int s = 1; s <= 5; s++)
		if (cr->needs[s] > 0 && points >= cr->needs[s])
			met = s;
	return met;
}

static void
lines_fill(struct ctx *c, struct team_work *w, const struct q_team_findings_rows *f)
{
	const struct criteria_set *set = w->d.set;
	struct team_line *v = ARENA_ARRAY(c->mem, set->n_criteria, struct team_line);
	struct choice *choices = ARENA_ARRAY(c->mem, set->n_criteria, struct choice);

	for (size_t i = 0; i < set->n_criteria; i++) {
		v[i].criterion = &set->criteria[i];
		for (size_t k = 0; k < f->n; k++) {
			if (!str_eq(f->v[k].criterion, v[i].criterion->id))
				continue;
			v[i].found = true;
			v[i].points = (int)f->v[k].points;
			v[i].note = f->v[k].note;
			v[i].name = f->v[k].name;
			v[i].office = f->v[k].office;
			v[i].met = star_met(v[i].criterion, v[i].points);
			choices[i] = (struct choice){ .answered = true,
				.points = v[i].points, .case_id = w->d.branch };
		}
		w->n_left += !v[i].found;
	}
	w->lines = v;
	w->choices = choices;
	w->n = set->n_criteria;
	score_one(set, choices, c->mem, &w->score);
}

/* The member's seat and the dossier; absent for everybody else. */
static enum rc
task_take(struct ctx *c, struct team_task_id id, struct q_team_task_of *task)
{
	bool found;
	enum rc rc = q_team_task_of(c->db, id, c->actor.id, task, &found);

	if (rc == RC_OK && !found)
		return FAIL(c, WHY_ABSENT, "task %" PRId64, id.v);
	return rc;
}

enum rc
team_work_load(struct ctx *c, struct team_task_id id, struct team_work *out)
{
	struct q_team_findings_rows findings;
	enum rc rc;

	*out = (struct team_work){ .n = 0 };
	if ((rc = task_take(c, id, &out->task)) != RC_OK ||
	    (rc = dossier_load(c, out->task.dossier, &out->d)) != RC_OK ||
	    (rc = q_team_findings(c->db, id, &findings)) != RC_OK ||
	    (rc = q_team_seats(c->db, out->task.team, &out->seats)) != RC_OK ||
	    (rc = q_team_shares(c->db, id, &out->shares)) != RC_OK ||
	    (rc = q_team_stops(c->db, id, &out->stops)) != RC_OK ||
	    (rc = q_surveys(c->db, out->d.id, &out->surveys)) != RC_OK)
		return rc;
	if ((rc = team_terms(c, id, out->d.set, &out->terms, &out->n_terms)) != RC_OK)
		return rc;
	for (size_t i = 0; i < out->n_terms; i++)
		out->terms_left += !out->terms[i].answered;
	lines_fill(c, out, &findings);
	out->may_assess = DOSSIER_MAY(&out->d, DO_ASSESS);
	out->may_report = DOSSIER_MAY(&out->d, DO_REPORT);
	return RC_OK;
}

/* The task, if the actor may do this to its dossier now. */
static enum rc
work_begin(struct ctx *c, struct team_task_id id, enum deed what,
    struct q_team_task_of *task, struct dossier *d)
{
	enum dossier_state next;
	enum rc rc = task_take(c, id, task);

	return rc != RC_OK ? rc : dossier_begin(c, task->dossier, what, d, &next);
}

enum rc
team_share(struct ctx *c, struct team_task_id id, struct str part,
    struct team_seat_id seat)
{
	struct q_team_task_of task;
	struct dossier d;
	bool known = false;
	enum rc rc = work_begin(c, id, DO_REPORT, &task, &d);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < d.set->n_groups; i++)
		known |= str_eq(d.set->groups[i].id, part);
	if (!known)
		return FAIL(c, WHY_ABSENT, "group %.*s", STR_ARG(part));
	if ((rc = q_team_share_put(c->db, id, part, seat)) != RC_OK)
		return rc;
	return record_add(c, "team.share", "dossier", d.id.v,
	    "{\"part\":\"%.*s\",\"seat\":%" PRId64 "}", STR_ARG(part), seat.v);
}

/* A group that was given to somebody is hers alone. */
static enum rc
part_check(struct ctx *c, const struct q_team_task_of *task,
    const struct criterion *cr)
{
	struct q_team_shares_rows shares;
	enum rc rc = q_team_shares(c->db, task->id, &shares);

	for (size_t i = 0; rc == RC_OK && i < shares.n; i++)
		if (str_eq(shares.v[i].part, cr->group->id) &&
		    shares.v[i].seat.v != task->seat.v)
			return FAIL(c, WHY_NOT_YOUR_PART, "%.*s",
			    STR_ARG(shares.v[i].name));
	return rc;
}

enum rc
team_find(struct ctx *c, struct team_task_id id, struct str criterion, int points,
    struct str note)
{
	const struct criterion *cr;
	struct q_team_task_of task;
	struct dossier d;
	enum rc rc = work_begin(c, id, DO_ASSESS, &task, &d);

	if (rc != RC_OK)
		return rc;
	if ((cr = set_criterion(d.set, criterion)) == NULL)
		return FAIL(c, WHY_UNKNOWN_CRITERION, "%.*s",
		    STR_ARG(str_head(criterion, 40)));
	if ((rc = part_check(c, &task, cr)) != RC_OK)
		return rc;
	if (!levels_have(criterion_levels(cr, d.branch), points))
		return FAIL(c, WHY_NOT_A_LEVEL, "%.*s", STR_ARG(cr->id));
	rc = q_team_finding_put(c->db, &(struct q_team_finding_put_in){
	    .task = id, .criterion = cr->id, .points = points, .note = note,
	    .seat = task.seat, .now = c->now });
	if (rc != RC_OK)
		return rc;
	return record_add(c, "team.find", "dossier", d.id.v,
	    "{\"criterion\":\"%.*s\",\"points\":%d}", STR_ARG(cr->id), points);
}

static bool
is_condition(struct ctx *c, const struct criteria_set *set, struct str code)
{
	const struct precondition *all;
	size_t n = set_preconditions(set, c->mem, &all);

	for (size_t i = 0; i < n; i++)
		if (str_eq(all[i].note->code, code))
			return true;
	return false;
}

enum rc
team_condition(struct ctx *c, struct team_task_id id, struct str code, bool holds,
    struct str reason)
{
	struct q_team_task_of task;
	struct dossier d;
	enum rc rc = work_begin(c, id, DO_ASSESS, &task, &d);

	if (rc != RC_OK)
		return rc;
	if (!is_condition(c, d.set, code))
		fault_field(c->fault, S("code"), &WHY_UNKNOWN_STOP, S(""));
	if (!holds && reason.n == 0)
		fault_field(c->fault, S("term_why"), &WHY_REASON_MISSING, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK)
		return rc;
	rc = q_team_condition_put(c->db, &(struct q_team_condition_put_in){
	    .task = id, .code = code, .holds = holds, .reason = reason,
	    .seat = task.seat, .now = c->now });
	if (rc == RC_OK)
		rc = holds ? q_team_stop_drop(c->db, id, code)
		    : q_team_stop_put(c->db, id, code, reason, task.seat, c->now);
	return rc != RC_OK ? rc : record_add(c, "team.condition", "dossier", d.id.v,
	    "{\"code\":\"%.*s\",\"holds\":%d}", STR_ARG(code), holds);
}

enum rc
team_knock(struct ctx *c, struct team_task_id id, struct str code,
    struct str reason)
{
	struct q_team_task_of task;
	struct dossier d;
	enum rc rc = work_begin(c, id, DO_ASSESS, &task, &d);

	if (rc != RC_OK)
		return rc;
	if (!set_has_stop(d.set, code))
		fault_field(c->fault, S("code"), &WHY_UNKNOWN_STOP, S(""));
	if (reason.n == 0)
		fault_field(c->fault, S("reason"), &WHY_REASON_MISSING, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_team_stop_put(c->db, id, code, reason, task.seat, c->now)) != RC_OK)
		return rc;
	return record_add(c, "team.knock", "dossier", d.id.v,
	    "{\"code\":\"%.*s\"}", STR_ARG(code));
}

enum rc
team_report(struct ctx *c, struct team_task_id id, struct str report)
{
	struct team_work w;
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = team_work_load(c, id, &w)) != RC_OK ||
	    (rc = dossier_begin(c, w.d.id, DO_REPORT, &d, &next)) != RC_OK)
		return rc;
	if (report.n == 0)
		fault_field(c->fault, S("report"), &WHY_REASON_MISSING, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK)
		return rc;
	if (w.n_left > 0 && w.stops.n == 0)
		return FAIL(c, WHY_FINDINGS_LEFT, "%zu", w.n_left);
	if (w.terms_left > 0 && w.stops.n == 0)
		return FAIL(c, WHY_CONDITIONS_LEFT, "%zu", w.terms_left);
	if ((rc = sheet_conditions(c, w.d.set, w.choices)) != RC_OK)
		return rc;
	if ((rc = q_team_reported(c->db, id, report, w.stops.n > 0 ? 0
	    : w.score.star, w.task.seat, c->now)) != RC_OK ||
	    (rc = q_dossier_set_state(c->db, d.id, next, (struct day){ 0 },
	    (struct str){ NULL, 0 })) != RC_OK ||
	    (rc = notice_to_agency(c, d.evaluator, "team_reported",
	    d.product_name, str_printf(c->mem, "/tinh/ho-so/%" PRId64,
	    d.id.v))) != RC_OK)
		return rc;
	return record_add(c, "dossier.team_reported", "dossier", d.id.v,
	    "{\"task\":%" PRId64 "}", id.v);
}

/* ---- visits and tests ------------------------------------------------------------ */

/* The team surveys its product, the agency a re-evaluation; one under the rules before
 * QĐ 26 goes the long road, with a team. */
static enum rc
survey_begin(struct ctx *c, struct dossier_id id, struct dossier *d)
{
	enum dossier_state next;
	enum rc rc = dossier_load(c, id, d);

	return rc != RC_OK ? rc : dossier_begin(c, id,
	    d->kind == DOSSIER_AGAIN && !d->facts.long_again ? DO_SURVEY : DO_ASSESS, d, &next);
}

enum rc
survey_ask(struct ctx *c, struct dossier_id id, const struct survey_asking *in)
{
	struct dossier d;
	enum survey_kind kind = in->kind;
	enum rc rc = survey_begin(c, id, &d);

	if (rc != RC_OK)
		return rc;
	if (d.kind == DOSSIER_AGAIN && !d.facts.long_again)
		kind = SURVEY_FIELD;
	else if (kind != SURVEY_TEST && kind != SURVEY_PAPERS)
		kind = SURVEY_SITE;
	if (in->why.n == 0)
		fault_field(c->fault, S("why"), &WHY_REASON_MISSING, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_survey_add(c->db, &(struct q_survey_add_in){ .dossier = id,
	    .kind = kind, .why = in->why, .due_on = in->due_on,
	    .account = c->actor.id, .now = c->now })) != RC_OK)
		return rc;
	/* papers are the agency's to ask for (Đ7.3.a) */
	rc = kind == SURVEY_PAPERS
	    ? notice_to_agency(c, d.evaluator, "papers_proposed", d.product_name,
	    str_printf(c->mem, "/tinh/ho-so/%" PRId64, id.v))
	    : notice_to_subject(c, d.subject, "survey_asked", d.product_name,
	    dossier_link(c, id));
	if (rc != RC_OK)
		return rc;
	return record_add(c, "dossier.survey_asked", "dossier", id.v,
	    "{\"kind\":%d}", kind);
}

enum rc
survey_tell(struct ctx *c, struct dossier_id id, struct survey_id survey,
    struct day done_on, struct str found)
{
	struct dossier d;
	enum rc rc = survey_begin(c, id, &d);

	if (rc != RC_OK)
		return rc;
	if (found.n == 0)
		fault_field(c->fault, S("found"), &WHY_REASON_MISSING, S(""));
	if (done_on.n == 0 || done_on.n > c->today.n)
		fault_field(c->fault, S("done_on"), &WHY_DONE_AHEAD,
		    day_text(c->mem, c->today));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_survey_done(c->db, &(struct q_survey_done_in){ .id = survey,
	    .dossier = id, .done_on = done_on, .told = found,
	    .account = c->actor.id, .now = c->now })) != RC_OK)
		return rc;
	return record_add(c, "dossier.survey_done", "dossier", id.v,
	    "{\"survey\":%" PRId64 "}", survey.v);
}

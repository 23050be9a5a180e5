/*
 * team: the advisory team, set up by the agency and at work; see act/team.h.
 */
#include "web/team.h"

#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

/* ---- the agency ------------------------------------------------------------------ */

enum rc
teams_show(struct visit *v)
{
	struct teams_view p;
	enum rc rc = teams_load(&v->ctx, &p);

	if (rc == RC_OK)
		html_teams_show(visit_page(v), v, &p);
	return rc;
}

enum rc
team_add_post(struct visit *v)
{
	const struct team_form *f = FORM_OF(v, team);
	struct team_id id;
	enum rc rc = team_add(&v->ctx, &(struct team_values){
	    .council = { f->council }, .name = f->team_name,
	    .decision_no = f->decision_no, .decision_on = f->decision_on }, &id);

	return rc == RC_OK ? visit_go(v, "/tinh/to-tu-van/%", id.v) : rc;
}

enum rc
team_show(struct visit *v)
{
	struct team_view p;
	enum rc rc = team_load(&v->ctx, (struct team_id){ v->id[0] }, &p);

	if (rc == RC_OK)
		html_team_show(visit_page(v), v, &p);
	return rc;
}

static enum rc
team_done(struct visit *v, enum rc rc)
{
	return rc == RC_OK ? visit_go(v, "/tinh/to-tu-van/%", v->id[0]) : rc;
}

enum rc
team_join_post(struct visit *v)
{
	const struct seat_form *f = FORM_OF(v, seat);

	return team_done(v, team_join(&v->ctx, (struct team_id){ v->id[0] },
	    (struct account_id){ f->account }, (int)f->role.v, f->office));
}

enum rc
team_leave_post(struct visit *v)
{
	return team_done(v, team_leave(&v->ctx, (struct team_id){ v->id[0] },
	    (struct team_seat_id){ FORM_OF(v, seat_take)->seat }));
}

enum rc
team_end_post(struct visit *v)
{
	return team_done(v, team_end(&v->ctx, (struct team_id){ v->id[0] }));
}

static enum rc
desk_done(struct visit *v, enum rc rc)
{
	return rc == RC_OK ? visit_go(v, "/tinh/ho-so/%", v->id[0]) : rc;
}

enum rc
team_assign_post(struct visit *v)
{
	const struct team_assign_form *f = FORM_OF(v, team_assign);

	return desk_done(v, team_assign(&v->ctx, (struct dossier_id){ v->id[0] },
	    (struct team_id){ f->team }, f->due_on));
}

enum rc
field_check_post(struct visit *v)
{
	const struct survey_ask_form *f = FORM_OF(v, survey_ask);

	return desk_done(v, survey_ask(&v->ctx, (struct dossier_id){ v->id[0] },
	    &(struct survey_asking){ SURVEY_FIELD, f->why, f->due_on }));
}

enum rc
field_told_post(struct visit *v)
{
	const struct survey_tell_form *f = FORM_OF(v, survey_tell);

	return desk_done(v, survey_tell(&v->ctx, (struct dossier_id){ v->id[0] },
	    (struct survey_id){ v->id[1] }, f->done_on, f->found));
}

/* ---- the team -------------------------------------------------------------------- */

enum rc
team_mine_show(struct visit *v)
{
	struct q_team_mine_rows p;
	enum rc rc = team_mine(&v->ctx, &p);

	if (rc == RC_OK)
		html_team_mine(visit_page(v), &p);
	return rc;
}

enum rc
team_work_show(struct visit *v)
{
	struct team_work_page p;
	enum rc rc = team_work_load(&v->ctx, (struct team_task_id){ v->id[0] }, &p.v);

	if (rc != RC_OK)
		return rc;
	p.n_stops = set_stops(p.v.d.set, v->ctx.mem, &p.stops);
	p.code_fault = field_fault_text(v, S("code"));
	html_team_work(visit_page(v), v, &p);
	return RC_OK;
}

static enum rc
work_done(struct visit *v, enum rc rc)
{
	return rc == RC_OK ? visit_go(v, "/to-tu-van/%", v->id[0]) : rc;
}

enum rc
team_find_post(struct visit *v)
{
	const struct team_find_form *f = FORM_OF(v, team_find);

	return work_done(v, team_find(&v->ctx, (struct team_task_id){ v->id[0] },
	    f->criterion, (int)f->points.v, f->note));
}

enum rc
team_condition_post(struct visit *v)
{
	const struct team_condition_form *f = FORM_OF(v, team_condition);

	return work_done(v, team_condition(&v->ctx, (struct team_task_id){ v->id[0] },
	    f->code, f->holds.v == 1, f->term_why));
}

enum rc
team_share_post(struct visit *v)
{
	const struct team_share_form *f = FORM_OF(v, team_share);

	return work_done(v, team_share(&v->ctx, (struct team_task_id){ v->id[0] },
	    f->part, (struct team_seat_id){ f->seat }));
}

enum rc
team_knock_post(struct visit *v)
{
	const struct knock_out_form *f = FORM_OF(v, knock_out);

	return work_done(v, team_knock(&v->ctx, (struct team_task_id){ v->id[0] },
	    f->code, f->reason));
}

enum rc
team_report_post(struct visit *v)
{
	return work_done(v, team_report(&v->ctx, (struct team_task_id){ v->id[0] },
	    FORM_OF(v, team_report)->report));
}

/* The dossier of the task in the address. */
static enum rc
work_dossier(struct visit *v, struct dossier_id *out)
{
	struct team_work w;
	enum rc rc = team_work_load(&v->ctx, (struct team_task_id){ v->id[0] }, &w);

	if (rc == RC_OK)
		*out = w.d.id;
	return rc;
}

enum rc
survey_ask_post(struct visit *v)
{
	const struct survey_ask_form *f = FORM_OF(v, survey_ask);
	struct dossier_id id = { 0 };
	enum rc rc = work_dossier(v, &id);

	return work_done(v, rc != RC_OK ? rc : survey_ask(&v->ctx, id,
	    &(struct survey_asking){ f->survey_kind.v == SURVEY_TEST ? SURVEY_TEST
	    : f->survey_kind.v == SURVEY_PAPERS ? SURVEY_PAPERS : SURVEY_SITE, f->why,
	    f->due_on }));
}

enum rc
survey_tell_post(struct visit *v)
{
	const struct survey_tell_form *f = FORM_OF(v, survey_tell);
	struct dossier_id id = { 0 };
	enum rc rc = work_dossier(v, &id);

	return work_done(v, rc != RC_OK ? rc : survey_tell(&v->ctx, id,
	    (struct survey_id){ v->id[1] }, f->done_on, f->found));
}

/*
 * away: a session goes to the room's laptop, is called back, and what was sealed
 * on both sides is chosen from; see act/away.h.
 */
#include "web/away.h"

#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

enum rc
away_show(struct visit *v)
{
	struct away_page p;
	enum rc rc = away_load(&v->ctx, (struct meeting_id){ v->id[0] }, &p.v);

	if (rc != RC_OK)
		return rc;
	p.secretary = p.v.meeting.role == SEAT_SECRETARY;
	p.is_away = p.v.meeting.state == MEETING_AWAY;
	html_away_show(visit_page(v), v, &p);
	return RC_OK;
}

static enum rc
away_done(struct visit *v, enum rc rc, enum text said)
{
	if (rc != RC_OK)
		return rc;
	visit_flash(v, said);
	return visit_go(v, "/thu-ky/phien/%/may-phong", v->id[0]);
}

enum rc
away_lend_post(struct visit *v)
{
	return away_done(v, away_lend(&v->ctx, (struct meeting_id){ v->id[0] }),
	    T_away_lent);
}

enum rc
away_recall_post(struct visit *v)
{
	return away_done(v, away_recall(&v->ctx, (struct meeting_id){ v->id[0] },
	    FORM_OF(v, recall)->why), T_away_recalled);
}

enum rc
away_choose_post(struct visit *v)
{
	const struct away_choice_form *f = FORM_OF(v, away_choice);

	return away_done(v, away_choose(&v->ctx, (struct meeting_id){ v->id[0] },
	    (struct room_sheet_id){ f->sheet }, f->side.v == 2, f->why),
	    T_away_chosen);
}

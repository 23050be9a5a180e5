/*
 * tasks_subject: what waits for a producer besides dossiers: a sign-up that is
 * waiting or was refused, a profile with gaps, products without a dossier,
 * papers that expire.
 */
#include "act/tasks.h"

#include <inttypes.h>

#include "act/subject.h"
#include "core/dossier.h"
#include "core/evidence.h"
#include "q.h"

/* While the commune has not said yes there is one thing to see. */
static void
task_of_standing(struct tasks *t, const struct q_subject_load *s)
{
	if (s->state == SUBJECT_WAITS)
		tasks_add(t, &(struct task_item){ .kind = "subject_waits",
		    .about = s->agency_name, .link = S("/chu-the"),
		    .since = s->at });
	else if (s->state == SUBJECT_REFUSED)
		tasks_add(t, &(struct task_item){ .kind = "subject_refused",
		    .about = s->why, .link = S("/chu-the"), .since = s->at });
}

static enum rc
tasks_of_products(struct ctx *c, struct tasks *t, const struct subject_view *v)
{
	struct q_producer_bare_products_rows rows;
	enum rc rc = q_producer_bare_products(c->db, v->it.id, &rows);

	if (rc != RC_OK)
		return rc;
	if (v->has.products == 0)
		tasks_add(t, &(struct task_item){ .kind = "product_first",
		    .about = v->it.name, .link = S("/bo-san-pham"),
		    .since = v->it.at });
	for (size_t i = 0; i < rows.n; i++)
		tasks_add(t, &(struct task_item){ .kind = "dossier_begin",
		    .about = rows.v[i].name, .since = rows.v[i].at,
		    .link = str_printf(c->mem, "/san-pham-cua-toi/%" PRId64,
			rows.v[i].id.v) });
	return RC_OK;
}

static enum rc
tasks_of_papers(struct ctx *c, struct tasks *t)
{
	struct q_producer_expiring_rows rows;
	enum rc rc = q_producer_expiring(c->db, c->actor.subject,
	    day_add(c->today, PAPER_SOON_DAYS), &rows);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++)
		tasks_add(t, &(struct task_item){
		    .kind = rows.v[i].expires_on.n < c->today.n ?
			"paper_expired" : "paper_soon",
		    .about = rows.v[i].title, .due_on = rows.v[i].expires_on,
		    .link = str_printf(c->mem, "/giay-to/%" PRId64,
			rows.v[i].id.v) });
	return RC_OK;
}

enum rc
tasks_of_subject(struct ctx *c, struct tasks *t)
{
	struct subject_view v;
	enum rc rc;

	if (c->actor.subject.v == 0)
		return RC_OK;
	if ((rc = subject_load(c, &v)) != RC_OK)
		return rc;
	task_of_standing(t, &v.it);
	if (!v.general_done || !v.person_done || !v.about_done)
		tasks_add(t, &(struct task_item){ .kind = "subject_profile",
		    .about = v.it.name, .link = S("/chu-the"), .since = v.it.at });
	if (v.it.state != SUBJECT_ACTIVE)
		return RC_OK;
	if ((rc = tasks_of_products(c, t, &v)) != RC_OK)
		return rc;
	return tasks_of_papers(c, t);
}

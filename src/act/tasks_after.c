/*
 * tasks_after: what waits for somebody after the star: inspections, corrections,
 * reports of misuse, complaints, proposals to revoke.
 */
#include <inttypes.h>

#include "act/tasks.h"
#include "core/complaint.h"
#include "core/inspection.h"
#include "q.h"

/* A producer has something to correct. */
enum rc
tasks_of_corrections(struct ctx *c, struct tasks *t)
{
	struct q_task_of_correction_rows rows;
	enum rc rc = RC_OK;

	if (c->actor.subject.v == 0)
		return RC_OK;
	rc = q_task_of_correction(c->db, c->actor.subject, &rows);
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		tasks_add(t, &(struct task_item){ .kind = "correct",
		    .about = rows.v[i].name, .due_on = rows.v[i].due_on,
		    .since = rows.v[i].since,
		    .link = str_printf(c->mem, "/chung-nhan/%.*s",
		    STR_ARG(rows.v[i].code)) });
	return rc;
}

/* Whoever is sent on site. */
enum rc
tasks_of_inspections(struct ctx *c, struct tasks *t)
{
	struct q_task_of_inspector_rows rows;
	enum rc rc = q_task_of_inspector(c->db, c->actor.agency, &rows);

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		tasks_add(t, &(struct task_item){
		    .kind = rows.v[i].state == INSPECTION_OPEN ? "inspect" :
		    "confirm_correction", .about = rows.v[i].name,
		    .due_on = rows.v[i].due_on, .since = rows.v[i].since,
		    .link = str_printf(c->mem, "/hau-kiem/%" PRId64,
		    rows.v[i].id.v) });
	return rc;
}

/* The province's desk. */
enum rc
tasks_of_care(struct ctx *c, struct tasks *t)
{
	struct q_task_of_reports_rows reports;
	struct q_task_of_complaints_rows complaints;
	struct q_task_of_revocation waiting;
	bool found;
	enum rc rc;

	if ((rc = q_task_of_reports(c->db, c->actor.agency, &reports)) != RC_OK ||
	    (rc = q_task_of_complaints(c->db, c->actor.agency, &complaints)) != RC_OK ||
	    (rc = q_task_of_revocation(c->db, c->actor.agency, &waiting,
	    &found)) != RC_OK)
		return rc;
	for (size_t i = 0; i < reports.n; i++)
		tasks_add(t, &(struct task_item){ .kind = "misuse",
		    .about = reports.v[i].name, .due_on = reports.v[i].due_on,
		    .since = reports.v[i].since,
		    .link = str_printf(c->mem, "/tinh/bao-sai/%" PRId64,
		    reports.v[i].id.v) });
	for (size_t i = 0; i < complaints.n; i++)
		tasks_add(t, &(struct task_item){ .kind =
		    complaints.v[i].state == COMPLAINT_RECEIVED ?
		    "complaint_accept" : "complaint_settle",
		    .about = complaints.v[i].number,
		    .due_on = complaints.v[i].due_on,
		    .since = complaints.v[i].since,
		    .link = str_printf(c->mem, "/khieu-nai/%" PRId64,
		    complaints.v[i].id.v) });
	if (found)
		tasks_add(t, &(struct task_item){ .kind = "revoke",
		    .about = str_printf(c->mem, "%" PRId64, waiting.n),
		    .due_on = waiting.due_on, .since = waiting.since,
		    .link = S("/tinh/thu-hoi") });
	return RC_OK;
}

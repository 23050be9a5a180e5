/*
 * misuse: anybody tells, by the code on the jar; the province answers.
 */
#include "web/misuse.h"

#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"
#include "web/upload.h"

enum text
misuse_state_text(int64_t state)
{
	return state == MISUSE_NEW ? T_misuse_state_new :
	    state == MISUSE_INSPECTED ? T_misuse_state_inspected :
	    T_misuse_state_answered;
}

enum rc
misuse_form_show(struct visit *v)
{
	struct misuse_form_page p;
	enum rc rc = certificate_load(&v->ctx, v->arg[0], &p.cert);

	if (rc == RC_OK)
		html_misuse_form(visit_page(v), v, &p);
	return rc;
}

/* The throttle first: a photo costs us more than it costs the sender. */
enum rc
misuse_prepare(struct visit *v)
{
	const struct misuse_form *f = FORM_OF(v, misuse);
	enum rc rc = misuse_check(&v->ctx, v->req->address);

	if (rc != RC_OK || f->photo_seen.n == 0)
		return rc;
	return photo_prepare(v, f->photo_seen.v);
}

enum rc
misuse_post(struct visit *v)
{
	const struct misuse_form *f = FORM_OF(v, misuse);
	struct str number;
	enum rc rc = misuse_send(&v->ctx, &(struct misuse_report){
	    .code = v->arg[0], .place = f->misuse_place, .body = f->misuse_body,
	    .contact = f->contact, .address = v->req->address,
	    .photo = f->photo_seen.n > 0 ? v->prepared : NULL }, &number);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_misuse_sent);
	return visit_go_to(v, str_printf(v->ctx.mem, "/bao-sai/%.*s",
	    STR_ARG(number)));
}

enum rc
misuse_follow_show(struct visit *v)
{
	struct q_misuse_by_number m;
	enum rc rc = misuse_follow(&v->ctx, v->arg[0], &m);

	if (rc == RC_OK)
		html_misuse_follow(visit_page(v), v, &m);
	return rc;
}

/* ---- the province ------------------------------------------------------------------ */

enum rc
misuse_index(struct visit *v)
{
	struct q_misuse_list_rows rows;
	enum rc rc = misuse_list(&v->ctx, &rows);

	if (rc == RC_OK)
		html_misuse_index(visit_page(v), v, &rows);
	return rc;
}

enum rc
misuse_show(struct visit *v)
{
	struct q_misuse_of m;
	enum rc rc = misuse_load(&v->ctx, (struct misuse_id){ v->id[0] }, &m);

	if (rc == RC_OK)
		html_misuse_show(visit_page(v), v, &m);
	return rc;
}

enum rc
misuse_photo_show(struct visit *v)
{
	struct q_misuse_of m;
	struct str path;
	enum rc rc = misuse_load(&v->ctx, (struct misuse_id){ v->id[0] }, &m);

	if (rc != RC_OK)
		return rc;
	path = blob_path(v->ctx.blobs, m.clean, v->ctx.mem);
	if (path.n == 0)
		return FAIL(&v->ctx, WHY_ABSENT, "%s", "no photo");
	reply_header(v->reply, S("Cache-Control"), S("private, max-age=600"));
	return visit_file(v, look_copy_mime(m.mime), path, S(""));
}

enum rc
misuse_answer_post(struct visit *v)
{
	const struct misuse_answer_form *f = FORM_OF(v, misuse_answer);
	enum rc rc = misuse_answer(&v->ctx, (struct misuse_id){ v->id[0] },
	    f->version.v, f->misuse_answer);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_misuse_answered_now);
	return visit_go(v, "/tinh/bao-sai/%", v->id[0]);
}

enum rc
misuse_inspect_post(struct visit *v)
{
	const struct misuse_inspect_form *f = FORM_OF(v, misuse_inspect);
	struct inspection_plan plan = { .planned_on = f->planned_on,
		.by_commune = f->by_commune };
	struct inspection_id id;
	enum rc rc = misuse_inspect(&v->ctx, (struct misuse_id){ v->id[0] },
	    &plan, &id);

	return rc == RC_OK ? visit_go(v, "/hau-kiem/%", id.v) : rc;
}

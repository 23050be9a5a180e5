/*
 * complaint: a producer complains about a result; the province answers.
 */
#include "web/complaint.h"

#include "html.h"
#include "web/forms.h"
#include "web/inspection.h"
#include "web/out.h"
#include "web/routes.h"

enum text
complaint_state_text(int64_t state)
{
	static const enum text words[COMPLAINT_STATE__COUNT] = {
		[COMPLAINT_RECEIVED] = T_complaint_state_received,
		[COMPLAINT_ACCEPTED] = T_complaint_state_accepted,
		[COMPLAINT_REFUSED] = T_complaint_state_refused,
		[COMPLAINT_ANSWERED] = T_complaint_state_answered,
		[COMPLAINT_WITHDRAWN] = T_complaint_state_withdrawn,
	};

	return words[state];
}

enum text
complaint_kind_text(int64_t kind)
{
	return kind == COMPLAINT_FORMAL ? T_complaint_kind_formal :
	    T_complaint_kind_petition;
}

struct field_options
complaint_kinds(const struct visit *v)
{
	struct field_option *o = ARENA_ARRAY(v->ctx.mem, 2, struct field_option);

	o[0] = (struct field_option){ .value = S("1"), .chosen = true,
	    .label = T_complaint_kind_petition,
	    .note = text_of(v->lang, T_complaint_petition_note) };
	o[1] = (struct field_option){ .value = S("2"),
	    .label = T_complaint_kind_formal,
	    .note = text_of(v->lang, T_complaint_formal_note) };
	return (struct field_options){ o, 2 };
}

/* ---- the producer ------------------------------------------------------------------ */

enum rc
complaint_form_show(struct visit *v)
{
	struct complaint_about a;
	enum rc rc = complaint_about(&v->ctx, (struct dossier_id){ v->id[0] }, &a);

	if (rc == RC_OK)
		html_complaint_form(visit_page(v), v, &a);
	return rc;
}

enum rc
complaint_file_post(struct visit *v)
{
	const struct complaint_form *f = FORM_OF(v, complaint);
	struct complaint_id id;
	enum rc rc = complaint_file(&v->ctx, (struct dossier_id){ v->id[0] },
	    (enum complaint_kind)choice_number(f->complaint_kind), f->complaint_body, &id);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_complaint_sent);
	return visit_go(v, "/khieu-nai/%", id.v);
}

enum rc
complaint_show(struct visit *v)
{
	struct complaint_view view;
	enum rc rc = complaint_load(&v->ctx, (struct complaint_id){ v->id[0] }, &view);

	if (rc == RC_OK)
		html_complaint_show(visit_page(v), v, &view);
	return rc;
}

/* ---- the province ------------------------------------------------------------------- */

enum rc
complaint_index(struct visit *v)
{
	struct q_complaint_list_rows rows;
	enum rc rc = complaint_list(&v->ctx, &rows);

	if (rc == RC_OK)
		html_complaint_index(visit_page(v), v, &rows);
	return rc;
}

enum rc
complaint_enter_post(struct visit *v)
{
	const struct complaint_letter_form *f = FORM_OF(v, complaint_letter);
	struct complaint_id id;
	enum rc rc = complaint_enter(&v->ctx, &(struct complaint_letter){
	    .kind = (enum complaint_kind)choice_number(f->complaint_kind),
	    .sender = f->sender, .body = f->complaint_body,
	    .received_on = f->received_on, .code = f->about_code }, &id);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_complaint_entered);
	return visit_go(v, "/khieu-nai/%", id.v);
}

/* One form, its button says which step. */
enum rc
complaint_step_post(struct visit *v)
{
	const struct complaint_step_form *f = FORM_OF(v, complaint_step);
	enum rc rc = complaint_do(&v->ctx, (struct complaint_id){ v->id[0] },
	    &(struct complaint_step){ .version = f->version.v,
	    .deed = f->step.v > 0 && f->step.v < COMPLAINT_DEED__COUNT ?
	        (enum complaint_deed)f->step.v : (enum complaint_deed)0,
	    .text = f->complaint_answer, .number = f->answer_no });

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_complaint_kept);
	return visit_go(v, "/khieu-nai/%", v->id[0]);
}

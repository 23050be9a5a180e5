/*
 * above: what the provincial desk and the Ministry's do across levels; see
 * act/above.h.
 */
#include "act/above.h"
#include "act/revocation.h"
#include "act/supplement.h"

#include "web/forms.h"
#include "web/inspection.h"
#include "web/routes.h"
#include "web/upload.h"
#include "web/visit.h"

static enum rc
above_done(struct visit *v, enum rc rc)
{
	return rc == RC_OK ? visit_go(v, "/tinh/ho-so/%", v->id[0]) : rc;
}

enum rc
knock_out_post(struct visit *v)
{
	const struct knock_out_form *f = FORM_OF(v, knock_out);

	return above_done(v, above_knock_out(&v->ctx,
	    (struct dossier_id){ v->id[0] }, f->code, f->reason));
}

enum rc
send_up_post(struct visit *v)
{
	const struct letter_form *f = FORM_OF(v, letter);

	return above_done(v, above_send_up(&v->ctx, (struct dossier_id){ v->id[0] },
	    &(struct sent_typed){ f->letter_no, f->team_no, f->agency_no,
	    f->samples_up.v }));
}

enum rc
send_back_post(struct visit *v)
{
	return above_done(v, above_send_back(&v->ctx,
	    (struct dossier_id){ v->id[0] }));
}

enum rc
evaluate_self_post(struct visit *v)
{
	return above_done(v, above_evaluate_self(&v->ctx,
	    (struct dossier_id){ v->id[0] }));
}

enum rc
resume_post(struct visit *v)
{
	return above_done(v, supplement_resume(&v->ctx, (struct dossier_id){ v->id[0] },
	    FORM_OF(v, resume)->why));
}

enum rc
give_back_post(struct visit *v)
{
	enum rc rc = supplement_return(&v->ctx, (struct dossier_id){ v->id[0] },
	    FORM_OF(v, give_back)->back_why);

	if (rc != RC_OK)
		return rc;
	/* it is its producer's again: this desk sees it when it comes back */
	visit_flash(v, T_province_given_back);
	return visit_go(v, "/tinh");
}

/* ---- what the Ministry orders; its letter where it works elsewhere --------------------- */

static enum rc
order_given(struct visit *v, const struct order *in, enum text said)
{
	const struct dossier_id id = { v->id[0] };
	enum rc rc = in->kind == ORDER_WITHDRAW ? revocation_order(&v->ctx, id, in)
	    : above_order_redo(&v->ctx, id, in);

	if (rc == RC_OK)
		visit_flash(v, said);
	return above_done(v, rc);
}

enum rc
order_post(struct visit *v)
{
	const struct order_form *f = FORM_OF(v, order);

	return order_given(v, &(struct order){
	    .kind = (enum order_kind)choice_number(f->order_kind), .no = f->order_no,
	    .on = f->order_on, .why = f->why }, T_order_sent);
}

enum rc
order_letter_prepare(struct visit *v)
{
	return files_prepare(v, FORM_OF(v, order_letter)->order_file, S("order_file"),
	    LOOK_EVIDENCE);
}

enum rc
order_letter_post(struct visit *v)
{
	const struct order_letter_form *f = FORM_OF(v, order_letter);
	const struct looked_files *files = v->prepared;

	return order_given(v, &(struct order){
	    .kind = (enum order_kind)choice_number(f->order_kind), .no = f->order_no,
	    .on = f->order_on, .why = f->why, .by_letter = true,
	    .letter = files->n > 0 ? &files->v[0] : NULL }, T_order_entered);
}

enum rc
order_letter_show(struct visit *v)
{
	struct str path, mime;
	enum rc rc = order_letter_load(&v->ctx, (struct dossier_id){ v->id[0] },
	    (struct order_letter_id){ v->id[1] }, &path, &mime);

	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Cache-Control"), S("private, no-cache"));
	return visit_file(v, mime, path, S(""));
}

/*
 * above: what the provincial desk and the Ministry's do across levels; see
 * act/above.h.
 */
#include "act/above.h"
#include "act/revocation.h"
#include "act/supplement.h"

#include "web/forms.h"
#include "web/routes.h"
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
order_redo_post(struct visit *v)
{
	const struct redo_form *f = FORM_OF(v, redo);

	return above_done(v, above_order_redo(&v->ctx,
	    (struct dossier_id){ v->id[0] }, f->order_no, f->why));
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
	    FORM_OF(v, give_back)->why);

	if (rc != RC_OK)
		return rc;
	/* it is its producer's again: this desk sees it when it comes back */
	visit_flash(v, T_province_given_back);
	return visit_go(v, "/tinh");
}

enum rc
withdraw_order_post(struct visit *v)
{
	const struct withdraw_order_form *f = FORM_OF(v, withdraw_order);
	enum rc rc = revocation_order(&v->ctx, (struct dossier_id){ v->id[0] },
	    &(struct revocation_order){ f->order_no, f->why, f->order_on });

	if (rc == RC_OK)
		visit_flash(v, T_above_withdraw_ordered);
	return above_done(v, rc);
}

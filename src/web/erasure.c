/*
 * erasure: whose name is asked to be erased, on what basis, what goes and what stays;
 * an officer asks, a leader decides. The rules are in act/erasure.h.
 */
#include "web/erasure.h"

#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/public_log.h"
#include "web/routes.h"

enum rc
erasure_show(struct visit *v)
{
	struct erasure_page p = { .asks = right_has(&v->ctx.actor, MAY_MANAGE),
		.decides = right_has(&v->ctx.actor, MAY_SIGN) };
	enum rc rc = erasures_load(&v->ctx, &p.rows);

	/* after a refused write v->values is the write's form; its code is typed still */
	if (rc == RC_OK && !v->again)
		p.typed = FORM_OF(v, lookup)->code;
	if (rc == RC_OK && p.typed.n > 0) {
		struct fault was = *v->ctx.fault;

		p.looked = true;
		rc = erasable_load(&v->ctx, p.typed, &p.e);
		p.unknown = rc == RC_ABSENT;
		if (rc == RC_OK)
			p.type = entry_type_text(p.e.e.type);
		if (p.unknown) {
			*v->ctx.fault = was;
			rc = RC_OK;
		}
	}
	if (rc == RC_OK)
		html_erasure_show(visit_page(v), v, &p);
	return rc;
}

enum rc
erasure_ask_post(struct visit *v)
{
	const struct erasure_ask_form *f = FORM_OF(v, erasure_ask);
	enum rc rc = erasure_ask(&v->ctx, &(struct erasure_values){ f->code,
	    f->erase_basis, f->erase_reason });

	return rc == RC_OK ? visit_go(v, "/xoa-du-lieu") : rc;
}

enum rc
erasure_decide_post(struct visit *v)
{
	const struct erasure_decide_form *f = FORM_OF(v, erasure_decide);
	enum rc rc = erasure_decide(&v->ctx, v->id[0], f->erase_approve,
	    f->erase_answer);

	return rc == RC_OK ? visit_go(v, "/xoa-du-lieu") : rc;
}

/*
 * revocation: proposals with their fifteen days, drafts in bulk; the signature
 * is web/decision.c.
 */
#include "web/revocation.h"

#include "html.h"
#include "web/forms.h"
#include "web/inspection.h"
#include "web/out.h"
#include "web/routes.h"

enum text
revocation_state_text(int64_t state)
{
	return state == REVOKE_PROPOSED ? T_revocation_state_proposed :
	    state == REVOKE_DRAFTED ? T_revocation_state_drafted :
	    state == REVOKE_SIGNED ? T_revocation_state_signed :
	    T_revocation_state_dropped;
}

struct str
ground_name(const struct visit *v, struct str code)
{
	const struct ground_rule *g = pack_ground(law_pack_on(v->ctx.law,
	    v->ctx.today), code);

	return g == NULL ? code : str_printf(v->ctx.mem, "%.*s (%.*s)",
	    STR_ARG(v->lang == LANG_EN ? g->name.en : g->name.vi),
	    STR_ARG(g->clause));
}

enum rc
revocation_index(struct visit *v)
{
	struct revocation_list list;
	enum rc rc = revocation_list(&v->ctx, &list);

	if (rc == RC_OK)
		html_revocation_index(visit_page(v), v, &list);
	return rc;
}

enum rc
revoke_propose_post(struct visit *v)
{
	const struct revoke_propose_form *f = FORM_OF(v, revoke_propose);
	struct revocation_id id;
	enum rc rc = revocation_propose(&v->ctx, &(struct revocation_proposal){
	    .code = v->arg[0], .ground = f->ground, .facts = f->facts,
	    .basis_no = f->basis_no, .basis_on = f->basis_on }, &id);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_revocation_proposed_now);
	return visit_go_to(v, str_printf(v->ctx.mem, "/chung-nhan/%.*s",
	    STR_ARG(v->arg[0])));
}

enum rc
revoke_draft_post(struct visit *v)
{
	const struct revoke_draft_form *f = FORM_OF(v, revoke_draft);
	struct revocation_id *ids = ARENA_ARRAY(v->ctx.mem, f->revocation.n + 1,
	    struct revocation_id);
	struct decision_id id;
	enum rc rc;

	for (size_t i = 0; i < f->revocation.n; i++)
		if (!str_int(f->revocation.v[i], &ids[i].v))
			return FAIL(&v->ctx, WHY_ABSENT, "%s", "revocation");
	rc = revocation_draft(&v->ctx, ids, f->revocation.n, &id);
	return rc == RC_OK ? visit_go(v, "/tinh/quyet-dinh/%", id.v) : rc;
}

enum rc
revoke_drop_post(struct visit *v)
{
	enum rc rc = revocation_drop(&v->ctx, (struct revocation_id){ v->id[0] },
	    FORM_OF(v, revoke_drop)->why);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_revocation_dropped_now);
	return visit_go(v, "/tinh/thu-hoi");
}

enum rc
revoke_take_out_post(struct visit *v)
{
	enum rc rc = revocation_take_out(&v->ctx,
	    (struct decision_id){ v->id[0] }, (struct revocation_id){
	    FORM_OF(v, revoke_take_out)->revocation });

	return rc == RC_OK ? visit_go(v, "/tinh/quyet-dinh/%", v->id[0]) : rc;
}

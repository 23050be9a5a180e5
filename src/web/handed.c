/* handed: a dossier, or its result, for another office and from one; see act/handed.h,
 * act/handed_open.h. */
#include "act/handed.h"
#include "act/handed_open.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"
#include "web/visit.h"

enum rc
handed_post(struct visit *v)
{
	enum rc rc = handed_over(&v->ctx, (struct dossier_id){ v->id[0] });

	return rc == RC_OK ? visit_go(v, "/tinh/ho-so/%", v->id[0]) : rc;
}

enum rc
handed_out(struct visit *v)
{
	struct str zip = S("");
	enum rc rc = handed_zip(&v->ctx, (struct dossier_id){ v->id[0] }, &zip);

	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Content-Disposition"), str_printf(v->ctx.mem,
	    "attachment; filename=\"ocop-ho-so-%lld.zip\"", (long long)v->id[0]));
	reply_header(v->reply, S("Cache-Control"), S("private, no-store"));
	return visit_bytes(v, S("application/zip"), zip);
}

/* ---- what another office hands over ----------------------------------------------------- */

enum rc
handed_in_show(struct visit *v)
{
	if (v->ctx.log == NULL)
		return FAIL(&v->ctx, WHY_ABSENT, "%s", "this office publishes no record");
	html_handed_in_show(visit_page(v), v);
	return RC_OK;
}

enum rc
handed_in_prepare(struct visit *v)
{
	const struct file_in *file = FORM_OF(v, handed_in)->handed_zip.v;
	struct handed_taking *t = ARENA_NEW(v->ctx.mem, struct handed_taking);

	v->prepared = t;
	if (file->too_large)
		return FAIL(&v->ctx, WHY_FILE_LARGE, "%s", "> 60");
	return handed_open_archive(&v->ctx, file->path, t);
}

enum rc
handed_in_post(struct visit *v)
{
	struct handed_taking *t = v->prepared;
	enum rc rc = handed_take(&v->ctx, t);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, t->state == ST_PROVINCE_ASKED ? T_handed_request_in :
	    t->note->result ? T_handed_result_in :
	    t->state == ST_FORWARDED ? T_handed_dossier_in : T_handed_answer_in);
	return visit_go(v, "/tinh/ho-so/%", t->dossier.v);
}

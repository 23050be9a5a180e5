/* handed: a dossier, or its result, for another office; see act/handed.h. */
#include "act/handed.h"

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

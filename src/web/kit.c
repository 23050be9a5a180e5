/*
 * kit: a session as a folder that others compute again, packed for a browser. Who
 * may have which parts of it is the act's matter; the address says who asks.
 */
#include "act/kit.h"
#include "web/routes.h"
#include "web/visit.h"

static enum rc
kit_out(struct visit *v, enum rc rc, struct str zip)
{
	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Content-Disposition"), str_printf(v->ctx.mem,
	    "attachment; filename=\"ocop-kit-%lld.zip\"", (long long)v->id[0]));
	reply_header(v->reply, S("Cache-Control"), S("private, no-cache"));
	return visit_bytes(v, S("application/zip"), zip);
}

enum rc
kit_seat_out(struct visit *v)
{
	struct str zip = S("");
	enum rc rc = kit_of_seat(&v->ctx, (struct meeting_id){ v->id[0] }, &zip);

	return kit_out(v, rc, zip);
}

enum rc
kit_office_out(struct visit *v)
{
	struct str zip = S("");
	enum rc rc = kit_of_office(&v->ctx, (struct meeting_id){ v->id[0] }, &zip);

	return kit_out(v, rc, zip);
}

enum rc
kit_public_out(struct visit *v)
{
	struct str zip = S("");
	enum rc rc = kit_of_public(&v->ctx, (struct meeting_id){ v->id[0] }, &zip);

	return kit_out(v, rc, zip);
}

/* sign_in: see sign_in.h. */
#include "web/sign_in.h"

#include "html.h"
#include "web/out.h"
#include "web/routes.h"
#include "web/serve_one.h"

const char *
session_cookie_name(const struct visit *v)
{
	return v->office->secure || v->req->tls ? "__Host-s" : "s";
}

bool
sign_in_carries(struct str ve, struct pairs_in keep)
{
	unsigned allowed = 0;

	if (keep.n > 0 && location_is_ours(ve))
		(void)route_find(POST, ve, &allowed);
	return (allowed & (1u << POST)) != 0;
}

enum rc
sign_in_go_on(struct visit *v, struct str ve, struct pairs_in keep)
{
	if (!location_is_ours(ve))
		return visit_go(v, "/viec");
	if (sign_in_carries(ve, keep)) {
		html_carry_on_page(visit_page(v), &(struct sign_in_view){ .ve = ve, .kept = keep });
		return RC_OK;
	}
	if (keep.n > 0) /* its page can only be sent to */
		return visit_go(v, "/viec");
	return visit_go_to(v, ve);
}

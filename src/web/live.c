/*
 * live: the reply that goes on while a page of the council room is open.
 *
 * It says that something this seat may see has changed, as server-sent events
 * with the seat's pulse (act/pulse.h), and nothing else. main/live.c goes on
 * with it; without a line, or when too many listen (503), the page asks by
 * itself every two seconds (assets/desk.js).
 */
#include "act/pulse.h"
#include "web/routes.h"
#include "web/visit.h"

enum rc
room_follow(struct visit *v)
{
	enum rc rc;

	v->follows = (struct meeting_id){ v->id[0] };
	if ((rc = pulse_of(&v->ctx, v->follows, &v->pulse)) != RC_OK)
		return rc;
	v->reply->type = S("text/event-stream");
	v->reply->goes_on = true;
	reply_header(v->reply, S("Cache-Control"), S("no-store"));
	reply_header(v->reply, S("X-Accel-Buffering"), S("no")); /* nginx keeps nothing back */
	buf_printf(&v->reply->body, "retry: 2000\nevent: begin\ndata: %.*s\n\n",
	    STR_ARG(v->pulse));
	return RC_OK;
}

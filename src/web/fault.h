/*
 * fault: how a refusal is shown.
 */
#ifndef WEB_FAULT_H
#define WEB_FAULT_H

#include "web/visit.h"

/* Replaces whatever was begun by an answer that says what v->ctx.fault says:
 * the page again with what was typed, a page that says what to do, or JSON
 * {"error": {"code", "message", "field"}}. Never fails. */
void fault_show(struct visit *v);

extern const struct reason WHY_METHOD;       /* 405 */
extern const struct reason WHY_FORBIDDEN;    /* 403: another role's page */
extern const struct reason WHY_FOREIGN_FORM; /* 403: not made by our own page */
extern const struct reason WHY_OLD_FORM;     /* 403: made for an ended session */

/* What the fault page is made of. */
struct fault_view {
	int status;
	struct str message;
	enum text todo;      /* what to do now */
	int64_t number;      /* of the request: for the helpdesk and the log */
	struct pairs_in kept; /* of a form that can be sent again as it was */
	struct str again;    /* … and where to; "" when there is none */
};

#endif

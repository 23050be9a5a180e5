/*
 * account: what the page of one's own account is made of.
 */
#ifndef WEB_ACCOUNT_H
#define WEB_ACCOUNT_H

#include "act/second_step.h"
#include "act/session.h"

struct account_view {
	struct str name;
	struct session_rows sessions;
	struct str mail; /* where one wants reminders; empty: none */
	bool may_second;
	struct second_step second; /* of signing in, for whom it is */
};

#endif

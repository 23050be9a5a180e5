/*
 * account: what the page of one's own account is made of.
 */
#ifndef WEB_ACCOUNT_H
#define WEB_ACCOUNT_H

#include "act/session.h"

struct account_view {
	struct str name;
	struct session_rows sessions;
	struct str mail; /* where one wants reminders; empty: none */
};

#endif

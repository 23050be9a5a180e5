/*
 * away: the page of a session at the room's own laptop; see act/away.h.
 */
#ifndef WEB_AWAY_H
#define WEB_AWAY_H

#include "act/away.h"
#include "web/field.h"

struct away_page {
	struct away_view v;
	bool secretary; /* may send it away and call it back */
	bool is_away;
};

#endif

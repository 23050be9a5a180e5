/* team: what the pages of the advisory team show; see act/team.h. */
#ifndef WEB_TEAM_H
#define WEB_TEAM_H

#include "act/team_heard.h"
#include "web/dossier.h"
#include "web/field.h"
#include "web/visit.h"

struct team_work_page {
	struct team_work v;
	const struct stop_choice *stops; /* the grounds of the set */
	size_t n_stops;
	struct str code_fault;
};

#endif

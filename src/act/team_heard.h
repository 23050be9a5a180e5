/*
 * team_heard: what an advisory team found, for those who score, conclude and decide
 * (QĐ 26/2026 Đ7.3.c, d). The team's own work is act/team.h.
 *
 * The agency reads it whole. A seat of the council reads it beside its sheet: which
 * minimums are reached, what was visited and tested, which knock-outs are proposed and
 * under which clause, who answers for it. No points and no star: each member scores
 * alone. Whether a seat may read the product at all is asked before this is called.
 */
#ifndef ACT_TEAM_HEARD_H
#define ACT_TEAM_HEARD_H

#include "act/team.h"

/* What the team says of one criterion to those who score and conclude: which
 * minimums its finding reaches, never how many points it is. */
struct team_said {
	bool found;
	int met;    /* highest star whose minimum is reached, and those below; 0: none */
	int missed; /* lowest star whose minimum is not; 0: none */
	struct str note, name, office;
};

/* What a council and an agency see of it: absent when no team had it. */
struct team_opinion {
	bool there;
	struct q_team_task_of_dossier task;
	struct q_team_findings_rows findings;
	struct q_team_stops_rows stops;
	struct q_surveys_rows surveys;
	const struct team_said *said; /* per criterion, in set order; team_hear() only */
	const struct team_term *terms; /* conditions of the set; team_hear() only */
	size_t n_terms;
};
MUST_CHECK enum rc team_opinion_load(struct ctx *c, struct dossier_id id,
    struct team_opinion *out);
/* The same for a seat of the council that may read the product: nothing before
 * the team has reported, then what it says of each criterion of the set. */
MUST_CHECK enum rc team_hear(struct ctx *c, struct dossier_id id,
    const struct criteria_set *set, struct team_opinion *out);

#endif

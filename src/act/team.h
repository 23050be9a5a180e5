/*
 * team: the advisory team of a council (Tổ tư vấn, QĐ 26/2026 Đ7.3.c).
 *
 * A dated object of a council, with a leader and members who speak for their
 * departments. The agency gives it products; criteria may be split by
 * department. The team notes a finding for each criterion, asks for a visit or
 * an extra test, proposes knock-outs with their ground, and its leader reports.
 * Nothing here is a score: the council sees it beside the sheet, under the name
 * of who answered for it.
 */
#ifndef ACT_TEAM_H
#define ACT_TEAM_H

#include "act/closing.h"
#include "act/dossier.h"
#include "core/condition.h"
#include "q.h"

struct team_values {
	struct council_id council;
	struct str name, decision_no;
	struct day decision_on;
};
struct teams_view {
	struct q_team_list_rows teams;
	struct q_council_list_rows councils;
};
/* The teams of the actor's agency. */
MUST_CHECK enum rc teams_load(struct ctx *c, struct teams_view *out);
/* Sets one up. Absent: another office's council. */
MUST_CHECK enum rc team_add(struct ctx *c, const struct team_values *in,
    struct team_id *out);
MUST_CHECK enum rc team_end(struct ctx *c, struct team_id id);

struct team_view {
	struct q_team_of team;
	struct q_team_seats_rows seats;
	struct q_team_people_rows people;
};
MUST_CHECK enum rc team_load(struct ctx *c, struct team_id id, struct team_view *out);
/* Somebody joins and gets the role of a team. Field faults seat_role_wrong (a second
 * leader), not_candidate, seat_taken. */
MUST_CHECK enum rc team_join(struct ctx *c, struct team_id id,
    struct account_id account, int role, struct str office);
MUST_CHECK enum rc team_leave(struct ctx *c, struct team_id id,
    struct team_seat_id seat);

/* Gives a product to a team in force. Reason team_incomplete: it has no leader. */
MUST_CHECK enum rc team_assign(struct ctx *c, struct dossier_id id,
    struct team_id team, struct day due_on);

/* ---- the team at work --------------------------------------------------------- */

struct team_line {
	const struct criterion *criterion;
	bool found;
	int points;
	struct str note, name, office; /* who answered for it */
	int met;                       /* highest star whose minimum it reaches; 0: none marked */
};
/* A condition of the set, and what the team answered. */
struct team_term {
	struct precondition p;
	bool answered, holds;
	struct str reason, name, office;
};
struct team_work {
	struct q_team_task_of task;
	struct dossier d;
	const struct team_line *lines; /* in set order */
	const struct choice *choices;  /* the same as a sheet has them */
	size_t n, n_left;
	const struct team_term *terms; /* in printed order */
	size_t n_terms, terms_left;
	struct score_result score;     /* of the findings: what they would come to */
	struct q_team_seats_rows seats;
	struct q_team_shares_rows shares;
	struct q_team_stops_rows stops;
	struct q_surveys_rows surveys;
	bool may_assess, may_report;
};
MUST_CHECK enum rc team_mine(struct ctx *c, struct q_team_mine_rows *out);
/* One product for a member of its team; absent else. */
MUST_CHECK enum rc team_work_load(struct ctx *c, struct team_task_id id,
    struct team_work *out);

/* Who answers for a group of criteria; the leader says so. */
MUST_CHECK enum rc team_share(struct ctx *c, struct team_task_id id,
    struct str part, struct team_seat_id seat);
/* A finding. Reasons: unknown_criterion, not_a_level, not_your_part (its group
 * was given to another member). */
MUST_CHECK enum rc team_find(struct ctx *c, struct team_task_id id,
    struct str criterion, int points, struct str note);
/* Answers a condition of the set. One that does not hold is proposed as a knock-out
 * with its reason; one that holds takes such a proposal back. Field faults
 * unknown_stop at code, reason_missing at term_why (it does not hold). */
MUST_CHECK enum rc team_condition(struct ctx *c, struct team_task_id id,
    struct str code, bool holds, struct str reason);
/* Proposes a knock-out. Field faults unknown_stop, reason_missing. */
MUST_CHECK enum rc team_knock(struct ctx *c, struct team_task_id id,
    struct str code, struct str reason);
/* The leader reports. Field fault reason_missing at report; findings_left: some
 * criterion has none; conditions_left: some condition of the set is not answered;
 * condition_closed: points for what is not there. */
MUST_CHECK enum rc team_report(struct ctx *c, struct team_task_id id,
    struct str report);

struct survey_asking {
	enum survey_kind kind;
	struct str why;
	struct day due_on;
};
/* A visit or test is needed: the team for its product, the agency for a
 * re-evaluation (Đ7.6.c). More papers (SURVEY_PAPERS) are proposed to the agency,
 * which asks for them ("đề xuất bổ sung hồ sơ", Đ7.3.c). Field fault reason_missing at why. */
MUST_CHECK enum rc survey_ask(struct ctx *c, struct dossier_id id,
    const struct survey_asking *in);
/* What was found. Field faults reason_missing at found, due_not_ahead at
 * done_on (a day to come). */
MUST_CHECK enum rc survey_tell(struct ctx *c, struct dossier_id id,
    struct survey_id survey, struct day done_on, struct str found);

/* The conditions of a set with what the team answered. */
MUST_CHECK enum rc team_terms(struct ctx *c, struct team_task_id id,
    const struct criteria_set *set, const struct team_term **out, size_t *n);

extern const struct reason WHY_TEAM_INCOMPLETE, WHY_NOT_YOUR_PART,
    WHY_FINDINGS_LEFT, WHY_CONDITIONS_LEFT, WHY_DONE_AHEAD;

#endif

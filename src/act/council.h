/*
 * council: how the provincial OCOP agency prepares an evaluation: rounds,
 * councils with their seats and bylaw, sessions and their agendas
 * (QĐ 26/2026 Đ5.1, Đ7.3.b).
 *
 * Everything here belongs to the agency of the actor; another agency's round
 * or council is answered as absent.
 */
#ifndef ACT_COUNCIL_H
#define ACT_COUNCIL_H

#include "act/calibrate.h"
#include "act/ctx.h"
#include "core/bylaw.h"
#include "q.h" /* rows are plain data; only acts call the statements */

struct round_form_values {
	int year, number;       /* 1, 2: dates from the pack; 3 and more: extra */
	struct str plan;        /* extra rounds: the plan that allows it (Đ5.1) */
	struct day proposed_before, held_before; /* extra rounds */
};

/* Opens a round. Faults: round_there, plan_missing, dates_wrong, round_number,
 * round_year (this year or one beside it). */
MUST_CHECK enum rc round_add(struct ctx *c, const struct round_form_values *in,
    struct round_id *out);
MUST_CHECK enum rc round_list(struct ctx *c, struct q_round_list_rows *out);

struct council_values {
	struct str name, decision_no, bylaw_no;
	struct day decision_on, bylaw_on;
	int quorum_num, quorum_den;
	struct opt_int spread_max;
	struct str minimums;    /* findings | all | majority */
};

/* Sets up a council. Faults: quorum_wrong, minimums_wrong. */
MUST_CHECK enum rc council_add(struct ctx *c, const struct council_values *in,
    struct council_id *out);
MUST_CHECK enum rc council_list(struct ctx *c, struct q_council_list_rows *out);

struct council_view {
	struct q_council_of council;
	struct bylaw bylaw;
	struct q_seat_list_rows seats;
	struct q_seat_candidates_rows candidates;
	int votes;      /* voting seats */
	bool has_chair, has_secretary;
};
MUST_CHECK enum rc council_load(struct ctx *c, struct council_id id,
    struct council_view *out);

struct seat_values {
	struct account_id account;
	int role;                  /* enum seat_role */
	struct str office;         /* whom it speaks for */
	bool votes;                /* of an invited expert; the others follow from the role */
	struct seat_id stands_for; /* an alternate of that seat; 0: none */
	struct day since;          /* sessions that begin before are not its; 0: today */
};
/* Gives somebody a seat; a secretary never votes. An alternate acts where the one
 * it stands for is away, recused or gone: a member scores, a stand-in for the
 * secretary runs the table. The account gets the council role. Faults: seat_taken
 * (already sits), seat_role_wrong, not_candidate, stands_wrong, since_wrong. */
MUST_CHECK enum rc seat_give(struct ctx *c, struct council_id council,
    const struct seat_values *in);
MUST_CHECK enum rc seat_take(struct ctx *c, struct council_id council,
    struct seat_id seat);

struct meeting_values {
	struct round_id round;
	struct council_id council;
	struct str name, place;
	struct day day;
	int hour, minute;
	struct str late_why; /* needed when it is not before the round's day (Đ5); kept only then */
};

/* Plans a session. Faults: time_past, time_wrong, council_incomplete (no chair, no
 * secretary or no voting seat), extra_not_allowed (an extra round, and the
 * bylaw knows none), late_meeting (at that field: the reason is missing). */
MUST_CHECK enum rc meeting_add(struct ctx *c, const struct meeting_values *in,
    struct meeting_id *out);
MUST_CHECK enum rc meeting_list(struct ctx *c, struct q_meeting_list_rows *out);

struct agenda_view {
	struct q_meeting_of meeting;
	struct q_agenda_list_rows items;
	struct q_agenda_candidates_rows candidates;
	struct trial_view trial;
};
/* The day on which the level below proposed a dossier (Đ5.1, Đ5.2); none: never. */
struct day agenda_proposed_on(enum unit_level level, struct moment forwarded,
    struct day sent_up);
/* A session with its agenda and the accepted dossiers that could go on it.
 * Absent for another agency's. */
MUST_CHECK enum rc agenda_load(struct ctx *c, struct meeting_id id,
    struct agenda_view *out);

/* Puts dossiers on the agenda, in the order given. All or none: the fault
 * names the first that cannot be (wrong_state; other_pack: opened under
 * another decision than the round; team_first: the advisory team has not
 * reported on it; field late_agenda: proposed too late for the round, and no
 * reason why it is taken all the same). */
MUST_CHECK enum rc agenda_put(struct ctx *c, struct meeting_id meeting,
    const struct dossier_id *dossiers, size_t n, struct str late_why);
/* Takes one off again. Fault sheets_begun when somebody has begun to score. */
MUST_CHECK enum rc agenda_take_off(struct ctx *c, struct meeting_id meeting,
    struct agenda_id item);

extern const struct reason WHY_ROUND_THERE, WHY_PLAN_MISSING, WHY_DATES_WRONG,
    WHY_MINIMUMS_WRONG, WHY_SEAT_TAKEN, WHY_SEAT_ROLE_WRONG, WHY_NOT_CANDIDATE,
    WHY_STANDS_WRONG, WHY_SINCE_WRONG, WHY_TIME_PAST, WHY_COUNCIL_INCOMPLETE, WHY_OTHER_PACK,
    WHY_SHEETS_BEGUN, WHY_TEAM_FIRST, WHY_ROUND_NUMBER, WHY_ROUND_YEAR, WHY_TIME_WRONG,
    WHY_LATE_AGENDA, WHY_LATE_MEETING, WHY_EXTRA_NOT_ALLOWED;

#endif

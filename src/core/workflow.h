/*
 * workflow: the road of a dossier, as a table (QĐ 26/2026 Đ6, Đ7, Đ10).
 *
 * A row says: from these states, such a person may do this deed to such a
 * dossier, and it leads there. One table for all kinds of dossier and for both
 * levels: the Ministry takes the province's steps (Đ7.4), so the person that a
 * row calls "agency" is whoever evaluates the dossier now. Printed by
 * `ocop workflow`; the whole matrix state × deed × person is a golden file that
 * people read.
 */
#ifndef CORE_WORKFLOW_H
#define CORE_WORKFLOW_H

#include "base/buf.h"
#include "base/fault.h"
#include "core/actor.h"
#include "core/dossier.h"
#include "core/law.h"

/* What can be done to a dossier. */
enum deed {
	DO_SEE = 1,       /* read it at all */
	DO_EDIT,          /* producer: Mẫu 01, 02, scores, citations (draft, returned, asked) */
	DO_SUBMIT,        /* producer → commune (Đ7.1) */
	DO_WITHDRAW,      /* producer, until it is on an agenda */
	DO_ANSWER,        /* producer answers a supplement, to whoever asked */
	DO_RECEIVE,       /* commune: receive, number the slip (Mẫu 01) */
	DO_CHECK_COMMUNE, /* commune: component check, four assessments (Đ7.2.a) */
	DO_ASK_COMMUNE,   /* commune asks for a supplement */
	DO_RETURN,        /* commune returns with reasons */
	DO_FORWARD,       /* commune → province with Mẫu 03 and request (Đ7.2.b) */
	DO_TAKE,          /* agency: receive, number */
	DO_CHECK_PROVINCE,/* agency: component and content check (Đ7.3.a) */
	DO_ASK_PROVINCE,  /* agency asks, through the commune; also what the team proposes */
	DO_RESUME,        /* agency: goes on without an answer that is overdue */
	DO_SURVEY,        /* agency: field check of a re-evaluation (Đ7.6.c) */
	DO_ACCEPT,        /* agency: ready for the council */
	DO_ASSIGN_TEAM,   /* agency → advisory team (Đ7.3.c) */
	DO_ASSESS,        /* team: findings, survey, tests, knock-out proposals */
	DO_REPORT,        /* team's leader → council, with the team's report */
	DO_PUT_ON_AGENDA, /* agency */
	DO_TAKE_OFF,      /* agency: off the agenda, before a sheet is sealed */
	DO_ASK_OPINIONS,  /* agency → council, in writing (Đ7.6.d) */
	DO_MEET,          /* written opinions diverge: onto an agenda (Đ7.6.d) */
	DO_CONCLUDE,      /* secretary of the council */
	DO_KNOCK_OUT,     /* agency: a reason not to evaluate further, before the council */
	DO_DECIDE,        /* signer signs the decision that names it */
	DO_NOTIFY,        /* agency tells a result without a certificate (Đ7.3.g) */
	DO_SEND_UP,       /* province → Ministry, for five stars (Đ6.3, Đ7.3.e) */
	DO_SEND_BACK,     /* Ministry → province, below five stars (Đ7.4.g) */
	DO_EVALUATE_SELF, /* province evaluates after that itself (Đ7.4.g) */
	DO_ORDER_REDO,    /* Ministry has a finished evaluation done again (Đ10.1.b) */
	DO_ORDER_WITHDRAW,/* Ministry has a recognition withdrawn (Đ10.1.b) */
	DO_ENTER_REDO,    /* province enters the Ministry's letter that orders the one … */
	DO_ENTER_WITHDRAW,/* … or the other, where the Ministry works elsewhere */
	DEED__COUNT
};

/* What the rules need to know of a dossier. */
struct dossier_facts {
	enum dossier_state state;
	enum dossier_kind kind;
	struct subject_id subject;
	struct agency_id commune, province;
	struct agency_id evaluator; /* whose turn it is: the province's agency, the Ministry's */
	struct agency_id ministry;  /* the Ministry's agency; 0: none in this office */
	bool above_away; /* … for which nobody signs in here: it has an office of its own */
	bool long_again; /* its pack knows no short road for a re-evaluation (before QĐ 26) */
	bool sent_up;    /* it has been at the Ministry */
	bool seated;     /* the actor has a seat where it is on the newest agenda */
	bool secretary;  /* … as its secretary */
	bool chair;      /* … the chair's or a vice chair's */
	bool recused;    /* … and is recused: knows of it as its owner or not at all */
	bool sat;        /* … or had it on an earlier one */
	bool teamed;     /* the actor assesses it for the advisory team */
	bool leads_team; /* … and leads the team */
	bool assessed;   /* the team has reported on it */
	int star;        /* of the conclusion; DO_DECIDE, DO_NOTIFY, DO_SEND_BACK */
	const struct band *band; /* of that star in the dossier's pack; NULL: 0 stars */
	int star_before; /* of the certificate it renews or wants to pass; 0: none */
	bool before_stands; /* … and that stands today: a failed upgrade keeps it */
	bool revoked;    /* that certificate is revoked: nothing is left to renew (Đ8) */
	bool was_submitted; /* it has left its producer at least once */
	bool was_forwarded; /* it has reached the province at least once */
	enum unit_level asked_by; /* open supplement: who asked */
};

/* LEVEL_PROVINCE or LEVEL_MINISTRY: who evaluates it now. */
enum unit_level dossier_level(const struct dossier_facts *d);

struct verdict {
	const struct reason *why; /* NULL: allowed */
	enum dossier_state next;  /* state after it; unchanged when refused */
};

/* Absent (WHY_ABSENT) when the actor may not know of the dossier; else
 * wrong_state or wrong_role. */
struct verdict workflow_decide(const struct actor *who,
    const struct dossier_facts *d, enum deed what);
/* The same question for pages that show or hide a button. */
bool workflow_may(const struct actor *who, const struct dossier_facts *d,
    enum deed what);

extern const struct reason WHY_WRONG_STATE; /* conflict: no longer possible */
extern const struct reason WHY_WRONG_ROLE;  /* denied */

/* The table and the whole matrix as text, for `ocop workflow` and tests. */
void workflow_print(struct buf *out);
void workflow_print_matrix(struct buf *out);
/* The road as a picture (SVG): of a re-evaluation, or of the two other kinds. */
void workflow_draw(struct buf *out, bool again);
const char *deed_name(enum deed d);
const char *state_name(enum dossier_state s); /* "draft", "submitted" … */

#endif

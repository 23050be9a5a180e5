/*
 * workflow: the road of a dossier, as a table (QĐ 26/2026 Đ6, Đ7).
 *
 * A row says: from this state, this deed leads to that state, and this kind of
 * person may do it. Printed by `ocop workflow`; the whole matrix
 * state × deed × role is a golden file that people read.
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
	DO_TAKE,          /* province: receive, number */
	DO_CHECK_PROVINCE,/* province: component and content check (Đ7.3.a) */
	DO_ASK_PROVINCE,  /* province asks, through the commune */
	DO_ACCEPT,        /* province: ready for the council */
	DO_PUT_ON_AGENDA, /* province */
	DO_TAKE_OFF,      /* province: off the agenda, before a sheet is sealed */
	DO_CONCLUDE,      /* secretary of the council */
	DO_DECIDE,        /* signer signs the decision that names it */
	DO_NOTIFY,        /* province tells a result without a certificate (Đ7.3.g) */
	DEED__COUNT
};

/* What the rules need to know of a dossier. */
struct dossier_facts {
	enum dossier_state state;
	struct subject_id subject;
	struct agency_id commune, province;
	bool seated;     /* the actor has a seat where this is on the agenda */
	bool secretary;  /* … as its secretary */
	int star;        /* of the conclusion; DO_DECIDE, DO_NOTIFY */
	const struct band *band; /* of that star in the dossier's pack; NULL: 0 stars */
	bool was_submitted; /* it has left its producer at least once */
	bool was_forwarded; /* it has reached the province at least once */
	enum unit_level asked_by; /* open supplement: who asked */
};

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
const char *deed_name(enum deed d);
const char *state_name(enum dossier_state s); /* "draft", "submitted" … */
/* The clause of a deed's row: "QĐ 26/2026 Đ7.2"; for pages and the log. */
const char *deed_clause(enum deed d);

#endif

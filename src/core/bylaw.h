/*
 * bylaw: what a council's own rules (quy chế) say where the law is silent.
 *
 * QĐ 26/2026 Đ7.3.b lets the chair of the People's Committee issue the bylaw
 * and says nothing of quorum, spread, absence, ballot, rounding or how a star
 * minimum is judged. Each of these is a row here: a name that is stored, its
 * limits, what holds when the bylaw is silent too, and where that comes from.
 * The page of the bylaw, its form and `ocop bylaw` are made from these rows.
 *
 * bylaw_unmet() is the other half: given what is known of one product in its
 * session it names every rule that stands in the way of a step. Pages list
 * them, acts refuse by the first; nobody else decides.
 */
#ifndef CORE_BYLAW_H
#define CORE_BYLAW_H

#include "base/buf.h"
#include "base/fault.h"
#include "core/dossier.h"
#include "core/quorum.h"

enum bylaw_rule {
	BYLAW_QUORUM_NUM, BYLAW_QUORUM_DEN, /* share of the seats that vote */
	BYLAW_CHAIR,       /* enum bylaw_chair */
	BYLAW_NOTICE_DAYS, /* working days between the notice and the session */
	BYLAW_DECLARE,     /* enum bylaw_yes: interests before evidence opens */
	BYLAW_ABSENCE,     /* enum bylaw_absence */
	BYLAW_BALLOT,      /* enum bylaw_ballot */
	BYLAW_CONFIRM,     /* enum bylaw_confirm */
	BYLAW_SPREAD_MAX,  /* points; -1: no rule */
	BYLAW_SPREAD_THEN, /* enum bylaw_spread */
	BYLAW_MINIMUMS,    /* enum bylaw_minimums */
	BYLAW_REOPEN,      /* enum bylaw_reopen */
	BYLAW_CONCLUDES,   /* enum bylaw_concludes */
	BYLAW_DECIMALS,    /* of a mean, for the eye only */
	BYLAW_DIVERGE,     /* enum bylaw_diverge: of written opinions (Đ7.6.d) */
	BYLAW_MEET_DAYS,   /* working days until the council meets when they do */
	BYLAW_EXTRA_ROUNDS, /* enum bylaw_yes: besides the two of the law (Đ5) */
	BYLAW_SAMPLE,      /* products a seat must have scored for advice on it */
	BYLAW__COUNT
};

enum bylaw_chair { CHAIR_ONLY = 1, CHAIR_OR_VICE };
enum bylaw_yes { BYLAW_YES = 1, BYLAW_NO };
enum bylaw_absence { ABSENT_OUT = 1, ABSENT_WRITES };
enum bylaw_ballot { BALLOT_OPEN = 1, BALLOT_SECRET };
enum bylaw_confirm { CONFIRM_HAND = 1, CONFIRM_CODE };
enum bylaw_spread { SPREAD_AGAIN = 1, SPREAD_REASON };
enum bylaw_minimums { JUDGE_FINDINGS = 1, JUDGE_ALL, JUDGE_MAJORITY };
enum bylaw_reopen { REOPEN_SECRETARY = 1, REOPEN_CHAIR };
enum bylaw_concludes { CONCLUDES_CHAIR = 1, CONCLUDES_SECRETARY };

/* Written opinions diverge when the sheets come to different stars or too far
 * apart; to different stars; only when a member says so. */
enum bylaw_diverge { DIVERGES_IN_POINTS = 1, DIVERGES_IN_STARS, DIVERGES_IN_WORDS };

/* The answers of one council, by rule. */
struct bylaw {
	int v[BYLAW__COUNT];
};

struct bylaw_row {
	const char *name;     /* as it is stored and printed: "quorum_num" */
	int least, most;      /* both allowed */
	int otherwise;        /* where the bylaw is silent */
	bool choice;          /* its values are words: text bylaw.<name>_<value> */
	const char *source;   /* where the default comes from */
};
extern const struct bylaw_row bylaw_rows[BYLAW__COUNT];

/* All defaults. */
struct bylaw bylaw_default(void);
/* The rule of a name, or BYLAW__COUNT. */
enum bylaw_rule bylaw_find(struct str name);
/* Sets one; false when the value is outside its row. */
bool bylaw_put(struct bylaw *b, enum bylaw_rule rule, int64_t value);
/* Whether the answers fit together: a share is not above one. */
bool bylaw_fits(const struct bylaw *b);
/* Decimals of a mean as stored: what a bylaw says, or the default where it says
 * nothing. */
int bylaw_decimals(bool says, int64_t value);
/* The rows as text, for `ocop bylaw`. */
void bylaw_print(struct buf *out);

/* ---- what stands in the way -------------------------------------------------- */

/* Steps of a product at the table. */
enum table_step { STEP_OPEN, STEP_CLOSE, STEP_CONCLUDE };

/* What is known of one product. Facts that a step does not ask may be zero. */
struct table_facts {
	struct quorum quorum;    /* of its effective seats, by sealed sheets */
	int missing;             /* effective seats without a sealed sheet */
	bool without;            /* the secretary closes without them */
	int notice_days;         /* working days from the notice to today */
	bool waived;             /* shorter notice was agreed to, with a reason */
	int broken;              /* sheets whose seal is not their hash */
	int given_back;          /* sheets given back after closing, not sealed again */
	int64_t pass;
	int spread;
	bool spread_exceeded;
	bool despite;            /* the chair's reason to keep the result */
	bool knocked_out;        /* a spread stands in nobody's way then */
	bool findings_saved;
};

/* One rule that is not met. Who can mend it and how is the text mend.<code>. */
struct unmet_rule {
	const struct reason *why;
	int have, need;          /* {0} and {1} of both texts */
};
#define UNMET_RULES_MAX 8

/* Every rule that stands in the way of a step, in the order in which people
 * would mend them. Returns how many. */
size_t bylaw_unmet(const struct bylaw *b, enum table_step step,
    const struct table_facts *f, struct unmet_rule out[UNMET_RULES_MAX]);

extern const struct reason WHY_QUORUM_MISSING, WHY_CHAIR_MISSING,
    WHY_SHEETS_MISSING, WHY_NOTICE_SHORT, WHY_SEAL_BROKEN, WHY_SHEET_GIVEN_BACK,
    WHY_SPREAD_EXCEEDED, WHY_SPREAD_AGAIN, WHY_FINDINGS_MISSING;

#endif

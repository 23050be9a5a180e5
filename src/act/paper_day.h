/*
 * paper_day: the sheets of a meeting on paper become sealed sheets.
 *
 * Each sheet is scanned and typed twice from its scan, by two persons: the
 * secretary and officers of the council's agency. The second types without seeing
 * what the first typed; where both say the same it is sealed at once, otherwise
 * the differences are shown beside the scan and settled. What each typed is kept for
 * ever, and the sealed sheet and its record name the scan by its hash: it was typed
 * from paper, not sealed by its member.
 */
#ifndef ACT_PAPER_DAY_H
#define ACT_PAPER_DAY_H

#include "act/scan_form.h"
#include "act/sheet.h"

struct looked; /* blob/look.h */

extern const struct reason WHY_PAPER_SAME_PERSON; /* conflict: the second is another */
extern const struct reason WHY_PAPER_NO_SCAN;     /* conflict: scan it first */
extern const struct reason WHY_PAPER_TYPED;       /* conflict: both have typed it */
extern const struct reason WHY_PAPER_UNSIGNED;    /* invalid: whose sheet is it without a name? */
extern const struct reason WHY_PAPER_CONDITION; /* conflict: points for what is not there */
extern const struct reason WHY_PAPER_ABSENT;      /* conflict: the bylaw takes none of who was away */

/* What is written on the paper besides its points. */
struct paper_words {
	struct str remark, stop, stop_why; /* a knock-out, with its reason */
};

/* What one person read from the scan. */
struct paper_typed {
	const struct tick *ticks;
	size_t n;
	struct paper_words words;
	bool is_signed; /* the paper bears the member's signature: her confirmation */
};

struct paper_day_view {
	struct q_paper_typist meeting;
	struct q_paper_sheets_rows sheets;
};
/* All sheets of a session. Absent for whoever may not type for it. */
MUST_CHECK enum rc paper_day_load(struct ctx *c, struct meeting_id id,
    struct paper_day_view *out);

enum paper_step { PAPER_SCAN, PAPER_FIRST, PAPER_SECOND, PAPER_WAITS /* for another
    person */, PAPER_DIFFERS, PAPER_SEALED };

struct paper_sheet_view {
	struct q_paper_sheet_of s;
	struct paper_words words[2];    /* PAPER_DIFFERS: what each read of what is written */
	bool remark_differs, stop_differs; /* … each is one place of `differ` */
	bool refused;              /* marked as away, and the bylaw takes no such sheet */
	bool secret;               /* the council's ballot is */
	const struct criteria_set *set;
	enum paper_step step;      /* what the reader can do now */
	const struct choice *one, *two; /* PAPER_DIFFERS: what each typed; else NULL */
	int differ;
	struct scan_form paper;    /* what came of it page by page; no pages: a file, or nothing */
};
/* One sheet. Absent for a seat that hands in none, or is recused. */
MUST_CHECK enum rc paper_sheet_load(struct ctx *c, struct agenda_id agenda,
    struct seat_id seat, struct paper_sheet_view *out);

/* The scan, as it was looked at. Fault: paper_typed when somebody has typed. */
MUST_CHECK enum rc paper_sheet_scan(struct ctx *c, struct agenda_id agenda,
    struct seat_id seat, const struct looked *looked);
/* The scan came page by page (act/scan.h), the first page in this file. */
MUST_CHECK enum rc paper_sheet_scanned(struct ctx *c, struct agenda_id agenda,
    struct seat_id seat, struct str file);
/* What one person read from the scan: the first or the second turn, or, when both
 * differ, what stands where they do.
 * Where a line breaks is no difference. Faults: paper_no_scan, paper_same_person,
 * not_a_level and unknown_criterion (name it), sheet_incomplete ({0} are missing),
 * paper_condition (of the first reading, and of what would be sealed: the member mends
 * and signs the paper), paper_unsigned at confirmed, unknown_stop, reason_missing at stop_why, paper_absent,
 * scoring_not_open, meeting_away, sheet_sealed. */
MUST_CHECK enum rc paper_sheet_type(struct ctx *c, struct agenda_id agenda,
    struct seat_id seat, const struct paper_typed *in);
/* Where the scan lies, for those who type. */
MUST_CHECK enum rc paper_scan_load(struct ctx *c, struct agenda_id agenda,
    struct seat_id seat, struct str *path, struct str *mime);

#endif

/*
 * self_score: Mẫu 02 part III, criterion by criterion.
 *
 * The producer gives each criterion the points of a printed level, a
 * description, and the papers that show it, with their pages. One paper serves
 * many criteria and one criterion needs several papers. The total, the band
 * and the star after minimums come from core/scoring, never from here.
 */
#ifndef ACT_SELF_SCORE_H
#define ACT_SELF_SCORE_H

#include "act/cite.h"
#include "act/dossier.h"
#include "core/scoring.h"

/* One criterion as its producer sees it. */
struct self_line {
	const struct criterion *criterion;
	struct levels levels;           /* of the chosen case; none: choose it first */
	struct str case_id;
	bool answered;                  /* 0 points may be an answer */
	int points;
	struct str note;
	int64_t version;                /* 0: nothing kept yet */
	struct cites cites;
};

struct self_assessment {
	const struct self_line *lines;  /* in printed order */
	size_t n;
	size_t n_left;                  /* criteria without an answer */
	const struct criterion *first_left; /* NULL: none */
	struct cites cites;             /* all, in order of criteria */
	struct score_result score;
};

/* The whole self-assessment of a loaded dossier. */
MUST_CHECK enum rc self_load(struct ctx *c, const struct dossier *d,
    struct self_assessment *out);
/* The line of a criterion, or NULL. */
const struct self_line *self_line(const struct self_assessment *s, struct str criterion);
/* The criterion after this one, or before; NULL at the ends. */
const struct criterion *self_next(const struct self_assessment *s, const struct criterion *c);
const struct criterion *self_before(const struct self_assessment *s, const struct criterion *c);

/* The papers in the subject's box, for choosing. */
struct box_paper {
	struct evidence_id id;
	struct str kind, title, number;
	struct day issued_on, expires_on;
	bool expired;
	struct evidence_file_id file;
};
struct box {
	const struct box_paper *v;
	size_t n;
};
MUST_CHECK enum rc self_box(struct ctx *c, const struct dossier *d, struct box *out);

/* What was typed about one criterion; a part that is not given stays. */
struct self_input {
	struct str criterion;
	bool with_points, answered; /* answered: one of the levels, or 0 */
	int points;
	bool with_note;
	struct str note;
	int64_t version;          /* that the writer had before his eyes */
	struct cites_typed cites;
};

/* Keeps one criterion. Reasons: absent (no such criterion in the set),
 * not_a_level, choose_case (set 26: the branch first), bad_pages; stale, with
 * changed_meanwhile, cited_meanwhile or uncited_meanwhile at the fields that
 * somebody else wrote (the argument is what he kept, "–" for nothing); the
 * detail is the version to go on from. */
MUST_CHECK enum rc self_save(struct ctx *c, struct dossier_id id,
    const struct self_input *in);

/* Names one more paper of the box for a criterion. Reasons: absent. */
MUST_CHECK enum rc self_cite(struct ctx *c, struct dossier_id id,
    struct str criterion, struct evidence_id evidence);

/* Names a paper that is good today for each required kind that no criterion
 * names yet: such a paper belongs to the dossier as a whole (Mẫu 02 part III,
 * row 1). */
MUST_CHECK enum rc self_cite_required(struct ctx *c, const struct dossier *d);

/* Chooses the branch of a set with cases; points given in another branch are
 * taken back. Reasons: no_such_branch. */
MUST_CHECK enum rc self_choose_branch(struct ctx *c, struct dossier_id id,
    struct str branch);

extern const struct reason WHY_CHOOSE_CASE, WHY_NO_SUCH_BRANCH;

#endif

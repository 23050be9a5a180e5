/*
 * result: what the producer is told: points per criterion, the star with its
 * arithmetic, what was missing for the next one (QĐ 26/2026 Đ7.3.g).
 *
 * Computed again from the stored input each time it is shown, and compared
 * with what was concluded: a result that does not come out the same is our
 * alarm, not a page.
 */
#ifndef ACT_RESULT_H
#define ACT_RESULT_H

#include "act/dossier.h"
#include "core/scoring.h"
#include "q.h"

struct result_line {
	const struct criterion *criterion;
	int64_t sum;          /* over all sheets */
	struct str mean;      /* "2,33" */
	int found;            /* what counts for the minimums */
	int best;             /* most points of any sheet */
	const struct note *closed; /* why no sheet could score it (core/condition.h); NULL */
	struct str office;    /* the department that answered for it in the team; "" */
};

struct result_need {      /* one thing that stands before the next star */
	const struct criterion *criterion;
	int needs, found;
	struct pair level;    /* words of the level that is needed */
};

struct knock {
	struct str code, reason;
	struct pair text;
};

struct result_view {
	struct dossier d;
	struct q_result_of stored;
	struct score_input input;
	struct score_result r;
	struct str mean_text;
	int decimals;                 /* of means, by the council's bylaw */
	const struct result_line *lines; /* in set order */
	size_t n_lines;
	bool shared;          /* a team had assessed it: lines name their department */
	struct str offices;   /* the same in words; "" */
	int next_star;        /* 0: five stars already, or knocked out */
	int64_t missing_sum;  /* points that all sheets together lack; 0: none */
	struct str missing_mean; /* the same as a mean: "1,45" */
	const struct result_need *needs;
	size_t n_needs;
	bool decided;         /* a decision names it */
	struct q_decision_of_dossier decision;
	const struct knock *knocks;
	size_t n_knocks;
};

/* Whether there is a result that this reader may open. */
MUST_CHECK enum rc result_is_open(struct ctx *c, const struct dossier *d, bool *open);

/* Which department of the team answered for each criterion of a set (QĐ 26/2026 Đ7.3.c), by
 * the newest team that had reported until then: office[i] for criteria[i], "" for none. */
MUST_CHECK enum rc offices_load(struct ctx *c, struct dossier_id id,
    const struct criteria_set *set, struct moment until, struct str **office);
/* "Sở Công Thương: tiêu chí 4.1, 4.2; ….", departments as they first occur; "" for none. */
struct str offices_words(struct arena *mem, const struct criteria_set *set,
    const struct str *office);

/* The result of a dossier the reader may see. Before the decision or the
 * notice it is absent for everybody but the province's office and the
 * secretary. */
MUST_CHECK enum rc result_load(struct ctx *c, struct dossier_id id,
    struct result_view *out);

#endif

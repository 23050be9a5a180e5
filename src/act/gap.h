/*
 * gap: what a dossier still lacks before it may be handed in.
 *
 * The law asks for Mẫu 01 and Mẫu 02 with their annexed papers (QĐ 26/2026
 * Đ6.1.a) and has the producer answer for their truth (Đ7.1). From this we
 * read: the fields the forms print (blocking), an answer for each criterion,
 * 0 points being one (blocking), the papers the pack marks as required, good
 * today (blocking). Points without a paper or a word, named papers that have
 * expired or have no file yet (the copy may come on paper) are only pointed
 * out: the commune will ask. A renewal says besides what has changed (Đ6.1.b,
 * c).
 */
#ifndef ACT_GAP_H
#define ACT_GAP_H

#include "act/change.h"
#include "act/dossier.h"
#include "act/paper_text.h"
#include "act/self_score.h"

enum gap_kind {
	GAP_FIELD,       /* a field of Mẫu 01 or 02 is empty: blocking */
	GAP_CRITERION,   /* a criterion has no answer: blocking */
	GAP_CHANGES,     /* topics of what has changed are not answered: blocking */
	GAP_NO_CHANGE,   /* an upgrade shows no change with a paper (Đ6.1.b): blocking */
	GAP_PAPER,       /* a required paper is not in the box: blocking */
	GAP_EXPIRED,     /* all papers of a required kind have expired: blocking */
	GAP_UNPROVED,    /* points without paper and description */
	GAP_CONDITION,   /* points against a condition of the set (core/condition.h) */
	GAP_STALE_CITE,  /* a paper that is named has expired */
	GAP_RENEW,       /* a paper of the dossier before has run out, nothing new */
	GAP_NO_FILE,     /* a paper that is named has no file yet */
	GAP_KIND__COUNT
};

struct gap {
	enum gap_kind kind;
	bool blocking;
	const struct paper_field *field;     /* GAP_FIELD */
	const struct criterion *criterion;   /* GAP_CRITERION, GAP_UNPROVED, GAP_STALE_CITE */
	const struct component *component;   /* GAP_PAPER, GAP_EXPIRED */
	const struct cite *cite;             /* GAP_STALE_CITE, GAP_NO_FILE */
	const struct q_change_papers *paper; /* GAP_RENEW */
	size_t count;                        /* GAP_CHANGES: how many */
};
struct gaps {
	const struct gap *v;
	size_t n, n_blocking;
	struct change_view change; /* of a renewal: what the gaps were found in */
};

MUST_CHECK enum rc gap_list(struct ctx *c, const struct dossier *d,
    struct gaps *out);
/* The same from what is loaded already. */
MUST_CHECK enum rc gap_find(struct ctx *c, const struct dossier *d,
    const struct paper_values *texts, const struct self_assessment *self,
    struct gaps *out);

/* How far a page of a form is, for the list of tasks. */
enum progress { NOT_BEGUN, IN_PROGRESS, DONE };
enum progress gap_page(const struct paper_values *texts, enum paper_form form,
    int page);

#endif

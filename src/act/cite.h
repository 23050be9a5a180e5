/*
 * cite: the papers of the box that a producer names for a criterion, with
 * their pages (Mẫu 02 part III). Part of act/self_score, which saves them.
 */
#ifndef ACT_CITE_H
#define ACT_CITE_H

#include "act/ctx.h"
#include "q.h"

/* A paper named for a criterion. */
struct cite {
	struct str criterion;
	struct evidence_id evidence;
	struct str kind, title, number; /* kind: E1 … E15 */
	struct day expires_on;
	int page_from, page_to;         /* 0: the whole paper */
	bool expired, dropped;          /* today; put away by its owner */
	struct evidence_file_id file;   /* its first file; 0: none */
	struct str thumb;               /* of that file; empty: none */
};
struct cites {
	const struct cite *v;
	size_t n;
};

/* A paper as a form speaks of it. A page number names its paper too. */
struct cite_typed {
	struct evidence_id evidence;
	bool with_named, named;     /* the tick; not given: it stays */
	bool with_pages;
	int page_from, page_to;     /* 0: the whole paper */
};

struct cites_typed {
	const struct cite_typed *v;
	size_t n;
	bool all;                   /* what is not among them is no longer named */
};

/* Papers of one criterion: as kept, and as they will be. */
struct cite_change {
	const struct q_cites_of *kept;
	size_t n_kept;
	struct cite *wanted;
	size_t n_wanted;
};

/* 1 ≤ from ≤ to ≤ 2000, or no pages at all. Reasons: bad_pages at from.N. */
MUST_CHECK enum rc cites_check(struct ctx *c, const struct cites_typed *in);

/* Loads what is kept and lays on it what was typed. */
MUST_CHECK enum rc cites_want(struct ctx *c, struct dossier_id id,
    struct str criterion, const struct cites_typed *in, struct cite_change *out);

/* Whether anything would be written. */
bool cites_differ(const struct cite_change *ch);

/* Puts a fault at each paper of which somebody else has said something else:
 * cited_meanwhile, uncited_meanwhile, or changed_meanwhile at its pages. */
void cites_meanwhile(struct ctx *c, const struct cite_change *ch);

/* Makes the citations of a criterion what is wanted. A paper of another
 * subject is a conflict, as one that was put away meanwhile. */
MUST_CHECK enum rc cites_put(struct ctx *c, struct dossier_id id,
    struct str criterion, const struct cite_change *ch);

extern const struct reason WHY_BAD_PAGES, WHY_CITED_MEANWHILE, WHY_UNCITED_MEANWHILE;

#endif

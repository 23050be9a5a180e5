/*
 * evidence: the evidence box (hộp giấy tờ) of a subject.
 *
 * A paper has a kind (E1–E15, Mẫu 02 part III), its own number, issuer and
 * dates, and files. It is handed in once and cited by any criterion of any
 * dossier. Nothing is deleted: a paper is put away, and only when no live
 * dossier leans on it. Files arrive by act/upload.h.
 */
#ifndef ACT_EVIDENCE_H
#define ACT_EVIDENCE_H

#include "act/ctx.h"
#include "core/evidence.h"
#include "q.h" /* rows are plain data; only acts call the statements */

enum { EVIDENCE_MAX = 200 }; /* of one subject: lists and choices show them all */

struct evidence_row {
	const struct q_evidence_mine *it;
	int kind;                     /* 1 … 15 */
	enum paper_standing standing;
	int days_left;
};
struct evidence_list {
	const struct evidence_row *v; /* by kind */
	size_t n;
	struct q_evidence_put_away_rows away;
	int64_t subject_state;
};
MUST_CHECK enum rc evidence_list(struct ctx *c, struct evidence_list *out);

/* Where a paper is cited: newest dossier first, criteria as printed. */
struct evidence_cite {
	const struct q_evidence_cites *it;
	size_t order;                 /* of the criterion in its set */
};

struct evidence_view {
	struct q_evidence_own it;
	int kind;
	enum paper_standing standing;
	int days_left;
	struct q_evidence_files_rows files;
	const struct evidence_cite *cites;
	size_t n_cites;
	struct q_evidence_bound bound;
	bool may_change;              /* no dossier that was handed in leans on it */
	bool may_put_away;
};
/* One paper of the actor's subject; another's is absent. */
MUST_CHECK enum rc evidence_load(struct ctx *c, struct evidence_id id,
    struct evidence_view *out);

struct evidence_values {
	struct str kind, title, number, issuer;
	struct day issued, expires;
	int64_t version; /* of the one being changed */
};
/* Faults: subject_waits, evidence_full; field faults kind_unknown,
 * issued_later, expires_earlier. */
MUST_CHECK enum rc evidence_add(struct ctx *c, const struct evidence_values *in,
    struct evidence_id *out);
/* Faults: both_wrote, evidence_sent (a dossier that was handed in cites it),
 * evidence_away, field faults as above. */
MUST_CHECK enum rc evidence_set(struct ctx *c, struct evidence_id id,
    const struct evidence_values *in);
/* Puts it away. Fault: evidence_cited. Takes it out again. */
MUST_CHECK enum rc evidence_put_away(struct ctx *c, struct evidence_id id);
MUST_CHECK enum rc evidence_take_out(struct ctx *c, struct evidence_id id);

extern const struct reason WHY_EVIDENCE_KIND, WHY_EVIDENCE_FULL, WHY_EVIDENCE_CITED;

#endif

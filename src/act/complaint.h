/*
 * complaint: petitions and complaints: received from a producer's page or from
 * paper, clocked, accepted or not, answered, linked to what they are about.
 * While one is open the dossier's papers are held (act/evidence.c asks).
 */
#ifndef ACT_COMPLAINT_H
#define ACT_COMPLAINT_H

#include "act/ctx.h"
#include "core/complaint.h"
#include "core/deadlines.h"
#include "q.h"

/* A producer about the result of a dossier of hers. Reasons: complaint_open,
 * complaint_early (no result yet), complaint_late (behind 90 days a complaint is
 * not taken, a petition is; {0}: the last day), complaint_kind. */
MUST_CHECK enum rc complaint_file(struct ctx *c, struct dossier_id dossier,
    enum complaint_kind kind, struct str body, struct complaint_id *out);

struct complaint_letter {
	enum complaint_kind kind;
	struct str sender, body;
	struct day received_on;
	struct str code;        /* of a certificate it is about; may be empty */
};
/* The province enters a letter on paper. Reasons: complaint_kind,
 * complaint_day (received after today). */
MUST_CHECK enum rc complaint_enter(struct ctx *c,
    const struct complaint_letter *in, struct complaint_id *out);

struct complaint_view {
	struct q_complaint_of k;
	bool ours;              /* the reader's office answers it */
	struct deadline until;  /* of what happens next; on: none */
};
MUST_CHECK enum rc complaint_load(struct ctx *c, struct complaint_id id,
    struct complaint_view *out);
MUST_CHECK enum rc complaint_list(struct ctx *c, struct q_complaint_list_rows *out);
/* Those about a dossier, for its producer's page: and until when she may. */
struct complaint_about {
	struct q_complaint_of_dossier_rows rows;
	struct deadline until;
	struct str product;
};
MUST_CHECK enum rc complaint_about(struct ctx *c, struct dossier_id dossier,
    struct complaint_about *out);

struct complaint_step {
	int64_t version;
	enum complaint_deed deed;
	struct str text, number; /* REFUSE: why; ANSWER: what and its number */
};
/* One step of its office, or its withdrawal by its producer. Reasons:
 * complaint_done (not possible any more), complaint_words (a text is needed). */
MUST_CHECK enum rc complaint_do(struct ctx *c, struct complaint_id id,
    const struct complaint_step *in);

/* file_held ({0}: the complaint's number) while an open complaint is about a
 * dossier that cites this paper. */
MUST_CHECK enum rc complaint_check_held(struct ctx *c, struct evidence_id id);

extern const struct reason WHY_COMPLAINT_OPEN, WHY_COMPLAINT_EARLY,
    WHY_COMPLAINT_LATE, WHY_COMPLAINT_KIND, WHY_COMPLAINT_DAY,
    WHY_COMPLAINT_DONE, WHY_COMPLAINT_WORDS, WHY_FILE_HELD;

#endif

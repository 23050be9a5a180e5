/*
 * inspection: checks after recognition (hậu kiểm, QĐ 26/2026 Đ9): planned and
 * unannounced, with a list from the rule pack, photos, a conclusion, what must
 * be corrected until when, and the proposal to revoke.
 *
 * The province leads (Đ9.4); it goes itself or sends the commune. Both may fill
 * in and conclude; nobody else learns that an inspection exists, but for its
 * producer, who is told of a planned one and of every conclusion.
 */
#ifndef ACT_INSPECTION_H
#define ACT_INSPECTION_H

#include "act/ctx.h"
#include "blob/look.h"
#include "core/deadlines.h"
#include "core/inspection.h"
#include "q.h"

struct inspection_plan {
	struct str code;     /* of the certificate */
	enum inspection_kind kind;
	bool by_commune;     /* the commune goes there */
	struct day planned_on;
	struct str plan_no;  /* of the province's plan; may be empty */
	struct str why;
	struct misuse_id misuse; /* what it answers; 0: nothing */
};
/* The province plans one. Reasons: inspection_open (one of this product is not
 * at its end), inspection_past (its day is over), inspection_kind. */
MUST_CHECK enum rc inspection_plan(struct ctx *c,
    const struct inspection_plan *in, struct inspection_id *out);

struct inspection_line {
	const struct check_rule *rule;
	enum check_verdict verdict; /* 0: not answered */
	struct str note;
};
struct inspection_view {
	struct q_inspection_of i;
	const struct inspection_line *lines;
	size_t n_lines;
	struct q_inspection_photos_rows photos;
	struct inspection_facts facts;
	const struct pack *pack;
	bool leads;               /* the reader's agency leads */
	struct deadline until;    /* of its day, or of the correction */
	struct day correct_most;  /* proposed last day for a correction */
};
MUST_CHECK enum rc inspection_load(struct ctx *c, struct inspection_id id,
    struct inspection_view *out);
MUST_CHECK enum rc inspection_list(struct ctx *c,
    struct q_inspection_list_rows *out);

struct inspection_answer {
	struct str item;
	enum check_verdict verdict; /* 0: leave it */
	struct str note;
};
/* Keeps answers; others stay. Reasons: inspection_done, inspection_item. */
MUST_CHECK enum rc inspection_fill(struct ctx *c, struct inspection_id id,
    const struct inspection_answer *v, size_t n);
/* Whether a photo may be added now, by the actor. Reasons: absent,
 * inspection_done, files_full. */
MUST_CHECK enum rc inspection_photo_check(struct ctx *c, struct inspection_id id);
/* Keeps a photo that was looked at. The same reasons. */
MUST_CHECK enum rc inspection_photo_add(struct ctx *c, struct inspection_id id,
    struct str name, const struct looked *looked);
#define INSPECTION_PHOTOS_MAX 40

struct inspection_end {
	int64_t version;
	enum inspection_deed deed; /* PASS, DEMAND, REVOKE, CANCEL */
	struct str present, conclusion;
	struct day correct_by;     /* DEMAND */
	struct str ground;         /* REVOKE: of Đ8.1 */
	struct str basis_no;       /* REVOKE: number of the minutes; may be empty */
};
/* Concludes, or cancels with the reason as its conclusion. Reasons: those of
 * inspection_check, those of revocation_propose. */
MUST_CHECK enum rc inspection_conclude(struct ctx *c, struct inspection_id id,
    const struct inspection_end *in);
/* What was demanded has been corrected. */
MUST_CHECK enum rc inspection_confirm(struct ctx *c, struct inspection_id id,
    int64_t version, struct str correction);

/* A photo's cleaned copy or thumbnail, for the inspection's agencies. */
MUST_CHECK enum rc inspection_photo_load(struct ctx *c,
    struct inspection_photo_id id, bool thumb, struct str *path, struct str *mime);

extern const struct reason WHY_INSPECTION_OPEN, WHY_INSPECTION_PAST,
    WHY_INSPECTION_KIND, WHY_INSPECTION_ITEM;

#endif

/*
 * commune: the desk of the commune's officer (QĐ 26/2026 Đ7.2).
 *
 * Receive and number, check, assess the four contents of Mẫu 03, then return
 * with reasons or forward with a request letter. The commune neither scores
 * nor ranks.
 */
#ifndef ACT_COMMUNE_H
#define ACT_COMMUNE_H

#include "act/component.h"
#include "act/dossier.h"
#include "act/supplement.h"

/* What the list shows: the desk's own words for the states. */
enum commune_pile {
	PILE_NEW,       /* not yet received */
	PILE_CHECK,     /* being checked: 15 working days run */
	PILE_ASKED,     /* the producer completes it */
	PILE_DONE,      /* with the province, or further */
	PILE_RETURNED,  /* back with the producer */
	PILE__COUNT
};

struct commune_row {
	struct dossier_id id;
	enum dossier_state state;
	struct str slip_no, product_name, product_code, subject_name;
	struct moment submitted_at;
	struct day due_on;
	int days_left;     /* working days to due_on; negative: past */
	int calendar_left; /* calendar days */
};
struct commune_inbox {
	enum commune_pile pile;
	const struct commune_row *v;
	size_t n;
	int64_t counts[PILE__COUNT];
};
/* The dossiers of the actor's commune in one pile, oldest deadline first. */
MUST_CHECK enum rc commune_inbox(struct ctx *c, enum commune_pile pile,
    struct commune_inbox *out);

/* Everything on one desk: the dossier, its papers, the check, the requests. */
struct commune_desk {
	struct dossier d;
	struct component_check check;
	struct supplements supplements;
	int n_assessed;     /* of the four contents of Mẫu 03 */
	int days_left;      /* working days to due_on */
	struct day forward_before; /* to be in time for the next round (Đ5.1); 0: none */
	int round;
	bool may_forward;   /* nothing of what follows is missing */
	struct str subject_phone;
};
MUST_CHECK enum rc commune_desk_load(struct ctx *c, struct dossier_id id,
    struct commune_desk *out);

/* Receives and numbers the slip: n/PĐK-tỉnh-xã-năm. */
MUST_CHECK enum rc commune_receive(struct ctx *c, struct dossier_id id);

/* Returns with reasons. Reasons: no_sentence (field why). */
MUST_CHECK enum rc commune_return(struct ctx *c, struct dossier_id id, struct str why);

struct request_letter {
	struct str no;
	struct day on;
	struct str late_why; /* needed behind the last day (Đ7.2); kept only then */
};
/* Forwards with the request letter; gives the product its code. Reasons:
 * check_unfinished, required_missing, assess_unfinished (the detail counts
 * what is open), no_request_no, request_on_ahead, late_forward (behind its
 * last day, and no reason; at field late_forward). */
MUST_CHECK enum rc commune_forward(struct ctx *c, struct dossier_id id,
    const struct request_letter *letter);
/* Whether its days at the commune are over. */
bool commune_is_late(const struct ctx *c, const struct dossier *d);

extern const struct reason WHY_CHECK_UNFINISHED, WHY_REQUIRED_MISSING, WHY_ASSESS_UNFINISHED,
    WHY_REQUEST_ON_AHEAD, WHY_LATE_FORWARD;

#endif

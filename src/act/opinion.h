/*
 * opinion: a council answers re-evaluations in writing (QĐ 26/2026 Đ7.6.d).
 *
 * An asking is a session in which nobody comes together: it has a day by which
 * to answer, and its sheets are sealed as in any session; beside each stands
 * the member's opinion. When the secretary closes the product, they are judged
 * together (core/opinions.h): agreed, it is concluded as usual; diverging, it
 * goes before a session at once, as the next pass.
 */
#ifndef ACT_OPINION_H
#define ACT_OPINION_H

#include "act/closing.h"
#include "act/dossier.h"
#include "core/opinions.h"

struct opinions_view {
	struct q_opinion_list_rows askings;
	struct q_opinion_candidates_rows candidates;
	struct q_council_list_rows councils;
};
/* The askings of the actor's agency, and what waits for one. */
MUST_CHECK enum rc opinions_load(struct ctx *c, struct opinions_view *out);

struct opinion_asking {
	struct council_id council;
	struct day answer_by;
	const struct dossier_id *dossiers;
	size_t n;
};
/* Asks. Reasons: nothing_chosen; absent (another office's council or dossier);
 * field faults council_incomplete at council; answer_by_wrong at answer_by
 * (not ahead, or behind the 45 days of one of them; {0} is the last day). */
MUST_CHECK enum rc opinion_ask(struct ctx *c, const struct opinion_asking *in,
    struct meeting_id *out);

struct opinion_mine {
	bool written;         /* the product is asked in writing */
	struct day answer_by;
	enum opinion said;    /* 0: not yet */
	struct str meet_why;  /* why written opinions were not enough */
};
MUST_CHECK enum rc opinion_mine(struct ctx *c, struct agenda_id id,
    struct opinion_mine *out);

/* Keeps what the member answers, beside her sheet as it was saved just now from
 * a page of `version`. Where another device has given another answer since, it is
 * sheet_stale with changed_meanwhile at stance. `sealing`: there must be an answer
 * (field fault opinion_missing at stance). Does nothing for a product that is not
 * asked in writing. */
MUST_CHECK enum rc opinion_say(struct ctx *c, const struct sheet_view *sheet,
    int64_t version, int said, bool sealing);

/* After a product was closed: judges the written answers; when they diverge it
 * goes before a session of the same council, so many working days ahead as its
 * bylaw says (five where it is silent). */
MUST_CHECK enum rc opinion_settle(struct ctx *c, struct agenda_id id);

/* The watch of the night: two days before the last one, and on it, members
 * who have not answered are reminded. */
MUST_CHECK enum rc opinion_night(struct ctx *c, struct day after);

extern const struct reason WHY_ANSWER_BY, WHY_OPINION_MISSING;

#endif

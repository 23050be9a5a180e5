/*
 * supplement: what is missing is asked for once, in a sentence, with items and
 * a date, and is answered once.
 *
 * The commune asks within its check (QĐ 26/2026 Đ7.2), the province through the
 * commune (Đ7.3.a). While the producer has the dossier it may be edited again.
 * The law gives no limit for an answer (so whoever asks names the day) and does
 * not say whether the commune's 15 working days stand still meanwhile: here
 * the working days that the producer had it are added again.
 */
#ifndef ACT_SUPPLEMENT_H
#define ACT_SUPPLEMENT_H

#include "act/dossier.h"

struct supplement {
	struct supplement_id id;
	enum unit_level level;    /* who asked */
	struct moment asked_at, answered_at;
	struct day due_on;
	struct str sentence, answer;
	struct str late_why;      /* why it was answered behind its date */
	struct moment closed_at;  /* who asked waits no longer … */
	struct str closed_why;    /* … and why */
	const struct component *const *items;
	size_t n_items;
};
struct supplements {
	const struct supplement *v;
	size_t n;
	const struct supplement *open; /* NULL: nothing is waited for */
};
MUST_CHECK enum rc supplement_list(struct ctx *c, const struct dossier *d,
    struct supplements *out);

struct supplement_input {
	enum unit_level level;
	const struct str *items;
	size_t n_items;
	struct str sentence;
	struct day due_on;
};
/* Asks. Reasons: no_items, no_sentence, due_not_ahead (a day after today, at
 * most 90 days away), absent (no such item). */
MUST_CHECK enum rc supplement_ask(struct ctx *c, struct dossier_id id,
    const struct supplement_input *in);

/* The producer answers; the dossier goes back to whoever asked. Behind its date
 * it is still an answer (the law gives none, Đ7.3.a), and says why it is late.
 * Reasons: no_answer, late_answer (the reason is missing; at field late_answer). */
MUST_CHECK enum rc supplement_answer(struct ctx *c, struct dossier_id id,
    struct str answer, struct str late_why);
/* Its date is over and nothing was answered: the agency goes on with what is there,
 * or gives the dossier back with a reason, as a commune may (Đ7.2, Đ7.3.a; the law
 * gives the answer no date, so the date is that of who asked). Back, it is the
 * producer's and is handed in anew. Reasons: no_sentence at back_why, supplement_not_over
 * (detail: its date). */
MUST_CHECK enum rc supplement_resume(struct ctx *c, struct dossier_id id, struct str why);
MUST_CHECK enum rc supplement_return(struct ctx *c, struct dossier_id id, struct str why);
/* Whether its date is over and nothing was answered. */
bool supplement_is_late(const struct ctx *c, const struct supplement *s);

extern const struct reason WHY_NO_ITEMS, WHY_DUE_NOT_AHEAD, WHY_NO_ANSWER, WHY_LATE_ANSWER,
    WHY_SUPPLEMENT_NOT_OVER;

#endif

/*
 * handed: a dossier goes to another office, and its result comes back (QĐ 26/2026
 * Đ6.3, Đ7.4.g), for offices that do not share a database: the Ministry's and a
 * province's. What lies in the folder says parcel/handed.h.
 *
 * While it is away the dossier rests here by itself: it is evaluated by the Ministry's
 * agency, for which nobody signs in here. Who may hand it over: the province that has
 * sent it up (the letter is typed, act/above.h) or whose producer has answered what the
 * Ministry asked for, and the Ministry when it has decided, sent it back, or asks for a
 * supplement. Each time it goes and comes its custody is another (`epoch`): one that is
 * not later than what is here came before.
 */
#ifndef ACT_HANDED_H
#define ACT_HANDED_H

#include "act/dossier.h"
#include "parcel/handed.h"

enum handed_way {
	HANDED_NOT = 0,
	HANDED_UP,    /* the province's dossier, to the Ministry */
	HANDED_BACK   /* the Ministry's result or request, to the province */
};
/* What the actor's office may hand over of a loaded dossier now, and when that was
 * written down since anything came of it from the other office; none: not yet. */
MUST_CHECK enum rc handed_state(struct ctx *c, const struct dossier *d, enum handed_way *way,
    struct moment *when);

/* Writes down that it is handed over: by an officer who may (absent, wrong_state), or
 * by the program itself for this office's operator. */
MUST_CHECK enum rc handed_over(struct ctx *c, struct dossier_id id);
/* Makes the folder from the log as signed now. Absent: no such dossier, or the office
 * publishes no log; wrong_state: it is nothing to be handed over now. */
MUST_CHECK enum rc handed_make(struct ctx *c, struct dossier_id id, struct kit_files *out);
/* … as an archive, for an officer who may and who has written it down
 * (handed_first). */
MUST_CHECK enum rc handed_zip(struct ctx *c, struct dossier_id id, struct str *zip);

extern const struct reason WHY_HANDED_LARGE; /* invalid: for a browser */
extern const struct reason WHY_HANDED_FIRST; /* conflict: it was not written down */

#endif

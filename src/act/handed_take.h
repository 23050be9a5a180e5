/*
 * handed_take: a dossier that another office handed over is put on the desk of this
 * one; or the result of one that went from here comes back (act/handed.h).
 *
 * The folder was checked before (act/handed_open.h): what it says is what the office
 * signed whose key is written down here.
 * Here it is judged as what any office says: whether it is for us, whether it is from
 * whom it should be, whether it came before, whether we know its rules.
 *
 * A dossier that is here comes again when its custody is a later one and this office waits
 * for it: with the answer to a supplement, or sent up anew after it went back.
 *
 * An office that was no row here becomes one without accounts. Of a result, session,
 * council and decision are kept as the sender's; its sheets stay there, so nothing here
 * counts them again: the folder does that before.
 */
#ifndef ACT_HANDED_TAKE_H
#define ACT_HANDED_TAKE_H

#include "act/ctx.h"
#include "blob/look.h"
#include "core/dossier.h"
#include "parcel/handed.h"

struct handed_taking {
	const struct handed_note *note;
	struct str note_bytes;      /* whole: it stays with the record */
	const struct json *data;
	const struct looked *files; /* the papers, kept; by hash of the bytes */
	size_t n_files;
	/* How it went. */
	struct dossier_id dossier;
	struct str product;
	enum dossier_state state;
};
/* Faults: handed_elsewhere ({0} the unit that it is for), handed_twice, handed_unknown
 * (a result of a dossier that did not go from here to that office), handed_rules ({0} a
 * set or pack that this program has not), handed_broken ({0} the member of dossier.json).
 * An officer takes for her own agency alone; an operator for this office. */
MUST_CHECK enum rc handed_take(struct ctx *c, struct handed_taking *t);

extern const struct reason WHY_HANDED_ELSEWHERE, WHY_HANDED_RULES;
extern const struct reason WHY_HANDED_LATE; /* conflict: nobody waits for it any more */

#endif

/*
 * kit: one session as a folder or an archive that others compute again
 * (parcel/kit.h says what is in it).
 *
 * What is in it depends on the reader: everybody gets what is public once a
 * product is decided; who has a seat also sheets and dossiers, but not of products
 * she is recused from; the office also names. Reads only.
 */
#ifndef ACT_KIT_H
#define ACT_KIT_H

#include "act/ctx.h"
#include "parcel/kit.h"

/* Makes it, from the log as signed now. Absent: there is no such session, nothing
 * of it is decided, or the office publishes no log. WHY_KIT_ENDED: entries are of a
 * generation whose files nobody has kept. Who asks is judged by the
 * caller; products that c->actor is recused from are left out. */
MUST_CHECK enum rc kit_make(struct ctx *c, struct meeting_id id, enum kit_reader reader,
    struct kit_files *out);

extern const struct reason WHY_KIT_LARGE; /* for a browser: `ocop kit` has no limit */

/* As an archive, for who has a seat there (absent for others) … */
MUST_CHECK enum rc kit_of_seat(struct ctx *c, struct meeting_id id, struct str *zip);
/* … for the office whose session it is … */
MUST_CHECK enum rc kit_of_office(struct ctx *c, struct meeting_id id, struct str *zip);
/* … and for everybody. */
MUST_CHECK enum rc kit_of_public(struct ctx *c, struct meeting_id id, struct str *zip);

/* The page for people. */
struct kit_page_facts {
	struct str meeting, council, origin, vkey, checkpoint;
	struct moment starts_at;
	enum kit_reader reader;
	bool handed;            /* of one dossier on its way to another office */
	bool ended;             /* some of it is under the head of an ended generation */
	size_t n;
	const struct kit_page_row {
		struct str name, subject;
		int64_t star;
		bool decided;
	} *rows;
};
struct str kit_page(struct arena *mem, const struct kit_page_facts *f);

#endif

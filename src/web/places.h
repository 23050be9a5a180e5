/*
 * places: the page that finds a unit by any of its names, old or new.
 */
#ifndef WEB_PLACES_H
#define WEB_PLACES_H

#include "act/units.h"
#include "web/visit.h"

struct places_page {
	struct str words;
	struct unit_finds found;
	bool searched;
};

/* How much of an old unit a follower took over, in words. */
enum text extent_text(struct str extent);

#endif

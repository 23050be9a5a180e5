/*
 * units: provinces, districts and communes, as they were and as they are.
 *
 * A unit has validity days; one that is gone stays findable for ever, with the
 * units of today that stand where it stood. Its names are ambiguous (a Thanh
 * An and a Thạnh An in one city), so whatever is shown carries its province.
 */
#ifndef ACT_UNITS_H
#define ACT_UNITS_H

#include "act/ctx.h"
#include "core/dossier.h"

/* Brings data/units into an empty database: both epochs, what changed before
 * and since, who follows whom. Does nothing when units are there. Called once
 * by init, inside its transaction. */
MUST_CHECK enum rc units_load(struct ctx *c);

/* A unit of today that stands where an old one stood. */
struct unit_follower {
	struct unit_id id;
	struct str code, full_name, province_name;
	enum unit_level level;
	/* whole; kept; part (split: which one, an address alone cannot tell),
	 * part-area, part-area-all-people, part-people; district (lies where
	 * the district was) */
	struct str extent, note;
};

struct unit_found {
	struct unit_id id;
	struct str code, kind, name, full_name;
	enum unit_level level;
	struct str parent_name;   /* the district; empty: had none */
	struct str province_name; /* of its time */
	struct day since;         /* none: before our records (2022) */
	struct day until;         /* last day; none: still there */
	const struct unit_follower *followers;
	size_t n_followers;
};

struct unit_finds {
	const struct unit_found *v;
	size_t n;
	bool more; /* there were more than fit */
};

#define UNIT_FINDS_MAX 40

/* Units whose name begins with the words, with or without marks, with or
 * without their kind ("xã", "huyện"): first what was typed exactly, then with
 * the same marks, then the rest; of today before of old. */
MUST_CHECK enum rc units_find(struct ctx *c, struct str words,
    struct unit_finds *out);

struct unit_commune {
	struct unit_id id;
	struct str code, kind, name, full_name;
};
struct unit_communes {
	const struct unit_commune *v;
	size_t n;
};

/* The communes of a province today, in the order of the dictionary. */
MUST_CHECK enum rc units_communes(struct ctx *c, struct str province_code,
    struct unit_communes *out);

#endif

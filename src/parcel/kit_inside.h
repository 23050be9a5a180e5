/* kit_inside: what kit_check.c and kit_stars.c share and nobody else needs. */
#ifndef PARCEL_KIT_INSIDE_H
#define PARCEL_KIT_INSIDE_H

#include "base/json.h"
#include "ledger/checkpoint.h"
#include "ledger/entry.h"
#include "parcel/kit.h"

struct kit_entry {
	int64_t place;
	struct entry e;
	struct hash leaf;
	bool follows; /* its chain belongs to a product of the kit */
};

struct kit_examination {
	const struct kit_files *files;
	const struct kit_known *known;
	struct arena *mem;
	struct report *report;
	struct checkpoint head;
	struct str checkpoint;
	struct kit_entry *entries; /* by place */
	size_t n_entries;
	const struct json *index;  /* NULL: it cannot be read */
	int64_t opened, closed;    /* parts */
};

/* An entry that is here; NULL: it is not. */
const struct kit_entry *kit_entry_at(const struct kit_examination *x, int64_t place);
/* An opened part; p == NULL: not opened for this reader, or not there. */
struct str kit_part(const struct kit_examination *x, int64_t place, const char *name);

/* Rules, stars, sheets, decisions, certificates of every product. */
void kit_stars_check(struct kit_examination *x);

#endif

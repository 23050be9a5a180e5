/* kit_inside: what kit_*.c share and nobody else needs. */
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

/* The head that entries of one generation of the log lead to. */
struct kit_signed {
	int64_t n, base;      /* its generation; the place of that one's first entry */
	bool holds;           /* signed; of one that ended: the next one commits to it */
	struct str checkpoint;
	struct checkpoint head;
};

struct kit_examination {
	const struct kit_files *files;
	const struct kit_known *known;
	struct arena *mem;
	struct report *report;
	struct kit_signed *heads;  /* the oldest first; the last is the newest */
	size_t n_heads;
	struct kit_entry *entries; /* by place */
	size_t n_entries;
	const struct json *index;  /* NULL: it cannot be read */
	bool handed;               /* a dossier on its way (parcel/handed.h) */
	int64_t opened, closed;    /* parts */
};

/* An entry that is here; NULL: it is not. */
const struct kit_entry *kit_entry_at(const struct kit_examination *x, int64_t place);
/* An opened part; p == NULL: not opened for this reader, or not there. */
struct str kit_part(const struct kit_examination *x, int64_t place, const char *name);

/* A file's bytes; p == NULL: there is none. */
struct str kit_bytes(const struct kit_examination *x, struct str name);
/* Whether an opened part is what its entry commits to. */
bool kit_part_fits(struct kit_examination *x, int64_t place, const struct entry_part *p,
    struct str bytes);
/* Reads an entry: what is wrong with it and its proof; NULL: nothing. */
const char *kit_entry_wrong(struct kit_examination *x, struct kit_entry *k,
    struct str leaf);

/* The head of every generation. False: without the newest nothing can be checked. */
bool kit_signed_check(struct kit_examination *x);
/* Whether a generation begins there, behind another that is here. */
bool kit_begins(const struct kit_examination *x, int64_t place);

/* Rules, stars, sheets, decisions, certificates of every product. */
void kit_stars_check(struct kit_examination *x);

#endif

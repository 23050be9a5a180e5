/*
 * units_list: the lists of data/units in memory, for units_load.c only.
 */
#ifndef ACT_UNITS_LIST_H
#define ACT_UNITS_LIST_H

#include "act/units.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/json.h"

#define CODES 100000 /* five digits are the longest */

struct unit_row {
	int level;
	struct str code, kind, full_name, parent, province;
	struct day since, until;
};

/* Where the newest row of a code stands, by level and code; 0: none. */
struct places {
	uint32_t at[4][CODES];
};

struct unit_link { /* an old code and the code that follows it */
	int old_level;
	struct str old_code;
	struct str new_code, extent, note;
};

struct loader {
	struct ctx *c;
	struct arena mem;
	struct unit_row *rows;
	size_t n, room;
	struct places *before, *after;
	struct unit_link *links; /* by old code */
	size_t n_links;
	struct buf batch;
	struct json_out out;
	size_t batch_rows;
	bool following; /* the batch holds successors, not units */
};

/* One list while it is read. */
struct list {
	struct str rest;
	struct csv_row head, row;
};

/* Opens a list that is part of the program; a missing one is our bug. */
void list_open(struct loader *l, const char *name, struct list *out);
/* The next row; false at the end. */
bool list_next(struct loader *l, struct list *list);
/* A field of the row by its column. */
struct str list_field(const struct list *list, const char *column);
/* The same as a day. */
struct day list_day(const struct list *list, const char *column);

/* The newest row of a code, or NULL. */
struct unit_row *row_of(const struct loader *l, const struct places *p,
    struct str code);
/* "Thị trấn Bắc Lý" -> "thị trấn": the kind that a full name begins with. */
struct str kind_of(struct str full_name);

/* Reads both pictures, the changes around them and who follows whom. */
void units_read(struct loader *l);

#endif

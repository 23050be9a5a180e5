/*
 * csv: rows of comma-separated text (RFC 4180), as views into it.
 *
 * Fields may be in quotes, with "" for a quote inside; a row ends with a line
 * feed, a carriage return before it is dropped.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

#define CSV_FIELDS_MAX 64

struct csv_row {
	struct str v[CSV_FIELDS_MAX];
	size_t n;
};

/* Cuts the next row off `rest`; false at the end. Empty lines are skipped.
 * Fields past CSV_FIELDS_MAX are dropped. Quoted fields with a quote inside
 * are copied into `mem`, others are views. */
bool csv_next(struct arena *mem, struct str *rest, struct csv_row *out);

/* Position of a column in a header row; CSV_FIELDS_MAX if there is none. */
size_t csv_column(const struct csv_row *header, struct str name);

/* A field of a row, empty when the row is too short. */
struct str csv_field(const struct csv_row *row, size_t column);

#endif

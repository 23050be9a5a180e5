/*
 * values: what a paper is filled with: texts by key, and lists of rows whose
 * texts have keys of their own ("ds" → "ten", "sao").
 *
 * Acts make them from facts; blank.h turns them into a PDF or a DOCX. A key
 * that was never put is not the same as an empty one: asking for it is a fault
 * that names it, because a state paper with a silent hole is worse than none.
 */
#ifndef PAPER_VALUES_H
#define PAPER_VALUES_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

#define VALUES_KEYS_MAX 64   /* of a paper, and of a row */
#define VALUES_LISTS_MAX 8
#define VALUES_ROWS_MAX 500  /* of a list */

struct value {
	struct str key, text;
};

/* Texts by key; a row of a list, or the paper itself. */
struct values {
	struct arena *mem;
	struct value *v;
	size_t n;
	struct value_list *lists; /* the paper itself only */
	size_t n_lists;
};

struct value_list {
	struct str name;
	struct arena *mem;
	struct values **rows;
	size_t n;
};

struct values *values_new(struct arena *mem);
/* Keeps a text under a key; a key is put once. The text is not copied. */
void values_put(struct values *v, const char *key, struct str text);
void values_int(struct values *v, const char *key, int64_t n);
/* A list, empty at first; a row of it. Past VALUES_ROWS_MAX it stops us: the
 * caller's statements are bounded by less. */
struct value_list *values_list(struct values *v, const char *name);
struct values *values_row(struct value_list *list);

/* False when the key was never put. */
bool values_find(const struct values *v, struct str key, struct str *out);
/* NULL when there is no such list. */
const struct value_list *values_list_find(const struct values *v, struct str name);

/* All of it as records, for a program that fills in elsewhere: for each text a
 * line "LIST ROW KEY-BYTES TEXT-BYTES" ("-" for the paper itself), then key and
 * text. A list without rows is a record with row 0 and an empty key; rows are
 * counted from 1. */
struct buf;
void values_write(const struct values *v, struct buf *out);

#endif

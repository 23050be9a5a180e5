/*
 * inside: what the files of this folder share and nobody else needs.
 */
#ifndef BLOB_INSIDE_H
#define BLOB_INSIDE_H

#include <limits.h>
#include <stdbool.h>

#include "blob/blob.h"

#define REFUSE(fault, why, ...) \
	fault_set((fault), &(why), __FILE__, __LINE__, __VA_ARGS__)

/* A path in the caller's storage: short calls need no arena. */
struct place {
	char z[PATH_MAX];
};

/* Where a hash or a name lies; false when it is none. */
bool place_blob(const struct blobs *b, struct str hash, struct place *out);
/* The same for an arriving file. */
bool place_arriving(const struct blobs *b, struct str name, struct place *out);

/* What errno means to the person who waits. Paths stay out of the detail,
 * which may be shown. */
enum rc io_fault(struct fault *fault, const char *what);

#endif

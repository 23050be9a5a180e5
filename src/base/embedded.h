/*
 * embedded: files that are part of the program: what browsers fetch, and the
 * data it starts with. tools/embed.c puts them in.
 */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>

#include "base/str.h"

struct embedded {
	const char *name;  /* asset: "app-0123456789ab.css"; data: "rules/qd26-2026/QD26-01.json" */
	const char *plain; /* asset: "app.css", as templates call it */
	const char *type;  /* of the content, for HTTP */
	struct str raw;
	struct str gz, br; /* the same packed; p == NULL: not worth it */
};

/* An asset by the name in its address (with the hash); NULL: none such. */
const struct embedded *asset_find(struct str name);
/* An asset by its plain name; NULL: none such. */
const struct embedded *asset_plain(struct str plain);

/* A data file by name ("units/units-2025.csv", "migrate/0001_start.sql"). */
const struct embedded *data_find(struct str name);
/* Goes through the data files whose name begins with `head`, in the order of
 * their names: start with *at = 0 and go on until NULL. */
const struct embedded *data_next(struct str head, size_t *at);

#endif

/*
 * json_inside: what a value is made of, for json.c, which makes it from text, and
 * json_packed.c, which makes it from packed bytes.
 */
#ifndef BASE_JSON_INSIDE_H
#define BASE_JSON_INSIDE_H

#include "base/json.h"

struct json {
	enum json_kind kind;
	int64_t number;                 /* of an int; 0 or 1 of a bool */
	struct str text;
	const struct json *list;        /* n elements or member values */
	const struct str *keys;         /* of a map */
	size_t n;
};

#endif

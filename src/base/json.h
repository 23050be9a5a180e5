/*
 * json: reading strictly, writing quickly.
 *
 * Reading is jansson behind a small door: UTF-8 only, no mark in front, no
 * duplicate keys, nothing behind the value, depth at most 32, integers exact;
 * an error names the place. Writing appends to a buf; strings are escaped.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

struct json; /* a value that was read; lives in the arena it was read into */

enum json_kind {
	JSON_NULL, JSON_BOOL, JSON_INT, JSON_REAL, JSON_STR, JSON_LIST, JSON_MAP
};

/* NULL on error; `*error` then says what and where ("line 3, column 7: …"). */
const struct json *json_read(struct arena *mem, struct str text,
    struct str *error);

/* A value as bytes that are read without parsing, for what is part of the
 * program: packed when it is built, read at every start. The bytes are ours:
 * json_packed_read() stops the process when they are not what json_packed_put() wrote, and
 * its texts are views of them. */
void json_packed_put(struct buf *out, const struct json *j);
const struct json *json_packed_read(struct arena *mem, struct str packed);

enum json_kind json_kind(const struct json *j);
size_t json_len(const struct json *j);                  /* list or map; else 0 */
const struct json *json_at(const struct json *j, size_t i); /* list element */
/* Map members in the order they were written. */
struct str json_key(const struct json *j, size_t i);
const struct json *json_value(const struct json *j, size_t i);
const struct json *json_get(const struct json *j, struct str key); /* or NULL */

/* The value if it is of that kind, else the default. j may be NULL. */
struct str json_str(const struct json *j);              /* p == NULL if not text */
bool json_is_int(const struct json *j, int64_t *out);
int64_t json_int(const struct json *j, int64_t otherwise);
bool json_bool(const struct json *j, bool otherwise);

/* Writing. The writer puts commas; the caller opens and closes. */
struct json_out {
	struct buf *b;
	bool comma;
};
struct json_out json_out(struct buf *b);
void json_open(struct json_out *o, char bracket);       /* '{' or '[' */
void json_close(struct json_out *o, char bracket);      /* '}' or ']' */
void json_name(struct json_out *o, struct str key);
void json_put_str(struct json_out *o, struct str s);    /* p == NULL: null */
void json_put_int(struct json_out *o, int64_t v);
void json_put_bool(struct json_out *o, bool v);
void json_put_null(struct json_out *o);

#endif

/*
 * json: see json.h. jansson reads; its tree is copied into the arena and let
 * go at once, so nothing above this file frees anything.
 */
/* jansson's own names for two kinds are ours too */
#define JSON_REAL JANSSON_REAL
#define JSON_NULL JANSSON_NULL
#include <jansson.h>
#undef JSON_REAL
#undef JSON_NULL

#include "base/json_inside.h"

#include <stdio.h>

#include "base/fault.h"

#define DEPTH_MAX 32

/* Where nesting first passes DEPTH_MAX; false if it never does. Strings are
 * skipped; anything malformed is left for jansson to name. */
static bool
too_deep(struct str s, int *line, int *column)
{
	bool in_text = false;
	int depth = 0;

	*line = 1;
	*column = 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		++*column;
		if (c == '\n') {
			++*line;
			*column = 0;
		} else if (in_text && c == '\\') {
			i++;
			++*column;
		} else if (c == '"') {
			in_text = !in_text;
		} else if (!in_text && (c == '{' || c == '[')) {
			if (++depth > DEPTH_MAX)
				return true;
		} else if (!in_text && (c == '}' || c == ']')) {
			depth--;
		}
	}
	return false;
}

static void copy_value(struct arena *mem, const json_t *from, struct json *to);

static void
copy_map(struct arena *mem, const json_t *from, struct json *to)
{
	/* jansson's iterators want a changeable object, and do not change it */
	json_t *map = (json_t *)(uintptr_t)from;
	struct json *values;
	struct str *keys;
	size_t i = 0;

	to->n = json_object_size(from);
	to->list = values = ARENA_ARRAY(mem, to->n, struct json);
	to->keys = keys = ARENA_ARRAY(mem, to->n, struct str);
	for (void *it = json_object_iter(map); it != NULL;
	     it = json_object_iter_next(map, it), i++) {
		keys[i] = str_copy(mem, str_c(json_object_iter_key(it)));
		copy_value(mem, json_object_iter_value(it), &values[i]);
	}
}

static void
copy_list(struct arena *mem, const json_t *from, struct json *to)
{
	struct json *values;

	to->n = json_array_size(from);
	to->list = values = ARENA_ARRAY(mem, to->n, struct json);
	for (size_t i = 0; i < to->n; i++)
		copy_value(mem, json_array_get(from, i), &values[i]);
}

static void
copy_value(struct arena *mem, const json_t *from, struct json *to)
{
	if (json_is_object(from)) {
		to->kind = JSON_MAP;
		copy_map(mem, from, to);
	} else if (json_is_array(from)) {
		to->kind = JSON_LIST;
		copy_list(mem, from, to);
	} else if (json_is_string(from)) {
		to->kind = JSON_STR;
		to->text = str_copy(mem, (struct str){
			json_string_value(from), json_string_length(from) });
	} else if (json_is_integer(from)) {
		to->kind = JSON_INT;
		to->number = json_integer_value(from);
	} else if (json_is_boolean(from)) {
		to->kind = JSON_BOOL;
		to->number = json_is_true(from);
	} else {
		to->kind = json_typeof(from) == JANSSON_REAL ? JSON_REAL
		                                             : JSON_NULL;
	}
}

/* The message repeats a piece of the input: it must stay one line. */
static struct str
error_text(struct arena *mem, const json_error_t *e)
{
	struct str s = str_printf(mem, "line %d, column %d: %s", e->line,
	    e->column, e->text);
	char *p = arena_alloc(mem, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = (unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f ? '?'
		                                                     : s.p[i];
	return (struct str){ p, s.n };
}

const struct json *
json_read(struct arena *mem, struct str text, struct str *error)
{
	int line, column;
	json_error_t e;
	struct json *out;
	json_t *root;

	if (str_starts(text, S("\xef\xbb\xbf"))) {
		*error = S("line 1, column 1: a byte order mark in front");
		return NULL;
	}
	if (too_deep(text, &line, &column)) {
		*error = str_printf(mem, "line %d, column %d: nested deeper "
		    "than %d", line, column, DEPTH_MAX);
		return NULL;
	}
	root = json_loadb(text.n == 0 ? "" : text.p, text.n,
	    JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);
	if (root == NULL) {
		*error = error_text(mem, &e);
		return NULL;
	}
	out = ARENA_NEW(mem, struct json);
	copy_value(mem, root, out);
	json_decref(root);
	return out;
}

enum json_kind
json_kind(const struct json *j)
{
	return j == NULL ? JSON_NULL : j->kind;
}

size_t
json_len(const struct json *j)
{
	return j == NULL ? 0 : j->n;
}

const struct json *
json_at(const struct json *j, size_t i)
{
	return j != NULL && i < j->n ? &j->list[i] : NULL;
}

struct str
json_key(const struct json *j, size_t i)
{
	return j != NULL && j->keys != NULL && i < j->n
	    ? j->keys[i] : (struct str){ NULL, 0 };
}

const struct json *
json_value(const struct json *j, size_t i)
{
	return json_at(j, i);
}

const struct json *
json_get(const struct json *j, struct str key)
{
	if (j == NULL || j->kind != JSON_MAP)
		return NULL;
	for (size_t i = 0; i < j->n; i++)
		if (str_eq(j->keys[i], key))
			return &j->list[i];
	return NULL;
}

struct str
json_str(const struct json *j)
{
	return json_kind(j) == JSON_STR ? j->text : (struct str){ NULL, 0 };
}

bool
json_is_int(const struct json *j, int64_t *out)
{
	if (json_kind(j) != JSON_INT)
		return false;
	*out = j->number;
	return true;
}

int64_t
json_int(const struct json *j, int64_t otherwise)
{
	return json_kind(j) == JSON_INT ? j->number : otherwise;
}

bool
json_bool(const struct json *j, bool otherwise)
{
	return json_kind(j) == JSON_BOOL ? j->number != 0 : otherwise;
}

struct json_out
json_out(struct buf *b)
{
	return (struct json_out){ b, false };
}

/* Before a value: the comma that the value before it has left. */
static void
put_comma(struct json_out *o)
{
	if (o->comma)
		buf_char(o->b, ',');
	o->comma = true;
}

void
json_open(struct json_out *o, char bracket)
{
	put_comma(o);
	buf_char(o->b, bracket);
	o->comma = false;
}

void
json_close(struct json_out *o, char bracket)
{
	buf_char(o->b, bracket);
	o->comma = true;
}

static void
put_text(struct buf *b, struct str s)
{
	size_t done = 0;

	buf_char(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= ' ' && c != '"' && c != '\\')
			continue;
		buf_put(b, (struct str){ s.p + done, i - done });
		if (c == '"' || c == '\\')
			buf_printf(b, "\\%c", c);
		else if (c == '\n')
			buf_lit(b, "\\n");
		else
			buf_printf(b, "\\u%04x", c);
		done = i + 1;
	}
	buf_put(b, str_from(s, done));
	buf_char(b, '"');
}

void
json_name(struct json_out *o, struct str key)
{
	put_comma(o);
	put_text(o->b, key);
	buf_char(o->b, ':');
	o->comma = false;
}

void
json_put_str(struct json_out *o, struct str s)
{
	if (s.p == NULL) {
		json_put_null(o);
		return;
	}
	put_comma(o);
	put_text(o->b, s);
}

void
json_put_int(struct json_out *o, int64_t v)
{
	put_comma(o);
	buf_int(o->b, v);
}

void
json_put_bool(struct json_out *o, bool v)
{
	put_comma(o);
	buf_put(o->b, v ? S("true") : S("false"));
}

void
json_put_null(struct json_out *o)
{
	put_comma(o);
	buf_lit(o->b, "null");
}

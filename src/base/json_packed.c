/*
 * json_packed: see json.h. A value is a byte for its kind, then: a number as
 * eight bytes; a text as its length and its bytes; a list as its length and its
 * values; a map as its length and, for each member, name and value. Lengths have
 * four bytes. Numbers are as the machine has them: what is built here runs here.
 */
#include "base/json_inside.h"

#include <string.h>

#include "base/fault.h"

/* ---- writing -------------------------------------------------------------- */

static void
put_length(struct buf *out, size_t n)
{
	uint32_t length = (uint32_t)n;

	REQUIRE(n <= UINT32_MAX);
	buf_put(out, (struct str){ (const char *)&length, sizeof(length) });
}

static void
put_bytes(struct buf *out, struct str s)
{
	put_length(out, s.n);
	buf_put(out, s);
}

void
json_packed_put(struct buf *out, const struct json *j)
{
	buf_char(out, (char)j->kind);
	switch (j->kind) {
	case JSON_BOOL:
	case JSON_INT:
		buf_put(out, (struct str){ (const char *)&j->number,
		    sizeof(j->number) });
		break;
	case JSON_STR:
		put_bytes(out, j->text);
		break;
	case JSON_LIST:
	case JSON_MAP:
		put_length(out, j->n);
		for (size_t i = 0; i < j->n; i++) {
			if (j->kind == JSON_MAP)
				put_bytes(out, j->keys[i]);
			json_packed_put(out, &j->list[i]);
		}
		break;
	case JSON_NULL:
	case JSON_REAL:
		break;
	}
}

/* ---- reading -------------------------------------------------------------- */

/* The next n bytes; `rest` is what stands behind them. */
static const char *
take(struct str *rest, size_t n)
{
	const char *p = rest->p;

	REQUIRE(n <= rest->n);
	rest->p += n;
	rest->n -= n;
	return p;
}

static size_t
take_length(struct str *rest)
{
	uint32_t n;

	memcpy(&n, take(rest, sizeof(n)), sizeof(n));
	return n;
}

static struct str
take_bytes(struct str *rest)
{
	size_t n = take_length(rest);

	return (struct str){ take(rest, n), n };
}

static void
unpack(struct arena *mem, struct str *rest, struct json *to)
{
	struct json *values;
	struct str *keys = NULL;

	*to = (struct json){ .kind = (enum json_kind)*take(rest, 1) };
	switch (to->kind) {
	case JSON_BOOL:
	case JSON_INT:
		memcpy(&to->number, take(rest, sizeof(to->number)),
		    sizeof(to->number));
		return;
	case JSON_STR:
		to->text = take_bytes(rest);
		return;
	case JSON_LIST:
	case JSON_MAP:
		to->n = take_length(rest);
		to->list = values = arena_bytes(mem, to->n * sizeof(*values));
		if (to->kind == JSON_MAP)
			to->keys = keys = arena_bytes(mem, to->n * sizeof(*keys));
		for (size_t i = 0; i < to->n; i++) {
			if (keys != NULL)
				keys[i] = take_bytes(rest);
			unpack(mem, rest, &values[i]);
		}
		return;
	case JSON_NULL:
	case JSON_REAL:
		return;
	}
	REQUIRE(false);
}

const struct json *
json_packed_read(struct arena *mem, struct str packed)
{
	struct json *j = ARENA_NEW(mem, struct json);

	unpack(mem, &packed, j);
	REQUIRE(packed.n == 0);
	return j;
}

/* values: see values.h. */
#include "paper/values.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/fault.h"

struct values *
values_new(struct arena *mem)
{
	struct values *v = ARENA_NEW(mem, struct values);

	v->mem = mem;
	v->v = ARENA_ARRAY(mem, VALUES_KEYS_MAX, struct value);
	return v;
}

void
values_put(struct values *v, const char *key, struct str text)
{
	struct str there;

	REQUIRE(v->n < VALUES_KEYS_MAX && !values_find(v, str_c(key), &there));
	v->v[v->n++] = (struct value){ str_c(key), text };
}

void
values_int(struct values *v, const char *key, int64_t n)
{
	values_put(v, key, str_printf(v->mem, "%" PRId64, n));
}

struct value_list *
values_list(struct values *v, const char *name)
{
	struct value_list *l;

	if (v->lists == NULL)
		v->lists = ARENA_ARRAY(v->mem, VALUES_LISTS_MAX, struct value_list);
	REQUIRE(v->n_lists < VALUES_LISTS_MAX);
	l = &v->lists[v->n_lists++];
	*l = (struct value_list){ .name = str_c(name), .mem = v->mem,
		.rows = ARENA_ARRAY(v->mem, VALUES_ROWS_MAX, struct values *) };
	return l;
}

struct values *
values_row(struct value_list *list)
{
	REQUIRE(list->n < VALUES_ROWS_MAX);
	list->rows[list->n] = values_new(list->mem);
	return list->rows[list->n++];
}

bool
values_find(const struct values *v, struct str key, struct str *out)
{
	for (size_t i = 0; v != NULL && i < v->n; i++)
		if (str_eq(v->v[i].key, key)) {
			*out = v->v[i].text;
			return true;
		}
	return false;
}

const struct value_list *
values_list_find(const struct values *v, struct str name)
{
	for (size_t i = 0; i < v->n_lists; i++)
		if (str_eq(v->lists[i].name, name))
			return &v->lists[i];
	return NULL;
}

static void
record(struct buf *out, struct str list, size_t row, const struct value *v)
{
	buf_printf(out, "%.*s %zu %zu %zu\n", STR_ARG(list), row, v->key.n, v->text.n);
	buf_put(out, v->key);
	buf_put(out, v->text);
}

void
values_write(const struct values *v, struct buf *out)
{
	for (size_t i = 0; i < v->n; i++)
		record(out, S("-"), 0, &v->v[i]);
	for (size_t i = 0; i < v->n_lists; i++) {
		const struct value_list *l = &v->lists[i];

		record(out, l->name, 0, &(struct value){ S(""), S("") });
		for (size_t r = 0; r < l->n; r++)
			for (size_t k = 0; k < l->rows[r]->n; k++)
				record(out, l->name, r + 1, &l->rows[r]->v[k]);
	}
}

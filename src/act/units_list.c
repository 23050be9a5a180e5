/*
 * units_list: two pictures (before and after 1 July 2025) and the changes
 * around them, as rows. A unit that changed its name becomes two rows, one
 * behind the other. See units_list.h.
 */
#include "act/units_list.h"

#include <stdlib.h>

#include "base/embedded.h"

static int
level_of(struct str code)
{
	return code.n == 2 ? LEVEL_PROVINCE : code.n == 3 ? LEVEL_DISTRICT
	                                                  : LEVEL_COMMUNE;
}

/* The place of a code in struct places. */
static size_t
index_of(struct str code)
{
	int64_t v = 0;

	REQUIRE(code.n == 2 || code.n == 3 || code.n == 5);
	REQUIRE(str_int(code, &v) && v >= 0 && v < CODES);
	return (size_t)v;
}

struct unit_row *
row_of(const struct loader *l, const struct places *p, struct str code)
{
	uint32_t at = p->at[level_of(code)][index_of(code)];

	return at == 0 ? NULL : &l->rows[at];
}

/* A new row; it is the newest of its code in `p`, if p is given. */
static struct unit_row *
row_add(struct loader *l, struct places *p, struct unit_row row)
{
	REQUIRE(l->n < l->room);
	if (p != NULL)
		p->at[row.level][index_of(row.code)] = (uint32_t)l->n;
	l->rows[l->n] = row;
	return &l->rows[l->n++];
}

struct str
kind_of(struct str full_name)
{
	static const struct { const char *head, *kind; } kinds[] = {
		{ "Xã ", "xã" }, { "Phường ", "phường" },
		{ "Thị trấn ", "thị trấn" }, { "Đặc khu ", "đặc khu" },
		{ "Huyện ", "huyện" }, { "Quận ", "quận" },
		{ "Thị xã ", "thị xã" }, { "Thành phố ", "thành phố" },
		{ "Tỉnh ", "tỉnh" } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_starts(full_name, str_c(kinds[i].head)))
			return str_c(kinds[i].kind);
	return S("");
}

/* ---- reading the lists ---------------------------------------------------- */

void
list_open(struct loader *l, const char *name, struct list *out)
{
	const struct embedded *e = data_find(str_c(name));

	REQUIRE(e != NULL);
	out->rest = e->raw;
	REQUIRE(csv_next(&l->mem, &out->rest, &out->head));
}

bool
list_next(struct loader *l, struct list *list)
{
	return csv_next(&l->mem, &list->rest, &list->row);
}

struct str
list_field(const struct list *list, const char *column)
{
	size_t at = csv_column(&list->head, str_c(column));

	REQUIRE(at < CSV_FIELDS_MAX);
	return csv_field(&list->row, at);
}

struct day
list_day(const struct list *list, const char *column)
{
	struct day d;

	REQUIRE(day_read_iso(list_field(list, column), &d));
	return d;
}

static void
read_units(struct loader *l, const char *name, struct places *p,
    struct day since, struct day until)
{
	struct list list;

	list_open(l, name, &list);
	while (list_next(l, &list)) {
		struct str code = list_field(&list, "code");

		(void)row_add(l, p, (struct unit_row){
			level_of(code), code, list_field(&list, "type"),
			list_field(&list, "full_name"),
			list_field(&list, "parent_code"),
			list_field(&list, "province_code"), since, until });
	}
}

/* A unit had another full name until the day before `from`. */
static void
add_older(struct loader *l, struct unit_row *now, struct str full_name,
    struct day from)
{
	struct unit_row older = *now;

	if (now->since.n >= from.n)
		return; /* told already by another list */
	older.full_name = full_name;
	older.kind = kind_of(full_name);
	older.until = day_add(from, -1);
	now->since = from;
	(void)row_add(l, NULL, older);
}

static void
read_renames(struct loader *l)
{
	struct list list;

	list_open(l, "units/commune-renames-2022-2025.csv", &list);
	while (list_next(l, &list)) {
		struct unit_row *now = row_of(l, l->before,
		    list_field(&list, "code"));

		/* two of them were retired later: see read_retired() */
		if (now != NULL)
			add_older(l, now, list_field(&list, "old_full_name"),
			    list_day(&list, "effective_by"));
	}
}

/* "thị xã" + "Tân Uyên" -> "Thị xã Tân Uyên". */
static struct str
full_name(struct loader *l, struct str kind, struct str name)
{
	static const char *const kinds[] = { "Xã ", "Phường ", "Thị trấn ",
		"Thị xã ", "Thành phố ", "Tỉnh ", "Huyện ", "Quận ", "Đặc khu " };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_eq(kind_of(str_c(kinds[i])), kind))
			return str_printf(&l->mem, "%s%.*s", kinds[i],
			    STR_ARG(name));
	return name;
}

/* Changes of kind: before the reform an older row, after it a newer one. */
static void
read_changes(struct loader *l, struct day reform)
{
	struct list list;

	list_open(l, "units/unit-changes.csv", &list);
	while (list_next(l, &list)) {
		struct str code = list_field(&list, "code");
		struct day from = list_day(&list, "effective_from");
		bool early = from.n < reform.n;
		struct unit_row *row = row_of(l, early ? l->before : l->after,
		    code);
		struct str name = list_field(&list, "name");
		struct unit_row newer;

		REQUIRE(row != NULL &&
		    str_eq(list_field(&list, "attribute"), S("type")));
		if (early) {
			add_older(l, row, full_name(l,
			    list_field(&list, "old_value"), name), from);
			continue;
		}
		newer = *row;
		row->until = day_add(from, -1);
		newer.kind = list_field(&list, "new_value");
		newer.full_name = full_name(l, newer.kind, name);
		newer.since = from;
		(void)row_add(l, l->after, newer);
	}
}

/* By old code; among those of one code, as the table has them. */
static int
link_order(const void *a, const void *b)
{
	const struct unit_link *x = a, *y = b;
	int order = str_cmp(x->old_code, y->old_code);

	return order != 0 ? order : x->old_code.p < y->old_code.p ? -1 : 1;
}

static void
read_links(struct loader *l)
{
	struct list list;
	size_t room = 0;

	list_open(l, "units/unit-mapping.csv", &list);
	for (size_t i = 0; i < list.rest.n; i++)
		room += list.rest.p[i] == '\n';
	l->links = ARENA_ARRAY(&l->mem, room + 1, struct unit_link);
	while (list_next(l, &list)) {
		struct str old = list_field(&list, "old_code");

		REQUIRE(l->n_links <= room);
		l->links[l->n_links++] = (struct unit_link){ level_of(old), old,
			list_field(&list, "new_code"),
			list_field(&list, "extent"), list_field(&list, "note") };
	}
	/* the table is not quite in order, and links are searched by halves */
	qsort(l->links, l->n_links, sizeof(*l->links), link_order);
}

void
units_read(struct loader *l)
{
	struct day reform = day_make(2025, 7, 1); /* NQ 202/2025/QH15 */

	read_units(l, "units/units-before-2025.csv", l->before,
	    (struct day){ 0 }, day_add(reform, -1));
	read_units(l, "units/units-2025.csv", l->after, reform,
	    (struct day){ 0 });
	read_renames(l);
	read_changes(l, reform);
	read_links(l);
}

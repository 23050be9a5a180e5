/*
 * units_load: from the lists of data/units to the database. See units.h.
 *
 * Whoever is gone gets the units of today as successors, however many steps
 * lie between, so that a reader never follows a chain.
 */
#include "act/record.h"
#include "act/units_list.h"
#include "base/text.h"
#include "q.h"

#define BATCH_ROWS 1000
#define BATCH_BYTES (2 * MIB)
#define MEMORY (128 * MIB)

/* The name without its kind, which stands in front in both spellings. */
static struct str
name_of(const struct unit_row *r)
{
	return str_trim(str_from(r->full_name, r->kind.n));
}

/* ---- writing -------------------------------------------------------------- */

static enum rc
batch_end(struct loader *l)
{
	enum rc rc;

	if (l->batch_rows == 0)
		return RC_OK;
	json_close(&l->out, ']');
	REQUIRE(buf_ok(&l->batch));
	rc = l->following ? q_unit_follow_many(l->c->db, buf_str(&l->batch))
	                  : q_unit_add_many(l->c->db, buf_str(&l->batch));
	buf_clear(&l->batch);
	l->batch_rows = 0;
	return rc;
}

/* Before a row: opens the list of the batch, or sends a full one. */
static enum rc
batch_row(struct loader *l)
{
	enum rc rc;

	if (l->batch_rows == BATCH_ROWS && (rc = batch_end(l)) != RC_OK)
		return rc;
	if (l->batch_rows++ == 0) {
		l->out = json_out(&l->batch);
		json_open(&l->out, '[');
	}
	json_open(&l->out, '[');
	return RC_OK;
}

static void
put_day(struct json_out *o, struct day d)
{
	if (d.n == 0)
		json_put_null(o);
	else
		json_put_int(o, d.n);
}

static enum rc
write_unit(struct loader *l, const struct unit_row *r)
{
	enum rc rc = batch_row(l);
	struct json_out *o = &l->out;

	if (rc != RC_OK)
		return rc;
	json_put_str(o, r->code);
	json_put_int(o, r->level);
	json_put_str(o, r->kind);
	json_put_str(o, name_of(r));
	json_put_str(o, r->full_name);
	json_put_str(o, text_fold(&l->mem, r->full_name));
	json_put_str(o, r->parent.n == 0 ? (struct str){ NULL, 0 } : r->parent);
	json_put_str(o, r->province);
	json_put_int(o, r->since.n); /* 0: before our records */
	put_day(o, r->until);
	json_close(o, ']');
	return RC_OK;
}

static enum rc
write_link(struct loader *l, const struct unit_row *old, struct str new_code,
    struct str extent, struct str note)
{
	const struct unit_row *now = row_of(l, l->after, new_code);
	enum rc rc;

	REQUIRE(now != NULL);
	if ((rc = batch_row(l)) != RC_OK)
		return rc;
	json_put_int(&l->out, old->level);
	json_put_str(&l->out, old->code);
	json_put_int(&l->out, old->since.n);
	json_put_int(&l->out, now->level);
	json_put_str(&l->out, now->code);
	json_put_int(&l->out, now->since.n);
	json_put_str(&l->out, extent);
	json_put_str(&l->out, note);
	json_close(&l->out, ']');
	return RC_OK;
}

/* The links of an old code; they stand together in the table. */
static enum rc
write_links_of(struct loader *l, const struct unit_row *old, struct str code)
{
	size_t low = 0, high = l->n_links;
	enum rc rc = RC_OK;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_cmp(l->links[middle].old_code, code) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; rc == RC_OK && low < l->n_links &&
	     str_eq(l->links[low].old_code, code); low++)
		rc = write_link(l, old, l->links[low].new_code,
		    l->links[low].extent, l->links[low].note);
	return rc;
}

/* Communes that were gone before the reform: kept with the commune that took
 * them in, where that is certain. */
static enum rc
write_retired(struct loader *l, bool links)
{
	struct list list;
	enum rc rc = RC_OK;

	list_open(l, "units/communes-retired-2022-2025.csv", &list);
	while (rc == RC_OK && list_next(l, &list)) {
		struct str heir = list_field(&list, "successor_code");
		struct str name = list_field(&list, "full_name");
		struct unit_row row = { LEVEL_COMMUNE,
			list_field(&list, "code"), kind_of(name), name,
			list_field(&list, "district_code"),
			list_field(&list, "province_code"), { 0 },
			day_add(list_day(&list, "retired_by"), -1) };

		if (!links)
			rc = write_unit(l, &row);
		else if (heir.n > 0)
			rc = write_links_of(l, &row, heir);
	}
	return rc;
}

static enum rc
write_provinces(struct loader *l)
{
	struct list list;
	enum rc rc = RC_OK;

	list_open(l, "units/province-mapping.csv", &list);
	while (rc == RC_OK && list_next(l, &list)) {
		const struct unit_row *old = row_of(l, l->before,
		    list_field(&list, "old_code"));

		REQUIRE(old != NULL);
		rc = write_link(l, old, list_field(&list, "new_code"),
		    S("whole"), S(""));
	}
	return rc;
}

/* The district of a link's old commune; NULL when the old unit was one. */
static const struct unit_row *
district_of(const struct loader *l, const struct unit_link *link)
{
	const struct unit_row *commune = row_of(l, l->before, link->old_code);

	return commune == NULL || commune->parent.n != 3 ? NULL
	    : row_of(l, l->before, commune->parent);
}

/* Where a district was lie the communes that follow its communes. */
static enum rc
write_district(struct loader *l, const struct unit_link *link)
{
	const struct unit_row *district = district_of(l, link);

	return district == NULL ? RC_OK : write_link(l, district, link->new_code,
	    S("district"), S(""));
}

/* The same for an older name of a district (Thị xã Tân Uyên, to 2023). */
static enum rc
write_older_district(struct loader *l, const struct unit_row *older)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < l->n_links; i++) {
		const struct unit_row *d = district_of(l, &l->links[i]);

		if (d != NULL && str_eq(d->code, older->code))
			rc = write_link(l, older, l->links[i].new_code,
			    S("district"), S(""));
	}
	return rc;
}

/* A row of an older name, or of before 30/04/2026: its code lives on. */
static enum rc
write_own(struct loader *l, const struct unit_row *r)
{
	const struct unit_row *newest = row_of(l, l->after, r->code);

	if (r->until.n == 0)
		return RC_OK;
	if (r->level == LEVEL_DISTRICT && r != row_of(l, l->before, r->code))
		return write_older_district(l, r);
	if (newest != NULL && newest != r && newest->since.n == r->until.n + 1 &&
	    newest->since.n != day_make(2025, 7, 1).n)
		return write_link(l, r, r->code, S("whole"), S(""));
	return write_links_of(l, r, r->code);
}

static enum rc
write_all(struct loader *l)
{
	enum rc rc = RC_OK;

	for (size_t i = 1; rc == RC_OK && i < l->n; i++)
		rc = write_unit(l, &l->rows[i]);
	if (rc == RC_OK)
		rc = write_retired(l, false);
	if (rc == RC_OK)
		rc = batch_end(l);
	l->following = true;
	for (size_t i = 1; rc == RC_OK && i < l->n; i++)
		rc = write_own(l, &l->rows[i]);
	for (size_t i = 0; rc == RC_OK && i < l->n_links; i++)
		rc = write_district(l, &l->links[i]);
	if (rc == RC_OK)
		rc = write_retired(l, true);
	if (rc == RC_OK)
		rc = write_provinces(l);
	return rc == RC_OK ? batch_end(l) : rc;
}

enum rc
units_load(struct ctx *c)
{
	struct loader *l;
	struct q_unit_count there;
	enum rc rc;

	if ((rc = q_unit_count(c->db, LEVEL_PROVINCE, &there)) != RC_OK)
		return rc;
	if (there.n > 0)
		return RC_OK;
	l = ARENA_NEW(c->mem, struct loader);
	l->c = c;
	arena_init(&l->mem, MEMORY);
	l->room = 20000;
	l->n = 1; /* row 0 stands for "none" */
	l->rows = ARENA_ARRAY(&l->mem, l->room, struct unit_row);
	l->before = ARENA_NEW(&l->mem, struct places);
	l->after = ARENA_NEW(&l->mem, struct places);
	l->batch = buf_new(&l->mem, BATCH_BYTES);
	units_read(l);
	rc = write_all(l);
	arena_release(&l->mem);
	if (rc != RC_OK)
		return rc;
	return record_add(c, "units.loaded", "unit", 0, "{\"rows\":%zu}", l->n - 1);
}

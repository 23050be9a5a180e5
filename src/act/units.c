/* units: finding and listing units. See units.h. */
#include "act/units.h"

#include <stdlib.h>

#include "base/text.h"
#include "q.h"

#define WORDS_MAX_BYTES 120

/* Kinds as they stand, folded, in front of a name. */
static const char *const KINDS[] = { "", "xa ", "phuong ", "thi tran ",
	"dac khu ", "huyen ", "quan ", "thi xa ", "thanh pho ", "tinh " };

#define KINDS_N (sizeof(KINDS) / sizeof(KINDS[0]))

struct find {
	struct unit_found unit;
	int rank;
	struct str sort;
};

struct finding {
	struct ctx *c;
	struct str fold, lower; /* of what was typed */
	struct find *v;
	size_t n;
	bool more;
};

/* 0 the name as typed … 3 only begins so without its marks. */
static int
rank_of(const struct finding *f, const struct unit_found *u)
{
	struct str name = text_lower(f->c->mem, u->name);
	struct str full = text_lower(f->c->mem, u->full_name);

	if (str_eq(name, f->lower) || str_eq(full, f->lower))
		return 0;
	if (str_starts(name, f->lower) || str_starts(full, f->lower))
		return 1;
	if (str_eq(text_fold(f->c->mem, u->name), f->fold) ||
	    str_eq(text_fold(f->c->mem, u->full_name), f->fold))
		return 2;
	return 3;
}

static bool
is_there(const struct finding *f, struct unit_id id)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].unit.id.v == id.v)
			return true;
	return false;
}

/* Adds a unit, in front of those it is better than; the last one falls off. */
static void
add_find(struct finding *f, const struct q_unit_between *q)
{
	struct find one = { .unit = {
		.id = q->id, .code = q->code, .kind = q->kind, .name = q->name,
		.full_name = q->full_name, .level = (enum unit_level)q->level,
		.parent_name = q->parent_name,
		.province_name = q->province_name, .since = q->since_on,
		.until = q->until_on } };
	size_t at;

	if (is_there(f, q->id))
		return;
	one.rank = 2 * rank_of(f, &one.unit) + (one.unit.until.n != 0);
	one.sort = text_sort_key(f->c->mem, one.unit.name);
	if (f->n == UNIT_FINDS_MAX)
		f->more = true;
	at = f->n < UNIT_FINDS_MAX ? f->n++ : UNIT_FINDS_MAX;
	for (; at > 0; at--) {
		const struct find *above = &f->v[at - 1];

		if (above->rank < one.rank || (above->rank == one.rank &&
		    str_cmp(above->sort, one.sort) <= 0))
			break;
		if (at < UNIT_FINDS_MAX)
			f->v[at] = *above;
	}
	if (at < UNIT_FINDS_MAX)
		f->v[at] = one;
}

static enum rc
add_followers(struct ctx *c, struct unit_found *u)
{
	struct q_unit_followers_rows rows;
	struct unit_follower *v;
	enum rc rc;

	if (u->until.n == 0)
		return RC_OK;
	if ((rc = q_unit_followers(c->db, u->id, &rows)) != RC_OK)
		return rc;
	u->followers = v = ARENA_ARRAY(c->mem, rows.n, struct unit_follower);
	u->n_followers = rows.n;
	for (size_t i = 0; i < rows.n; i++)
		v[i] = (struct unit_follower){ rows.v[i].id, rows.v[i].code,
			rows.v[i].full_name, rows.v[i].province_name,
			(enum unit_level)rows.v[i].level, rows.v[i].extent,
			rows.v[i].note };
	return RC_OK;
}

enum rc
units_find(struct ctx *c, struct str words, struct unit_finds *out)
{
	struct str typed = str_head(words, WORDS_MAX_BYTES);
	struct finding f = { c, text_fold(c->mem, typed),
		text_lower(c->mem, typed), NULL, 0, false };
	struct unit_found *v;
	enum rc rc;

	*out = (struct unit_finds){ NULL, 0, false };
	if (f.fold.n == 0)
		return RC_OK;
	f.v = ARENA_ARRAY(c->mem, UNIT_FINDS_MAX, struct find);
	for (size_t k = 0; k < KINDS_N; k++) {
		struct str first = str_printf(c->mem, "%s%.*s", KINDS[k],
		    STR_ARG(f.fold));
		struct q_unit_between_rows rows;

		rc = q_unit_between(c->db, first, str_printf(c->mem, "%.*s\x7f",
		    STR_ARG(first)), &rows);
		if (rc != RC_OK)
			return rc;
		for (size_t i = 0; i < rows.n; i++)
			add_find(&f, &rows.v[i]);
	}
	v = ARENA_ARRAY(c->mem, f.n, struct unit_found);
	for (size_t i = 0; i < f.n; i++) {
		v[i] = f.v[i].unit;
		if ((rc = add_followers(c, &v[i])) != RC_OK)
			return rc;
	}
	*out = (struct unit_finds){ v, f.n, f.more };
	return RC_OK;
}

struct sorted {
	struct str key;
	struct unit_commune unit;
};

static int
by_key(const void *a, const void *b)
{
	return str_cmp(((const struct sorted *)a)->key,
	    ((const struct sorted *)b)->key);
}

enum rc
units_communes(struct ctx *c, struct str province_code,
    struct unit_communes *out)
{
	struct q_unit_communes_rows rows;
	struct unit_commune *v;
	struct sorted *s;
	enum rc rc;

	if ((rc = q_unit_communes(c->db, province_code, &rows)) != RC_OK)
		return rc;
	s = ARENA_ARRAY(c->mem, rows.n, struct sorted);
	v = ARENA_ARRAY(c->mem, rows.n, struct unit_commune);
	for (size_t i = 0; i < rows.n; i++)
		s[i] = (struct sorted){ text_sort_key(c->mem, rows.v[i].name),
			{ rows.v[i].id, rows.v[i].code, rows.v[i].kind,
			    rows.v[i].name, rows.v[i].full_name } };
	qsort(s, rows.n, sizeof(*s), by_key);
	for (size_t i = 0; i < rows.n; i++)
		v[i] = s[i].unit;
	*out = (struct unit_communes){ v, rows.n };
	return RC_OK;
}

/* units: finding and listing units. See units.h. */
#include "act/units.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "q.h"

#define WORDS_MAX 60

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
add_find(struct finding *f, const struct q_unit_named *q)
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

/* The pairs of words between which names that begin so lie, with each kind in
 * front. */
static struct str
words_of(const struct finding *f)
{
	struct buf b = buf_new(f->c->mem, 16 * KIB);
	struct json_out o = json_out(&b);

	json_open(&o, '[');
	for (size_t k = 0; k < KINDS_N; k++) {
		struct str first = str_printf(f->c->mem, "%s%.*s", KINDS[k],
		    STR_ARG(f->fold));

		json_open(&o, '[');
		json_put_str(&o, first);
		json_put_str(&o, str_printf(f->c->mem, "%.*s~",
		    STR_ARG(first)));
		json_close(&o, ']');
	}
	json_close(&o, ']');
	return buf_str(&b);
}

/* Gives each unit that is gone the units of today that stand for it. */
static enum rc
add_followers(struct ctx *c, struct unit_found *units, size_t n)
{
	struct buf b = buf_new(c->mem, 16 * KIB);
	struct json_out o = json_out(&b);
	struct q_unit_followers_rows rows;
	struct unit_follower *v;
	enum rc rc;

	json_open(&o, '[');
	for (size_t i = 0; i < n; i++)
		if (units[i].until.n != 0)
			json_put_int(&o, units[i].id.v);
	json_close(&o, ']');
	if ((rc = q_unit_followers(c->db, buf_str(&b), &rows)) != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n, struct unit_follower);
	for (size_t i = 0; i < rows.n; i++)
		v[i] = (struct unit_follower){ rows.v[i].id, rows.v[i].code,
			rows.v[i].full_name, rows.v[i].province_name,
			(enum unit_level)rows.v[i].level, rows.v[i].extent,
			rows.v[i].note };
	/* the rows of one unit stand together */
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < rows.n; k++) {
			if (rows.v[k].old_unit.v != units[i].id.v)
				continue;
			if (units[i].n_followers++ == 0)
				units[i].followers = &v[k];
		}
	return RC_OK;
}

enum rc
units_find(struct ctx *c, struct str words, struct unit_finds *out)
{
	struct str typed = text_cut(words, WORDS_MAX);
	struct finding f = { c, text_fold(c->mem, typed),
		text_lower(c->mem, typed), NULL, 0, false };
	struct q_unit_named_rows rows;
	struct unit_found *v;
	enum rc rc;

	*out = (struct unit_finds){ NULL, 0, false };
	if (f.fold.n == 0)
		return RC_OK;
	if ((rc = q_unit_named(c->db, words_of(&f), &rows)) != RC_OK)
		return rc;
	f.v = ARENA_ARRAY(c->mem, UNIT_FINDS_MAX, struct find);
	for (size_t i = 0; i < rows.n; i++)
		add_find(&f, &rows.v[i]);
	v = ARENA_ARRAY(c->mem, f.n, struct unit_found);
	for (size_t i = 0; i < f.n; i++)
		v[i] = f.v[i].unit;
	*out = (struct unit_finds){ v, f.n, f.more };
	return add_followers(c, v, f.n);
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

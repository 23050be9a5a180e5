/* units: the lists in a database, and finding old names. On both back ends. */
#include "act/units.h"
#include "store_help.h"

static struct ctx
office(struct db *db)
{
	struct ctx c = { .db = db, .mem = unit_mem(), .fault = &store_fault,
		.now = STORE_NOW, .today = day_make(2026, 11, 23) };

	return c;
}

/* One find by code and level; NULL with a failed check. */
static const struct unit_found *
found(const struct unit_finds *f, const char *code, bool old)
{
	for (size_t i = 0; i < f->n; i++)
		if (str_eq(f->v[i].code, str_c(code)) &&
		    (f->v[i].until.n != 0) == old)
			return &f->v[i];
	CHECK(!"the unit is found");
	return NULL;
}

static void
check_old_names(struct ctx *c)
{
	const struct unit_found *u;
	struct unit_finds f;

	/* a district is gone; its communes' followers stand for it */
	CHECK_INT(units_find(c, S("dau tieng"), &f), RC_OK);
	u = found(&f, "720", true);
	CHECK(u != NULL && u->n_followers >= 4);
	/* an older name of a district, and of its kind */
	CHECK_INT(units_find(c, S("thị xã Tân Uyên"), &f), RC_OK);
	u = found(&f, "723", true);
	CHECK(u != NULL && u->n_followers > 0);
	/* a commune that was taken in whole */
	CHECK_INT(units_find(c, S("Phường Phúc Xá"), &f), RC_OK);
	u = found(&f, "00001", true);
	if (u != NULL && CHECK_INT(u->n_followers, 1)) {
		CHECK_STR(u->followers[0].code, S("00097"));
		CHECK_STR(u->followers[0].full_name, S("Phường Hồng Hà"));
		CHECK_STR(u->followers[0].extent, S("whole"));
		CHECK_STR(u->parent_name, S("Quận Ba Đình"));
	}
	/* a province */
	CHECK_INT(units_find(c, S("tinh binh duong"), &f), RC_OK);
	u = found(&f, "74", true);
	if (u != NULL && CHECK_INT(u->n_followers, 1))
		CHECK_STR(u->followers[0].code, S("79"));
}

static void
check_ambiguous(struct ctx *c)
{
	struct unit_finds f;

	CHECK_INT(units_find(c, S("thanh an"), &f), RC_OK);
	/* both, each with its province; unmarked: which is meant, nobody knows */
	CHECK(found(&f, "25807", false) != NULL && f.n > 1);
	for (size_t i = 0; i < f.n; i++)
		CHECK(f.v[i].level == LEVEL_PROVINCE || f.v[i].province_name.n > 0);
	CHECK_INT(units_find(c, S("Thạnh An"), &f), RC_OK);
	CHECK(f.n > 0 && str_eq(f.v[0].name, S("Thạnh An")));
	CHECK_INT(units_find(c, S(" -- "), &f), RC_OK);
	CHECK_INT(f.n, 0);
}

/* Đồng Nai became a city, ten of its communes wards, on 30/04/2026. */
static void
check_2026(struct ctx *c)
{
	struct q_unit_of_day u;
	struct unit_finds f;
	bool there;

	CHECK_INT(q_unit_of_day(c->db, LEVEL_PROVINCE, S("75"),
	    day_make(2026, 4, 29), &u, &there), RC_OK);
	CHECK(there && str_eq(u.full_name, S("Tỉnh Đồng Nai")));
	CHECK_INT(q_unit_of_day(c->db, LEVEL_PROVINCE, S("75"),
	    day_make(2026, 4, 30), &u, &there), RC_OK);
	CHECK(there && str_eq(u.full_name, S("Thành phố Đồng Nai")));
	CHECK_INT(units_find(c, S("xã trảng bom"), &f), RC_OK);
	if (CHECK(f.n > 0 && f.v[0].n_followers == 1))
		CHECK_STR(f.v[0].followers[0].full_name, S("Phường Trảng Bom"));
}

static void
check_counts(struct ctx *c)
{
	struct q_invariant_commune_without_successor_rows lost;

	struct q_unit_provinces_rows provinces;
	struct unit_communes communes;
	size_t wards = 0;

	CHECK_INT(q_unit_provinces(c->db, &provinces), RC_OK);
	CHECK_INT(provinces.n, 34);
	CHECK_INT(units_communes(c, S("79"), &communes), RC_OK);
	CHECK_INT(communes.n, 168);
	for (size_t i = 0; i < communes.n; i++)
		wards += str_eq(communes.v[i].kind, S("phường"));
	CHECK_INT(wards, 113);
	CHECK_STR(communes.v[0].name, S("An Đông"));
	CHECK_INT(q_invariant_commune_without_successor(c->db, &lost), RC_OK);
	CHECK_INT(lost.n, 0);
}

static void
units_on(enum db_kind kind)
{
	struct str where = store_place(kind);
	struct db *db = where.p == NULL ? NULL : store_open(where, DB_WRITES);
	struct ctx c = office(db);
	int64_t start = clock_ticks_us();

	CHECK(true);
	if (db == NULL)
		return;
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(units_load(&c), RC_OK);
	CHECK_INT(c.records, 1);
	CHECK_INT(db_commit(db), RC_OK);
	printf("# units loaded in %d ms\n",
	    (int)((clock_ticks_us() - start) / 1000));
	CHECK_INT(db_begin(db, DB_READS), RC_OK);
	check_old_names(&c);
	check_ambiguous(&c);
	check_2026(&c);
	check_counts(&c);
	db_rollback(db);
	db_close(db);
	store_drop(where);
}

static void
on_sqlite(void)
{
	units_on(DB_SQLITE);
}

static void
on_postgres(void)
{
	units_on(DB_POSTGRES);
}

static const struct unit_test tests[] = {
	{ "old names lead to the units of today, on SQLite", on_sqlite },
	{ "old names lead to the units of today, on PostgreSQL", on_postgres },
};
UNIT_MAIN(tests)

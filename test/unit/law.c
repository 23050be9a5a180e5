/* law: the packs load, and every way in which a file can be wrong is named. */
#include "base/embedded.h"
#include "base/json.h"
#include "core/law_examine.h"
#include "law_help.h"

static void
all_sets_load(void)
{
	const struct law *law = the_law();
	static const struct {
		const char *pack;
		size_t sets, criteria;
		int a, b, c;
	} want[] = {
		{ "qd26-2026", 26, 787, 40, 25, 35 },
		{ "qd148-2023", 26, 795, 40, 25, 35 },
		{ "qd1048-2019", 25, 751, 35, 25, 40 },
	};

	for (size_t i = 0; i < 3; i++) {
		const struct pack *p = law_pack(law, str_c(want[i].pack));
		size_t criteria = 0;

		unit_row("%s", want[i].pack);
		if (!CHECK(p != NULL))
			continue;
		CHECK_INT(p->n_sets, want[i].sets);
		for (size_t k = 0; k < p->n_sets; k++) {
			criteria += p->sets[k].n_criteria;
			CHECK_INT(p->sets[k].n_parts, 3);
			CHECK_INT(p->sets[k].parts[0].max, want[i].a);
			CHECK_INT(p->sets[k].parts[1].max, want[i].b);
			CHECK_INT(p->sets[k].parts[2].max, want[i].c);
			CHECK_STR(p->sets[k].knockouts[0].code, S("ELIM_FORGED"));
		}
		CHECK_INT(criteria, want[i].criteria);
	}
}

static bool
same_value(const struct json *a, const struct json *b)
{
	int64_t x = 0, y = 0;
	bool same = json_kind(a) == json_kind(b) && json_len(a) == json_len(b) &&
	    str_eq(json_str(a), json_str(b)) &&
	    json_is_int(a, &x) == json_is_int(b, &y) && x == y &&
	    json_bool(a, false) == json_bool(b, false);

	for (size_t i = 0; same && i < json_len(a); i++)
		same = str_eq(json_key(a, i), json_key(b, i)) &&
		    same_value(json_at(a, i), json_at(b, i));
	return same;
}

static const struct json *
value_of(const char *text)
{
	struct str error;

	return json_read(unit_mem(), str_c(text), &error);
}

/* What a start reads is what the files say. */
static void
packed_rules_are_the_rules(void)
{
	const char *kinds = "{\"a\":[null,true,false,-1,9007199254740993,\"ậ\",\"\"],"
	    "\"b\":{},\"c\":[],\"d\":1.5}";
	struct buf b = buf_new(unit_mem(), 1000);
	const struct embedded *e, *p;
	size_t at = 0, n = 0;

	for (; (e = data_next(S("rules/"), &at)) != NULL; n++) {
		p = data_find(str_printf(unit_mem(), "packed/%s", e->name + 6));
		unit_row("%s", e->name);
		if (CHECK(p != NULL))
			CHECK(same_value(value_of(e->raw.p),
			    json_packed_read(unit_mem(), p->raw)));
	}
	CHECK(n > 80);
	json_packed_put(&b, value_of(kinds));
	CHECK(same_value(value_of(kinds), json_packed_read(unit_mem(), buf_str(&b))));
	CHECK(!same_value(value_of("[1,{\"a\":2}]"), value_of("[1,{\"a\":3}]")));
	CHECK(!same_value(value_of("[1,{\"a\":2}]"), value_of("[1,{\"b\":2}]")));
}

static void
figures_of_the_decision(void)
{
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));
	const struct criteria_set *s = law_set(the_law(), S("QD26-01"));
	const struct criterion *c = set_criterion(s, S("1.5"));

	CHECK_INT(p->commune_working_days, 15);
	CHECK_INT(p->window_first_days, 180);
	CHECK_INT(p->window_last_days, 120);
	CHECK_INT(p->again_days, 45);
	CHECK_INT(p->late_days, 180);
	CHECK_INT(p->validity_months, 36);
	CHECK_STR(pack_clock(p, "commune")->clause, S("QĐ 26/2026 Đ7.2"));
	CHECK_STR(pack_band(p, 5)->recognised_by, S("ministry"));
	CHECK_INT(pack_band(p, 4)->min, 70);
	CHECK(!pack_band(p, 2)->certificate);
	CHECK(pack_band(p, 0) == NULL);
	CHECK_INT(s->samples, 5);
	CHECK_INT(c->needs[3], 0);
	CHECK_INT(c->needs[4], 2);
	CHECK_INT(c->needs[5], 3);
	/* a higher star also needs the lower marks */
	CHECK_INT(set_criterion(s, S("1.6"))->needs[5], 1);
	CHECK_INT(law_set(the_law(), S("QD26-26"))->samples, 0);
	CHECK_INT(set_criterion(law_set(the_law(), S("QD26-26")),
	    S("8"))->n_cases, 2);
	CHECK(!law_set(the_law(), S("QD1048-16"))->sums_ok);
	CHECK(law_set(the_law(), S("QD1048-03")) == NULL);
}

static void
the_pack_of_a_day(void)
{
	static const struct { int y, m, d; const char *pack; } rows[] = {
		{ 2019, 8, 20, NULL }, { 2019, 8, 21, "qd1048-2019" },
		{ 2023, 2, 23, "qd1048-2019" }, { 2023, 2, 24, "qd148-2023" },
		{ 2026, 5, 21, "qd148-2023" }, { 2026, 5, 22, "qd26-2026" },
		{ 2040, 1, 1, "qd26-2026" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct pack *p = law_pack_on(the_law(),
		    day_make(rows[i].y, rows[i].m, rows[i].d));

		unit_row("%d-%d-%d", rows[i].y, rows[i].m, rows[i].d);
		if (rows[i].pack == NULL)
			CHECK(p == NULL);
		else if (CHECK(p != NULL))
			CHECK_STR(p->code, str_c(rows[i].pack));
	}
}

static void
sets_by_plain_words(void)
{
	static const struct { const char *words, *set; } rows[] = {
		{ "bánh tráng", "QD26-06" }, { "banh trang", "QD26-06" },
		{ "Bánh Tráng phơi sương", "QD26-06" },
		{ "mat ong", "QD26-04" }, { "Mật ong Mẫu 3", "QD26-04" },
		{ "nước mắm", "QD26-09" }, { "chả lụa", "QD26-08" },
		{ "rượu bưởi", "QD26-15" }, { "rượu đế", "QD26-14" },
		{ "yến sào", "QD26-04" }, { "nước yến", "QD26-17" },
		{ "tranh sơn mài", "QD26-21" }, { "bưởi da xanh", "QD26-01" },
		{ "homestay", "QD26-26" }, { "cà phê", "QD26-13" },
		{ "chè xanh", "QD26-11" }, { "trà hoa cúc", "QD26-12" },
		{ "trứng gà", "QD26-02" }, { "gạo ST25", "QD26-03" },
		{ "muối tôm", "QD26-10" }, { "áo dài", "QD26-22" },
		{ "lan hồ điệp", "QD26-23" }, { "mai vàng", "QD26-24" },
		{ "cá koi", "QD26-25" }, { "tinh dầu sả", "QD26-20" },
		{ "dầu gội bồ kết", "QD26-19" }, { "cao đinh lăng", "QD26-18" },
		{ "nước khoáng", "QD26-16" }, { "phở ăn liền", "QD26-05" },
		{ "mít sấy", "QD26-07" },
	};
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));
	const struct criteria_set *out[3];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unit_row("%s", rows[i].words);
		if (CHECK(law_find_sets(p, str_c(rows[i].words), unit_mem(), out,
		    3) > 0))
			CHECK_STR(out[0]->code, str_c(rows[i].set));
	}
	unit_row("nothing");
	CHECK_INT(law_find_sets(p, S("xyzzy"), unit_mem(), out, 3), 0);
	CHECK_INT(law_find_sets(p, S(" !? "), unit_mem(), out, 3), 0);
	CHECK_INT(law_find_sets(p, S("mật ong"), unit_mem(), out, 0), 0);
}

/* Replaces the first `from` in a file by `to`. */
static void
spoil(struct law_copies *all, const char *path, const char *from,
    const char *to)
{
	for (size_t i = 0; i < all->n; i++) {
		struct law_file *f = &all->v[i];
		const char *at;

		if (!str_eq(f->path, str_c(path)))
			continue;
		at = memmem(f->bytes.p, f->bytes.n, from, strlen(from));
		if (!CHECK(at != NULL))
			return;
		f->bytes = str_printf(unit_mem(), "%.*s%s%.*s",
		    (int)(at - f->bytes.p), f->bytes.p, to,
		    (int)(f->bytes.p + f->bytes.n - at) - (int)strlen(from),
		    at + strlen(from));
	}
}

static void
what_is_wrong_is_named(void)
{
	static const struct { const char *file, *from, *to, *place, *what; }
	    rows[] = {
		{ "qd26-2026/QD26-01.json", "\"points\": 2,", "\"points\": 0,",
		    "1.1", "falling_levels" },
		{ "qd26-2026/QD26-01.json", "\"points\": 2,", "\"points\": 1,",
		    "1.1", "equal_levels" },
		{ "qd26-2026/QD26-01.json", "\"points\": 2,", "\"points\": 2.0,",
		    "1.1", "number" },
		{ "qd26-2026/QD26-01.json", "\"max\": 18", "\"max\": 17",
		    "group 1", "sum" },
		{ "qd26-2026/QD26-01.json", "\"id\": \"1.2\"", "\"id\": \"1.1\"",
		    "1.1", "twice" },
		{ "qd26-2026/QD26-01.json", "REQ_GROWN_100_PROVINCE", "REQ_NONE",
		    "1.1", "reference" },
		{ "qd26-2026/QD26-01.json", "ELIM_DOSSIER", "ELIM_NONE",
		    "elimination", "reference" },
		{ "qd26-2026/QD26-01.json", "\"5\": 3", "\"5\": 2", "1.3",
		    "marks" },
		{ "qd26-2026/QD26-01.json", "\"label_vi\"", "\"label_v\"", "1.1",
		    "name" },
		{ "qd26-2026/QD26-01.json", "\"set_code\": \"QD26-01\"",
		    "\"set_code\": \"QD26-99\"", "set_code", "code" },
		{ "qd26-2026/QD26-01.json", "{", "", "", "json" },
		{ "qd26-2026/pack.json", "\"min\": 70", "\"min\": 95", "bands",
		    "bands" },
		{ "qd26-2026/pack.json", "\"04-30\"", "\"04-31\"", "rounds",
		    "day" },
		{ "qd26-2026/pack.json", "\"where\": \"6.2\"",
		    "\"where\": \"6.3\"", "6.2", "equal_levels" },
		{ "qd1048-2019/pack.json", "not 40\"", "not 41\"", "part C",
		    "sum" },
		{ "words.json", "\"QD26-01\"", "\"QD26-77\"", "QD26-77",
		    "reference" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct law_copies all;
		struct law_problems found;
		struct fault fault = { 0 };
		struct law law;
		bool named = false;

		unit_row("%s: %s", rows[i].file, rows[i].to);
		law_copies(&all);
		spoil(&all, rows[i].file, rows[i].from, rows[i].to);
		law_examine(all.v, all.n, unit_mem(), &law, &found);
		for (size_t k = 0; k < found.n; k++)
			named = named || (!found.v[k].known &&
			    str_eq(found.v[k].where, str_c(rows[i].place)) &&
			    str_starts(found.v[k].what, str_c(rows[i].what)));
		CHECK(named);
		CHECK_INT(law_load(all.v, all.n, unit_mem(), &fault, &law),
		    RC_INVALID);
		CHECK(fault.detail[0] != '\0');
		arena_clear(unit_mem());
	}
}

static void
empty_and_missing_files(void)
{
	struct law_problems found;
	struct fault fault = { 0 };
	struct law law;

	law_examine(NULL, 0, unit_mem(), &law, &found);
	CHECK(found.n > 0);
	CHECK_INT(law.n_packs, 0);
	CHECK_INT(law_load(NULL, 0, unit_mem(), &fault, &law), RC_INVALID);
}

static const struct unit_test tests[] = {
	{ "packed rules are the rules", packed_rules_are_the_rules },
	{ "all 77 sets load and add up", all_sets_load },
	{ "the figures of Decision 26/2026", figures_of_the_decision },
	{ "the pack of a day", the_pack_of_a_day },
	{ "sets are found by plain words", sets_by_plain_words },
	{ "what is wrong is named with its place", what_is_wrong_is_named },
	{ "no files at all", empty_and_missing_files },
};
UNIT_MAIN(tests)

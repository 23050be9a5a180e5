/* base: dates, Vietnamese text, strict JSON, CSV. */
#include "base/clock.h"
#include "base/csv.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "unit.h"

static void
every_day_there_and_back(void)
{
	struct day last = day_make(1899, 12, 31);

	for (int y = 1900; y <= 2100; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= 31; d++) {
				struct day day = day_make(y, m, d);
				struct date t = day_date(day);

				if (day.n == 0)
					continue; /* no such date, or the epoch */
				if (t.year != y || t.month != m || t.day != d ||
				    (day.n != last.n + 1 && last.n != -1))
					CHECK(!"the days follow each other");
				last = day;
			}
	CHECK_INT(day_make(2000, 3, 1).n, 11017);
	CHECK_INT(day_make(2026, 2, 29).n, 0);
	CHECK(day_make(2024, 2, 29).n != 0);
	CHECK_INT(day_make(1900, 2, 29).n, 0);
	CHECK_INT(day_weekday(day_make(2026, 11, 23)), 1);
	CHECK_INT(day_weekday(day_make(1969, 12, 28)), 7);
}

static void
days_as_people_write_them(void)
{
	static const struct { const char *typed, *iso; } rows[] = {
		{ "1/7/2026", "2026-07-01" }, { "01-07-2026", "2026-07-01" },
		{ "01.07.2026", "2026-07-01" }, { "01072026", "2026-07-01" },
		{ " 1/7/2026 ", "2026-07-01" },
		{ "31/02/2026", NULL }, { "1/7/26", NULL }, { "1/7", NULL },
		{ "2026-07-01", NULL }, { "1/7/2026/", NULL }, { "", NULL },
		{ "1-7/2026", NULL }, { "aa/bb/cccc", NULL }, { "0/7/2026", NULL },
		{ "1/13/2026", NULL }, { "-1/7/2026", NULL },
	};
	struct day d;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unit_row("%s", rows[i].typed);
		if (rows[i].iso == NULL)
			CHECK(!day_read(str_c(rows[i].typed), &d));
		else if (CHECK(day_read(str_c(rows[i].typed), &d)))
			CHECK_STR(day_iso(unit_mem(), d), str_c(rows[i].iso));
	}
}

static void
months_and_moments(void)
{
	struct moment late = { INT64_C(1795455005123) }; /* 17:30:05 UTC */

	CHECK_STR(day_iso(unit_mem(), day_add_months(day_make(2026, 8, 31), 6)),
	    S("2027-02-28"));
	CHECK_STR(day_iso(unit_mem(), day_add_months(day_make(2026, 3, 31),
	    -1)), S("2026-02-28"));
	CHECK_STR(day_iso(unit_mem(), day_add_months(day_make(2023, 12, 15),
	    36)), S("2026-12-15"));
	/* half past midnight of the next day in Vietnam */
	CHECK_STR(moment_text(unit_mem(), late), S("00:30 24/11/2026"));
	CHECK_STR(moment_iso(unit_mem(), late), S("2026-11-23T17:30:05Z"));
	CHECK_STR(day_text(unit_mem(), day_of(late)), S("24/11/2026"));
	CHECK_INT(moment_of(day_make(2026, 11, 24), 0, 30).ms,
	    late.ms - 5123);
	CHECK_STR(day_text(unit_mem(), (struct day){ 0 }), S(""));
	CHECK_STR(moment_text(unit_mem(), (struct moment){ 0 }), S(""));
}

static void
text_is_cleaned_and_folded(void)
{
	/* NFD, controls, zero width, reversed writing, odd blanks */
	CHECK_STR(text_clean(unit_mem(), S("Suo\xcc\x82\xcc\x81i Gia\xcc\x80ng"),
	    false), S("Suối Giàng"));
	CHECK_STR(text_clean(unit_mem(),
	    S(" a\x01\xe2\x80\x8b" "b\xe2\x80\xae\tc\xc2\xa0\xc2\xa0" "d\r\n"), false),
	    S("ab c d"));
	CHECK_STR(text_clean(unit_mem(), S("a\r\nb\rc\td\n"), true),
	    S("a\nb\nc d"));
	CHECK_STR(text_clean(unit_mem(), S("x\xff"), false), S("x\xef\xbf\xbd"));
	CHECK(!text_valid(S("\xc0\xaf")));
	CHECK(!text_valid(S("\xed\xa0\x80")));
	CHECK(text_valid(S("")));
	CHECK_STR(text_fold(unit_mem(), S("Nước mắm Phú-Quốc")),
	    S("nuoc mam phu quoc"));
	CHECK_STR(text_fold(unit_mem(), S("ĐẮK R’LẤP")), S("dak r lap"));
	CHECK_STR(text_lower(unit_mem(), S("  Nước  mắm, PHÚ Quốc! ")),
	    S("nước mắm phú quốc"));
	CHECK_STR(text_slug(unit_mem(), S("Nước mắm Phú Quốc (40°N)")),
	    S("nuoc-mam-phu-quoc-40-n"));
	CHECK(text_slug(unit_mem(), str_printf(unit_mem(), "%0200d", 7)).n <= 80);
	CHECK_INT(text_length(S("Suối Giàng")), 10);
	CHECK_STR(text_cut(S("Suối Giàng"), 4), S("Suối"));
	CHECK_STR(text_cut(S("ab"), 9), S("ab"));
	CHECK_STR(text_number(unit_mem(), 1234567), S("1.234.567"));
	CHECK_STR(text_number(unit_mem(), -123), S("-123"));
	CHECK_STR(text_number(unit_mem(), 0), S("0"));
}

static void
the_order_of_the_dictionary(void)
{
	static const char *const order[] = { "a", "à", "ả", "ã", "á", "ạ", "ai",
		"ăn", "ân", "ba", "ba ba", "bà", "bà con", "ban", "bản", "băng",
		"cam", "dân", "đá", "e", "ê", "o", "ô", "ơ", "Phường 2",
		"Phường 10", "Tân An", "Tân Ân", "thanh", "Thành", "Thạnh", "u",
		"ư", "y" };

	for (size_t i = 0; i + 1 < sizeof(order) / sizeof(order[0]); i++) {
		unit_row("%s < %s", order[i], order[i + 1]);
		CHECK(str_cmp(text_sort_key(unit_mem(), str_c(order[i])),
		    text_sort_key(unit_mem(), str_c(order[i + 1]))) < 0);
	}
}

static void
json_is_strict(void)
{
	static const struct { const char *text; bool good; } rows[] = {
		{ "{\"a\":[1,-2,true,null,\"\\u0111\"]}", true }, { "3", true },
		{ "{\"a\":1,\"a\":2}", false }, { "{\"a\":1,\"\\u0061\":2}", false },
		{ "[1]x", false }, { "[1,]", false }, { "[01]", false },
		{ "{a:1}", false }, { "['a']", false }, { "[NaN]", false },
		{ "[99999999999999999999]", false }, { "\xef\xbb\xbf[]", false },
		{ "[\"\xff\"]", false }, { "[\"\\ud800\"]", false },
		{ "[\"\\u0000\"]", false }, { "", false }, { "[1", false },
		{ "// x\n[]", false },
	};
	struct str error, deep = str_printf(unit_mem(), "%.32s1%.32s",
	    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]");

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unit_row("%s", rows[i].text);
		error = S("");
		CHECK((json_read(unit_mem(), str_c(rows[i].text), &error) !=
		    NULL) == rows[i].good);
		CHECK(rows[i].good || str_starts(error, S("line ")));
	}
	CHECK(json_read(unit_mem(), deep, &error) != NULL);
	CHECK(json_read(unit_mem(), str_printf(unit_mem(), "[%.*s]",
	    STR_ARG(deep)), &error) == NULL);
}

static void
json_keeps_kinds_and_order(void)
{
	struct buf b = buf_new(unit_mem(), KIB);
	struct json_out o = json_out(&b);
	struct str error;
	const struct json *j;
	int64_t v;

	json_open(&o, '{');
	json_name(&o, S("z"));
	json_put_str(&o, S("a\"\\\n\x01" "đ"));
	json_name(&o, S("a"));
	json_open(&o, '[');
	json_put_int(&o, INT64_MIN);
	json_put_bool(&o, true);
	json_put_str(&o, (struct str){ NULL, 0 });
	json_close(&o, ']');
	json_name(&o, S("r"));
	json_open(&o, '{');
	json_close(&o, '}');
	json_close(&o, '}');
	CHECK_STR(buf_str(&b), S("{\"z\":\"a\\\"\\\\\\n\\u0001đ\",\"a\":"
	    "[-9223372036854775808,true,null],\"r\":{}}"));
	j = json_read(unit_mem(), buf_str(&b), &error);
	CHECK_STR(json_key(j, 0), S("z"));
	CHECK_STR(json_str(json_value(j, 0)), S("a\"\\\n\x01" "đ"));
	CHECK(json_is_int(json_at(json_get(j, S("a")), 0), &v) && v == INT64_MIN);
	CHECK(json_bool(json_at(json_get(j, S("a")), 1), false));
	CHECK_INT(json_kind(json_at(json_get(j, S("a")), 2)), JSON_NULL);
	CHECK(json_at(json_get(j, S("a")), 3) == NULL);
	CHECK_INT(json_int(json_get(j, S("none")), 7), 7);
	CHECK_INT(json_kind(json_read(unit_mem(), S("3.0"), &error)), JSON_REAL);
}

static void
csv_rows(void)
{
	struct str rest = S("a,b,c\r\n\n1,\"x, \"\"y\"\"\",\n\"\xc4\x91\n2\",,3");
	struct csv_row row;

	CHECK(csv_next(unit_mem(), &rest, &row));
	CHECK_INT(csv_column(&row, S("c")), 2);
	CHECK_INT(csv_column(&row, S("d")), CSV_FIELDS_MAX);
	CHECK(csv_next(unit_mem(), &rest, &row));
	CHECK_INT(row.n, 3);
	CHECK_STR(row.v[1], S("x, \"y\""));
	CHECK_STR(row.v[2], S(""));
	CHECK(csv_next(unit_mem(), &rest, &row));
	CHECK_STR(row.v[0], S("đ\n2"));
	CHECK_STR(csv_field(&row, 2), S("3"));
	CHECK_STR(csv_field(&row, 3), S(""));
	CHECK(!csv_next(unit_mem(), &rest, &row));
	rest = S("\"open");
	CHECK(csv_next(unit_mem(), &rest, &row));
	CHECK_STR(row.v[0], S("open"));
}

static void
hashes(void)
{
	struct hasher *h = hasher_new();
	struct chance c = { chance_fill_counted, 1 };
	struct hash read;

	hasher_put(h, "a", 1);
	hasher_put(h, "bc", 2);
	CHECK_STR(hash_hex(unit_mem(), hasher_end(h)), S("ba7816bf8f01cfea"
	    "414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
	CHECK(hash_read(hash_hex(unit_mem(), hash_of(S(""))), &read));
	CHECK(!hash_read(S("BA"), &read));
	CHECK_STR(hash_hex(unit_mem(), hash_keyed(S("key"), S("The quick brown "
	    "fox jumps over the lazy dog"))), S("f7bc83f430538424b13298e6aa6fb1"
	    "43ef4d59a14946175997479dbc2d1a3cd8"));
	CHECK(hash_same(S("ab"), S("ab")) && !hash_same(S("ab"), S("abc")));
	CHECK_INT(random_hex(unit_mem(), &c, 16).n, 32);
}

/* Held, it never goes back; it goes on as soon as the machine has passed it. */
static void
a_held_clock(void)
{
	const struct moment machine = clock_machine();
	struct moment a, b;

	CHECK(clock_now().ms >= machine.ms && clock_now().ms < machine.ms + 60000);
	clock_hold((struct moment){ machine.ms + 3600000 });
	CHECK_INT(clock_now().ms, machine.ms + 3600000);
	CHECK_INT(clock_now().ms, machine.ms + 3600000);
	CHECK(clock_machine().ms < machine.ms + 60000);
	clock_hold((struct moment){ machine.ms - 3600000 });
	a = clock_now();
	b = clock_now();
	CHECK(a.ms >= machine.ms && b.ms >= a.ms);
}

static const struct unit_test tests[] = {
	{ "every day there and back", every_day_there_and_back },
	{ "days as people write them", days_as_people_write_them },
	{ "months and moments", months_and_moments },
	{ "text is cleaned and folded", text_is_cleaned_and_folded },
	{ "the order of the dictionary", the_order_of_the_dictionary },
	{ "JSON is strict", json_is_strict },
	{ "JSON keeps kinds and order", json_keeps_kinds_and_order },
	{ "rows of CSV", csv_rows },
	{ "hashes", hashes },
	{ "a held clock never goes back", a_held_clock },
};
UNIT_MAIN(tests)

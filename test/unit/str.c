/*
 * str: views of text. What every parser stands on: cutting, trimming, numbers
 * at their edges.
 */
#include "unit.h"

#include "base/buf.h"

static void
compares_bytes(void)
{
	CHECK(str_eq(S("a"), S("a")));
	CHECK(str_eq((struct str){ NULL, 0 }, S("")));
	CHECK(!str_eq(S("a"), S("A")));
	CHECK(str_cmp(S("ab"), S("abc")) < 0);
	CHECK(str_cmp(S("b"), S("abc")) > 0);
	CHECK_INT(str_cmp(S("abc"), S("abc")), 0);
	CHECK(str_cmp_numbers(S("2.1"), S("10")) < 0);
	CHECK(str_cmp_numbers(S("1.10"), S("1.9")) > 0);
	CHECK(str_cmp_numbers(S("1"), S("1.1")) < 0);
	CHECK(str_cmp_numbers(S("1.2"), S("1.a")) < 0);
	CHECK(str_cmp_numbers(S("07"), S("8")) < 0);
	CHECK_INT(str_cmp_numbers(S("1.02"), S("1.2")), 0);
	CHECK(str_cmp_numbers(S(""), S("1")) < 0);
	CHECK(str_starts(S("ocop.db"), S("ocop")));
	CHECK(!str_starts(S("oc"), S("ocop")));
	CHECK(str_ends(S("ocop.db"), S(".db")));
	CHECK(!str_ends(S("b"), S(".db")));
}

static void
finds(void)
{
	CHECK_INT(str_find(S("a=b"), '='), 1);
	CHECK_INT(str_find(S("ab"), '='), 2);
	CHECK_INT(str_find(S(""), '='), 0);
	CHECK(str_has(S("nước mắm"), S("mắm")));
	CHECK(!str_has(S("nước"), S("mắm")));
	CHECK(str_has(S("x"), S("")));
}

static void
cuts_every_part(void)
{
	struct str rest = S("a,,b"), part;

	CHECK(str_cut(&rest, ',', &part));
	CHECK_STR(part, S("a"));
	CHECK(str_cut(&rest, ',', &part));
	CHECK_STR(part, S(""));
	CHECK(str_cut(&rest, ',', &part));
	CHECK_STR(part, S("b"));
	CHECK(!str_cut(&rest, ',', &part));
}

static void
trims(void)
{
	CHECK_STR(str_trim(S("  a b\t\n")), S("a b"));
	CHECK_STR(str_trim(S(" \r\n ")), S(""));
	CHECK_STR(str_from(S("abc"), 1), S("bc"));
	CHECK_STR(str_from(S("abc"), 9), S(""));
	CHECK_STR(str_head(S("abc"), 2), S("ab"));
	CHECK_STR(str_head(S("abc"), 9), S("abc"));
}

static void
reads_whole_numbers(void)
{
	static const struct { const char *text; bool ok; int64_t v; } rows[] = {
		{ "0", true, 0 }, { "-0", true, 0 }, { "17", true, 17 },
		{ "-17", true, -17 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "9223372036854775808", false, 0 },
		{ "-9223372036854775809", false, 0 },
		{ "", false, 0 }, { "-", false, 0 }, { "+1", false, 0 },
		{ " 1", false, 0 }, { "1 ", false, 0 }, { "1.0", false, 0 },
		{ "0x10", false, 0 }, { "１", false, 0 },
	};
	int64_t v;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		unit_row("\"%s\"", rows[i].text);
		v = 0;
		if (CHECK_INT(str_int(str_c(rows[i].text), &v), rows[i].ok) && rows[i].ok)
			CHECK_INT(v, rows[i].v);
	}
}

static void
a_buffer_stops_at_its_maximum(void)
{
	struct buf b = buf_new(unit_mem(), 5);

	buf_lit(&b, "abc");
	CHECK(buf_ok(&b));
	buf_lit(&b, "def");
	CHECK(!buf_ok(&b));
	buf_clear(&b);
	buf_int(&b, -42);
	CHECK_STR(buf_str(&b), S("-42"));
}

static void
an_arena_says_that_it_is_over(void)
{
	struct arena a;

	arena_init(&a, 1 * KIB);
	(void)arena_alloc(&a, 512);
	CHECK(!a.over);
	(void)arena_alloc(&a, 1024);
	CHECK(a.over);
	arena_clear(&a);
	CHECK(!a.over);
	CHECK_INT(a.used_bytes, 0);
	arena_release(&a);
}

static const struct unit_test tests[] = {
	{ "compares bytes", compares_bytes },
	{ "finds", finds },
	{ "cuts every part", cuts_every_part },
	{ "trims", trims },
	{ "reads whole numbers", reads_whole_numbers },
	{ "a buffer stops at its maximum", a_buffer_stops_at_its_maximum },
	{ "an arena says that it is over", an_arena_says_that_it_is_over },
};
UNIT_MAIN(tests)

/*
 * form_code: the code of a printed page. What was printed is read back; everything
 * else is no code: another key, a changed letter, another page number, another form.
 */
#include "unit.h"

#include "core/form_code.h"

static const struct form_code mine = { CODED_SELF, 12, 0, 0xabcdef, 3, 14 };

static void
comes_back(void)
{
	struct form_code most = { CODED_SHEET, UINT32_MAX, UINT32_MAX, 0xffffff, 1023, 1023 };
	const struct form_code all[] = { mine, most, { CODED_SLIP, 1, 0, 0, 1, 1 } };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct str s = form_code_text(unit_mem(), &all[i], S("a key"));
		struct form_code got;

		CHECK_INT(s.n, FORM_CODE_LETTERS);
		CHECK(form_code_read(unit_mem(), s, S("a key"), &got));
		CHECK_INT(got.kind, all[i].kind);
		CHECK_INT(got.thing, all[i].thing);
		CHECK_INT(got.part, all[i].part);
		CHECK_INT(got.edition, all[i].edition);
		CHECK_INT(got.page, all[i].page);
		CHECK_INT(got.of, all[i].of);
	}
}

static void
nothing_else_does(void)
{
	struct str s = form_code_text(unit_mem(), &mine, S("a key"));
	struct form_code got;

	CHECK(!form_code_read(unit_mem(), s, S("another key"), &got));
	CHECK(!form_code_read(unit_mem(), s, S(""), &got));
	CHECK(!form_code_read(unit_mem(), S(""), S("a key"), &got));
	CHECK(!form_code_read(unit_mem(), str_head(s, s.n - 1), S("a key"), &got));
	for (size_t i = 0; i < s.n; i++) {
		char *changed = memcpy(arena_bytes(unit_mem(), s.n), s.p, s.n);

		changed[i] = changed[i] == 'A' ? 'B' : 'A';
		CHECK(!form_code_read(unit_mem(), (struct str){ changed, s.n }, S("a key"), &got));
	}
}

static void
has_no_room_for_more(void)
{
	const struct form_code none[] = { { CODED_SELF, (int64_t)UINT32_MAX + 1, 0, 0, 1, 1 },
		{ CODED_SELF, 0, 0, 0, 1, 1 }, { CODED_SELF, 1, 0, 0, 2, 1 },
		{ CODED_SELF, 1, 0, 0, 1, 1024 }, { CODED_SELF, 1, 0, 0x1000000, 1, 1 },
		{ CODED__COUNT, 1, 0, 0, 1, 1 } };

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		CHECK_INT(form_code_text(unit_mem(), &none[i], S("a key")).n, 0);
	CHECK_INT(form_code_text(unit_mem(), &mine, S("")).n, 0);
}

static void
an_edition_is_what_is_said(void)
{
	const struct str one[] = { { "ab", 2 }, { "c", 1 } }, two[] = { { "a", 1 }, { "bc", 2 } };

	CHECK(form_edition(one, 2) == form_edition(one, 2));
	CHECK(form_edition(one, 2) != form_edition(two, 2));
	CHECK(form_edition(one, 2) != form_edition(one, 1));
	CHECK(form_edition(one, 2) <= 0xffffff);
}

static const struct unit_test tests[] = {
	{ "comes back as it was printed", comes_back },
	{ "nothing else is a code", nothing_else_does },
	{ "a number that has no room makes no code", has_no_room_for_more },
	{ "an edition is what is said, in its order", an_edition_is_what_is_said },
};
UNIT_MAIN(tests)

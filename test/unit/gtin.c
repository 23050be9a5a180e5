/* gtin: numbers under bars, against numbers that GS1 and others have printed, and
 * against every other last digit. */
#include "unit.h"

#include <string.h>

#include "core/gtin.h"

/* GS1's own examples (9521234543213 of a prefix for examples, 10614141999993, 614141999996),
 * and codes known from books: EAN-8, UPC-A, ISBN-13. */
static const char *const right[] = { "9521234543213", "10614141999993", "614141999996",
	"96385074", "73513537", "036000291452", "4006381333931", "9780306406157" };

static void
right_ones_are_read_and_no_other_digit(void)
{
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
		struct str s = str_c(right[i]), out;
		char other[16];

		CHECK(gtin_read(unit_mem(), s, &out) == NULL);
		CHECK_STR(out, str_c(right[i]));
		for (size_t at = 0; at < s.n; at++)
			for (char d = '0'; d <= '9'; d++) {
				memcpy(other, s.p, s.n);
				other[at] = d;
				if (d != s.p[at])
					CHECK(gtin_read(unit_mem(), (struct str){ other, s.n },
					    NULL) == &WHY_GTIN_CHECK);
			}
	}
}

static void
one_number_is_written_in_one_way(void)
{
	struct str out;

	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
		struct str wide = gtin_14(unit_mem(), str_c(right[i]));

		CHECK_INT(wide.n, 14);
		CHECK(gtin_read(unit_mem(), wide, &out) == NULL);
		CHECK_STR(gtin_short(wide), str_c(right[i]));
		CHECK_STR(gtin_14(unit_mem(), gtin_short(wide)), wide);
	}
	CHECK_STR(gtin_short(S("09521234543213")), S("9521234543213"));
	CHECK_STR(gtin_short(S("00000096385074")), S("96385074"));
	CHECK_STR(gtin_short(S("00614141999996")), S("614141999996"));
	CHECK_STR(gtin_short(S("10614141999993")), S("10614141999993"));
	CHECK_INT(gtin_14(unit_mem(), S("")).n, 0);
}

static void
what_people_type(void)
{
	struct str out;
	static const char *const refused[] = { "", "0", "1234567", "123456789", "95212345432131",
		"952123454321a", "9521234543213.", "٩521234543213", "+9521234543213",
		"00000000", "0000000000000", "952123454321395212345432139521234543213" };

	CHECK(gtin_read(unit_mem(), S("952 1234 54321-3"), &out) == NULL);
	CHECK_STR(out, S("9521234543213"));
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		CHECK(gtin_read(unit_mem(), str_c(refused[i]), NULL) != NULL);
}

static const struct unit_test tests[] = {
	{ "gtin: right ones are read, and no digit is another", right_ones_are_read_and_no_other_digit },
	{ "gtin: one number is written in one way", one_number_is_written_in_one_way },
	{ "gtin: what people type", what_people_type },
};
UNIT_MAIN(tests)

/*
 * text: Vietnamese text as it comes from phones, pasted tables and strangers.
 */
#include "unit.h"

#include <glib.h>

#include "base/text.h"

static void
cleans(void)
{
	static const struct { const char *from, *line, *lines; } rows[] = {
		{ "  Bánh   tráng\t", "Bánh tráng", "Bánh   tráng" },
		{ "a\r\nb\rc\nd", "a b c d", "a\nb\nc\nd" },
		{ "a\tb", "a b", "a b" },
		{ "Suo\xcc\x82\xcc\x81i", "Suối", "Suối" }, /* in pieces, NFD */
		{ "a\x01\xe2\x80\x8b" "b", "ab", "ab" },      /* control, zero width */
		/* a control between a letter and its mark: composed all the same */
		{ "o\x01\xcc\x82\x7f\xcc\x81", "ố", "ố" },
		{ "\xe2\x80\xae" "abc", "abc", "abc" },       /* reversed writing */
		{ "a\xc2\xa0\xc2\xa0" "b", "a b", "a  b" },
		{ "", "", "" }, { " \n ", "", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		unit_row("row %zu", i);
		CHECK_STR(text_clean(unit_mem(), str_c(rows[i].from), false), str_c(rows[i].line));
		CHECK_STR(text_clean(unit_mem(), str_c(rows[i].from), true), str_c(rows[i].lines));
	}
}

static void
knows_what_is_no_text(void)
{
	CHECK(text_valid(S("Đặng Thùy Trâm")));
	CHECK(!text_valid(S("\xc0\xaf")));         /* overlong / */
	CHECK(!text_valid(S("\xed\xa0\x80")));     /* half of a pair */
	CHECK(!text_valid(S("\xf4\x90\x80\x80"))); /* above U+10FFFF */
	CHECK(!text_valid(S("a\xe1\xba")));        /* cut off */
}

static void
folds_for_searching(void)
{
	CHECK_STR(text_fold(unit_mem(), S("Nước mắm Phú-Quốc")), S("nuoc mam phu quoc"));
	CHECK_STR(text_fold(unit_mem(), S("ĐẮK LẮK")), S("dak lak"));
	CHECK_STR(text_fold(unit_mem(), S("  70% cacao!  ")), S("70 cacao"));
	CHECK_STR(text_lower(unit_mem(), S("Nước Mắm")), S("nước mắm"));
	CHECK_STR(text_slug(unit_mem(), S("Nước mắm Phú Quốc (500 ml)")), S("nuoc-mam-phu-quoc-500-ml"));
}

/* The slug is made letter by letter while the table knows them; the same name
 * with one letter it does not know goes the long way. Long names end with a
 * whole word, at every length around the maximum. */
static void
slugs_alike_on_both_ways(void)
{
	static const char *const of[] = { "Đậm", "9", "nghệ", "Sấy-khô", "a" };
	char name[200] = "";
	size_t n = 0;

	for (int words = 0; n < sizeof name - 20; words++) {
		struct str plain, asked;
		char with[240];

		n += (size_t)snprintf(name + n, sizeof name - n, "%s%s",
		    words == 0 ? "" : words % 3 == 0 ? " - " : " ",
		    of[words * words % 5]);
		(void)snprintf(with, sizeof with, "%s 中", name);
		plain = text_slug(unit_mem(), str_c(name));
		asked = text_slug(unit_mem(), str_c(with));
		unit_row("%s", name);
		CHECK_STR(plain, asked);
		CHECK(plain.n <= 80);
	}
	CHECK_STR(text_slug(unit_mem(), S("")), S(""));
	CHECK_STR(text_slug(unit_mem(), S(" - ")), S(""));
	CHECK_STR(text_slug(unit_mem(), S("中 trà")), S("tra"));
}

static void
counts_as_people_do(void)
{
	CHECK_INT(text_length(S("Suối Giàng")), 10);
	CHECK_STR(text_cut(S("Suối Giàng"), 4), S("Suối"));
	CHECK_STR(text_cut(S("Suối"), 40), S("Suối"));
	CHECK_STR(text_number(unit_mem(), 1234567), S("1.234.567"));
	CHECK_STR(text_number(unit_mem(), -1000), S("-1.000"));
	CHECK_STR(text_number(unit_mem(), 999), S("999"));
}

/* An < Ăn < Ấm < Ân < Dừa < Đào < Oản < Ốc < Ớt, as in a dictionary. */
static void
sorts_as_a_dictionary(void)
{
	static const char *const words[] = { "An", "Ăn", "Ấm", "Ân", "Dừa", "Đào", "Oản",
		"Ốc", "Ớt" };
	const size_t n = sizeof words / sizeof words[0];

	for (size_t i = 1; i < n; i++) {
		unit_row("%s before %s", words[i - 1], words[i]);
		CHECK(str_cmp(text_sort_key(unit_mem(), str_c(words[i - 1])),
		    text_sort_key(unit_mem(), str_c(words[i]))) < 0);
	}
}

/* Letters with a form of their own are folded by a table; the same letters in
 * pieces (g_utf8_normalize apart) by the long way. Both must agree. */
static void
folds_letters_and_pieces_alike(void)
{
	for (gunichar c = 0x20; c < 0x2000; c++) {
		char whole[8] = "x";
		size_t n = 1 + (size_t)g_unichar_to_utf8(c, whole + 1);
		char *pieces;

		if (!g_unichar_isdefined(c))
			continue;
		pieces = g_utf8_normalize(whole, (gssize)n, G_NORMALIZE_ALL);
		unit_row("U+%04x", c);
		CHECK_STR(text_fold(unit_mem(), (struct str){ whole, n }),
		    text_fold(unit_mem(), str_c(pieces)));
		g_free(pieces);
	}
	CHECK_STR(text_fold(unit_mem(), S("e\u0323\u0302m a\tb")), S("em ab"));
}

static const struct unit_test tests[] = {
	{ "cleans", cleans },
	{ "knows what is no text", knows_what_is_no_text },
	{ "folds for searching", folds_for_searching },
	{ "folds letters and pieces alike", folds_letters_and_pieces_alike },
	{ "slugs alike on both ways", slugs_alike_on_both_ways },
	{ "counts as people do", counts_as_people_do },
	{ "sorts as a dictionary", sorts_as_a_dictionary },
};
UNIT_MAIN(tests)

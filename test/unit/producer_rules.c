/* Rules of the evidence box and of products: every row of their tables. */
#include "unit.h"

#include "core/evidence.h"
#include "core/product.h"

static void
kinds_are_fifteen(void)
{
	static const struct { const char *code; int kind; } rows[] = {
		{ "E1", 1 }, { "E9", 9 }, { "E10", 10 }, { "E15", 15 },
		{ "E0", 0 }, { "E16", 0 }, { "E01", 0 }, { "e1", 0 }, { "E", 0 },
		{ "", 0 }, { "E-1", 0 }, { "E1 ", 0 }, { "E150", 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unit_row("%s", rows[i].code);
		CHECK_INT(evidence_kind(str_c(rows[i].code)), rows[i].kind);
	}
}

static void
last_day_counts(void)
{
	const struct day today = day_make(2026, 9, 1);
	static const struct { int ahead, standing; } rows[] = {
		{ -1, PAPER_EXPIRED }, { 0, PAPER_SOON }, { 1, PAPER_SOON },
		{ PAPER_SOON_DAYS, PAPER_SOON }, { PAPER_SOON_DAYS + 1, PAPER_VALID },
	};
	int left;

	CHECK_INT(paper_standing((struct day){ 0 }, today, &left), PAPER_LASTS);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unit_row("%d days ahead", rows[i].ahead);
		CHECK_INT(paper_standing(day_add(today, rows[i].ahead), today, &left),
		    rows[i].standing);
		CHECK_INT(left, rows[i].ahead);
	}
}

static void
dates_agree(void)
{
	const struct day today = day_make(2026, 9, 1), none = { 0 };

	CHECK(paper_issued_check(none, today) == NULL);
	CHECK(paper_issued_check(today, today) == NULL);
	CHECK(paper_issued_check(day_add(today, 1), today) == &WHY_ISSUED_LATER);
	CHECK(paper_expires_check(today, today) == NULL);
	CHECK(paper_expires_check(today, none) == NULL);
	CHECK(paper_expires_check(none, today) == NULL);
	CHECK(paper_expires_check(today, day_add(today, -1)) == &WHY_EXPIRES_EARLIER);
}

static void
product_changes(void)
{
	const struct product_standing fresh = { 0, 0 }, drafted = { 1, 0 },
	    sent = { 0, 1 }, both = { 1, 1 };

	CHECK(product_may_rename(&fresh) == NULL);
	CHECK(product_may_rename(&drafted) == NULL);
	CHECK(product_may_rename(&sent) == &WHY_PRODUCT_SENT);
	CHECK(product_may_reclass(&fresh) == NULL);
	CHECK(product_may_reclass(&drafted) == &WHY_PRODUCT_DRAFT);
	CHECK(product_may_reclass(&sent) == &WHY_PRODUCT_SENT);
	CHECK(product_may_reclass(&both) == &WHY_PRODUCT_SENT);
}

static const struct unit_test tests[] = {
	{ "papers have fifteen kinds", kinds_are_fifteen },
	{ "the last day of a paper counts", last_day_counts },
	{ "dates of a paper agree", dates_agree },
	{ "what of a product may change", product_changes },
};
UNIT_MAIN(tests)

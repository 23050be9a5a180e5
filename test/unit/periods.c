/*
 * periods: deadlines, rounds, certificates, codes, quorum, and what people
 * type, row by row.
 */
#include "core/certificate.h"
#include "core/check.h"
#include "core/codes.h"
#include "core/deadlines.h"
#include "core/bylaw.h"
#include "core/quorum.h"
#include "core/rounds.h"
#include "core/transition.h"
#include "law_help.h"

static struct day
day(const char *iso)
{
	struct day d;

	REQUIRE(day_read_iso(str_c(iso), &d));
	return d;
}

#define CHECK_DAY(got, iso) CHECK_STR(day_iso(unit_mem(), (got)), S(iso))

static void
working_days(void)
{
	const struct day_exception v[] = {
		{ day("2026-04-27"), DAY_REST }, { day("2026-04-30"), DAY_REST },
		{ day("2026-05-01"), DAY_REST }, { day("2026-08-22"), DAY_WORK },
		{ day("2026-08-31"), DAY_REST }, { day("2026-09-01"), DAY_REST },
		{ day("2026-09-02"), DAY_REST },
	};
	const struct day_exceptions e = { v, sizeof(v) / sizeof(v[0]) };
	const struct day_exceptions none = { NULL, 0 };

	/* a Monday: three weeks without a rest day but Sundays */
	CHECK_DAY(working_days_after(&none, day("2026-11-02"), 15), "2026-11-23");
	/* across 27, 30 April and 1 May */
	CHECK_DAY(working_days_after(&e, day("2026-04-20"), 15), "2026-05-14");
	/* a Saturday that is worked counts */
	CHECK_DAY(working_days_after(&e, day("2026-08-21"), 1), "2026-08-22");
	CHECK_DAY(working_days_after(&none, day("2026-08-21"), 1), "2026-08-24");
	CHECK_INT(working_days_between(&e, day("2026-04-20"), day("2026-05-14")),
	    15);
	CHECK_INT(working_days_between(&e, day("2026-05-14"), day("2026-04-20")),
	    0);
	CHECK_DAY(day_next_working(&e, day("2026-08-29")), "2026-09-03");
	CHECK_DAY(day_next_working(&e, day("2026-08-28")), "2026-08-28");
}

static void
deadlines_of_the_pack(void)
{
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));
	const struct day_exceptions none = { NULL, 0 };
	struct deadline d = deadline_of(pack_clock(p, "commune"), &none,
	    day("2026-11-02"), day("2026-11-20"));

	CHECK_DAY(d.on, "2026-11-23");
	CHECK_INT(d.left, 1);
	CHECK(d.in_working_days);
	CHECK_STR(d.clause, S("QĐ 26/2026 Đ7.2"));
	CHECK_INT(deadline_of(pack_clock(p, "commune"), &none,
	    day("2026-11-02"), day("2026-11-23")).left, 0);
	CHECK_INT(deadline_of(pack_clock(p, "commune"), &none,
	    day("2026-11-02"), day("2026-11-25")).left, -2);
	/* 45 days after Wednesday 1 July end on Saturday 15 August: Monday */
	d = deadline_of(pack_clock(p, "again"), &none, day("2026-07-01"),
	    day("2026-07-01"));
	CHECK_DAY(d.on, "2026-08-17");
	CHECK_INT(d.left, 47);
}

static void
rounds_of_a_year(void)
{
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));
	static const struct { const char *day; int year, number; } rows[] = {
		{ "2026-01-01", 2026, 1 }, { "2026-04-29", 2026, 1 },
		{ "2026-04-30", 2026, 2 }, { "2026-10-29", 2026, 2 },
		{ "2026-10-30", 2027, 1 }, { "2026-12-31", 2027, 1 },
	};
	struct round_dates r;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unit_row("%s", rows[i].day);
		CHECK(round_for(p, LEVEL_PROVINCE, day(rows[i].day), &r));
		CHECK_INT(r.year, rows[i].year);
		CHECK_INT(r.number, rows[i].number);
	}
	CHECK(round_dates(p, LEVEL_MINISTRY, 2026, 1, &r));
	CHECK_DAY(r.proposed_before, "2026-07-30");
	CHECK_DAY(r.held_before, "2026-09-30");
	/* sent in August 2026: the round that is held before 30/03/2027 (Đ5.2) */
	CHECK(round_for(p, LEVEL_MINISTRY, day("2026-08-01"), &r));
	CHECK_INT(r.number, 2);
	CHECK_DAY(r.held_before, "2027-03-30");
	CHECK(round_dates(p, LEVEL_PROVINCE, 2026, 2, &r));
	CHECK_DAY(r.proposed_before, "2026-10-30");
	CHECK_DAY(r.held_before, "2026-12-30");
	CHECK(!round_dates(p, LEVEL_PROVINCE, 2026, 3, &r));
	CHECK(!round_for(law_pack(the_law(), S("qd148-2023")), LEVEL_PROVINCE, day("2024-01-01"),
	    &r));
	CHECK_INT(before_judge(day("2026-10-29"), day("2026-10-30")),
	    BEFORE_EARLY);
	CHECK_INT(before_judge(day("2026-10-30"), day("2026-10-30")),
	    BEFORE_ON_THE_DAY);
	CHECK_INT(before_judge(day("2026-10-31"), day("2026-10-30")),
	    BEFORE_LATE);
	CHECK_INT(before_left(day("2026-10-29"), day("2026-10-30")), 0);
}

static void
certificates_by_themselves(void)
{
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));
	const struct certificate_facts one = { .valid_until = day("2029-07-15") };
	static const struct { const char *day; enum certificate_status is; }
	    rows[] = {
		{ "2026-07-15", CERT_VALID }, { "2029-01-15", CERT_VALID },
		{ "2029-01-16", CERT_DUE }, { "2029-07-15", CERT_DUE },
		{ "2029-07-16", CERT_LAPSED },
	};
	struct certificate_facts c = one;

	CHECK_DAY(certificate_until(p, day("2026-07-15")), "2029-07-15");
	CHECK_DAY(certificate_until(p, day("2024-02-29")), "2027-02-28");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unit_row("%s", rows[i].day);
		CHECK_INT(certificate_status(&c, p, day(rows[i].day)),
		    rows[i].is);
	}
	CHECK_DAY(certificate_window(p, c.valid_until).first, "2029-01-16");
	CHECK_DAY(certificate_window(p, c.valid_until).last, "2029-03-17");
	c.revoked = day("2027-01-10");
	CHECK_INT(certificate_status(&c, p, day("2027-01-09")), CERT_VALID);
	CHECK_INT(certificate_status(&c, p, day("2027-01-10")), CERT_REVOKED);
	c = one;
	c.replaced = true;
	CHECK_INT(certificate_status(&c, p, day("2027-01-10")), CERT_REPLACED);
	/* only the year was published: we cannot say, however long ago */
	c = (struct certificate_facts){ .replaced = false };
	CHECK_INT(certificate_status(&c, p, day("2026-01-01")), CERT_UNKNOWN);
	CHECK_INT(certificate_status(&c, p, day("2036-01-01")), CERT_UNKNOWN);
	CHECK(certificate_stands(CERT_DUE) && !certificate_stands(CERT_UNKNOWN));
}

/* Every single wrong sign and every swap of neighbours is noticed. */
static void
codes_notice_mistakes(void)
{
	static const char signs[] = "ABCDEFGHJKMNPQRSTWXYZ0123456789";
	struct str code = certificate_code(unit_mem(), S("79"), 41), read;

	CHECK_INT(code.n, 10);
	CHECK(certificate_code_read(unit_mem(), code, &read));
	CHECK_STR(read, code);
	CHECK(certificate_code_read(unit_mem(), str_printf(unit_mem(),
	    " %.*s ", STR_ARG(str_lower(unit_mem(), code))), &read));
	CHECK_STR(read, code);
	CHECK(certificate_code_read(unit_mem(), str_printf(unit_mem(),
	    "https://example.com/c/%.*s", STR_ARG(code)), &read));
	for (size_t i = 0; i < code.n; i++)
		for (size_t k = 0; signs[k] != '\0'; k++) {
			char *p = arena_alloc(unit_mem(), code.n);

			memcpy(p, code.p, code.n);
			if (p[i] == '-' || p[i] == signs[k])
				continue;
			p[i] = signs[k];
			CHECK(!certificate_code_read(unit_mem(),
			    (struct str){ p, code.n }, &read));
		}
	for (size_t i = 0; i + 1 < code.n; i++) {
		char *p = arena_alloc(unit_mem(), code.n), swap;

		memcpy(p, code.p, code.n);
		if (p[i] == '-' || p[i + 1] == '-' || p[i] == p[i + 1])
			continue;
		swap = p[i];
		p[i] = p[i + 1];
		p[i + 1] = swap;
		CHECK(!certificate_code_read(unit_mem(),
		    (struct str){ p, code.n }, &read));
	}
}

static void
codes_are_unlike(void)
{
	for (int i = 0; i < 2000; i++)
		for (int k = i + 1; k < i + 3; k++)
			CHECK(!str_eq(certificate_code(unit_mem(), S("79"), i),
			    certificate_code(unit_mem(), S("79"), k)));
	CHECK(certificate_code(unit_mem(), S("01"),
	    CERTIFICATE_NUMBERS - 1).n == 10);
}

static void
numbers_on_papers(void)
{
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));
	const struct code_values v = { S("79"), S("720"), S("25807"), 7, 2026 };
	struct product_code_parts parts;

	CHECK_STR(product_code(unit_mem(), p, &v), S("79-25807-7-2026"));
	CHECK_STR(slip_number(unit_mem(), p, &v), S("7/PĐK-79-25807-2026"));
	CHECK_STR(document_number(unit_mem(), 12, S("QĐ"), S("UBND")),
	    S("12/QĐ-UBND"));
	CHECK_STR(code_fill(unit_mem(), S("{year}{x}{"), &v), S("2026{x}{"));
	CHECK(product_code_read(S("79-25807-7-2026"), &parts));
	CHECK_INT(parts.sequence, 7);
	CHECK_INT(parts.district.n, 0);
	CHECK(product_code_read(S("83-829-28780-3-2022"), &parts));
	CHECK_STR(parts.district, S("829"));
	CHECK(!product_code_read(S("79-25807-7"), &parts));
	CHECK(!product_code_read(S("79-2580-7-2026"), &parts));
	CHECK(!product_code_read(S("79-25807-0-2026"), &parts));
	CHECK(!product_code_read(S("79-25807-7-2026-"), &parts));
}

static void
quorum_of_nine(void)
{
	struct quorum_seat s[10] = { { .role = SEAT_CHAIR, .votes = true,
	    .present = true } };
	struct quorum q;

	for (int i = 1; i < 9; i++)
		s[i] = (struct quorum_seat){ .role = SEAT_MEMBER, .votes = true,
		    .present = i < 7 };
	s[9] = (struct quorum_seat){ .role = SEAT_SECRETARY, .present = true };
	q = quorum_count(s, 10, 3, 4, true);
	CHECK_INT(q.seats, 9);
	CHECK_INT(q.present, 7);
	CHECK_INT(q.needed, 7);
	CHECK(q.chaired);
	CHECK_INT(quorum_count(s, 10, 2, 3, true).needed, 6);
	s[0].present = false; /* seven again, but nobody in the chair */
	s[7].present = true;
	q = quorum_count(s, 10, 3, 4, true);
	CHECK_INT(q.present, 7);
	CHECK(!q.chaired);
	s[7].role = SEAT_VICE;
	CHECK(quorum_count(s, 10, 3, 4, true).chaired);
	CHECK(!quorum_count(NULL, 0, 3, 4, true).chaired);
}

/* Five seats, an alternate for the last; what counts when somebody is out. */
static void
quorum_of_seats(void)
{
	struct quorum_seat s[6] = { { 1, 0, SEAT_CHAIR, true, true, false, false, false },
		{ 2, 0, SEAT_VICE, true, true, false, false, false },
		{ 3, 0, SEAT_MEMBER, true, true, false, false, false },
		{ 4, 0, SEAT_MEMBER, true, false, false, false, false },
		{ 5, 4, SEAT_MEMBER, true, true, false, false, false },
		{ 6, 0, SEAT_EXPERT, false, true, false, false, false } };

	CHECK_INT(quorum_count(s, 6, 3, 4, true).seats, 4); /* no alternate yet */
	CHECK_INT(quorum_count(s, 6, 3, 4, true).present, 3);
	s[3].absent = true; /* … who now counts in her place */
	CHECK_INT(quorum_count(s, 6, 3, 4, true).seats, 4);
	CHECK_INT(quorum_count(s, 6, 3, 4, true).present, 4);
	CHECK(!seat_counts(s, 6, 3));
	CHECK(seat_counts(s, 6, 4));
	CHECK(!seat_counts(s, 6, 5)); /* an expert without a vote */
	s[2].recused = true;
	CHECK_INT(quorum_count(s, 6, 3, 4, true).seats, 3);
	CHECK_INT(seat_presides(s, 6, false), 0);
	s[0].present = false; /* the vice chair was authorised, or was not */
	CHECK_INT(seat_presides(s, 6, true), 1);
	CHECK_INT(seat_presides(s, 6, false), 6);
	s[0].recused = true;
	CHECK_INT(seat_presides(s, 6, false), 1);
}

static bool
stands(const struct bylaw *b, enum table_step step, const struct table_facts *f,
    const struct reason *why)
{
	struct unmet_rule u[UNMET_RULES_MAX];
	size_t n = bylaw_unmet(b, step, f, u);

	for (size_t i = 0; i < n; i++)
		if (u[i].why == why)
			return true;
	return false;
}

static void
bylaw_rules(void)
{
	struct bylaw b = bylaw_default();
	struct table_facts f = { .quorum = { 9, 9, 7, true }, .pass = 1,
		.findings_saved = true, .notice_days = 1 };

	CHECK(bylaw_fits(&b));
	CHECK(!bylaw_put(&b, BYLAW_DECIMALS, 5));
	CHECK_INT(bylaw_find(S("ballot")), BYLAW_BALLOT);
	CHECK_INT(bylaw_find(S("weather")), BYLAW__COUNT);
	for (int step = STEP_OPEN; step <= STEP_CONCLUDE; step++) {
		struct unmet_rule u[UNMET_RULES_MAX];

		CHECK_INT(bylaw_unmet(&b, (enum table_step)step, &f, u), 0);
	}
	f.notice_days = 0;
	CHECK(stands(&b, STEP_OPEN, &f, &WHY_NOTICE_SHORT));
	f.waived = true;
	CHECK(!stands(&b, STEP_OPEN, &f, &WHY_NOTICE_SHORT));
	f.quorum = (struct quorum){ 9, 6, 7, false };
	f.missing = 3;
	CHECK(stands(&b, STEP_CLOSE, &f, &WHY_QUORUM_MISSING));
	CHECK(stands(&b, STEP_CLOSE, &f, &WHY_CHAIR_MISSING));
	CHECK(stands(&b, STEP_CLOSE, &f, &WHY_SHEETS_MISSING));
	f.without = true;
	CHECK(!stands(&b, STEP_CLOSE, &f, &WHY_SHEETS_MISSING));
	f.spread_exceeded = true; /* first again, then the chair's reason */
	f.despite = true;
	CHECK(stands(&b, STEP_CONCLUDE, &f, &WHY_SPREAD_AGAIN));
	f.pass = 2;
	CHECK(!stands(&b, STEP_CONCLUDE, &f, &WHY_SPREAD_AGAIN));
	f.despite = false;
	CHECK(stands(&b, STEP_CONCLUDE, &f, &WHY_SPREAD_EXCEEDED));
	f.knocked_out = true;
	CHECK(!stands(&b, STEP_CONCLUDE, &f, &WHY_SPREAD_EXCEEDED));
	f.findings_saved = false;
	f.broken = f.given_back = 1;
	CHECK(stands(&b, STEP_CONCLUDE, &f, &WHY_FINDINGS_MISSING));
	CHECK(stands(&b, STEP_CONCLUDE, &f, &WHY_SEAL_BROKEN));
	CHECK(stands(&b, STEP_CONCLUDE, &f, &WHY_SHEET_GIVEN_BACK));
	(void)bylaw_put(&b, BYLAW_MINIMUMS, JUDGE_ALL);
	CHECK(!stands(&b, STEP_CONCLUDE, &f, &WHY_FINDINGS_MISSING));
}

/* Who had the seat when sealing: what came after changes nothing. */
static void
quorum_of_seats_that_ended(void)
{
	struct quorum_seat s[4] = { { .role = SEAT_CHAIR, .votes = true, .present = true, .over = false },
	    { .role = SEAT_MEMBER, .votes = true, .present = true, .over = true },   /* sealed, then left */
	    { .role = SEAT_MEMBER, .votes = true, .present = false, .over = true },  /* left without a sheet */
	    { .role = SEAT_SECRETARY, .present = true } };
	struct quorum q = quorum_count(s, 4, 2, 3, true);

	CHECK(quorum_seat_counts(&s[1]));
	CHECK(!quorum_seat_counts(&s[2]));
	CHECK(!quorum_seat_counts(&s[3]));
	CHECK_INT(q.seats, 2);
	CHECK_INT(q.present, 2);
	CHECK(q.chaired);
	s[0].over = true; /* the chair too */
	CHECK(quorum_count(s, 4, 2, 3, true).chaired);
}

static void
what_people_type(void)
{
	static const struct { const char *typed, *kept; } phones[] = {
		{ "0912 345 678", "0912345678" }, { "+84 912.345.678", "0912345678" },
		{ "84912345678", "0912345678" }, { "(0274) 3822 956", "02743822956" },
		{ "+84 (0)912 345 678", "0912345678" },
		{ "912345678", NULL }, { "0912 345 67", NULL },
		{ "0912 345 678 9", NULL }, { "09a2345678", NULL }, { "", NULL },
		{ "00000000000", NULL },
	};
	struct str kept;

	for (size_t i = 0; i < sizeof(phones) / sizeof(phones[0]); i++) {
		unit_row("%s", phones[i].typed);
		if (phones[i].kept == NULL)
			CHECK(check_phone(unit_mem(), str_c(phones[i].typed),
			    &kept) == &WHY_PHONE);
		else if (CHECK(check_phone(unit_mem(), str_c(phones[i].typed),
		    &kept) == NULL))
			CHECK_STR(kept, str_c(phones[i].kept));
	}
	unit_row("others");
	CHECK(check_email(S("htxmau3@example.com")) == NULL);
	CHECK(check_email(S("a@b")) != NULL);
	CHECK(check_email(S("a b@c.vn")) != NULL);
	CHECK(check_email(S("a@b@c.vn")) != NULL);
}

/* Đ12.2: what was filed in time, by kind; nothing before the newer decision is
 * in force, nothing for what was filed under it or never. */
static void
rules_that_were_replaced(void)
{
	static const struct {
		enum dossier_kind kind;
		const char *filed, *today, *until;
		bool old, kept;
	} rows[] = {
		{ DOSSIER_FIRST, "2026-05-21", "2026-05-21", NULL, false, false },
		{ DOSSIER_FIRST, "2026-05-21", "2026-05-22", "2026-07-21", true, true },
		{ DOSSIER_UPGRADE, "2023-03-01", "2026-12-01", "2026-07-21", true, true },
		/* 21 June 2026 is a Sunday */
		{ DOSSIER_AGAIN, "2026-05-21", "2026-06-01", "2026-06-22", true, true },
		{ DOSSIER_FIRST, "2026-05-22", "2026-05-22", NULL, true, false },
		{ DOSSIER_AGAIN, NULL, "2026-06-01", NULL, true, false },
	};
	const struct law *law = the_law();
	const struct day_exceptions none = { NULL, 0 };
	const struct day never = { 0 };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct transition t = transition_of(law,
		    &(struct transition_facts){ law_pack(law, S("qd148-2023")),
		    rows[i].kind, rows[i].filed == NULL ? never
		    : day(rows[i].filed), day(rows[i].today) }, &none);

		unit_row("row %zu", i);
		CHECK(t.old == rows[i].old && t.kept == rows[i].kept);
		if (rows[i].until == NULL)
			CHECK_INT(t.until.n, 0);
		else
			CHECK_STR(day_iso(unit_mem(), t.until),
			    str_c(rows[i].until));
	}
	/* the pack in force has no follower */
	CHECK(!transition_of(law, &(struct transition_facts){ law_pack(law,
	    S("qd26-2026")), DOSSIER_FIRST, never, day("2030-01-01") },
	    &none).old);
}

static const struct unit_test tests[] = {
	{ "working days", working_days },
	{ "rules that were replaced", rules_that_were_replaced },
	{ "deadlines of the pack", deadlines_of_the_pack },
	{ "rounds of a year", rounds_of_a_year },
	{ "certificates change by themselves", certificates_by_themselves },
	{ "codes notice mistakes", codes_notice_mistakes },
	{ "codes of neighbours are unlike", codes_are_unlike },
	{ "numbers on papers", numbers_on_papers },
	{ "quorum of nine", quorum_of_nine },
	{ "quorum of seats that ended", quorum_of_seats_that_ended },
	{ "quorum of seats that are out", quorum_of_seats },
	{ "rules of a bylaw", bylaw_rules },
	{ "what people type", what_people_type },
};
UNIT_MAIN(tests)

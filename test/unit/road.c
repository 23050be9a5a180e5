/*
 * road: the road of a dossier. The whole matrix of states, deeds and people is
 * a file that people read (test/unit/road.matrix); OCOP_GOLD=1 writes it anew.
 */
#include <stdlib.h>
#include <string.h>

#include "core/opinions.h"
#include "core/permit.h"
#include "core/certificate_life.h"
#include "core/workflow_rows.h"
#include "law_help.h"

#define GOLD "test/unit/road.matrix"

static void
the_matrix_is_the_golden_one(void)
{
	struct buf b = buf_new(unit_mem(), 4 * MIB);
	char *old = arena_alloc(unit_mem(), MIB);
	size_t n = 0;
	FILE *f;

	permit_print(&b);
	buf_lit(&b, "\n");
	workflow_print(&b);
	buf_lit(&b, "\n");
	workflow_print_matrix(&b);
	buf_lit(&b, "\n");
	certificate_life_print(&b);
	CHECK(buf_ok(&b));
	if (getenv("OCOP_GOLD") != NULL && (f = fopen(GOLD, "w")) != NULL) {
		CHECK(fwrite(b.p, 1, b.n, f) == b.n);
		(void)fclose(f);
	}
	if (CHECK((f = fopen(GOLD, "r")) != NULL)) {
		n = fread(old, 1, MIB, f);
		(void)fclose(f);
	}
	/* a difference is a change of power: read it, then OCOP_GOLD=1 */
	CHECK(str_eq(buf_str(&b), (struct str){ old, n }));
}

/* A clause of the decision with its article, or the word that it is silent. */
static bool
says_why(const char *clause)
{
	const struct str s = str_c(clause), law = S("QĐ 26/2026 ");
	const struct str rest = str_from(s, law.n);

	return str_eq(s, S(OURS_SILENT)) || (str_starts(s, law) &&
	    (str_starts(rest, S("Đ")) || str_starts(rest, S("Phụ lục"))));
}

static void
every_row_has_its_clause(void)
{
	for (size_t i = 0; i < ROAD_N; i++) {
		unit_row("%s", ROAD[i].name);
		CHECK(says_why(ROAD[i].clause));
	}
	for (size_t i = 0; i < SEES_N; i++) {
		unit_row("%s", stand_name(SEES[i].by));
		CHECK(says_why(SEES[i].clause));
	}
	for (int t = TURN_DUE; t < TURN__COUNT; t++)
		CHECK(says_why(certificate_turn_clause((enum certificate_turn)t)));
	/* the control: what would not pass */
	CHECK(!says_why(""));
	CHECK(!says_why("QĐ 26/2026"));
	CHECK(!says_why("QĐ 26/2026 7.1"));
}

static const struct actor OWNER = { .id = { 1 },
	.roles = ROLE_BIT(ROLE_PRODUCER), .subject = { 1 } };
static const struct actor COMMUNE = { .id = { 2 },
	.roles = ROLE_BIT(ROLE_COMMUNE), .agency = { 1 } };
static const struct actor PROVINCE = { .id = { 3 },
	.roles = ROLE_BIT(ROLE_PROVINCE), .agency = { 2 } };
static const struct actor SECRETARY = { .id = { 4 },
	.roles = ROLE_BIT(ROLE_COUNCIL), .agency = { 2 } };
static const struct actor SIGNER = { .id = { 5 },
	.roles = ROLE_BIT(ROLE_SIGNER), .agency = { 2 } };
static const struct actor MINISTRY = { .id = { 6 },
	.roles = ROLE_BIT(ROLE_PROVINCE), .agency = { 3 } };
static const struct actor MINISTER = { .id = { 7 },
	.roles = ROLE_BIT(ROLE_SIGNER), .agency = { 3 } };
static const struct actor TEAM = { .id = { 8 },
	.roles = ROLE_BIT(ROLE_TEAM), .agency = { 9 } };

static struct dossier_facts
at(enum dossier_state s)
{
	return (struct dossier_facts){ .state = s, .kind = DOSSIER_FIRST,
		.subject = { 1 }, .commune = { 1 }, .province = { 2 },
		.evaluator = { 2 }, .ministry = { 3 } };
}

static void
the_whole_road(void)
{
	static const struct { const struct actor *who; enum deed deed;
		enum dossier_state next; } rows[] = {
		{ &OWNER, DO_EDIT, ST_DRAFT },
		{ &OWNER, DO_SUBMIT, ST_SUBMITTED },
		{ &COMMUNE, DO_RECEIVE, ST_COMMUNE_CHECK },
		{ &COMMUNE, DO_ASK_COMMUNE, ST_COMMUNE_ASKED },
		{ &OWNER, DO_ANSWER, ST_COMMUNE_CHECK },
		{ &COMMUNE, DO_CHECK_COMMUNE, ST_COMMUNE_CHECK },
		{ &COMMUNE, DO_FORWARD, ST_FORWARDED },
		{ &PROVINCE, DO_TAKE, ST_PROVINCE_CHECK },
		{ &PROVINCE, DO_ASK_PROVINCE, ST_PROVINCE_ASKED },
		{ &OWNER, DO_ANSWER, ST_PROVINCE_CHECK },
		{ &PROVINCE, DO_ACCEPT, ST_ACCEPTED },
		{ &PROVINCE, DO_PUT_ON_AGENDA, ST_ON_AGENDA },
		{ &SECRETARY, DO_CONCLUDE, ST_CONCLUDED },
		{ &SIGNER, DO_DECIDE, ST_RECOGNISED },
	};
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));
	struct dossier_facts d = at(ST_DRAFT);

	d.seated = d.secretary = true;
	d.star = 4;
	d.band = pack_band(p, 4);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct verdict v = workflow_decide(rows[i].who, &d,
		    rows[i].deed);

		unit_row("%s", deed_name(rows[i].deed));
		CHECK(v.why == NULL);
		CHECK_INT(v.next, rows[i].next);
		d.state = v.next;
	}
}

/* A step of a road: who, what, where it leads; 0: not possible. */
struct step {
	const struct actor *who;
	enum deed deed;
	enum dossier_state next;
};

static void
walk(struct dossier_facts *d, const struct step *steps, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct verdict v = workflow_decide(steps[i].who, d, steps[i].deed);

		unit_row("%s from %s", deed_name(steps[i].deed),
		    state_name(d->state));
		CHECK((v.why == NULL) == (steps[i].next != 0));
		if (steps[i].next != 0) {
			CHECK_INT(v.next, steps[i].next);
			d->state = v.next;
		}
	}
}
#define WALK(d, steps) walk((d), (steps), sizeof(steps) / sizeof((steps)[0]))

/* 92 points at the province, 88,4 at the Ministry: back, and recognised with
 * four stars on the central result (Đ7.4.g). */
static void
up_and_back(void)
{
	static const struct step approved[] = {
		{ &PROVINCE, DO_SEND_UP, 0 }, /* not before the decision */
		{ &SIGNER, DO_DECIDE, ST_RESULT_APPROVED },
		{ &MINISTRY, DO_TAKE, 0 },
		{ &PROVINCE, DO_SEND_UP, ST_FORWARDED },
	};
	static const struct step there[] = {
		{ &PROVINCE, DO_TAKE, 0 }, /* no longer its turn */
		{ &MINISTRY, DO_TAKE, ST_PROVINCE_CHECK },
		{ &MINISTRY, DO_ASK_PROVINCE, ST_PROVINCE_ASKED },
		{ &OWNER, DO_ANSWER, ST_PROVINCE_CHECK },
		{ &MINISTRY, DO_ACCEPT, ST_ACCEPTED },
		{ &MINISTRY, DO_SEND_UP, 0 },
		{ &MINISTRY, DO_PUT_ON_AGENDA, ST_ON_AGENDA },
		{ &SECRETARY, DO_CONCLUDE, ST_CONCLUDED },
	};
	static const struct step below[] = {
		{ &MINISTER, DO_DECIDE, 0 }, { &SIGNER, DO_DECIDE, 0 },
		{ &MINISTRY, DO_NOTIFY, 0 },
		{ &PROVINCE, DO_SEND_BACK, 0 },
		{ &MINISTRY, DO_SEND_BACK, ST_SENT_BACK },
	};
	static const struct step back[] = {
		{ &MINISTRY, DO_EVALUATE_SELF, 0 },
		{ &SIGNER, DO_DECIDE, ST_RECOGNISED },
		{ &PROVINCE, DO_ORDER_REDO, 0 },
		{ &MINISTRY, DO_ORDER_REDO, ST_ACCEPTED },
	};
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));
	struct dossier_facts d = at(ST_CONCLUDED), self;

	d.seated = d.secretary = true;
	d.star = 5;
	d.band = pack_band(p, 5);
	WALK(&d, approved);
	d.evaluator = d.ministry;
	d.sent_up = true;
	WALK(&d, there);
	d.star = 4;
	d.band = pack_band(p, 4);
	WALK(&d, below);
	d.evaluator = d.province;
	self = d;
	WALK(&d, back);
	/* its other way: the province evaluates itself */
	CHECK_INT(workflow_decide(&PROVINCE, &self, DO_EVALUATE_SELF).next,
	    ST_ACCEPTED);
	/* and five stars are the Minister's */
	self.state = ST_CONCLUDED;
	self.evaluator = self.ministry;
	self.star = 5;
	self.band = pack_band(p, 5);
	CHECK_INT(workflow_decide(&MINISTER, &self, DO_DECIDE).next, ST_RECOGNISED);
	CHECK(!workflow_may(&MINISTRY, &self, DO_SEND_BACK));
}

/* The council answers a re-evaluation in writing, and meets only when it must;
 * five stars go up without it (Đ6.3.b, Đ7.6). */
static void
a_re_evaluation(void)
{
	static const struct step written[] = {
		{ &PROVINCE, DO_SURVEY, ST_PROVINCE_CHECK },
		{ &PROVINCE, DO_ACCEPT, ST_ACCEPTED },
		{ &PROVINCE, DO_ASSIGN_TEAM, 0 },
		{ &PROVINCE, DO_PUT_ON_AGENDA, 0 },
		{ &PROVINCE, DO_SEND_UP, 0 },
		{ &PROVINCE, DO_ASK_OPINIONS, ST_OPINIONS },
		{ &PROVINCE, DO_TAKE_OFF, 0 },
		{ &PROVINCE, DO_MEET, 0 },
		{ &SECRETARY, DO_MEET, ST_ON_AGENDA },
		{ &SECRETARY, DO_CONCLUDE, ST_CONCLUDED },
		{ &SIGNER, DO_DECIDE, ST_RECOGNISED },
	};
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));
	struct dossier_facts d = at(ST_PROVINCE_CHECK);

	d.kind = DOSSIER_AGAIN;
	d.star_before = d.star = 4;
	d.band = pack_band(p, 4);
	d.seated = d.secretary = true;
	WALK(&d, written);
	d.state = ST_OPINIONS;
	CHECK_INT(workflow_decide(&SECRETARY, &d, DO_CONCLUDE).next, ST_CONCLUDED);
	/* its certificate was revoked meanwhile: nothing is left to renew */
	d.state = ST_CONCLUDED;
	d.revoked = true;
	CHECK(!workflow_may(&SIGNER, &d, DO_DECIDE));
	CHECK_INT(workflow_decide(&PROVINCE, &d, DO_NOTIFY).next,
	    ST_NOT_RECOGNISED);
	d.state = ST_ACCEPTED;
	d.star_before = 5;
	CHECK_INT(workflow_decide(&PROVINCE, &d, DO_SEND_UP).next, ST_FORWARDED);
	d.sent_up = true; /* given back: now the province's own council */
	CHECK(!workflow_may(&PROVINCE, &d, DO_SEND_UP));
}

/* An upgrade is decided when it lifts; else the certificate that stands is kept. */
static void
an_upgrade_lifts_or_keeps(void)
{
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));

	for (int before = 3; before <= 4; before++)
		for (int star = 1; star <= 5; star++)
			for (int stands = 0; stands < 2; stands++) {
				struct dossier_facts d = at(ST_CONCLUDED);
				const bool lifts = star >= 3 && (star > before || !stands);

				unit_row("from %d to %d, stands %d", before, star, stands);
				d.kind = DOSSIER_UPGRADE;
				d.star_before = before;
				d.star = star;
				d.before_stands = stands != 0;
				d.band = pack_band(p, star);
				CHECK_INT(workflow_may(&SIGNER, &d, DO_DECIDE), lifts);
				CHECK_INT(workflow_may(&PROVINCE, &d, DO_NOTIFY), !lifts);
			}
}

static void
the_team_before_the_council(void)
{
	static const struct step road[] = {
		{ &PROVINCE, DO_ASSIGN_TEAM, ST_TEAM },
		{ &PROVINCE, DO_PUT_ON_AGENDA, 0 },
		{ &TEAM, DO_ASSESS, ST_TEAM }, { &TEAM, DO_REPORT, 0 },
		{ &PROVINCE, DO_ASSESS, 0 },
	};
	struct dossier_facts d = at(ST_ACCEPTED);

	CHECK(!workflow_may(&TEAM, &d, DO_SEE));
	d.teamed = true;
	WALK(&d, road);
	d.leads_team = true;
	CHECK_INT(workflow_decide(&TEAM, &d, DO_REPORT).next, ST_ASSESSED);
	d.state = ST_ASSESSED;
	d.assessed = true;
	CHECK_INT(workflow_decide(&PROVINCE, &d, DO_PUT_ON_AGENDA).next,
	    ST_ON_AGENDA);
	d.state = ST_ON_AGENDA;
	CHECK_INT(workflow_decide(&PROVINCE, &d, DO_TAKE_OFF).next, ST_ASSESSED);
}

static void
the_star_says_who_recognises(void)
{
	static const struct { int star; enum deed deed; enum dossier_state next; }
	    rows[] = {
		{ 5, DO_DECIDE, ST_RESULT_APPROVED },
		{ 4, DO_DECIDE, ST_RECOGNISED }, { 3, DO_DECIDE, ST_RECOGNISED },
		{ 2, DO_DECIDE, 0 }, { 1, DO_DECIDE, 0 }, { 0, DO_DECIDE, 0 },
		{ 5, DO_NOTIFY, 0 }, { 3, DO_NOTIFY, 0 },
		{ 2, DO_NOTIFY, ST_NOT_RECOGNISED },
		{ 0, DO_NOTIFY, ST_NOT_RECOGNISED },
	};
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct dossier_facts d = at(ST_CONCLUDED);
		struct verdict v;

		unit_row("%d stars, %s", rows[i].star, deed_name(rows[i].deed));
		d.star = rows[i].star;
		d.band = pack_band(p, rows[i].star);
		v = workflow_decide(rows[i].deed == DO_DECIDE ? &SIGNER
		    : &PROVINCE, &d, rows[i].deed);
		if (rows[i].next == 0)
			CHECK(v.why == &WHY_WRONG_STATE);
		else if (CHECK(v.why == NULL))
			CHECK_INT(v.next, rows[i].next);
	}
}

static void
what_nobody_may_know(void)
{
	struct actor many = { .id = { 9 }, .roles = ~0u, .agency = { 7 },
		.subject = { 7 } };
	struct actor nobody = { .roles = ~0u, .agency = { 1 }, .subject = { 1 } };
	struct dossier_facts d = at(ST_DRAFT);

	for (int s = ST_DRAFT; s < ST__COUNT; s++)
		for (int deed = DO_SEE; deed < DEED__COUNT; deed++) {
			d.state = (enum dossier_state)s;
			CHECK(workflow_decide(&many, &d, (enum deed)deed).why ==
			    &WHY_ABSENT);
			CHECK(workflow_decide(&nobody, &d,
			    (enum deed)deed).why == &WHY_ABSENT);
		}
	/* withdrawn as a draft: the commune never knew of it */
	d.state = ST_WITHDRAWN;
	CHECK(!workflow_may(&COMMUNE, &d, DO_SEE));
	d.was_submitted = true;
	CHECK(workflow_may(&COMMUNE, &d, DO_SEE));
	CHECK(!workflow_may(&PROVINCE, &d, DO_SEE));
	d.was_forwarded = true;
	CHECK(workflow_may(&PROVINCE, &d, DO_SEE));
}

/* A council that answers in writing meets for these reasons, the gravest first
 * (Đ7.6.d). */
static void
opinions_diverge(void)
{
	static const struct {
		struct written_opinion v[3];
		bool spread;
		enum divergence why;
	} rows[] = {
		{ { { 1, 4, 0 }, { 1, 4, 0 }, { 1, 4, 0 } }, false, DIVERGE_NOT },
		{ { { 1, 4, 0 }, { 1, 4, 0 }, { 1, 4, 0 } }, true, DIVERGE_SPREAD },
		{ { { 1, 4, 0 }, { 1, 3, 0 }, { 1, 4, 0 } }, true, DIVERGE_STARS },
		{ { { 1, 4, 0 }, { 3, 3, 0 }, { 1, 4, 0 } }, false, DIVERGE_COMPLEX },
		{ { { 3, 4, 0 }, { 2, 4, 0 }, { 1, 4, 0 } }, false, DIVERGE_SAID },
		{ { { 2, 4, 0 }, { 1, 4, 1 }, { 1, 4, 0 } }, false, DIVERGE_KNOCK },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unit_row("%s", divergence_name(rows[i].why));
		CHECK_INT(opinions_judge(rows[i].v, 3, DIVERGES_IN_POINTS,
		    rows[i].spread), rows[i].why);
		/* what the bylaw leaves out does not bring a session about */
		CHECK_INT(opinions_judge(rows[i].v, 3, DIVERGES_IN_STARS,
		    rows[i].spread), rows[i].why == DIVERGE_SPREAD
		    ? DIVERGE_NOT : rows[i].why);
		CHECK_INT(opinions_judge(rows[i].v, 3, DIVERGES_IN_WORDS,
		    rows[i].spread), rows[i].why == DIVERGE_SPREAD ||
		    rows[i].why == DIVERGE_STARS ? DIVERGE_NOT : rows[i].why);
	}
	CHECK_INT(opinions_judge(rows[0].v, 0, DIVERGES_IN_POINTS, false),
	    DIVERGE_NOT);
}

/* In the pictures of the road no number lies on another, so each can be read. */
static void
drawn_numbers_lie_apart(void)
{
	for (int again = 0; again < 2; again++) {
		struct buf b = buf_new(unit_mem(), MIB);
		struct { int x, y; } at[99];
		int n = 0;

		workflow_draw(&b, again == 1);
		buf_char(&b, '\0');
		for (const char *p = b.p; n < 99 && (p = strstr(p, "<circle ")) != NULL; p++, n++) {
			CHECK_INT(sscanf(p, "<circle cx=\"%d\" cy=\"%d\"", &at[n].x, &at[n].y), 2);
			for (int k = 0; k < n; k++) {
				unit_row("numbers %d and %d of picture %d", k, n, again);
				CHECK(abs(at[k].x - at[n].x) >= 20 || abs(at[k].y - at[n].y) >= 20);
			}
		}
		CHECK(n > 10);
	}
}

static const struct unit_test tests[] = {
	{ "drawn numbers lie apart", drawn_numbers_lie_apart },
	{ "opinions diverge", opinions_diverge },
	{ "the matrix is the golden one", the_matrix_is_the_golden_one },
	{ "every row has its clause", every_row_has_its_clause },
	{ "the whole road", the_whole_road },
	{ "up and back", up_and_back },
	{ "a re-evaluation", a_re_evaluation },
	{ "an upgrade lifts, or keeps what stands", an_upgrade_lifts_or_keeps },
	{ "the team before the council", the_team_before_the_council },
	{ "the star says who recognises", the_star_says_who_recognises },
	{ "what nobody may know", what_nobody_may_know },
};
UNIT_MAIN(tests)

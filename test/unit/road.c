/*
 * road: the road of a dossier. The whole matrix of states, deeds and people is
 * a file that people read (test/unit/road.matrix); OCOP_GOLD=1 writes it anew.
 */
#include "core/permit.h"
#include "core/workflow.h"
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

static struct dossier_facts
at(enum dossier_state s)
{
	return (struct dossier_facts){ .state = s, .subject = { 1 },
		.commune = { 1 }, .province = { 2 } };
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

static const struct unit_test tests[] = {
	{ "the matrix is the golden one", the_matrix_is_the_golden_one },
	{ "the whole road", the_whole_road },
	{ "the star says who recognises", the_star_says_who_recognises },
	{ "what nobody may know", what_nobody_may_know },
};
UNIT_MAIN(tests)

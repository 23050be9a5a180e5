/* What a revocation does to a renewal or upgrade, for every state there is. */
#include "unit.h"

#include "core/inspection.h"
#include "core/revocation.h"

static void
a_first_dossier_is_left_alone(void)
{
	for (int s = ST_DRAFT; s < ST__COUNT; s++)
		CHECK_INT(revocation_ends(DOSSIER_FIRST, (enum dossier_state)s), RUNNING_NONE);
}

/* Before a council it ends; with a council its work is kept and brings no star;
 * behind its end nothing happens. A new state must be thought of here too. */
static void
each_state_ends_well(void)
{
	static const char want[] = ".eeeeeeeekk..ke.kkee"; /* e ends, k kept */

	CHECK_INT(sizeof(want) - 1, ST__COUNT);
	for (int s = ST_DRAFT; s < ST__COUNT; s++) {
		enum running_end end = revocation_ends(DOSSIER_AGAIN, (enum dossier_state)s);

		unit_row("state %d", s);
		CHECK_INT(end, revocation_ends(DOSSIER_UPGRADE, (enum dossier_state)s));
		CHECK_INT(end, want[s] == 'k' ? RUNNING_NO_STAR : want[s] == 'e' ?
		    RUNNING_ENDS : RUNNING_NONE);
	}
}

static void
an_inspection_has_one_end(void)
{
	struct inspection_facts f = { INSPECTION_OPEN, 9, 9, 0, { 100 }, { 0 } };

	CHECK(inspection_check(&f, INSPECT_PASS) == NULL);
	CHECK(inspection_check(&f, INSPECT_DEMAND) == &WHY_INSPECTION_NOTHING);
	f.bad = 1;
	CHECK(inspection_check(&f, INSPECT_PASS) == &WHY_INSPECTION_BAD);
	CHECK(inspection_check(&f, INSPECT_DEMAND) == &WHY_INSPECTION_TOO_SOON);
	f.correct_by.n = 101;
	CHECK(inspection_check(&f, INSPECT_DEMAND) == NULL);
	f.answered = 8;
	CHECK(inspection_check(&f, INSPECT_REVOKE) == &WHY_INSPECTION_UNANSWERED);
	CHECK(inspection_check(&f, INSPECT_CANCEL) == NULL);
	for (int s = INSPECTION_GOOD; s < INSPECTION_STATE__COUNT; s++)
		for (int d = INSPECT_FILL; d < INSPECTION_DEED__COUNT; d++)
			if (s != INSPECTION_CORRECT)
				CHECK_INT(inspection_after((enum inspection_state)s,
				    (enum inspection_deed)d), 0);
	CHECK_INT(inspection_after(INSPECTION_CORRECT, INSPECT_CONFIRM), INSPECTION_CORRECTED);
}

static const struct unit_test tests[] = {
	{ "a first dossier is left alone", a_first_dossier_is_left_alone },
	{ "each state ends well", each_state_ends_well },
	{ "an inspection has one end", an_inspection_has_one_end },
};
UNIT_MAIN(tests)

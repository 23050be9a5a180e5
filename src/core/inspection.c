/* inspection: see inspection.h. */
#include "core/inspection.h"

const struct reason WHY_INSPECTION_DONE = { RC_CONFLICT, "inspection_done" };
const struct reason WHY_INSPECTION_UNANSWERED = { RC_INVALID, "inspection_unanswered" };
const struct reason WHY_INSPECTION_BAD = { RC_INVALID, "inspection_bad" };
const struct reason WHY_INSPECTION_NOTHING = { RC_INVALID, "inspection_nothing" };
const struct reason WHY_INSPECTION_TOO_SOON = { RC_INVALID, "inspection_too_soon" };

static const enum inspection_state
road[INSPECTION_STATE__COUNT][INSPECTION_DEED__COUNT] = {
	[INSPECTION_OPEN] = {
	    [INSPECT_FILL] = INSPECTION_OPEN, [INSPECT_PASS] = INSPECTION_GOOD,
	    [INSPECT_DEMAND] = INSPECTION_CORRECT,
	    [INSPECT_REVOKE] = INSPECTION_PROPOSED,
	    [INSPECT_CANCEL] = INSPECTION_CANCELLED },
	[INSPECTION_CORRECT] = {
	    [INSPECT_CONFIRM] = INSPECTION_CORRECTED,
	    [INSPECT_REVOKE] = INSPECTION_PROPOSED },
};

enum inspection_state
inspection_after(enum inspection_state from, enum inspection_deed deed)
{
	return road[from][deed];
}

const struct reason *
inspection_check(const struct inspection_facts *f, enum inspection_deed deed)
{
	const bool concludes = deed == INSPECT_PASS || deed == INSPECT_DEMAND ||
	    deed == INSPECT_REVOKE;

	if (road[f->state][deed] == 0)
		return &WHY_INSPECTION_DONE;
	if (concludes && f->answered < f->asked)
		return &WHY_INSPECTION_UNANSWERED;
	if (deed == INSPECT_PASS && f->bad > 0)
		return &WHY_INSPECTION_BAD;
	if ((deed == INSPECT_DEMAND || deed == INSPECT_REVOKE) && f->bad == 0)
		return &WHY_INSPECTION_NOTHING;
	if (deed == INSPECT_DEMAND && f->correct_by.n <= f->today.n)
		return &WHY_INSPECTION_TOO_SOON;
	return NULL;
}

const struct check_rule *
pack_check(const struct pack *p, struct str code)
{
	for (size_t i = 0; i < p->n_checks; i++)
		if (str_eq(p->checks[i].code, code))
			return &p->checks[i];
	return NULL;
}

const struct ground_rule *
pack_ground(const struct pack *p, struct str code)
{
	for (size_t i = 0; i < p->n_grounds; i++)
		if (str_eq(p->grounds[i].code, code))
			return &p->grounds[i];
	return NULL;
}

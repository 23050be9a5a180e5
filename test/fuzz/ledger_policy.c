/* Policy files. */
#include "fuzz.h"

#include "base/fault.h"
#include "ledger/policy.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct policy *p = ARENA_NEW(mem, struct policy);
	struct policy_error e;

	if (policy_read(mem, bytes, p, &e)) {
		REQUIRE(p->n_logs <= POLICY_LOGS_MAX && p->n_names <= POLICY_NAMES_MAX);
		REQUIRE(p->quorum >= -1 && p->quorum < p->n_names);
	} else {
		REQUIRE(e.why != NULL);
	}
}

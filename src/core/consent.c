/* consent: see consent.h. */
#include "core/consent.h"

const struct reason WHY_CONSENT_SCOPE = { RC_DENIED, "consent_scope" };

bool
consent_holds(struct day ends_on, struct moment ended_at, struct day today)
{
	return ended_at.ms == 0 && today.n <= ends_on.n;
}

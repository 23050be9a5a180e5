/* lent: what lent.h declares. */
#include "act/lent.h"

#include "act/reasons.h"
#include "core/dossier.h"

enum rc
meeting_is_here(struct ctx *c, int64_t state)
{
	return state == MEETING_AWAY ? FAIL(c, WHY_MEETING_AWAY, "%s", "") : RC_OK;
}

/*
 * evidence: see evidence.h.
 */
#include "core/evidence.h"

const struct reason WHY_ISSUED_LATER = { RC_INVALID, "issued_later" };
const struct reason WHY_EXPIRES_EARLIER = { RC_INVALID, "expires_earlier" };

int
evidence_kind(struct str code)
{
	int64_t n;

	if (code.n < 2 || code.n > 3 || code.p[0] != 'E' || code.p[1] == '0' ||
	    !str_int(str_from(code, 1), &n) || n < 1 || n > EVIDENCE_KINDS)
		return 0;
	return (int)n;
}

enum paper_standing
paper_standing(struct day expires, struct day today, int *days_left)
{
	*days_left = 0;
	if (expires.n == 0)
		return PAPER_LASTS;
	*days_left = expires.n - today.n;
	if (*days_left < 0)
		return PAPER_EXPIRED;
	return *days_left <= PAPER_SOON_DAYS ? PAPER_SOON : PAPER_VALID;
}

const struct reason *
paper_issued_check(struct day issued, struct day today)
{
	return issued.n > today.n ? &WHY_ISSUED_LATER : NULL;
}

const struct reason *
paper_expires_check(struct day issued, struct day expires)
{
	if (issued.n == 0 || expires.n == 0)
		return NULL;
	return expires.n < issued.n ? &WHY_EXPIRES_EARLIER : NULL;
}

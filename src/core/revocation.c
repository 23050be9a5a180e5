/* revocation: see revocation.h. */
#include "core/revocation.h"

enum running_end
revocation_ends(enum dossier_kind kind, enum dossier_state state)
{
	if (kind == DOSSIER_FIRST)
		return RUNNING_NONE;
	switch (state) {
	case ST_DRAFT:
	case ST_SUBMITTED:
	case ST_COMMUNE_CHECK:
	case ST_COMMUNE_ASKED:
	case ST_FORWARDED:
	case ST_PROVINCE_CHECK:
	case ST_PROVINCE_ASKED:
	case ST_ACCEPTED:
	case ST_TEAM:
	case ST_ASSESSED:
	case ST_RETURNED:
		return RUNNING_ENDS;
	case ST_ON_AGENDA:
	case ST_OPINIONS:
	case ST_SENT_BACK:
	case ST_CONCLUDED:
	case ST_RESULT_APPROVED:
		return RUNNING_NO_STAR;
	case ST_RECOGNISED:
	case ST_NOT_RECOGNISED:
	case ST_WITHDRAWN:
	case ST__COUNT:
		break;
	}
	return RUNNING_NONE;
}

/* sent_up: see sent_up.h. */
#include "core/sent_up.h"

#define FIRST "QĐ 26/2026 Đ6.3.a"
#define BOTH "QĐ 26/2026 Đ6.3.a, b"

const struct sent_rule sent_rules[SENT_PART__COUNT] = {
	[SENT_LETTER]   = { "letter",   "letter_no", true,  true,  BOTH },
	[SENT_TEAM]     = { "team",     "team_no",   true,  false, FIRST },
	[SENT_COUNCIL]  = { "council",  NULL,        true,  false, FIRST },
	[SENT_DECISION] = { "decision", NULL,        true,  false, FIRST ", Đ7.3.e" },
	[SENT_AGENCY]   = { "agency",   "agency_no", false, true,  "QĐ 26/2026 Đ6.3.b" },
	[SENT_DOSSIER]  = { "dossier",  NULL,        true,  true,  BOTH },
	[SENT_CHECKS]   = { "checks",   NULL,        true,  true,  BOTH },
	[SENT_SAMPLES]  = { "samples",  "samples_up", true, true,  BOTH },
};

bool
sent_needs(enum sent_part part, enum dossier_kind kind)
{
	return kind == DOSSIER_AGAIN ? sent_rules[part].again : sent_rules[part].first;
}

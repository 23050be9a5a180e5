/* reminder: see reminder.h. */
#include "core/reminder.h"

/* Days before, falling; closed by REMINDER_OVER where being late must be said. */
static const struct {
	const char *name;
	int before[4];
} nouns[DEADLINE_NOUN__COUNT] = {
	[DUE_DOSSIER]    = { "dossier",    { 5, 2, 0, REMINDER_OVER } },
	[DUE_SUPPLEMENT] = { "supplement", { 5, 1, 0, REMINDER_OVER } },
	[DUE_INSPECTION] = { "inspection", { 3, 1, 0, REMINDER_OVER } },
	[DUE_CORRECTION] = { "correction", { 10, 3, 0, REMINDER_OVER } },
	[DUE_REVOCATION] = { "revocation", { 5, 2, 0, REMINDER_OVER } },
	[DUE_ACCEPTANCE] = { "acceptance", { 5, 2, 0, REMINDER_OVER } },
	[DUE_SETTLEMENT] = { "settlement", { 10, 3, 0, REMINDER_OVER } },
	[DUE_REPORT]     = { "report",     { 5, 1, 0, REMINDER_OVER } },
	[DUE_AGAIN]      = { "again",      { 10, 3, 0, REMINDER_OVER } },
	[DUE_PROPOSE]    = { "propose",    { 10, 3, 0, 0 } }, /* late is said elsewhere */
	[DUE_HELD]       = { "held",       { 10, 3, 0, REMINDER_OVER } },
	[DUE_SESSION]    = { "session",    { 7, 1, 0, 0 } },
};

int
reminder_due(enum deadline_noun noun, struct day on, struct day after,
    struct day upto)
{
	for (int i = 3; i >= 0; i--) { /* the latest first */
		struct day at = day_add(on, -nouns[noun].before[i]);

		if (on.n >= upto.n - 1 && at.n > after.n && at.n <= upto.n)
			return nouns[noun].before[i];
	}
	return REMINDER_NONE;
}

const char *
deadline_noun_name(enum deadline_noun n)
{
	return nouns[n].name;
}

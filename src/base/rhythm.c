/* rhythm: see rhythm.h. */
#include "base/rhythm.h"

struct moment
rhythm_night(struct rhythm r, struct moment now)
{
	struct day today = day_of(now);
	struct moment at = moment_of(today, r.hour, r.minute);

	return at.ms <= now.ms ? at
	    : moment_of(day_add(today, -1), r.hour, r.minute);
}

bool
rhythm_due(struct rhythm r, struct moment last, struct moment now)
{
	if (r.every_s > 0)
		return last.ms == 0 || now.ms < last.ms ||
		    now.ms - last.ms >= (int64_t)r.every_s * 1000;
	return last.ms != 0 && last.ms < rhythm_night(r, now).ms;
}

/* night: see night.h. */
#include "act/night.h"

#include "act/opinion.h"
#include "q.h"

const struct night_watch night_watches[] = {
	{ "certificates", certificate_night },
	{ "opinions", opinion_night },
	{ "deadlines", deadline_night },
	{ "calendar", calendar_night },
};
const size_t night_watches_n = sizeof(night_watches) / sizeof(night_watches[0]);

enum rc
night_run(struct ctx *c, size_t watch)
{
	struct str name = str_printf(c->mem, "night.%s", night_watches[watch].name);
	struct q_setting_find mark;
	struct day after;
	bool found;
	enum rc rc = q_setting_find(c->db, name, &mark, &found);

	if (rc != RC_OK)
		return rc;
	if (!found || !day_read_iso(mark.value, &after))
		after = day_add(c->today, -1);
	if (c->today.n <= after.n) {
		c->housekeeping = true; /* nothing was changed */
		return RC_OK;
	}
	if ((rc = night_watches[watch].run(c, after)) != RC_OK)
		return rc;
	if (c->records == 0)
		c->housekeeping = true; /* marks and reminders are no facts */
	return q_setting_put(c->db, name, day_iso(c->mem, c->today));
}


/* calendar: see calendar.h. */
#include "act/calendar.h"

#include "q.h"

enum rc
calendar_load(struct ctx *c, struct day_exceptions *out)
{
	struct q_holidays_rows rows;
	struct day_exception *v;
	enum rc rc;
	size_t i;

	rc = q_holidays(c->db, day_add(c->today, -400), day_add(c->today, 800), &rows);
	if (rc != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n, struct day_exception);
	for (i = 0; i < rows.n; i++)
		v[i] = (struct day_exception){ rows.v[i].on_day,
			(enum day_kind)rows.v[i].kind };
	*out = (struct day_exceptions){ v, rows.n };
	return RC_OK;
}

int
calendar_left(const struct day_exceptions *e, struct day today, struct day due)
{
	if (due.n == 0)
		return 0;
	return deadline_kept(due, true, S(""), e, today).left;
}

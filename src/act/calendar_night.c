/*
 * calendar_night: the calendar of an office that exists already.
 *
 * The data table of the program (data/holidays) grows with the years. Once for each
 * table an office takes over the days to come that it does not have; what an
 * administrator took out stays out, what she entered stays as she entered it, and no
 * day that is gone changes (periods were counted with it). Then, before a year ends,
 * administrators are told that the next one is not whole: its Tết and its swaps are
 * announced late in the year, and until they are entered periods are counted without
 * them.
 */
#include <inttypes.h>

#include "act/night.h"
#include "act/night_word.h"
#include "act/record.h"
#include "act/reference.h"
#include "core/actor.h"
#include "q.h"

/* Days before 31 December; ours, the law asks for no reminder. */
static const int steps[] = { 45, 20, 5, 0 };

static enum rc
next_year_told(struct ctx *c, struct day after)
{
	const int year = day_date(c->today).year;
	const struct day last = day_make(year, 12, 31);
	struct q_holiday_open open;
	bool is_new;
	int due = -1;
	enum rc rc;

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		struct day at = day_add(last, -steps[i]);

		if (at.n > after.n && at.n <= c->today.n)
			due = steps[i];
	}
	if (due < 0)
		return RC_OK;
	if ((rc = q_holiday_open(c->db, day_make(year + 1, 1, 1),
	    day_make(year + 2, 1, 1), &open)) != RC_OK)
		return rc;
	if (open.announced > 0 && open.expected == 0)
		return RC_OK; /* it is whole */
	rc = night_say(c, &(struct night_word){ "calendar", year + 1,
	    str_z(c->mem, str_printf(c->mem, "remind-%d", due)), last }, &is_new);
	if (rc != RC_OK || !is_new)
		return rc;
	return q_notice_add_to_role(c->db, ROLE_ADMIN, S("calendar_open"),
	    str_printf(c->mem, "%d", year + 1),
	    str_printf(c->mem, "/quan-tri/ngay-nghi?year=%d", year + 1), c->now);
}

enum rc
calendar_night(struct ctx *c, struct day after)
{
	struct q_holiday_any any;
	bool found;
	enum rc rc = q_holiday_any(c->db, &any, &found);

	if (rc != RC_OK || !found) /* an office without a calendar keeps none */
		return rc;
	rc = holidays_renew(c);
	return rc == RC_OK ? next_year_told(c, after) : rc;
}

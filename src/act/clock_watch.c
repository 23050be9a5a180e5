/* clock_watch: see clock_watch.h. */
#include "act/clock_watch.h"

#include <inttypes.h>

#include "act/night_word.h"
#include "act/record.h"
#include "core/actor.h"
#include "q.h"

enum rc
clock_watch(struct ctx *c, struct moment machine, bool *behind)
{
	struct q_record_newest newest;
	struct moment latest = c->now;
	bool found, is_new;
	struct str arg;
	enum rc rc;

	c->housekeeping = true;
	*behind = false;
	if ((rc = q_record_newest(c->db, &newest, &found)) != RC_OK)
		return rc;
	if (found && newest.at.ms > latest.ms)
		latest = newest.at;
	if (latest.ms - machine.ms <= CLOCK_SLACK_MS)
		return RC_OK;
	*behind = true;
	/* once a day: of the machine's days, for ours may stand still for long */
	rc = night_say(c, &(struct night_word){ "clock", 0, "back",
	    day_of(machine) }, &is_new);
	if (rc != RC_OK || !is_new)
		return rc;
	arg = str_printf(c->mem, "%.*s → %.*s",
	    STR_ARG(moment_text(c->mem, latest)),
	    STR_ARG(moment_text(c->mem, machine)));
	if ((rc = q_notice_add_to_role(c->db, ROLE_ADMIN, S("clock_back"), arg,
	    S("/quan-tri"), c->now)) != RC_OK)
		return rc;
	c->housekeeping = false;
	return record_add(c, "clock.back", "office", 1,
	    "{\"machine\":\"%.*s\",\"office\":\"%.*s\"}",
	    STR_ARG(moment_iso(c->mem, machine)),
	    STR_ARG(moment_iso(c->mem, latest)));
}

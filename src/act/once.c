/* once: see once.h. */
#include "act/once.h"

#include "act/publisher.h"
#include "q.h"

const struct reason WHY_LOG_WAITS = { RC_BUSY, "log_waits" };

#define KEPT_MS ((int64_t)24 * 60 * 60 * 1000)

enum rc
once_find(struct ctx *c, struct str key, struct str *location)
{
	struct q_once_find row;
	bool found;
	enum rc rc = q_once_find(c->db, key, c->actor.id, &row, &found);

	*location = rc == RC_OK && found ? row.location : S("");
	return rc;
}

/* Whether something that was committed may be in no published head yet: a log that did not
 * get through may have kept its head and not shown it. One that is closed takes nothing
 * that could be in it. */
static enum rc
log_behind(struct ctx *c, bool *behind)
{
	struct q_entry_written written;
	struct fault quiet = { 0 };
	struct tree_head head;
	struct str checkpoint;
	enum rc rc;

	*behind = false;
	if (c->log == NULL || publisher_head(c->log, c->mem, &quiet, &head,
	    &checkpoint) != RC_OK)
		return RC_OK;
	if ((rc = q_entry_written(c->db, &written)) == RC_OK)
		*behind = publisher_stuck(c->log) || written.waits ||
		    written.next - publisher_base(c->log) > head.size;
	return rc;
}

enum rc
once_again(struct ctx *c, struct str key, struct str *location)
{
	bool behind;
	enum rc rc = once_find(c, key, location);

	if (rc != RC_OK || location->n == 0)
		return rc;
	c->housekeeping = true;
	if ((rc = log_behind(c, &behind)) != RC_OK)
		return rc;
	if (behind && publisher_stuck(c->log))
		return FAIL(c, WHY_LOG_WAITS, "%s", "");
	c->entries += behind;
	return RC_OK;
}

enum rc
once_keep(struct ctx *c, struct str key, struct str location)
{
	return q_once_add(c->db, key, c->actor.id, location, c->now);
}

enum rc
once_sweep(struct ctx *c)
{
	c->housekeeping = true;
	return q_once_sweep(c->db, (struct moment){ c->now.ms - KEPT_MS });
}

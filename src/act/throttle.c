/* throttle: see throttle.h. */
#include "act/throttle.h"

#include "q.h"

const struct reason WHY_THROTTLED = { RC_DENIED, "throttled" };

#define MINUTE_MS ((int64_t)60 * 1000)
#define FAILURES_FREE 5
#define WAIT_FIRST_MS ((int64_t)5 * 1000)
#define WAIT_MOST_MS (15 * MINUTE_MS)

struct str
throttle_key(struct ctx *c, const char *what, struct str who)
{
	return str_printf(c->mem, "%s:%.*s", what, STR_ARG(str_head(who, 80)));
}

enum rc
throttle_check(struct ctx *c, struct str key)
{
	struct q_throttle_find row;
	bool found;
	enum rc rc = q_throttle_find(c->db, key, &row, &found);

	if (rc != RC_OK || !found || row.failures < FAILURES_FREE ||
	    row.until_at.ms <= c->now.ms)
		return rc;
	return FAIL(c, WHY_THROTTLED, "%d",
	    (int)((row.until_at.ms - c->now.ms) / MINUTE_MS) + 1);
}

/* Five failures are free; the sixth waits five seconds, each further one twice
 * as long. A quarter of an hour after the wait everything is forgiven. */
enum rc
throttle_fail(struct ctx *c, struct str key)
{
	struct q_throttle_find row = { 0, { 0 } };
	bool found;
	int64_t wait = 0;
	enum rc rc = q_throttle_find(c->db, key, &row, &found);

	if (rc != RC_OK)
		return rc;
	if (found && row.until_at.ms + WAIT_MOST_MS < c->now.ms)
		row.failures = 0;
	row.failures++;
	if (row.failures >= FAILURES_FREE) {
		wait = WAIT_FIRST_MS;
		for (int64_t i = FAILURES_FREE; i < row.failures &&
		    wait < WAIT_MOST_MS; i++)
			wait *= 2;
		if (wait > WAIT_MOST_MS)
			wait = WAIT_MOST_MS;
	}
	return q_throttle_put(c->db, key, row.failures,
	    (struct moment){ c->now.ms + wait });
}

enum rc
throttle_clear(struct ctx *c, struct str key)
{
	return q_throttle_clear(c->db, key);
}

enum rc
throttle_sweep(struct ctx *c)
{
	c->housekeeping = true;
	return q_throttle_sweep(c->db, (struct moment){ c->now.ms - WAIT_MOST_MS });
}

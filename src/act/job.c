/* job: see job.h. */
#include "act/job.h"

#include <inttypes.h>

#include "q.h"

bool
job_is_due(const struct job *job, struct moment last, struct moment tried,
    struct moment now)
{
	int64_t wait_s = job->rhythm.every_s;

	if (tried.ms == 0)
		return rhythm_due(job->rhythm, last, now);
	if (wait_s == 0 || wait_s > JOB_RETRY_S)
		wait_s = JOB_RETRY_S;
	return now.ms < tried.ms || now.ms - tried.ms >= wait_s * 1000;
}

/* When it ran last; 0: never, or nobody can read what is kept there. */
static enum rc
night_last(struct ctx *c, struct str key, struct moment *out)
{
	struct q_setting_find kept;
	bool found;
	enum rc rc;

	*out = (struct moment){ 0 };
	if ((rc = q_setting_find(c->db, key, &kept, &found)) != RC_OK)
		return rc;
	if (found && !str_int(kept.value, &out->ms))
		out->ms = 0;
	return RC_OK;
}

enum rc
job_night(struct ctx *c, const struct job *job, void *arg, bool *ran)
{
	struct str key = str_printf(c->mem, "job.%s", job->name);
	struct moment last;
	enum rc rc;

	REQUIRE(job->rhythm.every_s == 0);
	*ran = false;
	if ((rc = night_last(c, key, &last)) != RC_OK)
		return rc;
	if (last.ms != 0 && !rhythm_due(job->rhythm, last, c->now))
		return RC_OK;
	if (last.ms != 0) {
		if ((rc = job->run(c, arg)) != RC_OK)
			return rc;
		*ran = true;
	}
	/* That it ran is no business of the record; what it did is. */
	if (db_cost(c->db).changed == 0)
		c->housekeeping = true;
	return q_setting_put(c->db, key, str_printf(c->mem, "%" PRId64,
	    rhythm_night(job->rhythm, c->now).ms));
}

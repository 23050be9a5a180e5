/*
 * job: something the office does by itself, and the memory of its nights.
 *
 * The rows are in main/jobs.c. A nightly job's last run is kept in the database
 * (`setting` "job.NAME"), in the transaction of the run itself: a machine that
 * is off at three in the morning does the night's work when it is switched on,
 * and one that dies in the middle does it again from the start.
 */
#ifndef ACT_JOB_H
#define ACT_JOB_H

#include "act/ctx.h"
#include "base/rhythm.h"

struct job {
	const char *name;    /* "sessions.sweep": in the log and in `setting` */
	struct rhythm rhythm;
	/* Runs on the writer like an act: what it changes it records, or it sets
	 * c->housekeeping. Must be quick, or take a bounded part each time. */
	enum rc (*run)(struct ctx *c, void *arg);
};

/* How soon what failed is tried again, for jobs with a longer rhythm. */
#define JOB_RETRY_S 600

/* Whether the thread of jobs should ask the writer at all, from memory: `last`
 * is when it ran well, `tried` when it failed since (0: it did not). */
bool job_is_due(const struct job *job, struct moment last, struct moment tried,
    struct moment now);

/* Runs a nightly job if its night is due, and remembers it. *ran says whether.
 * Not for jobs with a period: they need no memory beyond the process. */
MUST_CHECK enum rc job_night(struct ctx *c, const struct job *job, void *arg,
    bool *ran);

#endif

/* writer_log: see writer_log.h. */
#include "act/writer_log.h"

#include "act/publisher.h"
#include "base/log.h"

#define SLOW_COMMIT_US 500000 /* is told to the log: it is the disk */

void
job_fail(struct writer_job *job, const struct fault *why)
{
	*job->ctx->fault = *why;
	job->rc = fault_rc(why);
}

bool
jobs_have_entries(const struct writer_job *jobs)
{
	for (; jobs != NULL; jobs = jobs->next)
		if (jobs->rc == RC_OK && jobs->ctx->entries > 0)
			return true;
	return false;
}

void
log_unstick(struct publisher *log, struct db *db)
{
	struct fault fault = { 0 };

	if (log != NULL && publisher_stuck(log) &&
	    publisher_run(log, db, true, &fault) == RC_OK)
		log_info("the public log goes on");
}

/* Of the time that a change waits nearly all is the disk's, while it keeps what
 * the batch has changed. So a slow one is named, before people name us. */
static enum rc
batch_commit(struct db *db)
{
	int64_t begun = clock_ticks_us();
	enum rc rc = db_commit(db);

	begun = clock_ticks_us() - begun;
	if (begun > SLOW_COMMIT_US)
		log_warn("writer: the disk took %lld ms to keep a change",
		    (long long)(begun / 1000));
	return rc;
}

enum rc
log_commit(struct publisher *log, struct db *db, struct arena *mem,
    struct fault *fault)
{
	enum rc rc = RC_OK;

	if (log != NULL && db_kind(db) == DB_SQLITE)
		rc = publisher_number(log, db, fault);
	db_use(db, mem, fault);
	if (rc == RC_OK)
		return batch_commit(db);
	db_rollback(db);
	return rc;
}

void
jobs_publish(struct publisher *log, struct db *db, struct writer_job *jobs)
{
	struct fault fault = { 0 };

	if (publisher_run(log, db, db_kind(db) == DB_POSTGRES, &fault) == RC_OK)
		return;
	for (; jobs != NULL; jobs = jobs->next)
		if (jobs->rc == RC_OK && jobs->ctx->entries > 0)
			job_fail(jobs, &fault);
}

enum rc
job_commit(struct db *db, struct writer_job *job)
{
	struct ctx *c = job->ctx;
	struct publisher *log = c->entries > 0 ? c->log : NULL;
	enum rc rc;

	if (log == NULL)
		return db_commit(db);
	if ((rc = log_commit(log, db, c->mem, c->fault)) == RC_OK)
		rc = publisher_run(log, db, db_kind(db) == DB_POSTGRES, c->fault);
	db_use(db, c->mem, c->fault);
	return rc;
}

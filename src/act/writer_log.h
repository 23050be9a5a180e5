/*
 * writer_log: what the writer does for the public log, between a commit and the
 * telling. See writer.h; nobody else needs it.
 */
#ifndef ACT_WRITER_LOG_H
#define ACT_WRITER_LOG_H

#include "act/writer.h"

/* What happened to all of a batch also happened to this one. */
void job_fail(struct writer_job *job, const struct fault *why);
/* Whether something was done that belongs into the log. */
bool jobs_have_entries(const struct writer_job *jobs);
/* Before anything is begun: what could not be published is tried again, so that
 * acts are refused no longer than they must be. `log` may be NULL. */
void log_unstick(struct publisher *log, struct db *db);
/* Commits. On SQLite the entries are numbered in the same commit; where several
 * commit at once, that is a transaction of its own afterwards. `log` may be NULL. */
MUST_CHECK enum rc log_commit(struct publisher *log, struct db *db,
    struct arena *mem, struct fault *fault);
/* Publishes. Who has an entry in it is told of a failure instead of "done". */
void jobs_publish(struct publisher *log, struct db *db, struct writer_job *jobs);
/* The commit of one job alone, and its entries published. */
MUST_CHECK enum rc job_commit(struct db *db, struct writer_job *job);

#endif

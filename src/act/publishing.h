/*
 * publishing: the line behind the writer, where what was committed waits for the
 * public log.
 *
 * Publishing a batch waits for the disk several times (ledger/log.h), changing rows
 * does not need to wait for that. So a thread of its own publishes: all that has
 * been committed meanwhile, with one head, and then tells those who wait. Whoever
 * has no entry in it never stands in this line. One thread for one writer; several
 * servers take turns by the publisher's own lock.
 */
#ifndef ACT_PUBLISHING_H
#define ACT_PUBLISHING_H

#include "act/writer.h"

struct publishing;

struct publishing_of {
	struct str where;            /* the database */
	struct publisher *log;
	/* Told of each list that has ended, well or not; on the thread. */
	void (*tell)(void *arg, struct writer_job *jobs);
	void *arg;
};
MUST_CHECK enum rc publishing_start(const struct publishing_of *of, struct fault *fault,
    struct publishing **out);
/* Committed jobs, all with entries: they are told when those are published, or could
 * not be. Any thread. */
void publishing_put(struct publishing *p, struct writer_job *jobs);
/* Publishes what waits, then ends. NULL is fine. */
void publishing_end(struct publishing *p);

#endif

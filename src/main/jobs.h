/*
 * jobs: what happens by itself while the office is open: sessions that were
 * used live on, what has ended is swept away. One thread, a table of jobs.
 */
#ifndef MAIN_JOBS_H
#define MAIN_JOBS_H

#include "act/writer.h"

struct jobs;

/* `proto` gives law, blobs and chance to each job's context. */
/* `key_copies` is where act/key_copies.h puts its files. */
struct jobs *jobs_start(struct writer *writer, const struct ctx *proto,
    struct str key_copies);
void jobs_stop(struct jobs *j);

/* Remembers that a session was used; written within some seconds. When very
 * many were used meanwhile some are left out: they are used again soon. */
void jobs_touch(void *jobs, struct str token, struct moment seen,
    struct moment ends);

#endif

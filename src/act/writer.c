/*
 * writer: see writer.h. The way of a batch on SQLite:
 *
 *   take all that waits -> BEGIN IMMEDIATE -> for each job: SAVEPOINT, run,
 *   check, RELEASE or ROLLBACK TO -> number entries -> COMMIT (one fsync)
 *   -> tell each job, but those with entries: they go on to be published
 *      (publishing.h), while the next batch begins
 *
 * Nothing is told before the commit, so nobody is answered something that a
 * cut of power could take back.
 */
#include "act/writer.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>

#include "act/publisher.h"
#include "act/publishing.h"
#include "act/reasons.h"
#include "act/writer_log.h"
#include "base/log.h"
#include "base/steady.h"

#define IDLE_MS 1500 /* then the write-ahead log is given back */

struct worker {
	struct writer *writer;
	struct db *db;
	pthread_t thread;
	struct arena mem;   /* of begin and commit; jobs have their own */
	struct fault fault;
	bool dirty;         /* committed since the last checkpoint */
};

struct writer {
	struct arena own;
	pthread_mutex_t lock;      /* of everything below */
	pthread_cond_t work, done;
	struct writer_job *head, **tail;
	struct writer_counts counts;
	struct publisher *log;     /* NULL: none */
	struct publishing *line;   /* … behind which its entries are published */
	struct str where;
	bool closing, tidy;        /* tidy: the whole housekeeping is asked for */
	int n_workers, n_started, batch_max;
	struct worker worker[WRITER_WORKERS];
};

/* ---- one job -------------------------------------------------------------- */

/* Runs the change and asks what every change is asked. */
static enum rc
job_run(struct db *db, struct writer_job *job)
{
	struct ctx *c = job->ctx;
	enum rc rc;

	c->db = db;
	c->records = c->entries = 0;
	c->housekeeping = job->housekeeping;
	db_use(db, c->mem, c->fault);
	rc = job->run(job->arg);
	if (rc == RC_OK && !job->housekeeping && !c->housekeeping &&
	    c->records == 0 &&
	    db_cost(db).changed > 0) {
		rc = FAIL(c, WHY_BROKEN, "an act changed %lld rows and added no "
		    "record", (long long)db_cost(db).changed);
		log_error("writer: %s; it was undone", c->fault->detail);
	}
	if (rc == RC_OK && c->entries > 0 && c->log != NULL && publisher_stuck(c->log))
		rc = FAIL(c, WHY_LOG_CLOSED, "%s", "");
	if (rc == RC_OK && c->mem->over)
		rc = FAIL(c, WHY_TOO_LARGE, "the request needs more memory than "
		    "its share");
	if (rc != RC_OK && c->fault->why == NULL) {
		rc = FAIL(c, WHY_BROKEN, "an act failed and did not say why");
		log_error("writer: %s", c->fault->detail);
	}
	return rc;
}

/* … inside its savepoint: its failure is its own. */
static enum rc
job_run_saved(struct worker *k, struct writer_job *job)
{
	enum rc rc;

	db_use(k->db, job->ctx->mem, job->ctx->fault);
	rc = db_save(k->db);
	if (rc != RC_OK)
		return rc;
	rc = job_run(k->db, job);
	if (rc == RC_OK)
		rc = db_release(k->db);
	if (rc != RC_OK)
		db_undo(k->db);
	return rc;
}

/* ---- a batch -------------------------------------------------------------- */

static void
batch_tell(struct writer *w, struct writer_job *jobs)
{
	for (struct writer_job *job = jobs, *next; job != NULL; job = next) {
		bool waited = job->waited;
		next = job->next; /* done() may let the storage go */
		if (job->done != NULL)
			job->done(job->arg, job->rc);
		if (!waited)
			continue;
		(void)pthread_mutex_lock(&w->lock);
		job->finished = true;
		(void)pthread_cond_broadcast(&w->done);
		(void)pthread_mutex_unlock(&w->lock);
	}
}

static void
batch_count(struct writer *w, const struct writer_job *jobs, bool committed)
{
	int n = 0;

	(void)pthread_mutex_lock(&w->lock);
	for (const struct writer_job *job = jobs; job != NULL; job = job->next) {
		n++;
		w->counts.failed += job->rc != RC_OK;
	}
	w->counts.jobs += n;
	w->counts.commits += committed;
	if (n > w->counts.batch_most)
		w->counts.batch_most = n;
	(void)pthread_mutex_unlock(&w->lock);
}

/* Those with entries go on to be published; gives the others. */
static struct writer_job *
batch_hand_over(struct writer *w, struct writer_job *jobs)
{
	struct writer_job *now = NULL, *later = NULL, **n = &now, **l = &later;

	for (struct writer_job *job = jobs, *next; job != NULL; job = next) {
		struct writer_job ***to = job->rc == RC_OK && job->ctx->entries > 0 ? &l : &n;

		next = job->next;
		job->next = NULL;
		**to = job;
		*to = &job->next;
	}
	publishing_put(w->line, later);
	return now;
}

/* Of those that were published, or could not be. */
static void
published_tell(void *arg, struct writer_job *jobs)
{
	struct writer *w = arg;
	int failed = 0;

	for (const struct writer_job *job = jobs; job != NULL; job = job->next)
		failed += job->rc != RC_OK;
	(void)pthread_mutex_lock(&w->lock);
	w->counts.failed += failed;
	(void)pthread_mutex_unlock(&w->lock);
	batch_tell(w, jobs);
}

/* A batch of PostgreSQL is one job; on SQLite every turn is alike. */
static enum db_access
turn_of(const struct writer_job *jobs)
{
	return jobs->beside ? DB_BESIDE : DB_WRITES;
}

static void
batch_run(struct worker *k, struct writer_job *jobs)
{
	struct publisher *log = NULL;
	bool keep = false;
	enum rc rc;

	log_unstick(k->writer->log, k->db);
	k->fault = (struct fault){ 0 };
	db_use(k->db, &k->mem, &k->fault);
	rc = db_begin(k->db, turn_of(jobs));
	for (struct writer_job *job = jobs; job != NULL; job = job->next) {
		if (rc == RC_OK)
			job->rc = job_run_saved(k, job);
		else
			job_fail(job, &k->fault);
		keep = keep || job->rc == RC_OK;
	}
	if (rc == RC_OK && jobs_have_entries(jobs))
		log = k->writer->log;
	db_use(k->db, &k->mem, &k->fault);
	if (rc == RC_OK && keep)
		rc = log_commit(log, k->db, &k->mem, &k->fault);
	else
		db_rollback(k->db);
	if (rc != RC_OK) {
		log_error("writer: a batch was not kept: %s", k->fault.detail);
		for (struct writer_job *job = jobs; job != NULL; job = job->next)
			if (job->rc == RC_OK)
				job_fail(job, &k->fault);
	}
	k->dirty = k->dirty || keep;
	batch_count(k->writer, jobs, rc == RC_OK && keep);
	if (rc == RC_OK && log != NULL)
		jobs = batch_hand_over(k->writer, jobs);
	batch_tell(k->writer, jobs);
	arena_clear(&k->mem);
}

/* ---- the thread ----------------------------------------------------------- */

/* What a worker without jobs does. */
enum rest { REST_END, REST_TIDY_A_LITTLE, REST_TIDY };

static enum rest
rest_take(struct writer *w)
{
	if (w->closing)
		return REST_END;
	if (!w->tidy)
		return REST_TIDY_A_LITTLE;
	w->tidy = false;
	return REST_TIDY;
}

/* Takes what waits, at most a batch; NULL when closing, when nothing came for a
 * while, or when the housekeeping is asked for: then *rest says which. */
static struct writer_job *
batch_take(struct worker *k, enum rest *rest)
{
	struct writer *w = k->writer;
	struct writer_job *first, *last;
	int n = 1, result = 0;
	struct timespec until = clock_after_ms(IDLE_MS);

	(void)pthread_mutex_lock(&w->lock);
	while (w->head == NULL && !w->closing && !w->tidy && result == 0)
		result = k->dirty ?
		    pthread_cond_timedwait(&w->work, &w->lock, &until) :
		    pthread_cond_wait(&w->work, &w->lock);
	first = last = w->head;
	if (first == NULL)
		*rest = rest_take(w);
	if (first != NULL) {
		for (; n < w->batch_max && last->next != NULL; n++)
			last = last->next;
		w->head = last->next;
		if (w->head == NULL)
			w->tail = &w->head;
		last->next = NULL;
		w->counts.waiting -= n;
	}
	(void)pthread_mutex_unlock(&w->lock);
	return first;
}

static void *
worker_main(void *arg)
{
	struct worker *k = arg;

	for (;;) {
		enum rest rest = REST_END;
		struct writer_job *jobs = batch_take(k, &rest);

		if (jobs != NULL)
			batch_run(k, jobs);
		else if (rest == REST_END)
			return NULL; /* closing, and nothing waits */
		else /* little by little, until the index is joined */
			k->dirty = db_tidy(k->db, rest == REST_TIDY);
	}
}

/* ---- opening and closing -------------------------------------------------- */

static enum rc
worker_start(struct writer *w, struct str where, struct fault *fault)
{
	struct worker *k = &w->worker[w->n_started];
	struct { struct fault *fault; } ctx = { fault };
	sigset_t all, before;
	enum rc rc;
	int result;

	k->writer = w;
	arena_init(&k->mem, MIB);
	rc = db_open(where, DB_WRITES, fault, &k->db);
	if (rc == RC_OK)
		rc = db_prepare(k->db);
	if (rc != RC_OK) {
		db_close(k->db);
		return rc;
	}
	/* Signals are for the main thread. */
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	result = pthread_create(&k->thread, NULL, worker_main, k);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (result != 0) {
		db_close(k->db);
		return FAIL(&ctx, WHY_BUSY, "no thread for the writer");
	}
	w->n_started++;
	return RC_OK;
}

static void
conditions_init(struct writer *w)
{
	(void)pthread_mutex_init(&w->lock, NULL);
	steady_init(&w->work);
	(void)pthread_cond_init(&w->done, NULL);
}

enum rc
writer_open(struct str where, struct fault *fault, struct writer **out)
{
	struct arena own;
	struct writer *w;
	enum rc rc;

	*out = NULL;
	arena_init(&own, MIB);
	w = ARENA_NEW(&own, struct writer);
	w->own = own;
	w->tail = &w->head;
	w->where = str_copy(&w->own, where);
	w->n_workers = 1;
	w->batch_max = WRITER_BATCH_MAX;
	conditions_init(w);
	rc = worker_start(w, where, fault);
	if (rc == RC_OK && db_kind(w->worker[0].db) == DB_POSTGRES) {
		/* A job a transaction: some may run at once, and the server groups their commits. */
		(void)pthread_mutex_lock(&w->lock);
		w->batch_max = 1;
		(void)pthread_mutex_unlock(&w->lock);
		w->n_workers = WRITER_WORKERS;
	}
	while (rc == RC_OK && w->n_started < w->n_workers)
		rc = worker_start(w, where, fault);
	if (rc != RC_OK) {
		writer_close(w);
		return rc;
	}
	*out = w;
	return RC_OK;
}

enum rc
writer_publish(struct writer *w, struct publisher *log, struct fault *fault)
{
	struct publishing *line;
	enum rc rc;

	if (log == NULL)
		return RC_OK;
	rc = publishing_start(&(struct publishing_of){ w->where, log, published_tell, w },
	    fault, &line);
	if (rc != RC_OK)
		return rc;
	(void)pthread_mutex_lock(&w->lock);
	w->log = log;
	w->line = line;
	(void)pthread_mutex_unlock(&w->lock);
	return RC_OK;
}

void
writer_close(struct writer *w)
{
	struct arena own;

	if (w == NULL)
		return;
	(void)pthread_mutex_lock(&w->lock);
	w->closing = true;
	(void)pthread_cond_broadcast(&w->work);
	(void)pthread_mutex_unlock(&w->lock);
	for (int i = 0; i < w->n_started; i++)
		(void)pthread_join(w->worker[i].thread, NULL);
	publishing_end(w->line);
	for (int i = 0; i < w->n_started; i++) {
		db_close(w->worker[i].db);
		arena_release(&w->worker[i].mem);
	}
	(void)pthread_cond_destroy(&w->work);
	(void)pthread_cond_destroy(&w->done);
	(void)pthread_mutex_destroy(&w->lock);
	own = w->own; /* w itself lives in it */
	arena_release(&own);
}

/* ---- handing in ----------------------------------------------------------- */

static bool
job_put(struct writer *w, struct writer_job *job)
{
	bool taken;

	job->next = NULL;
	job->rc = RC_OK;
	job->finished = false;
	(void)pthread_mutex_lock(&w->lock);
	taken = !w->closing && w->counts.waiting < WRITER_QUEUE_MAX;
	if (taken) {
		*w->tail = job;
		w->tail = &job->next;
		w->counts.waiting++;
		(void)pthread_cond_signal(&w->work);
	} else {
		w->counts.refused++;
	}
	(void)pthread_mutex_unlock(&w->lock);
	return taken;
}

bool
writer_put(struct writer *w, struct writer_job *job)
{
	job->waited = false;
	return job_put(w, job);
}

enum rc
writer_wait(struct writer *w, struct writer_job *job)
{
	job->waited = true;
	if (!job_put(w, job))
		return FAIL(job->ctx, WHY_BUSY, "too many changes wait");
	(void)pthread_mutex_lock(&w->lock);
	while (!job->finished)
		(void)pthread_cond_wait(&w->done, &w->lock);
	(void)pthread_mutex_unlock(&w->lock);
	return job->rc;
}

void
writer_tidy(struct writer *w)
{
	(void)pthread_mutex_lock(&w->lock);
	w->tidy = true;
	(void)pthread_cond_signal(&w->work);
	(void)pthread_mutex_unlock(&w->lock);
}

struct writer_counts
writer_counts(struct writer *w)
{
	struct writer_counts counts;

	(void)pthread_mutex_lock(&w->lock);
	counts = w->counts;
	(void)pthread_mutex_unlock(&w->lock);
	return counts;
}

enum rc
writer_inline(struct db *db, struct writer_job *job)
{
	enum rc rc;

	db_use(db, job->ctx->mem, job->ctx->fault);
	rc = db_begin(db, turn_of(job));
	if (rc == RC_OK) {
		rc = job_run(db, job);
		if (rc == RC_OK)
			rc = job_commit(db, job);
		else
			db_rollback(db);
	}
	job->rc = rc;
	if (job->done != NULL)
		job->done(job->arg, rc);
	return rc;
}

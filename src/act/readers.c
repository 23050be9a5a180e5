/* readers: connections that cannot write, lent one request at a time. See
 * writer.h. The last one given back is lent first: its memory is warm. */
#include <pthread.h>
#include <time.h>

#include "act/writer.h"

#include "base/steady.h"

struct readers {
	struct arena own;
	pthread_mutex_t lock; /* of idle[] and n_idle */
	pthread_cond_t given_back;
	int n_idle, n;
	struct db **idle;
};

enum rc
readers_open(struct str where, int n, struct fault *fault, struct readers **out)
{
	struct arena own;
	struct readers *r;
	enum rc rc = RC_OK;

	*out = NULL;
	arena_init(&own, MIB);
	r = ARENA_NEW(&own, struct readers);
	r->idle = ARENA_ARRAY(&own, (size_t)n, struct db *);
	r->own = own;
	(void)pthread_mutex_init(&r->lock, NULL);
	steady_init(&r->given_back);
	while (rc == RC_OK && r->n < n) {
		struct db *db;
		rc = db_open(where, DB_READS, fault, &db);
		if (rc != RC_OK)
			break;
		r->idle[r->n_idle++] = db;
		r->n++;
		rc = db_prepare(db);
	}
	if (rc != RC_OK) {
		readers_close(r);
		return rc;
	}
	*out = r;
	return RC_OK;
}

void
readers_close(struct readers *r)
{
	struct arena own;

	if (r == NULL)
		return;
	REQUIRE(r->n_idle == r->n); /* all were given back */
	for (int i = 0; i < r->n; i++)
		db_close(r->idle[i]);
	(void)pthread_cond_destroy(&r->given_back);
	(void)pthread_mutex_destroy(&r->lock);
	own = r->own; /* r itself lives in it */
	arena_release(&own);
}

static struct db *
reader_take(struct readers *r)
{
	struct db *db = NULL;
	struct timespec until = clock_after_ms(READERS_WAIT_MS);
	int result = 0;

	(void)pthread_mutex_lock(&r->lock);
	while (r->n_idle == 0 && result == 0)
		result = pthread_cond_timedwait(&r->given_back, &r->lock, &until);
	if (r->n_idle > 0)
		db = r->idle[--r->n_idle];
	(void)pthread_mutex_unlock(&r->lock);
	return db;
}

static void
reader_give(struct readers *r, struct db *db)
{
	(void)pthread_mutex_lock(&r->lock);
	r->idle[r->n_idle++] = db;
	(void)pthread_cond_signal(&r->given_back);
	(void)pthread_mutex_unlock(&r->lock);
}

enum rc
readers_begin(struct readers *r, struct ctx *ctx)
{
	enum rc rc;

	ctx->db = reader_take(r);
	if (ctx->db == NULL)
		return FAIL(ctx, WHY_BUSY, "too many pages are read at once");
	db_use(ctx->db, ctx->mem, ctx->fault);
	rc = db_begin(ctx->db, DB_READS);
	if (rc != RC_OK) {
		reader_give(r, ctx->db);
		ctx->db = NULL;
	}
	return rc;
}

void
readers_end(struct readers *r, struct ctx *ctx)
{
	struct db *db = ctx->db;

	if (db == NULL)
		return;
	ctx->db = NULL;
	db_rollback(db);
	reader_give(r, db);
}

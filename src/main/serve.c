/*
 * serve: `ocop serve`: joins the server, the readers, the writer and the slow
 * pool, and walks each request over the stations of web/serve_one.h:
 *
 *   serving thread  begin -> serve_one ---- reply
 *                             | suspend         ^ resume
 *   slow pool                 +-> serve_prepare |
 *   writer                    +-> serve_write --+-> serve_after -> reply
 *
 * TERM or INT: no new connections; what was begun is finished; then everything
 * is closed in the opposite order.
 */
#include "main/serve.h"

#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "act/office.h"
#include "act/publisher.h"
#include "act/writer.h"
#include "base/log.h"
#include "http/server.h"
#include "main/house.h"
#include "main/jobs.h"
#include "main/live.h"
#include "main/machine.h"
#include "main/post.h"
#include "main/rounds.h"
#include "main/room.h"
#include "main/slow.h"
#include "web/fault.h"
#include "web/form.h"
#include "web/serve_one.h"
#include "web/session.h"

#define REQUEST_MEMORY (16 * MIB)
#define FIELDS_MAX 800           /* of one form: a score sheet has 200 */
#define SLOW_REQUEST_US 1000000  /* is told to the log */
#define DRAIN_S 8                /* contract: ended within 10 s */
#define QUIET_MS 100

/* Everything that serves. */
struct program {
	struct house house;
	struct office office;
	struct writer *writer;
	struct readers *readers;
	struct slow *slow;
	struct jobs *jobs;
	struct post *post;
	struct live *live;
	struct rounds *rounds;
	struct server *server;
};

enum stage { STAGE_ONE, STAGE_PREPARED, STAGE_WRITTEN, STAGE_FULL };

/* One request on its way; lives in the arena of its exchange. */
struct trip {
	struct program *program;
	struct exchange *x;
	struct visit v;
	struct writer_job write;
	struct slow_job slow;
	struct listener *listener; /* of a reply that goes on */
	struct chance chance;
	enum stage stage;
	enum next next;
	enum rc rc;
};

/* ---- other threads ------------------------------------------------------------ */

static void
trip_resume(struct trip *t, enum stage stage)
{
	t->stage = stage;
	exchange_resume(t->x); /* from here on t belongs to a serving thread */
}

static void
trip_dropped(void *arg)
{
	trip_resume(arg, STAGE_FULL);
}

static void
trip_prepare(void *arg)
{
	struct trip *t = arg;

	if (readers_begin(t->program->readers, &t->v.ctx) != RC_OK) {
		trip_resume(t, STAGE_FULL);
		return;
	}
	t->next = serve_prepare(&t->v);
	readers_end(t->program->readers, &t->v.ctx);
	trip_resume(t, STAGE_PREPARED);
}

static enum rc
trip_write(void *arg)
{
	struct trip *t = arg;

	return serve_write(&t->v);
}

static void
trip_written(void *arg, enum rc rc)
{
	struct trip *t = arg;

	t->rc = rc;
	trip_resume(t, STAGE_WRITTEN);
}

/* ---- the serving thread ----------------------------------------------------------- */

static struct trip *
trip_begin(struct program *p, struct exchange *x)
{
	struct trip *t = ARENA_NEW(&x->mem, struct trip);

	x->state = t;
	t->program = p;
	t->x = x;
	t->chance.fill = chance_fill_system;
	visit_begin(&t->v, &p->office, &x->mem, &x->request, &x->reply);
	t->v.ctx.now = clock_now();
	t->v.ctx.today = day_of(t->v.ctx.now);
	t->v.ctx.chance = &t->chance;
	t->write = (struct writer_job){ .run = trip_write,
	    .done = trip_written, .arg = t, .ctx = &t->v.ctx };
	t->slow = (struct slow_job){ .run = trip_prepare,
	    .dropped = trip_dropped, .arg = t };
	return t;
}

/* One line for what went wrong on our side, or took long. No address of a
 * person's thing, no contents: the row of the table and the place in code. */
static void
trip_log(const struct trip *t)
{
	const struct fault *f = t->v.ctx.fault;
	int64_t us = clock_ticks_us() - t->v.started_us;
	const char *row = t->v.route == NULL ? "-" : t->v.route->pattern;

	if (t->x->reply.status == 500)
		log_error("request %lld %s: %d %s (%s:%d) %s",
		    (long long)t->x->request.number, row, t->x->reply.status,
		    f->why == NULL ? "" : f->why->code,
		    f->file == NULL ? "" : f->file, f->line, f->detail);
	else if (us > SLOW_REQUEST_US)
		log_warn("request %lld %s: %lld ms",
		    (long long)t->x->request.number, row,
		    (long long)(us / 1000));
}

static enum served
trip_end(const struct trip *t)
{
	trip_log(t);
	return SERVED_NOW;
}

static enum served
trip_refuse(struct trip *t, const struct reason *why)
{
	serve_refused(&t->v, why);
	return trip_end(t);
}

/* The next station. The connection is set aside before anybody else may touch
 * it: they could be done before we are. */
static enum served
trip_go_on(struct trip *t, enum next next)
{
	bool taken = false;

	switch (next) {
	case NEXT_REPLY:
		return trip_end(t);
	case NEXT_PREPARE:
		exchange_suspend(t->x);
		taken = slow_put(t->program->slow, &t->slow);
		break;
	case NEXT_WRITE:
		exchange_suspend(t->x);
		t->write.beside = t->v.route->access == BESIDE;
		taken = writer_put(t->program->writer, &t->write);
		break;
	}
	if (!taken)
		trip_resume(t, STAGE_FULL);
	return SERVED_LATER;
}

/* The page listens from now on, unless too many do: then it asks now and then. */
static enum served
trip_follow(struct trip *t)
{
	if (t->x->request.method == HEAD)
		return trip_end(t);
	t->listener = live_join(t->program->live, t->x, t->v.ctx.actor.id,
	    t->v.follows, t->v.pulse);
	return t->listener == NULL ? trip_refuse(t, &WHY_BUSY) : trip_end(t);
}

static enum served
trip_start(struct trip *t)
{
	enum next next;

	if (readers_begin(t->program->readers, &t->v.ctx) != RC_OK)
		return trip_refuse(t, &WHY_BUSY);
	next = serve_one(&t->v);
	readers_end(t->program->readers, &t->v.ctx);
	if (!t->x->request.cut)
		return next == NEXT_REPLY && t->x->reply.goes_on ?
		    trip_follow(t) : trip_go_on(t, next);
	/* A cut upload: the visitor is gone and nothing is answered, but what
	 * arrived is kept. That needs no database, and is not looked at yet. */
	if (next == NEXT_PREPARE)
		(void)serve_prepare(&t->v);
	return SERVED_NOW;
}

static enum served
trip_finish(struct trip *t)
{
	bool well = t->rc == RC_OK && t->v.ctx.fault->why == NULL;
	enum next next;

	t->v.ctx.db = NULL;
	if (well && t->v.ctx.stirred.v != 0)
		live_stir(t->program->live, t->v.ctx.stirred);
	if (well)
		return trip_go_on(t, serve_after(&t->v, t->rc));
	if (readers_begin(t->program->readers, &t->v.ctx) != RC_OK)
		return trip_refuse(t, &WHY_BUSY);
	next = serve_after(&t->v, t->rc);
	readers_end(t->program->readers, &t->v.ctx);
	return trip_go_on(t, next);
}

static enum served
serve(void *arg, struct exchange *x)
{
	struct trip *t = x->state;

	if (t == NULL)
		return trip_start(trip_begin(arg, x));
	switch (t->stage) {
	case STAGE_PREPARED:
		return trip_go_on(t, t->next);
	case STAGE_WRITTEN:
		return trip_finish(t);
	case STAGE_ONE:
	case STAGE_FULL:
		break;
	}
	return trip_refuse(t, &WHY_BUSY);
}

/* ---- before and beside a request ------------------------------------------------------ */

/* Files are taken only from somebody we know: a body of 60 MB is worth the one
 * statement that asks. From others the texts of the form are taken, so that
 * what was typed comes back after signing in, and the files are not kept. */
static const struct reason *
files_admit(struct program *p, const struct request *r,
    const struct route *route, struct body_limits *limits)
{
	struct exchange x = { .state = NULL };
	struct trip *t;
	bool known = false;

	if (route->right == MAY_ANYONE)
		return NULL;
	arena_init(&x.mem, MIB);
	x.request = *r;
	t = trip_begin(p, &x);
	if (readers_begin(p->readers, &t->v.ctx) == RC_OK) {
		known = visitor_is_known(&t->v);
		readers_end(p->readers, &t->v.ctx);
	}
	arena_release(&x.mem);
	if (known)
		return NULL;
	limits->file_bytes = 0;
	return limits->raw ? &WHY_SIGN_IN : NULL;
}

static const struct reason *
admit(void *arg, struct request *r, struct body_limits *limits)
{
	unsigned allowed;
	const struct route *route = route_find(r->method, r->path, &allowed);

	r->found = route;
	if (route == NULL) /* the page that says so needs no body */
		return r->method == GET || r->method == HEAD ||
		    r->method == OPTIONS ? NULL :
		    allowed == 0 ? &WHY_ABSENT : &WHY_METHOD;
	limits->bytes = route_body_limit(route);
	limits->text_bytes = limits->bytes;
	limits->fields = FIELDS_MAX;
	limits->file_bytes = form_file_limit(route->form);
	limits->files = limits->file_bytes > 0 ? FORM_FILES_MAX : 0;
	limits->raw = route_is_raw(route);
	if (limits->files > 0)
		limits->text_bytes = 1 * MIB;
	if (limits->files > 0 || limits->raw)
		return files_admit(arg, r, route, limits);
	return NULL;
}

static void
refuse(void *arg, struct exchange *x, const struct reason *why)
{
	struct trip *t = x->state != NULL ? x->state : trip_begin(arg, x);

	(void)trip_refuse(t, why);
}

static void
done(void *arg, struct exchange *x)
{
	struct program *p = arg;

	if (x->state != NULL)
		live_leave(p->live, ((struct trip *)x->state)->listener);
	x->state = NULL;
}

/* ---- start and stop ------------------------------------------------------------------------ */

/* An office whose log cannot go on still shows what it has. */
static void
log_make(struct house *h)
{
	if (house_log(h, S("")) != RC_OK)
		log_error("the public log is closed, nothing that belongs into it can be "
		    "done: %s %s", h->fault.why->code, h->fault.detail);
	h->fault = (struct fault){ 0 };
}

static void
office_make(struct program *p)
{
	struct office_facts facts = { .sample = false };
	struct house *h = &p->house;

	p->office = (struct office){ .law = &h->law, .blobs = &h->blobs, .log = h->log,
	    .code_key = h->ctx.code_key, .second_key = h->ctx.second_key, .senders = h->ctx.senders,
	    .public_url = h->set.public_url, .secure = str_starts(h->set.public_url, S("https://")),
	    .touch = jobs_touch };
	if (office_load(&h->ctx, &facts) != RC_OK)
		log_warn("the facts of this office cannot be read: %s",
		    h->fault.detail);
	p->office.sample = facts.sample;
	p->office.room = h->set.room.n > 0;
	p->office.place = facts.place;
	if (h->applied > 0)
		log_info("%d migrations were applied", h->applied);
}

static enum rc
program_start(struct program *p, const struct server_calls *calls)
{
	struct house *h = &p->house;
	int threads = threads_for(h->set.threads);
	struct server_settings set = { .address = h->set.address,
		.port = (int)h->set.port, .threads = threads,
		.connections_max = (int)h->set.connections,
		.timeout_s = (int)h->set.timeout, .proxy = h->set.proxy,
		.request_memory = REQUEST_MEMORY };
	enum rc rc;

	set.folder = str_printf(&h->mem, "%.*s/upload", STR_ARG(h->set.data));
	rc = writer_open(h->where, &h->fault, &p->writer);
	if (rc == RC_OK)
		rc = writer_publish(p->writer, h->log, &h->fault);
	if (rc == RC_OK)
		rc = readers_open(h->where, threads + (int)h->set.slow_threads + 1,
		    &h->fault, &p->readers);
	if (rc != RC_OK)
		return rc;
	p->slow = slow_start((int)h->set.slow_threads);
	p->live = live_start(p->readers, (int)h->set.streams);
	p->jobs = jobs_start(p->writer, &h->ctx, house_key_copies(h));
	p->office.touch_arg = p->jobs;
	p->post = post_open(p->writer, &h->ctx, &h->set, &h->mem);
	p->rounds = rounds_start(p->writer, &h->ctx, h->set.data,
	    h->set.tsa);
	return server_start(&set, calls, &h->fault, &p->server);
}

static void
pause_ms(long ms)
{
	(void)nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000L }, NULL);
}

/* Waits for what was begun. An export or a locked database can take longer
 * than we may: then we end as a cut of power would end us, only told. What was
 * committed is on disk, what was not has not been answered. */
static void
program_drain(struct program *p)
{
	int quiet = 0;

	server_quiesce(p->server);
	live_close(p->live);
	slow_close(p->slow);
	/* Between the slow pool and the writer a request waits for nobody for a
	 * moment: only a while of quiet says that all have left. */
	for (int i = 0; i < DRAIN_S * 100 && quiet < QUIET_MS / 10; i++) {
		quiet = server_waiting(p->server) > 0 ? 0 : quiet + 1;
		pause_ms(10);
	}
	if (quiet > 0)
		return;
	log_error("%d requests did not finish within %d s; ended without them",
	    server_waiting(p->server), DRAIN_S);
	_exit(COULD_NOT);
}

/* The opposite order. What waits for the writer is written and answered. */
static void
program_stop(struct program *p)
{
	if (p->server != NULL) {
		program_drain(p);
		server_stop(p->server);
	}
	live_stop(p->live);
	if (p->slow != NULL)
		slow_stop(p->slow);
	post_stop(p->post);
	rounds_stop(p->rounds);
	if (p->jobs != NULL)
		jobs_stop(p->jobs);
	writer_close(p->writer);
	readers_close(p->readers);
}

int
serve_main(int argc, char **argv)
{
	static struct program p;
	static const struct server_calls calls = { &p, admit, serve, refuse,
		done };
	sigset_t signals;
	int code, got;

	/* Before any thread: they inherit the mask, and we alone wait. */
	(void)sigemptyset(&signals);
	(void)sigaddset(&signals, SIGTERM);
	(void)sigaddset(&signals, SIGINT);
	(void)pthread_sigmask(SIG_BLOCK, &signals, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN); /* a file at its limit is a full disk */
	(void)umask(077);
	if (!house_open(&p.house, argc, argv, &code) ||
	    (p.house.set.room.n > 0 && !room_folder_check(&p.house, &code)) ||
	    !house_db(&p.house, DB_WRITES, &code))
		return code;
	files_allow(p.house.set.connections);
	log_make(&p.house);
	office_make(&p);
	house_db_end(&p.house); /* 1.3 MB of prepared statements */
	code = DONE;
	if (program_start(&p, &calls) == RC_OK) {
		(void)printf("ready http://%.*s:%d\n",
		    STR_ARG(p.house.set.address), server_port(p.server));
		(void)fflush(stdout);
		(void)sigwait(&signals, &got);
		log_info("ending");
	} else {
		code = house_tell(&p.house, argv[0]);
	}
	program_stop(&p);
	house_close(&p.house);
	return code;
}

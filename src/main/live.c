/* live: see live.h. */
#include "main/live.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "act/pulse.h"
#include "base/log.h"
#include "base/steady.h"

#define ASK_MEMORY (4 * MIB) /* of one question */

struct listener {
	struct exchange *x;     /* NULL: free */
	struct account_id account;
	struct meeting_id meeting;
	char pulse[PULSE_LENGTH];
	unsigned turn;          /* an answer for an earlier listener is dropped */
	int64_t ends_us, beats_us;
	bool due;               /* to be asked */
	struct listener *next;  /* free ones */
};

/* A question, outside the lock. */
struct asked {
	struct listener *who;
	unsigned turn;
	struct account_id account;
	struct meeting_id meeting;
	struct str pulse;       /* empty: nobody sits there any more */
	char kept[PULSE_LENGTH];
	bool answered;
};

struct live {
	struct arena own;
	pthread_mutex_t lock;   /* of everything below */
	pthread_cond_t work;
	struct readers *readers;
	struct listener *all, *free;
	struct asked *asked;    /* the thread's own */
	int most, used;         /* used: of `all`, ever */
	bool any_due, closing;
	pthread_t thread;
	struct arena mem;       /* of one question */
};

/* ---- joining and leaving ------------------------------------------------------ */

static struct listener *
listener_take(struct live *l)
{
	struct listener *who = l->free;

	if (who != NULL)
		l->free = who->next;
	else if (l->used < l->most)
		who = &l->all[l->used++];
	return who;
}

/* The oldest of an account ends when it has as many as it may. */
static void
oldest_ends(struct live *l, struct account_id account)
{
	struct listener *oldest = NULL;
	int n = 0;

	for (int i = 0; i < l->used; i++) {
		struct listener *who = &l->all[i];

		if (who->x == NULL || who->account.v != account.v)
			continue;
		n++;
		if (oldest == NULL || who->ends_us < oldest->ends_us)
			oldest = who;
	}
	if (n >= LIVE_OF_ONE)
		exchange_finish(oldest->x);
}

struct listener *
live_join(struct live *l, struct exchange *x, struct account_id account,
    struct meeting_id meeting, struct str pulse)
{
	int64_t now = clock_ticks_us();
	struct listener *who = NULL;

	REQUIRE(pulse.n == PULSE_LENGTH);
	(void)pthread_mutex_lock(&l->lock);
	if (!l->closing)
		who = listener_take(l);
	if (who != NULL) {
		oldest_ends(l, account);
		/* due: something may have happened since its pulse was felt */
		*who = (struct listener){ .x = x, .account = account,
			.meeting = meeting, .turn = who->turn + 1,
			.ends_us = now + LIVE_LASTS_S * INT64_C(1000000),
			.beats_us = now + LIVE_BEAT_S * INT64_C(1000000),
			.due = true };
		memcpy(who->pulse, pulse.p, PULSE_LENGTH);
		l->any_due = true;
		(void)pthread_cond_signal(&l->work);
	}
	(void)pthread_mutex_unlock(&l->lock);
	return who;
}

void
live_leave(struct live *l, struct listener *who)
{
	if (who == NULL)
		return;
	(void)pthread_mutex_lock(&l->lock);
	who->x = NULL;
	who->turn++;
	who->next = l->free;
	l->free = who;
	(void)pthread_mutex_unlock(&l->lock);
}

void
live_stir(struct live *l, struct meeting_id meeting)
{
	(void)pthread_mutex_lock(&l->lock);
	for (int i = 0; i < l->used; i++)
		if (l->all[i].x != NULL && l->all[i].meeting.v == meeting.v)
			l->any_due = l->all[i].due = true;
	if (l->any_due)
		(void)pthread_cond_signal(&l->work);
	(void)pthread_mutex_unlock(&l->lock);
}

/* ---- the thread ------------------------------------------------------------------ */

/* Waits until somebody is due, or for a second: then beats are looked at. */
static bool
due_wait(struct live *l)
{
	struct timespec until = clock_after_ms(1000);
	int result = 0;

	while (!l->any_due && !l->closing && result == 0)
		result = pthread_cond_timedwait(&l->work, &l->lock, &until);
	return !l->closing;
}

/* Who is to be asked now. Under the lock. */
static int
due_take(struct live *l)
{
	int64_t now = clock_ticks_us();
	int n = 0;

	l->any_due = false;
	for (int i = 0; i < l->used; i++) {
		struct listener *who = &l->all[i];

		if (who->x == NULL)
			continue;
		if (now > who->ends_us)
			exchange_finish(who->x);
		else if (who->due || now > who->beats_us)
			l->asked[n++] = (struct asked){ .who = who,
				.turn = who->turn, .account = who->account,
				.meeting = who->meeting };
		who->due = false;
	}
	return n;
}

/* One question to the store, as that account. */
static void
ask(struct live *l, struct asked *a)
{
	struct fault fault = { 0 };
	struct ctx c = { .mem = &l->mem, .fault = &fault,
		.now = clock_now(), .actor = { .id = a->account } };
	struct str pulse = { NULL, 0 };
	enum rc rc;

	arena_clear(&l->mem);
	c.today = day_of(c.now);
	if (readers_begin(l->readers, &c) != RC_OK)
		return; /* every connection is busy: at the next beat */
	rc = pulse_of(&c, a->meeting, &pulse);
	readers_end(l->readers, &c);
	a->answered = rc == RC_OK || rc == RC_ABSENT;
	if (rc == RC_OK) {
		memcpy(a->kept, pulse.p, PULSE_LENGTH);
		a->pulse = (struct str){ a->kept, PULSE_LENGTH };
	} else if (rc != RC_ABSENT) {
		log_error("live: %s: %s", fault.why->code, fault.detail);
	}
}

/* Tells one listener what came out. Under the lock. */
static void
tell(struct live *l, const struct asked *a)
{
	struct listener *who = a->who;
	int64_t now = clock_ticks_us();
	char line[STREAM_PIECE_MAX];
	struct str said = S(":\n\n");
	bool changed;

	if (who->turn != a->turn || !a->answered)
		return;
	if (a->pulse.n == 0) { /* the seat has ended */
		exchange_finish(who->x);
		return;
	}
	changed = memcmp(who->pulse, a->pulse.p, PULSE_LENGTH) != 0;
	if (!changed && now <= who->beats_us)
		return;
	if (changed)
		said = str_c(line);
	if (changed)
		said.n = (size_t)snprintf(line, sizeof(line),
		    "event: room\ndata: %.*s\n\n", STR_ARG(a->pulse));
	if (!exchange_send(who->x, said))
		return; /* a slow reader: at the next beat, with what is then */
	memcpy(who->pulse, a->pulse.p, PULSE_LENGTH);
	who->beats_us = now + LIVE_BEAT_S * INT64_C(1000000);
	(void)l;
}

static void *
live_run(void *arg)
{
	struct live *l = arg;
	struct timespec until;

	(void)pthread_mutex_lock(&l->lock);
	while (due_wait(l)) {
		int n = due_take(l);

		(void)pthread_mutex_unlock(&l->lock);
		for (int i = 0; i < n; i++)
			ask(l, &l->asked[i]);
		(void)pthread_mutex_lock(&l->lock);
		for (int i = 0; i < n; i++)
			tell(l, &l->asked[i]);
		until = clock_after_ms(LIVE_PAUSE_MS);
		while (n > 0 && !l->closing && pthread_cond_timedwait(&l->work,
		    &l->lock, &until) == 0)
			;
	}
	(void)pthread_mutex_unlock(&l->lock);
	return NULL;
}

/* ---- starting and ending ----------------------------------------------------------- */

struct live *
live_start(struct readers *readers, int most)
{
	struct arena own;
	struct live *l;

	arena_init(&own, 16 * MIB);
	l = ARENA_NEW(&own, struct live);
	l->own = own;
	l->readers = readers;
	l->most = most;
	l->all = ARENA_ARRAY(&l->own, (size_t)most + 1, struct listener);
	l->asked = ARENA_ARRAY(&l->own, (size_t)most + 1, struct asked);
	arena_init(&l->mem, ASK_MEMORY);
	(void)pthread_mutex_init(&l->lock, NULL);
	steady_init(&l->work);
	REQUIRE(pthread_create(&l->thread, NULL, live_run, l) == 0);
	return l;
}

void
live_close(struct live *l)
{
	(void)pthread_mutex_lock(&l->lock);
	l->closing = true;
	for (int i = 0; i < l->used; i++)
		if (l->all[i].x != NULL)
			exchange_finish(l->all[i].x);
	(void)pthread_cond_broadcast(&l->work);
	(void)pthread_mutex_unlock(&l->lock);
}

void
live_stop(struct live *l)
{
	struct arena own;

	if (l == NULL)
		return;
	(void)pthread_mutex_lock(&l->lock);
	l->closing = true;
	(void)pthread_cond_broadcast(&l->work);
	(void)pthread_mutex_unlock(&l->lock);
	(void)pthread_join(l->thread, NULL);
	arena_release(&l->mem);
	(void)pthread_mutex_destroy(&l->lock);
	(void)pthread_cond_destroy(&l->work);
	own = l->own;
	arena_release(&own);
}

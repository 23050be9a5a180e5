/* stamp: see stamp.h. */
#include "main/stamp.h"

#include "act/publisher.h"
#include "base/log.h"
#include "ledger/stamp.h"
#include "main/ask.h"

#define RETRY_MS (600 * INT64_C(1000))
#define TEXT_MAX (64 * KIB)

static struct disk_file
place(struct stamping *s, struct arena *mem, struct str name)
{
	return (struct disk_file){ str_printf(mem, "%.*s/log/%.*s", STR_ARG(s->dir),
	    STR_ARG(name)), s->dir.n + 4, 0644 };
}

/* Of today already, or tried a short while ago. */
static bool
is_due(struct stamping *s, struct ctx *c, struct str today)
{
	struct fault quiet = { .why = NULL };
	struct str newest;

	if (s->tried.ms != 0 && c->now.ms - s->tried.ms < RETRY_MS)
		return false;
	return disk_read(place(s, c->mem, S("stamp.day")).path, 64, c->mem, &quiet, &newest) !=
	    RC_OK || !str_eq(str_trim(newest), today);
}

/* Why it was not given; NULL: it is there. */
static const char *
stamp_ask(struct stamping *s, struct ctx *c, struct str head, struct str *answer)
{
	struct asker asker = { s->stop, "application/timestamp-query" };
	struct cosigner_question q = { .mem = c->mem, .url = s->url };
	struct witness_reply reply;
	struct moment at;

	q.body = stamp_request(c->mem, c->chance, head);
	if (!ask_post(&asker, &q, &reply))
		return q.why;
	if (reply.status != 200)
		return "it did not answer with a stamp";
	if (!stamp_read(reply.body, q.body, head, &at))
		return "what it answered is no stamp of what was asked";
	*answer = reply.body;
	return NULL;
}

static enum rc
stamp_keep(struct stamping *s, struct ctx *c, struct str today, struct str head,
    struct str answer)
{
	struct disk_file bytes = place(s, c->mem, str_printf(c->mem, "stamp/%.*s.checkpoint",
	    STR_ARG(today)));
	struct disk_file tsr = place(s, c->mem, str_printf(c->mem, "stamp/%.*s.tsr",
	    STR_ARG(today)));
	struct disk_file newest = place(s, c->mem, S("stamp.day"));
	enum rc rc;

	if ((rc = disk_replace(&bytes, head, c->mem, c->fault)) != RC_OK ||
	    (rc = disk_replace(&tsr, answer, c->mem, c->fault)) != RC_OK)
		return rc;
	return disk_replace(&newest, str_printf(c->mem, "%.*s\n", STR_ARG(today)), c->mem,
	    c->fault);
}

void
stamp_round(struct stamping *s, struct ctx *c)
{
	struct str today = day_iso(c->mem, day_of(c->now)), head, answer;
	struct disk_file told = { str_printf(c->mem, "%.*s/stamp.why", STR_ARG(s->dir)),
		s->dir.n, 0600 };
	struct tree_head size;
	const char *why;

	if (s->url.n == 0 || c->log == NULL || !is_due(s, c, today) ||
	    publisher_head(c->log, c->mem, c->fault, &size, &head) != RC_OK)
		return;
	why = stamp_ask(s, c, head, &answer);
	if (why == NULL && stamp_keep(s, c, today, head, answer) != RC_OK)
		why = c->fault->detail;
	if (why == NULL) {
		s->tried.ms = 0;
		disk_drop(c->mem, told.path);
		return;
	}
	s->tried = c->now;
	log_warn("time stamp from %.*s: %s", STR_ARG(s->url), why);
	if (disk_replace(&told, str_c(why), c->mem, c->fault) != RC_OK)
		log_warn("time stamp: %s", c->fault->detail);
}

/* witness: see witness.h. */
#include "main/witness.h"

#include <inttypes.h>
#include <stdio.h>

#include "act/cosigner.h"
#include "act/publisher.h"
#include "act/witness.h"
#include "ledger/witness.h"
#include "main/fetch.h"
#include "main/house.h"
#include "main/rounds.h"

/* One act of the verb; `out` is what goes to stdout. */
struct asked {
	struct house *h;
	struct str words[3];
	struct witness_reply reply;
	struct str notes;
	int followed;
};

static enum rc
file_read(struct asked *a, struct str path, struct str *out)
{
	return disk_read(path, WITNESS_BODY_MAX, &a->h->mem, &a->h->fault, out);
}

static enum rc
watch(void *arg)
{
	struct asked *a = arg;

	return witness_watch(&a->h->ctx, a->words[1], a->words[2]);
}

static enum rc
add(void *arg)
{
	struct asked *a = arg;

	return cosigner_put(&a->h->ctx, a->words[1], a->words[2]);
}

static enum rc
drop(void *arg)
{
	struct asked *a = arg;

	return cosigner_drop(&a->h->ctx, a->words[1]);
}

static enum rc
answer(void *arg)
{
	struct asked *a = arg;
	struct str body;
	enum rc rc = file_read(a, a->words[1], &body);

	return rc == RC_OK ? witness_add(&a->h->ctx, body, &a->reply) : rc;
}

static enum rc
act_follow(void *arg)
{
	struct asked *a = arg;

	return witness_follow(&a->h->ctx, a->notes, &a->followed);
}

static enum rc
ask(struct asked *a)
{
	int64_t older;

	if (!str_int(a->words[1], &older))
		return fault_set(&a->h->fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
		    "ask OLD: how many entries the witness knows; 0 for a new one");
	a->reply.status = WITNESS_COSIGN;
	return publisher_request(a->h->log, older, &a->h->mem, &a->h->fault,
	    &a->reply.body);
}

static enum rc
take(void *arg)
{
	struct asked *a = arg;
	struct str lines;
	enum rc rc = file_read(a, a->words[1], &lines);

	return rc == RC_OK ? cosigner_take(&a->h->ctx, lines, a->words[2]) : rc;
}

/* From a file, or from the address of a log. */
static enum rc
follow(struct asked *a)
{
	struct house *h = a->h;
	struct log_files from;
	struct str where = a->words[1];
	enum rc rc;

	if (!web_address_ok(where)) {
		rc = file_read(a, where, &a->notes);
	} else {
		from = fetch_files(fetch_open(&h->mem, where));
		rc = from.read(from.arg, S("keys"), &h->mem, &a->notes);
		if (rc != RC_OK)
			return fault_set(&h->fault, &WHY_ABSENT, __FILE__, __LINE__,
			    "%.*s/keys could not be had", STR_ARG(where));
	}
	if (rc == RC_OK)
		rc = house_act(h, act_follow, a);
	if (rc == RC_OK)
		a->reply.body = str_printf(&h->mem, "%d followed\n", a->followed);
	return rc;
}

/* ---- going round now ------------------------------------------------------------- */

static enum rc
here(void *arg, enum rc (*act)(void *errand), void *errand, struct ctx *c)
{
	c->now = clock_now();
	return house_act(arg, act, errand);
}

static enum rc
go_round(struct asked *a, bool copies)
{
	const struct rounds_db db = { here, a->h };
	int bad = 0;
	enum rc rc = copies ? rounds_mirror(&db, &a->h->ctx, a->h->set.data, &bad) :
	    rounds_cosign(&db, &a->h->ctx, true, &bad);

	a->reply.status = bad == 0 ? WITNESS_COSIGN : WITNESS_OTHER_SIZE;
	a->reply.body = bad == 0 ? S("") : str_printf(&a->h->mem, "%d not well", bad);
	return rc;
}

/* Both sides, a line each: what we ask of others, what we watch. */
static enum rc
show(struct asked *a)
{
	struct cosigners_view *ours = ARENA_NEW(&a->h->mem, struct cosigners_view);
	struct watched_logs logs;
	enum rc rc = cosigners_load(&a->h->ctx, ours);

	if (rc == RC_OK)
		rc = watched_load(&a->h->ctx, &logs);
	for (size_t i = 0; rc == RC_OK && i < ours->n; i++) {
		const struct q_cosigner_list *r = &ours->v[i].row;

		(void)printf("witness %.*s %.*s: %" PRId64 " entries cosigned, %" PRId64
		    " behind%s%.*s\n", STR_ARG(r->name), STR_ARG(r->url), r->size,
		    ours->v[i].behind, r->why.n > 0 ? "; in vain: " : "", STR_ARG(r->why));
	}
	for (size_t i = 0; rc == RC_OK && i < logs.n; i++) {
		const struct watched_log *w = &logs.v[i];

		(void)printf("watched %.*s: %" PRId64 " entries cosigned, %" PRId64
		    " copied%s%.*s%s\n", STR_ARG(w->row.origin), w->row.size,
		    w->row.mirrored.v, w->row.mirror_why.n > 0 ? "; " : "",
		    STR_ARG(w->row.mirror_why), w->forks > 0 ? "; FORKED: two signed "
		    "heads that cannot both be true are kept" : "");
	}
	if (rc == RC_OK && logs.forked) {
		a->reply.status = WITNESS_NOT_GROWN;
		a->reply.body = S("a watched record has forked");
	}
	return rc;
}

static enum rc
run(struct asked *a)
{
	static const struct {
		const char *word;
		enum rc (*act)(void *arg);
	} acts[] = { { "watch", watch }, { "add", add }, { "drop", drop },
		{ "answer", answer }, { "take", take } };
	struct str what = a->words[0];

	a->reply.status = WITNESS_COSIGN;
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (str_eq(what, str_c(acts[i].word)))
			return house_act(a->h, acts[i].act, a);
	if (what.n == 0)
		return show(a);
	if (str_eq(what, S("ask")))
		return ask(a);
	if (str_eq(what, S("follow")))
		return follow(a);
	if (str_eq(what, S("run")) || str_eq(what, S("mirror")))
		return go_round(a, str_eq(what, S("mirror")));
	return fault_set(&a->h->fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
	    "witness add VKEY ADDRESS | drop NAME | run | watch VKEY [ADDRESS] | mirror | "
	    "ask OLD | answer REQUEST | take ANSWER VKEY | follow KEYS");
}

int
witness_main(int argc, char **argv)
{
	struct house h;
	struct asked a = { .h = &h };
	int code;

	if (!house_open(&h, argc, argv, &code) ||
	    !house_db(&h, DB_WRITES, &code))
		return code;
	for (int i = 0; i < 3; i++)
		a.words[i] = settings_word(argc, argv, i);
	code = DONE;
	if (house_log(&h, S("")) != RC_OK || run(&a) != RC_OK) {
		code = house_tell(&h, argv[0]);
	} else if (a.reply.status != WITNESS_COSIGN) {
		(void)fprintf(stderr, "ocop witness: no: %d %.*s\n", a.reply.status,
		    STR_ARG(a.reply.body));
		code = ANSWER_NO;
	} else {
		(void)fwrite(a.reply.body.p, 1, a.reply.body.n, stdout);
	}
	house_close(&h);
	return code;
}

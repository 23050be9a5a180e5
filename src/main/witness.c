/* witness: see witness.h. */
#include "main/witness.h"

#include <stdio.h>

#include "act/publisher.h"
#include "act/witness.h"
#include "ledger/witness.h"
#include "main/house.h"

/* One act of the verb; `out` is what goes to stdout. */
struct asked {
	struct house *h;
	struct str words[3];
	struct witness_reply reply;
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

	return witness_watch(&a->h->ctx, a->words[1]);
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
take(struct asked *a)
{
	struct str lines;
	enum rc rc = file_read(a, a->words[1], &lines);

	a->reply.status = WITNESS_COSIGN;
	return rc == RC_OK ? witness_take(&a->h->ctx, lines, a->words[2]) : rc;
}

static enum rc
run(struct asked *a)
{
	struct str what = a->words[0];

	a->reply.status = WITNESS_COSIGN;
	if (str_eq(what, S("watch")))
		return house_act(a->h, watch, a);
	if (str_eq(what, S("answer")))
		return house_act(a->h, answer, a);
	if (str_eq(what, S("ask")))
		return ask(a);
	if (str_eq(what, S("take")))
		return take(a);
	return fault_set(&a->h->fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
	    "witness watch VKEY | ask OLD | answer REQUEST | take ANSWER VKEY");
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
		(void)fprintf(stderr, "not cosigned: %d %.*s\n", a.reply.status,
		    STR_ARG(a.reply.body));
		code = ANSWER_NO;
	} else {
		(void)fwrite(a.reply.body.p, 1, a.reply.body.n, stdout);
	}
	house_close(&h);
	return code;
}

/* key_copies: see key_copies.h. */
#include "main/key_copies.h"

#include <inttypes.h>
#include <stdio.h>

#include "act/key_copies.h"
#include "main/house.h"

struct asked {
	struct house *h;
	struct str dir, file;
	struct keys_put put;
	int64_t n;
};

static enum rc
copy(void *arg)
{
	struct asked *a = arg;

	return key_copies_write(&a->h->ctx, a->dir);
}

static enum rc
forget(void *arg)
{
	struct asked *a = arg;

	return key_copies_forget(&a->h->ctx, a->dir, &a->n);
}

static enum rc
put(void *arg)
{
	struct asked *a = arg;

	return key_copies_put(&a->h->ctx, a->file, &a->put);
}

static enum rc
run(struct asked *a, struct str what)
{
	enum rc rc;

	if (str_eq(what, S("copy"))) {
		rc = house_act(a->h, copy, a);
		if (rc == RC_OK)
			(void)printf("copied to %.*s\n", STR_ARG(a->dir));
		return rc;
	}
	if (str_eq(what, S("forget"))) {
		rc = house_act(a->h, forget, a);
		if (rc == RC_OK)
			(void)printf("%" PRId64 " keys are in no copy any more\n", a->n);
		return rc;
	}
	if (!str_eq(what, S("put")) || a->file.n == 0)
		return fault_set(&a->h->fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
		    "keys copy | forget | put FILE");
	rc = house_act(a->h, put, a);
	if (rc == RC_OK)
		(void)printf("%" PRId64 " keys put back, %" PRId64 " erased again, %" PRId64
		    " missing\n", a->put.put, a->put.erased, a->put.missing);
	return rc;
}

int
key_copies_main(int argc, char **argv)
{
	struct house h;
	struct asked a = { .h = &h, .file = settings_word(argc, argv, 1) };
	int code;

	if (!house_open(&h, argc, argv, &code) || !house_db(&h, DB_WRITES, &code))
		return code;
	a.dir = house_key_copies(&h);
	code = run(&a, settings_word(argc, argv, 0)) == RC_OK ? DONE :
	    house_tell(&h, argv[0]);
	if (code == DONE && a.put.missing > 0)
		code = ANSWER_NO;
	house_close(&h);
	return code;
}

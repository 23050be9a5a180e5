/*
 * Sheets that somebody sent to `ocop score`: what is accepted is computed,
 * its answer is JSON, and its input written again is the same question.
 */
#include "fuzz.h"

#include "base/embedded.h"
#include "base/fault.h"
#include "base/json.h"
#include "core/scoring.h"

/* The packs of the program, read once. */
static const struct law *
the_law(void)
{
	static struct law_file files[200];
	static struct arena mem;
	static struct law law;
	struct fault fault = { 0 };
	const struct embedded *e;
	size_t n = 0, at = 0;

	if (law.n_packs > 0)
		return &law;
	while ((e = data_next(S("rules/"), &at)) != NULL && n < 200)
		files[n++] = (struct law_file){ str_from(str_c(e->name), 6),
			e->raw, S("") };
	arena_init(&mem, 64 * MIB);
	REQUIRE(law_load(files, n, &mem, &fault, &law) == RC_OK);
	return &law;
}

static struct str
answer(const struct score_input *in, struct arena *mem)
{
	struct buf b = buf_new(mem, 8 * MIB);
	struct score_result r;

	score_compute(in, mem, &r);
	score_write(in, &r, &b);
	REQUIRE(buf_ok(&b));
	return buf_str(&b);
}

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct buf again = buf_new(mem, 8 * MIB);
	struct fault fault = { 0 };
	struct score_input in, same;
	struct str first, error;

	if (score_read(the_law(), bytes, mem, &fault, &in) != RC_OK) {
		REQUIRE(fault.detail[0] != '\0');
		return;
	}
	first = answer(&in, mem);
	REQUIRE(json_read(mem, first, &error) != NULL);
	score_write_input(&in, &again);
	REQUIRE(score_read(the_law(), buf_str(&again), mem, &fault, &same) ==
	    RC_OK);
	REQUIRE(str_eq(answer(&same, mem), first));
}

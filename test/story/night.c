/* night: the word `night` of a story: what the program does because a day has come. */
#include "walk.h"

#include "act/night.h"
#include "act/writer.h"

/* One run of a watch of the night, as main/jobs.c runs it. */
struct night_turn {
	struct ctx *ctx;
	size_t watch;
};

static enum rc
night_turn_run(void *arg)
{
	struct night_turn *t = arg;

	return night_run(t->ctx, t->watch);
}

/* night [WATCH]: the night comes by; or one watch of it, as when it dies. */
void
walk_night(struct walk *w, struct str rest)
{
	struct str only = word_next(&rest);
	size_t ran = 0;

	walk_send(w);
	for (size_t i = 0; i < night_watches_n; i++) {
		struct fault fault = { .why = NULL };
		struct ctx c = { .mem = &w->turn, .fault = &fault, .now = w->now,
			.today = day_of(w->now), .chance = &w->chance,
			.law = world_law() };
		struct night_turn turn = { &c, i };
		struct writer_job job = { .run = night_turn_run, .arg = &turn, .ctx = &c };

		if (only.n > 0 && !str_eq(only, str_c(night_watches[i].name)))
			continue;
		ran++;
		if (writer_inline(w->stage.writes, &job) != RC_OK)
			walk_fail(w, "the night: %s: %s", night_watches[i].name, fault.detail);
	}
	if (ran == 0)
		walk_fail(w, "the night has no watch %.*s", STR_ARG(only));
}

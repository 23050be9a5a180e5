/* transition: see transition.h. */
#include "core/transition.h"

/* The pack that took the place of another: the oldest of those that came into
 * force after it. Packs stand newest first. */
static const struct pack *
follower_of(const struct law *law, const struct pack *own)
{
	const struct pack *next = NULL;

	for (size_t i = 0; i < law->n_packs; i++)
		if (law->packs[i].from.n > own->from.n)
			next = &law->packs[i];
	return next;
}

struct transition
transition_of(const struct law *law, const struct transition_facts *f,
    const struct day_exceptions *e)
{
	const struct pack *next = follower_of(law, f->own);
	const struct clock_rule *clock;
	struct transition t = { .old = next != NULL &&
	    f->today.n >= next->from.n };

	if (!t.old)
		return t;
	t.kept = f->filed.n != 0 && f->filed.n < next->from.n;
	clock = pack_clock(next, f->kind == DOSSIER_AGAIN ? "transition_again"
	    : "transition");
	if (t.kept && clock != NULL) {
		t.until = clock_end(clock, e, next->from);
		t.clause = clock->clause;
	}
	return t;
}

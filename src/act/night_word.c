/* night_word: see night_word.h. */
#include "act/night_word.h"

#include "q.h"

enum rc
night_say(struct ctx *c, const struct night_word *w, bool *is_new)
{
	struct q_turn_add added;

	return q_turn_add(c->db, str_c(w->noun), w->noun_id, str_c(w->step),
	    w->on, c->now, &added, is_new);
}

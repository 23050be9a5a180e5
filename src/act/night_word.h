/*
 * night_word: what a night says of a thing, it says once (act/night.h).
 */
#ifndef ACT_NIGHT_WORD_H
#define ACT_NIGHT_WORD_H

#include "act/ctx.h"

/* One word of a night: said once for ever. */
struct night_word {
	const char *noun;
	int64_t noun_id;
	const char *step;
	struct day on;
};
/* Writes down that it was said; *is_new false: it was before. */
MUST_CHECK enum rc night_say(struct ctx *c, const struct night_word *w,
    bool *is_new);

#endif

/*
 * opinions: whether a council that answers in writing agrees (QĐ 26/2026
 * Đ7.6.d: it meets only when opinions diverge or the content is complex).
 *
 * The decision does not say what "diverge" is; the council's bylaw does
 * (BYLAW_DIVERGE). Where it is silent opinions diverge when a member says so,
 * proposes a knock-out, or when the sheets come to different stars or farther
 * apart than the bylaw allows: whoever would be outvoted on paper is heard at a
 * table. What a member says in words always counts.
 */
#ifndef CORE_OPINIONS_H
#define CORE_OPINIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/bylaw.h"

/* What a member answers. Numbers are in the database: only add. */
enum opinion { OPINION_AGREE = 1, OPINION_DIFFERS, OPINION_COMPLEX, OPINION__COUNT };

struct written_opinion {
	enum opinion said;
	int star;      /* of the member's own sheet */
	bool knocks;   /* proposes a knock-out */
};

enum divergence {
	DIVERGE_NOT = 0, DIVERGE_KNOCK, DIVERGE_SAID, DIVERGE_COMPLEX,
	DIVERGE_STARS, DIVERGE_SPREAD, DIVERGE__COUNT
};

/* Why the council must meet, the first reason in the order above. */
enum divergence opinions_judge(const struct written_opinion *v, size_t n,
    enum bylaw_diverge rule, bool spread_exceeded);
const char *divergence_name(enum divergence d); /* "stars" …; text opinion.why_stars */

#endif

/* opinions: see opinions.h. */
#include "core/opinions.h"

static bool
any_says(const struct written_opinion *v, size_t n, enum opinion what)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].said == what)
			return true;
	return false;
}

static bool
any_knocks(const struct written_opinion *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].knocks)
			return true;
	return false;
}

enum divergence
opinions_judge(const struct written_opinion *v, size_t n,
    enum bylaw_diverge rule, bool spread_exceeded)
{
	if (any_knocks(v, n))
		return DIVERGE_KNOCK;
	if (any_says(v, n, OPINION_DIFFERS))
		return DIVERGE_SAID;
	if (any_says(v, n, OPINION_COMPLEX))
		return DIVERGE_COMPLEX;
	for (size_t i = 1; i < n && rule != DIVERGES_IN_WORDS; i++)
		if (v[i].star != v[0].star)
			return DIVERGE_STARS;
	return rule == DIVERGES_IN_POINTS && spread_exceeded ? DIVERGE_SPREAD
	    : DIVERGE_NOT;
}

const char *
divergence_name(enum divergence d)
{
	switch (d) {
	case DIVERGE_KNOCK: return "knock";
	case DIVERGE_SAID: return "said";
	case DIVERGE_COMPLEX: return "complex";
	case DIVERGE_STARS: return "stars";
	case DIVERGE_SPREAD: return "spread";
	case DIVERGE_NOT:
	case DIVERGE__COUNT: break;
	}
	return "not";
}

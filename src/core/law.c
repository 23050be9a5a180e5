/* law: looking things up in the packs. See law.h; law_load.c reads them. */
#include "core/law.h"

#include "base/text.h"

const struct pack *
law_pack(const struct law *law, struct str code)
{
	for (size_t i = 0; i < law->n_packs; i++)
		if (str_eq(law->packs[i].code, code))
			return &law->packs[i];
	return NULL;
}

const struct pack *
law_pack_on(const struct law *law, struct day day)
{
	/* newest first: on a day when two overlap, the newer one counts */
	for (size_t i = 0; i < law->n_packs; i++) {
		const struct pack *p = &law->packs[i];

		if (p->from.n <= day.n && (p->until.n == 0 || day.n <= p->until.n))
			return p;
	}
	return NULL;
}

const struct clock_rule *
pack_clock(const struct pack *p, const char *code)
{
	for (size_t i = 0; i < p->n_clocks; i++)
		if (str_eq(p->clocks[i].code, str_c(code)))
			return &p->clocks[i];
	return NULL;
}

const struct band *
pack_band(const struct pack *p, int star)
{
	for (size_t i = 0; i < p->n_bands; i++)
		if (p->bands[i].star == star)
			return &p->bands[i];
	return NULL;
}

const struct criteria_set *
law_set(const struct law *law, struct str code)
{
	for (size_t i = 0; i < law->n_packs; i++)
		for (size_t k = 0; k < law->packs[i].n_sets; k++)
			if (str_eq(law->packs[i].sets[k].code, code))
				return &law->packs[i].sets[k];
	return NULL;
}

bool
note_knocks_out(const struct note *n)
{
	return n->effect == NOTE_ELIMINATE || n->effect == NOTE_STOP ||
	    n->effect == NOTE_PRECONDITION || n->effect == NOTE_EXCLUDE;
}

bool
set_has_stop(const struct criteria_set *set, struct str code)
{
	for (size_t i = 0; i < set->n_knockouts; i++)
		if (str_eq(set->knockouts[i].code, code))
			return true;
	for (size_t i = 0; i < set->n_criteria; i++)
		for (size_t k = 0; k < set->criteria[i].n_notes; k++)
			if (note_knocks_out(set->criteria[i].notes[k]) &&
			    str_eq(set->criteria[i].notes[k]->code, code))
				return true;
	return false;
}

const struct criterion *
set_criterion(const struct criteria_set *s, struct str id)
{
	for (size_t i = 0; i < s->n_criteria; i++)
		if (str_eq(s->criteria[i].id, id))
			return &s->criteria[i];
	return NULL;
}

const struct criterion_case *
criterion_case(const struct criterion *c, struct str id)
{
	for (size_t i = 0; i < c->n_cases; i++)
		if (str_eq(c->cases[i].id, id))
			return &c->cases[i];
	return NULL;
}

struct levels
criterion_levels(const struct criterion *c, struct str case_id)
{
	const struct criterion_case *one = criterion_case(c, case_id);

	return one == NULL ? c->levels : one->levels;
}

bool
levels_have(struct levels l, int points)
{
	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].points == points)
			return true;
	return points == 0;
}

/* ---- finding a set by plain words ------------------------------------------
 * Vietnamese names begin with what the thing is: "bánh quy yến mạch" is a
 * biscuit. So a known word at the beginning of the query is worth more than
 * one behind it, a longer word more than a shorter one, and marks that were
 * typed must agree. */

struct query {
	struct str lower, fold;
	bool marked; /* typed with marks */
};

enum {
	WORTH_SAME = 4000, WORTH_SAME_FOLD = 3600, WORTH_BEGINS = 2000,
	WORTH_INSIDE = 1400, WORTH_TYPING = 900, WORTH_NAME = 500,
	LOSS_MARKS = 1000
};

/* Position of `part` in `whole` at a word's beginning; `open`: its end may be
 * inside a word (somebody is still typing). whole.n + 1: not there. */
static size_t
phrase_at(struct str whole, struct str part, bool open)
{
	for (size_t i = 0; part.n > 0 && i + part.n <= whole.n; i++) {
		bool starts = i == 0 || whole.p[i - 1] == ' ';
		bool ends = open || i + part.n == whole.n ||
		    whole.p[i + part.n] == ' ';

		if (starts && ends &&
		    str_eq(str_head(str_from(whole, i), part.n), part))
			return i;
	}
	return whole.n + 1;
}

static int
worth_of_word(const struct query *q, const struct set_word *w)
{
	int loss = q->marked ? LOSS_MARKS : 0;
	size_t at;

	if (str_eq(q->lower, w->lower))
		return WORTH_SAME;
	if (str_eq(q->fold, w->fold))
		return WORTH_SAME_FOLD - 2 * loss;
	at = phrase_at(q->lower, w->lower, false);
	if (at <= q->lower.n)
		return (at == 0 ? WORTH_BEGINS : WORTH_INSIDE) + (int)w->fold.n * 10;
	at = phrase_at(q->fold, w->fold, false);
	/* other marks than typed, behind the first word: another word ("lúa" is
	 * not in "chả lụa") */
	if (at <= q->fold.n && (at == 0 || !q->marked))
		return (at == 0 ? WORTH_BEGINS : WORTH_INSIDE) +
		    (int)w->fold.n * 10 - loss;
	if (phrase_at(w->lower, q->lower, true) == 0)
		return WORTH_TYPING - (int)(w->lower.n - q->lower.n);
	if (!q->marked && phrase_at(w->fold, q->fold, true) <= w->fold.n)
		return WORTH_TYPING - 100 - (int)(w->fold.n - q->fold.n);
	return 0;
}

static int
worth_of_set(const struct query *q, const struct criteria_set *s,
    struct arena *mem)
{
	int best = 0;

	for (size_t i = 0; i < s->n_words; i++) {
		int worth = worth_of_word(q, &s->words[i]);

		if (worth > best)
			best = worth;
	}
	if (best == 0 &&
	    str_has(text_fold(mem, s->name.vi), q->fold) && q->fold.n >= 3)
		best = WORTH_NAME;
	return best;
}

size_t
law_find_sets(const struct pack *pack, struct str words, struct arena *mem,
    const struct criteria_set **out, size_t max)
{
	struct query q = { text_lower(mem, words), text_fold(mem, words), false };
	int *worths = ARENA_ARRAY(mem, max + 1, int);
	size_t n = 0;

	q.marked = !str_eq(q.lower, q.fold);
	for (size_t i = 0; q.fold.n > 0 && max > 0 && i < pack->n_sets; i++) {
		int worth = worth_of_set(&q, &pack->sets[i], mem);
		size_t at = n;

		if (worth <= 0 || (n == max && worth <= worths[n - 1]))
			continue;
		if (n < max)
			n++;
		else
			at--;
		for (; at > 0 && worths[at - 1] < worth; at--) {
			worths[at] = worths[at - 1];
			out[at] = out[at - 1];
		}
		worths[at] = worth;
		out[at] = &pack->sets[i];
	}
	return n;
}

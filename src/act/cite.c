/*
 * cite: what a form says of the papers of one criterion, against what is kept.
 * A whole form names all papers, a page that saves by itself the one that was
 * touched; both end in the same list of wanted papers, and only what differs
 * is written.
 */
#include "act/cite.h"

#include <inttypes.h>

#include "act/dossier.h"
#include "act/reasons.h"

const struct reason WHY_BAD_PAGES = { RC_INVALID, "bad_pages" };
const struct reason WHY_CITED_MEANWHILE = { RC_CONFLICT, "cited_meanwhile" };
const struct reason WHY_UNCITED_MEANWHILE = { RC_CONFLICT, "uncited_meanwhile" };

#define PAGES_MAX 2000

static struct cite *
cite_find(struct cite *v, size_t n, struct evidence_id e)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].evidence.v == e.v)
			return &v[i];
	return NULL;
}

static const struct q_cites_of *
cite_kept(const struct cite_change *ch, struct evidence_id e)
{
	for (size_t i = 0; i < ch->n_kept; i++)
		if (ch->kept[i].evidence.v == e.v)
			return &ch->kept[i];
	return NULL;
}

/* One paper as typed, on what is wanted so far. */
static void
cite_apply(struct cite_change *ch, const struct cite_typed *t)
{
	struct cite *there = cite_find(ch->wanted, ch->n_wanted, t->evidence);
	const bool named = t->with_named ? t->named :
	    there != NULL || t->page_from != 0 || t->page_to != 0;

	if (!named && there != NULL)
		*there = ch->wanted[--ch->n_wanted];
	if (!named)
		return;
	if (there == NULL) {
		there = &ch->wanted[ch->n_wanted++];
		*there = (struct cite){ .evidence = t->evidence };
	}
	if (t->with_pages) {
		there->page_from = t->page_from;
		there->page_to = t->page_to;
	}
}

enum rc
cites_want(struct ctx *c, struct dossier_id id, struct str criterion,
    const struct cites_typed *in, struct cite_change *out)
{
	struct q_cites_of_rows rows = { .n = 0 };
	enum rc rc = RC_OK;
	size_t i;

	*out = (struct cite_change){ .kept = NULL };
	if (!in->all && in->n == 0)
		return RC_OK;
	if ((rc = q_cites_of(c->db, id, criterion, &rows)) != RC_OK)
		return rc;
	*out = (struct cite_change){ .kept = rows.v, .n_kept = rows.n,
	    .wanted = ARENA_ARRAY(c->mem, rows.n + in->n, struct cite) };
	for (i = 0; i < rows.n && !in->all; i++)
		out->wanted[out->n_wanted++] = (struct cite){
		    .evidence = rows.v[i].evidence,
		    .page_from = (int)rows.v[i].page_from.v,
		    .page_to = (int)rows.v[i].page_to.v };
	for (i = 0; i < in->n; i++)
		cite_apply(out, &in->v[i]);
	return RC_OK;
}

static bool
pages_same(const struct cite *w, const struct q_cites_of *k)
{
	return w->page_from == (int)k->page_from.v && w->page_to == (int)k->page_to.v;
}

bool
cites_differ(const struct cite_change *ch)
{
	bool same = ch->n_wanted == ch->n_kept;

	for (size_t i = 0; same && i < ch->n_wanted; i++) {
		const struct q_cites_of *k = cite_kept(ch, ch->wanted[i].evidence);

		same = k != NULL && pages_same(&ch->wanted[i], k);
	}
	return !same;
}

static struct str
number_or_dash(struct ctx *c, int64_t n)
{
	return n > 0 ? str_printf(c->mem, "%" PRId64, n) : S("–");
}

void
cites_meanwhile(struct ctx *c, const struct cite_change *ch)
{
	for (size_t i = 0; i < ch->n_kept; i++)
		if (cite_find(ch->wanted, ch->n_wanted, ch->kept[i].evidence) == NULL)
			fault_field(c->fault, str_printf(c->mem, "cite.%" PRId64,
			    ch->kept[i].evidence.v), &WHY_CITED_MEANWHILE, S("1"));
	for (size_t i = 0; i < ch->n_wanted; i++) {
		const struct cite *w = &ch->wanted[i];
		const struct q_cites_of *k = cite_kept(ch, w->evidence);

		if (k == NULL)
			fault_field(c->fault, str_printf(c->mem, "cite.%" PRId64,
			    w->evidence.v), &WHY_UNCITED_MEANWHILE, S("–"));
		else if (w->page_from != (int)k->page_from.v)
			fault_field(c->fault, str_printf(c->mem, "from.%" PRId64,
			    w->evidence.v), &WHY_CHANGED_MEANWHILE,
			    number_or_dash(c, k->page_from.v));
		else if (w->page_to != (int)k->page_to.v)
			fault_field(c->fault, str_printf(c->mem, "to.%" PRId64,
			    w->evidence.v), &WHY_CHANGED_MEANWHILE,
			    number_or_dash(c, k->page_to.v));
	}
}

enum rc
cites_check(struct ctx *c, const struct cites_typed *in)
{
	size_t i;

	for (i = 0; i < in->n; i++) {
		const struct cite_typed *t = &in->v[i];

		if (t->page_from == 0 && t->page_to == 0)
			continue;
		if (t->page_from < 1 || t->page_to < t->page_from || t->page_to > PAGES_MAX)
			fault_field(c->fault, str_printf(c->mem, "from.%" PRId64,
			    t->evidence.v), &WHY_BAD_PAGES, S(""));
	}
	return fault_rc(c->fault);
}

enum rc
cites_put(struct ctx *c, struct dossier_id id, struct str criterion,
    const struct cite_change *ch)
{
	enum rc rc;
	size_t i;

	for (i = 0; i < ch->n_kept; i++) {
		if (cite_find(ch->wanted, ch->n_wanted, ch->kept[i].evidence) != NULL)
			continue;
		rc = q_cite_drop(c->db, id, criterion, ch->kept[i].evidence);
		if (rc != RC_OK)
			return rc;
	}
	for (i = 0; i < ch->n_wanted; i++) {
		const struct cite *w = &ch->wanted[i];
		const struct q_cites_of *k = cite_kept(ch, w->evidence);
		const struct opt_int from = { w->page_from, w->page_from > 0 };
		const struct opt_int to = { w->page_to, w->page_to > 0 };

		if (k != NULL && pages_same(w, k))
			continue;
		rc = q_cite_put(c->db, id, criterion, w->evidence, from, to);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

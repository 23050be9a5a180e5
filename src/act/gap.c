/* gap: see gap.h. */
#include "act/gap.h"

#include "core/condition.h"

#define GAPS_MAX 400

static void
gap_put(struct gap *v, struct gaps *out, struct gap g)
{
	if (out->n == GAPS_MAX)
		return;
	g.blocking = g.kind <= GAP_EXPIRED;
	out->n_blocking += g.blocking;
	v[out->n++] = g;
}

static void
gap_fields(const struct paper_values *texts, struct gap *v, struct gaps *out)
{
	size_t i;

	for (i = 0; i < texts->n; i++) {
		const struct paper_field *f = texts->v[i].field;

		if (f->form != FORM_03 && f->required && texts->v[i].value.n == 0)
			gap_put(v, out, (struct gap){ .kind = GAP_FIELD, .field = f });
	}
}

/* Each paper is pointed out once, at the first criterion that names it. */
static bool
cite_first(const struct self_assessment *self, const struct cite *c)
{
	const struct cite *v = self->cites.v;

	while (v->evidence.v != c->evidence.v)
		v++;
	return v == c;
}

static void
gap_cites(const struct self_assessment *self, struct gap *v, struct gaps *out)
{
	size_t i;

	for (i = 0; i < self->cites.n; i++) {
		const struct cite *c = &self->cites.v[i];
		struct gap g = { .kind = GAP_STALE_CITE, .cite = c,
			.criterion = self_line(self, c->criterion)->criterion };

		if (!cite_first(self, c))
			continue;
		if (c->expired)
			gap_put(v, out, g);
		g.kind = GAP_NO_FILE;
		if (c->file.v == 0)
			gap_put(v, out, g);
	}
}

/* Points that a council could not give: the story's structure without a story. */
static void
gap_condition(const struct criteria_set *set, const struct self_assessment *self,
    struct arena *mem, struct gap *v, struct gaps *out)
{
	struct choice *choices = ARENA_ARRAY(mem, self->n + 1, struct choice);
	struct condition_broken b;

	REQUIRE(self->n == set->n_criteria);
	for (size_t i = 0; i < self->n; i++)
		choices[i] = (struct choice){ .answered = self->lines[i].answered,
			.points = self->lines[i].points };
	b = condition_check(set, choices);
	if (b.scored != NULL)
		gap_put(v, out, (struct gap){ .kind = GAP_CONDITION,
		    .criterion = b.scored });
}

static void
gap_criteria(const struct self_assessment *self, struct gap *v, struct gaps *out)
{
	size_t i;

	for (i = 0; i < self->n; i++) {
		const struct self_line *l = &self->lines[i];

		if (!l->answered)
			gap_put(v, out, (struct gap){ .kind = GAP_CRITERION,
			    .criterion = l->criterion });
		else if (l->points > 0 && l->cites.n == 0 && l->note.n == 0)
			gap_put(v, out, (struct gap){ .kind = GAP_UNPROVED,
			    .criterion = l->criterion });
	}
}

/* A required kind needs a paper that is good today. The forms are looked at
 * above; samples are handed over by hand. */
static void
gap_papers(const struct dossier *d, const struct box *box, struct gap *v,
    struct gaps *out)
{
	size_t i, k;

	for (i = 0; i < d->pack->n_components; i++) {
		const struct component *item = &d->pack->components[i];
		bool any = false, good = false;

		if (!item->required || item->code.p[0] != 'E')
			continue;
		for (k = 0; k < box->n; k++) {
			if (!str_eq(box->v[k].kind, item->code))
				continue;
			any = true;
			good = good || !box->v[k].expired;
		}
		if (!good)
			gap_put(v, out, (struct gap){ .component = item,
			    .kind = any ? GAP_EXPIRED : GAP_PAPER });
	}
}

/* What only a renewal is asked for (act/change.h). */
static enum rc
gap_changes(struct ctx *c, const struct dossier *d, struct gap *v, struct gaps *out)
{
	struct change_view *change = &out->change;
	enum rc rc = change_load(c, d, change);

	if (rc != RC_OK)
		return rc;
	/* Đ6.1.c names each topic; Đ6.1.b only asks for what is different */
	if (d->kind == DOSSIER_AGAIN && change->n_left > 0)
		gap_put(v, out, (struct gap){ .kind = GAP_CHANGES,
		    .count = change->n_left });
	if (d->kind == DOSSIER_UPGRADE && !change->proved)
		gap_put(v, out, (struct gap){ .kind = GAP_NO_CHANGE });
	for (size_t i = 0; i < change->papers.n; i++)
		if (change->papers.v[i].renewed.v == 0)
			gap_put(v, out, (struct gap){ .kind = GAP_RENEW,
			    .paper = &change->papers.v[i] });
	return RC_OK;
}

enum rc
gap_find(struct ctx *c, const struct dossier *d, const struct paper_values *texts,
    const struct self_assessment *self, struct gaps *out)
{
	struct gap *v = ARENA_ARRAY(c->mem, GAPS_MAX, struct gap);
	struct box box;
	enum rc rc;

	*out = (struct gaps){ .v = v };
	if ((rc = self_box(c, d, &box)) != RC_OK ||
	    (rc = gap_changes(c, d, v, out)) != RC_OK)
		return rc;
	gap_fields(texts, v, out);
	gap_papers(d, &box, v, out);
	gap_criteria(self, v, out);
	gap_condition(d->set, self, c->mem, v, out);
	gap_cites(self, v, out);
	return RC_OK;
}

enum rc
gap_list(struct ctx *c, const struct dossier *d, struct gaps *out)
{
	struct paper_values texts;
	struct self_assessment self;
	enum rc rc;

	if ((rc = paper_text_load(c, d, &texts)) != RC_OK)
		return rc;
	if ((rc = self_load(c, d, &self)) != RC_OK)
		return rc;
	return gap_find(c, d, &texts, &self, out);
}

enum progress
gap_page(const struct paper_values *texts, enum paper_form form, int page)
{
	bool typed = false, gap = false;
	size_t i;

	for (i = 0; i < texts->n; i++) {
		const struct paper_value *t = &texts->v[i];

		if (t->field->form != form || t->field->page != page)
			continue;
		typed = typed || t->typed;
		gap = gap || (t->field->required && t->value.n == 0);
	}
	if (!gap)
		return DONE;
	return typed ? IN_PROGRESS : NOT_BEGUN;
}

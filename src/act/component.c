/*
 * component: see component.h. Two officers may check the same dossier: a click
 * made from an older view is refused and shown beside what is kept.
 */
#include "act/component.h"

#include <inttypes.h>

#include "act/reasons.h"
#include "act/record.h"
#include "q.h"

const struct reason WHY_NO_VERDICT = { RC_INVALID, "no_verdict" };
const struct reason WHY_SAY_WHY = { RC_INVALID, "say_why" };

static const struct component *
component_find(const struct pack *pack, struct str item)
{
	size_t i;

	for (i = 0; i < pack->n_components; i++)
		if (str_eq(pack->components[i].code, item))
			return &pack->components[i];
	return NULL;
}

/* The papers of one kind, each once, from the citations of all criteria. */
static struct cites
component_papers(struct ctx *c, struct cites all, struct str kind)
{
	struct cite *v = ARENA_ARRAY(c->mem, all.n, struct cite);
	size_t i, k, n = 0;

	for (i = 0; i < all.n; i++) {
		if (!str_eq(all.v[i].kind, kind))
			continue;
		for (k = 0; k < n && v[k].evidence.v != all.v[i].evidence.v; k++)
			;
		if (k == n)
			v[n++] = all.v[i];
	}
	return (struct cites){ v, n };
}

/* The forms themselves and the samples are always there to be looked at; a
 * tourism service sends no samples (Đ6.2). */
static bool
component_needed(const struct dossier *d, const struct component_line *l)
{
	if (str_eq(l->item->code, S("samples")))
		return d->samples > 0;
	return l->item->required || l->papers.n > 0;
}

static void
component_count(struct component_check *out, const struct component_line *l)
{
	if (!l->needed)
		return;
	out->n_needed++;
	out->n_judged += l->judged;
	out->n_bad += l->judged && l->item->required && l->verdict != COMPONENT_OK;
}

enum rc
component_load(struct ctx *c, const struct dossier *d, enum unit_level level,
    struct component_check *out)
{
	const struct pack *pack = d->pack;
	struct component_line *v = ARENA_ARRAY(c->mem, pack->n_components, struct component_line);
	struct q_components_rows rows;
	struct self_assessment self;
	enum rc rc;
	size_t i, k;

	if ((rc = self_load(c, d, &self)) != RC_OK)
		return rc;
	if ((rc = q_components(c->db, d->id, level, &rows)) != RC_OK)
		return rc;
	*out = (struct component_check){ .v = v, .n = pack->n_components };
	for (i = 0; i < out->n; i++) {
		v[i].item = &pack->components[i];
		v[i].papers = component_papers(c, self.cites, v[i].item->code);
		v[i].needed = component_needed(d, &v[i]);
		for (k = 0; k < rows.n; k++) {
			if (!str_eq(rows.v[k].item, v[i].item->code))
				continue;
			v[i].judged = true;
			v[i].verdict = (enum component_verdict)rows.v[k].verdict;
			v[i].note = rows.v[k].note;
			v[i].saved_at = rows.v[k].saved_at;
		}
		component_count(out, &v[i]);
	}
	return RC_OK;
}

/* Refuses a click made from an older view when it says something else. */
static enum rc
component_check_seen(struct ctx *c, struct dossier_id id, enum unit_level level,
    const struct component_input *in)
{
	struct q_component_one q;
	bool found;
	enum rc rc = q_component_one(c->db, id, level, in->item, &q, &found);

	if (rc != RC_OK || !found || q.saved_at.ms == in->seen_at.ms ||
	    (q.verdict == in->verdict && str_eq(q.note, in->note)))
		return rc;
	rc = FAIL(c, WHY_STALE, "%.*s", STR_ARG(in->item));
	fault_field(c->fault, str_printf(c->mem, "item.%.*s", STR_ARG(in->item)),
	    &WHY_CHANGED_MEANWHILE, q.note.n > 0 ? q.note : S("–"));
	return rc;
}

enum rc
component_set(struct ctx *c, struct dossier_id id, enum unit_level level,
    const struct component_input *in)
{
	const enum deed deed = level == LEVEL_COMMUNE ? DO_CHECK_COMMUNE : DO_CHECK_PROVINCE;
	const struct str field = str_printf(c->mem, "item.%.*s", STR_ARG(in->item));
	struct q_component_put_in put;
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, deed, &d, &next)) != RC_OK)
		return rc;
	if (level != LEVEL_COMMUNE)
		level = d.level; /* the province's agency or the Ministry's */
	if (component_find(d.pack, in->item) == NULL)
		return FAIL(c, WHY_ABSENT, "component %.*s", STR_ARG(in->item));
	if (in->verdict < COMPONENT_OK || in->verdict > COMPONENT_WRONG) {
		fault_field(c->fault, field, &WHY_NO_VERDICT, S(""));
		return RC_INVALID;
	}
	if (in->verdict == COMPONENT_WRONG && in->note.n == 0) {
		fault_field(c->fault, field, &WHY_SAY_WHY, S(""));
		return RC_INVALID;
	}
	if ((rc = component_check_seen(c, id, level, in)) != RC_OK)
		return rc;
	put = (struct q_component_put_in){
		.dossier = id, .level = level, .item = in->item,
		.verdict = in->verdict, .note = in->note, .now = c->now,
	};
	if ((rc = q_component_put(c->db, &put)) != RC_OK)
		return rc;
	return record_add(c, "component.checked", "dossier", id.v,
	    "{\"level\":%d,\"item\":\"%.*s\",\"verdict\":%d}", (int)level,
	    STR_ARG(in->item), in->verdict);
}

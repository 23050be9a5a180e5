/* team_heard: see team_heard.h. */
#include "act/team_heard.h"

/* As the form has its criteria: 2.1 before 10. */
static int
findings_order(const void *pa, const void *pb)
{
	const struct q_team_findings *a = pa, *b = pb;

	return str_cmp_numbers(a->criterion, b->criterion);
}

enum rc
team_opinion_load(struct ctx *c, struct dossier_id id, struct team_opinion *out)
{
	enum rc rc;

	*out = (struct team_opinion){ .there = false };
	if ((rc = q_team_task_of_dossier(c->db, id, &out->task, &out->there)) != RC_OK ||
	    !out->there)
		return rc;
	if ((rc = q_team_findings(c->db, out->task.id, &out->findings)) != RC_OK ||
	    (rc = q_team_stops(c->db, out->task.id, &out->stops)) != RC_OK)
		return rc;
	out->findings.v = arena_sorted(c->mem, out->findings.v, out->findings.n,
	    sizeof(out->findings.v[0]), findings_order);
	return q_surveys(c->db, id, &out->surveys);
}

/* Which minimums of a criterion so many points reach: those of a star count only
 * when all below it are reached too (Phụ lục II, legend of the marks). */
static struct team_said
said_of(const struct criterion *cr, const struct q_team_findings *f)
{
	struct team_said out = { .found = true, .note = f->note, .name = f->name,
		.office = f->office };

	for (int s = 1; s <= 5 && out.missed == 0; s++) {
		if (cr->needs[s] == 0)
			continue;
		if (f->points >= cr->needs[s])
			out.met = s;
		else
			out.missed = s;
	}
	return out;
}

enum rc
team_hear(struct ctx *c, struct dossier_id id, const struct criteria_set *set,
    struct team_opinion *out)
{
	struct team_said *said;
	enum rc rc = team_opinion_load(c, id, out);

	if (rc != RC_OK)
		return rc;
	out->there = out->there && out->task.reported_at.ms != 0;
	out->said = said = ARENA_ARRAY(c->mem, set->n_criteria, struct team_said);
	for (size_t i = 0; out->there && i < out->findings.n; i++) {
		const struct criterion *cr = set_criterion(set,
		    out->findings.v[i].criterion);

		if (cr != NULL)
			said[cr - set->criteria] = said_of(cr, &out->findings.v[i]);
	}
	return out->there ? team_terms(c, out->task.id, set, &out->terms,
	    &out->n_terms) : RC_OK;
}

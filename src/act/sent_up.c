/* sent_up: see sent_up.h. */
#include "act/sent_up.h"

#include <inttypes.h>

#include "act/commune.h"
#include "act/reasons.h"

const struct reason WHY_PART_MISSING = { RC_INVALID, "part_missing" };
const struct reason WHY_SAMPLES_SHORT = { RC_INVALID, "samples_short" };
const struct reason WHY_CHECKS_OPEN = { RC_CONFLICT, "checks_open" };

/* What the office has of the parts that come before a first time or an upgrade. */
static enum rc
council_parts(struct ctx *c, const struct dossier *d, struct sent_line all[])
{
	struct q_team_task_of_dossier team;
	struct q_decision_of_dossier decision;
	struct q_result_of result;
	bool teamed, decided, concluded;
	enum rc rc;

	if ((rc = q_team_task_of_dossier(c->db, d->id, &team, &teamed)) != RC_OK ||
	    (rc = q_decision_of_dossier(c->db, d->id, &decision, &decided)) != RC_OK ||
	    (rc = q_result_of(c->db, d->id, &result, &concluded)) != RC_OK)
		return rc;
	all[SENT_TEAM].there = teamed && team.reported_at.ms != 0;
	if (all[SENT_TEAM].there)
		all[SENT_TEAM].what = team.team_name;
	all[SENT_COUNCIL].there = concluded;
	all[SENT_DECISION].there = decided;
	if (decided)
		all[SENT_DECISION].what = decision.number;
	return RC_OK;
}

enum rc
sent_package_load(struct ctx *c, const struct dossier *d, struct sent_package *out)
{
	struct sent_line all[SENT_PART__COUNT] = { { .there = false } };
	struct q_surveys_rows surveys;
	size_t n = 0;
	enum rc rc = RC_OK;

	*out = (struct sent_package){ .samples = d->set->samples };
	if (d->kind != DOSSIER_AGAIN)
		rc = council_parts(c, d, all);
	if (rc != RC_OK || (rc = q_surveys(c->db, d->id, &surveys)) != RC_OK)
		return rc;
	for (size_t i = 0; i < surveys.n; i++) {
		n += surveys.v[i].kind != SURVEY_PAPERS;
		out->open += surveys.v[i].kind != SURVEY_PAPERS &&
		    surveys.v[i].done_on.n == 0;
	}
	all[SENT_DOSSIER].there = true;
	all[SENT_DOSSIER].what = d->product_code;
	all[SENT_CHECKS].there = out->open == 0;
	if (n > 0)
		all[SENT_CHECKS].what = str_printf(c->mem, "%zu", n);
	all[SENT_SAMPLES].there = out->samples == 0;
	for (int p = SENT_LETTER; p < SENT_PART__COUNT; p++) {
		all[p].part = (enum sent_part)p;
		if (sent_needs(all[p].part, d->kind))
			out->v[out->n++] = all[p];
	}
	return RC_OK;
}

/* The number that was typed for a part that is not here. */
static struct str
typed_for(struct ctx *c, const struct sent_typed *in, enum sent_part part)
{
	switch (part) {
	case SENT_LETTER: return in->letter_no;
	case SENT_TEAM: return in->team_no;
	case SENT_AGENCY: return in->agency_no;
	case SENT_SAMPLES: return str_printf(c->mem, "%" PRId64, in->samples);
	case SENT_COUNCIL: case SENT_DECISION: case SENT_DOSSIER: case SENT_CHECKS:
	case SENT_PART__COUNT: break;
	}
	return S("");
}

static void
part_check(struct ctx *c, const struct sent_package *p, const struct sent_typed *in,
    const struct sent_line *l)
{
	const struct sent_rule *rule = &sent_rules[l->part];

	if (l->there || rule->field == NULL)
		return;
	if (l->part == SENT_SAMPLES) {
		if (in->samples < p->samples)
			fault_field(c->fault, str_c(rule->field), &WHY_SAMPLES_SHORT,
			    str_printf(c->mem, "%" PRId64, p->samples));
	} else if (typed_for(c, in, l->part).n == 0) {
		fault_field(c->fault, str_c(rule->field), l->part == SENT_LETTER ?
		    &WHY_NO_REQUEST_NO : &WHY_PART_MISSING, str_c(rule->clause));
	}
}

enum rc
sent_package_keep(struct ctx *c, const struct dossier *d, const struct sent_typed *in)
{
	struct sent_package p;
	enum rc rc = sent_package_load(c, d, &p);

	if (rc != RC_OK)
		return rc;
	if (p.open > 0)
		return FAIL(c, WHY_CHECKS_OPEN, "%" PRId64, p.open);
	for (size_t i = 0; i < p.n; i++)
		part_check(c, &p, in, &p.v[i]);
	if ((rc = fault_rc(c->fault)) != RC_OK)
		return rc;
	for (size_t i = 0; rc == RC_OK && i < p.n; i++)
		rc = q_sent_part_add(c->db, d->id, c->now, p.v[i].part,
		    p.v[i].there ? p.v[i].what : typed_for(c, in, p.v[i].part));
	return rc;
}

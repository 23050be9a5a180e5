/*
 * dossier_open: opening a dossier of one of the three kinds, and what it takes
 * along from the one before.
 *
 * A paper is handed in once: an upgrade and a re-evaluation begin with what
 * their certificate's dossier said, as far as it was of the same set. Papers
 * that have expired or were put away are not taken along: they are what the
 * producer is asked for (act/change.h).
 */
#include <inttypes.h>

#include "act/dossier.h"
#include "act/record.h"
#include "act/subject.h"
#include "q.h"

const struct reason WHY_DOSSIER_OPEN = { RC_CONFLICT, "dossier_open" };
const struct reason WHY_LATE_WHY = { RC_INVALID, "late_why" };
const struct reason WHY_SET_OUTDATED = { RC_CONFLICT, "set_outdated" };
const struct reason WHY_NO_COMMUNE = { RC_CONFLICT, "no_commune" };

/* ---- what may be opened ------------------------------------------------------ */

static enum rc
product_take(struct ctx *c, struct product_id id, struct q_dossier_product *p)
{
	bool found;
	enum rc rc = q_dossier_product(c->db, id, p, &found);

	if (rc != RC_OK)
		return rc;
	if (!found || c->actor.subject.v == 0 || p->subject.v != c->actor.subject.v)
		return FAIL(c, WHY_ABSENT, "product %" PRId64, id.v);
	return RC_OK;
}

/* The newest certificate as core/kinds wants it. */
static struct kind_facts
kind_facts_of(struct ctx *c, const struct q_dossier_certificate_newest *q,
    bool found)
{
	const struct pack *pack = law_pack_on(c->law, c->today);
	struct kind_facts f = { .certificate = found, .today = c->today,
		.star = (int)q->star };

	if (!found || pack == NULL)
		return f;
	f.status = certificate_status(&(struct certificate_facts){
	    .valid_until = q->valid_until_on, .revoked = q->revoked_on,
	    .extended = q->extended_until_on },
	    pack, c->today);
	f.window = certificate_window(pack, q->valid_until_on);
	return f;
}

static enum rc
choice_load(struct ctx *c, struct product_id product, struct dossier_choice *out)
{
	struct q_dossier_certificate_newest q = { .star = 0 };
	struct q_dossier_unfinished open;
	struct kind_facts f;
	bool found, late;
	enum rc rc;

	*out = (struct dossier_choice){ .late = false };
	rc = q_dossier_unfinished(c->db, product, ST_RECOGNISED,
	    ST_NOT_RECOGNISED, ST_WITHDRAWN, &open, &found);
	if (rc != RC_OK)
		return rc;
	if (found)
		out->open = open.id;
	rc = q_dossier_certificate_newest(c->db, product, &q, &found);
	if (rc != RC_OK)
		return rc;
	f = kind_facts_of(c, &q, found);
	for (int k = DOSSIER_FIRST; k < DOSSIER_KIND__COUNT; k++) {
		out->why[k] = kind_check((enum dossier_kind)k, &f, &late);
		out->late |= late;
	}
	if (found) {
		out->from = (struct certificate_brief){ .id = q.id, .code = q.code,
			.star = (int)q.star, .valid_until = q.valid_until_on,
			.revoked = q.revoked_on, .extended = q.extended_until_on };
		out->before = q.dossier;
	}
	out->window = f.window;
	return RC_OK;
}

enum rc
dossier_choose(struct ctx *c, struct product_id product, struct dossier_choice *out)
{
	struct q_dossier_product p;
	enum rc rc = product_take(c, product, &p);

	return rc == RC_OK ? choice_load(c, product, out) : rc;
}

/* Why this kind may not be opened now, or RC_OK. */
static enum rc
opening_check(struct ctx *c, const struct q_dossier_product *p,
    const struct opening *in, const struct dossier_choice *choice)
{
	const struct reason *why = choice->why[in->kind];

	if (p->subject_state != SUBJECT_ACTIVE)
		return FAIL(c, WHY_SUBJECT_WAITS, "%.*s", STR_ARG(p->name));
	if (choice->open.v != 0)
		return FAIL(c, WHY_DOSSIER_OPEN, "%" PRId64, choice->open.v);
	if (why == &WHY_TOO_EARLY)
		return FAIL(c, WHY_TOO_EARLY, "%.*s",
		    STR_ARG(day_text(c->mem, choice->window.first)));
	if (why != NULL)
		return FAIL(c, *why, "%.*s", STR_ARG(choice->from.code));
	if (in->kind == DOSSIER_AGAIN && choice->late && in->late_why.n == 0)
		fault_field(c->fault, S("late_why"), &WHY_LATE_WHY,
		    day_text(c->mem, choice->window.last));
	return fault_rc(c->fault);
}

/* ---- taking along ------------------------------------------------------------ */

static enum rc
carry_over(struct ctx *c, struct dossier_id from, struct dossier_id to)
{
	enum rc rc;

	if (from.v == 0)
		return RC_OK;
	if ((rc = q_dossier_carry_texts(c->db, from, to, c->now)) != RC_OK ||
	    (rc = q_dossier_carry_scores(c->db, from, to, c->now)) != RC_OK)
		return rc;
	if ((rc = q_dossier_carry_branch(c->db, from, to)) != RC_OK)
		return rc;
	return q_dossier_carry_cites(c->db, from, to, c->today);
}

/* Đ12: the pack of the day it is opened, kept to its end. */
static enum rc
set_of_today(struct ctx *c, const struct q_dossier_product *p,
    const struct criteria_set **out)
{
	const struct pack *pack = law_pack_on(c->law, c->today);

	*out = law_set(c->law, p->set_code);
	if (pack == NULL || *out == NULL || (*out)->pack != pack)
		return FAIL(c, WHY_SET_OUTDATED, "%.*s", STR_ARG(p->name));
	return RC_OK;
}

static enum rc
dossier_add(struct ctx *c, const struct q_dossier_product *p,
    const struct opening *in, const struct dossier_choice *choice,
    struct dossier_id *out)
{
	const bool first = in->kind == DOSSIER_FIRST;
	const struct criteria_set *set;
	struct q_dossier_agencies a;
	struct q_dossier_add added;
	bool found;
	enum rc rc;

	if ((rc = set_of_today(c, p, &set)) != RC_OK)
		return rc;
	rc = q_dossier_agencies(c->db, p->unit_code, LEVEL_COMMUNE, LEVEL_PROVINCE,
	    &a, &found);
	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_NO_COMMUNE, "%.*s", STR_ARG(p->unit_code));
	rc = q_dossier_add(c->db, &(struct q_dossier_add_in){
	    .product = p->id, .subject = p->subject, .kind = in->kind,
	    .pack = set->pack->code, .set_code = set->code, .state = ST_DRAFT,
	    .commune = a.commune, .province = a.province,
	    .samples = set->samples,
	    .from_certificate = first ? (struct certificate_id){ 0 } : choice->from.id,
	    .late_why = in->kind == DOSSIER_AGAIN && choice->late ? in->late_why
	        : (struct str){ NULL, 0 }, .now = c->now }, &added);
	if (rc != RC_OK)
		return rc;
	*out = added.id;
	return record_add(c, "dossier.opened", "dossier", added.id.v,
	    "{\"product\":%" PRId64 ",\"set\":\"%.*s\",\"pack\":\"%.*s\","
	    "\"kind\":%d,\"certificate\":\"%.*s\"}", p->id.v,
	    STR_ARG(set->code), STR_ARG(set->pack->code), in->kind,
	    STR_ARG(first ? S("") : choice->from.code));
}

enum rc
dossier_open(struct ctx *c, const struct opening *in, struct dossier_id *out)
{
	struct dossier_choice choice;
	struct q_dossier_product p;
	enum rc rc;

	REQUIRE(in->kind >= DOSSIER_FIRST && in->kind < DOSSIER_KIND__COUNT);
	if ((rc = product_take(c, in->product, &p)) != RC_OK ||
	    (rc = choice_load(c, in->product, &choice)) != RC_OK ||
	    (rc = opening_check(c, &p, in, &choice)) != RC_OK ||
	    (rc = dossier_add(c, &p, in, &choice, out)) != RC_OK)
		return rc;
	if (in->kind == DOSSIER_FIRST)
		return RC_OK;
	return carry_over(c, choice.before, *out);
}

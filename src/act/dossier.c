/*
 * dossier: loading one, and beginning to change it. Opening is dossier_open.c,
 * handing in and taking back dossier_submit.c.
 *
 * The rules are elsewhere: who may do what when is core/workflow, what a
 * dossier must contain is act/gap. Here they are joined with rows and records.
 */
#include "act/dossier.h"

#include <inttypes.h>

#include "act/calendar.h"
#include "act/consent.h"
#include "act/record.h"
#include "q.h"

struct str
dossier_link(struct ctx *c, struct dossier_id id)
{
	return str_printf(c->mem, "/ho-so/%" PRId64, id.v);
}

enum rc
dossier_told(struct ctx *c, const struct dossier *d, const char *kind)
{
	const struct str link = dossier_link(c, d->id);
	enum rc rc = notice_to_subject(c, d->subject, kind, d->product_name, link);

	return rc != RC_OK ? rc
	    : notice_to_agency(c, d->commune, kind, d->product_name, link);
}

/* ---- loading ----------------------------------------------------------------- */

static void
dossier_fill_times(struct dossier *d, const struct q_dossier_load *q)
{
	d->opened_at = q->opened_at;
	d->submitted_at = q->submitted_at;
	d->received_at = q->received_at;
	d->forwarded_at = q->forwarded_at;
	d->accepted_at = q->accepted_at;
	d->concluded_at = q->concluded_at;
	d->decided_at = q->decided_at;
	d->since_at = q->since_at;
	d->due_on = q->due_on;
	d->request_on = q->request_on;
	d->full_on = q->full_on;
	d->sent_up_on = q->sent_up_on;
}

/* What the rules ask about the dossier and its reader. */
static void
dossier_fill_facts(struct dossier *d, const struct q_dossier_load *q)
{
	d->facts = (struct dossier_facts){
		.state = (enum dossier_state)q->state,
		.kind = (enum dossier_kind)q->kind, .subject = q->subject,
		.commune = q->commune, .province = q->province,
		.evaluator = q->evaluator,
		.ministry = q->ministry.v != 0 ? q->ministry : q->above,
		.above_away = (q->ministry.v != 0 || q->above.v != 0) && !q->above_here,
		.sent_up = q->ministry.v != 0,
		.seated = q->seats > 0, .secretary = q->secretaries > 0,
		.chair = q->chairs > 0, .recused = q->recused > 0,
		.sat = q->sat > 0, .teamed = q->teamed.has,
		.leads_team = q->teamed.has && q->teamed.v == TEAM_LEADER,
		.assessed = q->assessed > 0,
		.star = q->star.has ? (int)q->star.v : 0,
		.star_before = d->from.star, .revoked = d->from.revoked.n != 0,
		.was_submitted = q->submitted_at.ms != 0,
		.was_forwarded = q->forwarded_at.ms != 0,
		.asked_by = q->asked_by.has ? (enum unit_level)q->asked_by.v
		    : LEVEL_MINISTRY,
	};
	d->level = dossier_level(&d->facts);
	d->above_name = q->ministry_name;
	d->evaluator_name = d->level == LEVEL_MINISTRY ? q->ministry_name
	    : q->province_name;
}

static void
dossier_fill(struct dossier *d, const struct q_dossier_load *q)
{
	*d = (struct dossier){
		.id = q->id, .product = q->product, .subject = q->subject,
		.kind = (enum dossier_kind)q->kind,
		.state = (enum dossier_state)q->state,
		.branch = q->branch, .commune = q->commune, .province = q->province,
		.commune_name = q->commune_name, .commune_code = q->commune_code,
		.province_name = q->province_name, .province_code = q->province_code,
		.product_name = q->product_name, .product_code = q->product_code,
		.unit_code = q->unit_code, .photo = q->photo,
		.subject_name = q->subject_name,
		.subject_kind = (enum subject_kind)q->subject_kind,
		.samples = (int)q->samples, .slip_no = q->slip_no,
		.slip2_no = q->slip2_no, .request_no = q->request_no,
		.note = q->note, .version = q->version,
		.evaluator = q->evaluator, .late_why = q->late_why,
		.forward_late_why = q->forward_late_why, .letter_no = q->letter_no, .order_no = q->order_no,
		.from = { .id = q->certificate, .code = q->certificate_code,
			.star = q->certificate_star.has
			    ? (int)q->certificate_star.v : 0,
			.valid_until = q->certificate_until_on,
			.revoked = q->certificate_revoked_on,
			.extended = q->certificate_extended_on,
			.replaced = q->certificate_replaced },
	};
	dossier_fill_times(d, q);
	dossier_fill_facts(d, q);
}

/* Whether the certificate it came from stands today. */
static bool
before_stands(const struct ctx *c, const struct certificate_brief *f)
{
	return f->id.v != 0 && certificate_stands(certificate_status(
	    &(struct certificate_facts){ .valid_until = f->valid_until,
	    .revoked = f->revoked, .extended = f->extended,
	    .replaced = f->replaced }, law_pack_on(c->law, c->today), c->today));
}

static bool
is_on_its_road(enum dossier_state s)
{
	return s != ST_DRAFT && s != ST_RECOGNISED && s != ST_NOT_RECOGNISED &&
	    s != ST_WITHDRAWN && s != ST_RETURNED;
}

/* Đ12.2: which rules, until when. The calendar is asked for old ones only. */
static enum rc
dossier_fill_transition(struct ctx *c, struct dossier *d)
{
	struct day_exceptions calendar;
	enum rc rc;

	d->facts.long_again = d->pack->again_days == 0;
	if (d->pack == law_pack_on(c->law, c->today))
		return RC_OK;
	if ((rc = calendar_load(c, &calendar)) != RC_OK)
		return rc;
	d->transition = transition_of(c->law, &(struct transition_facts){
	    d->pack, d->kind, d->submitted_at.ms == 0 ? (struct day){ 0 }
	    : day_of(d->submitted_at), c->today }, &calendar);
	if (d->due_on.n == 0 && is_on_its_road(d->state))
		d->due_on = d->transition.until;
	return RC_OK;
}

enum rc
dossier_load(struct ctx *c, struct dossier_id id, struct dossier *out)
{
	struct q_dossier_load q;
	enum rc rc;

	if ((rc = q_dossier_load(c->db, id, c->actor.id, SEAT_SECRETARY,
	    LEVEL_MINISTRY, ACCOUNT_ACTIVE, &q)) != RC_OK)
		return rc;
	dossier_fill(out, &q);
	if (!workflow_may(&c->actor, &out->facts, DO_SEE))
		return FAIL(c, WHY_ABSENT, "dossier %" PRId64, id.v);
	out->pack = law_pack(c->law, q.pack);
	out->set = law_set(c->law, q.set_code);
	if (out->pack == NULL || out->set == NULL)
		return FAIL(c, WHY_BROKEN, "dossier %" PRId64 " names a rule pack "
		    "that is not loaded", id.v);
	if ((rc = dossier_fill_transition(c, out)) != RC_OK)
		return rc;
	out->facts.before_stands = before_stands(c, &out->from);
	out->facts.band = pack_band(out->pack, out->facts.star);
	for (int deed = DO_SEE; deed < DEED__COUNT; deed++)
		if (workflow_may(&c->actor, &out->facts, (enum deed)deed))
			out->may |= UINT64_C(1) << deed;
	return RC_OK;
}

enum rc
dossier_due(struct ctx *c, const struct dossier *d, struct day full_on,
    struct day *out)
{
	const struct clock_rule *clock = pack_clock(d->pack, "again");
	struct day_exceptions calendar;
	enum rc rc;

	*out = d->transition.until;
	if (d->transition.kept || d->kind != DOSSIER_AGAIN || clock == NULL || full_on.n == 0)
		return RC_OK;
	if ((rc = calendar_load(c, &calendar)) == RC_OK)
		*out = clock_end(clock, &calendar, full_on);
	return rc;
}

enum rc
dossier_begin(struct ctx *c, struct dossier_id id, enum deed what,
    struct dossier *out, enum dossier_state *next)
{
	struct q_dossier_lock lock;
	struct verdict v;
	enum rc rc;

	if ((rc = q_dossier_lock(c->db, id, c->actor.id, &lock)) != RC_OK)
		return rc;
	if ((rc = dossier_load(c, id, out)) != RC_OK)
		return rc;
	v = workflow_decide(&c->actor, &out->facts, what);
	if (v.why != NULL)
		return FAIL(c, *v.why, "dossier %" PRId64, id.v);
	*next = v.next;
	return lock.four_eyes ? consent_four_eyes(c, what) : RC_OK;
}

enum rc
dossier_history(struct ctx *c, const struct dossier *d, struct dossier_steps *out)
{
	struct q_dossier_history_rows rows;
	struct dossier_step *v;
	enum rc rc;
	size_t i;

	if ((rc = q_dossier_history(c->db, d->id.v, &rows)) != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n, struct dossier_step);
	for (i = 0; i < rows.n; i++)
		v[i] = (struct dossier_step){ rows.v[i].at, rows.v[i].kind,
			rows.v[i].agency_name, rows.v[i].on_behalf };
	*out = (struct dossier_steps){ v, rows.n };
	return RC_OK;
}

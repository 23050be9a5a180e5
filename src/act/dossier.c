/*
 * dossier: opening, loading, handing in, taking back.
 *
 * The rules are elsewhere: who may do what when is core/workflow, what a
 * dossier must contain is act/gap. Here they are joined with rows and records.
 */
#include "act/dossier.h"

#include <inttypes.h>

#include "act/gap.h"
#include "act/paper_text.h"
#include "act/record.h"
#include "act/self_score.h"
#include "act/subject.h"
#include "q.h"

const struct reason WHY_DOSSIER_OPEN = { RC_CONFLICT, "dossier_open" };
const struct reason WHY_HAS_CERTIFICATE = { RC_CONFLICT, "has_certificate" };
const struct reason WHY_SET_OUTDATED = { RC_CONFLICT, "set_outdated" };
const struct reason WHY_NO_COMMUNE = { RC_CONFLICT, "no_commune" };
const struct reason WHY_NOT_TRUTHFUL = { RC_INVALID, "not_truthful" };
const struct reason WHY_DOSSIER_GAPS = { RC_INVALID, "dossier_gaps" };
const struct reason WHY_CHANGED_MEANWHILE = { RC_CONFLICT, "changed_meanwhile" };

struct str
dossier_link(struct ctx *c, struct dossier_id id)
{
	return str_printf(c->mem, "/ho-so/%" PRId64, id.v);
}

/* ---- opening ---------------------------------------------------------------- */

/* What stands in the way of a first-time dossier of this product. */
static enum rc
dossier_check_open(struct ctx *c, const struct q_dossier_product *p)
{
	struct q_dossier_unfinished open;
	struct q_dossier_certificate_today cert;
	bool found;
	enum rc rc;

	if (p->subject_state != SUBJECT_ACTIVE)
		return FAIL(c, WHY_SUBJECT_WAITS, "%.*s", STR_ARG(p->name));
	rc = q_dossier_unfinished(c->db, p->id, ST_RECOGNISED, ST_NOT_RECOGNISED,
	    ST_RESULT_APPROVED, ST_WITHDRAWN, &open, &found);
	if (rc != RC_OK)
		return rc;
	if (found)
		return FAIL(c, WHY_DOSSIER_OPEN, "%" PRId64, open.id.v);
	rc = q_dossier_certificate_today(c->db, p->id, c->today, &cert, &found);
	if (rc != RC_OK)
		return rc;
	if (found)
		return FAIL(c, WHY_HAS_CERTIFICATE, "%.*s", STR_ARG(cert.code));
	return RC_OK;
}

enum rc
dossier_open(struct ctx *c, struct product_id product, struct dossier_id *out)
{
	struct q_dossier_product p;
	struct q_dossier_agencies a;
	struct q_dossier_add added;
	struct q_dossier_add_in in;
	const struct pack *pack;
	const struct criteria_set *set;
	bool found;
	enum rc rc;

	if ((rc = q_dossier_product(c->db, product, &p, &found)) != RC_OK)
		return rc;
	if (!found || c->actor.subject.v == 0 || p.subject.v != c->actor.subject.v)
		return FAIL(c, WHY_ABSENT, "product %" PRId64, product.v);
	if ((rc = dossier_check_open(c, &p)) != RC_OK)
		return rc;
	/* Đ12: the pack of the day it is opened, kept to its end. */
	pack = law_pack_on(c->law, c->today);
	set = law_set(c->law, p.set_code);
	if (pack == NULL || set == NULL || set->pack != pack)
		return FAIL(c, WHY_SET_OUTDATED, "%.*s", STR_ARG(p.name));
	rc = q_dossier_agencies(c->db, p.unit_code, LEVEL_COMMUNE, LEVEL_PROVINCE,
	    &a, &found);
	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_NO_COMMUNE, "%.*s", STR_ARG(p.unit_code));
	in = (struct q_dossier_add_in){
		.product = p.id, .subject = p.subject, .kind = DOSSIER_FIRST,
		.pack = pack->code, .set_code = set->code, .state = ST_DRAFT,
		.commune = a.commune, .province = a.province,
		.samples = set->samples, .now = c->now,
	};
	if ((rc = q_dossier_add(c->db, &in, &added)) != RC_OK)
		return rc;
	*out = added.id;
	return record_add(c, "dossier.opened", "dossier", added.id.v,
	    "{\"product\":%" PRId64 ",\"set\":\"%.*s\",\"pack\":\"%.*s\"}",
	    p.id.v, STR_ARG(set->code), STR_ARG(pack->code));
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
		.facts = {
			.state = (enum dossier_state)q->state, .subject = q->subject,
			.commune = q->commune, .province = q->province,
			.seated = q->seats > 0, .secretary = q->secretaries > 0,
			.star = q->star.has ? (int)q->star.v : 0,
			.was_submitted = q->submitted_at.ms != 0,
			.was_forwarded = q->forwarded_at.ms != 0,
			.asked_by = q->asked_by.has ? (enum unit_level)q->asked_by.v
			    : LEVEL_MINISTRY,
		},
	};
	dossier_fill_times(d, q);
}

enum rc
dossier_load(struct ctx *c, struct dossier_id id, struct dossier *out)
{
	struct q_dossier_load q;
	enum rc rc;
	int deed;

	if ((rc = q_dossier_load(c->db, id, c->actor.id, SEAT_SECRETARY, &q)) != RC_OK)
		return rc;
	dossier_fill(out, &q);
	if (!workflow_may(&c->actor, &out->facts, DO_SEE))
		return FAIL(c, WHY_ABSENT, "dossier %" PRId64, id.v);
	out->pack = law_pack(c->law, q.pack);
	out->set = law_set(c->law, q.set_code);
	if (out->pack == NULL || out->set == NULL)
		return FAIL(c, WHY_BROKEN, "dossier %" PRId64 " names a rule pack "
		    "that is not loaded", id.v);
	out->facts.band = pack_band(out->pack, out->facts.star);
	for (deed = DO_SEE; deed < DEED__COUNT; deed++)
		if (workflow_may(&c->actor, &out->facts, (enum deed)deed))
			out->may |= 1u << deed;
	return RC_OK;
}

enum rc
dossier_begin(struct ctx *c, struct dossier_id id, enum deed what,
    struct dossier *out, enum dossier_state *next)
{
	struct q_dossier_lock lock;
	struct verdict v;
	enum rc rc;

	if ((rc = q_dossier_lock(c->db, id, &lock)) != RC_OK)
		return rc;
	if ((rc = dossier_load(c, id, out)) != RC_OK)
		return rc;
	v = workflow_decide(&c->actor, &out->facts, what);
	if (v.why != NULL)
		return FAIL(c, *v.why, "dossier %" PRId64, id.v);
	*next = v.next;
	return RC_OK;
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
			rows.v[i].agency_name };
	*out = (struct dossier_steps){ v, rows.n };
	return RC_OK;
}

/* ---- handing in, taking back ---------------------------------------------------- */

enum rc
dossier_submit(struct ctx *c, struct dossier_id id, bool truthful)
{
	struct dossier d;
	struct gaps gaps;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_SUBMIT, &d, &next)) != RC_OK)
		return rc;
	if ((rc = gap_list(c, &d, &gaps)) != RC_OK)
		return rc;
	if (gaps.n_blocking > 0)
		return FAIL(c, WHY_DOSSIER_GAPS, "%zu", gaps.n_blocking);
	if (!truthful) {
		fault_field(c->fault, S("truthful"), &WHY_NOT_TRUTHFUL, S(""));
		return RC_INVALID;
	}
	if ((rc = paper_text_freeze(c, &d)) != RC_OK ||
	    (rc = self_cite_required(c, &d)) != RC_OK)
		return rc;
	if ((rc = q_dossier_set_submitted(c->db, id, next, c->now)) != RC_OK)
		return rc;
	rc = notice_to_agency(c, d.commune, "dossier_submitted", d.product_name,
	    dossier_link(c, id));
	if (rc != RC_OK)
		return rc;
	return record_add(c, "dossier.submitted", "dossier", id.v, "{}");
}

enum rc
dossier_withdraw(struct ctx *c, struct dossier_id id, struct str why)
{
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_WITHDRAW, &d, &next)) != RC_OK)
		return rc;
	rc = q_dossier_set_state(c->db, id, next, (struct day){ 0 }, why);
	if (rc != RC_OK)
		return rc;
	if (d.state != ST_DRAFT) {
		rc = notice_to_agency(c, d.commune, "dossier_withdrawn",
		    d.product_name, dossier_link(c, id));
		if (rc != RC_OK)
			return rc;
	}
	if (d.forwarded_at.ms != 0) {
		rc = notice_to_agency(c, d.province, "dossier_withdrawn",
		    d.product_name, dossier_link(c, id));
		if (rc != RC_OK)
			return rc;
	}
	return record_add(c, "dossier.withdrawn", "dossier", id.v, "{}");
}

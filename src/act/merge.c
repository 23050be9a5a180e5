/* merge: see merge.h. */
#include "act/merge.h"

#include <inttypes.h>

#include "act/certificate.h"
#include "act/dossier.h"
#include "act/notice.h"
#include "act/record.h"

const struct reason WHY_MERGE_GONE = { RC_INVALID, "merge_gone" };
const struct reason WHY_MERGE_FOLLOWER = { RC_INVALID, "merge_follower" };
const struct reason WHY_MERGE_DAY = { RC_INVALID, "merge_day" };

struct merging {
	struct q_merge_agency from, to;
};

enum rc
merge_choices(struct ctx *c, struct q_merge_communes_rows *out)
{
	return q_merge_communes(c->db, out);
}

static enum rc
merging_check(struct ctx *c, const struct merge_values *in, struct merging *m)
{
	bool from, to;
	enum rc rc;

	if ((rc = q_merge_agency(c->db, in->from, &m->from, &from)) != RC_OK ||
	    (rc = q_merge_agency(c->db, in->to, &m->to, &to)) != RC_OK)
		return rc;
	if (!from)
		fault_field(c->fault, S("from_agency"), &WHY_MERGE_GONE, S(""));
	if (!to || in->from.v == in->to.v ||
	    (from && !str_eq(m->from.province_code, m->to.province_code)))
		fault_field(c->fault, S("to_agency"), &WHY_MERGE_FOLLOWER, S(""));
	if (in->on.n > c->today.n || (from && in->on.n <= m->from.since_on.n))
		fault_field(c->fault, S("merged_on"), &WHY_MERGE_DAY,
		    day_text(c->mem, c->today));
	return fault_rc(c->fault);
}

static enum rc
units_follow(struct ctx *c, const struct merging *m, const struct merge_values *in)
{
	const struct day last = day_add(in->on, -1);
	enum rc rc;

	if ((rc = q_merge_unit_ends(c->db, m->from.unit, last)) != RC_OK ||
	    (rc = q_merge_follows(c->db, m->from.unit, m->to.unit,
	    in->decision_no)) != RC_OK)
		return rc;
	return q_merge_agency_ends(c->db, in->from, last);
}

/* Whoever waits for something hears where it lies now. */
static enum rc
producers_told(struct ctx *c, const struct merging *m)
{
	struct q_merge_open_dossiers_rows rows;
	int64_t after = 0;
	enum rc rc;

	do {
		if ((rc = q_merge_open_dossiers(c->db, m->from.id, after,
		    &rows)) != RC_OK)
			return rc;
		for (size_t i = 0; i < rows.n; i++) {
			after = rows.v[i].id.v;
			rc = notice_to_subject(c, rows.v[i].subject,
			    "dossier_moved", str_printf(c->mem, "%.*s → %.*s",
			    STR_ARG(rows.v[i].product), STR_ARG(m->to.name)),
			    dossier_link(c, rows.v[i].id));
			if (rc != RC_OK)
				return rc;
		}
	} while (rows.n > 0);
	return RC_OK;
}

/* What lies with the old office goes to the new one. */
static enum rc
office_follows(struct ctx *c, struct agency_id from, struct agency_id to)
{
	enum rc rc;

	if ((rc = q_merge_dossiers(c->db, from, to)) != RC_OK ||
	    (rc = q_merge_notices(c->db, from, to)) != RC_OK ||
	    (rc = q_merge_misuse(c->db, from, to)) != RC_OK ||
	    (rc = q_merge_inspections(c->db, from, to)) != RC_OK ||
	    (rc = q_merge_consents(c->db, from, to)) != RC_OK)
		return rc;
	return q_merge_accounts(c->db, from, to);
}

/* Producers, products, and what the public reads of them. */
static enum rc
places_follow(struct ctx *c, const struct merging *m)
{
	struct q_merge_listed_rows rows;
	enum rc rc;

	if ((rc = q_merge_subjects(c->db, m->from.unit_code,
	    m->to.unit_code)) != RC_OK ||
	    (rc = q_merge_products(c->db, m->from.unit_code,
	    m->to.unit_code)) != RC_OK)
		return rc;
	do {
		rc = q_merge_listed(c->db, m->from.unit_code, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
			rc = listing_refresh(c, rows.v[i].product);
	} while (rc == RC_OK && rows.n > 0);
	return rc;
}

enum rc
merge_communes(struct ctx *c, const struct merge_values *in)
{
	struct merging m;
	struct str said;
	enum rc rc;

	if ((rc = merging_check(c, in, &m)) != RC_OK ||
	    (rc = units_follow(c, &m, in)) != RC_OK ||
	    (rc = producers_told(c, &m)) != RC_OK ||
	    (rc = office_follows(c, in->from, in->to)) != RC_OK ||
	    (rc = places_follow(c, &m)) != RC_OK)
		return rc;
	said = str_printf(c->mem, "%.*s → %.*s", STR_ARG(m.from.name),
	    STR_ARG(m.to.name));
	if ((rc = notice_to_agency(c, in->to, "unit_merged", said, S("/"))) != RC_OK)
		return rc;
	/* the decision's number is the note of unit_successor */
	return record_add(c, "unit.merge", "unit", m.from.unit.v,
	    "{\"follower\":%" PRId64 ",\"on\":\"%.*s\"}", m.to.unit.v,
	    STR_ARG(day_iso(c->mem, in->on)));
}

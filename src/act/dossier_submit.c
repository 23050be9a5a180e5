/* dossier_submit: handing in a dossier, and taking it back. Declared in dossier.h. */
#include "act/dossier.h"

#include "act/gap.h"
#include "act/manifest.h"
#include "act/paper_text.h"
#include "act/record.h"
#include "act/self_score.h"
#include "q.h"

const struct reason WHY_NOT_TRUTHFUL = { RC_INVALID, "not_truthful" };
const struct reason WHY_RULES_CHANGED = { RC_CONFLICT, "rules_changed" };
const struct reason WHY_DOSSIER_GAPS = { RC_INVALID, "dossier_gaps" };

enum rc
dossier_submit(struct ctx *c, struct dossier_id id, bool truthful)
{
	struct dossier d;
	struct gaps gaps;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_SUBMIT, &d, &next)) != RC_OK)
		return rc;
	/* what is filed now is filed under today's rules (Đ11, Đ12.2) */
	if (d.transition.old)
		return FAIL(c, WHY_RULES_CHANGED, "%.*s", STR_ARG(d.pack->decision));
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
	rc = record_add(c, "dossier.submitted", "dossier", id.v, "{}");
	return rc == RC_OK ? dossier_part(c, id) : rc;
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
		rc = notice_to_agency(c, d.evaluator, "dossier_withdrawn",
		    d.product_name, dossier_link(c, id));
		if (rc != RC_OK)
			return rc;
	}
	return record_add(c, "dossier.withdrawn", "dossier", id.v, "{}");
}

/* above: see above.h. */
#include "act/above.h"

#include <inttypes.h>

#include "act/closing.h"
#include "act/commune.h"
#include "act/reasons.h"
#include "act/record.h"
#include "act/register.h"
#include "q.h"

const struct reason WHY_NO_MINISTRY = { RC_CONFLICT, "no_ministry" };

enum rc
above_send_up(struct ctx *c, struct dossier_id id, const struct sent_typed *in)
{
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_SEND_UP, &d, &next)) != RC_OK)
		return rc;
	if (d.facts.ministry.v == 0)
		return FAIL(c, WHY_NO_MINISTRY, "%s", "");
	if ((rc = sent_package_keep(c, &d, in)) != RC_OK ||
	    (rc = q_dossier_set_sent_up(c->db, id, next, d.facts.ministry,
	    in->letter_no, c->today)) != RC_OK ||
	    (rc = dossier_told(c, &d, "dossier_sent_up")) != RC_OK ||
	    (rc = notice_to_agency(c, d.facts.ministry, "dossier_arrived",
	    d.product_name, dossier_link(c, id))) != RC_OK)
		return rc;
	return record_add(c, "dossier.sent_up", "dossier", id.v,
	    "{\"ministry\":%" PRId64 "}", d.facts.ministry.v);
}

/* The turn of the province again. */
static enum rc
to_province(struct ctx *c, const struct dossier *d, enum dossier_state next,
    struct str note, struct str order_no)
{
	enum rc rc = q_dossier_set_evaluator(c->db, d->id, next, note, order_no);

	return rc != RC_OK ? rc
	    : notice_to_agency(c, d->province, order_no.n > 0 ?
	    "dossier_redo" : "dossier_sent_back", d->product_name,
	    str_printf(c->mem, "/tinh/ho-so/%" PRId64, d->id.v));
}

enum rc
above_send_back(struct ctx *c, struct dossier_id id)
{
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_SEND_BACK, &d, &next)) != RC_OK ||
	    (rc = to_province(c, &d, next, (struct str){ NULL, 0 },
	    (struct str){ NULL, 0 })) != RC_OK ||
	    (rc = dossier_told(c, &d, "dossier_sent_back")) != RC_OK)
		return rc;
	return record_add(c, "dossier.sent_back", "dossier", id.v, "{}");
}

enum rc
above_evaluate_self(struct ctx *c, struct dossier_id id)
{
	struct dossier d;
	enum dossier_state next;
	struct day due;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_EVALUATE_SELF, &d, &next)) != RC_OK ||
	    (rc = dossier_due(c, &d, c->today, &due)) != RC_OK ||
	    (rc = q_dossier_set_full(c->db, id, c->today)) != RC_OK ||
	    (rc = q_dossier_set_state(c->db, id, next, due,
	    (struct str){ NULL, 0 })) != RC_OK ||
	    (rc = dossier_told(c, &d, "dossier_evaluated_self")) != RC_OK)
		return rc;
	return record_add(c, "dossier.evaluated_self", "dossier", id.v, "{}");
}

/* A product has one dossier on its road at a time. */
static enum rc
check_alone(struct ctx *c, const struct dossier *d)
{
	struct q_dossier_unfinished open;
	bool found;
	enum rc rc = q_dossier_unfinished(c->db, d->product, ST_RECOGNISED,
	    ST_NOT_RECOGNISED, ST_WITHDRAWN, &open, &found);

	if (rc == RC_OK && found)
		return FAIL(c, WHY_DOSSIER_OPEN, "%" PRId64, open.id.v);
	return rc;
}

enum rc
above_order_redo(struct ctx *c, struct dossier_id id, const struct order *in)
{
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, in->by_letter ? DO_ENTER_REDO : DO_ORDER_REDO, &d,
	    &next)) != RC_OK ||
	    (rc = check_alone(c, &d)) != RC_OK ||
	    (rc = order_check(c, &d, in)) != RC_OK ||
	    (rc = order_keep(c, &d, in)) != RC_OK ||
	    (rc = to_province(c, &d, next, in->why, in->no)) != RC_OK ||
	    (rc = dossier_told(c, &d, "dossier_redo")) != RC_OK)
		return rc;
	return record_add(c, "dossier.redo_ordered", "dossier", id.v, "{}");
}

enum rc
above_knock_out(struct ctx *c, struct dossier_id id, struct str code,
    struct str reason)
{
	const struct str revoked = S("REVOKED");
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_KNOCK_OUT, &d, &next)) != RC_OK)
		return rc;
	if (str_eq(code, revoked) ? !d.facts.revoked : !set_has_stop(d.set, code))
		fault_field(c->fault, S("code"), &WHY_UNKNOWN_STOP, S(""));
	if (reason.n == 0)
		fault_field(c->fault, S("reason"), &WHY_REASON_MISSING, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_dossier_stop_put(c->db, &(struct q_dossier_stop_put_in){
	    .dossier = id, .code = code, .reason = reason, .state = d.state,
	    .agency = c->actor.agency, .now = c->now })) != RC_OK ||
	    (rc = q_dossier_set_decided(c->db, id, next, c->now)) != RC_OK ||
	    (rc = dossier_told(c, &d, "dossier_knocked_out")) != RC_OK ||
	    /* what the Ministry finds it tells the province (Đ7.4.g) */
	    (d.level == LEVEL_MINISTRY && (rc = notice_to_agency(c, d.province,
	    "dossier_knocked_out", d.product_name, str_printf(c->mem,
	    "/tinh/ho-so/%" PRId64, id.v))) != RC_OK) ||
	    (rc = certificate_extension_end(c, d.kind, d.product)) != RC_OK)
		return rc;
	return record_add(c, "dossier.knocked_out", "dossier", id.v,
	    "{\"code\":\"%.*s\"}", STR_ARG(code));
}

enum rc
above_stopped(struct ctx *c, const struct dossier *d, struct stopped_list *out)
{
	struct q_dossier_stops_rows rows;
	const struct stop_choice *known;
	struct stopped *v;
	size_t n;
	enum rc rc;

	*out = (struct stopped_list){ NULL, 0 };
	if (d->state != ST_NOT_RECOGNISED)
		return RC_OK;
	if ((rc = q_dossier_stops(c->db, d->id, &rows)) != RC_OK)
		return rc;
	n = set_stops(d->set, c->mem, &known);
	v = ARENA_ARRAY(c->mem, rows.n + 1, struct stopped);
	for (size_t i = 0; i < rows.n; i++) {
		v[i] = (struct stopped){ .code = rows.v[i].code,
		    .reason = rows.v[i].reason, .agency = rows.v[i].agency,
		    .at = rows.v[i].at };
		for (size_t k = 0; k < n; k++)
			if (str_eq(known[k].code, v[i].code))
				v[i].text = known[k].text;
	}
	*out = (struct stopped_list){ v, rows.n };
	return RC_OK;
}

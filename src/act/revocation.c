/* revocation: see revocation.h. */
#include "act/revocation.h"

#include <inttypes.h>

#include "act/calendar.h"
#include "act/decision.h"
#include "act/reasons.h"
#include "act/record.h"
#include "act/register.h"
#include "core/inspection.h"

const struct reason WHY_REVOCATION_OPEN = { RC_CONFLICT, "revocation_open" };
const struct reason WHY_REVOCATION_GROUND = { RC_INVALID, "revocation_ground" };
const struct reason WHY_REVOCATION_COMMUNE = { RC_DENIED, "revocation_commune" };
const struct reason WHY_REVOCATION_LATER = { RC_INVALID, "revocation_later" };
const struct reason WHY_REVOCATION_ORDERED = { RC_CONFLICT, "revocation_ordered" };

#define GROUND_ENDED "dd" /* Đ8.1.đ: no longer produced; a commune confirms it */

/* ---- proposing ------------------------------------------------------------------ */

static enum rc
propose_check(struct ctx *c, const struct revocation_proposal *in,
    const struct register_entry *e)
{
	const struct reason *why = certificate_turn_check(e->cert.status,
	    TURN_REVOKE);
	struct q_revocation_open_of open;
	bool found;
	enum rc rc;

	if (!e->inspects)
		return FAIL(c, WHY_ABSENT, "%.*s", STR_ARG(in->code));
	if (why != NULL)
		return fault_set(c->fault, why, __FILE__, __LINE__, "%.*s",
		    STR_ARG(e->cert.c.product_name));
	if (!e->manages && in->inspection.v == 0 &&
	    !str_eq(in->ground, S(GROUND_ENDED)))
		return FAIL(c, WHY_REVOCATION_COMMUNE, "%s", "");
	if (pack_ground(law_pack_on(c->law, c->today), in->ground) == NULL)
		fault_field(c->fault, S("ground"), &WHY_REVOCATION_GROUND, S(""));
	if (in->basis_on.n == 0 || in->basis_on.n > c->today.n)
		fault_field(c->fault, S("basis_on"), &WHY_REVOCATION_LATER,
		    day_text(c->mem, c->today));
	if ((rc = fault_rc(c->fault)) != RC_OK)
		return rc;
	rc = q_revocation_open_of(c->db, e->cert.c.id, &open, &found);
	if (rc == RC_OK && found)
		return FAIL(c, WHY_REVOCATION_OPEN, "%.*s",
		    STR_ARG(e->cert.c.product_name));
	return rc;
}

/* Đ8.4: so many days from the conclusion, or from the commune's confirmation. */
static enum rc
propose_due(struct ctx *c, struct day basis, struct day *out)
{
	const struct clock_rule *clock = pack_clock(law_pack_on(c->law, c->today),
	    "revoke");
	struct day_exceptions days;
	enum rc rc = calendar_load(c, &days);

	if (rc == RC_OK)
		*out = clock == NULL ? basis : clock_end(clock, &days, basis);
	return rc;
}

/* Who recognised revokes: the Ministry five stars, the province the rest (Đ8.2). */
static struct agency_id
authority_of(const struct register_entry *e)
{
	return e->cert.c.authority.v != 0 ? e->cert.c.authority :
	    e->cert.c.province;
}

enum rc
revocation_propose(struct ctx *c, const struct revocation_proposal *in,
    struct revocation_id *out)
{
	struct register_entry e;
	struct q_revocation_add row;
	struct day due;
	enum rc rc;

	if ((rc = register_load(c, in->code, &e)) != RC_OK ||
	    (rc = propose_check(c, in, &e)) != RC_OK ||
	    (rc = propose_due(c, in->basis_on, &due)) != RC_OK ||
	    (rc = q_revocation_add(c->db, &(struct q_revocation_add_in){
	    .certificate = e.cert.c.id, .agency = authority_of(&e),
	    .ground = in->ground, .facts = in->facts, .basis_no = in->basis_no,
	    .basis_on = in->basis_on, .inspection = in->inspection,
	    .by_commune = e.manages ? (struct agency_id){ 0 } : c->actor.agency,
	    .due_on = due, .account = c->actor.id, .at = c->now }, &row)) != RC_OK)
		return rc;
	*out = row.id;
	if (authority_of(&e).v != c->actor.agency.v &&
	    (rc = notice_to_agency(c, authority_of(&e),
	    "revocation_proposed", str_printf(c->mem, "%.*s (%.*s)",
	    STR_ARG(e.cert.c.product_name), STR_ARG(day_text(c->mem, due))),
	    S("/tinh/thu-hoi"))) != RC_OK)
		return rc;
	return record_add(c, "revocation.propose", "certificate",
	    e.cert.c.id.v, "{\"code\":\"%.*s\",\"ground\":\"%.*s\",\"due\":\"%.*s\"}",
	    STR_ARG(e.cert.c.code), STR_ARG(in->ground),
	    STR_ARG(day_iso(c->mem, due)));
}

/* ---- the Ministry's order (Đ10.1.b) --------------------------------------------------- */

#define GROUND_OTHER "e" /* Đ8.1.e: another conclusion of a competent authority */

static enum rc
certificate_find(struct ctx *c, const struct dossier *d,
    struct q_certificate_of_dossier *cert)
{
	struct q_revocation_open_of open;
	bool found;
	enum rc rc = q_certificate_of_dossier(c->db, d->id, cert, &found);

	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(d->product_name));
	if (cert->revoked_on.n != 0)
		return FAIL(c, WHY_CERT_REVOKED, "%.*s", STR_ARG(d->product_name));
	if (cert->replaced_by.has)
		return FAIL(c, WHY_CERT_REPLACED, "%.*s", STR_ARG(d->product_name));
	rc = q_revocation_open_of(c->db, cert->id, &open, &found);
	return rc == RC_OK && found ? FAIL(c, WHY_REVOCATION_OPEN, "%.*s",
	    STR_ARG(d->product_name)) : rc;
}

enum rc
revocation_order(struct ctx *c, struct dossier_id id, const struct order *in)
{
	struct q_certificate_of_dossier cert;
	struct q_revocation_add row;
	struct dossier d;
	enum dossier_state next;
	struct day due;
	enum rc rc;

	if ((rc = dossier_begin(c, id, in->by_letter ? DO_ENTER_WITHDRAW : DO_ORDER_WITHDRAW,
	    &d, &next)) != RC_OK ||
	    (rc = certificate_find(c, &d, &cert)) != RC_OK ||
	    (rc = order_check(c, &d, in)) != RC_OK ||
	    (rc = order_keep(c, &d, in)) != RC_OK ||
	    (rc = propose_due(c, in->on, &due)) != RC_OK ||
	    (rc = q_revocation_add(c->db, &(struct q_revocation_add_in){
	    .certificate = cert.id, .agency = d.province, .ground = S(GROUND_OTHER),
	    .facts = in->why, .basis_no = in->no, .basis_on = in->on,
	    .ordered_by = d.facts.ministry, .due_on = due, .account = c->actor.id,
	    .at = c->now }, &row)) != RC_OK ||
	    (rc = notice_to_agency(c, d.province, "revocation_ordered",
	    str_printf(c->mem, "%.*s (%.*s)", STR_ARG(d.product_name),
	    STR_ARG(day_text(c->mem, due))), S("/tinh/thu-hoi"))) != RC_OK)
		return rc;
	return record_add(c, "revocation.order", "certificate", cert.id.v,
	    "{\"code\":\"%.*s\",\"due\":\"%.*s\"}", STR_ARG(cert.code),
	    STR_ARG(day_iso(c->mem, due)));
}

/* ---- the province's list ----------------------------------------------------------- */

enum rc
revocation_list(struct ctx *c, struct revocation_list *out)
{
	struct q_revocation_list_rows rows;
	struct revocation_row *v;
	enum rc rc = q_revocation_list(c->db, c->actor.agency, &rows);

	*out = (struct revocation_list){ .pack = law_pack_on(c->law, c->today) };
	if (rc != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n + 1, struct revocation_row);
	for (size_t i = 0; i < rows.n; i++) {
		v[i] = (struct revocation_row){ &rows.v[i],
		    pack_ground(out->pack, rows.v[i].ground),
		    deadline_kept(rows.v[i].due_on, false,
		    S("QĐ 26/2026 Đ8.4"), NULL, c->today) };
		if (rows.v[i].state != REVOKE_PROPOSED || rows.v[i].replaced)
			continue;
		if (out->n_open++ == 0 || rows.v[i].due_on.n < out->first_due.n)
			out->first_due = rows.v[i].due_on;
	}
	out->v = v;
	out->n = rows.n;
	return RC_OK;
}

static enum rc
revocation_begin(struct ctx *c, struct revocation_id id,
    enum revocation_state needs, struct q_revocation_of *r)
{
	bool found;
	enum rc rc = q_revocation_of(c->db, id, c->actor.agency, r, &found);

	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "revocation %" PRId64, id.v);
	if (r->state != needs)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(r->product_name));
	return RC_OK;
}

enum rc
revocation_drop(struct ctx *c, struct revocation_id id, struct str why)
{
	struct q_revocation_of r;
	enum rc rc;

	if ((rc = revocation_begin(c, id, REVOKE_PROPOSED, &r)) != RC_OK)
		return rc;
	if (r.ordered_by.v != 0 && !r.replaced)
		return FAIL(c, WHY_REVOCATION_ORDERED, "%.*s", STR_ARG(r.basis_no));
	if ((rc = q_revocation_set(c->db, &(struct q_revocation_set_in){
	    .id = id, .from_state = REVOKE_PROPOSED, .state = REVOKE_DROPPED,
	    .why = why })) != RC_OK)
		return rc;
	return record_add(c, "revocation.drop", "certificate", r.certificate.v,
	    "{\"code\":\"%.*s\"}", STR_ARG(r.code));
}

/* ---- the draft ------------------------------------------------------------------------ */

enum rc
revocation_draft(struct ctx *c, const struct revocation_id *v, size_t n,
    struct decision_id *out)
{
	struct q_decision_add row;
	enum rc rc;

	if (n == 0)
		return FAIL(c, WHY_NOTHING_CHOSEN, "%s", "");
	rc = q_decision_add(c->db, c->actor.agency, DECISION_REVOKE,
	    DECISION_DRAFT, c->now, &row);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		struct q_revocation_of r;

		rc = revocation_begin(c, v[i], REVOKE_PROPOSED, &r);
		if (rc == RC_OK && r.replaced)
			rc = FAIL(c, WHY_CERT_REPLACED, "%.*s", STR_ARG(r.product_name));
		if (rc == RC_OK)
			rc = q_revocation_set(c->db, &(struct q_revocation_set_in){
			    .id = v[i], .from_state = REVOKE_PROPOSED,
			    .state = REVOKE_DRAFTED, .decision = row.id,
			    .position = (int64_t)i + 1 });
	}
	if (rc != RC_OK)
		return rc;
	*out = row.id;
	return record_add(c, "decision.draft", "decision", row.id.v,
	    "{\"kind\":%d,\"products\":%zu}", DECISION_REVOKE, n);
}

enum rc
revocation_take_out(struct ctx *c, struct decision_id decision,
    struct revocation_id id)
{
	struct q_decision_of d;
	struct q_revocation_of r;
	enum rc rc;

	if ((rc = q_decision_of(c->db, decision, c->actor.agency, c->actor.id, &d)) != RC_OK)
		return rc;
	if (d.state != DECISION_DRAFT)
		return FAIL(c, WHY_DECISION_SIGNED, "%.*s", STR_ARG(d.number));
	if ((rc = revocation_begin(c, id, REVOKE_DRAFTED, &r)) != RC_OK)
		return rc;
	if (r.decision.v != decision.v)
		return FAIL(c, WHY_ABSENT, "revocation %" PRId64, id.v);
	rc = q_revocation_set(c->db, &(struct q_revocation_set_in){ .id = id,
	    .from_state = REVOKE_DRAFTED, .state = REVOKE_PROPOSED });
	if (rc != RC_OK)
		return rc;
	return record_add(c, "decision.drop", "decision", decision.v,
	    "{\"certificate\":\"%.*s\"}", STR_ARG(r.code));
}

/* ---- the signature ---------------------------------------------------------------------- */

/* A renewal or upgrade that is on its road when its certificate goes. */
static enum rc
running_end(struct ctx *c, const struct q_revocation_items *item,
    const struct q_revocation_running *d, struct str number)
{
	const enum running_end end = revocation_ends((enum dossier_kind)d->kind,
	    (enum dossier_state)d->state);
	struct str link = dossier_link(c, d->id);
	enum rc rc;

	if (end == RUNNING_NONE)
		return RC_OK;
	if (end == RUNNING_ENDS && (rc = q_dossier_end_revoked(c->db, d->id,
	    ST_WITHDRAWN, str_printf(c->mem, "Giấy chứng nhận %.*s đã bị thu hồi theo Quyết định %.*s",
	    STR_ARG(item->code), STR_ARG(number)))) != RC_OK)
		return rc;
	if ((rc = notice_to_subject(c, item->subject_id, "dossier_ended",
	    item->name, link)) != RC_OK ||
	    (rc = notice_to_agency(c, d->commune, "dossier_ended", item->name,
	    link)) != RC_OK ||
	    (rc = notice_to_agency(c, d->province, "dossier_ended", item->name,
	    link)) != RC_OK)
		return rc;
	return record_add(c, end == RUNNING_ENDS ? "dossier.ended" :
	    "dossier.barred", "dossier", d->id.v, "{\"certificate\":\"%.*s\"}",
	    STR_ARG(item->code));
}

static enum rc
item_tell(struct ctx *c, const struct q_revocation_items *item)
{
	struct str link = str_printf(c->mem, "/chung-nhan/%.*s",
	    STR_ARG(item->code));
	enum rc rc = notice_to_subject(c, item->subject_id, "cert_revoked",
	    item->name, link);

	if (rc == RC_OK && item->commune.v != 0)
		rc = notice_to_agency(c, item->commune, "cert_revoked",
		    item->name, link);
	/* its province, when the Ministry revokes (Đ8.3) */
	if (rc == RC_OK && item->province.v != 0 &&
	    item->province.v != c->actor.agency.v)
		rc = notice_to_agency(c, item->province, "cert_revoked",
		    item->name, link);
	return rc;
}

/* What the public reads: the ground and its clause, never the facts. */
static struct str
ground_words(struct ctx *c, struct str code)
{
	const struct ground_rule *g = pack_ground(law_pack_on(c->law, c->today),
	    code);

	return g == NULL ? S("QĐ 26/2026 Đ8.1") : str_printf(c->mem,
	    "%.*s (%.*s)", STR_ARG(g->name.vi), STR_ARG(g->clause));
}

static enum rc
item_sign(struct ctx *c, const struct q_revocation_items *item,
    struct str number)
{
	struct q_revocation_running_rows running;
	enum rc rc;

	if (item->revoked)
		return FAIL(c, WHY_CERT_REVOKED, "%.*s", STR_ARG(item->name));
	if (item->replaced)
		return FAIL(c, WHY_CERT_REPLACED, "%.*s", STR_ARG(item->name));
	if ((rc = q_certificate_revoke(c->db, item->certificate, c->today,
	    ground_words(c, item->ground), number)) != RC_OK ||
	    (rc = listing_refresh(c, item->product)) != RC_OK ||
	    (rc = item_tell(c, item)) != RC_OK ||
	    (rc = q_revocation_running(c->db, item->product, &running)) != RC_OK)
		return rc;
	for (size_t i = 0; rc == RC_OK && i < running.n; i++)
		rc = running_end(c, item, &running.v[i], number);
	if (rc != RC_OK)
		return rc;
	return record_add(c, "certificate.revoke", "certificate",
	    item->certificate.v, "{\"code\":\"%.*s\",\"ground\":\"%.*s\"}",
	    STR_ARG(item->code), STR_ARG(item->ground));
}

enum rc
revocation_sign(struct ctx *c, struct decision_id decision, struct str number)
{
	struct q_revocation_items_rows items;
	enum rc rc = q_revocation_items(c->db, decision, &items);

	for (size_t i = 0; rc == RC_OK && i < items.n; i++)
		rc = item_sign(c, &items.v[i], number);
	return rc == RC_OK ? q_revocation_signed(c->db, decision) : rc;
}

enum rc
revocation_bars(struct ctx *c, struct dossier_id dossier, bool *barred)
{
	struct q_dossier_barred row;

	return q_dossier_barred(c->db, dossier, &row, barred);
}

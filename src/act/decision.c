/* decision: see decision.h. */
#include "act/decision.h"

#include <inttypes.h>

#include "act/certificate.h"
#include "act/council.h"
#include "act/dossier.h"
#include "act/reasons.h"
#include "act/record.h"
#include "act/revocation.h"
#include "base/json.h"

const struct reason WHY_WRONG_STAR = { RC_INVALID, "wrong_star" };
const struct reason WHY_NOT_CONFIRMED = { RC_INVALID, "not_confirmed" };
const struct reason WHY_NUMBER_TAKEN = { RC_CONFLICT, "number_taken" };
const struct reason WHY_DOSSIER_MOVED = { RC_CONFLICT, "dossier_moved" };
const struct reason WHY_ANNEX_EMPTY = { RC_INVALID, "annex_empty" };

/* Whether the certificate it came from stays as it is (core/kinds.h). */
static bool
keeps(const struct ctx *c, const struct q_decision_candidates *d)
{
	enum certificate_status s = certificate_status(
	    &(struct certificate_facts){ .valid_until = d->before_until_on,
	    .extended = d->before_extended_on, .replaced = d->before_replaced },
	    law_pack_on(c->law, c->today), c->today);

	return !d->revoked && kind_keeps((enum dossier_kind)d->kind,
	    certificate_stands(s), (int)d->before_star, (int)d->star);
}

/* A province recognises three and four stars and approves a result of five
 * (Đ7.3.đ, e); the Ministry recognises five and gives back what is below
 * (Đ7.4.e, g). Who recognises what is the pack's. */
static enum decision_way
way_of(struct ctx *c, const struct q_decision_candidates *d)
{
	const struct pack *pack = law_pack(c->law, d->pack);
	const struct band *band = pack == NULL ? NULL
	    : pack_band(pack, (int)d->star);
	const bool five = band != NULL &&
	    str_eq(band->recognised_by, S("ministry"));

	if (d->above && !five)
		return WAY_SEND_BACK;
	if (band == NULL || !band->certificate || d->revoked || keeps(c, d))
		return WAY_NOTIFY;
	return five && !d->above ? WAY_APPROVE : WAY_RECOGNISE;
}

enum rc
decision_index_load(struct ctx *c, struct decisions_view *out)
{
	enum decision_way *ways;
	enum rc rc;

	out->province = c->actor.agency_name;
	if ((rc = q_decision_list(c->db, c->actor.agency, c->actor.id, &out->decisions)) != RC_OK ||
	    (rc = q_decision_candidates(c->db, c->actor.agency, c->actor.id,
	    &out->candidates)) != RC_OK)
		return rc;
	ways = ARENA_ARRAY(c->mem, out->candidates.n + 1, enum decision_way);
	for (size_t i = 0; i < out->candidates.n; i++)
		ways[i] = way_of(c, &out->candidates.v[i]);
	out->ways = ways;
	return RC_OK;
}

enum rc
decision_load(struct ctx *c, struct decision_id id, struct decision_view *out)
{
	struct q_series_last last;
	bool found;
	enum rc rc;

	*out = (struct decision_view){ 0 };
	if ((rc = q_decision_of(c->db, id, c->actor.agency, c->actor.id, &out->d)) != RC_OK ||
	    (rc = q_decision_items(c->db, id, &out->items)) != RC_OK ||
	    (rc = q_revocation_items(c->db, id, &out->revoked)) != RC_OK ||
	    (rc = q_series_last(c->db, c->actor.agency, S("decision"),
	    day_date(c->today).year, &last, &found)) != RC_OK)
		return rc;
	out->proposed_number = found ? (int)last.last + 1 : 1;
	return RC_OK;
}

static const struct q_decision_candidates *
candidate_find(const struct q_decision_candidates_rows *rows, struct dossier_id id)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->v[i].id.v == id.v)
			return &rows->v[i];
	return NULL;
}

enum rc
decision_draft(struct ctx *c, enum decision_kind kind,
    const struct dossier_id *dossiers, size_t n, struct decision_id *out)
{
	struct q_decision_candidates_rows rows;
	struct q_decision_add row;
	enum rc rc;

	if (n == 0)
		return FAIL(c, WHY_NOTHING_CHOSEN, "%s", "");
	if (kind != DECISION_RECOGNISE && kind != DECISION_APPROVE)
		return FAIL(c, WHY_WRONG_STAR, "%s", "");
	if ((rc = q_decision_candidates(c->db, c->actor.agency, c->actor.id,
	    &rows)) != RC_OK ||
	    (rc = q_decision_add(c->db, c->actor.agency, kind, DECISION_DRAFT,
	    c->now, &row)) != RC_OK)
		return rc;
	for (size_t i = 0; i < n; i++) {
		const struct q_decision_candidates *d =
		    candidate_find(&rows, dossiers[i]);

		if (d == NULL)
			return FAIL(c, WHY_ABSENT, "dossier %" PRId64,
			    dossiers[i].v);
		if (way_of(c, d) != (kind == DECISION_APPROVE ? WAY_APPROVE
		    : WAY_RECOGNISE))
			return FAIL(c, WHY_WRONG_STAR, "%.*s",
			    STR_ARG(d->product));
		rc = q_decision_item_add(c->db, row.id, d->id, (int64_t)i + 1,
		    d->star);
		if (rc != RC_OK)
			return rc;
	}
	*out = row.id;
	return record_add(c, "decision.draft", "decision", row.id.v,
	    "{\"kind\":%d,\"products\":%zu}", kind, n);
}

enum rc
decision_drop_item(struct ctx *c, struct decision_id id, struct dossier_id dossier)
{
	struct q_decision_of d;
	enum rc rc;

	if ((rc = q_decision_of(c->db, id, c->actor.agency, c->actor.id, &d)) != RC_OK)
		return rc;
	if (d.state != DECISION_DRAFT)
		return FAIL(c, WHY_DECISION_SIGNED, "%.*s", STR_ARG(d.number));
	if ((rc = q_decision_item_drop(c->db, id, dossier)) != RC_OK)
		return rc;
	return record_add(c, "decision.drop", "decision", id.v,
	    "{\"dossier\":%" PRId64 "}", dossier.v);
}

/* "123" becomes "123/QĐ-UBND", "7" "07/QĐ-UBND" (NĐ 30/2020 Phụ lục I, II.3); a number with its signs stays as typed. */
static struct str
decision_number(struct ctx *c, struct str typed)
{
	int64_t n;

	return str_int(typed, &n)
	    ? str_printf(c->mem, "%02" PRId64 "/QĐ-UBND", n) : typed;
}

static enum rc
signing_check(struct ctx *c, const struct decision_view *v,
    const struct signing *in, struct str number)
{
	const int year = day_date(c->today).year;
	struct q_decision_number_there there;
	bool found;
	enum rc rc;

	if (v->d.state != DECISION_DRAFT)
		return FAIL(c, WHY_DECISION_SIGNED, "%.*s", STR_ARG(v->d.number));
	if (v->items.n + v->revoked.n == 0)
		return FAIL(c, WHY_ANNEX_EMPTY, "%s", "");
	rc = q_decision_number_there(c->db, c->actor.agency, number,
	    day_make(year, 1, 1), day_make(year + 1, 1, 1), &there, &found);
	if (rc != RC_OK)
		return rc;
	if (found)
		fault_field(c->fault, S("number_text"), &WHY_NUMBER_TAKEN, number);
	if (!in->confirmed)
		fault_field(c->fault, S("confirmed"), &WHY_NOT_CONFIRMED, S(""));
	return fault_rc(c->fault);
}

/* One product of the annex: its dossier moves on, its certificate is issued. */
static enum rc
signing_item(struct ctx *c, const struct decision_view *v, struct str number,
    const struct q_decision_items *item)
{
	struct dossier d;
	enum dossier_state next;
	struct str link;
	bool barred;
	enum rc rc;

	/* revoked since the draft was made */
	if ((rc = revocation_bars(c, item->dossier, &barred)) != RC_OK)
		return rc;
	if (barred)
		return FAIL(c, WHY_DOSSIER_BARRED, "%.*s", STR_ARG(item->name));
	/* went another way since: done again by order, evaluated by its province */
	if ((rc = dossier_begin(c, item->dossier, DO_DECIDE, &d, &next)) == RC_ABSENT ||
	    rc == RC_CONFLICT)
		return FAIL(c, WHY_DOSSIER_MOVED, "%.*s", STR_ARG(item->name));
	if (rc != RC_OK ||
	    (rc = q_dossier_set_decided(c->db, item->dossier, next, c->now)) != RC_OK)
		return rc;
	if (v->d.kind == DECISION_RECOGNISE) {
		rc = certificate_issue(c, &(struct certificate_values){
		    .product = item->product, .dossier = item->dossier,
		    .decision = v->d.id, .number = number,
		    .star = (int)item->star, .issuer = v->d.agency_name,
		    .pack = d.pack, .province = d.level == LEVEL_MINISTRY ?
		        c->actor.province_code : d.province_code });
		if (rc != RC_OK)
			return rc;
	}
	link = str_printf(c->mem, "/ho-so/%" PRId64 "/ket-qua", item->dossier.v);
	/* the Ministry tells the province too (Đ7.4.e) */
	if (d.level == LEVEL_MINISTRY &&
	    (rc = notice_to_agency(c, d.province, "dossier_result", item->name,
	    link)) != RC_OK)
		return rc;
	if ((rc = notice_to_subject(c, item->subject_id, "dossier_result",
	    item->name, link)) != RC_OK ||
	    (rc = notice_to_agency(c, item->commune, "dossier_result",
	    item->name, dossier_link(c, item->dossier))) != RC_OK)
		return rc;
	return record_add(c, "dossier.decided", "dossier", item->dossier.v,
	    "{\"decision\":%" PRId64 ",\"star\":%" PRId64 "}", v->d.id.v,
	    item->star);
}

/* What a signed decision says, for its entry in the public log: number, day, and
 * each product with its star and the sums behind it. */
static struct str
decision_text(struct arena *mem, const struct decision_view *v, struct str number,
    struct day day)
{
	struct buf b = buf_new(mem, 512 * KIB);
	struct json_out o = json_out(&b);

	json_open(&o, '{');
	json_name(&o, S("number"));
	json_put_str(&o, number);
	json_name(&o, S("signed"));
	json_put_str(&o, day_iso(mem, day));
	json_name(&o, S("agency"));
	json_put_str(&o, v->d.agency_name);
	json_name(&o, S("products"));
	json_open(&o, '[');
	for (size_t i = 0; i < v->items.n; i++) {
		const struct q_decision_items *item = &v->items.v[i];

		json_open(&o, '{');
		json_name(&o, S("dossier"));
		json_put_int(&o, item->dossier.v);
		json_name(&o, S("name"));
		json_put_str(&o, item->name);
		json_name(&o, S("star"));
		json_put_int(&o, item->star);
		json_name(&o, S("sum"));
		json_put_int(&o, item->sum);
		json_name(&o, S("sheets"));
		json_put_int(&o, item->sheets);
		json_close(&o, '}');
	}
	json_close(&o, ']');
	json_close(&o, '}');
	REQUIRE(buf_ok(&b));
	return buf_str(&b);
}

enum rc
decision_sign(struct ctx *c, struct decision_id id, const struct signing *in)
{
	struct decision_view v;
	struct str number = decision_number(c, in->number);
	int64_t n, series;
	enum rc rc;

	if ((rc = decision_load(c, id, &v)) != RC_OK ||
	    (rc = signing_check(c, &v, in, number)) != RC_OK)
		return rc;
	rc = q_decision_set_signed(c->db, &(struct q_decision_set_signed_in){
	    .id = id, .version = in->version, .state = DECISION_SIGNED,
	    .number = number, .signed_on = c->today, .signer = c->actor.id,
	    .signer_name = c->actor.name, .signer_title = in->title });
	if (rc != RC_OK)
		return rc;
	/* The proposed number was taken: the series goes on from it. */
	if (str_int(in->number, &n) && n == v.proposed_number &&
	    (rc = series_next(c, c->actor.agency, "decision",
	    day_date(c->today).year, &series)) != RC_OK)
		return rc;
	for (size_t i = 0; i < v.items.n; i++)
		if ((rc = signing_item(c, &v, number, &v.items.v[i])) != RC_OK)
			return rc;
	if (v.d.kind == DECISION_REVOKE &&
	    (rc = revocation_sign(c, id, number)) != RC_OK)
		return rc;
	rc = record_add(c, "decision.sign", "decision", id.v,
	    "{\"products\":%zu,\"kind\":%" PRId64 "}", v.items.n + v.revoked.n, v.d.kind);
	return rc == RC_OK ? record_part(c, "decision",
	    decision_text(c->mem, &v, number, c->today)) : rc;
}

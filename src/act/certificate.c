/* certificate: see certificate.h. */
#include "act/certificate.h"

#include <inttypes.h>

#include "act/reasons.h"
#include "act/record.h"
#include "act/signed_code.h"
#include "store/search.h"


enum rc
certificate_issue(struct ctx *c, const struct certificate_values *in)
{
	struct q_certificate_add row;
	struct day until = certificate_until(in->pack, c->today);
	struct str code, gtin;
	int64_t n;
	enum rc rc;

	/* one series for ever: a code is never given twice */
	if ((rc = series_next(c, c->actor.agency, "certificate", 0, &n)) != RC_OK)
		return rc;
	code = certificate_code(c->mem, in->province, n);
	rc = q_certificate_add(c->db, &(struct q_certificate_add_in){
	    .code = code, .product = in->product, .dossier = in->dossier,
	    .decision = in->decision, .decision_no = in->number,
	    .star = in->star, .issuer = in->issuer, .issued_on = c->today,
	    .issued_year = day_date(c->today).year, .valid_until_on = until,
	    .at = c->now }, &row);
	if (rc != RC_OK ||
	    (rc = q_certificate_replace(c->db, in->product, row.id)) != RC_OK ||
	    (rc = listing_refresh(c, in->product)) != RC_OK ||
	    (rc = signed_code_issued(c, row.id)) != RC_OK)
		return rc;
	gtin = row.gtin.n == 0 ? S("") : str_printf(c->mem, ",\"gtin\":\"%.*s\"",
	    STR_ARG(row.gtin));
	return record_add(c, "certificate.issue", "certificate", row.id.v,
	    "{\"code\":\"%.*s\",\"star\":%d,\"until\":\"%.*s\"%.*s}", STR_ARG(code),
	    in->star, STR_ARG(day_iso(c->mem, until)), STR_ARG(gtin));
}

enum rc
listing_refresh(struct ctx *c, struct product_id product)
{
	struct q_product_set_of row;
	const struct criteria_set *set;
	enum rc rc;

	if ((rc = q_product_set_of(c->db, product, &row)) != RC_OK)
		return rc;
	set = law_set(c->law, row.set_code);
	return search_update(c->db, c->mem, product, set == NULL ? 0 : set->sector);
}

enum rc
certificate_load(struct ctx *c, struct str code, struct certificate_view *out)
{
	const struct criteria_set *set;
	const struct pack *pack;
	struct certificate_window window;
	struct q_unit_name_of unit;
	struct str clean;
	bool found;
	enum rc rc;

	*out = (struct certificate_view){ 0 };
	if (!certificate_code_read(c->mem, code, &clean))
		return FAIL(c, WHY_CODE_MISTYPED, "%.*s",
		    STR_ARG(str_head(code, 40)));
	if ((rc = q_certificate_of(c->db, clean, &out->c, &found)) != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "certificate %.*s", STR_ARG(clean));
	set = law_set(c->law, out->c.set_code);
	pack = law_pack_on(c->law, c->today);
	out->status = certificate_status(&(struct certificate_facts){
	    .valid_until = out->c.valid_until_on, .revoked = out->c.revoked_on,
	    .replaced = out->c.replaced_by.n > 0, .renewed = out->c.renewed,
	    .extended = out->c.extended_until_on }, pack, c->today);
	window = certificate_window(pack, out->c.valid_until_on);
	out->due_from = window.first;
	out->due_until = window.last;
	if (set != NULL) {
		out->set_name_vi = set->name.vi;
		out->set_name_en = set->name.en;
	}
	rc = q_unit_name_of(c->db, out->c.unit_code, &unit, &found);
	if (rc == RC_OK && found)
		out->unit_name = unit.full_name;
	return rc;
}

enum certificate_status
certificate_listed(const struct ctx *c, struct day last, struct day extended_from, bool revoked)
{
	const bool extended = extended_from.n != 0;

	return certificate_status(&(struct certificate_facts){
	    .valid_until = extended ? extended_from : last,
	    .extended = extended ? last : (struct day){ 0 },
	    .revoked = revoked ? c->today : (struct day){ 0 } },
	    law_pack_on(c->law, c->today), c->today);
}

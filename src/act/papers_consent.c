/*
 * papers_consent: the consent by which a commune files for a producer, which goes
 * out to be signed by hand and comes back as a scan. See papers.h and coded.h.
 */
#include "act/coded.h"
#include "act/paper_words.h"
#include "act/papers_inside.h"
#include "core/consent.h"

enum rc
consent_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct coded_form form;
	struct str place = S("");
	enum rc rc = coded_load(c, CODED_CONSENT, id, c->actor.agency.v, &form);

	if (rc != RC_OK || (rc = unit_called(c, c->actor.unit_code, LEVEL_COMMUNE, &place)) != RC_OK)
		return rc;
	values_put(out->values, "chu_the", form.about);
	values_put(out->values, "co_quan", c->actor.agency_name);
	values_put(out->values, "noi", bare_name(place));
	values_int(out->values, "ngay_toi_da", CONSENT_DAYS_MAX);
	out->author = c->actor.agency_name;
	out->made_at = moment_of((struct day){ 20454 }, 12, 0);
	out->form = (struct form_code){ .kind = CODED_CONSENT, .thing = id,
		.part = c->actor.agency.v, .edition = form.edition };
	return RC_OK;
}

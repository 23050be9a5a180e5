/*
 * office: see office.h.
 */
#include "act/office.h"

#include "act/record.h"
#include "q.h"

static enum rc
fact(struct ctx *c, struct str name, struct str *out)
{
	struct q_setting_find row;
	bool found;
	enum rc rc = q_setting_find(c->db, name, &row, &found);

	*out = rc == RC_OK && found ? row.value : S("");
	return rc;
}

enum rc
office_load(struct ctx *c, struct office_facts *out)
{
	struct str sample = S("");
	enum rc rc = fact(c, S("sample"), &sample);

	if (rc == RC_OK)
		rc = fact(c, S("place"), &out->place);
	if (rc == RC_OK)
		rc = fact(c, S("province"), &out->province);
	out->sample = str_eq(sample, S("1"));
	return rc;
}

enum rc
office_tell(struct ctx *c, const struct office_facts *in)
{
	enum rc rc = q_setting_put(c->db, S("sample"),
	    in->sample ? S("1") : S("0"));

	if (rc == RC_OK)
		rc = q_setting_put(c->db, S("place"), in->place);
	if (rc == RC_OK)
		rc = q_setting_put(c->db, S("province"), in->province);
	if (rc == RC_OK)
		rc = record_add(c, "office.told", "setting", 0,
		    "{\"sample\":%d}", in->sample ? 1 : 0);
	return rc;
}

enum rc
office_found(struct ctx *c, struct str province_code)
{
	struct office_facts facts = { .province = province_code };
	struct q_unit_place place;
	bool found;
	enum rc rc = q_unit_place(c->db, province_code, &place, &found);

	if (rc == RC_OK && !found)
		return FAIL(c, WHY_BAD_REQUEST, "no province has the code "
		    "%.*s today; data/units/units-2025.csv lists them, e.g. 79",
		    STR_ARG(province_code));
	if (rc == RC_OK)
		rc = q_agency_found(c->db, province_code, c->today);
	if (rc == RC_OK)
		rc = q_agency_found_communes(c->db, province_code, c->today);
	facts.place = place.full_name;
	return rc == RC_OK ? office_tell(c, &facts) : rc;
}

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

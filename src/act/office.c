/*
 * office: see office.h.
 */
#include "act/office.h"

#include "act/record.h"
#include "act/second_step.h"
#include "blob/blob.h"
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
	if (rc == RC_OK)
		rc = fact(c, S("log"), &out->log);
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

#define MINISTRY_UNIT "00" /* of no province */
#define MINISTRY_NAME "Bộ Nông nghiệp và Môi trường"

/* The Ministry's own office: it evaluates what provinces hand over (act/handed.h). */
static enum rc
office_found_ministry(struct ctx *c)
{
	enum rc rc = q_agency_found_ministry(c->db, S(MINISTRY_NAME), c->today);

	if (rc == RC_OK)
		rc = second_step_rule_set(c, true);
	return rc != RC_OK ? rc : office_tell(c, &(struct office_facts){
	    .province = S(MINISTRY_UNIT), .place = S(MINISTRY_NAME) });
}

enum rc
office_found(struct ctx *c, struct str province_code)
{
	struct office_facts facts = { .province = province_code };
	struct q_unit_place place;
	bool found;
	enum rc rc;

	if (str_eq(province_code, S(MINISTRY_UNIT)))
		return office_found_ministry(c);
	rc = q_unit_place(c->db, province_code, &place, &found);
	if (rc == RC_OK && !found)
		return FAIL(c, WHY_BAD_REQUEST, "no province has the code "
		    "%.*s today; data/units/units-2025.csv lists them, e.g. 79; the Ministry "
		    "is " MINISTRY_UNIT,
		    STR_ARG(province_code));
	if (rc == RC_OK)
		rc = q_agency_found(c->db, province_code, c->today);
	if (rc == RC_OK)
		rc = q_agency_found_communes(c->db, province_code, c->today);
	if (rc == RC_OK)
		rc = q_agency_found_ministry(c->db, S(MINISTRY_NAME), c->today);
	facts.place = place.full_name;
	/* a new office asks its officers for a second step from the first day */
	if (rc == RC_OK)
		rc = second_step_rule_set(c, true);
	return rc == RC_OK ? office_tell(c, &facts) : rc;
}

/* The three names a row of blob has: the file, its thumbnail, its clean copy. */
static enum rc
file_check(struct ctx *c, struct str hash, struct buf *out, int *wrong)
{
	struct fault fault = { .why = NULL };

	if (hash.n == 0 || blob_check(c->blobs, hash, &fault) == RC_OK)
		return RC_OK;
	if (fault_rc(&fault) != RC_ABSENT && fault_rc(&fault) != RC_BROKEN)
		return FAIL(c, *fault.why, "%s", fault.detail);
	if (++*wrong <= 100)
		buf_printf(out, "file %.*s: %s\n", STR_ARG(hash),
		    fault_rc(&fault) == RC_ABSENT ? "missing" : "not what "
		    "its name says");
	return RC_OK;
}

enum rc
files_check(struct ctx *c, struct buf *out, int *wrong)
{
	struct str after = S("");
	struct q_blob_names_rows rows;
	enum rc rc;

	do {
		rc = q_blob_names(c->db, after, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
			after = rows.v[i].hash;
			rc = file_check(c, rows.v[i].hash, out, wrong);
			if (rc == RC_OK)
				rc = file_check(c, rows.v[i].thumb, out, wrong);
			if (rc == RC_OK)
				rc = file_check(c, rows.v[i].clean, out, wrong);
		}
	} while (rc == RC_OK && rows.n > 0);
	return rc;
}

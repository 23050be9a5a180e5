/* erase: see erase.h. */
#include "act/erase.h"

#include <inttypes.h>

#include "act/entries.h"
#include "act/key_copies.h"
#include "act/reasons.h"
#include "act/record.h"
#include "base/json.h"

const struct reason WHY_NOTHING_PERSONAL = { RC_INVALID, "nothing_personal" };
const struct reason WHY_ERASED_BEFORE = { RC_CONFLICT, "erased_before" };

#define BASIS_MAX 500 /* the clause, the request's number: no name */

/* The name of the key that is about to be destroyed, for copies. */
static enum rc
key_gone(struct ctx *c, struct part_id part)
{
	struct q_part_body row;
	bool found;
	enum rc rc = q_part_body(c->db, part, &row, &found);

	if (rc != RC_OK || !found || row.body.n == 0)
		return rc;
	return q_key_gone_add(c->db, hash_hex(c->mem, hash_of(row.body)), c->now);
}

enum rc
erase_said(struct ctx *c, int64_t place, struct str basis, int parts)
{
	struct buf b = buf_new(c->mem, 4 * KIB);
	struct json_out o = json_out(&b);

	json_open(&o, '{');
	json_name(&o, S("entry"));
	json_put_int(&o, place);
	json_name(&o, S("parts"));
	json_put_int(&o, parts);
	json_name(&o, S("basis"));
	json_put_str(&o, str_head(basis, BASIS_MAX));
	json_close(&o, '}');
	return record_add(c, "part.erase", "entry", place, "%.*s", STR_ARG(buf_str(&b)));
}

enum rc
entry_erase(struct ctx *c, int64_t place, struct str basis)
{
	struct q_part_list_rows rows;
	struct entry_view e;
	int personal = 0, open = 0;
	enum rc rc;

	basis = str_trim(basis);
	if (basis.n == 0)
		return FAIL(c, WHY_REASON_MISSING, "%s", "");
	if ((rc = entry_load(c, place, &e)) != RC_OK ||
	    (rc = q_part_list(c->db, e.record, &rows)) != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++) {
		personal += rows.v[i].class == PART_PERSONAL;
		open += rows.v[i].class == PART_PERSONAL && rows.v[i].erased_at.ms == 0;
	}
	if (personal == 0)
		return FAIL(c, WHY_NOTHING_PERSONAL, "%" PRId64, place);
	if (open == 0)
		return FAIL(c, WHY_ERASED_BEFORE, "%" PRId64, place);
	rc = erase_said(c, place, basis, open);
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		if (rows.v[i].class != PART_PERSONAL || rows.v[i].erased_at.ms != 0)
			continue;
		rc = key_gone(c, rows.v[i].id);
		if (rc == RC_OK)
			rc = q_part_key_drop(c->db, rows.v[i].id);
		if (rc == RC_OK)
			rc = q_part_erased(c->db, rows.v[i].id, c->now);
	}
	return rc;
}

/* erasure: see erasure.h. */
#include "act/erasure.h"

#include <inttypes.h>

#include "act/erase.h"
#include "act/entries.h"
#include "act/public_log.h"
#include "act/reasons.h"
#include "act/record.h"

const struct reason WHY_ERASE_SAME = { RC_DENIED, "erase_same" };
const struct reason WHY_ERASE_WAITS = { RC_CONFLICT, "erase_waits" };
const struct reason WHY_ERASE_DECIDED = { RC_CONFLICT, "erase_decided" };

enum rc
erasures_load(struct ctx *c, struct q_erasure_list_rows *out)
{
	return q_erasure_list(c->db, c->actor.agency, out);
}

/* "identity, scores" */
static void
name_put(struct buf *b, struct str name)
{
	buf_printf(b, "%s%.*s", b->n > 0 ? ", " : "", STR_ARG(name));
}

enum rc
erasable_load(struct ctx *c, struct str code, struct erasable *out)
{
	struct buf goes = buf_new(c->mem, KIB), stays = buf_new(c->mem, KIB);
	struct q_part_list_rows parts;
	bool found;
	enum rc rc;

	*out = (struct erasable){ .personal = 0 };
	if ((rc = entry_code_clean(c, code, &out->code)) != RC_OK ||
	    (rc = q_erasable_by_code(c->db, out->code, c->actor.agency, &out->e,
	    &found)) != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "entry %.*s", STR_ARG(out->code));
	rc = q_part_list(c->db, out->e.record, &parts);
	for (size_t i = 0; rc == RC_OK && i < parts.n; i++) {
		bool personal = parts.v[i].class == PART_PERSONAL;

		out->personal += personal;
		out->open += personal && parts.v[i].erased_at.ms == 0;
		name_put(personal ? &goes : &stays, parts.v[i].name);
	}
	out->goes = buf_str(&goes);
	out->stays = buf_str(&stays);
	return rc;
}

enum rc
erasure_ask(struct ctx *c, const struct erasure_values *in)
{
	struct q_erasure_add added;
	struct q_erasure_open open;
	struct erasable e;
	bool found;
	enum rc rc;

	if (str_trim(in->basis).n == 0 || str_trim(in->reason).n == 0)
		return FAIL(c, WHY_REASON_MISSING, "%s", "");
	if ((rc = erasable_load(c, in->code, &e)) != RC_OK)
		return rc;
	if (e.personal == 0)
		return FAIL(c, WHY_NOTHING_PERSONAL, "%.*s", STR_ARG(e.code));
	if (e.open == 0)
		return FAIL(c, WHY_ERASED_BEFORE, "%.*s", STR_ARG(e.code));
	if ((rc = q_erasure_open(c->db, e.e.place, &open, &found)) != RC_OK)
		return rc;
	if (found)
		return FAIL(c, WHY_ERASE_WAITS, "%.*s", STR_ARG(e.code));
	rc = q_erasure_add(c->db, &(struct q_erasure_add_in){ .place = e.e.place,
	    .province = c->actor.agency, .basis = str_trim(in->basis),
	    .reason = str_trim(in->reason), .by_account = c->actor.id, .at = c->now },
	    &added);
	return rc == RC_OK ? record_add(c, "erasure.ask", "erasure", added.id,
	    "{\"entry\":%" PRId64 "}", e.e.place) : rc;
}

enum rc
erasure_decide(struct ctx *c, int64_t id, bool approve, struct str answer)
{
	struct q_erasure_of row;
	bool found;
	enum rc rc = q_erasure_of(c->db, id, &row, &found);

	if (rc != RC_OK)
		return rc;
	if (!found || row.province.v != c->actor.agency.v)
		return FAIL(c, WHY_ABSENT, "erasure %" PRId64, id);
	if (row.decided_at.ms != 0)
		return FAIL(c, WHY_ERASE_DECIDED, "%" PRId64, id);
	if (row.asked_by.v == c->actor.id.v)
		return FAIL(c, WHY_ERASE_SAME, "%s", "");
	if (!approve && str_trim(answer).n == 0)
		return FAIL(c, WHY_REASON_MISSING, "%s", "");
	rc = q_erasure_decide(c->db, id, c->actor.id, c->now, approve ? ERASURE_DONE :
	    ERASURE_REFUSED, str_trim(answer));
	if (rc != RC_OK)
		return rc;
	if (approve)
		return entry_erase(c, row.place, row.basis);
	return record_add(c, "erasure.refuse", "erasure", id, "{\"entry\":%" PRId64 "}",
	    row.place);
}

/* bylaw: see bylaw.h. */
#include "act/bylaw.h"

#include "act/council.h"
#include "act/reasons.h"
#include "act/record.h"

const struct reason WHY_BYLAW_IN_USE = { RC_CONFLICT, "bylaw_in_use" };
const struct reason WHY_UNKNOWN_RULE = { RC_INVALID, "unknown_rule" };

enum rc
bylaw_load(struct ctx *c, struct council_id council, struct bylaw *out)
{
	struct q_bylaw_list_rows rows;
	enum rc rc;

	*out = bylaw_default();
	if ((rc = q_bylaw_list(c->db, council, &rows)) != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++) {
		enum bylaw_rule rule = bylaw_find(rows.v[i].rule);

		if (rule == BYLAW__COUNT || !bylaw_put(out, rule, rows.v[i].value))
			return FAIL(c, WHY_BROKEN, "bylaw of council %lld: %.*s",
			    (long long)council.v, STR_ARG(rows.v[i].rule));
	}
	return RC_OK;
}

enum rc
bylaw_view(struct ctx *c, struct council_id council, struct bylaw_view *out)
{
	struct q_bylaw_in_use use;
	enum rc rc;

	*out = (struct bylaw_view){ .in_use = false };
	if ((rc = q_council_of(c->db, council, c->actor.agency,
	    &out->council)) != RC_OK ||
	    (rc = bylaw_load(c, council, &out->bylaw)) != RC_OK ||
	    (rc = q_bylaw_in_use(c->db, council, &use)) != RC_OK)
		return rc;
	out->in_use = use.n > 0;
	return RC_OK;
}

enum rc
bylaw_read(struct ctx *c, struct meeting_id meeting, struct q_meeting_seat *m,
    struct bylaw *out)
{
	bool found;
	enum rc rc = q_meeting_seat(c->db, meeting, c->actor.id, m, &found);

	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "%s", "meeting");
	return bylaw_load(c, m->council, out);
}

/* Puts the answers into the bylaw; each wrong one gets its own fault. */
static enum rc
answers_take(struct ctx *c, struct bylaw *b, const struct bylaw_answers *in)
{
	const struct bylaw_answer *v = in->v;

	for (size_t i = 0; i < in->n; i++) {
		enum bylaw_rule rule = bylaw_find(v[i].rule);
		const struct bylaw_row *row;
		int64_t value;

		if (rule == BYLAW__COUNT)
			return FAIL(c, WHY_UNKNOWN_RULE, "%.*s",
			    STR_ARG(str_head(v[i].rule, 40)));
		row = &bylaw_rows[rule];
		if (rule == BYLAW_SPREAD_MAX && v[i].value.n == 0)
			value = -1; /* the bylaw says nothing of a spread */
		else if (!str_int(v[i].value, &value))
			value = row->least - 1;
		if (!bylaw_put(b, rule, value))
			fault_field(c->fault, str_printf(c->mem, "r.%s",
			    row->name), &WHY_BYLAW_VALUE, str_printf(c->mem,
			    "%d–%d", row->least < 0 ? 0 : row->least, row->most));
	}
	if (!bylaw_fits(b))
		fault_field(c->fault, S("r.quorum_num"), &WHY_QUORUM_WRONG, S(""));
	return fault_rc(c->fault);
}

enum rc
bylaw_write(struct ctx *c, struct council_id council, const struct bylaw *was,
    const struct bylaw *is)
{
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < BYLAW__COUNT; i++) {
		if (is->v[i] == was->v[i])
			continue;
		rc = q_bylaw_put(c->db, council, str_c(bylaw_rows[i].name),
		    is->v[i]);
		if (rc == RC_OK)
			rc = record_add(c, "bylaw.rule", "council", council.v,
			    "{\"rule\":\"%s\",\"was\":%d,\"is\":%d}",
			    bylaw_rows[i].name, was->v[i], is->v[i]);
	}
	return rc;
}

enum rc
bylaw_save(struct ctx *c, struct council_id council,
    const struct bylaw_answers *in)
{
	struct str no = in->bylaw_no;
	struct bylaw_view now;
	struct bylaw b;
	enum rc rc;

	if ((rc = bylaw_view(c, council, &now)) != RC_OK)
		return rc;
	if (now.in_use)
		return FAIL(c, WHY_BYLAW_IN_USE, "%s", "");
	b = now.bylaw;
	if ((rc = answers_take(c, &b, in)) != RC_OK ||
	    (rc = q_bylaw_touch(c->db, council, in->version,
	    no.n == 0 ? (struct str){ NULL, 0 } : no, in->bylaw_on)) != RC_OK)
		return rc;
	if ((rc = bylaw_write(c, council, &now.bylaw, &b)) != RC_OK)
		return rc;
	return record_add(c, "bylaw.save", "council", council.v, "{}");
}

/*
 * notice: see notice.h.
 */
#include "act/notice.h"

#include "q.h"

/* The agency whose notices the actor sees; 0: none. */
static struct agency_id
desk_of(const struct actor *a)
{
	const unsigned desks = ROLE_BIT(ROLE_COMMUNE) | ROLE_BIT(ROLE_PROVINCE);

	return a->roles & desks ? a->agency : (struct agency_id){ 0 };
}

enum rc
notice_list(struct ctx *c, struct notice_id after, struct notices *out)
{
	struct q_notice_list_rows rows;
	struct notice *v;
	enum rc rc;

	if (after.v == 0)
		after.v = INT64_MAX;
	rc = q_notice_list(c->db, c->actor.id, desk_of(&c->actor), after, &rows);
	if (rc != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n + 1, struct notice);
	for (size_t i = 0; i < rows.n; i++)
		v[i] = (struct notice){ .id = rows.v[i].id,
		    .kind = rows.v[i].kind, .arg = rows.v[i].arg,
		    .link = rows.v[i].link, .at = rows.v[i].at,
		    .read = rows.v[i].read_at.ms != 0 };
	out->v = v;
	out->n = rows.n > NOTICES_PAGE ? NOTICES_PAGE : rows.n;
	out->next = rows.n > NOTICES_PAGE ? v[NOTICES_PAGE - 1].id :
	    (struct notice_id){ 0 };
	return RC_OK;
}

enum rc
notice_read_all(struct ctx *c)
{
	c->housekeeping = true;
	return q_notice_read_all(c->db, c->actor.id, desk_of(&c->actor), c->now);
}

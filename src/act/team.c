/* team: see team.h. Setting up and giving out; the work is team_work.c. */
#include "act/team.h"

#include <inttypes.h>

#include "act/council.h"
#include "act/record.h"

const struct reason WHY_TEAM_INCOMPLETE = { RC_CONFLICT, "team_incomplete" };

enum rc
teams_load(struct ctx *c, struct teams_view *out)
{
	enum rc rc = q_team_list(c->db, c->actor.agency, &out->teams);

	return rc != RC_OK ? rc
	    : q_council_list(c->db, c->actor.agency, &out->councils);
}

enum rc
team_add(struct ctx *c, const struct team_values *in, struct team_id *out)
{
	struct q_council_of council;
	struct q_team_add row;
	enum rc rc;

	if ((rc = q_council_of(c->db, in->council, c->actor.agency, &council)) != RC_OK ||
	    (rc = q_team_add(c->db, in->council, in->name, in->decision_no,
	    in->decision_on, c->now, &row)) != RC_OK)
		return rc;
	*out = row.id;
	return record_add(c, "team.add", "team", row.id.v,
	    "{\"council\":%" PRId64 "}", in->council.v);
}

enum rc
team_end(struct ctx *c, struct team_id id)
{
	struct q_team_of team;
	enum rc rc;

	if ((rc = q_team_of(c->db, id, c->actor.agency, &team)) != RC_OK ||
	    (rc = q_team_end(c->db, id, c->today)) != RC_OK)
		return rc;
	return record_add(c, "team.end", "team", id.v, "{}");
}

enum rc
team_load(struct ctx *c, struct team_id id, struct team_view *out)
{
	enum rc rc;

	if ((rc = q_team_of(c->db, id, c->actor.agency, &out->team)) != RC_OK ||
	    (rc = q_team_seats(c->db, id, &out->seats)) != RC_OK)
		return rc;
	return q_team_people(c->db, c->actor.province_code, &out->people);
}

static bool
has_leader(const struct q_team_seats_rows *seats)
{
	return seats->n > 0 && seats->v[0].role == TEAM_LEADER;
}

enum rc
team_join(struct ctx *c, struct team_id id, struct account_id account, int role,
    struct str office)
{
	struct team_view v;
	bool known = false;
	enum rc rc = team_load(c, id, &v);

	if (rc != RC_OK)
		return rc;
	if ((role != TEAM_LEADER && role != TEAM_MEMBER) ||
	    (role == TEAM_LEADER && has_leader(&v.seats)))
		fault_field(c->fault, S("role"), &WHY_SEAT_ROLE_WRONG, S(""));
	for (size_t i = 0; i < v.people.n; i++)
		known |= v.people.v[i].id.v == account.v;
	if (!known)
		fault_field(c->fault, S("account"), &WHY_NOT_CANDIDATE, S(""));
	for (size_t i = 0; i < v.seats.n; i++)
		if (v.seats.v[i].account.v == account.v)
			fault_field(c->fault, S("account"), &WHY_SEAT_TAKEN,
			    v.seats.v[i].name);
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_team_seat_add(c->db, id, account, role, office)) != RC_OK ||
	    (rc = q_account_role_put(c->db, account, ROLE_TEAM)) != RC_OK)
		return rc;
	return record_add(c, "team.join", "team", id.v,
	    "{\"account\":%" PRId64 ",\"role\":%d}", account.v, role);
}

enum rc
team_leave(struct ctx *c, struct team_id id, struct team_seat_id seat)
{
	struct q_team_of team;
	enum rc rc;

	if ((rc = q_team_of(c->db, id, c->actor.agency, &team)) != RC_OK ||
	    (rc = q_team_seat_end(c->db, seat, id, c->now)) != RC_OK)
		return rc;
	return record_add(c, "team.leave", "team", id.v, "{\"seat\":%" PRId64 "}",
	    seat.v);
}

enum rc
team_assign(struct ctx *c, struct dossier_id id, struct team_id team,
    struct day due_on)
{
	struct q_team_task_add row;
	struct team_view v;
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_ASSIGN_TEAM, &d, &next)) != RC_OK ||
	    (rc = team_load(c, team, &v)) != RC_OK)
		return rc;
	if (!has_leader(&v.seats) || v.team.until_on.n != 0)
		return FAIL(c, WHY_TEAM_INCOMPLETE, "%.*s", STR_ARG(v.team.name));
	if ((rc = q_team_task_add(c->db, team, id, due_on, c->now, &row)) != RC_OK ||
	    (rc = q_dossier_set_state(c->db, id, next, due_on,
	    (struct str){ NULL, 0 })) != RC_OK)
		return rc;
	for (size_t i = 0; i < v.seats.n; i++)
		if ((rc = notice_to_account(c, v.seats.v[i].account, "team_assigned",
		    d.product_name, str_printf(c->mem, "/to-tu-van/%" PRId64,
		    row.id.v))) != RC_OK)
			return rc;
	return record_add(c, "dossier.team_assigned", "dossier", id.v,
	    "{\"team\":%" PRId64 ",\"task\":%" PRId64 "}", team.v, row.id.v);
}

enum rc
team_terms(struct ctx *c, struct team_task_id id, const struct criteria_set *set,
    const struct team_term **out, size_t *n)
{
	const struct precondition *all;
	struct q_team_conditions_rows rows = { 0 };
	struct team_term *v;
	enum rc rc;

	*n = set_preconditions(set, c->mem, &all);
	*out = v = ARENA_ARRAY(c->mem, *n + 1, struct team_term);
	/* most sets have none: nothing is asked then */
	if (*n > 0 && (rc = q_team_conditions(c->db, id, &rows)) != RC_OK)
		return rc;
	for (size_t i = 0; i < *n; i++) {
		v[i] = (struct team_term){ .p = all[i] };
		for (size_t k = 0; k < rows.n; k++)
			if (str_eq(rows.v[k].code, all[i].note->code))
				v[i] = (struct team_term){ all[i], true,
					rows.v[k].holds, rows.v[k].reason,
					rows.v[k].name, rows.v[k].office };
	}
	return RC_OK;
}

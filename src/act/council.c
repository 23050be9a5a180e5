/*
 * council: see council.h. Rounds, councils, seats. Sessions and agendas are in
 * meeting.c.
 */
#include "act/council.h"

#include "act/bylaw.h"
#include "act/reasons.h"
#include "act/record.h"
#include "core/dossier.h"
#include "core/law.h"
#include "core/rounds.h"

const struct reason WHY_ROUND_THERE = { RC_CONFLICT, "round_there" };
const struct reason WHY_PLAN_MISSING = { RC_INVALID, "plan_missing" };
const struct reason WHY_DATES_WRONG = { RC_INVALID, "dates_wrong" };
const struct reason WHY_ROUND_NUMBER = { RC_INVALID, "round_number" };
const struct reason WHY_ROUND_YEAR = { RC_INVALID, "round_year" };
const struct reason WHY_MINIMUMS_WRONG = { RC_INVALID, "minimums_wrong" };
const struct reason WHY_SEAT_TAKEN = { RC_CONFLICT, "seat_taken" };
const struct reason WHY_SEAT_ROLE_WRONG = { RC_INVALID, "seat_role_wrong" };
const struct reason WHY_NOT_CANDIDATE = { RC_INVALID, "not_candidate" };
const struct reason WHY_STANDS_WRONG = { RC_INVALID, "stands_wrong" };
const struct reason WHY_SINCE_WRONG = { RC_INVALID, "since_wrong" };

#define SINCE_AHEAD_DAYS 366 /* a first day further away is a slip of the pen */

/* The dates of a fixed round come from the pack; those of an extra round from
 * its plan, without which it may not be held (QĐ 26/2026 Đ5.1; Đ5.2 for the
 * Ministry's). */
static enum rc
round_days(struct ctx *c, const struct pack *pack,
    const struct round_form_values *in, struct day *proposed, struct day *held)
{
	struct round_dates law;

	if (round_dates(pack, (enum unit_level)c->actor.agency_level, in->year, in->number,
	    &law)) {
		*proposed = law.proposed_before;
		*held = law.held_before;
		return RC_OK;
	}
	*proposed = in->proposed_before;
	*held = in->held_before;
	if (in->plan.n == 0)
		fault_field(c->fault, S("plan"), &WHY_PLAN_MISSING, S(""));
	if (proposed->n == 0 || held->n <= proposed->n)
		fault_field(c->fault, S("held_before"), &WHY_DATES_WRONG, S(""));
	return fault_rc(c->fault);
}

enum rc
round_add(struct ctx *c, const struct round_form_values *in, struct round_id *out)
{
	const struct pack *pack = law_pack_on(c->law, c->today);
	const struct date today = day_date(c->today);
	struct q_round_list_rows there;
	struct q_round_add row;
	struct day proposed, held;
	enum rc rc;

	REQUIRE(pack != NULL);
	if (in->number < 1)
		fault_field(c->fault, S("number"), &WHY_ROUND_NUMBER, S(""));
	if (in->year < today.year - 1 || in->year > today.year + 1)
		fault_field(c->fault, S("year"), &WHY_ROUND_YEAR,
		    str_printf(c->mem, "%d", today.year));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = round_days(c, pack, in, &proposed, &held)) != RC_OK ||
	    (rc = q_round_list(c->db, c->actor.agency, c->actor.id, &there)) != RC_OK)
		return rc;
	for (size_t i = 0; i < there.n; i++)
		if (there.v[i].year == in->year && there.v[i].number == in->number)
			return FAIL(c, WHY_ROUND_THERE, "%d/%d", in->number,
			    in->year);
	rc = q_round_add(c->db, &(struct q_round_add_in){
	    .agency = c->actor.agency, .pack = pack->code, .year = in->year,
	    .number = in->number,
	    .name = str_printf(c->mem, "Đợt %d năm %d", in->number, in->year),
	    .proposed_before_on = proposed, .held_before_on = held,
	    .extra_plan = in->plan.n == 0 ? (struct str){ NULL, 0 } : in->plan,
	    .at = c->now }, &row);
	if (rc != RC_OK)
		return rc;
	*out = row.id;
	return record_add(c, "round.open", "round", row.id.v,
	    "{\"year\":%d,\"number\":%d}", in->year, in->number);
}

enum rc
round_list(struct ctx *c, struct q_round_list_rows *out)
{
	return q_round_list(c->db, c->actor.agency, c->actor.id, out);
}

/* The rules that are asked when a council is set up; the page of its bylaw has
 * the others. */
static enum rc
council_rules(struct ctx *c, const struct council_values *in, struct bylaw *b)
{
	static const char *const judges[] = { [JUDGE_FINDINGS] = "findings",
		[JUDGE_ALL] = "all", [JUDGE_MAJORITY] = "majority" };
	int judge = JUDGE_MAJORITY; /* 0: none of them */

	*b = bylaw_default();
	while (judge > 0 && !str_eq(in->minimums, str_c(judges[judge])))
		judge--;
	if (!bylaw_put(b, BYLAW_MINIMUMS, judge))
		fault_field(c->fault, S("minimums"), &WHY_MINIMUMS_WRONG, S(""));
	if (!bylaw_put(b, BYLAW_QUORUM_NUM, in->quorum_num) ||
	    !bylaw_put(b, BYLAW_QUORUM_DEN, in->quorum_den) || !bylaw_fits(b))
		fault_field(c->fault, S("quorum_num"), &WHY_QUORUM_WRONG, S(""));
	if (!bylaw_put(b, BYLAW_SPREAD_MAX, in->spread_max.has ?
	    in->spread_max.v : -1))
		fault_field(c->fault, S("spread_max"), &WHY_BYLAW_VALUE, S("0–100"));
	return fault_rc(c->fault);
}

enum rc
council_add(struct ctx *c, const struct council_values *in, struct council_id *out)
{
	const struct bylaw silent = bylaw_default();
	struct bylaw bylaw;
	struct q_council_add row;
	enum rc rc;

	if ((rc = council_rules(c, in, &bylaw)) != RC_OK)
		return rc;
	rc = q_council_add(c->db, &(struct q_council_add_in){
	    .agency = c->actor.agency, .name = in->name,
	    .decision_no = in->decision_no, .decision_on = in->decision_on,
	    .bylaw_no = in->bylaw_no, .bylaw_on = in->bylaw_on, .at = c->now }, &row);
	if (rc != RC_OK ||
	    (rc = bylaw_write(c, row.id, &silent, &bylaw)) != RC_OK)
		return rc;
	*out = row.id;
	return record_add(c, "council.add", "council", row.id.v,
	    "{\"quorum\":\"%d/%d\",\"minimums\":\"%.*s\"}", in->quorum_num,
	    in->quorum_den, STR_ARG(in->minimums));
}

enum rc
council_list(struct ctx *c, struct q_council_list_rows *out)
{
	return q_council_list(c->db, c->actor.agency, out);
}

enum rc
council_load(struct ctx *c, struct council_id id, struct council_view *out)
{
	enum rc rc;

	*out = (struct council_view){ 0 };
	if ((rc = q_council_of(c->db, id, c->actor.agency, &out->council)) != RC_OK ||
	    (rc = bylaw_load(c, id, &out->bylaw)) != RC_OK ||
	    (rc = q_seat_list(c->db, id, &out->seats)) != RC_OK ||
	    (rc = q_seat_candidates(c->db, c->actor.province_code,
	    &out->candidates)) != RC_OK)
		return rc;
	for (size_t i = 0; i < out->seats.n; i++) {
		const struct q_seat_list *s = &out->seats.v[i];

		out->votes += s->votes;
		out->has_chair |= s->role == SEAT_CHAIR;
		out->has_secretary |= s->role == SEAT_SECRETARY;
	}
	return RC_OK;
}

static bool
seat_candidate(const struct council_view *v, struct account_id account)
{
	for (size_t i = 0; i < v->candidates.n; i++)
		if (v->candidates.v[i].id.v == account.v)
			return true;
	return false;
}

static const struct q_seat_list *
seat_find(const struct council_view *v, struct seat_id id)
{
	for (size_t i = 0; i < v->seats.n; i++)
		if (v->seats.v[i].id.v == id.v)
			return &v->seats.v[i];
	return NULL;
}

/* An alternate stands for a seat of the same kind that is itself none: for the
 * secretary one who never scores, for the others a member or an expert. */
static bool
stands_right(const struct council_view *v, const struct seat_values *in)
{
	const struct q_seat_list *of = seat_find(v, in->stands_for);

	if (in->stands_for.v == 0)
		return true;
	if (of == NULL || of->stands_for.v != 0)
		return false;
	if (of->role == SEAT_SECRETARY || in->role == SEAT_SECRETARY)
		return of->role == in->role;
	return of->votes && (in->role == SEAT_MEMBER ||
	    (in->role == SEAT_EXPERT && in->votes));
}

/* Whether the role can be given: one chair, one secretary beside those who stand
 * in for them, nobody twice. */
static enum rc
seat_check(struct ctx *c, const struct council_view *v,
    const struct seat_values *in)
{
	const bool first = in->stands_for.v == 0;

	if (in->role < SEAT_CHAIR || in->role > SEAT_EXPERT ||
	    (in->role == SEAT_CHAIR && v->has_chair) ||
	    (in->role == SEAT_SECRETARY && v->has_secretary && first))
		fault_field(c->fault, S("role"), &WHY_SEAT_ROLE_WRONG, S(""));
	if (!stands_right(v, in))
		fault_field(c->fault, S("stands_for"), &WHY_STANDS_WRONG, S(""));
	if (in->since.n > c->today.n + SINCE_AHEAD_DAYS)
		fault_field(c->fault, S("since"), &WHY_SINCE_WRONG,
		    day_text(c->mem, c->today));
	if (!seat_candidate(v, in->account))
		fault_field(c->fault, S("account"), &WHY_NOT_CANDIDATE, S(""));
	for (size_t i = 0; i < v->seats.n; i++)
		if (v->seats.v[i].account.v == in->account.v)
			fault_field(c->fault, S("account"), &WHY_SEAT_TAKEN,
			    v->seats.v[i].name);
	return fault_rc(c->fault);
}

enum rc
seat_give(struct ctx *c, struct council_id council, const struct seat_values *in)
{
	struct council_view v;
	struct q_seat_count had;
	struct q_seat_add row;
	bool votes = in->role == SEAT_EXPERT ? in->votes
	    : in->role != SEAT_SECRETARY;
	struct day since = in->since.n == 0 ? c->today : in->since;
	enum rc rc;

	if ((rc = council_load(c, council, &v)) != RC_OK ||
	    (rc = seat_check(c, &v, in)) != RC_OK ||
	    (rc = q_seat_count(c->db, council, &had)) != RC_OK)
		return rc;
	rc = q_seat_add(c->db, &(struct q_seat_add_in){ .council = council,
	    .code = str_printf(c->mem, "m%d", (int)had.n + 1),
	    .account = in->account, .role = in->role, .office = in->office,
	    .votes = votes, .stands_for = in->stands_for,
	    .since_at = moment_of(since, 0, 0) }, &row);
	if (rc != RC_OK ||
	    (rc = q_account_role_put(c->db, in->account, ROLE_COUNCIL)) != RC_OK ||
	    (rc = q_stake_carry(c->db, council, c->now)) != RC_OK)
		return rc;
	return record_add(c, "seat.give", "council", council.v,
	    "{\"seat\":\"m%d\",\"role\":%d,\"votes\":%s,\"stands_for\":%lld,"
	    "\"since\":\"%.*s\"}", (int)had.n + 1, in->role, votes ? "true" : "false",
	    (long long)in->stands_for.v, STR_ARG(day_iso(c->mem, since)));
}

enum rc
seat_take(struct ctx *c, struct council_id council, struct seat_id seat)
{
	struct q_council_of of;
	enum rc rc;

	if ((rc = q_council_of(c->db, council, c->actor.agency, &of)) != RC_OK ||
	    (rc = q_seat_end(c->db, seat, council, c->now)) != RC_OK)
		return rc;
	return record_add(c, "seat.take", "council", council.v, "{\"seat\":%lld}",
	    (long long)seat.v);
}

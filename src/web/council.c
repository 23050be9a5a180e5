/*
 * council: pages of the provincial agency that prepare an evaluation: rounds,
 * councils, sessions, agendas. Handlers only read, call an act, and answer.
 */
#include "web/council.h"

#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

enum rc
round_index(struct visit *v)
{
	struct rounds_page p = { .today = v->ctx.today };
	enum rc rc = round_list(&v->ctx, &p.rounds);

	if (rc != RC_OK)
		return rc;
	p.pack = law_pack_on(v->ctx.law, v->ctx.today);
	p.year = day_date(v->ctx.today).year;
	html_round_index(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
round_add_post(struct visit *v)
{
	const struct round_form *f = FORM_OF(v, round);
	struct round_id id;
	enum rc rc = round_add(&v->ctx, &(struct round_form_values){
	    .year = (int)f->year.v, .number = (int)f->round_number.v,
	    .plan = f->plan, .proposed_before = f->proposed_before,
	    .held_before = f->held_before }, &id);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_round_added);
	return visit_go(v, "/tinh/dot");
}

enum rc
council_index(struct visit *v)
{
	struct councils_page p;
	enum rc rc = council_list(&v->ctx, &p.councils);

	if (rc == RC_OK)
		html_council_index(visit_page(v), v, &p);
	return rc;
}

enum rc
council_add_post(struct visit *v)
{
	const struct council_form *f = FORM_OF(v, council);
	struct council_id id;
	enum rc rc = council_add(&v->ctx, &(struct council_values){
	    .name = f->council_name, .decision_no = f->decision_no,
	    .decision_on = f->decision_on, .bylaw_no = f->bylaw_no, .bylaw_on = f->bylaw_on,
	    .quorum_num = (int)f->quorum_num.v,
	    .quorum_den = (int)f->quorum_den.v,
	    .spread_max = { f->spread_max.v, f->spread_max.has },
	    .minimums = f->minimums }, &id);

	if (rc != RC_OK)
		return rc;
	return visit_go(v, "/tinh/hoi-dong/%", id.v);
}

struct str
seat_code_of(const struct q_seat_list_rows *seats, struct seat_id id)
{
	for (size_t i = 0; i < seats->n; i++)
		if (seats->v[i].id.v == id.v)
			return seats->v[i].code;
	return S("");
}

static struct str
number_text(struct visit *v, int64_t n)
{
	return str_printf(v->ctx.mem, "%lld", (long long)n);
}

/* What the form of a seat offers: people, roles, whom one may stand for. */
static void
seat_options(struct visit *v, struct council_page *p)
{
	static const enum seat_role order[] = { SEAT_MEMBER, SEAT_CHAIR, SEAT_VICE,
		SEAT_SECRETARY, SEAT_EXPERT };
	const size_t n_roles = sizeof(order) / sizeof(order[0]);
	const struct q_seat_candidates_rows *who = &p->v.candidates;
	const struct q_seat_list_rows *seats = &p->v.seats;
	struct field_option *all = ARENA_ARRAY(v->ctx.mem, who->n + 1,
	    struct field_option);
	struct field_option *roles = ARENA_ARRAY(v->ctx.mem, n_roles,
	    struct field_option);
	struct field_option *stands = ARENA_ARRAY(v->ctx.mem, seats->n + 1,
	    struct field_option);
	size_t n = 1;

	for (size_t i = 0; i < who->n; i++)
		all[i] = (struct field_option){ .value = number_text(v, who->v[i].id.v),
		    .text = who->v[i].agency.n == 0 ? who->v[i].name :
		    str_printf(v->ctx.mem, "%.*s (%.*s)", STR_ARG(who->v[i].name),
		    STR_ARG(who->v[i].agency)) };
	for (size_t i = 0; i < n_roles; i++)
		roles[i] = (struct field_option){ .value = number_text(v, order[i]),
		    .label = seat_role_text(order[i]) };
	stands[0] = (struct field_option){ .value = S("0"),
	    .label = T_council_stands_none, .chosen = true };
	for (size_t i = 0; i < seats->n; i++)
		if (seats->v[i].stands_for.v == 0 && (seats->v[i].votes ||
		    seats->v[i].role == SEAT_SECRETARY))
			stands[n++] = (struct field_option){
			    .value = number_text(v, seats->v[i].id.v),
			    .text = str_printf(v->ctx.mem, "%.*s %.*s",
			    STR_ARG(seats->v[i].code), STR_ARG(seats->v[i].name)) };
	p->accounts = (struct field_options){ all, who->n };
	p->roles = (struct field_options){ roles, n_roles };
	p->stands = (struct field_options){ stands, n };
}

enum rc
council_show(struct visit *v)
{
	struct council_page p;
	enum rc rc = council_load(&v->ctx, (struct council_id){ v->id[0] }, &p.v);

	if (rc != RC_OK)
		return rc;
	seat_options(v, &p);
	p.complete = p.v.has_chair && p.v.has_secretary && p.v.votes > 0;
	html_council_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
seat_give_post(struct visit *v)
{
	const struct seat_form *f = FORM_OF(v, seat);
	enum rc rc = seat_give(&v->ctx, (struct council_id){ v->id[0] },
	    &(struct seat_values){ .account = { f->account },
	    .role = (int)f->role.v, .office = f->office, .votes = f->votes,
	    .stands_for = { f->stands_for.has ? f->stands_for.v : 0 },
	    .since = f->since });

	return rc == RC_OK ? visit_go(v, "/tinh/hoi-dong/%", v->id[0]) : rc;
}

enum rc
seat_take_post(struct visit *v)
{
	const struct seat_take_form *f = FORM_OF(v, seat_take);
	enum rc rc = seat_take(&v->ctx, (struct council_id){ v->id[0] },
	    (struct seat_id){ f->seat });

	return rc == RC_OK ? visit_go(v, "/tinh/hoi-dong/%", v->id[0]) : rc;
}

enum rc
meeting_index(struct visit *v)
{
	struct meetings_page p;
	enum rc rc;

	if ((rc = meeting_list(&v->ctx, &p.meetings)) != RC_OK ||
	    (rc = round_list(&v->ctx, &p.rounds)) != RC_OK ||
	    (rc = council_list(&v->ctx, &p.councils)) != RC_OK)
		return rc;
	html_meeting_index(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
meeting_add_post(struct visit *v)
{
	const struct meeting_form *f = FORM_OF(v, meeting);
	struct meeting_id id;
	enum rc rc = meeting_add(&v->ctx, &(struct meeting_values){
	    .round = { f->round }, .council = { f->council }, .name = f->meeting_name,
	    .place = f->place, .day = f->day, .hour = (int)f->hour.v,
	    .minute = (int)f->minute.v, .late_why = f->late_meeting }, &id);

	return rc == RC_OK ? visit_go(v, "/tinh/phien/%", id.v) : rc;
}

struct str
round_clause_of(const struct visit *v, int64_t number)
{
	const struct pack *p = law_pack_on(v->ctx.law, v->ctx.today);
	const bool ministry = v->ctx.actor.agency_level == LEVEL_MINISTRY;

	for (size_t i = 0; p != NULL && i < p->n_rounds; i++)
		if (p->rounds[i].number == number &&
		    p->rounds[i].of_ministry == ministry)
			return p->rounds[i].clause;
	return ministry ? S("QĐ 26/2026 Đ5.2") : S("QĐ 26/2026 Đ5.1");
}

bool
agenda_ticked(const struct visit *v, int64_t dossier)
{
	int64_t n;

	if (!v->again)
		return true;
	for (size_t i = 0; i < v->raw.n; i++)
		if (str_eq(v->raw.v[i].name, S("dossier")) &&
		    str_int(v->raw.v[i].value, &n) && n == dossier)
			return true;
	return false;
}

/* Which candidates were proposed too late for the round of the session (Đ5). */
static void
lateness_fill(struct visit *v, struct agenda_page *p)
{
	const struct q_meeting_of *m = &p->v.meeting;
	struct day *on = ARENA_ARRAY(v->ctx.mem, p->v.candidates.n + 1, struct day);
	bool *late = ARENA_ARRAY(v->ctx.mem, p->v.candidates.n + 1, bool);

	for (size_t i = 0; i < p->v.candidates.n; i++) {
		const struct q_agenda_candidates *d = &p->v.candidates.v[i];

		on[i] = agenda_proposed_on((enum unit_level)v->ctx.actor.agency_level,
		    d->forwarded_at, d->sent_up_on);
		late[i] = m->number != 0 && str_eq(d->pack, m->pack) &&
		    round_is_late(on[i], m->proposed_before_on);
		p->any_late |= late[i];
	}
	p->proposed = on;
	p->late = late;
}

enum rc
agenda_show(struct visit *v)
{
	struct agenda_page p = { .any_late = false };
	struct str *names, *sets;
	enum rc rc = agenda_load(&v->ctx, (struct meeting_id){ v->id[0] }, &p.v);

	if (rc != RC_OK)
		return rc;
	names = ARENA_ARRAY(v->ctx.mem, p.v.candidates.n + 1, struct str);
	sets = ARENA_ARRAY(v->ctx.mem, p.v.items.n + 1, struct str);
	for (size_t i = 0; i < p.v.candidates.n; i++)
		names[i] = visit_set_name(v, p.v.candidates.v[i].set_code);
	p.has_kit = false;
	for (size_t i = 0; i < p.v.items.n; i++) {
		sets[i] = visit_set_name(v, p.v.items.v[i].set_code);
		p.has_kit |= v->ctx.log != NULL && p.v.items.v[i].state == AGENDA_CONCLUDED;
	}
	p.set_names = names;
	p.item_sets = sets;
	lateness_fill(v, &p);
	html_agenda_show(visit_page(v), &p);
	return RC_OK;
}

enum rc
agenda_put_post(struct visit *v)
{
	const struct agenda_put_form *f = FORM_OF(v, agenda_put);
	struct dossier_id *ids = ARENA_ARRAY(v->ctx.mem, f->dossier.n + 1,
	    struct dossier_id);
	enum rc rc;

	for (size_t i = 0; i < f->dossier.n; i++)
		if (!str_int(f->dossier.v[i], &ids[i].v))
			return FAIL(&v->ctx, WHY_ABSENT, "%s", "dossier");
	rc = agenda_put(&v->ctx, (struct meeting_id){ v->id[0] }, ids,
	    f->dossier.n, f->late_agenda);
	return rc == RC_OK ? visit_go(v, "/tinh/phien/%", v->id[0]) : rc;
}

enum rc
agenda_take_off_post(struct visit *v)
{
	const struct agenda_take_off_form *f = FORM_OF(v, agenda_take_off);
	enum rc rc = agenda_take_off(&v->ctx, (struct meeting_id){ v->id[0] },
	    (struct agenda_id){ f->item });

	return rc == RC_OK ? visit_go(v, "/tinh/phien/%", v->id[0]) : rc;
}

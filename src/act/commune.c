/*
 * commune: see commune.h.
 */
#include "act/commune.h"

#include <inttypes.h>

#include "act/calendar.h"
#include "act/manifest.h"
#include "act/paper_text.h"
#include "act/reasons.h"
#include "act/record.h"
#include "core/codes.h"
#include "core/rounds.h"
#include "q.h"

const struct reason WHY_CHECK_UNFINISHED = { RC_INVALID, "check_unfinished" };
const struct reason WHY_REQUIRED_MISSING = { RC_INVALID, "required_missing" };
const struct reason WHY_ASSESS_UNFINISHED = { RC_INVALID, "assess_unfinished" };
const struct reason WHY_LATE_FORWARD = { RC_INVALID, "late_forward" };
const struct reason WHY_REQUEST_ON_AHEAD = { RC_INVALID, "request_on_ahead" };

/* ---- the list -------------------------------------------------------------------- */

/* Which states lie on which pile. */
static const struct {
	enum dossier_state from, to;
} piles[PILE__COUNT] = {
	[PILE_NEW]      = { ST_SUBMITTED,     ST_SUBMITTED },
	[PILE_CHECK]    = { ST_COMMUNE_CHECK, ST_COMMUNE_CHECK },
	[PILE_ASKED]    = { ST_COMMUNE_ASKED, ST_COMMUNE_ASKED },
	[PILE_DONE]     = { ST_FORWARDED,     ST_RESULT_APPROVED }, /* and LATER_… */
	[PILE_RETURNED] = { ST_RETURNED,      ST_RETURNED },
};

/* States behind the commune that came later into the enum. */
#define LATER_FROM ST_SENT_BACK
#define LATER_TO ST_ASSESSED

static enum rc
commune_count(struct ctx *c, struct commune_inbox *out)
{
	struct q_commune_counts_rows rows;
	enum rc rc;
	size_t i, p;

	if ((rc = q_commune_counts(c->db, c->actor.agency, c->actor.id, &rows)) != RC_OK)
		return rc;
	for (i = 0; i < rows.n; i++)
		for (p = 0; p < PILE__COUNT; p++)
			if ((rows.v[i].state >= piles[p].from &&
			    rows.v[i].state <= piles[p].to) || (p == PILE_DONE &&
			    rows.v[i].state >= LATER_FROM &&
			    rows.v[i].state <= LATER_TO))
				out->counts[p] += rows.v[i].n;
	return RC_OK;
}

enum rc
commune_inbox(struct ctx *c, enum commune_pile pile, struct commune_inbox *out)
{
	struct q_commune_inbox_rows rows;
	struct day_exceptions calendar;
	struct commune_row *v;
	enum rc rc;
	size_t i;

	*out = (struct commune_inbox){ .pile = pile };
	if ((rc = commune_count(c, out)) != RC_OK)
		return rc;
	if ((rc = calendar_load(c, &calendar)) != RC_OK)
		return rc;
	rc = q_commune_inbox(c->db, &(struct q_commune_inbox_in){
	    .commune = c->actor.agency, .from_state = piles[pile].from,
	    .to_state = piles[pile].to,
	    .also_from = pile == PILE_DONE ? LATER_FROM : 0,
	    .also_to = pile == PILE_DONE ? LATER_TO : 0,
	    .account = c->actor.id }, &rows);
	if (rc != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n, struct commune_row);
	for (i = 0; i < rows.n; i++)
		v[i] = (struct commune_row){
			.id = rows.v[i].id,
			.state = (enum dossier_state)rows.v[i].state,
			.slip_no = rows.v[i].slip_no,
			.product_name = rows.v[i].product_name,
			.product_code = rows.v[i].product_code,
			.subject_name = rows.v[i].subject_name,
			.submitted_at = rows.v[i].submitted_at,
			.due_on = rows.v[i].due_on,
			.days_left = calendar_left(&calendar, c->today, rows.v[i].due_on),
			.calendar_left = rows.v[i].due_on.n - c->today.n,
		};
	out->v = v;
	out->n = rows.n;
	return RC_OK;
}

/* ---- one desk --------------------------------------------------------------------- */

enum rc
commune_desk_load(struct ctx *c, struct dossier_id id, struct commune_desk *out)
{
	struct day_exceptions calendar;
	struct round_dates round;
	enum rc rc;

	*out = (struct commune_desk){ 0 };
	if ((rc = dossier_load(c, id, &out->d)) != RC_OK)
		return rc;
	if (c->actor.agency.v != out->d.commune.v)
		return FAIL(c, WHY_ABSENT, "dossier %" PRId64, id.v);
	rc = component_load(c, &out->d, LEVEL_COMMUNE, &out->check);
	if (rc != RC_OK)
		return rc;
	if ((rc = supplement_list(c, &out->d, &out->supplements)) != RC_OK)
		return rc;
	if ((rc = paper_text_assessed(c, &out->d, &out->n_assessed)) != RC_OK)
		return rc;
	if ((rc = calendar_load(c, &calendar)) != RC_OK)
		return rc;
	out->days_left = calendar_left(&calendar, c->today, out->d.due_on);
	if (round_for(out->d.pack, LEVEL_PROVINCE, c->today, &round)) {
		out->forward_before = round.proposed_before;
		out->round = round.number;
	}
	out->may_forward = DOSSIER_MAY(&out->d, DO_FORWARD) &&
	    out->check.n_judged == out->check.n_needed &&
	    out->check.n_bad == 0 && out->n_assessed == PAPER_ASSESSMENTS;
	return RC_OK;
}

/* ---- the road ----------------------------------------------------------------------- */

enum rc
commune_receive(struct ctx *c, struct dossier_id id)
{
	struct dossier d;
	struct day_exceptions calendar;
	enum dossier_state next;
	struct str slip;
	struct day due;
	int64_t n;
	enum rc rc;
	const int year = day_date(c->today).year;

	if ((rc = dossier_begin(c, id, DO_RECEIVE, &d, &next)) != RC_OK)
		return rc;
	if ((rc = calendar_load(c, &calendar)) != RC_OK)
		return rc;
	/* Đ7.2: 15 working days from receipt; rules of before knew no number, and
	 * have a last day since they were replaced (Đ12.2) */
	due = d.transition.until;
	if (d.pack->commune_working_days > 0)
		due = working_days_after(&calendar, c->today,
		    d.pack->commune_working_days);
	slip = d.slip_no;
	/* One slip, one number: a dossier that comes again keeps its own. */
	if (slip.n == 0) {
		if ((rc = series_next(c, d.commune, "slip", year, &n)) != RC_OK)
			return rc;
		slip = slip_number(c->mem, d.pack, &(struct code_values){
		    .province = d.province_code, .commune = d.commune_code,
		    .number = n, .year = year });
	}
	if ((rc = q_dossier_set_received(c->db, id, next, slip, due, c->now)) != RC_OK)
		return rc;
	rc = notice_to_subject(c, d.subject, "dossier_received",
	    str_printf(c->mem, "%.*s – %.*s", STR_ARG(d.product_name),
	    STR_ARG(slip)), dossier_link(c, id));
	if (rc != RC_OK)
		return rc;
	return record_add(c, "dossier.received", "dossier", id.v,
	    "{\"slip\":\"%.*s\",\"due\":\"%.*s\"}", STR_ARG(slip),
	    STR_ARG(due.n == 0 ? S("") : day_iso(c->mem, due)));
}

enum rc
commune_return(struct ctx *c, struct dossier_id id, struct str why)
{
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_RETURN, &d, &next)) != RC_OK)
		return rc;
	if (why.n == 0) {
		fault_field(c->fault, S("why"), &WHY_NO_SENTENCE, S(""));
		return RC_INVALID;
	}
	rc = q_dossier_set_state(c->db, id, next, (struct day){ 0 }, why);
	if (rc != RC_OK)
		return rc;
	rc = notice_to_subject(c, d.subject, "dossier_returned", d.product_name,
	    dossier_link(c, id));
	if (rc != RC_OK)
		return rc;
	return record_add(c, "dossier.returned", "dossier", id.v, "{}");
}

/* What still keeps it at the commune; the detail counts. */
static enum rc
commune_check_forward(struct ctx *c, const struct dossier *d)
{
	struct component_check check;
	int assessed;
	enum rc rc;

	if ((rc = component_load(c, d, LEVEL_COMMUNE, &check)) != RC_OK)
		return rc;
	if (check.n_judged < check.n_needed)
		return FAIL(c, WHY_CHECK_UNFINISHED, "%zu", check.n_needed - check.n_judged);
	if (check.n_bad > 0)
		return FAIL(c, WHY_REQUIRED_MISSING, "%zu", check.n_bad);
	if ((rc = paper_text_assessed(c, d, &assessed)) != RC_OK)
		return rc;
	if (assessed < PAPER_ASSESSMENTS)
		return FAIL(c, WHY_ASSESS_UNFINISHED, "%d", PAPER_ASSESSMENTS - assessed);
	return RC_OK;
}

/* T-X-STT-year (Phụ lục II): the commune keeps STT. A product keeps its code. */
static enum rc
commune_number_product(struct ctx *c, const struct dossier *d)
{
	const int year = day_date(c->today).year;
	struct str code;
	int64_t n;
	enum rc rc;

	if (d->product_code.n > 0)
		return RC_OK;
	if ((rc = series_next(c, d->commune, "product", year, &n)) != RC_OK)
		return rc;
	code = product_code(c->mem, d->pack, &(struct code_values){
	    .province = d->province_code, .commune = d->commune_code,
	    .number = n, .year = year });
	if ((rc = q_product_set_code(c->db, d->product, code)) != RC_OK)
		return rc;
	return record_add(c, "product.numbered", "product", d->product.v,
	    "{\"code\":\"%.*s\"}", STR_ARG(code));
}

bool
commune_is_late(const struct ctx *c, const struct dossier *d)
{
	return d->due_on.n != 0 && c->today.n > d->due_on.n;
}

static enum rc
letter_check(struct ctx *c, const struct dossier *d,
    const struct request_letter *letter)
{
	if (letter->no.n == 0)
		fault_field(c->fault, S("request_no"), &WHY_NO_REQUEST_NO, S(""));
	if (letter->on.n == 0 || letter->on.n > c->today.n)
		fault_field(c->fault, S("request_on"), &WHY_REQUEST_ON_AHEAD,
		    day_text(c->mem, c->today));
	if (commune_is_late(c, d) && letter->late_why.n == 0)
		fault_field(c->fault, S("late_forward"), &WHY_LATE_FORWARD,
		    day_text(c->mem, d->due_on));
	return fault_rc(c->fault);
}

enum rc
commune_forward(struct ctx *c, struct dossier_id id,
    const struct request_letter *letter)
{
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_FORWARD, &d, &next)) != RC_OK ||
	    (rc = commune_check_forward(c, &d)) != RC_OK ||
	    (rc = letter_check(c, &d, letter)) != RC_OK ||
	    (rc = commune_number_product(c, &d)) != RC_OK ||
	    (rc = q_dossier_set_forwarded(c->db, &(struct q_dossier_set_forwarded_in){
	    .id = id, .state = next, .request_no = letter->no,
	    .request_on = letter->on, .now = c->now,
	    .late_why = commune_is_late(c, &d) ? letter->late_why
	        : (struct str){ NULL, 0 } })) != RC_OK ||
	    (rc = notice_to_agency(c, d.province, "dossier_forwarded",
	    d.product_name, dossier_link(c, id))) != RC_OK ||
	    (rc = notice_to_subject(c, d.subject, "dossier_forwarded",
	    d.product_name, dossier_link(c, id))) != RC_OK)
		return rc;
	rc = record_add(c, "dossier.forwarded", "dossier", id.v,
	    "{\"request_on\":\"%.*s\",\"late\":%s}",
	    STR_ARG(day_iso(c->mem, letter->on)),
	    commune_is_late(c, &d) ? "true" : "false");
	return rc == RC_OK ? report_part(c, id) : rc;
}

/* complaint: see complaint.h. */
#include "act/complaint.h"

#include <inttypes.h>

#include "act/calendar.h"
#include "act/dossier.h"
#include "act/record.h"
#include "act/register.h"

const struct reason WHY_COMPLAINT_OPEN = { RC_CONFLICT, "complaint_open" };
const struct reason WHY_COMPLAINT_EARLY = { RC_CONFLICT, "complaint_early" };
const struct reason WHY_COMPLAINT_LATE = { RC_CONFLICT, "complaint_late" };
const struct reason WHY_COMPLAINT_KIND = { RC_INVALID, "complaint_kind" };
const struct reason WHY_COMPLAINT_DAY = { RC_INVALID, "complaint_day" };
const struct reason WHY_COMPLAINT_DONE = { RC_CONFLICT, "complaint_done" };
const struct reason WHY_COMPLAINT_WORDS = { RC_INVALID, "complaint_words" };
const struct reason WHY_FILE_HELD = { RC_CONFLICT, "file_held" };

/* The last day of a clock of today's pack. */
static enum rc
clock_day(struct ctx *c, const char *code, struct day event, struct deadline *out)
{
	const struct clock_rule *clock = pack_clock(law_pack_on(c->law, c->today),
	    code);
	struct day_exceptions days;
	enum rc rc = calendar_load(c, &days);

	if (rc != RC_OK)
		return rc;
	if (clock == NULL)
		return FAIL(c, WHY_BROKEN, "the pack has no clock %s", code);
	*out = deadline_of(clock, &days, event, c->today);
	return RC_OK;
}

/* ---- receiving ------------------------------------------------------------------ */

static enum rc
complaint_put(struct ctx *c, struct q_complaint_add_in *in,
    struct complaint_id *out)
{
	const int year = day_date(c->today).year;
	struct q_complaint_add row;
	struct deadline accept;
	int64_t n;
	enum rc rc;

	if ((rc = clock_day(c, "complaint_accept", in->received_on, &accept)) != RC_OK ||
	    (rc = series_next(c, in->agency, "complaint", year, &n)) != RC_OK)
		return rc;
	in->accept_by_on = accept.on;
	in->number = str_printf(c->mem, "%" PRId64 "/KN-%d", n, year);
	in->account = c->actor.id;
	in->at = c->now;
	if ((rc = q_complaint_add(c->db, in, &row)) != RC_OK)
		return rc;
	*out = row.id;
	return record_add(c, "complaint.receive", "complaint", row.id.v,
	    "{\"kind\":%" PRId64 ",\"dossier\":%" PRId64 "}", in->kind,
	    in->dossier.v);
}

static bool
kind_is_known(enum complaint_kind kind)
{
	return kind == COMPLAINT_PETITION || kind == COMPLAINT_FORMAL;
}

enum rc
complaint_file(struct ctx *c, struct dossier_id dossier,
    enum complaint_kind kind, struct str body, struct complaint_id *out)
{
	struct dossier d;
	struct q_complaint_open_of open;
	struct deadline last;
	bool found;
	enum rc rc;

	if ((rc = dossier_load(c, dossier, &d)) != RC_OK)
		return rc;
	if (d.subject.v != c->actor.subject.v || c->actor.subject.v == 0)
		return FAIL(c, WHY_ABSENT, "dossier %" PRId64, dossier.v);
	if (!kind_is_known(kind)) {
		fault_field(c->fault, S("complaint_kind"), &WHY_COMPLAINT_KIND, S(""));
		return fault_rc(c->fault);
	}
	if (d.decided_at.ms == 0)
		return FAIL(c, WHY_COMPLAINT_EARLY, "%s", "");
	if ((rc = q_complaint_open_of(c->db, dossier, &open, &found)) != RC_OK ||
	    (rc = clock_day(c, "complaint_file", day_of(d.decided_at), &last)) != RC_OK)
		return rc;
	if (found)
		return FAIL(c, WHY_COMPLAINT_OPEN, "%s", "");
	if (kind == COMPLAINT_FORMAL && last.left < 0)
		return FAIL(c, WHY_COMPLAINT_LATE, "%.*s",
		    STR_ARG(day_text(c->mem, last.on)));
	if ((rc = complaint_put(c, &(struct q_complaint_add_in){
	    .agency = d.province, .kind = kind, .subject = d.subject,
	    .dossier = dossier, .body = body, .received_on = c->today }, out)) != RC_OK)
		return rc;
	return notice_to_agency(c, d.province, "complaint_new", d.product_name,
	    str_printf(c->mem, "/khieu-nai/%" PRId64, out->v));
}

enum rc
complaint_enter(struct ctx *c, const struct complaint_letter *in,
    struct complaint_id *out)
{
	struct q_complaint_add_in put = { .agency = c->actor.agency,
		.kind = in->kind, .sender = in->sender, .body = in->body,
		.received_on = in->received_on };
	struct register_entry e;
	enum rc rc;

	if (!kind_is_known(in->kind))
		fault_field(c->fault, S("complaint_kind"), &WHY_COMPLAINT_KIND, S(""));
	if (in->received_on.n > c->today.n)
		fault_field(c->fault, S("received_on"), &WHY_COMPLAINT_DAY,
		    day_text(c->mem, c->today));
	if ((rc = fault_rc(c->fault)) != RC_OK)
		return rc;
	if (in->code.n > 0) {
		if ((rc = register_load(c, in->code, &e)) != RC_OK)
			return rc;
		put.certificate = e.cert.c.id;
	}
	return complaint_put(c, &put, out);
}

/* ---- reading ------------------------------------------------------------------------ */

enum rc
complaint_load(struct ctx *c, struct complaint_id id, struct complaint_view *out)
{
	const unsigned roles = c->actor.roles;
	struct agency_id agency = roles & ROLE_BIT(ROLE_PROVINCE) ?
	    c->actor.agency : (struct agency_id){ 0 };
	bool found;
	enum rc rc;

	*out = (struct complaint_view){ .ours = agency.v != 0 };
	rc = q_complaint_of(c->db, id, agency, roles & ROLE_BIT(ROLE_PRODUCER) ?
	    c->actor.subject : (struct subject_id){ 0 }, &out->k, &found);
	if (rc == RC_OK && !found)
		return FAIL(c, WHY_ABSENT, "complaint %" PRId64, id.v);
	if (rc != RC_OK)
		return rc;
	if (out->k.state == COMPLAINT_RECEIVED)
		out->until = deadline_kept(out->k.accept_by_on, false,
		    S("Luật Khiếu nại 2011 Đ27"), NULL, c->today);
	else if (out->k.state == COMPLAINT_ACCEPTED)
		out->until = deadline_kept(out->k.settle_by_on, false,
		    S("Luật Khiếu nại 2011 Đ28"), NULL, c->today);
	return RC_OK;
}

enum rc
complaint_list(struct ctx *c, struct q_complaint_list_rows *out)
{
	return q_complaint_list(c->db, c->actor.agency, out);
}

enum rc
complaint_about(struct ctx *c, struct dossier_id dossier,
    struct complaint_about *out)
{
	struct dossier d;
	enum rc rc;

	*out = (struct complaint_about){ .product = S("") };
	if ((rc = dossier_load(c, dossier, &d)) != RC_OK)
		return rc;
	if (d.subject.v != c->actor.subject.v || d.decided_at.ms == 0)
		return FAIL(c, WHY_ABSENT, "dossier %" PRId64, dossier.v);
	out->product = d.product_name;
	if ((rc = clock_day(c, "complaint_file", day_of(d.decided_at),
	    &out->until)) != RC_OK)
		return rc;
	return q_complaint_of_dossier(c->db, dossier, &out->rows);
}

/* ---- steps ------------------------------------------------------------------------------ */

/* What a step writes; the reasons of the law are in its clocks. */
static enum rc
step_fill(struct ctx *c, const struct complaint_view *v,
    const struct complaint_step *in, struct q_complaint_set_in *set)
{
	const bool complex = in->deed == COMPLAINT_PROLONG;
	struct deadline settle;
	enum rc rc = RC_OK;

	if (in->deed == COMPLAINT_ACCEPT || complex) {
		rc = clock_day(c, complex ? "complaint_complex" : "complaint_settle",
		    complex ? v->k.accepted_on : c->today, &settle);
		if (rc != RC_OK)
			return rc;
		set->settle_by_on = settle.on;
		set->complex = complex;
	}
	if (in->deed == COMPLAINT_ACCEPT)
		set->accepted_on = c->today;
	if (in->deed == COMPLAINT_ANSWER || in->deed == COMPLAINT_REFUSE) {
		if (in->text.n == 0)
			fault_field(c->fault, S("complaint_answer"),
			    &WHY_COMPLAINT_WORDS, S(""));
		set->answer = in->text;
		set->answer_no = in->number;
		set->answered_on = c->today;
	}
	return fault_rc(c->fault);
}

static enum rc
step_tell(struct ctx *c, const struct complaint_view *v, enum complaint_deed deed)
{
	static const char *const kinds[COMPLAINT_DEED__COUNT] = {
		[COMPLAINT_ACCEPT] = "complaint_accepted",
		[COMPLAINT_REFUSE] = "complaint_refused",
		[COMPLAINT_PROLONG] = "complaint_prolonged",
		[COMPLAINT_ANSWER] = "complaint_answered",
		[COMPLAINT_WITHDRAW] = "complaint_withdrawn",
	};
	struct str link = str_printf(c->mem, "/khieu-nai/%" PRId64, v->k.id.v);

	if (deed == COMPLAINT_WITHDRAW)
		return notice_to_agency(c, v->k.agency, kinds[deed],
		    v->k.number, link);
	return v->k.subject.v == 0 ? RC_OK :
	    notice_to_subject(c, v->k.subject, kinds[deed], v->k.number, link);
}

enum rc
complaint_do(struct ctx *c, struct complaint_id id,
    const struct complaint_step *in)
{
	struct q_complaint_set_in set = { .id = id, .version = in->version };
	struct complaint_view v;
	enum complaint_state next;
	enum rc rc;

	if ((rc = complaint_load(c, id, &v)) != RC_OK)
		return rc;
	/* only its office answers, only its producer takes it back */
	if (v.ours == (in->deed == COMPLAINT_WITHDRAW))
		return FAIL(c, WHY_ABSENT, "complaint %" PRId64, id.v);
	next = complaint_after((enum complaint_state)v.k.state, in->deed);
	if (next == 0 || (in->deed == COMPLAINT_PROLONG && v.k.complex))
		return FAIL(c, WHY_COMPLAINT_DONE, "%.*s", STR_ARG(v.k.number));
	set.state = next;
	if ((rc = step_fill(c, &v, in, &set)) != RC_OK ||
	    (rc = q_complaint_set(c->db, &set)) != RC_OK ||
	    (rc = step_tell(c, &v, in->deed)) != RC_OK)
		return rc;
	return record_add(c, "complaint.step", "complaint", id.v,
	    "{\"state\":%d,\"deed\":%d}", next, in->deed);
}

enum rc
complaint_check_held(struct ctx *c, struct evidence_id id)
{
	struct q_complaint_holds row;
	bool held;
	enum rc rc = q_complaint_holds(c->db, id, &row, &held);

	if (rc == RC_OK && held)
		return FAIL(c, WHY_FILE_HELD, "%.*s", STR_ARG(row.number));
	return rc;
}

/*
 * conclude: one product at the secretary's table. See conclude.h. The sum, the
 * band and the star are core/scoring's; nothing is computed here.
 */
#include "act/conclude.h"

#include <inttypes.h>
#include <stdlib.h>

#include "act/basis.h"
#include "act/closing.h"
#include "act/dossier.h"
#include "act/lent.h"
#include "act/reasons.h"
#include "act/record.h"
#include "base/hash.h"
#include "core/dossier.h"
#include "core/workflow.h"

const struct reason WHY_SPREAD_WITHIN = { RC_CONFLICT, "spread_within" };
const struct reason WHY_SEAT_OVER = { RC_CONFLICT, "seat_over" };
const struct reason WHY_NOT_PROPOSED = { RC_CONFLICT, "not_proposed" };
const struct reason WHY_TRIAL_ONLY = { RC_CONFLICT, "trial_only" };

/* The product, if the actor is the secretary of its council and it is in one
 * of two states. */
static enum rc
product_take(struct ctx *c, struct agenda_id id, enum agenda_state state,
    struct closing_view *v)
{
	enum rc rc;

	if ((rc = closing_load(c, id, v)) != RC_OK)
		return rc;
	c->stirred = v->a.meeting;
	if (v->a.role != SEAT_SECRETARY)
		return FAIL(c, WHY_WRONG_ROLE, "%s", "");
	if ((rc = meeting_is_here(c, v->a.meeting_state)) != RC_OK)
		return rc;
	if (v->a.state != (int64_t)state || v->a.meeting_state == MEETING_CLOSED)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(v->a.product));
	return RC_OK;
}

/* A product that was scored for practice is discussed, and nothing is decided. */
static enum rc
counted_take(struct ctx *c, struct agenda_id id, struct closing_view *v)
{
	enum rc rc = product_take(c, id, AGENDA_CLOSED, v);

	if (rc == RC_OK && v->a.kind == AGENDA_TRIAL)
		return FAIL(c, WHY_TRIAL_ONLY, "%.*s", STR_ARG(v->a.product));
	return rc;
}

/* What is recorded of a step at the table: of a trial only that it was done, and
 * nothing of it becomes an entry of the public record. */
static const char *
step_kind(const struct closing_view *v, const char *counted)
{
	return v->a.kind == AGENDA_TRIAL ? "trial.step" : counted;
}

/* Refuses by the first rule of the bylaw that is not met. */
static enum rc
bylaw_ask(struct ctx *c, const struct closing_view *v, enum table_step step)
{
	struct unmet_rule unmet[UNMET_RULES_MAX];

	if (bylaw_unmet(&v->bylaw, step, &v->facts, unmet) == 0)
		return RC_OK;
	return FAIL(c, *unmet[0].why, "%d", unmet[0].have);
}

enum rc
product_open(struct ctx *c, struct agenda_id id, int64_t version,
    struct str waived)
{
	struct closing_view v;
	enum rc rc;

	if ((rc = product_take(c, id, AGENDA_WAITS, &v)) != RC_OK)
		return rc;
	v.facts.waived = waived.n > 0;
	if (v.a.kind == AGENDA_COUNTED && (rc = bylaw_ask(c, &v, STEP_OPEN)) != RC_OK)
		return rc;
	if (waived.n > 0 && v.n_unmet > 0 &&
	    (rc = q_agenda_waive(c->db, id, waived)) != RC_OK)
		return rc;
	if (v.a.meeting_state != MEETING_OPEN && v.a.kind == AGENDA_COUNTED)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(v.a.meeting_name));
	rc = q_agenda_set_state(c->db, id, version, AGENDA_SCORING, v.a.pass);
	if (rc != RC_OK)
		return rc;
	return record_add(c, step_kind(&v, "product.open"), "dossier", v.a.dossier.v,
	    "{\"agenda\":%" PRId64 "}", id.v);
}

enum rc
product_close(struct ctx *c, struct agenda_id id, int64_t version, bool without)
{
	struct closing_view v;
	enum rc rc;

	if ((rc = product_take(c, id, AGENDA_SCORING, &v)) != RC_OK)
		return rc;
	v.facts.without = without;
	if (v.a.kind == AGENDA_COUNTED && (rc = bylaw_ask(c, &v, STEP_CLOSE)) != RC_OK)
		return rc;
	if ((rc = q_agenda_set_state(c->db, id, version, AGENDA_CLOSED,
	    v.a.pass)) != RC_OK ||
	    (rc = q_sheet_late(c->db, id, v.a.pass)) != RC_OK)
		return rc;
	return record_add(c, step_kind(&v, "product.close"), "dossier", v.a.dossier.v,
	    "{\"agenda\":%" PRId64 ",\"sealed\":%d,\"missing\":%d}", id.v,
	    v.sealed, v.missing);
}

enum rc
product_again(struct ctx *c, struct agenda_id id, int64_t version, struct str why)
{
	struct closing_view v;
	enum rc rc;

	if ((rc = counted_take(c, id, &v)) != RC_OK)
		return rc;
	if (!v.result.spread_exceeded)
		return FAIL(c, WHY_SPREAD_WITHIN, "%d", v.result.spread);
	if (why.n == 0)
		fault_field(c->fault, S("why"), &WHY_REASON_MISSING, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK)
		return rc;
	if ((rc = q_agenda_again(c->db, id, version, AGENDA_SCORING, why)) != RC_OK ||
	    (rc = q_finding_drop_all(c->db, id)) != RC_OK)
		return rc;
	return record_add(c, "product.again", "dossier", v.a.dossier.v,
	    "{\"agenda\":%" PRId64 ",\"pass\":%" PRId64 "}", id.v,
	    v.a.pass + 1);
}

static bool
seat_is_over(const struct closing_view *v, struct seat_id seat)
{
	for (size_t i = 0; i < v->seats.n; i++)
		if (v->seats.v[i].id.v == seat.v)
			return v->seats.v[i].over;
	return false;
}

/* The product, for whom the bylaw lets give a sheet back: while it is scored,
 * and after the points were opened until it is concluded. */
static enum rc
reopen_take(struct ctx *c, struct agenda_id id, struct closing_view *v)
{
	enum rc rc = closing_load(c, id, v);
	bool chair = rc == RC_OK && v->bylaw.v[BYLAW_REOPEN] == REOPEN_CHAIR;

	if (rc != RC_OK)
		return rc;
	c->stirred = v->a.meeting;
	if (chair ? v->a.role == SEAT_SECRETARY : v->a.role != SEAT_SECRETARY)
		return FAIL(c, WHY_WRONG_ROLE, "%s", "");
	if ((rc = meeting_is_here(c, v->a.meeting_state)) != RC_OK)
		return rc;
	if ((v->a.state != AGENDA_SCORING && v->a.state != AGENDA_CLOSED) ||
	    v->a.meeting_state == MEETING_CLOSED)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(v->a.product));
	return RC_OK;
}

/* Keeps what a sealed sheet is, line by line, before it may change. Read here,
 * shown nowhere before the product is closed. */
static enum rc
sheet_keep(struct ctx *c, const struct closing_view *v, struct seat_id seat,
    struct str why)
{
	struct choice *choices = ARENA_ARRAY(c->mem, v->set->n_criteria,
	    struct choice);
	struct q_sheet_choices_rows rows;
	struct q_sheet_given h;
	bool found;
	enum rc rc = q_sheet_given(c->db, v->a.agenda, seat, v->a.pass, &h, &found);

	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(v->a.product));
	if ((rc = q_sheet_choices(c->db, h.id, &rows)) != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++) {
		const struct criterion *cr = set_criterion(v->set,
		    rows.v[i].criterion);

		REQUIRE(cr != NULL);
		choices[cr - v->set->criteria] = (struct choice){ true,
		    (int)rows.v[i].points, rows.v[i].case_id };
	}
	return q_sheet_past_add(c->db, &(struct q_sheet_past_add_in){
	    .sheet = h.id, .seal = h.seal, .sealed_at = h.sealed_at,
	    .lines = sheet_seal_text(c->mem, &(struct sheet_numbers){
	    v->a.agenda, h.seat_code, v->a.pass, v->set, choices, h.stop,
	    h.stop_why, h.remark, h.ballot }), .remark = h.remark,
	    .stop_why = h.stop_why, .why = why, .at = c->now });
}

enum rc
sheet_reopen(struct ctx *c, struct agenda_id id, struct seat_id seat, struct str why)
{
	struct closing_view v;
	enum rc rc;

	if ((rc = reopen_take(c, id, &v)) != RC_OK)
		return rc;
	if (seat_is_over(&v, seat))
		return FAIL(c, WHY_SEAT_OVER, "%s", "");
	if (why.n == 0)
		fault_field(c->fault, S("why"), &WHY_REASON_MISSING, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = sheet_keep(c, &v, seat, why)) != RC_OK ||
	    (rc = q_sheet_reopen(c->db, id, seat, v.a.pass, why,
	    c->now)) != RC_OK ||
	    (rc = q_agenda_unpropose(c->db, id)) != RC_OK)
		return rc;
	return record_add(c, "sheet.reopen", "agenda", id.v,
	    "{\"seat\":%" PRId64 ",\"closed\":%d}", seat.v,
	    v.a.state == AGENDA_CLOSED);
}

enum rc
findings_save(struct ctx *c, struct agenda_id id, const struct tick *ticks, size_t n)
{
	struct closing_view v;
	enum rc rc;

	if ((rc = counted_take(c, id, &v)) != RC_OK)
		return rc;
	for (size_t i = 0; i < n; i++) {
		const struct criterion *cr = set_criterion(v.set,
		    ticks[i].criterion);
		int64_t points;

		if (cr == NULL || !cr->starred)
			return FAIL(c, WHY_UNKNOWN_CRITERION, "%.*s",
			    STR_ARG(str_head(ticks[i].criterion, 40)));
		if (!str_int(ticks[i].value, &points) || points < 0 ||
		    points > 100 || !levels_have(cr->levels, (int)points))
			return FAIL(c, WHY_NOT_A_LEVEL, "%.*s", STR_ARG(cr->id));
		rc = q_finding_put(c->db, id, cr->id, points, c->now);
		if (rc != RC_OK)
			return rc;
	}
	if ((rc = q_agenda_unpropose(c->db, id)) != RC_OK)
		return rc;
	return record_add(c, "findings.save", "dossier", v.a.dossier.v,
	    "{\"agenda\":%" PRId64 ",\"criteria\":%zu}", id.v, n);
}

enum rc
stop_save(struct ctx *c, struct agenda_id id, struct str code, struct str reason,
    bool drop)
{
	struct closing_view v;
	enum rc rc;

	if ((rc = counted_take(c, id, &v)) != RC_OK)
		return rc;
	if (!set_has_stop(v.set, code))
		fault_field(c->fault, S("code"), &WHY_UNKNOWN_STOP, S(""));
	if (!drop && reason.n == 0)
		fault_field(c->fault, S("reason"), &WHY_REASON_MISSING, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK)
		return rc;
	rc = drop ? q_stop_drop(c->db, id, code)
	          : q_stop_put(c->db, id, code, reason, c->now);
	if (rc != RC_OK || (rc = q_agenda_unpropose(c->db, id)) != RC_OK)
		return rc;
	return record_add(c, drop ? "stop.drop" : "stop.put", "dossier",
	    v.a.dossier.v, "{\"agenda\":%" PRId64 ",\"code\":\"%.*s\"}", id.v,
	    STR_ARG(code));
}

/* The dossier leaves the agenda's state by the workflow's own row. The record
 * of the dossier's road names no star: nobody outside the council knows it
 * before the decision. */
static enum rc
conclude_dossier(struct ctx *c, const struct closing_view *v)
{
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, v->a.dossier, DO_CONCLUDE, &d, &next)) != RC_OK ||
	    (rc = q_dossier_set_concluded(c->db, d.id, next, c->now)) != RC_OK)
		return rc;
	return record_add(c, "dossier.concluded", "dossier", d.id.v, "{}");
}

static int
by_code(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Who voted, where what was counted does not say so: by their codes, because the
 * order of the sheets is the order of the ballots. */
static size_t
voted_list(struct ctx *c, const struct closing_view *v, const struct str **out)
{
	struct str *codes = ARENA_ARRAY(c->mem, v->n_sheets + 1, struct str);

	*out = codes;
	if (!v->secret)
		return 0;
	for (size_t i = 0; i < v->n_sheets; i++)
		codes[i] = v->sheets[i].who.seat_code;
	qsort(codes, v->n_sheets, sizeof(codes[0]), by_code);
	return v->n_sheets;
}

/* Writes the result of a product whose rules are met. */
static enum rc
result_write(struct ctx *c, const struct closing_view *v, int64_t version,
    struct str opinion, struct str despite)
{
	struct buf in = buf_new(c->mem, MIB), out = buf_new(c->mem, 256 * KIB);
	struct agenda_id id = v->a.agenda;
	struct str said;
	const struct str *voted;
	size_t n_voted;
	enum rc rc;

	score_write_input(&v->input, &in);
	score_write(&v->input, &v->result, &out);
	if (despite.n > 0)
		opinion = str_printf(c->mem, "%.*s\n%.*s", STR_ARG(opinion),
		    STR_ARG(despite));
	said = hash_hex(c->mem, hash_of(str_trim(opinion)));
	rc = q_result_add(c->db, &(struct q_result_add_in){ .agenda = id,
	    .input = buf_str(&in), .output = buf_str(&out),
	    .star = v->result.star, .sum = v->result.sum,
	    .sheets = v->result.sheets, .opinion = str_trim(opinion),
	    .account = c->actor.id, .at = c->now });
	if (rc != RC_OK ||
	    (rc = q_agenda_set_state(c->db, id, version, AGENDA_CONCLUDED,
	    v->a.pass)) != RC_OK ||
	    (rc = conclude_dossier(c, v)) != RC_OK)
		return rc;
	rc = record_add(c, "product.conclude", "agenda", id.v,
	    "{\"star\":%d,\"sum\":%" PRId64 ",\"sheets\":%d,\"opinion\":\"%.*s\"}",
	    v->result.star, v->result.sum, v->result.sheets,
	    STR_ARG(said));
	if (rc == RC_OK)
		rc = record_part(c, "input", buf_str(&in));
	if (rc == RC_OK)
		rc = record_part(c, "result", buf_str(&out));
	n_voted = voted_list(c, v, &voted);
	return rc == RC_OK ? basis_part(c, &(struct basis){ v->a.meeting, id, v->a.dossier,
	    v->a.pass, v->set, voted, n_voted }) : rc;
}

enum rc
product_conclude(struct ctx *c, struct agenda_id id, int64_t version,
    struct str opinion, struct str despite)
{
	struct closing_view v;
	enum rc rc;

	if ((rc = counted_take(c, id, &v)) != RC_OK)
		return rc;
	v.facts.despite = despite.n > 0;
	if ((rc = bylaw_ask(c, &v, STEP_CONCLUDE)) != RC_OK)
		return rc;
	if (v.bylaw.v[BYLAW_CONCLUDES] == CONCLUDES_SECRETARY)
		return result_write(c, &v, version, opinion, despite);
	if ((rc = q_agenda_propose(c->db, id, version, opinion, despite,
	    c->now)) != RC_OK)
		return rc;
	return record_add(c, "product.propose", "agenda", id.v,
	    "{\"star\":%d}", v.result.star);
}

enum rc
product_confirm(struct ctx *c, struct agenda_id id, int64_t version)
{
	struct closing_view v;
	enum rc rc;

	if ((rc = closing_load(c, id, &v)) != RC_OK)
		return rc;
	c->stirred = v.a.meeting;
	if (v.a.seat.v != v.presides.v)
		return FAIL(c, WHY_WRONG_ROLE, "%s", "");
	if ((rc = meeting_is_here(c, v.a.meeting_state)) != RC_OK)
		return rc;
	if (v.a.state != AGENDA_CLOSED || v.a.meeting_state == MEETING_CLOSED ||
	    v.a.kind == AGENDA_TRIAL)
		return FAIL(c, WHY_WRONG_STATE, "%.*s", STR_ARG(v.a.product));
	if (v.a.proposed_at.ms == 0)
		return FAIL(c, WHY_NOT_PROPOSED, "%s", "");
	if ((rc = bylaw_ask(c, &v, STEP_CONCLUDE)) != RC_OK)
		return rc;
	return result_write(c, &v, version, v.a.opinion, v.a.despite);
}

enum rc
product_conclude_again(struct ctx *c, struct agenda_id id,
    const struct conclusion_said *said)
{
	struct closing_view v;
	enum rc rc;

	if ((rc = closing_load(c, id, &v)) != RC_OK)
		return rc;
	v.facts.despite = said->despite.n > 0 || said->opinion.n > 0;
	if ((rc = bylaw_ask(c, &v, STEP_CONCLUDE)) != RC_OK)
		return rc;
	if (v.result.star != said->star || v.result.sum != said->sum ||
	    v.result.sheets != said->sheets)
		return FAIL(c, WHY_STALE, "it comes to %d here", v.result.star);
	return result_write(c, &v, v.a.version, said->opinion, S(""));
}

enum rc
discussion_save(struct ctx *c, struct agenda_id id, struct str note)
{
	struct closing_view v;
	enum rc rc;

	if ((rc = product_take(c, id, AGENDA_CLOSED, &v)) != RC_OK ||
	    (rc = q_agenda_discuss(c->db, id, note)) != RC_OK)
		return rc;
	return record_add(c, step_kind(&v, "product.discussion"), "agenda", id.v, "{}");
}

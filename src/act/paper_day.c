/* paper_day: see paper_day.h. */
#include "act/paper_day.h"

#include <inttypes.h>

#include "act/bylaw.h"
#include "act/coded.h"
#include "act/coded_mark.h"
#include "act/lent.h"
#include "act/reasons.h"
#include "act/record.h"
#include "act/upload.h"
#include "base/hash.h"
#include "blob/blob.h"
#include "blob/look.h"
#include "core/condition.h"
#include "core/dossier.h"
#include "core/law.h"

const struct reason WHY_PAPER_SAME_PERSON = { RC_CONFLICT, "paper_same_person" };
const struct reason WHY_PAPER_NO_SCAN = { RC_CONFLICT, "paper_no_scan" };
const struct reason WHY_PAPER_TYPED = { RC_CONFLICT, "paper_typed" };
const struct reason WHY_PAPER_UNSIGNED = { RC_INVALID, "paper_unsigned" };
const struct reason WHY_PAPER_CONDITION = { RC_CONFLICT, "paper_condition" };
const struct reason WHY_PAPER_ABSENT = { RC_CONFLICT, "paper_absent" };

/* The session, for whoever may type: its secretary, or an officer of the council's
 * agency who hands in no sheet there. */
static enum rc
typist(struct ctx *c, struct meeting_id id, struct q_paper_typist *out)
{
	bool found;
	enum rc rc = q_paper_typist(c->db, id, c->actor.id, c->actor.agency, out, &found);

	if (rc != RC_OK)
		return rc;
	if (!found || out->votes > 0 || (out->secretary == 0 && (out->serves == 0 ||
	    (c->actor.roles & ROLE_BIT(ROLE_PROVINCE)) == 0)))
		return FAIL(c, WHY_ABSENT, "meeting %" PRId64, id.v);
	return RC_OK;
}

enum rc
paper_day_load(struct ctx *c, struct meeting_id id, struct paper_day_view *out)
{
	enum rc rc = typist(c, id, &out->meeting);

	return rc == RC_OK ? q_paper_sheets(c->db, id, c->actor.id, &out->sheets) : rc;
}

/* ---- one sheet --------------------------------------------------------------------- */

static bool
choice_same(const struct choice *a, const struct choice *b)
{
	return a->answered == b->answered && a->points == b->points &&
	    str_eq(a->case_id, b->case_id);
}

static enum rc
turn_load(struct ctx *c, const struct paper_sheet_view *v, int turn,
    const struct choice **out)
{
	struct choice *choices = ARENA_ARRAY(c->mem, v->set->n_criteria, struct choice);
	struct q_paper_ticks_rows rows;
	enum rc rc = q_paper_ticks(c->db, v->s.paper, turn, &rows);

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		const struct criterion *cr = set_criterion(v->set, rows.v[i].criterion);

		REQUIRE(cr != NULL);
		choices[cr - v->set->criteria] = (struct choice){ true,
		    (int)rows.v[i].points, rows.v[i].case_id };
	}
	*out = choices;
	return rc;
}

static enum rc
words_load(struct ctx *c, const struct paper_sheet_view *v, int turn,
    struct paper_words *out)
{
	struct q_paper_words row;
	bool found;
	enum rc rc = q_paper_words(c->db, v->s.paper, turn, &row, &found);

	if (rc == RC_OK && found)
		*out = (struct paper_words){ row.remark, row.stop, row.stop_why };
	return rc;
}

/* The words with one blank between them. */
static struct str
on_one_line(struct arena *mem, struct str s)
{
	struct buf b = buf_new(mem, 64 * KIB);
	bool gap = false;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\r' || s.p[i] == '\n') {
			gap = b.n > 0;
			continue;
		}
		if (gap)
			buf_char(&b, ' ');
		gap = false;
		buf_char(&b, s.p[i]);
	}
	return buf_str(&b);
}

static bool
words_same(struct ctx *c, struct str a, struct str b)
{
	return str_eq(on_one_line(c->mem, a), on_one_line(c->mem, b));
}

/* What each typed is read only when both have: before, nobody sees the other's. */
static enum rc
differences_load(struct ctx *c, struct paper_sheet_view *v)
{
	const struct paper_words *w = v->words;
	enum rc rc;

	if ((rc = turn_load(c, v, 1, &v->one)) != RC_OK ||
	    (rc = turn_load(c, v, 2, &v->two)) != RC_OK ||
	    (rc = words_load(c, v, 1, &v->words[0])) != RC_OK ||
	    (rc = words_load(c, v, 2, &v->words[1])) != RC_OK)
		return rc;
	for (size_t i = 0; i < v->set->n_criteria; i++)
		v->differ += !choice_same(&v->one[i], &v->two[i]);
	v->remark_differs = !words_same(c, w[0].remark, w[1].remark);
	v->stop_differs = !str_eq(w[0].stop, w[1].stop) ||
	    !words_same(c, w[0].stop_why, w[1].stop_why);
	v->differ += v->remark_differs + v->stop_differs;
	return RC_OK;
}

static enum paper_step
step_of(const struct q_paper_sheet_of *s, struct account_id me)
{
	if (s->sheet_at.ms != 0 || s->sealed_at.ms != 0)
		return PAPER_SEALED;
	if (s->paper.v == 0)
		return PAPER_SCAN;
	if (s->first_by.v == 0)
		return PAPER_FIRST;
	if (s->second_by.v == 0)
		return s->first_by.v == me.v ? PAPER_WAITS : PAPER_SECOND;
	return PAPER_DIFFERS;
}

enum rc
paper_sheet_load(struct ctx *c, struct agenda_id agenda, struct seat_id seat,
    struct paper_sheet_view *out)
{
	struct q_paper_typist meeting;
	struct q_paper_attends roll;
	struct bylaw bylaw;
	bool found;
	enum rc rc;

	*out = (struct paper_sheet_view){ .step = PAPER_SCAN };
	rc = q_paper_sheet_of(c->db, agenda, seat, c->actor.id, &out->s, &found);
	if (rc != RC_OK)
		return rc;
	if (!found) /* asks as much as for one of another agency: it finds no such meeting */
		out->s.meeting = (struct meeting_id){ 0 };
	if ((rc = typist(c, out->s.meeting, &meeting)) != RC_OK ||
	    (rc = meeting_is_here(c, meeting.state)) != RC_OK ||
	    (rc = bylaw_load(c, meeting.council, &bylaw)) != RC_OK)
		return rc;
	out->secret = bylaw.v[BYLAW_BALLOT] == BALLOT_SECRET;
	if ((rc = q_paper_attends(c->db, out->s.meeting, seat, &roll, &found)) != RC_OK)
		return rc;
	out->refused = found && roll.state > ATTENDS &&
	    (bylaw.v[BYLAW_ABSENCE] == ABSENT_OUT || roll.state == ATTENDS_NOT_AT_ALL);
	out->set = law_set(c->law, out->s.set_code);
	REQUIRE(out->set != NULL);
	out->step = step_of(&out->s, c->actor.id);
	if ((out->s.scan.n > 0 || out->step == PAPER_SCAN) && (rc = scan_form_load(c,
	    &(struct coded_form){ .kind = CODED_SHEET, .thing = agenda.v,
	    .part = coded_sheet_part(seat, out->s.pass) }, &out->paper)) != RC_OK)
		return rc;
	return out->step == PAPER_DIFFERS ? differences_load(c, out) : RC_OK;
}

/* … that may still change: the product is being scored, nothing is sealed. */
static enum rc
sheet_take(struct ctx *c, struct agenda_id agenda, struct seat_id seat,
    struct paper_sheet_view *v)
{
	struct q_agenda_hold held;
	enum rc rc;

	if ((rc = q_agenda_hold(c->db, agenda, &held)) != RC_OK ||
	    (rc = paper_sheet_load(c, agenda, seat, v)) != RC_OK)
		return rc;
	if (v->step == PAPER_SEALED)
		return FAIL(c, WHY_SHEET_SEALED, "%s", "");
	if (v->s.state != AGENDA_SCORING)
		return FAIL(c, WHY_SCORING_NOT_OPEN, "%s", "");
	if (v->refused)
		return FAIL(c, WHY_PAPER_ABSENT, "%.*s", STR_ARG(v->s.name));
	return RC_OK;
}

enum rc
paper_sheet_scan(struct ctx *c, struct agenda_id agenda, struct seat_id seat,
    const struct looked *looked)
{
	enum rc rc = blob_row_add(c, looked);

	return rc == RC_OK ? paper_sheet_scanned(c, agenda, seat, looked->file.hash) : rc;
}

enum rc
paper_sheet_scanned(struct ctx *c, struct agenda_id agenda, struct seat_id seat,
    struct str file)
{
	struct paper_sheet_view v;
	enum rc rc;

	if ((rc = sheet_take(c, agenda, seat, &v)) != RC_OK)
		return rc;
	if (v.step != PAPER_SCAN && v.step != PAPER_FIRST)
		return FAIL(c, WHY_PAPER_TYPED, "%s", "");
	if ((rc = q_paper_sheet_add(c->db, &(struct q_paper_sheet_add_in){
	    .agenda = agenda, .seat = seat, .pass = v.s.pass,
	    .scan = file, .account = c->actor.id, .at = c->now })) != RC_OK)
		return rc;
	return record_add(c, "sheet.scan", "agenda", agenda.v,
	    "{\"seat\":\"%.*s\",\"scan\":\"%.*s\"}", STR_ARG(v.s.seat_code),
	    STR_ARG(file));
}

/* ---- typing -------------------------------------------------------------------------- */

/* Reads "3" or "b:3" as a printed level of a criterion of this sheet. */
static enum rc
tick_take(struct ctx *c, const struct paper_sheet_view *v, const struct tick *t,
    struct choice *choices)
{
	const struct criterion *cr = set_criterion(v->set, t->criterion);
	struct choice ch = { .answered = true };
	struct str points = t->value;
	size_t colon = str_find(t->value, ':');
	int64_t n;

	if (cr == NULL)
		return FAIL(c, WHY_UNKNOWN_CRITERION, "%.*s",
		    STR_ARG(str_head(t->criterion, 40)));
	if (points.n == 0)
		return RC_OK;
	if (colon < points.n) {
		ch.case_id = str_head(points, colon);
		points = str_from(points, colon + 1);
	}
	if ((cr->n_cases > 0) != (ch.case_id.n > 0) || (cr->n_cases > 0 &&
	    (criterion_case(cr, ch.case_id) == NULL || (v->s.branch.n > 0 &&
	    !str_eq(ch.case_id, v->s.branch)))) || !str_int(points, &n) || n < 0 ||
	    n > 100 || !levels_have(criterion_levels(cr, ch.case_id), (int)n))
		return FAIL(c, WHY_NOT_A_LEVEL, "%.*s", STR_ARG(cr->id));
	ch.points = (int)n;
	choices[cr - v->set->criteria] = ch;
	return RC_OK;
}

/* What a turn says of the sheet. */
struct turn {
	struct choice *choices;
	struct paper_words words;
};

/* A knock-out has a ground of the form and a reason; the paper has a signature. */
static enum rc
words_check(struct ctx *c, const struct paper_sheet_view *v,
    const struct paper_typed *in)
{
	if (v->step != PAPER_DIFFERS && !in->is_signed)
		fault_field(c->fault, S("confirmed"), &WHY_PAPER_UNSIGNED, S(""));
	if (in->words.stop.n > 0 && !set_has_stop(v->set, in->words.stop))
		fault_field(c->fault, S("stop"), &WHY_UNKNOWN_STOP, S(""));
	if (in->words.stop.n > 0 && in->words.stop_why.n == 0)
		fault_field(c->fault, S("stop_why"), &WHY_REASON_MISSING, S(""));
	return fault_rc(c->fault);
}

/* Keeps a turn. */
static enum rc
turn_add(struct ctx *c, const struct paper_sheet_view *v, int turn,
    const struct turn *t)
{
	const struct choice *choices = t->choices;
	enum rc rc = q_paper_word_add(c->db, v->s.paper, turn, t->words.remark,
	    t->words.stop, t->words.stop_why);

	for (size_t i = 0; rc == RC_OK && i < v->set->n_criteria; i++)
		if (choices[i].answered)
			rc = q_paper_tick_add(c->db, v->s.paper, turn,
			    v->set->criteria[i].id, choices[i].case_id,
			    choices[i].points);
	return rc;
}

/* What a sheet must keep to, one on paper does too (core/condition.h). */
static enum rc
paper_conditions(struct ctx *c, const struct paper_sheet_view *v,
    const struct choice *choices)
{
	struct condition_broken b = condition_check(v->set, choices);

	if (b.scored == NULL)
		return RC_OK;
	return FAIL(c, WHY_PAPER_CONDITION, "%.*s ← %.*s – %.*s", STR_ARG(b.scored->id),
	    STR_ARG(b.on->id), STR_ARG(b.rule->clause));
}

/* It becomes the seat's sealed sheet, and says where it comes from. */
static enum rc
paper_seal(struct ctx *c, const struct paper_sheet_view *v, struct agenda_id agenda,
    struct seat_id seat, const struct turn *t)
{
	const struct choice *choices = t->choices;
	struct str ballot = v->secret ? sheet_ballot_draw(c) : (struct str){ NULL, 0 };
	struct str text = sheet_seal_text(c->mem, &(struct sheet_numbers){ agenda,
	    v->s.seat_code, v->s.pass, v->set, choices, t->words.stop, t->words.stop_why,
	    t->words.remark, ballot });
	struct str seal = hash_hex(c->mem, hash_of(text));
	struct q_sheet_put row;
	enum rc rc = paper_conditions(c, v, choices);

	if (rc != RC_OK)
		return rc;
	rc = q_sheet_put(c->db, &(struct q_sheet_put_in){ .agenda = agenda,
	    .seat = seat, .pass = v->s.pass, .remark = t->words.remark,
	    .stop = t->words.stop, .stop_why = t->words.stop_why, .sealed_at = c->now,
	    .seal = seal, .ballot = ballot, .at = c->now }, &row);

	if (rc == RC_OK)
		rc = q_choice_drop_all(c->db, row.id);
	for (size_t i = 0; rc == RC_OK && i < v->set->n_criteria; i++)
		rc = q_choice_put(c->db, row.id, v->set->criteria[i].id,
		    choices[i].case_id, choices[i].points, (struct str){ NULL, 0 });
	if (rc != RC_OK || (rc = q_sheet_scan(c->db, row.id, v->s.scan)) != RC_OK ||
	    (rc = q_paper_sheet_sealed(c->db, v->s.paper, v->step == PAPER_DIFFERS ?
	    c->actor.id : (struct account_id){ 0 }, c->now)) != RC_OK)
		return rc;
	return sheet_sealed(c, row.id, &(struct sealed_words){ text, seal,
	    v->s.seat_code, v->s.name, str_printf(c->mem,
	    ",\"scan\":\"%.*s\",\"typed\":[%" PRId64 ",%" PRId64 "]",
	    STR_ARG(v->s.scan), v->s.first_by.v, v->step == PAPER_SECOND ?
	    c->actor.id.v : v->s.second_by.v), v->secret });
}

static int
missing(const struct paper_sheet_view *v, const struct choice *choices)
{
	int n = 0;

	for (size_t i = 0; i < v->set->n_criteria; i++)
		n += !choices[i].answered;
	return n;
}

static enum rc
turn_first(struct ctx *c, const struct paper_sheet_view *v, const struct turn *t)
{
	enum rc rc = q_paper_sheet_first(c->db, v->s.paper, c->actor.id);

	return rc == RC_OK ? turn_add(c, v, 1, t) : rc;
}

/* Sealed at once where both say the same. */
static enum rc
turn_second(struct ctx *c, struct paper_sheet_view *v, struct agenda_id agenda,
    struct seat_id seat, const struct turn *t)
{
	enum rc rc;

	if ((rc = q_paper_sheet_second(c->db, v->s.paper, c->actor.id)) != RC_OK ||
	    (rc = turn_add(c, v, 2, t)) != RC_OK ||
	    (rc = differences_load(c, v)) != RC_OK)
		return rc;
	return v->differ > 0 ? RC_OK : paper_seal(c, v, agenda, seat, t);
}

/* Where both said the same, that stands; elsewhere what was settled. */
static enum rc
turn_settle(struct ctx *c, const struct paper_sheet_view *v, struct agenda_id agenda,
    struct seat_id seat, struct turn *t)
{
	struct choice *choices = t->choices;
	enum rc rc;

	if (!v->remark_differs)
		t->words.remark = v->words[0].remark;
	if (!v->stop_differs) {
		t->words.stop = v->words[0].stop;
		t->words.stop_why = v->words[0].stop_why;
	}
	for (size_t i = 0; i < v->set->n_criteria; i++)
		if (choice_same(&v->one[i], &v->two[i]))
			choices[i] = v->one[i];
	if (missing(v, choices) > 0)
		return FAIL(c, WHY_SHEET_INCOMPLETE, "%d", missing(v, choices));
	rc = turn_add(c, v, 3, t);
	return rc == RC_OK ? paper_seal(c, v, agenda, seat, t) : rc;
}

enum rc
paper_sheet_type(struct ctx *c, struct agenda_id agenda, struct seat_id seat,
    const struct paper_typed *in)
{
	struct paper_sheet_view v;
	struct turn t = { .words = in->words };
	enum rc rc;

	if ((rc = sheet_take(c, agenda, seat, &v)) != RC_OK)
		return rc;
	if (v.step == PAPER_SCAN)
		return FAIL(c, WHY_PAPER_NO_SCAN, "%s", "");
	if (v.step == PAPER_WAITS)
		return FAIL(c, WHY_PAPER_SAME_PERSON, "%s", "");
	t.choices = ARENA_ARRAY(c->mem, v.set->n_criteria, struct choice);
	for (size_t i = 0; i < in->n; i++)
		if ((rc = tick_take(c, &v, &in->ticks[i], t.choices)) != RC_OK)
			return rc;
	if (v.step != PAPER_DIFFERS && missing(&v, t.choices) > 0)
		return FAIL(c, WHY_SHEET_INCOMPLETE, "%d", missing(&v, t.choices));
	/* the first reading: the paper may still be mended, signed and scanned anew */
	if ((rc = words_check(c, &v, in)) != RC_OK ||
	    (v.step == PAPER_FIRST && (rc = paper_conditions(c, &v, t.choices)) != RC_OK))
		return rc;
	rc = v.step == PAPER_FIRST ? turn_first(c, &v, &t) :
	    v.step == PAPER_SECOND ? turn_second(c, &v, agenda, seat, &t) :
	    turn_settle(c, &v, agenda, seat, &t);
	if (rc != RC_OK)
		return rc;
	return record_add(c, "sheet.typed", "agenda", agenda.v,
	    "{\"seat\":\"%.*s\",\"turn\":%d}", STR_ARG(v.s.seat_code),
	    v.step == PAPER_FIRST ? 1 : v.step == PAPER_SECOND ? 2 : 3);
}

enum rc
paper_scan_load(struct ctx *c, struct agenda_id agenda, struct seat_id seat,
    struct str *path, struct str *mime)
{
	struct paper_sheet_view v;
	enum rc rc = paper_sheet_load(c, agenda, seat, &v);

	if (rc != RC_OK)
		return rc;
	/* the file of a pile holds other seats' sheets, perhaps of products that this reader
	 * is recused from: of it only the pages are shown */
	if (v.s.scan.n == 0 || v.paper.pages.n > 0)
		return FAIL(c, WHY_ABSENT, "%s", "scan");
	*path = blob_path(c->blobs, v.s.scan, c->mem);
	*mime = v.s.mime;
	return RC_OK;
}

/* sheet: see sheet.h. */
#include "act/sheet.h"

#include <inttypes.h>

#include "act/away.h"
#include "act/bylaw.h"
#include "act/closing.h"
#include "act/password.h"
#include "act/reasons.h"
#include "act/record.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/json.h"
#include "core/dossier.h"

const struct reason WHY_SHEET_STALE = { RC_CONFLICT, "sheet_stale" };
const struct reason WHY_SHEET_SEALED = { RC_CONFLICT, "sheet_sealed" };
const struct reason WHY_SCORING_CLOSED = { RC_CONFLICT, "scoring_closed" };
const struct reason WHY_SCORING_NOT_OPEN = { RC_CONFLICT, "scoring_not_open" };
const struct reason WHY_SHEET_INCOMPLETE = { RC_INVALID, "sheet_incomplete" };
const struct reason WHY_UNDECLARED = { RC_CONFLICT, "undeclared" };
const struct reason WHY_ALTERNATE_WAITS = { RC_CONFLICT, "alternate_waits" };
const struct reason WHY_MARKED_ABSENT = { RC_CONFLICT, "marked_absent" };
const struct reason WHY_SHEET_UNCONFIRMED = { RC_INVALID, "sheet_unconfirmed" };
const struct reason WHY_NO_VOTE = { RC_DENIED, "no_vote" };

enum rc
meeting_mine(struct ctx *c, struct q_meeting_mine_rows *out)
{
	return q_meeting_mine(c->db, c->actor.id, out);
}

enum rc
sitting_load(struct ctx *c, struct meeting_id id, struct sitting_view *out)
{
	bool found;
	enum rc rc;

	*out = (struct sitting_view){ 0 };
	rc = q_meeting_seat(c->db, id, c->actor.id, &out->meeting, &found);
	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "meeting %" PRId64, id.v);
	rc = q_agenda_mine(c->db, id, out->meeting.seat, &out->items);
	for (size_t i = 0; rc == RC_OK && i < out->items.n; i++)
		out->sealed += out->items.v[i].sealed_at.ms != 0;
	return rc;
}

/* Where a criterion stands in its set. */
static size_t
criterion_index(const struct criteria_set *set, const struct criterion *cr)
{
	return (size_t)(cr - set->criteria);
}

static enum rc
sheet_load_choices(struct ctx *c, struct sheet_view *v)
{
	struct choice *choices = ARENA_ARRAY(c->mem, v->set->n_criteria,
	    struct choice);
	struct q_sheet_choices_rows rows = { 0 };
	enum rc rc;

	v->choices = choices;
	if (v->a.sheet.v == 0)
		return RC_OK;
	if ((rc = q_sheet_choices(c->db, v->a.sheet, &rows)) != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++) {
		const struct criterion *cr = set_criterion(v->set,
		    rows.v[i].criterion);

		REQUIRE(cr != NULL);
		choices[criterion_index(v->set, cr)] = (struct choice){
		    .answered = true, .points = (int)rows.v[i].points,
		    .case_id = rows.v[i].case_id };
		v->answered++;
	}
	return RC_OK;
}

/* Whether the bylaw asks this seat to declare before the evidence opens. Only
 * who has not declared pays for the question. */
static enum rc
sheet_undeclared(struct ctx *c, const struct q_agenda_seat *a, bool *out)
{
	struct bylaw bylaw;
	enum rc rc;

	*out = false;
	if (a->stake.has || a->role == SEAT_SECRETARY)
		return RC_OK;
	if ((rc = bylaw_load(c, a->council, &bylaw)) != RC_OK)
		return rc;
	*out = bylaw.v[BYLAW_DECLARE] == BYLAW_YES;
	return RC_OK;
}

/* An alternate scores only where the one it stands for is out. */
static bool
alternate_waits(const struct q_agenda_seat *a)
{
	return a->stands_for.v != 0 && a->steps_in == 0;
}

/* Given back after the points were opened (product_close() forgets those given
 * back before). */
static bool
given_back(const struct q_agenda_seat *a)
{
	return a->state == AGENDA_CLOSED && a->sheet.v != 0 &&
	    a->sealed_at.ms == 0 && a->reopened_at.ms != 0;
}

/* The seat, the product, my choices; no totals. */
static enum rc
sheet_open(struct ctx *c, struct agenda_id id, struct sheet_view *out)
{
	bool found;
	enum rc rc;

	*out = (struct sheet_view){ 0 };
	if ((rc = q_agenda_seat(c->db, id, c->actor.id, &out->a, &found)) != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "agenda %" PRId64, id.v);
	out->set = law_set(c->law, out->a.set_code);
	REQUIRE(out->set != NULL);
	if ((rc = sheet_load_choices(c, out)) != RC_OK)
		return rc;
	out->left = (int)out->set->n_criteria - out->answered;
	if ((rc = sheet_undeclared(c, &out->a, &out->undeclared)) != RC_OK)
		return rc;
	out->editable = out->a.votes && out->a.sealed_at.ms == 0 &&
	    !out->undeclared && !alternate_waits(&out->a) &&
	    (out->a.state <= AGENDA_SCORING || given_back(&out->a)) &&
	    out->a.meeting_state != MEETING_CLOSED &&
	    out->a.meeting_state != MEETING_AWAY;
	out->may_seal = out->editable &&
	    (out->a.state == AGENDA_SCORING || given_back(&out->a));
	return RC_OK;
}

enum rc
sheet_load(struct ctx *c, struct agenda_id id, struct sheet_view *out)
{
	enum rc rc;

	if ((rc = sheet_open(c, id, out)) != RC_OK)
		return rc;
	score_one(out->set, out->choices, c->mem, &out->result);
	return q_agenda_next(c->db, out->a.meeting, out->a.seat,
	    out->a.position, &out->next, &out->has_next);
}

/* Reads "3" or "b:3" into a choice that is a printed level of the criterion. */
static enum rc
tick_read(struct ctx *c, const struct sheet_view *v, const struct tick *t,
    size_t *at, struct choice *out)
{
	const struct criterion *cr = set_criterion(v->set, t->criterion);
	size_t colon = str_find(t->value, ':');
	struct str points = t->value;
	int64_t n;

	if (cr == NULL)
		return FAIL(c, WHY_UNKNOWN_CRITERION, "%.*s",
		    STR_ARG(str_head(t->criterion, 40)));
	*out = (struct choice){ .answered = true };
	if (cr->n_cases > 0 && colon < t->value.n) {
		out->case_id = str_head(t->value, colon);
		points = str_from(t->value, colon + 1);
	}
	if ((cr->n_cases > 0 && (criterion_case(cr, out->case_id) == NULL ||
	    (v->a.branch.n > 0 && !str_eq(out->case_id, v->a.branch)))) ||
	    !str_int(points, &n) || n < 0 || n > 100 ||
	    !levels_have(criterion_levels(cr, out->case_id), (int)n))
		return FAIL(c, WHY_NOT_A_LEVEL, "%.*s", STR_ARG(cr->id));
	out->points = (int)n;
	*at = criterion_index(v->set, cr);
	return RC_OK;
}

/* Why a draft may not be changed now, or RC_OK. */
static enum rc
sheet_may_change(struct ctx *c, const struct sheet_view *v)
{
	if (!v->a.votes)
		return FAIL(c, WHY_NO_VOTE, "%s", "");
	if (v->a.sealed_at.ms != 0)
		return FAIL(c, WHY_SHEET_SEALED, "%s", "");
	if (v->a.meeting_state == MEETING_AWAY)
		return FAIL(c, WHY_MEETING_AWAY, "%s", "");
	if (v->undeclared)
		return FAIL(c, WHY_UNDECLARED, "%s", "");
	if (alternate_waits(&v->a))
		return FAIL(c, WHY_ALTERNATE_WAITS, "%s", "");
	if (!v->editable)
		return FAIL(c, WHY_SCORING_CLOSED, "%s", "");
	return RC_OK;
}

static bool
choice_same(const struct choice *a, const struct choice *b)
{
	return a->answered == b->answered && a->points == b->points &&
	    str_eq(a->case_id, b->case_id);
}

static struct str
choice_text(struct arena *mem, const struct choice *c)
{
	return c->case_id.n == 0 ? str_printf(mem, "%d", c->points)
	    : str_printf(mem, "%.*s:%d", STR_ARG(c->case_id), c->points);
}

/* Whether other words stand there than those that came; both are shown. */
static bool
words_differ(struct ctx *c, const char *field, struct str stored, struct str came)
{
	if (came.p == NULL || stored.n == 0 || str_eq(stored, came))
		return false;
	fault_field(c->fault, str_c(field), &WHY_CHANGED_MEANWHILE, stored);
	return true;
}

/* A page made from an older version may still save what nobody else touched.
 * Where another value stands, nothing is saved and both are shown. */
static enum rc
sheet_compare(struct ctx *c, const struct sheet_view *v,
    const struct sheet_input *in)
{
	struct choice choice;
	size_t at = 0;
	bool conflict = false;

	for (size_t i = 0; i < in->n; i++) {
		const struct choice *stored;
		enum rc rc = tick_read(c, v, &in->ticks[i], &at, &choice);

		if (rc != RC_OK)
			return rc;
		stored = &v->choices[at];
		if (!stored->answered || choice_same(stored, &choice))
			continue;
		conflict = true;
		fault_field(c->fault, str_printf(c->mem, "c.%.*s",
		    STR_ARG(in->ticks[i].criterion)), &WHY_CHANGED_MEANWHILE,
		    choice_text(c->mem, stored));
	}
	conflict |= words_differ(c, "remark", v->a.remark, in->remark);
	conflict |= words_differ(c, "stop", v->a.stop, in->stop);
	conflict |= words_differ(c, "stop_why", v->a.stop_why, in->stop_why);
	if (in->said != 0 && v->a.said.has && v->a.said.v != in->said) {
		conflict = true;
		fault_field(c->fault, S("stance"), &WHY_CHANGED_MEANWHILE,
		    str_printf(c->mem, "%" PRId64, v->a.said.v));
	}
	return conflict ? FAIL(c, WHY_SHEET_STALE, "%" PRId64,
	    v->a.sheet_version.v) : RC_OK;
}

/* Makes the sheet or counts its version up, and says so in the view. */
static enum rc
sheet_touch(struct ctx *c, struct sheet_view *v, const struct sheet_input *in)
{
	struct q_agenda_seat *a = &v->a;
	struct q_sheet_add row = { .id = a->sheet };
	enum rc rc;

	if (in->remark.p != NULL)
		a->remark = in->remark;
	if (in->stop.p != NULL)
		a->stop = in->stop;
	if (in->stop_why.p != NULL)
		a->stop_why = in->stop_why;
	if (a->stop.n > 0 && !set_has_stop(v->set, a->stop))
		return FAIL(c, WHY_UNKNOWN_STOP, "%.*s",
		    STR_ARG(str_head(a->stop, 40)));
	if (a->sheet.v != 0) {
		rc = q_sheet_touch(c->db, &(struct q_sheet_touch_in){
		    .id = a->sheet, .version = a->sheet_version.v,
		    .remark = a->remark, .stop = a->stop,
		    .stop_why = a->stop_why, .at = c->now });
	} else {
		c->stirred = a->meeting; /* the table says "begun" */
		rc = q_sheet_add(c->db, &(struct q_sheet_add_in){
		    .agenda = a->agenda, .seat = a->seat, .pass = a->pass,
		    .remark = a->remark, .stop = a->stop,
		    .stop_why = a->stop_why, .at = c->now }, &row);
	}
	a->sheet = row.id;
	a->sheet_version = (struct opt_int){ a->sheet_version.v + 1, true };
	a->saved_at = c->now;
	return rc;
}

/* Writes the ticks that differ from what stands in the view, and puts them
 * into it. */
static enum rc
ticks_put(struct ctx *c, struct sheet_view *v, const struct sheet_input *in,
    int *changed)
{
	struct choice choice;
	size_t at = 0;
	enum rc rc;

	for (size_t i = 0; i < in->n; i++) {
		if ((rc = tick_read(c, v, &in->ticks[i], &at, &choice)) != RC_OK)
			return rc;
		if (choice_same(&choice, &v->choices[at]))
			continue;
		rc = q_choice_put(c->db, v->a.sheet, v->set->criteria[at].id,
		    choice.case_id, choice.points, (struct str){ NULL, 0 });
		if (rc != RC_OK)
			return rc;
		v->answered += !v->choices[at].answered;
		v->left -= !v->choices[at].answered;
		v->choices[at] = choice;
		++*changed;
	}
	return RC_OK;
}

enum rc
sheet_save(struct ctx *c, struct agenda_id id, const struct sheet_input *in,
    struct sheet_view *saved)
{
	int changed = 0;
	enum rc rc = sheet_open(c, id, saved);

	if (rc == RC_OK)
		rc = sheet_may_change(c, saved);
	if (rc == RC_OK && in->version != saved->a.sheet_version.v)
		rc = sheet_compare(c, saved, in);
	if (rc == RC_OK)
		rc = sheet_touch(c, saved, in);
	if (rc == RC_OK)
		rc = ticks_put(c, saved, in, &changed);
	if (rc != RC_OK)
		return rc;
	return record_add(c, "sheet.save", "sheet", saved->a.sheet.v,
	    "{\"changed\":%d}", changed);
}

struct str
sheet_seal_text(struct arena *mem, const struct sheet_numbers *in)
{
	struct buf b = buf_new(mem, 16 * KIB);

	buf_printf(&b, "ocop-sheet/1\n%" PRId64 "\n%.*s\n%" PRId64 "\n%.*s\n",
	    in->agenda.v, STR_ARG(in->seat), in->pass, STR_ARG(in->set->code));
	for (size_t i = 0; i < in->set->n_criteria; i++) {
		const struct choice *ch = &in->choices[i];

		if (!ch->answered)
			continue;
		buf_printf(&b, "%.*s %.*s%s%d\n",
		    STR_ARG(in->set->criteria[i].id), STR_ARG(ch->case_id),
		    ch->case_id.n > 0 ? ":" : "", ch->points);
	}
	if (in->stop.n > 0)
		buf_printf(&b, "stop %.*s %.*s\n", STR_ARG(in->stop),
		    STR_ARG(hash_hex(mem, hash_of(in->stop_why))));
	if (in->remark.n > 0)
		buf_printf(&b, "remark %.*s\n",
		    STR_ARG(hash_hex(mem, hash_of(in->remark))));
	if (in->ballot.n > 0)
		buf_printf(&b, "ballot %.*s\n", STR_ARG(in->ballot));
	REQUIRE(buf_ok(&b));
	return buf_str(&b);
}

struct str
sheet_ballot_draw(struct ctx *c)
{
	struct hash random;

	c->chance->fill(c->chance, random.b, sizeof(random.b));
	return hash_hex(c->mem, random);
}

struct str
sheet_ballot_name(struct arena *mem, const struct sheet_numbers *in)
{
	struct sheet_numbers nobody = *in;

	nobody.seat = S("-");
	return str_head(sheet_seal_of(mem, &nobody), 32);
}

struct str
sheet_counted_as(struct arena *mem, const struct sheet_numbers *in)
{
	return in->ballot.n > 0 ? sheet_ballot_name(mem, in) : in->seat;
}

struct str
sheet_seal_of(struct arena *mem, const struct sheet_numbers *in)
{
	return hash_hex(mem, hash_of(sheet_seal_text(mem, in)));
}

/* The numbers, as the seal hashes them, and apart from them who gave them. */
enum rc
sheet_sealed(struct ctx *c, struct sheet_id sheet, const struct sealed_words *w)
{
	struct buf b = buf_new(c->mem, 4 * KIB);
	struct json_out o = json_out(&b);
	enum rc rc = record_add(c, "sheet.seal", "sheet", sheet.v,
	    "{\"seat\":\"%.*s\",\"seal\":\"%.*s\"%.*s}", STR_ARG(w->seat),
	    STR_ARG(w->seal), STR_ARG(w->more));

	json_open(&o, '{');
	json_name(&o, S("seat"));
	json_put_str(&o, w->seat);
	json_name(&o, S("name"));
	json_put_str(&o, w->name);
	json_close(&o, '}');
	if (rc == RC_OK)
		rc = record_part(c, w->secret ? "ballot" : "scores", w->text);
	return rc == RC_OK ? record_part(c, "identity", buf_str(&b)) : rc;
}

enum rc
sheet_confirm_by(struct ctx *c, struct council_id council, bool *password)
{
	struct bylaw bylaw;
	enum rc rc = bylaw_load(c, council, &bylaw);

	*password = rc == RC_OK && bylaw.v[BYLAW_CONFIRM] == CONFIRM_CODE;
	return rc;
}

/* Whether this seat may hand in a sheet, and confirms that it is hers. */
static enum rc
seal_confirm(struct ctx *c, const struct sheet_view *v,
    const struct confirmation *how, bool *secret)
{
	struct bylaw bylaw;
	enum rc rc = bylaw_load(c, v->a.council, &bylaw);

	if (rc != RC_OK)
		return rc;
	*secret = bylaw.v[BYLAW_BALLOT] == BALLOT_SECRET;
	if (v->a.attends.has && v->a.attends.v > ATTENDS &&
	    (bylaw.v[BYLAW_ABSENCE] == ABSENT_OUT ||
	    v->a.attends.v == ATTENDS_NOT_AT_ALL))
		return FAIL(c, WHY_MARKED_ABSENT, "%s", "");
	if (!how->confirmed)
		fault_field(c->fault, S("confirmed"), &WHY_SHEET_UNCONFIRMED, S(""));
	if (bylaw.v[BYLAW_CONFIRM] == CONFIRM_CODE && !how->password_right)
		fault_field(c->fault, S("password_now"), &WHY_PASSWORD_NOW, S(""));
	if (v->a.stop.n > 0 && v->a.stop_why.n == 0)
		fault_field(c->fault, S("stop_why"), &WHY_REASON_MISSING, S(""));
	return fault_rc(c->fault);
}

enum rc
sheet_seal(struct ctx *c, struct agenda_id id, const struct confirmation *how)
{
	struct q_agenda_hold held;
	struct sheet_view v;
	struct str seal, text, ballot, stance;
	bool secret;
	enum rc rc;

	if ((rc = q_agenda_hold(c->db, id, &held)) != RC_OK ||
	    (rc = sheet_open(c, id, &v)) != RC_OK ||
	    (rc = sheet_may_change(c, &v)) != RC_OK)
		return rc;
	if (!v.may_seal)
		return FAIL(c, WHY_SCORING_NOT_OPEN, "%s", "");
	if ((rc = seal_confirm(c, &v, how, &secret)) != RC_OK)
		return rc;
	if (v.left > 0)
		return FAIL(c, WHY_SHEET_INCOMPLETE, "%d", v.left);
	if ((rc = sheet_conditions(c, v.set, v.choices)) != RC_OK)
		return rc;
	ballot = secret ? sheet_ballot_draw(c) : (struct str){ NULL, 0 };
	text = sheet_seal_text(c->mem, &(struct sheet_numbers){ id, v.a.seat_code,
	    v.a.pass, v.set, v.choices, v.a.stop, v.a.stop_why, v.a.remark, ballot });
	seal = hash_hex(c->mem, hash_of(text));
	c->stirred = v.a.meeting;
	if ((rc = q_sheet_seal(c->db, v.a.sheet, v.a.sheet_version.v, seal,
	    ballot, c->now)) != RC_OK)
		return rc;
	if (v.a.kind == AGENDA_TRIAL) /* never an entry of the public record */
		return record_add(c, "trial.seal", "sheet", v.a.sheet.v, "{}");
	stance = v.a.said.has ? /* what she answers in writing is a vote too */
	    str_printf(c->mem, ",\"stance\":%" PRId64, v.a.said.v) : S("");
	return sheet_sealed(c, v.a.sheet, &(struct sealed_words){ text, seal,
	    v.a.seat_code, c->actor.name, stance, secret });
}

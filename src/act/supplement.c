/* supplement: see supplement.h. */
#include "act/supplement.h"

#include <inttypes.h>

#include "act/calendar.h"
#include "act/manifest.h"
#include "act/reasons.h"
#include "act/record.h"
#include "q.h"

const struct reason WHY_NO_ITEMS = { RC_INVALID, "no_items" };
const struct reason WHY_DUE_NOT_AHEAD = { RC_INVALID, "due_not_ahead" };
const struct reason WHY_NO_ANSWER = { RC_INVALID, "no_answer" };
const struct reason WHY_LATE_ANSWER = { RC_INVALID, "late_answer" };
const struct reason WHY_SUPPLEMENT_NOT_OVER = { RC_CONFLICT, "supplement_not_over" };

#define DUE_DAYS_MAX 90

/* ---- reading -------------------------------------------------------------------- */

static const struct component *
supplement_component(const struct pack *pack, struct str code)
{
	size_t i;

	for (i = 0; i < pack->n_components; i++)
		if (str_eq(pack->components[i].code, code))
			return &pack->components[i];
	return NULL;
}

/* The items of one request, as components of the pack. */
static void
supplement_fill_items(struct ctx *c, const struct dossier *d,
    const struct q_supplement_items_rows *rows, struct supplement *s)
{
	const struct component **v = ARENA_ARRAY(c->mem, rows->n, const struct component *);
	size_t i;

	s->items = v;
	for (i = 0; i < rows->n; i++) {
		if (rows->v[i].supplement.v != s->id.v)
			continue;
		v[s->n_items] = supplement_component(d->pack, rows->v[i].item);
		s->n_items += v[s->n_items] != NULL;
	}
}

enum rc
supplement_list(struct ctx *c, const struct dossier *d, struct supplements *out)
{
	struct q_supplements_rows rows;
	struct q_supplement_items_rows items;
	struct supplement *v;
	enum rc rc;
	size_t i;

	if ((rc = q_supplements(c->db, d->id, &rows)) != RC_OK)
		return rc;
	if ((rc = q_supplement_items(c->db, d->id, &items)) != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n, struct supplement);
	*out = (struct supplements){ .v = v, .n = rows.n };
	for (i = 0; i < rows.n; i++) {
		v[i] = (struct supplement){
			.id = rows.v[i].id, .level = (enum unit_level)rows.v[i].level,
			.asked_at = rows.v[i].asked_at,
			.answered_at = rows.v[i].answered_at,
			.due_on = rows.v[i].due_on,
			.sentence = rows.v[i].sentence, .answer = rows.v[i].answer,
			.late_why = rows.v[i].late_why,
			.closed_at = rows.v[i].closed_at,
			.closed_why = rows.v[i].closed_why,
		};
		supplement_fill_items(c, d, &items, &v[i]);
		if (v[i].answered_at.ms == 0 && v[i].closed_at.ms == 0)
			out->open = &v[i];
	}
	return RC_OK;
}

/* The day by which the commune must have forwarded it: 15 working days from
 * receipt (Đ7.2) and the working days that supplements took. */
static enum rc
supplement_commune_due(struct ctx *c, const struct dossier *d, struct day *out)
{
	struct supplements all;
	struct day_exceptions calendar;
	int days = d->pack->commune_working_days;
	enum rc rc;
	size_t i;

	*out = d->transition.until;
	if (days == 0) /* rules of before knew no number (Đ12.2) */
		return RC_OK;
	if ((rc = supplement_list(c, d, &all)) != RC_OK)
		return rc;
	if ((rc = calendar_load(c, &calendar)) != RC_OK)
		return rc;
	for (i = 0; i < all.n; i++) {
		const struct supplement *s = &all.v[i];
		const struct day end = s->answered_at.ms != 0
		    ? day_of(s->answered_at) : c->today;

		/* A return and a new receipt start the clock again. */
		if (s->level == LEVEL_COMMUNE && s->asked_at.ms >= d->received_at.ms)
			days += working_days_between(&calendar, day_of(s->asked_at), end);
	}
	*out = working_days_after(&calendar, day_of(d->received_at), days);
	return RC_OK;
}

/* ---- asking and answering ---------------------------------------------------------- */

static enum rc
supplement_check(struct ctx *c, const struct dossier *d,
    const struct supplement_input *in)
{
	size_t i;

	if (in->n_items == 0)
		fault_field(c->fault, S("items"), &WHY_NO_ITEMS, S(""));
	for (i = 0; i < in->n_items; i++)
		if (supplement_component(d->pack, in->items[i]) == NULL)
			return FAIL(c, WHY_ABSENT, "component %.*s", STR_ARG(in->items[i]));
	if (in->sentence.n == 0)
		fault_field(c->fault, S("sentence"), &WHY_NO_SENTENCE, S(""));
	if (in->due_on.n <= c->today.n || in->due_on.n > c->today.n + DUE_DAYS_MAX)
		fault_field(c->fault, S("due_on"), &WHY_DUE_NOT_AHEAD,
		    day_text(c->mem, day_add(c->today, 10)));
	return fault_rc(c->fault);
}

static enum rc
supplement_add_items(struct ctx *c, struct supplement_id id,
    const struct supplement_input *in)
{
	size_t i, k;
	enum rc rc;

	for (i = 0; i < in->n_items; i++) {
		for (k = 0; k < i && !str_eq(in->items[k], in->items[i]); k++)
			;
		if (k < i)
			continue;
		if ((rc = q_supplement_item_add(c->db, id, in->items[i])) != RC_OK)
			return rc;
	}
	return RC_OK;
}

enum rc
supplement_ask(struct ctx *c, struct dossier_id id, const struct supplement_input *in)
{
	const enum deed deed = in->level == LEVEL_COMMUNE ? DO_ASK_COMMUNE : DO_ASK_PROVINCE;
	struct q_supplement_add_in add;
	struct q_supplement_add added;
	struct dossier d;
	enum dossier_state next;
	enum unit_level level = in->level;
	enum rc rc;

	if ((rc = dossier_begin(c, id, deed, &d, &next)) != RC_OK)
		return rc;
	if (level != LEVEL_COMMUNE)
		level = d.level; /* the province's agency or the Ministry's */
	if ((rc = supplement_check(c, &d, in)) != RC_OK)
		return rc;
	add = (struct q_supplement_add_in){
		.dossier = id, .level = level, .asked_by = c->actor.id,
		.now = c->now, .due_on = in->due_on, .sentence = in->sentence,
	};
	if ((rc = q_supplement_add(c->db, &add, &added)) != RC_OK)
		return rc;
	if ((rc = supplement_add_items(c, added.id, in)) != RC_OK)
		return rc;
	rc = q_dossier_set_state(c->db, id, next, in->due_on, (struct str){ 0 });
	if (rc != RC_OK)
		return rc;
	rc = notice_to_subject(c, d.subject, "supplement_asked", d.product_name,
	    str_printf(c->mem, "/ho-so/%" PRId64 "/bo-sung", id.v));
	/* The agency asks through the commune (Đ7.3.a), the Ministry through
	 * the province: they are told too. */
	if (rc == RC_OK && level != LEVEL_COMMUNE)
		rc = notice_to_agency(c, d.commune, "supplement_asked",
		    d.product_name, dossier_link(c, id));
	if (rc == RC_OK && level == LEVEL_MINISTRY)
		rc = notice_to_agency(c, d.province, "supplement_asked",
		    d.product_name, dossier_link(c, id));
	if (rc != RC_OK)
		return rc;
	return record_add(c, level == LEVEL_COMMUNE ? "dossier.asked_commune"
	    : "dossier.asked_province", "dossier", id.v,
	    "{\"supplement\":%" PRId64 ",\"items\":%zu,\"due\":\"%.*s\"}",
	    added.id.v, in->n_items, STR_ARG(day_iso(c->mem, in->due_on)));
}

/* The deadline of whoever asked, once the dossier is back with him. */
static enum rc
supplement_due_after(struct ctx *c, const struct dossier *d,
    const struct supplement *s, struct day *out)
{
	/* Đ7.3.a names none for the agency; a re-evaluation has 45 days from
	 * the day it is full, which is today (Đ7.6.g) */
	return s->level == LEVEL_COMMUNE ? supplement_commune_due(c, d, out)
	    : dossier_due(c, d, c->today, out);
}

bool
supplement_is_late(const struct ctx *c, const struct supplement *s)
{
	return s->answered_at.ms == 0 && s->closed_at.ms == 0 && c->today.n > s->due_on.n;
}

static enum rc
answer_check(struct ctx *c, const struct supplement *open, struct str answer,
    struct str late_why)
{
	if (answer.n == 0)
		fault_field(c->fault, S("answer"), &WHY_NO_ANSWER, S(""));
	if (supplement_is_late(c, open) && late_why.n == 0)
		fault_field(c->fault, S("late_answer"), &WHY_LATE_ANSWER,
		    day_text(c->mem, open->due_on));
	return fault_rc(c->fault);
}

enum rc
supplement_answer(struct ctx *c, struct dossier_id id, struct str answer,
    struct str late_why)
{
	struct supplements all;
	struct dossier d;
	enum dossier_state next;
	struct day due;
	bool commune;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_ANSWER, &d, &next)) != RC_OK)
		return rc;
	if ((rc = supplement_list(c, &d, &all)) != RC_OK)
		return rc;
	if (all.open == NULL)
		return FAIL(c, WHY_WRONG_STATE, "dossier %" PRId64, id.v);
	commune = all.open->level == LEVEL_COMMUNE;
	if ((rc = answer_check(c, all.open, answer, late_why)) != RC_OK ||
	    (rc = q_supplement_set_answer(c->db, all.open->id, answer,
	    supplement_is_late(c, all.open) ? late_why : (struct str){ NULL, 0 },
	    c->now)) != RC_OK)
		return rc;
	if ((rc = supplement_due_after(c, &d, all.open, &due)) != RC_OK)
		return rc;
	rc = q_dossier_set_state(c->db, id, next, due, (struct str){ 0 });
	if (rc == RC_OK && !commune)
		rc = q_dossier_set_full(c->db, id, c->today);
	if (rc != RC_OK)
		return rc;
	rc = notice_to_agency(c, commune ? d.commune : d.evaluator,
	    "supplement_answered", d.product_name, dossier_link(c, id));
	/* the Ministry's own office gets it from the province (act/handed.h) */
	if (rc == RC_OK && all.open->level == LEVEL_MINISTRY)
		rc = notice_to_agency(c, d.province, "supplement_answered", d.product_name,
		    dossier_link(c, id));
	if (rc != RC_OK)
		return rc;
	rc = record_add(c, "dossier.answered", "dossier", id.v,
	    "{\"supplement\":%" PRId64 "}", all.open->id.v);
	return rc == RC_OK ? dossier_part(c, id) : rc;
}

/* ---- without an answer ------------------------------------------------------------- */

/* A request that is overdue, where it leads, and what was asked. */
struct unanswered {
	struct dossier d;
	enum dossier_state next;
	struct supplement open;
};

static enum rc
unanswered_close(struct ctx *c, struct dossier_id id, enum deed deed, struct str why,
    struct unanswered *u)
{
	struct supplements all;
	enum rc rc;

	if ((rc = dossier_begin(c, id, deed, &u->d, &u->next)) != RC_OK ||
	    (rc = supplement_list(c, &u->d, &all)) != RC_OK)
		return rc;
	if (all.open == NULL)
		return FAIL(c, WHY_WRONG_STATE, "dossier %" PRId64, id.v);
	if (!supplement_is_late(c, all.open))
		return FAIL(c, WHY_SUPPLEMENT_NOT_OVER, "%.*s",
		    STR_ARG(day_text(c->mem, all.open->due_on)));
	if (why.n == 0) {
		fault_field(c->fault, deed == DO_RETURN ? S("back_why") : S("why"),
		    &WHY_NO_SENTENCE, S(""));
		return RC_INVALID;
	}
	u->open = *all.open;
	return q_supplement_close(c->db, u->open.id, why, c->now);
}

enum rc
supplement_resume(struct ctx *c, struct dossier_id id, struct str why)
{
	struct unanswered u;
	struct day due;
	enum rc rc;

	if ((rc = unanswered_close(c, id, DO_RESUME, why, &u)) != RC_OK ||
	    (rc = supplement_due_after(c, &u.d, &u.open, &due)) != RC_OK ||
	    (rc = q_dossier_set_state(c->db, id, u.next, due, (struct str){ 0 })) != RC_OK ||
	    (rc = q_dossier_set_full(c->db, id, c->today)) != RC_OK ||
	    (rc = dossier_told(c, &u.d, "dossier_resumed")) != RC_OK)
		return rc;
	return record_add(c, "dossier.resumed", "dossier", id.v,
	    "{\"supplement\":%" PRId64 "}", u.open.id.v);
}

enum rc
supplement_return(struct ctx *c, struct dossier_id id, struct str why)
{
	struct unanswered u;
	enum rc rc;

	if ((rc = unanswered_close(c, id, DO_RETURN, why, &u)) != RC_OK ||
	    (rc = q_dossier_set_state(c->db, id, u.next, (struct day){ 0 }, why)) != RC_OK ||
	    (rc = dossier_told(c, &u.d, "dossier_given_back")) != RC_OK)
		return rc;
	return record_add(c, "dossier.returned", "dossier", id.v,
	    "{\"supplement\":%" PRId64 "}", u.open.id.v);
}

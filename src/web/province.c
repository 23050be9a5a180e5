/*
 * province: the provincial agency's desk; see act/province.h.
 */
#include "web/province.h"

#include <inttypes.h>

#include "act/calendar.h"
#include "html.h"
#include "web/field.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

enum text
province_pile_text(enum province_pile pile)
{
	static const enum text words[HEAP__COUNT] = {
		[HEAP_ALL] = T_province_all, [HEAP_NEW] = T_province_new,
		[HEAP_CHECK] = T_province_check, [HEAP_ASKED] = T_province_asked,
		[HEAP_ACCEPTED] = T_province_accepted,
		[HEAP_AGENDA] = T_province_agenda,
		[HEAP_CONCLUDED] = T_province_concluded,
		[HEAP_DONE] = T_province_done,
	};

	return words[pile];
}

enum text
component_verdict_text(int verdict)
{
	switch (verdict) {
	case COMPONENT_OK: return T_check_ok;
	case COMPONENT_MISSING: return T_check_missing;
	case COMPONENT_WRONG: return T_check_wrong;
	default: return T_check_open;
	}
}

/* What is left of each deadline, in the unit of its period. */
static enum rc
province_left(struct visit *v, struct province_page *p)
{
	int *left = ARENA_ARRAY(v->ctx.mem, p->v.rows.n + 1, int);
	struct day_exceptions calendar;
	enum rc rc = calendar_load(&v->ctx, &calendar);

	for (size_t i = 0; rc == RC_OK && i < p->v.rows.n; i++) {
		const struct q_province_list *r = &p->v.rows.v[i];

		left[i] = state_in_working_days((enum dossier_state)r->state)
		    ? calendar_left(&calendar, v->ctx.today, r->due_on)
		    : r->due_on.n - v->ctx.today.n;
	}
	p->left = left;
	return rc;
}

enum rc
province_index(struct visit *v)
{
	const struct province_list_form *f = FORM_OF(v, province_list);
	struct province_page p = { .after = { NULL, 0 } };
	enum province_pile pile = f->dong.has && f->dong.v > 0 &&
	    f->dong.v < HEAP__COUNT ? (enum province_pile)f->dong.v : HEAP_ALL;
	enum rc rc = province_list(&v->ctx, pile, f->q, f->after, &p.v);

	if (rc != RC_OK || (rc = province_left(v, &p)) != RC_OK)
		return rc;
	if (p.v.next > 0)
		p.after = str_printf(v->ctx.mem, "%" PRId64, p.v.next);
	html_province_index(visit_page(v), v, &p);
	return RC_OK;
}

/* Our items beside what the commune found of them. */
static void
province_lines(struct visit *v, struct province_desk_page *p)
{
	struct province_line *lines = ARENA_ARRAY(v->ctx.mem, p->v.check.n + 1,
	    struct province_line);
	const struct str again = v->again ? pairs_get(v->raw, S("item"))
	                                  : (struct str){ NULL, 0 };

	for (size_t i = 0; i < p->v.check.n; i++) {
		const struct component_line *c = &p->v.check.v[i];
		struct province_line *l = &lines[p->n_lines];

		if (!c->needed)
			continue;
		*l = (struct province_line){ .c = c,
		    .name = v->lang == LANG_EN ? c->item->name.en
		                               : c->item->name.vi,
		    .place = str_printf(v->ctx.mem, "item.%.*s",
		        STR_ARG(c->item->code)) };
		l->note = str_eq(again, c->item->code)
		    ? pairs_get(v->raw, S("note")) : c->note;
		l->fault_text = field_fault_text(v, l->place);
		for (size_t k = 0; k < p->v.commune.n; k++) {
			const struct component_line *o = &p->v.commune.v[k];

			if (!o->judged || !str_eq(o->item->code, c->item->code))
				continue;
			l->commune_verdict = (int)o->verdict;
			l->commune_note = o->note;
		}
		p->n_lines++;
	}
	p->lines = lines;
}

/* The knock-outs that its set prints. */
static void
province_knocks(struct visit *v, struct province_desk_page *p)
{
	struct arena *mem = v->ctx.mem;
	const struct stop_choice *known;
	size_t n = set_stops(p->v.d.set, mem, &known);
	struct stop_choice *knocks = ARENA_ARRAY(mem, n + 1, struct stop_choice);
	struct str *words = ARENA_ARRAY(mem, n + 1, struct str);

	for (size_t i = 0; i < n; i++) {
		knocks[i] = known[i];
		words[i] = v->lang == LANG_EN ? known[i].text.en : known[i].text.vi;
	}
	if (p->v.d.facts.revoked) {
		knocks[n] = (struct stop_choice){ .code = S("REVOKED") };
		words[n++] = text_of(v->lang, T_above_knock_revoked);
	}
	p->knocks = knocks;
	p->knock_words = words;
	p->n_knocks = n;
	p->code_fault = field_fault_text(v, S("code"));
	p->knocking = v->again && pairs_get(v->raw, S("reason")).p != NULL;
}

enum text
sent_part_text(enum sent_part part)
{
	static const enum text all[SENT_PART__COUNT] = { [SENT_LETTER] = T_sent_letter,
		[SENT_TEAM] = T_sent_team, [SENT_COUNCIL] = T_sent_council,
		[SENT_DECISION] = T_sent_decision, [SENT_AGENCY] = T_sent_agency,
		[SENT_DOSSIER] = T_sent_dossier, [SENT_CHECKS] = T_sent_checks,
		[SENT_SAMPLES] = T_sent_samples };

	return all[part];
}

bool
province_item_asked(const struct visit *v, struct str code)
{
	for (size_t i = 0; v->again && i < v->raw.n; i++)
		if (str_eq(v->raw.v[i].name, S("items")) &&
		    str_eq(v->raw.v[i].value, code))
			return true;
	return false;
}

static void
province_orders(struct visit *v, struct province_desk_page *p)
{
	struct field_option *all = ARENA_ARRAY(v->ctx.mem, ORDER__COUNT, struct field_option);
	const struct dossier *d = &p->v.d;
	size_t n = 0;

	p->by_letter = DOSSIER_MAY(d, DO_ENTER_REDO);
	if (p->by_letter || DOSSIER_MAY(d, DO_ORDER_REDO))
		all[n++] = (struct field_option){ .value = S("1"), .label = T_order_redo };
	if (DOSSIER_MAY(d, DO_ENTER_WITHDRAW) || DOSSIER_MAY(d, DO_ORDER_WITHDRAW))
		all[n++] = (struct field_option){ .value = S("2"), .label = T_order_withdraw };
	p->orders = (struct field_options){ all, n };
}

enum rc
province_show(struct visit *v)
{
	struct province_desk_page p = { .n_lines = 0 };
	enum rc rc = province_desk_load(&v->ctx, (struct dossier_id){ v->id[0] },
	    &p.v);

	if (rc != RC_OK || (rc = whereabouts_fill(v, &p.v.d, &p.where)) != RC_OK)
		return rc;
	if ((rc = handed_state(&v->ctx, &p.v.d, &p.handed, &p.handed_at)) != RC_OK)
		return rc;
	p.set_name = visit_set_name(v, p.v.d.set->code);
	province_lines(v, &p);
	province_knocks(v, &p);
	province_orders(v, &p);
	p.asking = v->again && pairs_get(v->raw, S("due_on")).p != NULL;
	p.items_fault = field_fault_text(v, S("items"));
	html_province_show(visit_page(v), v, &p);
	return RC_OK;
}

static enum rc
province_done(struct visit *v, enum rc rc)
{
	return rc == RC_OK ? visit_go(v, "/tinh/ho-so/%", v->id[0]) : rc;
}

enum rc
province_take_post(struct visit *v)
{
	return province_done(v, province_take(&v->ctx,
	    (struct dossier_id){ v->id[0] }));
}

enum rc
province_accept_post(struct visit *v)
{
	return province_done(v, province_accept(&v->ctx,
	    (struct dossier_id){ v->id[0] }));
}

enum rc
province_component_post(struct visit *v)
{
	const struct province_component_form *f = FORM_OF(v, province_component);

	return province_done(v, component_set(&v->ctx,
	    (struct dossier_id){ v->id[0] }, LEVEL_PROVINCE,
	    &(struct component_input){ .item = f->item,
	    .verdict = (int)f->verdict.v, .note = f->note,
	    .seen_at = { f->seen_at.v } }));
}

enum rc
province_ask_post(struct visit *v)
{
	const struct province_ask_form *f = FORM_OF(v, province_ask);

	return province_done(v, supplement_ask(&v->ctx,
	    (struct dossier_id){ v->id[0] }, &(struct supplement_input){
	    .level = LEVEL_PROVINCE, .items = f->items.v, .n_items = f->items.n,
	    .sentence = f->sentence, .due_on = f->due_on }));
}

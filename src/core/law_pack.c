/*
 * law_pack: what a decision says besides its criteria: bands, clocks, rounds,
 * components, transition. data/rules/README.md describes pack.json.
 */
#include "core/law_load.h"

#include "core/condition.h"

static void
read_bands(struct reading *r, const struct json *j, struct pack *p)
{
	static const char *const names[] = { "star", "min", "certificate",
		"recognised_by", "recognised_until", "recognised_before_by",
		NULL };
	const struct json *list = need_list(r, j, "bands", S("bands"));

	if (json_len(list) != 5)
		problem(r, S("bands"), "bands", "there must be five");
	for (size_t i = 0; i < json_len(list) && i < 5; i++) {
		const struct json *v = json_at(list, i);
		struct band *b = &p->bands[p->n_bands++];

		known_names(r, v, S("bands"), names);
		b->star = need_int(r, v, "star", S("bands"), (struct range){ 1, 5 });
		b->min = need_int(r, v, "min", S("bands"), (struct range){ 0, 100 });
		b->certificate = json_bool(json_get(v, S("certificate")), false);
		b->recognised_by = may_text(r, v, "recognised_by", S("bands"));
		b->recognised_until = read_day(r, v, "recognised_until",
		    S("bands"), false);
		b->recognised_before_by = may_text(r, v, "recognised_before_by",
		    S("bands"));
		if (b->star != 5 - (int)i)
			problem(r, S("bands"), "bands", "five stars come first");
		if (i > 0 && b->min >= b[-1].min)
			problem(r, S("bands"), "bands", "min must fall");
		if (b->certificate != (b->recognised_by.n > 0))
			problem(r, S("bands"), "bands", "a certificate needs "
			    "somebody who recognises, and only it");
	}
	if (p->n_bands == 5 && p->bands[4].min != 0)
		problem(r, S("bands"), "bands", "one star begins at 0");
}

static void
read_clocks(struct reading *r, const struct json *j, struct pack *p)
{
	static const char *const names[] = { "code", "amount", "unit", "clause",
		NULL };
	const struct json *list = need_list(r, j, "clocks", S("clocks"));
	struct clock_rule *v = ARENA_ARRAY(r->mem, json_len(list),
	    struct clock_rule);

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *e = json_at(list, i);
		struct str unit = need_text(r, e, "unit", S("clocks"));

		known_names(r, e, S("clocks"), names);
		v[i].code = need_text(r, e, "code", S("clocks"));
		v[i].amount = need_int(r, e, "amount", v[i].code, (struct range){ 1, 1000 });
		v[i].clause = need_text(r, e, "clause", v[i].code);
		if (str_eq(unit, S("days")))
			v[i].unit = CLOCK_DAYS;
		else if (str_eq(unit, S("working_days")))
			v[i].unit = CLOCK_WORKING_DAYS;
		else if (str_eq(unit, S("months")))
			v[i].unit = CLOCK_MONTHS;
		else
			problem(r, v[i].code, "unit", "must be days, "
			    "working_days or months");
	}
	p->clocks = v;
	p->n_clocks = json_len(list);
}

/* "04-30": a month and a day that exist in every year. */
static void
read_month_day(struct reading *r, const struct json *j, const char *name,
    int *month, int *day)
{
	struct str s = need_text(r, j, name, S("rounds"));
	int64_t m = 0, d = 0;

	if (s.n != 5 || s.p[2] != '-' || !str_int(str_head(s, 2), &m) ||
	    !str_int(str_from(s, 3), &d) ||
	    day_make(2023, (int)m, (int)d).n == 0)
		problem(r, S("rounds"), "day", "%s must be as 04-30", name);
	*month = (int)m;
	*day = (int)d;
}

static void
read_rounds(struct reading *r, const struct json *j, struct pack *p)
{
	static const char *const names[] = { "level", "number",
		"proposed_before", "held_before", "clause", NULL };
	const struct json *list = need_list(r, j, "rounds", S("rounds"));
	struct round_rule *v = ARENA_ARRAY(r->mem, json_len(list),
	    struct round_rule);
	struct str level;

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *e = json_at(list, i);

		known_names(r, e, S("rounds"), names);
		v[i].number = need_int(r, e, "number", S("rounds"), (struct range){ 1, 12 });
		read_month_day(r, e, "proposed_before", &v[i].proposed_month,
		    &v[i].proposed_day);
		read_month_day(r, e, "held_before", &v[i].held_month,
		    &v[i].held_day);
		v[i].clause = need_text(r, e, "clause", S("rounds"));
		level = may_text(r, e, "level", S("rounds"));
		v[i].of_ministry = str_eq(level, S("ministry"));
		if (level.n > 0 && !v[i].of_ministry)
			problem(r, S("rounds"), "level", "%s", "is ministry, or not there");
	}
	p->rounds = v;
	p->n_rounds = json_len(list);
}

static void
read_components(struct reading *r, const struct json *j, struct pack *p)
{
	static const char *const names[] = { "code", "name_vi", "name_en",
		"required", "clause", NULL };
	const struct json *list = need_list(r, j, "components", S("components"));
	struct component *v = ARENA_ARRAY(r->mem, json_len(list),
	    struct component);

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *e = json_at(list, i);

		known_names(r, e, S("components"), names);
		v[i].code = need_text(r, e, "code", S("components"));
		v[i].name = need_pair(r, e, "name", v[i].code);
		v[i].required = json_bool(json_get(e, S("required")), false);
		v[i].clause = need_text(r, e, "clause", v[i].code);
		for (size_t k = 0; k < i; k++)
			if (str_eq(v[k].code, v[i].code))
				problem(r, v[i].code, "twice", "in components");
	}
	p->components = v;
	p->n_components = json_len(list);
}

/* A decision before Đ8 and Đ9 has neither. */
static void
read_grounds(struct reading *r, const struct json *j, struct pack *p)
{
	static const char *const names[] = { "code", "name_vi", "name_en",
		"clause", NULL };
	const struct json *list = json_get(j, S("grounds"));
	struct ground_rule *v = ARENA_ARRAY(r->mem, json_len(list) + 1,
	    struct ground_rule);

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *e = json_at(list, i);

		known_names(r, e, S("grounds"), names);
		v[i].code = need_text(r, e, "code", S("grounds"));
		v[i].name = need_pair(r, e, "name", v[i].code);
		v[i].clause = need_text(r, e, "clause", v[i].code);
		for (size_t k = 0; k < i; k++)
			if (str_eq(v[k].code, v[i].code))
				problem(r, v[i].code, "twice", "in grounds");
	}
	p->grounds = v;
	p->n_grounds = json_len(list);
}

static void
read_checks(struct reading *r, const struct json *j, struct pack *p)
{
	static const char *const names[] = { "code", "name_vi", "name_en",
		"ground", "clause", NULL };
	const struct json *list = json_get(j, S("checks"));
	struct check_rule *v = ARENA_ARRAY(r->mem, json_len(list) + 1,
	    struct check_rule);

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *e = json_at(list, i);
		bool known = false;

		known_names(r, e, S("checks"), names);
		v[i].code = need_text(r, e, "code", S("checks"));
		v[i].name = need_pair(r, e, "name", v[i].code);
		v[i].ground = need_text(r, e, "ground", v[i].code);
		v[i].clause = need_text(r, e, "clause", v[i].code);
		for (size_t k = 0; k < p->n_grounds; k++)
			known |= str_eq(p->grounds[k].code, v[i].ground);
		if (!known)
			problem(r, v[i].code, "ground", "is not in grounds");
	}
	p->checks = v;
	p->n_checks = json_len(list);
}

/* Notes of effect applies-if that a level of another criterion can answer; a note
 * without a rule here is judged by people. */
static void
read_conditions(struct reading *r, const struct json *j, struct pack *p)
{
	static const char *const names[] = { "note", "on", "absent", "clause", NULL };
	const struct json *list = json_get(j, S("conditions"));
	struct condition_rule *v = ARENA_ARRAY(r->mem, json_len(list) + 1,
	    struct condition_rule);

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *e = json_at(list, i);

		known_names(r, e, S("conditions"), names);
		v[i].note = need_text(r, e, "note", S("conditions"));
		v[i].on = need_text(r, e, "on", v[i].note);
		v[i].absent = need_int(r, e, "absent", v[i].note,
		    (struct range){ 0, 100 });
		v[i].clause = need_text(r, e, "clause", v[i].note);
	}
	p->conditions = v;
	p->n_conditions = json_len(list);
}

static void
read_transition(struct reading *r, const struct json *j, struct pack *p)
{
	static const char *const names[] = { "about", "text_vi", "text_en",
		"clause", NULL };
	const struct json *list = need_list(r, j, "transition", S("transition"));
	struct transition_rule *v = ARENA_ARRAY(r->mem, json_len(list),
	    struct transition_rule);

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *e = json_at(list, i);

		known_names(r, e, S("transition"), names);
		v[i].about = need_text(r, e, "about", S("transition"));
		v[i].text = need_pair(r, e, "text", v[i].about);
		v[i].clause = need_text(r, e, "clause", v[i].about);
	}
	p->transition = v;
	p->n_transition = json_len(list);
}

static void
read_irregular(struct reading *r, const struct json *j, struct pack *p)
{
	static const char *const names[] = { "set", "where", "what", NULL };
	const struct json *list = need_list(r, j, "irregular", S("irregular"));
	struct irregular *v = ARENA_ARRAY(r->mem, json_len(list),
	    struct irregular);

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *e = json_at(list, i);

		known_names(r, e, S("irregular"), names);
		v[i].set = need_text(r, e, "set", S("irregular"));
		v[i].where = need_text(r, e, "where", S("irregular"));
		v[i].what = need_text(r, e, "what", S("irregular"));
	}
	p->irregular = v;
	p->n_irregular = json_len(list);
}

/* The amount of a clock; 0 when the decision has no such clock. */
static int
amount_of(const struct pack *p, const char *code)
{
	const struct clock_rule *c = pack_clock(p, code);

	return c == NULL ? 0 : c->amount;
}

void
law_read_pack(struct reading *r, const struct json *j, struct str folder,
    struct pack *p)
{
	static const char *const names[] = { "schema", "code", "decision",
		"title_vi", "title_en", "amended_by", "from", "until", "bands",
		"validity_months", "product_code", "slip_number", "clocks",
		"rounds", "components", "grounds", "checks", "conditions",
		"transition", "irregular", NULL };

	known_names(r, j, S(""), names);
	if (!str_eq(need_text(r, j, "schema", S("")), S("ocop-pack/1")))
		problem(r, S(""), "schema", "must be ocop-pack/1");
	p->code = need_text(r, j, "code", S(""));
	if (!str_eq(p->code, folder))
		problem(r, S(""), "code", "must be the folder's name");
	p->decision = need_text(r, j, "decision", S(""));
	p->title = need_pair(r, j, "title", S(""));
	p->from = read_day(r, j, "from", S(""), true);
	p->until = read_day(r, j, "until", S(""), false);
	p->validity_months = need_int(r, j, "validity_months", S(""), (struct range){ 1, 120 });
	p->product_code = may_text(r, j, "product_code", S(""));
	p->slip_number = may_text(r, j, "slip_number", S(""));
	read_bands(r, j, p);
	read_clocks(r, j, p);
	read_rounds(r, j, p);
	read_components(r, j, p);
	read_grounds(r, j, p);
	read_checks(r, j, p);
	read_conditions(r, j, p);
	read_transition(r, j, p);
	read_irregular(r, j, p);
	p->commune_working_days = amount_of(p, "commune");
	p->window_first_days = amount_of(p, "window_first");
	p->window_last_days = amount_of(p, "window_last");
	p->again_days = amount_of(p, "again");
	p->late_days = amount_of(p, "late");
	if (p->until.n != 0 && p->until.n < p->from.n)
		problem(r, S("until"), "day", "before from");
}

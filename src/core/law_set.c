/*
 * law_set: one criteria set from its file, with every check that the form
 * itself allows: leaves add up to groups, groups to parts, parts to what the
 * decision says; points rise from level to level; ids occur once; notes,
 * knock-outs and parents exist; marks are cumulative (a higher star also needs
 * the lower marks).
 */
#include "core/law_load.h"

/* Arrays of a set while it is read. */
struct growing {
	struct loading *l;
	struct criteria_set *set;
	struct criterion *criteria;
	struct group *groups;
	struct part *parts;
	size_t n_levels; /* of all criteria: compared with counts.levels */
};

static struct levels
read_levels(struct growing *g, const struct json *list, struct str where)
{
	static const char *const names[] = { "points", "label_vi", "label_en",
		"min_for_star", NULL };
	struct reading *r = &g->l->r;
	struct level *v = ARENA_ARRAY(r->mem, json_len(list), struct level);

	if (json_len(list) == 0)
		problem(r, where, "missing", "no levels");
	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *e = json_at(list, i);

		known_names(r, e, where, names);
		v[i].points = need_int(r, e, "points", where, (struct range){ 0, 100 });
		v[i].label = need_pair(r, e, "label", where);
		v[i].min_for_star = may_int(r, e, "min_for_star", where, 5);
		if (v[i].min_for_star == 1 || v[i].min_for_star == 2)
			problem(r, where, "marks", "a mark is of 3, 4, 5 stars");
		if (i > 0 && v[i].points == v[i - 1].points)
			problem(r, where, "equal_levels", "two levels of %d "
			    "points", v[i].points);
		if (i > 0 && v[i].points < v[i - 1].points)
			problem(r, where, "falling_levels", "%d points after %d",
			    v[i].points, v[i - 1].points);
	}
	g->n_levels += json_len(list);
	return (struct levels){ v, json_len(list) };
}

static int
levels_top(struct levels l)
{
	int top = 0;

	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].points > top)
			top = l.v[i].points;
	return top;
}

static void
read_cases(struct growing *g, const struct json *list, struct criterion *c)
{
	static const char *const names[] = { "id", "name_vi", "name_en",
		"levels", NULL };
	struct reading *r = &g->l->r;
	struct criterion_case *v = ARENA_ARRAY(r->mem, json_len(list),
	    struct criterion_case);

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *e = json_at(list, i);

		known_names(r, e, c->id, names);
		v[i].id = need_text(r, e, "id", c->id);
		v[i].name = need_pair(r, e, "name", c->id);
		v[i].levels = read_levels(g, need_list(r, e, "levels", c->id),
		    c->id);
		for (size_t k = 0; k < i; k++)
			if (str_eq(v[k].id, v[i].id))
				problem(r, c->id, "twice", "a case");
	}
	c->cases = v;
	c->n_cases = json_len(list);
}

/* The marks printed at levels, or on the title: needs[star] is the least
 * points of that mark and of those below. */
static void
marks_of_levels(struct levels l, int title_mark, int needs[6])
{
	for (size_t i = 0; i < l.n; i++)
		for (int s = l.v[i].min_for_star; s >= 3 && s <= 5; s++)
			if (needs[s] < l.v[i].points)
				needs[s] = l.v[i].points;
	/* QĐ 148: on the title, read as "at least the lowest scoring level" */
	for (size_t i = 0; title_mark >= 3 && i < l.n; i++) {
		if (l.v[i].points == 0)
			continue;
		for (int s = title_mark; s <= 5; s++)
			if (needs[s] < l.v[i].points)
				needs[s] = l.v[i].points;
		break;
	}
}

static void
read_needs(struct growing *g, const struct json *j, struct criterion *c)
{
	const struct json *map = json_get(j, S("required_for_star"));
	struct reading *r = &g->l->r;
	int marks[6] = { 0 };

	marks_of_levels(c->levels,
	    may_int(r, j, "criterion_star_mark", c->id, 5), marks);
	for (size_t i = 0; i < c->n_cases; i++)
		marks_of_levels(c->cases[i].levels, 0, marks);
	for (int s = 3; s <= 5; s++) {
		const char name[2] = { (char)('0' + s), '\0' };

		c->needs[s] = may_int(r, map, name, c->id, 100);
		c->starred = c->starred || c->needs[s] > 0;
		if (c->needs[s] != marks[s])
			problem(r, c->id, "marks", "%d stars need %d points, "
			    "the marks say %d", s, c->needs[s], marks[s]);
	}
}

static void
read_criterion_notes(struct growing *g, const struct json *j,
    struct criterion *c)
{
	const struct json *list = json_get(j, S("notes"));
	struct loading *l = g->l;
	const struct note **v = ARENA_ARRAY(l->r.mem, json_len(list),
	    const struct note *);

	for (size_t i = 0; i < json_len(list); i++) {
		struct str code = json_str(json_at(list, i));
		const struct note *found = NULL;

		for (size_t k = 0; k < l->n_notes && found == NULL; k++)
			if (str_eq(l->notes[k].code, code))
				found = &l->notes[k];
		if (found == NULL)
			problem(&l->r, c->id, "reference", "no note %.*s",
			    STR_ARG(code));
		else
			v[c->n_notes++] = found;
	}
	c->notes = v;
}

static void
read_criterion(struct growing *g, const struct json *j)
{
	static const char *const names[] = { "id", "official_no", "parent",
		"key", "name_vi", "name_en", "max", "kind", "levels", "cases",
		"required_for_star", "criterion_star_mark", "notes",
		"confidence", "basis", "source_max", "source_points", NULL };
	struct reading *r = &g->l->r;
	struct criterion *c = &g->criteria[g->set->n_criteria++];
	bool by_case = json_get(j, S("cases")) != NULL;
	int top = 0;

	c->id = need_text(r, j, "id", S("criteria"));
	known_names(r, j, c->id, names);
	c->official_no = need_text(r, j, "official_no", c->id);
	c->key = need_text(r, j, "key", c->id);
	c->name = need_pair(r, j, "name", c->id);
	c->max = need_int(r, j, "max", c->id, (struct range){ 1, 100 });
	if (!str_eq(need_text(r, j, "kind", c->id), by_case
	    ? S("single-choice-by-case") : S("single-choice")))
		problem(r, c->id, "kind", "does not fit levels or cases");
	if (by_case)
		read_cases(g, need_list(r, j, "cases", c->id), c);
	else
		c->levels = read_levels(g, need_list(r, j, "levels", c->id),
		    c->id);
	top = levels_top(c->levels);
	for (size_t i = 0; i < c->n_cases; i++)
		if (levels_top(c->cases[i].levels) > top)
			top = levels_top(c->cases[i].levels);
	if (top != c->max)
		problem(r, c->id, "max", "is %d, the top level %d", c->max, top);
	read_needs(g, j, c);
	read_criterion_notes(g, j, c);
	c->inferred = !str_eq(need_text(r, j, "confidence", c->id),
	    S("sourced"));
	for (size_t i = 0; i + 1 < g->set->n_criteria; i++)
		if (str_eq(g->criteria[i].id, c->id))
			problem(r, c->id, "twice", "an id");
}

/* A parent is one of the group's subgroups. */
static void
check_parent(struct growing *g, const struct json *criterion,
    const struct json *group)
{
	struct str parent = json_str(json_get(criterion, S("parent")));
	const struct json *list = json_get(group, S("subgroups"));

	if (parent.p == NULL)
		return;
	for (size_t i = 0; i < json_len(list); i++)
		if (str_eq(json_str(json_get(json_at(list, i), S("id"))), parent))
			return;
	problem(&g->l->r, json_str(json_get(criterion, S("id"))), "reference",
	    "no subgroup %.*s", STR_ARG(parent));
}

static void
read_group(struct growing *g, const struct json *j, struct part *part)
{
	static const char *const names[] = { "id", "name_vi", "name_en", "max",
		"source_max", "criteria", "subgroups", NULL };
	struct reading *r = &g->l->r;
	struct group *out = &g->groups[g->set->n_groups++];
	const struct json *list = need_list(r, j, "criteria", S("groups"));
	int sum = 0;

	out->id = need_text(r, j, "id", S("groups"));
	known_names(r, j, out->id, names);
	out->name = need_pair(r, j, "name", out->id);
	out->max = need_int(r, j, "max", out->id, (struct range){ 1, 100 });
	out->part = part;
	out->first = g->set->n_criteria;
	out->n = json_len(list);
	for (size_t i = 0; i < json_len(list); i++) {
		check_parent(g, json_at(list, i), j);
		read_criterion(g, json_at(list, i));
		sum += g->criteria[g->set->n_criteria - 1].max;
		g->criteria[g->set->n_criteria - 1].group = out;
	}
	if (sum != out->max) {
		g->set->sums_ok = false;
		problem(r, str_printf(r->mem, "group %.*s", STR_ARG(out->id)),
		    "sum", "the criteria add up to %d, not %d", sum, out->max);
	}
}

static void
read_part(struct growing *g, const struct json *j, const struct json *totals)
{
	static const char *const names[] = { "id", "name_vi", "name_en", "max",
		"groups", NULL };
	struct reading *r = &g->l->r;
	struct part *out = &g->parts[g->set->n_parts++];
	const struct json *list = need_list(r, j, "groups", S("parts"));
	struct str where;
	int sum = 0;

	out->id = need_text(r, j, "id", S("parts"));
	where = str_printf(r->mem, "part %.*s", STR_ARG(out->id));
	known_names(r, j, where, names);
	out->name = need_pair(r, j, "name", where);
	out->max = need_int(r, j, "max", where, (struct range){ 1, 100 });
	out->first = g->set->n_criteria;
	for (size_t i = 0; i < json_len(list); i++) {
		read_group(g, json_at(list, i), out);
		sum += g->groups[g->set->n_groups - 1].max;
	}
	out->n = g->set->n_criteria - out->first;
	if (sum != out->max ||
	    out->max != (int)json_int(json_get(totals, out->id), -1)) {
		g->set->sums_ok = false;
		problem(r, where, "sum", "the groups add up to %d, not %d", sum,
		    out->max);
	}
}

/* How many criteria, levels and groups the parts hold: room for the arrays. */
static void
make_room(struct growing *g, const struct json *parts)
{
	size_t groups = 0, criteria = 0;
	struct arena *mem = g->l->r.mem;

	for (size_t i = 0; i < json_len(parts); i++) {
		const struct json *list = json_get(json_at(parts, i),
		    S("groups"));

		groups += json_len(list);
		for (size_t k = 0; k < json_len(list); k++)
			criteria += json_len(json_get(json_at(list, k),
			    S("criteria")));
	}
	g->set->criteria = g->criteria = ARENA_ARRAY(mem, criteria,
	    struct criterion);
	g->set->groups = g->groups = ARENA_ARRAY(mem, groups, struct group);
	g->set->parts = g->parts = ARENA_ARRAY(mem, json_len(parts),
	    struct part);
}

static void
read_parts(struct growing *g, const struct json *j)
{
	struct reading *r = &g->l->r;
	const struct json *parts = need_list(r, j, "parts", S(""));
	const struct json *counts = json_get(j, S("counts"));
	const struct json *totals = json_get(j, S("expected_totals"));
	int64_t all = 0;

	for (size_t i = 0; i < json_len(totals); i++)
		all += json_int(json_value(totals, i), 0);
	if (all != 100)
		problem(r, S("expected_totals"), "sum", "must make 100");
	make_room(g, parts);
	for (size_t i = 0; i < json_len(parts); i++)
		read_part(g, json_at(parts, i), totals);
	if (json_int(json_get(counts, S("criteria")), -1) !=
	    (int64_t)g->set->n_criteria)
		problem(r, S("counts"), "counts", "there are %zu criteria",
		    g->set->n_criteria);
	if (json_int(json_get(counts, S("levels")), -1) != (int64_t)g->n_levels)
		problem(r, S("counts"), "counts", "there are %zu levels",
		    g->n_levels);
}

/* The knock-out line above the form. Forgery is one for every set
 * (QĐ 26/2026 Phụ lục II; set 26 prints no line, a forged dossier is void all
 * the same: Đ8.1.a). */
static void
read_set_knockouts(struct growing *g, const struct json *j)
{
	const struct json *list = json_get(j, S("elimination"));
	struct loading *l = g->l;
	struct knockout *v = ARENA_ARRAY(l->r.mem, json_len(list) + 1,
	    struct knockout);
	size_t n = 0;

	for (size_t k = 0; k < l->n_knockouts; k++)
		if (str_eq(l->knockouts[k].code, S("ELIM_FORGED")))
			v[n++] = l->knockouts[k];
	for (size_t i = 0; i < json_len(list); i++) {
		struct str code = json_str(json_at(list, i));
		bool found = false;

		for (size_t k = 0; k < l->n_knockouts && !found; k++) {
			found = str_eq(l->knockouts[k].code, code);
			if (found && !str_eq(code, S("ELIM_FORGED")))
				v[n++] = l->knockouts[k];
		}
		if (!found)
			problem(&l->r, S("elimination"), "reference",
			    "no knock-out %.*s", STR_ARG(code));
	}
	g->set->knockouts = v;
	g->set->n_knockouts = n;
}

static void
read_doubts(struct growing *g, const struct json *j)
{
	struct reading *r = &g->l->r;
	const struct json *list = need_list(r, j, "verify_against_gazette",
	    S(""));
	struct doubt *v = ARENA_ARRAY(r->mem, json_len(list), struct doubt);

	for (size_t i = 0; i < json_len(list); i++)
		v[i] = (struct doubt){
			need_text(r, json_at(list, i), "where", S("doubts")),
			need_pair(r, json_at(list, i), "doubt", S("doubts")) };
	g->set->doubts = v;
	g->set->n_doubts = json_len(list);
}

static int
roman(struct reading *r, struct str s)
{
	static const char *const numbers[] = { "I", "II", "III", "IV", "V",
		"VI" };

	for (int i = 0; i < 6; i++)
		if (str_eq(s, str_c(numbers[i])))
			return i + 1;
	problem(r, S("sector"), "sector", "must be I to VI");
	return 1;
}

static void
read_head(struct growing *g, const struct json *j)
{
	struct reading *r = &g->l->r;
	struct criteria_set *s = g->set;
	const struct json *decision = json_get(j, S("decision"));
	const struct json *sector = json_get(j, S("sector"));

	if (!str_eq(need_text(r, j, "schema", S("")), S("ocop-criteria-set/2")))
		problem(r, S(""), "schema", "must be ocop-criteria-set/2");
	s->code = need_text(r, j, "set_code", S(""));
	r->set = s->code;
	if (!str_eq(r->file, str_printf(r->mem, "%.*s/%.*s.json",
	    STR_ARG(s->pack->code), STR_ARG(s->code))))
		problem(r, S("set_code"), "code", "must be the file's name");
	if (!str_eq(need_text(r, decision, "id", S("decision")),
	    s->pack->decision))
		problem(r, S("decision"), "reference", "is not the pack's");
	s->number = need_int(r, decision, "number_in_annex", S("decision"), (struct range){ 1, 99 });
	s->name = need_pair(r, j, "name", S(""));
	s->sector_code = need_text(r, sector, "code", S("sector"));
	s->sector = roman(r, s->sector_code);
	s->sector_name = need_pair(r, sector, "name", S("sector"));
	s->group_name = need_pair(r, json_get(j, S("group")), "name",
	    S("group"));
	s->samples = may_int(r, j, "sample_products_required", S(""), 99);
}

void
law_read_set(struct loading *l, const struct json *j, struct criteria_set *out)
{
	static const char *const names[] = { "schema", "set_code", "decision",
		"status", "effective_from", "effective_to", "effective_note",
		"replaces", "replaced_by", "name_vi", "name_en", "sector",
		"group", "subgroup", "managing_ministries",
		"managing_ministries_confidence", "sample_products_required",
		"elimination", "star_marks_legend_printed", "notes_coverage",
		"expected_totals", "parts", "corrections",
		"verify_against_gazette", "source_grade", "sources",
		"source_note", "sum_check", "counts", "minimum_by_star",
		"minimum_points_sum", "reconstructed_criteria", NULL };
	struct growing g = { .l = l, .set = out };

	out->sums_ok = true;
	known_names(&l->r, j, S(""), names);
	read_head(&g, j);
	read_set_knockouts(&g, j);
	read_parts(&g, j);
	read_doubts(&g, j);
}

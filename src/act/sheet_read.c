/*
 * sheet_read: a sealed sheet back from its text (sheet.h). Strict: what
 * sheet_seal_text() would not have written is not read.
 */
#include "act/sheet.h"

#include "base/hash.h"
#include "core/law.h"
#include "core/condition.h"

const struct reason WHY_CONDITION_CLOSED = { RC_CONFLICT, "condition_closed" };

#define PASSES_MAX 1000

static bool
header_read(const struct law *law, struct str *rest, struct sheet_numbers *out)
{
	struct str line, set;

	return str_cut(rest, '\n', &line) && str_eq(line, S("ocop-sheet/1")) &&
	    str_cut(rest, '\n', &line) && str_int(line, &out->agenda.v) &&
	    str_cut(rest, '\n', &out->seat) &&
	    str_cut(rest, '\n', &line) && str_int(line, &out->pass) &&
	    out->pass > 0 && out->pass < PASSES_MAX &&
	    str_cut(rest, '\n', &set) && (out->set = law_set(law, set)) != NULL;
}

/* "1.3 3" or "5.2 b:3" */
static bool
choice_read(const struct criteria_set *set, struct str line, struct choice *choices)
{
	struct str id, value = line;
	const struct criterion *cr;
	struct choice ch = { .answered = true };
	size_t colon;
	int64_t n;

	if (!str_cut(&value, ' ', &id) || (cr = set_criterion(set, id)) == NULL)
		return false;
	colon = str_find(value, ':');
	if (colon < value.n) {
		ch.case_id = str_head(value, colon);
		value = str_from(value, colon + 1);
	}
	if (!str_int(value, &n) || n < 0 || n > 100 ||
	    (cr->n_cases > 0) != (ch.case_id.n > 0) ||
	    (cr->n_cases > 0 && criterion_case(cr, ch.case_id) == NULL) ||
	    !levels_have(criterion_levels(cr, ch.case_id), (int)n))
		return false;
	ch.points = (int)n;
	choices[cr - set->criteria] = ch;
	return true;
}

bool
sheet_seal_read(struct arena *mem, const struct law *law, struct str text,
    struct sheet_numbers *out)
{
	struct choice *choices;
	struct str rest = text, line;

	*out = (struct sheet_numbers){ .stop = S("") };
	if (!header_read(law, &rest, out))
		return false;
	choices = ARENA_ARRAY(mem, out->set->n_criteria, struct choice);
	out->choices = choices;
	while (str_cut(&rest, '\n', &line)) {
		if (str_starts(line, S("ballot "))) {
			struct hash drawn;

			out->ballot = str_from(line, 7);
			if (!hash_read(out->ballot, &drawn) || rest.n > 0)
				return false;
		} else if (str_starts(line, S("remark "))) {
			out->remark = str_from(line, 7);
		} else if (str_starts(line, S("stop "))) {
			out->stop_why = str_from(line, 5);
			if (!str_cut(&out->stop_why, ' ', &out->stop))
				return false;
		} else if (!choice_read(out->set, line, choices)) {
			return false;
		}
	}
	return true;
}

enum rc
sheet_conditions(struct ctx *c, const struct criteria_set *set,
    const struct choice *choices)
{
	struct condition_broken b = condition_check(set, choices);

	if (b.scored == NULL)
		return RC_OK;
	return FAIL(c, WHY_CONDITION_CLOSED, "%.*s ← %.*s – %.*s", STR_ARG(b.scored->id),
	    STR_ARG(b.on->id), STR_ARG(b.rule->clause));
}

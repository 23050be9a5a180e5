/*
 * score_json: the contract of `ocop score`: strict JSON in, one JSON object
 * out. See scoring.h. Every refusal names the place as a path into the input
 * ("sheets[2].choices.1.5"), because a person has to find it.
 */
#include "core/scoring.h"

#include <limits.h>

#include "base/json.h"
#include "base/text.h"

#define INPUT_MAX_BYTES MIB
#define SHEETS_MAX 200
#define SEAT_MAX_CHARS 100
#define SHOWN_CHARS 40 /* of somebody's text, in a message */

static const struct reason WHY_SCORE_INPUT = { RC_INVALID, "score_input" };

struct score_reading {
	struct arena *mem;
	struct fault *fault;
	const struct criteria_set *set;
};

#define REFUSE(r, ...) FAIL(r, WHY_SCORE_INPUT, __VA_ARGS__)
#define SHOWN(s) STR_ARG(text_cut((s), SHOWN_CHARS))

static enum rc
only_names(struct score_reading *r, const struct json *j, const char *where,
    const char *const *names)
{
	if (json_kind(j) != JSON_MAP)
		return REFUSE(r, "%s: must be an object { … }", where);
	for (size_t i = 0; i < json_len(j); i++) {
		struct str key = json_key(j, i);
		bool found = false;

		for (size_t k = 0; names[k] != NULL && !found; k++)
			found = str_eq(key, str_c(names[k]));
		if (!found)
			return REFUSE(r, "%s: unknown key \"%.*s\"", where,
			    SHOWN(key));
	}
	return RC_OK;
}

/* The case and the points of a criterion with cases. */
static enum rc
read_case(struct score_reading *r, const struct json *j, const char *where,
    const struct criterion *c, struct choice *out)
{
	static const char *const names[] = { "case", "points", NULL };
	struct str id = json_str(json_get(j, S("case")));
	int64_t points;
	enum rc rc;

	if (json_kind(j) != JSON_MAP)
		return REFUSE(r, "%s: criterion %.*s has cases: write "
		    "{\"case\": \"%.*s\", \"points\": 1}", where, STR_ARG(c->id),
		    STR_ARG(c->cases[0].id));
	if ((rc = only_names(r, j, where, names)) != RC_OK)
		return rc;
	if (id.p == NULL || criterion_case(c, id) == NULL)
		return REFUSE(r, "%s.case: must be a case of criterion %.*s",
		    where, STR_ARG(c->id));
	if (!json_is_int(json_get(j, S("points")), &points))
		return REFUSE(r, "%s.points: must be a whole number", where);
	if (points < 0 || points > c->max ||
	    !levels_have(criterion_case(c, id)->levels, (int)points))
		return REFUSE(r, "%s.points: is no printed level of that case",
		    where);
	*out = (struct choice){ true, (int)points, id };
	return RC_OK;
}

static enum rc
read_choice(struct score_reading *r, const struct json *j, const char *where,
    const struct criterion *c, struct choice *out)
{
	int64_t points;

	if (c->n_cases > 0)
		return read_case(r, j, where, c, out);
	if (!json_is_int(j, &points))
		return REFUSE(r, "%s: must be a whole number of points", where);
	if (points < 0 || points > c->max || !levels_have(c->levels, (int)points))
		return REFUSE(r, "%s: is no printed level of the criterion",
		    where);
	*out = (struct choice){ true, (int)points, S("") };
	return RC_OK;
}

/* A map from criterion to choice, as a list in printed order. */
static enum rc
read_choices(struct score_reading *r, const struct json *j, const char *where,
    const struct choice **out)
{
	struct choice *v = ARENA_ARRAY(r->mem, r->set->n_criteria,
	    struct choice);
	enum rc rc;

	*out = v;
	if (json_kind(j) != JSON_MAP)
		return REFUSE(r, "%s: must be an object { … }", where);
	for (size_t i = 0; i < json_len(j); i++) {
		struct str id = json_key(j, i);
		const struct criterion *c = set_criterion(r->set, id);

		if (c == NULL)
			return REFUSE(r, "%s: %.*s has no criterion \"%.*s\"",
			    where, STR_ARG(r->set->code), SHOWN(id));
		rc = read_choice(r, json_value(j, i), str_printf(r->mem,
		    "%s.%.*s", where, STR_ARG(id)).p, c,
		    &v[c - r->set->criteria]);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc
read_sheet(struct score_reading *r, const struct json *j, size_t i,
    struct score_sheet *sheets)
{
	static const char *const names[] = { "seat", "choices", NULL };
	const char *where = str_printf(r->mem, "sheets[%zu]", i).p;
	struct str seat = json_str(json_get(j, S("seat")));
	enum rc rc;

	if ((rc = only_names(r, j, where, names)) != RC_OK)
		return rc;
	if (seat.p == NULL || seat.n == 0 || text_length(seat) > SEAT_MAX_CHARS)
		return REFUSE(r, "%s.seat: must be a text of 1 to %d characters",
		    where, SEAT_MAX_CHARS);
	for (size_t k = 0; k < i; k++)
		if (str_eq(sheets[k].seat, seat))
			return REFUSE(r, "%s.seat: \"%.*s\" has a sheet already, "
			    "sheets[%zu]", where, SHOWN(seat), k);
	if (json_get(j, S("choices")) == NULL)
		return REFUSE(r, "%s.choices: is missing", where);
	sheets[i].seat = seat;
	return read_choices(r, json_get(j, S("choices")),
	    str_printf(r->mem, "%s.choices", where).p, &sheets[i].choices);
}

static enum rc
read_sheets(struct score_reading *r, const struct json *j,
    struct score_input *out)
{
	struct score_sheet *v;
	enum rc rc;

	if (json_kind(j) != JSON_LIST)
		return REFUSE(r, "sheets: must be a list [ … ]");
	if (json_len(j) == 0 || json_len(j) > SHEETS_MAX)
		return REFUSE(r, "sheets: there must be 1 to %d", SHEETS_MAX);
	out->sheets = v = ARENA_ARRAY(r->mem, json_len(j), struct score_sheet);
	for (size_t i = 0; i < json_len(j); i++) {
		if ((rc = read_sheet(r, json_at(j, i), i, v)) != RC_OK)
			return rc;
		out->n_sheets++;
	}
	return RC_OK;
}

static enum rc
read_minimums(struct score_reading *r, const struct json *j,
    struct score_input *out)
{
	static const char *const names[] = { "findings", "all", "majority" };

	for (int i = MINIMUMS_FINDINGS; i <= MINIMUMS_MAJORITY; i++)
		if (str_eq(json_str(j), str_c(names[i]))) {
			out->minimums = (enum minimums)i;
			return RC_OK;
		}
	return REFUSE(r, "minimums: must be \"findings\", \"all\" or "
	    "\"majority\"");
}

/* In mode findings every starred criterion needs one; elsewhere they are
 * checked and without effect. */
static enum rc
read_findings(struct score_reading *r, const struct json *j,
    struct score_input *out)
{
	enum rc rc;

	if (j != NULL) {
		rc = read_choices(r, j, "findings", &out->findings);
		if (rc != RC_OK)
			return rc;
	}
	for (size_t i = 0; out->minimums == MINIMUMS_FINDINGS &&
	    i < r->set->n_criteria; i++)
		if (r->set->criteria[i].starred && (out->findings == NULL ||
		    !out->findings[i].answered))
			return REFUSE(r, "findings: criterion %.*s has a star "
			    "mark and no finding",
			    STR_ARG(r->set->criteria[i].id));
	return RC_OK;
}

/* Whether a council may find that knock-out for a product of the set. */
static bool
stop_known(const struct criteria_set *s, struct str code)
{
	for (size_t i = 0; i < s->n_knockouts; i++)
		if (str_eq(s->knockouts[i].code, code))
			return true;
	for (size_t i = 0; i < s->n_criteria; i++)
		for (size_t k = 0; k < s->criteria[i].n_notes; k++) {
			const struct note *note = s->criteria[i].notes[k];

			if (note_knocks_out(note) && str_eq(note->code, code))
				return true;
		}
	return false;
}

static enum rc
read_stops(struct score_reading *r, const struct json *j,
    struct score_input *out)
{
	struct str *v = ARENA_ARRAY(r->mem, json_len(j), struct str);

	if (j == NULL)
		return RC_OK;
	if (json_kind(j) != JSON_LIST)
		return REFUSE(r, "stops: must be a list [ … ]");
	for (size_t i = 0; i < json_len(j); i++) {
		v[i] = json_str(json_at(j, i));
		if (v[i].p == NULL || !stop_known(r->set, v[i]))
			return REFUSE(r, "stops[%zu]: %.*s knows no stop \"%.*s\"",
			    i, STR_ARG(r->set->code), SHOWN(v[i]));
	}
	out->stops = v;
	out->n_stops = json_len(j);
	return RC_OK;
}

static enum rc
read_spread(struct score_reading *r, const struct json *j,
    struct score_input *out)
{
	int64_t v;

	if (j == NULL)
		return RC_OK;
	if (!json_is_int(j, &v) || v < 0)
		return REFUSE(r, "spread_max: must be a whole number, 0 or more");
	out->spread_max = v > INT_MAX ? INT_MAX : (int)v;
	return RC_OK;
}

enum rc
score_read(const struct law *law, struct str json, struct arena *mem,
    struct fault *fault, struct score_input *out)
{
	static const char *const names[] = { "set", "sheets", "minimums",
		"findings", "stops", "spread_max", NULL };
	struct score_reading r = { mem, fault, NULL };
	const struct json *j;
	struct str error, code;
	enum rc rc;

	*out = (struct score_input){ .spread_max = -1 };
	if (json.n > INPUT_MAX_BYTES)
		return REFUSE(&r, "input: more than 1 MB");
	if ((j = json_read(mem, json, &error)) == NULL)
		return REFUSE(&r, "%.*s", STR_ARG(error));
	if ((rc = only_names(&r, j, "input", names)) != RC_OK)
		return rc;
	for (int i = 0; i < 3; i++)
		if (json_get(j, str_c(names[i])) == NULL)
			return REFUSE(&r, "%s: is missing", names[i]);
	code = json_str(json_get(j, S("set")));
	if (code.p == NULL)
		return REFUSE(&r, "set: must be the code of a criteria set; for "
		    "example \"QD26-01\"");
	if ((r.set = law_set(law, code)) == NULL)
		return REFUSE(&r, "set: no criteria set \"%.*s\"; for example "
		    "QD26-01", SHOWN(code));
	out->set = r.set;
	if ((rc = read_sheets(&r, json_get(j, S("sheets")), out)) != RC_OK ||
	    (rc = read_minimums(&r, json_get(j, S("minimums")), out)) != RC_OK ||
	    (rc = read_findings(&r, json_get(j, S("findings")), out)) != RC_OK ||
	    (rc = read_stops(&r, json_get(j, S("stops")), out)) != RC_OK)
		return rc;
	return read_spread(&r, json_get(j, S("spread_max")), out);
}

/* ---- writing -------------------------------------------------------------- */

static void
write_choices(struct json_out *o, const struct criteria_set *set,
    const struct choice *choices)
{
	json_open(o, '{');
	for (size_t k = 0; k < set->n_criteria; k++) {
		if (!choices[k].answered)
			continue;
		json_name(o, set->criteria[k].id);
		if (set->criteria[k].n_cases == 0) {
			json_put_int(o, choices[k].points);
			continue;
		}
		json_open(o, '{');
		json_name(o, S("case"));
		json_put_str(o, choices[k].case_id);
		json_name(o, S("points"));
		json_put_int(o, choices[k].points);
		json_close(o, '}');
	}
	json_close(o, '}');
}

static void
write_stops(struct json_out *o, const struct score_input *in)
{
	json_name(o, S("stops"));
	json_open(o, '[');
	for (size_t i = 0; i < in->n_stops; i++)
		json_put_str(o, in->stops[i]);
	json_close(o, ']');
}

void
score_write_input(const struct score_input *in, struct buf *out)
{
	static const char *const modes[] = { "findings", "all", "majority" };
	struct json_out o = json_out(out);

	json_open(&o, '{');
	json_name(&o, S("set"));
	json_put_str(&o, in->set->code);
	json_name(&o, S("sheets"));
	json_open(&o, '[');
	for (size_t i = 0; i < in->n_sheets; i++) {
		json_open(&o, '{');
		json_name(&o, S("seat"));
		json_put_str(&o, in->sheets[i].seat);
		json_name(&o, S("choices"));
		write_choices(&o, in->set, in->sheets[i].choices);
		json_close(&o, '}');
	}
	json_close(&o, ']');
	json_name(&o, S("minimums"));
	json_put_str(&o, str_c(modes[in->minimums]));
	if (in->findings != NULL) {
		json_name(&o, S("findings"));
		write_choices(&o, in->set, in->findings);
	}
	if (in->n_stops > 0)
		write_stops(&o, in);
	if (in->spread_max >= 0) {
		json_name(&o, S("spread_max"));
		json_put_int(&o, in->spread_max);
	}
	json_close(&o, '}');
}

static void
write_unmet(struct json_out *o, const struct score_result *r)
{
	json_name(o, S("unmet"));
	json_open(o, '[');
	for (size_t i = 0; i < r->n_unmet; i++) {
		const struct unmet *u = &r->unmet[i];

		json_open(o, '{');
		json_name(o, S("criterion"));
		json_put_str(o, u->criterion->id);
		json_name(o, S("star"));
		json_put_int(o, u->star);
		json_name(o, S("needs"));
		json_put_int(o, u->needs);
		json_name(o, S("found"));
		json_put_int(o, u->found);
		json_close(o, '}');
	}
	json_close(o, ']');
}

static void
write_empty(struct json_out *o, const struct score_input *in)
{
	json_name(o, S("empty"));
	json_open(o, '[');
	for (size_t i = 0; i < in->n_sheets; i++)
		for (size_t k = 0; k < in->set->n_criteria; k++) {
			if (in->sheets[i].choices[k].answered)
				continue;
			json_open(o, '{');
			json_name(o, S("seat"));
			json_put_str(o, in->sheets[i].seat);
			json_name(o, S("criterion"));
			json_put_str(o, in->set->criteria[k].id);
			json_close(o, '}');
		}
	json_close(o, ']');
}

static void
write_mean(struct json_out *o, const struct score_result *r, struct arena *mem)
{
	json_name(o, S("mean"));
	json_put_str(o, r->mean_den == 1
	    ? str_printf(mem, "%lld", (long long)r->mean_num)
	    : str_printf(mem, "%lld/%lld", (long long)r->mean_num,
	    (long long)r->mean_den));
	json_name(o, S("mean_text"));
	json_put_str(o, score_mean_text(mem, r->mean_num, r->mean_den));
}

void
score_write(const struct score_input *in, const struct score_result *r,
    struct buf *out)
{
	struct json_out o = json_out(out);
	const struct {
		const char *name;
		int64_t v;
	} numbers[] = { { "band", r->band }, { "minimums_met", r->minimums_met },
		{ "star", r->star } };

	json_open(&o, '{');
	json_name(&o, S("set"));
	json_put_str(&o, in->set->code);
	json_name(&o, S("sheets"));
	json_put_int(&o, r->sheets);
	json_name(&o, S("sum"));
	json_put_int(&o, r->sum);
	write_mean(&o, r, out->mem);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		json_name(&o, str_c(numbers[i].name));
		json_put_int(&o, numbers[i].v);
	}
	json_name(&o, S("outcome"));
	json_put_str(&o, r->knocked_out ? S("knocked_out") : S("star"));
	json_name(&o, S("spread"));
	json_put_int(&o, r->spread);
	json_name(&o, S("spread_exceeded"));
	json_put_bool(&o, r->spread_exceeded);
	write_unmet(&o, r);
	write_empty(&o, in);
	write_stops(&o, in);
	json_close(&o, '}');
}

/*
 * kit_stars: every product of a kit computed again: the rules that its conclusion
 * names, the sheets that were sealed before it, the star that they give, and what
 * decision and certificate say of it.
 */
#include <inttypes.h>
#include <string.h>

#include "core/scoring.h"
#include "parcel/kit_inside.h"

#define LAW_FILES_MAX 512

/* One product, as far as it was found. */
struct product {
	const struct json *said;       /* its line of the index */
	int64_t agenda, dossier, pass; /* of its basis */
	struct str chain, name, set;
	const struct kit_entry *conclusion;
	struct str *voted;             /* a secret ballot: seats, by its basis; else none */
	size_t n_voted;
	bool has_basis;
	bool other_rules;              /* who made the kit had others: it says so */
	struct score_input in;
	struct score_result result;
};

struct stars {
	struct kit_examination *x;
	struct law law;
	int64_t stars, by_others, sheets, opened, decided, certificates;
	int64_t meeting;
};

static void
differ(struct stars *s, const struct product *p, const char *what, const char *why)
{
	report_wrong(s->x->report, what, "%.*s (entry %" PRId64 "): %s", STR_ARG(p->name),
	    p->conclusion == NULL ? -1 : p->conclusion->place, why);
}

/* ---- rules --------------------------------------------------------------------------------- */

/* The words by which people find sets are no rules: without them. */
static bool
law_read_kit(struct stars *s)
{
	struct law_file *files = ARENA_ARRAY(s->x->mem, LAW_FILES_MAX, struct law_file);
	struct fault fault = { .why = NULL };
	size_t n = 0;

	for (size_t i = 0; i < s->x->files->n && n + 1 < LAW_FILES_MAX; i++) {
		const struct kit_file *f = &s->x->files->v[i];

		if (str_starts(f->name, S("rules/")))
			files[n++] = (struct law_file){ str_from(f->name, 6), f->bytes, S("") };
	}
	files[n++] = (struct law_file){ S("words.json"), S("{\"sets\":{}}"), S("") };
	if (law_load(files, n, s->x->mem, &fault, &s->law) == RC_OK)
		return true;
	report_wrong(s->x->report, "rules", "they cannot be read: %s", fault.detail);
	return false;
}

/* A line "sha256  file" of the basis. */
static bool
rule_line_holds(struct stars *s, struct str line)
{
	const struct kit_file *f = kit_find(s->x->files, str_printf(s->x->mem,
	    "rules/%.*s", STR_ARG(str_from(line, 66))));
	struct hash said, is;

	if (f == NULL || !hash_read(str_head(line, 64), &said))
		return false;
	is = hash_of(f->bytes);
	return memcmp(said.b, is.b, sizeof(is.b)) == 0;
}

static bool
number_line(struct str line, const char *word, int64_t *out)
{
	const size_t n = strlen(word);

	return str_starts(line, str_c(word)) && str_int(str_from(line, n), out);
}

/* What the rules of this kit cannot decide, when it says that they are others. */
static void
differ_by_rules(struct stars *s, const struct product *p, const char *what, const char *why)
{
	if (!p->other_rules) {
		differ(s, p, what, why);
		return;
	}
	report_unknown(s->x->report, what, "%.*s: %s; but by other rules than its own, so this "
	    "proves nothing", STR_ARG(p->name), why);
}

static void
rule_is_other(struct stars *s, const struct product *p, struct str line)
{
	if (p->other_rules)
		report_unknown(s->x->report, "rules", "%.*s was scored by another %.*s, of an older "
		    "program; it is the file with the SHA-256 %.*s", STR_ARG(p->name),
		    STR_ARG(str_from(line, 66)), STR_ARG(str_head(line, 64)));
	else
		report_wrong(s->x->report, "rules", "%.*s is not the one by which %.*s was "
		    "scored", STR_ARG(str_from(line, 66)), STR_ARG(p->name));
}

static void
basis_check(struct stars *s, struct product *p)
{
	struct str rest = kit_part(s->x, p->conclusion->place, "basis"), line;
	int64_t meeting = 0, rules = 0;

	p->has_basis = rest.p != NULL;
	if (!p->has_basis) {
		report_unknown(s->x->report, "rules", "%.*s: its conclusion is from before "
		    "conclusions named the rules they rest on", STR_ARG(p->name));
		return;
	}
	p->voted = ARENA_ARRAY(s->x->mem, rest.n / 8 + 1, struct str);
	if (!str_cut(&rest, '\n', &line) || !str_eq(line, S(KIT_BASIS)))
		differ(s, p, "rules", "its basis is none");
	while (rest.n > 0 && str_cut(&rest, '\n', &line)) {
		if (number_line(line, "meeting ", &meeting) ||
		    number_line(line, "agenda ", &p->agenda) ||
		    number_line(line, "dossier ", &p->dossier) ||
		    number_line(line, "pass ", &p->pass) || str_starts(line, S("pack ")))
			continue;
		if (str_starts(line, S("set "))) {
			p->set = str_from(line, 4);
			continue;
		}
		if (str_starts(line, S("voted "))) {
			p->voted[p->n_voted++] = str_from(line, 6);
			continue;
		}
		rules++;
		if (!rule_line_holds(s, line))
			rule_is_other(s, p, line);
	}
	if (meeting != s->meeting)
		differ(s, p, "index", "it was concluded in another session");
	if (rules == 0)
		differ(s, p, "rules", "its basis names none");
}

/* ---- sheets ---------------------------------------------------------------------------------- */

/* The last sheet that a seat sealed before the conclusion; NULL: none. */
static const struct kit_entry *
sheet_find(const struct stars *s, const struct product *p, struct str seat)
{
	const struct kit_entry *found = NULL;

	for (size_t i = 0; i < s->x->n_entries; i++) {
		const struct kit_entry *k = &s->x->entries[i];

		if (k->place < p->conclusion->place && str_eq(k->e.type, S("score-sheet")) &&
		    str_eq(k->e.dossier, p->chain) && str_eq(k->e.actor, seat))
			found = k;
	}
	return found;
}

/* "1.1 3", "1.5 b:3": whether the computation had the same of it. */
static bool
point_counted(const struct product *p, const struct score_sheet *sheet, struct str line)
{
	struct str id, rest = line, points;
	const struct criterion *cr;
	const struct choice *ch;
	size_t colon;
	int64_t n;

	if (!str_cut(&rest, ' ', &id) || (cr = set_criterion(p->in.set, id)) == NULL)
		return false;
	ch = &sheet->choices[cr - p->in.set->criteria];
	colon = str_find(rest, ':');
	points = colon < rest.n ? str_from(rest, colon + 1) : rest;
	return ch->answered && str_int(points, &n) && ch->points == n &&
	    str_eq(colon < rest.n ? str_head(rest, colon) : S(""), ch->case_id);
}

static bool
sheet_head_holds(const struct product *p, const struct score_sheet *sheet, struct str *rest)
{
	struct str line[5];
	int64_t agenda, pass;

	for (int i = 0; i < 5; i++)
		if (!str_cut(rest, '\n', &line[i]))
			return false;
	return str_eq(line[0], S("ocop-sheet/1")) && str_int(line[1], &agenda) &&
	    str_eq(line[2], sheet->seat) && str_int(line[3], &pass) &&
	    str_eq(line[4], p->in.set->code) &&
	    (!p->has_basis || (agenda == p->agenda && pass == p->pass));
}

/* What was sealed is what was counted. */
static bool
sheet_counted(const struct product *p, const struct score_sheet *sheet, struct str text)
{
	size_t points = 0, answered = 0;
	struct str line;

	if (!sheet_head_holds(p, sheet, &text))
		return false;
	while (text.n > 0 && str_cut(&text, '\n', &line)) {
		if (str_starts(line, S("stop ")) || str_starts(line, S("remark ")))
			continue;
		points++;
		if (!point_counted(p, sheet, line))
			return false;
	}
	for (size_t i = 0; i < p->in.set->n_criteria; i++)
		answered += sheet->choices[i].answered;
	return points == answered;
}

static bool
is_counted(const struct product *p, struct str seat)
{
	for (size_t i = 0; i < p->n_voted; i++)
		if (str_eq(p->voted[i], seat))
			return true;
	for (size_t i = 0; i < p->in.n_sheets; i++)
		if (str_eq(p->in.sheets[i].seat, seat))
			return true;
	return false;
}

/* Sealed since the conclusion before this one, and not counted: a seat that
 * withdrew, or a pass that was scored again. */
static void
sheets_aside(struct stars *s, const struct product *p)
{
	int64_t after = -1;

	for (size_t i = 0; i < s->x->n_entries; i++) {
		const struct kit_entry *k = &s->x->entries[i];

		if (!str_eq(k->e.dossier, p->chain) || k->place >= p->conclusion->place)
			continue;
		if (str_eq(k->e.type, S("score-total")))
			after = k->place;
	}
	for (size_t i = 0; i < s->x->n_entries; i++) {
		const struct kit_entry *k = &s->x->entries[i];

		if (k->place > after && k->place < p->conclusion->place &&
		    str_eq(k->e.dossier, p->chain) && str_eq(k->e.type, S("score-sheet")) &&
		    !is_counted(p, k->e.actor))
			report_unknown(s->x->report, "sheets", "%.*s: seat %.*s sealed a sheet "
			    "that was not counted (it withdrew, or was set aside)",
			    STR_ARG(p->name), STR_ARG(k->e.actor));
	}
}

/* A secret ballot: as many sheets as seats voted, each by its own name, each seat
 * sealed one. Which is whose nobody may find here; that they are what was sealed the
 * office proves from its database, and each member by the name of her own. */
static void
ballots_check(struct stars *s, const struct product *p)
{
	if (p->n_voted != p->in.n_sheets)
		differ(s, p, "sheets", "more or fewer sheets were counted than seats voted");
	for (size_t i = 0; i < p->n_voted; i++) {
		for (size_t k = 0; k < i; k++)
			if (str_eq(p->voted[i], p->voted[k]))
				differ(s, p, "sheets", "a seat voted twice");
		s->sheets++;
		if (sheet_find(s, p, p->voted[i]) == NULL)
			report_wrong(s->x->report, "sheets", "%.*s: seat %.*s was counted, its "
			    "sealed sheet is not here", STR_ARG(p->name), STR_ARG(p->voted[i]));
	}
	report_unknown(s->x->report, "sheets", "%.*s: the ballot was secret: %zu sheets stand "
	    "under names that only their members know", STR_ARG(p->name), p->in.n_sheets);
	sheets_aside(s, p);
}

static void
sheets_check(struct stars *s, const struct product *p)
{
	if (p->n_voted > 0) {
		ballots_check(s, p);
		return;
	}
	for (size_t i = 0; i < p->in.n_sheets; i++) {
		const struct score_sheet *sheet = &p->in.sheets[i];
		const struct kit_entry *k = sheet_find(s, p, sheet->seat);
		struct str text;

		s->sheets++;
		if (k == NULL) {
			report_wrong(s->x->report, "sheets", "%.*s: seat %.*s was counted, its "
			    "sealed sheet is not here", STR_ARG(p->name), STR_ARG(sheet->seat));
			continue;
		}
		if ((text = kit_part(s->x, k->place, "scores")).p == NULL)
			continue;
		s->opened++;
		if (!sheet_counted(p, sheet, text))
			report_wrong(s->x->report, "sheets", "%.*s, seat %.*s: what was sealed "
			    "(entry %" PRId64 ") is not what was counted", STR_ARG(p->name),
			    STR_ARG(sheet->seat), k->place);
	}
	sheets_aside(s, p);
}

/* ---- stars ------------------------------------------------------------------------------------- */

/* The council's own result, which its entry commits to: decision and certificate are
 * held to that, where the rules of this kit cannot say. */
static void
result_take(struct stars *s, struct product *p, struct str result)
{
	struct str error;
	const struct json *j = json_read(s->x->mem, result, &error);

	p->result.star = (int)json_int(json_get(j, S("star")), -1);
	p->result.sum = json_int(json_get(j, S("sum")), -1);
	p->result.sheets = (int)json_int(json_get(j, S("sheets")), -1);
}

static bool
star_compute(struct stars *s, struct product *p)
{
	struct str input = kit_part(s->x, p->conclusion->place, "input");
	struct str result = kit_part(s->x, p->conclusion->place, "result");
	struct buf out = buf_new(s->x->mem, 256 * KIB);
	struct fault fault = { .why = NULL };

	if (input.p == NULL || result.p == NULL) {
		differ(s, p, "stars", "what was computed, or what it gave, is not here");
		return false;
	}
	if (score_read(&s->law, input, s->x->mem, &fault, &p->in) != RC_OK) {
		differ_by_rules(s, p, "stars", "what was computed cannot be read");
		return false;
	}
	score_compute(&p->in, s->x->mem, &p->result);
	score_write(&p->in, &p->result, &out);
	if (!str_eq(buf_str(&out), result))
		differ_by_rules(s, p, "stars", "the sheets give another result than the council's");
	if (p->has_basis && !str_eq(p->set, p->in.set->code))
		differ(s, p, "rules", "it was scored by another criteria set");
	if (json_int(json_get(p->said, S("star")), -1) != p->result.star)
		differ_by_rules(s, p, "index", "the kit names another star than its sheets give");
	if (p->other_rules)
		result_take(s, p, result);
	s->stars += !p->other_rules;
	s->by_others += p->other_rules;
	return true;
}

/* ---- decisions and certificates ------------------------------------------------------------------ */

/* The line of a product in a decision; NULL: it is not named there. */
static const struct json *
decided_find(const struct json *decision, int64_t dossier)
{
	const struct json *products = json_get(decision, S("products"));

	for (size_t i = 0; i < json_len(products); i++)
		if (json_int(json_get(json_at(products, i), S("dossier")), 0) == dossier)
			return json_at(products, i);
	return NULL;
}

static void
decision_check(struct stars *s, const struct product *p)
{
	int64_t place = json_int(json_get(p->said, S("decision")), -1);
	int64_t dossier = p->has_basis ? p->dossier :
	    json_int(json_get(p->said, S("dossier")), 0);
	const struct kit_entry *k = kit_entry_at(s->x, place);
	struct str error, bytes;
	const struct json *line;

	if (place < 0) {
		report_unknown(s->x->report, "decisions", "%.*s: no decision names it yet",
		    STR_ARG(p->name));
		return;
	}
	bytes = k == NULL ? S("") : kit_part(s->x, place, "decision");
	if (k == NULL || !str_eq(k->e.type, S("decision")) || bytes.n == 0 ||
	    place < p->conclusion->place) {
		differ(s, p, "decisions", "its decision is not here, or older than the conclusion");
		return;
	}
	line = decided_find(json_read(s->x->mem, bytes, &error), dossier);
	if (line == NULL)
		differ(s, p, "decisions", "the decision does not name it");
	else if (json_int(json_get(line, S("star")), -1) != p->result.star ||
	    json_int(json_get(line, S("sum")), -1) != p->result.sum ||
	    json_int(json_get(line, S("sheets")), -1) != p->result.sheets)
		differ(s, p, "decisions", "the decision says other stars, points or sheets");
	else if (!str_eq(json_str(json_get(line, S("name"))), p->name))
		report_unknown(s->x->report, "decisions", "%.*s had another name when it was "
		    "decided", STR_ARG(p->name));
	s->decided++;
}

/* Certificates of its chain that say a star: it is the one computed here. */
static void
certificate_check(struct stars *s, const struct product *p)
{
	for (size_t i = 0; i < s->x->n_entries; i++) {
		const struct kit_entry *k = &s->x->entries[i];
		const struct json *act;
		struct str error, bytes;
		int64_t star;

		if (k->place < p->conclusion->place || !str_eq(k->e.dossier, p->chain) ||
		    !str_eq(k->e.type, S("certificate")) ||
		    (bytes = kit_part(s->x, k->place, "act")).p == NULL)
			continue;
		act = json_read(s->x->mem, bytes, &error);
		if (!str_eq(json_str(json_get(act, S("kind"))), S("certificate.issue")))
			continue;
		s->certificates++;
		star = json_int(json_get(json_get(act, S("body")), S("star")), -1);
		if (star != p->result.star)
			differ(s, p, "certificates", "its certificate says other stars");
	}
}

/* ---- the whole -------------------------------------------------------------------------------------- */

static void
product_check(struct stars *s, const struct json *said)
{
	struct product p = { .said = said, .chain = json_str(json_get(said, S("chain"))),
		.name = json_str(json_get(said, S("name"))) };

	if (s->x->handed && json_kind(json_get(said, S("conclusion"))) == JSON_NULL) {
		report_unknown(s->x->report, "stars", "%.*s: no council has concluded on it at "
		    "the sender's", STR_ARG(p.name));
		return;
	}
	p.other_rules = str_eq(json_str(json_get(said, S("rules"))), S("other"));
	p.conclusion = kit_entry_at(s->x, json_int(json_get(said, S("conclusion")), -1));
	if (p.conclusion == NULL || !str_eq(p.conclusion->e.type, S("score-total")) ||
	    !str_eq(p.conclusion->e.dossier, p.chain)) {
		differ(s, &p, "stars", "the council's conclusion is not here");
		return;
	}
	basis_check(s, &p);
	if (!star_compute(s, &p))
		return;
	sheets_check(s, &p);
	decision_check(s, &p);
	certificate_check(s, &p);
}

static void
stars_tell(const struct stars *s)
{
	struct report *r = s->x->report;

	report_ok(r, "stars", "%" PRId64 " were computed again from %" PRId64 " sheets by the "
	    "rules in this kit", s->stars, s->sheets);
	if (s->by_others > 0)
		report_unknown(r, "stars", "%" PRId64 " were scored by rules that are not in this "
		    "kit, and only computed by those that are", s->by_others);
	if (s->opened > 0)
		report_ok(r, "sheets", "%" PRId64 " are open here and are what was counted",
		    s->opened);
	if (s->opened < s->sheets)
		report_unknown(r, "sheets", "%" PRId64 " are closed to the reader of this kit; that "
		    "each was sealed before the conclusion was checked", s->sheets - s->opened);
	if (s->decided > 0)
		report_ok(r, "decisions", "%" PRId64 " products were compared with their decision, "
		    "%" PRId64 " with their certificate", s->decided, s->certificates);
}

void
kit_stars_check(struct kit_examination *x)
{
	const struct json *products = json_get(x->index, S("products"));
	struct stars s = { .x = x };
	const int64_t before = x->report->differs;
	int64_t elsewhere = json_int(json_get(x->index, S("not_here")), 0);

	s.meeting = json_int(json_get(x->index, S("meeting")), -1);
	if (json_len(products) == 0 || !law_read_kit(&s))
		return;
	for (size_t i = 0; i < json_len(products); i++)
		product_check(&s, json_at(products, i));
	if (x->report->differs == before)
		stars_tell(&s);
	if (elsewhere > 0)
		report_unknown(x->report, "index", "%" PRId64 " products of the session are not in "
		    "this kit: not decided, or not for its reader", elsewhere);
}

/* recompute: see recompute.h. Each round has memory of its own. */
#include "act/recompute.h"

#include <inttypes.h>
#include <string.h>

#include "act/office.h"
#include "act/sheet.h"
#include "act/signed_code.h"
#include "core/certificate.h"
#include "core/dossier.h"
#include "core/scoring.h"
#include "q.h"

#define ROUND_MEMORY (256 * MIB)

/* ---- stars --------------------------------------------------------------------------- */

static const struct score_sheet *
sheet_of(const struct score_input *in, struct str seat)
{
	for (size_t i = 0; i < in->n_sheets; i++)
		if (str_eq(in->sheets[i].seat, seat))
			return &in->sheets[i];
	return NULL;
}

static bool
choice_same(const struct choice *a, const struct choice *b)
{
	return a->answered == b->answered && a->points == b->points &&
	    str_eq(a->case_id, b->case_id);
}

/* The choices of a sheet as its rows have them, in the order of the set. */
static enum rc
choices_load(struct ctx *c, const struct criteria_set *set, struct sheet_id id,
    struct choice **out, bool *strange)
{
	struct q_sheet_choices_rows rows;
	enum rc rc = q_sheet_choices(c->db, id, &rows);

	*out = ARENA_ARRAY(c->mem, set->n_criteria + 1, struct choice);
	*strange = false;
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		const struct criterion *cr = set_criterion(set, rows.v[i].criterion);

		if (cr == NULL) {
			*strange = true;
			continue;
		}
		(*out)[cr - set->criteria] = (struct choice){ true,
			(int)rows.v[i].points, rows.v[i].case_id };
	}
	return rc;
}

/* One sheet: its seal over its rows, and its rows against what was computed. */
static enum rc
sheet_recompute(struct ctx *c, const struct q_recompute_results *res,
    const struct score_input *in, const struct q_recompute_sheets *h, struct report *r)
{
	const struct score_sheet *used;
	struct sheet_numbers numbers = { res->agenda, h->seat, res->pass, in->set, NULL,
		h->stop, h->stop_why, h->remark, h->ballot };
	struct choice *choices;
	bool strange;
	enum rc rc = choices_load(c, in->set, h->id, &choices, &strange);

	if (rc != RC_OK)
		return rc;
	numbers.choices = choices;
	used = sheet_of(in, sheet_counted_as(c->mem, &numbers));
	if (strange || !str_eq(sheet_seal_of(c->mem, &numbers), h->seal))
		report_wrong(r, "sheets", "product %" PRId64 ", seat %.*s: the sheet is not "
		    "what was sealed", res->agenda.v, STR_ARG(h->seat));
	if (used == NULL)
		report_wrong(r, "sheets", "product %" PRId64 ", seat %.*s: sealed and not "
		    "counted", res->agenda.v, STR_ARG(h->seat));
	for (size_t i = 0; used != NULL && i < in->set->n_criteria; i++)
		if (!choice_same(&used->choices[i], &choices[i]))
			report_wrong(r, "sheets", "product %" PRId64 ", seat %.*s, criterion "
			    "%.*s: %d points on the sheet, %d in the computation",
			    res->agenda.v, STR_ARG(h->seat), STR_ARG(in->set->criteria[i].id),
			    choices[i].points, used->choices[i].points);
	return RC_OK;
}

static void
result_compare(struct ctx *c, const struct q_recompute_results *res,
    const struct score_input *in, struct report *r)
{
	struct buf out = buf_new(c->mem, 256 * KIB);
	struct score_result again;

	score_compute(in, c->mem, &again);
	score_write(in, &again, &out);
	if (!str_eq(buf_str(&out), res->output) || again.star != res->star ||
	    again.sum != res->sum || again.sheets != res->sheets)
		report_wrong(r, "stars", "product %" PRId64 ": %" PRId64 " stars of %" PRId64
		    " points are stored, the sheets give %d of %" PRId64, res->agenda.v,
		    res->star, res->sum, again.star, again.sum);
}

/* What the council found is a score too: the computation says what it was. */
static enum rc
findings_recompute(struct ctx *c, const struct q_recompute_results *res,
    const struct score_input *in, struct report *r)
{
	struct q_finding_list_rows rows;
	size_t said = 0, same = 0;
	enum rc rc = RC_OK;

	if (in->findings == NULL || (rc = q_finding_list(c->db, res->agenda, &rows)) != RC_OK)
		return rc;
	for (size_t i = 0; i < in->set->n_criteria; i++)
		said += in->findings[i].answered;
	for (size_t i = 0; i < rows.n; i++) {
		const struct criterion *cr = set_criterion(in->set, rows.v[i].criterion);

		same += cr != NULL && in->findings[cr - in->set->criteria].answered &&
		    in->findings[cr - in->set->criteria].points == rows.v[i].points;
	}
	if (same != said || same != rows.n)
		report_wrong(r, "stars", "product %" PRId64 ": what the council found is not "
		    "what was computed with", res->agenda.v);
	return RC_OK;
}

static enum rc
result_recompute(struct ctx *c, const struct q_recompute_results *res, struct report *r,
    int64_t *sheets)
{
	struct fault quiet = { .why = NULL };
	struct q_recompute_sheets_rows rows;
	struct score_input in;
	enum rc rc;

	if (score_read(c->law, res->input, c->mem, &quiet, &in) != RC_OK) {
		report_wrong(r, "stars", "product %" PRId64 ": what was computed cannot be "
		    "read: %s", res->agenda.v, quiet.detail);
		return RC_OK;
	}
	if (!str_eq(res->pack, in.set->pack->code) || !str_eq(res->set_code, in.set->code))
		report_wrong(r, "stars", "product %" PRId64 ": it was scored by set %.*s of %.*s, "
		    "its dossier names another", res->agenda.v, STR_ARG(in.set->code),
		    STR_ARG(in.set->pack->code));
	result_compare(c, res, &in, r);
	if ((rc = findings_recompute(c, res, &in, r)) == RC_OK)
		rc = q_recompute_sheets(c->db, res->agenda, res->pass, &rows);
	if (rc == RC_OK && rows.n != in.n_sheets)
		report_wrong(r, "sheets", "product %" PRId64 ": %zu sheets are sealed, %zu "
		    "were counted", res->agenda.v, rows.n, in.n_sheets);
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		rc = sheet_recompute(c, res, &in, &rows.v[i], r);
	*sheets += rc == RC_OK ? (int64_t)rows.n : 0;
	return rc;
}

/* A context whose memory goes after each round. */
static struct ctx
round_begin(const struct ctx *c, struct arena *mem)
{
	struct ctx round = *c;

	arena_init(mem, ROUND_MEMORY);
	round.mem = mem;
	ctx_use(&round, c->db);
	return round;
}

static void
round_end(struct ctx *c, struct arena *mem)
{
	ctx_use(c, c->db);
	arena_release(mem);
}

enum rc
recompute_scores(struct ctx *c, struct report *r)
{
	struct agenda_id after = { 0 };
	int64_t stars = 0, sheets = 0;
	struct q_recompute_results_rows rows;
	struct arena mem;
	struct ctx round = round_begin(c, &mem);
	enum rc rc;

	do {
		rc = q_recompute_results(c->db, after, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++, stars++) {
			after = rows.v[i].agenda;
			rc = result_recompute(&round, &rows.v[i], r, &sheets);
		}
		rows.n = rc == RC_OK ? rows.n : 0;
		arena_clear(&mem);
	} while (rows.n > 0);
	round_end(c, &mem);
	if (rc == RC_OK)
		report_ok(r, "stars", "%" PRId64 " were computed again from %" PRId64
		    " sealed sheets", stars, sheets);
	return rc;
}

/* ---- decisions ------------------------------------------------------------------------ */

enum rc
recompute_decisions(struct ctx *c, struct report *r)
{
	struct q_recompute_items_rows rows;
	struct decision_id decision = { 0 };
	int64_t position = 0, items = 0;
	struct arena mem;
	struct ctx round = round_begin(c, &mem);
	enum rc rc;

	do {
		rc = q_recompute_items(round.db, decision, position, DECISION_SIGNED, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++, items++) {
			const struct q_recompute_items *item = &rows.v[i];

			decision = item->decision;
			position = item->position;
			if (!item->concluded.has || item->of_dossier.v != item->dossier.v)
				report_wrong(r, "decisions", "%.*s, place %" PRId64 ": no conclusion "
				    "of a council on it is behind it", STR_ARG(item->number), position);
			else if (item->concluded.v != item->star)
				report_wrong(r, "decisions", "%.*s, place %" PRId64 ": it says %"
				    PRId64 " stars, the council concluded %" PRId64,
				    STR_ARG(item->number), position, item->star, item->concluded.v);
		}
		rows.n = rc == RC_OK ? rows.n : 0;
		arena_clear(&mem);
	} while (rows.n > 0);
	round_end(c, &mem);
	if (rc == RC_OK)
		report_ok(r, "decisions", "%" PRId64 " products in signed decisions were "
		    "compared with what councils concluded", items);
	return rc;
}

/* ---- certificates --------------------------------------------------------------------- */

struct seen {
	int64_t certificates, codes, without, late, unnamed, renamed;
};

static void
days_recompute(struct ctx *c, const struct q_recompute_certificates *q, struct report *r)
{
	const struct pack *pack = law_pack(c->law, q->pack);

	if (q->issued_on.n != q->signed_on.n)
		report_wrong(r, "certificates", "%.*s says it was issued on %.*s, its decision "
		    "was signed on %.*s", STR_ARG(q->code),
		    STR_ARG(day_text(c->mem, q->issued_on)),
		    STR_ARG(day_text(c->mem, q->signed_on)));
	if (!q->same || !str_eq(q->decision_no, q->number))
		report_wrong(r, "certificates", "%.*s: its product or the number of its decision "
		    "is another", STR_ARG(q->code));
	if (pack != NULL && q->valid_until_on.n != certificate_until(pack, q->issued_on).n)
		report_wrong(r, "certificates", "%.*s: its last day is not the one that the "
		    "law gives it", STR_ARG(q->code));
}

/* The signed code cannot be edited: what it says was true when it was signed. */
static enum rc
code_recompute(struct ctx *c, const struct q_recompute_certificates *q, struct report *r,
    struct seen *seen)
{
	struct fault quiet = { .why = NULL };
	struct ctx asks = *c;
	struct claims claims;
	enum rc rc;

	if (q->text.n == 0) {
		seen->without++;
		return RC_OK;
	}
	asks.fault = &quiet;
	ctx_use(&asks, c->db);
	rc = signed_code_read(&asks, q->text, &claims);
	ctx_use(c, c->db);
	if (rc == RC_ABSENT) {
		report_wrong(r, "codes", "%.*s: its signed code is not signed by a key of this "
		    "office", STR_ARG(q->code));
		return RC_OK;
	}
	if (rc != RC_OK)
		return FAIL(c, *quiet.why, "%s", quiet.detail);
	seen->codes++;
	if (!str_eq(claims.number, q->code) || claims.star != q->star ||
	    !str_eq(claims.gtin, q->gtin) ||
	    claims.ends.ms != moment_of(day_add(q->valid_until_on, 1), 0, 0).ms)
		report_wrong(r, "codes", "%.*s: number, stars, last day or bar code are not what was "
		    "signed", STR_ARG(q->code));
	if (claims.entry >= 0 && (!q->place.has || claims.entry != q->place.v - q->base))
		report_wrong(r, "codes", "%.*s: its signed code names entry %" PRId64 ", which "
		    "is not that of its issue", STR_ARG(q->code), claims.entry);
	seen->unnamed += claims.entry < 0 && q->place.has;
	if (day_of(claims.made).n < q->issued_on.n)
		report_wrong(r, "codes", "%.*s was signed before it was issued", STR_ARG(q->code));
	seen->late += day_of(claims.made).n > q->issued_on.n;
	/* a product may be renamed after its certificate; the paper is not */
	seen->renamed += !str_starts(q->product, str_head(claims.product, 40)) ||
	    !str_starts(q->subject, str_head(claims.producer, 40));
	return RC_OK;
}

static void
certificates_tell(const struct seen *s, struct report *r)
{
	report_ok(r, "certificates", "%" PRId64 " were compared with their decisions, %"
	    PRId64 " with their signed codes", s->certificates, s->codes);
	if (s->without > 0)
		report_unknown(r, "codes", "%" PRId64 " certificates have no signed code (`ocop "
		    "rebuild` signs them)", s->without);
	if (s->late > 0)
		report_unknown(r, "codes", "%" PRId64 " codes were signed later than their "
		    "certificate was issued", s->late);
	if (s->unnamed > 0)
		report_unknown(r, "codes", "%" PRId64 " codes do not name their entry: they were "
		    "signed before codes did", s->unnamed);
	if (s->renamed > 0)
		report_unknown(r, "codes", "%" PRId64 " products or producers have another name "
		    "now than on their certificate", s->renamed);
}

/* A certificate that nobody issued, a revocation that nobody decided: a row that
 * was put in with an editor has no record. */
static enum rc
unsaid_find(struct ctx *c, struct report *r)
{
	struct q_recompute_unsaid_rows rows;
	enum rc rc = q_recompute_unsaid(c->db, (struct certificate_id){ 0 }, &rows);

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		report_wrong(r, "certificates", "%.*s: no record tells of its issue%s%s%s",
		    STR_ARG(rows.v[i].code), rows.v[i].revoked ? " or its revocation" : "",
		    rows.v[i].extended ? " or its extension" : "",
		    rows.v[i].has_code ? " by us, and it has a signed code" : "");
	return rc;
}

enum rc
recompute_certificates(struct ctx *c, struct report *r)
{
	struct q_recompute_certificates_rows rows;
	struct certificate_id after = { 0 };
	struct seen seen = { 0 };
	struct arena mem;
	struct ctx round = round_begin(c, &mem);
	enum rc rc;

	do {
		rc = q_recompute_certificates(round.db, after, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
			const struct q_recompute_certificates *q = &rows.v[i];

			after = q->id;
			seen.certificates++;
			if (!q->decided.has || q->decided.v != q->star)
				report_wrong(r, "certificates", "%.*s says %" PRId64 " stars, its "
				    "decision %s", STR_ARG(q->code), q->star,
				    q->decided.has ? "says others" : "does not name it");
			days_recompute(&round, q, r);
			rc = code_recompute(&round, q, r, &seen);
		}
		rows.n = rc == RC_OK ? rows.n : 0;
		arena_clear(&mem);
	} while (rows.n > 0);
	round_end(c, &mem);
	if (rc == RC_OK)
		certificates_tell(&seen, r);
	return rc == RC_OK ? unsaid_find(c, r) : rc;
}

/* ---- files ------------------------------------------------------------------------------ */

enum rc
recompute_files(struct ctx *c, struct report *r)
{
	struct buf out = buf_new(c->mem, 1 * MIB);
	struct str rest, line;
	int wrong = 0;
	enum rc rc = files_check(c, &out, &wrong);

	if (rc != RC_OK)
		return rc;
	rest = buf_str(&out);
	while (str_cut(&rest, '\n', &line))
		report_wrong(r, "files", "%.*s", STR_ARG(line));
	if (wrong == 0)
		report_ok(r, "files", "every kept file is what its name says");
	return RC_OK;
}

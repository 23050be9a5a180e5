/*
 * self_score: reading and keeping the self-assessment (Mẫu 02 part III).
 */
#include "act/self_score.h"

#include <inttypes.h>

#include "act/reasons.h"
#include "act/record.h"
#include "q.h"

const struct reason WHY_CHOOSE_CASE = { RC_CONFLICT, "choose_case" };
const struct reason WHY_NO_SUCH_BRANCH = { RC_INVALID, "no_such_branch" };

/* ---- reading --------------------------------------------------------------------- */

static bool
day_past(struct day d, struct day today)
{
	return d.n != 0 && d.n < today.n;
}

static size_t
criterion_index(const struct criteria_set *set, struct str id)
{
	const struct criterion *c = set_criterion(set, id);

	return c == NULL ? set->n_criteria : (size_t)(c - set->criteria);
}

/* Reads the scores into lines; a criterion that is no longer in the set is
 * passed over. */
static enum rc
self_load_scores(struct ctx *c, const struct dossier *d, struct self_line *lines)
{
	struct q_self_scores_rows rows;
	enum rc rc;
	size_t i, k;

	if ((rc = q_self_scores(c->db, d->id, &rows)) != RC_OK)
		return rc;
	for (i = 0; i < rows.n; i++) {
		if ((k = criterion_index(d->set, rows.v[i].criterion)) == d->set->n_criteria)
			continue;
		lines[k].answered = rows.v[i].points.has;
		lines[k].points = rows.v[i].points.has ? (int)rows.v[i].points.v : 0;
		lines[k].note = rows.v[i].note;
		lines[k].version = rows.v[i].version;
		if (lines[k].answered && rows.v[i].case_id.n > 0)
			lines[k].case_id = rows.v[i].case_id;
	}
	return RC_OK;
}

/* Sorts the citations by printed order of their criteria, so that each line
 * has a slice of one array. */
static enum rc
self_load_cites(struct ctx *c, const struct dossier *d,
    struct self_line *lines, struct cites *out)
{
	struct q_cites_rows rows;
	struct cite *v;
	enum rc rc;
	size_t i, k, n = 0;

	if ((rc = q_cites(c->db, d->id, &rows)) != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n, struct cite);
	for (k = 0; k < d->set->n_criteria; k++) {
		lines[k].cites.v = v + n;
		for (i = 0; i < rows.n; i++) {
			if (!str_eq(rows.v[i].criterion, d->set->criteria[k].id))
				continue;
			v[n++] = (struct cite){
				.criterion = rows.v[i].criterion,
				.evidence = rows.v[i].evidence, .kind = rows.v[i].kind,
				.title = rows.v[i].title, .number = rows.v[i].number,
				.expires_on = rows.v[i].expires_on,
				.page_from = (int)rows.v[i].page_from.v,
				.page_to = (int)rows.v[i].page_to.v,
				.expired = day_past(rows.v[i].expires_on, c->today),
				.dropped = rows.v[i].dropped_at.ms != 0,
				.file = rows.v[i].file, .thumb = rows.v[i].thumb,
			};
		}
		lines[k].cites.n = (size_t)(v + n - lines[k].cites.v);
	}
	*out = (struct cites){ v, n };
	return RC_OK;
}

static void
self_score(struct ctx *c, const struct dossier *d, struct self_assessment *out)
{
	struct choice *choices = ARENA_ARRAY(c->mem, out->n, struct choice);
	size_t i;

	for (i = 0; i < out->n; i++) {
		const struct self_line *l = &out->lines[i];

		choices[i] = (struct choice){ l->answered, l->points, l->case_id };
		if (l->answered)
			continue;
		out->n_left++;
		if (out->first_left == NULL)
			out->first_left = l->criterion;
	}
	score_one(d->set, choices, c->mem, &out->score);
}

enum rc
self_load(struct ctx *c, const struct dossier *d, struct self_assessment *out)
{
	struct self_line *lines = ARENA_ARRAY(c->mem, d->set->n_criteria, struct self_line);
	size_t i;
	enum rc rc;

	*out = (struct self_assessment){ .lines = lines, .n = d->set->n_criteria };
	for (i = 0; i < out->n; i++) {
		lines[i].criterion = &d->set->criteria[i];
		if (lines[i].criterion->n_cases > 0)
			lines[i].case_id = d->branch;
	}
	if ((rc = self_load_scores(c, d, lines)) != RC_OK)
		return rc;
	for (i = 0; i < out->n; i++)
		lines[i].levels = criterion_levels(lines[i].criterion, lines[i].case_id);
	if ((rc = self_load_cites(c, d, lines, &out->cites)) != RC_OK)
		return rc;
	self_score(c, d, out);
	return RC_OK;
}

const struct self_line *
self_line(const struct self_assessment *s, struct str criterion)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (str_eq(s->lines[i].criterion->id, criterion))
			return &s->lines[i];
	return NULL;
}

const struct criterion *
self_next(const struct self_assessment *s, const struct criterion *c)
{
	const struct self_line *l = self_line(s, c->id);

	return l == NULL || l == s->lines + s->n - 1 ? NULL : l[1].criterion;
}

const struct criterion *
self_before(const struct self_assessment *s, const struct criterion *c)
{
	const struct self_line *l = self_line(s, c->id);

	return l == NULL || l == s->lines ? NULL : l[-1].criterion;
}

enum rc
self_box(struct ctx *c, const struct dossier *d, struct box *out)
{
	struct q_cite_box_rows rows;
	struct box_paper *v;
	enum rc rc;
	size_t i;

	if ((rc = q_cite_box(c->db, d->id, &rows)) != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n, struct box_paper);
	for (i = 0; i < rows.n; i++)
		v[i] = (struct box_paper){
			.id = rows.v[i].id, .kind = rows.v[i].kind,
			.title = rows.v[i].title, .number = rows.v[i].number,
			.issued_on = rows.v[i].issued_on,
			.expires_on = rows.v[i].expires_on,
			.expired = day_past(rows.v[i].expires_on, c->today),
			.file = rows.v[i].file,
		};
	*out = (struct box){ v, rows.n };
	return RC_OK;
}

/* The criterion whose cases ask the question, or NULL: the set has none. */
static const struct criterion *
self_branch_question(const struct criteria_set *set)
{
	size_t i;

	for (i = 0; i < set->n_criteria; i++)
		if (set->criteria[i].n_cases > 0)
			return &set->criteria[i];
	return NULL;
}

/* ---- keeping ----------------------------------------------------------------------- */

/* Whether the form says something else than what is kept. */
static bool
self_points_differ(const struct q_self_score_one *q, const struct self_input *in)
{
	return in->with_points && (q->points.has != in->answered ||
	    (in->answered && q->points.v != in->points));
}

static bool
self_note_differs(const struct q_self_score_one *q, const struct self_input *in)
{
	return in->with_note && !str_eq(q->note, in->note);
}

/* What is kept of a criterion, and what a form would make of it. */
struct self_change {
	struct q_self_score_one kept;
	struct cite_change cites;
	bool same;                  /* nothing would change */
};

/* Refuses what was made from an older state. */
static enum rc
self_check_version(struct ctx *c, struct dossier_id id, const struct self_input *in,
    struct self_change *out)
{
	struct q_self_score_one *q = &out->kept;
	bool found, points, note;
	enum rc rc = q_self_score_one(c->db, id, in->criterion, q, &found);

	if (rc != RC_OK || (rc = cites_want(c, id, in->criterion, &in->cites,
	    &out->cites)) != RC_OK)
		return rc;
	if (!found)
		*q = (struct q_self_score_one){ .version = 0 };
	points = self_points_differ(q, in);
	note = self_note_differs(q, in);
	out->same = !points && !note && !cites_differ(&out->cites);
	if (out->same || q->version == in->version)
		return RC_OK;
	rc = FAIL(c, WHY_STALE, "%" PRId64, q->version);
	if (points)
		fault_field(c->fault, S("points"), &WHY_CHANGED_MEANWHILE,
		    q->points.has ? str_printf(c->mem, "%" PRId64, q->points.v) : S("–"));
	if (note)
		fault_field(c->fault, S("note"), &WHY_CHANGED_MEANWHILE,
		    q->note.n > 0 ? q->note : S("–"));
	cites_meanwhile(c, &out->cites);
	return rc;
}

static enum rc
self_check_points(struct ctx *c, const struct dossier *d,
    const struct criterion *cr, const struct self_input *in)
{
	struct levels l = criterion_levels(cr,
	    cr->n_cases > 0 ? d->branch : S(""));

	if (!in->with_points || !in->answered)
		return RC_OK;
	if (cr->n_cases > 0 && criterion_case(cr, d->branch) == NULL)
		return FAIL(c, WHY_CHOOSE_CASE, "%.*s", STR_ARG(cr->id));
	if (!levels_have(l, in->points)) {
		fault_field(c->fault, S("points"), &WHY_NOT_A_LEVEL, cr->id);
		return RC_INVALID;
	}
	return RC_OK;
}

enum rc
self_save(struct ctx *c, struct dossier_id id, const struct self_input *in)
{
	struct dossier d;
	struct self_change was;
	struct q_self_score_put_in put;
	const struct criterion *cr;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_EDIT, &d, &next)) != RC_OK)
		return rc;
	if ((cr = set_criterion(d.set, in->criterion)) == NULL)
		return FAIL(c, WHY_ABSENT, "criterion %.*s", STR_ARG(in->criterion));
	if ((rc = self_check_points(c, &d, cr, in)) != RC_OK ||
	    (rc = cites_check(c, &in->cites)) != RC_OK ||
	    (rc = self_check_version(c, id, in, &was)) != RC_OK)
		return rc;
	if (was.same)
		return RC_OK;
	put = (struct q_self_score_put_in){
		.dossier = id, .criterion = cr->id, .now = c->now,
		.points = in->with_points
		    ? (struct opt_int){ in->points, in->answered } : was.kept.points,
		.note = in->with_note ? in->note : was.kept.note,
	};
	put.case_id = cr->n_cases > 0 && put.points.has ? d.branch : (struct str){ 0 };
	if ((rc = q_self_score_put(c->db, &put)) != RC_OK ||
	    (rc = cites_put(c, id, cr->id, &was.cites)) != RC_OK)
		return rc;
	return record_add(c, "self_score.saved", "dossier", id.v,
	    "{\"criterion\":\"%.*s\",\"points\":%" PRId64 ",\"answered\":%s}",
	    STR_ARG(cr->id), put.points.has ? put.points.v : 0,
	    put.points.has ? "true" : "false");
}

enum rc
self_cite(struct ctx *c, struct dossier_id id, struct str criterion,
    struct evidence_id evidence)
{
	const struct opt_int whole = { 0, false };
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_EDIT, &d, &next)) != RC_OK)
		return rc;
	if (set_criterion(d.set, criterion) == NULL)
		return FAIL(c, WHY_ABSENT, "criterion %.*s", STR_ARG(criterion));
	if ((rc = q_cite_put(c->db, id, criterion, evidence, whole, whole)) != RC_OK ||
	    (rc = q_self_score_touch(c->db, id, criterion, c->now)) != RC_OK)
		return rc;
	return record_add(c, "self_score.cited", "dossier", id.v,
	    "{\"criterion\":\"%.*s\",\"evidence\":%" PRId64 "}",
	    STR_ARG(criterion), evidence.v);
}

/* The criterion that speaks of the organisation itself, in every set. */
static struct str
self_entity_criterion(const struct criteria_set *set)
{
	size_t i;

	for (i = 0; i < set->n_criteria; i++)
		if (str_eq(set->criteria[i].key, S("entity_type")))
			return set->criteria[i].id;
	return set->criteria[0].id;
}

static bool
kind_cited(const struct q_cites_rows *cites, struct str kind)
{
	size_t i;

	for (i = 0; i < cites->n; i++)
		if (str_eq(cites->v[i].kind, kind))
			return true;
	return false;
}

enum rc
self_cite_required(struct ctx *c, const struct dossier *d)
{
	const struct opt_int whole = { 0, false };
	struct q_cites_rows cites;
	struct box box;
	enum rc rc;
	size_t i, k;

	if ((rc = q_cites(c->db, d->id, &cites)) != RC_OK ||
	    (rc = self_box(c, d, &box)) != RC_OK)
		return rc;
	for (i = 0; i < d->pack->n_components; i++) {
		const struct component *item = &d->pack->components[i];

		if (!item->required || kind_cited(&cites, item->code))
			continue;
		for (k = 0; k < box.n && (box.v[k].expired ||
		    !str_eq(box.v[k].kind, item->code)); k++)
			;
		if (k == box.n)
			continue; /* a form, the samples, or a gap */
		rc = q_cite_put(c->db, d->id, self_entity_criterion(d->set),
		    box.v[k].id, whole, whole);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

enum rc
self_choose_branch(struct ctx *c, struct dossier_id id, struct str branch)
{
	const struct criterion *question;
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_EDIT, &d, &next)) != RC_OK)
		return rc;
	question = self_branch_question(d.set);
	if (question == NULL || criterion_case(question, branch) == NULL) {
		fault_field(c->fault, S("branch"), &WHY_NO_SUCH_BRANCH, S(""));
		return RC_INVALID;
	}
	if ((rc = q_dossier_set_branch(c->db, id, branch)) != RC_OK)
		return rc;
	if ((rc = q_self_score_other_branch(c->db, id, branch, c->now)) != RC_OK)
		return rc;
	return record_add(c, "self_score.branch", "dossier", id.v,
	    "{\"branch\":\"%.*s\"}", STR_ARG(branch));
}

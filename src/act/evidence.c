/*
 * evidence: see evidence.h.
 */
#include "act/evidence.h"

#include <inttypes.h>
#include <stdlib.h>

#include "act/complaint.h"
#include "act/reasons.h"
#include "act/record.h"
#include "act/subject.h"
#include "core/law.h"

const struct reason WHY_EVIDENCE_KIND = { RC_INVALID, "evidence_kind" };
const struct reason WHY_EVIDENCE_FULL = { RC_CONFLICT, "evidence_full" };
const struct reason WHY_EVIDENCE_CITED = { RC_CONFLICT, "evidence_cited" };

static struct str
text_of(struct str s)
{
	return s.n == 0 ? (struct str){ NULL, 0 } : s;
}

enum rc
evidence_list(struct ctx *c, struct evidence_list *out)
{
	struct q_subject_state subject;
	struct q_evidence_mine_rows rows;
	struct evidence_row *v;
	enum rc rc;

	if ((rc = q_subject_state(c->db, c->actor.subject, &subject)) != RC_OK ||
	    (rc = q_evidence_mine(c->db, c->actor.subject, &rows)) != RC_OK ||
	    (rc = q_evidence_put_away(c->db, c->actor.subject, &out->away)) != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n, struct evidence_row);
	for (size_t i = 0; i < rows.n; i++) {
		v[i].it = &rows.v[i];
		v[i].kind = evidence_kind(rows.v[i].kind);
		v[i].standing = paper_standing(rows.v[i].expires_on, c->today,
		    &v[i].days_left);
	}
	out->v = v;
	out->n = rows.n;
	out->subject_state = subject.state;
	return RC_OK;
}

/* Where a criterion stands in its set; what belongs to the whole dossier
 * (no criterion) comes first. */
static size_t
cite_order(struct ctx *c, const struct q_evidence_cites *row)
{
	const struct criteria_set *set = law_set(c->law, row->set_code);
	size_t i = 0;

	if (set == NULL || row->criterion.n == 0)
		return 0;
	while (i < set->n_criteria && !str_eq(set->criteria[i].id, row->criterion))
		i++;
	return i + 1;
}

static int
cite_compare(const void *pa, const void *pb)
{
	const struct evidence_cite *a = pa, *b = pb;

	if (a->it->dossier.v != b->it->dossier.v)
		return a->it->dossier.v > b->it->dossier.v ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static enum rc
cites_load(struct ctx *c, struct evidence_id id, struct evidence_view *out)
{
	struct q_evidence_cites_rows rows;
	struct evidence_cite *v;
	enum rc rc = q_evidence_cites(c->db, id, &rows);

	if (rc != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n + 1, struct evidence_cite);
	for (size_t i = 0; i < rows.n; i++)
		v[i] = (struct evidence_cite){ &rows.v[i],
			cite_order(c, &rows.v[i]) };
	qsort(v, rows.n, sizeof(v[0]), cite_compare);
	out->cites = v;
	out->n_cites = rows.n;
	return RC_OK;
}

enum rc
evidence_load(struct ctx *c, struct evidence_id id, struct evidence_view *out)
{
	struct q_evidence_own *e = &out->it;
	enum rc rc;

	if ((rc = q_evidence_own(c->db, id, c->actor.subject, e)) != RC_OK ||
	    (rc = q_evidence_files(c->db, id, &out->files)) != RC_OK ||
	    (rc = cites_load(c, id, out)) != RC_OK ||
	    (rc = q_evidence_bound(c->db, id, &out->bound)) != RC_OK)
		return rc;
	out->kind = evidence_kind(e->kind);
	out->standing = paper_standing(e->expires_on, c->today, &out->days_left);
	out->may_change = out->bound.sent == 0 && e->dropped_at.ms == 0;
	out->may_put_away = out->bound.live == 0 && e->dropped_at.ms == 0;
	return RC_OK;
}

/* Everything wrong with the values at once. */
static enum rc
evidence_check(struct ctx *c, const struct evidence_values *in)
{
	const struct reason *why;

	if (evidence_kind(in->kind) == 0)
		fault_field(c->fault, S("kind"), &WHY_EVIDENCE_KIND, S(""));
	if ((why = paper_issued_check(in->issued, c->today)) != NULL)
		fault_field(c->fault, S("issued"), why, day_text(c->mem, c->today));
	if ((why = paper_expires_check(in->issued, in->expires)) != NULL)
		fault_field(c->fault, S("expires"), why,
		    day_text(c->mem, in->issued));
	return fault_rc(c->fault);
}

enum rc
evidence_add(struct ctx *c, const struct evidence_values *in,
    struct evidence_id *out)
{
	struct q_subject_counts has;
	struct q_evidence_add row;
	enum rc rc;

	if ((rc = subject_check_active(c)) != RC_OK ||
	    (rc = evidence_check(c, in)) != RC_OK ||
	    (rc = q_subject_counts(c->db, c->actor.subject, &has)) != RC_OK)
		return rc;
	if (has.papers >= EVIDENCE_MAX)
		return FAIL(c, WHY_EVIDENCE_FULL, "%d", EVIDENCE_MAX);
	rc = q_evidence_add(c->db, &(struct q_evidence_add_in){
	    .subject = c->actor.subject, .kind = in->kind, .title = in->title,
	    .number = text_of(in->number), .issuer = text_of(in->issuer),
	    .issued_on = in->issued, .expires_on = in->expires,
	    .now = c->now }, &row);
	if (rc != RC_OK)
		return rc;
	*out = row.id;
	return record_add(c, "evidence.add", "evidence", row.id.v,
	    "{\"kind\":\"%.*s\"}", STR_ARG(in->kind));
}

enum rc
evidence_set(struct ctx *c, struct evidence_id id, const struct evidence_values *in)
{
	struct q_evidence_bound bound;
	struct q_evidence_lock e;
	enum rc rc;

	if ((rc = q_evidence_lock(c->db, id, c->actor.subject, &e)) != RC_OK ||
	    (rc = q_evidence_bound(c->db, id, &bound)) != RC_OK)
		return rc;
	if (e.dropped_at.ms != 0)
		return FAIL(c, WHY_EVIDENCE_AWAY, "%s", "");
	if (bound.sent != 0)
		return FAIL(c, WHY_EVIDENCE_SENT, "%" PRId64, bound.sent);
	if (e.version != in->version)
		return FAIL(c, WHY_BOTH_WROTE, "%s", "");
	if ((rc = evidence_check(c, in)) != RC_OK)
		return rc;
	rc = q_evidence_set(c->db, &(struct q_evidence_set_in){ .evidence = id,
	    .kind = in->kind, .title = in->title, .number = text_of(in->number),
	    .issuer = text_of(in->issuer), .issued_on = in->issued,
	    .expires_on = in->expires });
	if (rc != RC_OK)
		return rc;
	return record_add(c, "evidence.change", "evidence", id.v,
	    "{\"kind\":\"%.*s\"}", STR_ARG(in->kind));
}

enum rc
evidence_put_away(struct ctx *c, struct evidence_id id)
{
	struct q_evidence_bound bound;
	struct q_evidence_lock e;
	enum rc rc;

	if ((rc = q_evidence_lock(c->db, id, c->actor.subject, &e)) != RC_OK ||
	    (rc = q_evidence_bound(c->db, id, &bound)) != RC_OK)
		return rc;
	if (e.dropped_at.ms != 0)
		return FAIL(c, WHY_EVIDENCE_AWAY, "%s", "");
	if ((rc = complaint_check_held(c, id)) != RC_OK)
		return rc;
	if (bound.live != 0)
		return FAIL(c, WHY_EVIDENCE_CITED, "%" PRId64, bound.live);
	if ((rc = q_evidence_set_dropped(c->db, id, c->now)) != RC_OK)
		return rc;
	return record_add(c, "evidence.put_away", "evidence", id.v, "%s", "");
}

enum rc
evidence_take_out(struct ctx *c, struct evidence_id id)
{
	struct q_evidence_lock e;
	enum rc rc;

	if ((rc = q_evidence_lock(c->db, id, c->actor.subject, &e)) != RC_OK)
		return rc;
	if (e.dropped_at.ms == 0)
		return FAIL(c, WHY_STALE, "%s", "");
	if ((rc = q_evidence_set_dropped(c->db, id, (struct moment){ 0 })) != RC_OK)
		return rc;
	return record_add(c, "evidence.take_out", "evidence", id.v, "%s", "");
}

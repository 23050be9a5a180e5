/* change: see change.h. */
#include "act/change.h"

#include <inttypes.h>

#include "act/record.h"

const struct reason WHY_CHANGE_NOTE = { RC_INVALID, "change_note" };

static void
line_fill(struct ctx *c, const struct q_changes_rows *rows, struct change_line *l)
{
	for (size_t i = 0; i < rows->n; i++) {
		const struct q_changes *q = &rows->v[i];

		if (!str_eq(q->topic, str_c(l->topic->code)))
			continue;
		l->said = true;
		l->changed = q->changed;
		l->note = q->note;
		l->evidence = q->evidence;
		l->title = q->title;
		l->expired = q->expires_on.n != 0 && q->expires_on.n < c->today.n;
	}
}

enum rc
change_load(struct ctx *c, const struct dossier *d, struct change_view *out)
{
	struct change_line *v = ARENA_ARRAY(c->mem, change_topics_n,
	    struct change_line);
	struct q_changes_rows rows;
	enum rc rc;

	*out = (struct change_view){ .v = v };
	if (d->kind == DOSSIER_FIRST)
		return RC_OK;
	if ((rc = q_changes(c->db, d->id, &rows)) != RC_OK ||
	    (rc = q_change_papers(c->db, d->id, c->today, &out->papers)) != RC_OK)
		return rc;
	out->n = change_topics_n;
	for (size_t i = 0; i < out->n; i++) {
		v[i].topic = &change_topics[i];
		line_fill(c, &rows, &v[i]);
		out->n_left += !v[i].said;
		out->n_changed += v[i].changed;
		out->proved |= v[i].changed && v[i].evidence.v != 0;
	}
	for (size_t i = 0; i < out->papers.n; i++)
		out->n_papers_left += out->papers.v[i].renewed.v == 0;
	return RC_OK;
}

static enum rc
input_check(struct ctx *c, const struct change_input *in)
{
	if (change_topic(in->topic) == NULL)
		return FAIL(c, WHY_ABSENT, "topic %.*s", STR_ARG(in->topic));
	if (str_eq(in->answer, S("new")) && in->note.n == 0)
		fault_field(c->fault, str_printf(c->mem, "note.%.*s",
		    STR_ARG(in->topic)), &WHY_CHANGE_NOTE, S(""));
	return RC_OK;
}

enum rc
change_save(struct ctx *c, struct dossier_id id, const struct change_input *in,
    size_t n)
{
	struct dossier d;
	enum dossier_state next;
	size_t said = 0;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_EDIT, &d, &next)) != RC_OK)
		return rc;
	if (d.kind == DOSSIER_FIRST)
		return FAIL(c, WHY_ABSENT, "changes of %" PRId64, id.v);
	for (size_t i = 0; i < n; i++)
		if ((rc = input_check(c, &in[i])) != RC_OK)
			return rc;
	if ((rc = fault_rc(c->fault)) != RC_OK)
		return rc;
	for (size_t i = 0; i < n; i++) {
		const bool is_new = str_eq(in[i].answer, S("new"));

		if (in[i].answer.n == 0)
			continue;
		rc = q_change_put(c->db, &(struct q_change_put_in){
		    .dossier = id, .topic = in[i].topic, .changed = is_new,
		    .note = is_new ? in[i].note : (struct str){ NULL, 0 },
		    .evidence = is_new ? in[i].evidence : (struct evidence_id){ 0 },
		    .now = c->now });
		if (rc != RC_OK)
			return rc;
		said++;
	}
	return record_add(c, "change.saved", "dossier", id.v, "{\"topics\":%zu}",
	    said);
}

enum rc
change_renew(struct ctx *c, struct dossier_id id, struct evidence_id old,
    struct evidence_id renewed)
{
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_EDIT, &d, &next)) != RC_OK)
		return rc;
	rc = q_change_renews(c->db, old, renewed);
	if (rc == RC_CONFLICT || rc == RC_ABSENT)
		return FAIL(c, WHY_ABSENT, "paper %" PRId64, old.v);
	if (rc != RC_OK ||
	    (rc = q_change_recite(c->db, id, old, renewed)) != RC_OK ||
	    (rc = q_change_uncite(c->db, id, old)) != RC_OK)
		return rc;
	return record_add(c, "change.renewed", "dossier", id.v,
	    "{\"old\":%" PRId64 ",\"renewed\":%" PRId64 "}", old.v, renewed.v);
}

/* template: see template.h. */
#include "act/template.h"

#include "act/paper_blank.h"
#include "act/record.h"
#include "act/template_own.h"
#include "act/upload.h"
#include "base/buf.h"

#define DOCX_MIME "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

const struct paper *
template_paper(struct str name)
{
	for (size_t i = 0; i < papers_n; i++)
		if ((papers[i].layouts & LAYOUT_DOCX) && str_eq(name, str_c(papers[i].name)))
			return &papers[i];
	return NULL;
}

static struct str
places_of(struct arena *mem, const struct blank *b)
{
	struct buf out = buf_new(mem, 64 * KIB);

	for (size_t i = 0; i < b->n_keys; i++) {
		const struct blank_key *k = &b->keys[i];

		buf_printf(&out, "%s{{%.*s}} %.*s", i > 0 ? "\n" : "", STR_ARG(k->name), STR_ARG(k->means));
		if (k->list.n > 0)
			buf_printf(&out, " ({{#%.*s}})", STR_ARG(k->list));
	}
	return buf_str(&out);
}

enum rc
templates_load(struct ctx *c, struct templates_view *out)
{
	struct template_view *v = ARENA_ARRAY(c->mem, papers_n + 1, struct template_view);
	struct blank blank;
	enum rc rc;

	*out = (struct templates_view){ .v = v };
	for (size_t i = 0; i < papers_n; i++) {
		struct template_view *t = &v[out->n];

		/* Two papers may share a text: a draft and what it becomes. */
		if (template_paper(str_c(papers[i].name)) != &papers[i])
			continue;
		if ((rc = paper_blank(c->mem, c->fault, papers[i].name, &blank)) != RC_OK ||
		    (rc = q_template_of(c->db, str_c(papers[i].name), &t->row, &t->own)) != RC_OK)
			return rc;
		t->paper = &papers[i];
		t->title = blank.title;
		t->places = places_of(c->mem, &blank);
		out->n++;
	}
	return RC_OK;
}

enum rc
template_prepare(struct ctx *c, const struct paper *p, const struct look_at *at,
    struct looked *out)
{
	struct blank blank;
	struct str made;
	enum rc rc = look_and_keep(c->blobs, at, c->mem, c->fault, out);

	if (rc != RC_OK)
		return rc;
	if (!str_eq(out->mime, S(DOCX_MIME)))
		return FAIL(c, WHY_FILE_KIND, "%.*s", STR_ARG(out->mime));
	if ((rc = paper_blank(c->mem, c->fault, p->name, &blank)) != RC_OK)
		return rc;
	return template_own_fill(c, out->file.hash, blank_trial(&blank, c->mem), &made);
}

enum rc
template_set(struct ctx *c, const struct paper *p, struct str name, const struct looked *l)
{
	struct q_template_add added;
	enum rc rc;

	if ((rc = blob_row_add(c, l)) != RC_OK ||
	    (rc = q_template_drop(c->db, str_c(p->name), c->now)) != RC_OK ||
	    (rc = q_template_add(c->db, str_c(p->name), l->file.hash, file_name_clean(c->mem, name),
	    c->actor.id, c->now, &added)) != RC_OK)
		return rc;
	return record_add(c, "template.set", "paper_template", added.id,
	    "{\"paper\":\"%s\",\"sha256\":\"%.*s\"}", p->name, STR_ARG(l->file.hash));
}

enum rc
template_drop(struct ctx *c, const struct paper *p)
{
	struct q_template_of row;
	bool own;
	enum rc rc = q_template_of(c->db, str_c(p->name), &row, &own);

	if (rc != RC_OK)
		return rc;
	if (!own)
		return FAIL(c, WHY_ABSENT, "%s", "no template of this office");
	if ((rc = q_template_drop(c->db, str_c(p->name), c->now)) != RC_OK)
		return rc;
	return record_add(c, "template.drop", "paper_template", row.id, "{\"paper\":\"%s\"}", p->name);
}


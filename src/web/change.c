/*
 * change: what has changed since the certificate; see act/change.h. The fields
 * are answer.TOPIC, note.TOPIC and paper.TOPIC.
 */
#include "act/change.h"

#include <stdio.h>

#include "act/self_score.h"
#include "html.h"
#include "web/dossier.h"
#include "web/forms.h"
#include "web/routes.h"

enum text
change_topic_text(const struct change_topic *t)
{
	char key[60];

	(void)snprintf(key, sizeof(key), "change.topic_%s", t->code);
	return text_find(str_c(key));
}

/* A field of the refused form: "note.label" and the like. */
static struct str
typed(const struct visit *v, const char *what, const struct change_topic *t)
{
	return pairs_get(v->raw, str_printf(v->ctx.mem, "%s.%s", what, t->code));
}

static void
change_fill(struct visit *v, struct change_page *p)
{
	struct arena *mem = v->ctx.mem;
	struct str *answers = ARENA_ARRAY(mem, p->v.n, struct str);
	struct str *notes = ARENA_ARRAY(mem, p->v.n, struct str);
	struct str *faults = ARENA_ARRAY(mem, p->v.n, struct str);

	for (size_t i = 0; i < p->v.n; i++) {
		const struct change_line *l = &p->v.v[i];

		answers[i] = v->again ? typed(v, "answer", l->topic)
		    : !l->said ? S("") : l->changed ? S("new") : S("same");
		notes[i] = v->again ? typed(v, "note", l->topic) : l->note;
		faults[i] = field_fault_text(v, str_printf(mem, "note.%s",
		    l->topic->code));
	}
	p->answers = answers;
	p->notes = notes;
	p->faults = faults;
}

enum rc
change_show(struct visit *v)
{
	struct change_page p = { .answers = NULL };
	struct ctx *c = &v->ctx;
	enum rc rc;

	if ((rc = dossier_load(c, (struct dossier_id){ v->id[0] }, &p.d)) != RC_OK ||
	    (rc = change_load(c, &p.d, &p.v)) != RC_OK ||
	    (rc = self_box(c, &p.d, &p.box)) != RC_OK)
		return rc;
	if (p.v.n == 0)
		return FAIL(c, WHY_ABSENT, "%s", "a first time has no changes");
	change_fill(v, &p);
	html_change_show(visit_page(v), &p);
	return RC_OK;
}

static struct str
pair_of(struct pairs_in in, const struct change_topic *t)
{
	for (size_t i = 0; i < in.n; i++)
		if (str_eq(in.v[i].name, str_c(t->code)))
			return in.v[i].value;
	return S("");
}

enum rc
change_post(struct visit *v)
{
	const struct change_form *f = FORM_OF(v, change);
	struct change_input *in = ARENA_ARRAY(v->ctx.mem, change_topics_n,
	    struct change_input);
	enum rc rc;

	for (size_t i = 0; i < change_topics_n; i++) {
		const struct change_topic *t = &change_topics[i];

		in[i] = (struct change_input){ .topic = str_c(t->code),
		    .answer = pair_of(f->answer, t),
		    .note = str_trim(pair_of(f->note, t)) };
		if (!str_int(pair_of(f->paper, t), &in[i].evidence.v))
			in[i].evidence.v = 0;
	}
	rc = change_save(&v->ctx, (struct dossier_id){ v->id[0] }, in,
	    change_topics_n);
	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_change_saved);
	return visit_go(v, "/ho-so/%", v->id[0]);
}

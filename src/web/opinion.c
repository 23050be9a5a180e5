/*
 * opinion: the agency asks a council in writing; see act/opinion.h. Members
 * answer on the sheet (web/sheet.c), the secretary closes at the table
 * (web/room.c).
 */
#include "web/opinion.h"

#include <stdio.h>

#include "html.h"
#include "web/dossier.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

enum text
divergence_text(struct str why)
{
	char key[40];

	(void)snprintf(key, sizeof(key), "opinion.why_%.*s",
	    STR_ARG(str_head(why, 20)));
	return text_find(str_c(key));
}

enum rc
opinions_show(struct visit *v)
{
	struct opinions_page p;
	struct str *names;
	enum rc rc = opinions_load(&v->ctx, &p.v);

	if (rc != RC_OK)
		return rc;
	names = ARENA_ARRAY(v->ctx.mem, p.v.candidates.n + 1, struct str);
	for (size_t i = 0; i < p.v.candidates.n; i++)
		names[i] = visit_set_name(v, p.v.candidates.v[i].set_code);
	p.set_names = names;
	p.council_fault = field_fault_text(v, S("council"));
	html_opinions_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
opinion_ask_post(struct visit *v)
{
	const struct opinion_ask_form *f = FORM_OF(v, opinion_ask);
	struct dossier_id *ids = ARENA_ARRAY(v->ctx.mem, f->dossier.n + 1,
	    struct dossier_id);
	struct meeting_id id;
	enum rc rc;

	for (size_t i = 0; i < f->dossier.n; i++)
		if (!str_int(f->dossier.v[i], &ids[i].v))
			return FAIL(&v->ctx, WHY_ABSENT, "%s", "dossier");
	rc = opinion_ask(&v->ctx, &(struct opinion_asking){
	    .council = { f->council }, .answer_by = f->answer_by,
	    .dossiers = ids, .n = f->dossier.n }, &id);
	return rc == RC_OK ? visit_go(v, "/tinh/y-kien") : rc;
}

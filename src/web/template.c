/*
 * template: the page of templates: take the program's home, hand in one's own,
 * go back. See act/template.h.
 */
#include "act/print.h"
#include "html.h"
#include "web/forms.h"
#include "web/issue.h"
#include "web/out.h"
#include "web/routes.h"

enum rc
templates_show(struct visit *v)
{
	struct templates_view all;
	enum rc rc = templates_load(&v->ctx, &all);

	if (rc == RC_OK)
		html_templates_show(visit_page(v), &all);
	return rc;
}

static enum rc
paper_of(struct visit *v, const struct paper **out)
{
	*out = template_paper(v->arg[0]);
	return *out == NULL ? FAIL(&v->ctx, WHY_ABSENT, "%s", "no such template") : RC_OK;
}

enum rc
template_show(struct visit *v)
{
	struct printed p = { .name = { NULL, 0 } };
	const struct paper *paper;
	enum rc rc;

	if ((rc = paper_of(v, &paper)) != RC_OK ||
	    (rc = paper_template(&v->ctx, paper, &p)) != RC_OK)
		return rc;
	reply_header(v->reply, S("Content-Disposition"), str_printf(v->ctx.mem,
	    "attachment; filename=\"%.*s\"", STR_ARG(p.name)));
	return visit_bytes(v, p.type, p.bytes);
}

enum rc
template_prepare_post(struct visit *v)
{
	const struct file_in *file = FORM_OF(v, template_file)->template_docx.v;
	struct looked *looked = ARENA_NEW(v->ctx.mem, struct looked);
	const struct paper *paper;
	enum rc rc = paper_of(v, &paper);

	v->prepared = looked;
	return rc != RC_OK ? rc : template_prepare(&v->ctx, paper, &(struct look_at){
	    .path = file->path, .name = file->name, .purpose = LOOK_EVIDENCE }, looked);
}

enum rc
template_post(struct visit *v)
{
	const struct file_in *file = FORM_OF(v, template_file)->template_docx.v;
	const struct paper *paper;
	enum rc rc;

	if ((rc = paper_of(v, &paper)) != RC_OK ||
	    (rc = template_set(&v->ctx, paper, file->name, v->prepared)) != RC_OK)
		return rc;
	visit_flash(v, T_template_set);
	return visit_go(v, "/quan-tri/mau-van-ban");
}

enum rc
template_drop_post(struct visit *v)
{
	const struct paper *paper;
	enum rc rc;

	if ((rc = paper_of(v, &paper)) != RC_OK || (rc = template_drop(&v->ctx, paper)) != RC_OK)
		return rc;
	return visit_go(v, "/quan-tri/mau-van-ban");
}

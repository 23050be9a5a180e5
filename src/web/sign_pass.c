/*
 * sign_pass: the addresses of a signing tool (act/sign_pass.h). Tools know their own
 * names: they are given where the PDF is ("FileName") and where it goes back
 * ("FileUploadHandler"), send it as the field "uploadfile", and read "Status" and
 * "Message" of the answer.
 */
#include "act/sign_pass.h"

#include <inttypes.h>

#include "base/json.h"
#include "html.h"
#include "web/forms.h"
#include "web/issue.h"
#include "web/routes.h"

enum rc
sign_pass_post(struct visit *v)
{
	const struct paper *paper = paper_issued(v->arg[0]);
	struct sign_pass_page p = { .paper = paper, .id = v->id[0], .name = v->arg[0],
		.until = { v->ctx.now.ms + SIGN_PASS_MS } };
	struct str secret;
	enum rc rc;

	if (paper == NULL)
		return FAIL(&v->ctx, WHY_ABSENT, "%s", "no such paper");
	if ((rc = sign_pass_make(&v->ctx, paper, v->id[0], &secret)) != RC_OK)
		return rc;
	p.to = str_printf(v->ctx.mem, "%.*s/ky-so/%.*s", STR_ARG(visit_base(v)), STR_ARG(secret));
	p.from = str_printf(v->ctx.mem, "%.*s/de-ky.pdf", STR_ARG(p.to));
	html_sign_pass_show(visit_page(v), &p);
	/* The address is shown once: in the answer itself. */
	reply_header(v->reply, S("Cache-Control"), S("no-store"));
	return RC_OK;
}

enum rc
sign_pass_kept(struct visit *v)
{
	struct issue_view issue;
	struct str path;
	enum rc rc;

	if ((rc = sign_pass_enter(&v->ctx, v->arg[0], &issue)) != RC_OK ||
	    (rc = issue_file(&v->ctx, issue.paper, issue.id, (struct signed_id){ 0 }, &path)) != RC_OK)
		return rc;
	reply_header(v->reply, S("Cache-Control"), S("no-store"));
	return visit_file(v, S("application/pdf"), path, str_printf(v->ctx.mem, "%s-%" PRId64 ".pdf",
	    issue.paper->name, issue.id));
}

enum rc
sign_pass_prepare(struct visit *v)
{
	struct signed_file *f = ARENA_NEW(v->ctx.mem, struct signed_file);
	const struct file_in *file = FORM_OF(v, tool_file)->uploadfile.v;
	struct issue_view issue;
	enum rc rc;

	v->prepared = f;
	if ((rc = sign_pass_enter(&v->ctx, v->arg[0], &issue)) != RC_OK)
		return rc;
	return issue_signed_prepare(&v->ctx, &issue, &(struct look_at){ .path = file->path,
	    .name = file->name, .purpose = LOOK_EVIDENCE }, f);
}

enum rc
sign_pass_put(struct visit *v)
{
	struct signed_id file = { 0 };
	struct issue_view issue;
	struct json_out o;
	enum rc rc = sign_pass_take(&v->ctx, v->arg[0], v->prepared, &issue, &file);

	if (rc != RC_OK)
		return rc;
	o = json_out(visit_json(v));
	json_open(&o, '{');
	json_name(&o, S("Status"));
	json_put_bool(&o, true);
	json_name(&o, S("Message"));
	json_put_str(&o, text_of(v->lang, T_issue_signed_kept));
	json_name(&o, S("FileName"));
	json_put_str(&o, str_printf(v->ctx.mem, "%s-%" PRId64 ".pdf", issue.paper->name, issue.id));
	json_name(&o, S("FileServer"));
	json_put_str(&o, str_printf(v->ctx.mem, "/van-ban/%s/%" PRId64 "/da-ky/%" PRId64 ".pdf",
	    issue.paper->name, issue.id, file.v));
	json_close(&o, '}');
	return RC_OK;
}

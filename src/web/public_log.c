/*
 * public_log: the public record for everybody: the page, one entry, the files
 * that checkers read. Files never change under their name, but for the newest
 * head, which is asked for each time.
 */
#include "web/public_log.h"

#include "act/witness.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"
#include "web/serve_one.h"

static const struct {
	const char *type;
	enum text text;
} words[] = {
	{ "dossier-open", T_publog_type_open },
	{ "document", T_publog_type_document },
	{ "score-sheet", T_publog_type_sheet },
	{ "score-total", T_publog_type_total },
	{ "minutes", T_publog_type_minutes },
	{ "decision", T_publog_type_decision },
	{ "certificate", T_publog_type_certificate },
	{ "revoke", T_publog_type_revoke },
	{ "correction", T_publog_type_correction },
	{ "receipt", T_publog_type_receipt },
	{ "withdraw", T_publog_type_withdraw },
	{ "erase", T_publog_type_erase },
	{ "key", T_publog_type_key },
	{ "incident", T_publog_type_incident },
};

enum text
entry_type_text(struct str type)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq(type, str_c(words[i].type)))
			return words[i].text;
	return T_publog_type_document;
}

enum rc
public_log_show(struct visit *v)
{
	struct public_log_page p = { .typed = FORM_OF(v, lookup)->code,
		.address = v->office->public_url.n > 0 ? v->office->public_url : S("https://…") };
	struct public_entry e;
	enum rc rc;

	if (p.typed.n > 0) {
		rc = public_entry_load(&v->ctx, p.typed, &e);
		if (rc == RC_OK)
			return visit_go_to(v, str_printf(v->ctx.mem,
			    "/so-cong-khai/%.*s", STR_ARG(e.e.code)));
		if (rc != RC_ABSENT)
			return rc;
		p.unknown = true;
		*v->ctx.fault = (struct fault){ 0 };
	}
	p.witnesses = ARENA_NEW(v->ctx.mem, struct cosigners_view);
	if ((rc = public_log_load(&v->ctx, &p.v)) != RC_OK ||
	    (rc = cosigners_load(&v->ctx, p.witnesses)) != RC_OK ||
	    (rc = watched_load(&v->ctx, &p.watched)) != RC_OK)
		return rc;
	html_public_log_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
public_entry_show(struct visit *v)
{
	struct public_entry_page p;
	enum rc rc = public_entry_load(&v->ctx, v->arg[0], &p.v);

	if (rc != RC_OK)
		return rc;
	p.type = entry_type_text(p.v.e.type);
	html_public_entry_show(visit_page(v), &p);
	return RC_OK;
}

static enum rc
file_out(struct visit *v, const char *type, const char *ending, struct str bytes)
{
	reply_header(v->reply, S("Content-Disposition"), str_printf(v->ctx.mem,
	    "attachment; filename=\"%.*s%s\"", STR_ARG(str_head(v->arg[0], 10)), ending));
	return visit_bytes(v, str_c(type), bytes);
}

enum rc
public_leaf_out(struct visit *v)
{
	struct str bytes;
	enum rc rc = public_leaf(&v->ctx, v->arg[0], &bytes);

	return rc == RC_OK ? file_out(v, "application/octet-stream", ".leaf", bytes) : rc;
}

enum rc
public_proof_out(struct visit *v)
{
	struct str bytes;
	enum rc rc = public_proof(&v->ctx, v->arg[0], &bytes);

	return rc == RC_OK ? file_out(v, "text/plain; charset=utf-8", ".tlog-proof",
	    bytes) : rc;
}

static enum rc
log_file(struct visit *v, const char *type, const char *keep)
{
	struct str path;
	enum rc rc = public_log_file(&v->ctx, str_from(v->req->path, 5), &path);

	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Cache-Control"), str_c(keep));
	reply_header(v->reply, S("Access-Control-Allow-Origin"), S("*"));
	v->reply->type = str_c(type);
	v->reply->file_path = path;
	return RC_OK;
}

enum rc
log_checkpoint_out(struct visit *v)
{
	return log_file(v, "text/plain; charset=utf-8", "no-cache");
}

enum rc
log_tile_out(struct visit *v)
{
	return log_file(v, "application/octet-stream",
	    "public, max-age=31536000, immutable");
}

/* What came: a file where the server put it, or the text itself. */
static enum rc
raw_text(struct visit *v, struct str *out)
{
	if (v->req->raw_path.n == 0) {
		*out = v->req->body;
		return RC_OK;
	}
	return public_text_read(&v->ctx, v->req->raw_path, out);
}

enum rc
witness_post(struct visit *v)
{
	struct witness_reply reply;
	struct str body;
	enum rc rc;

	if ((rc = raw_text(v, &body)) != RC_OK ||
	    (rc = witness_add(&v->ctx, body, &reply)) != RC_OK)
		return rc;
	reply_header(v->reply, S("Cache-Control"), S("no-store"));
	rc = visit_bytes(v, reply.type, reply.body);
	v->reply->status = reply.status;
	return rc;
}

enum rc
witness_last_out(struct visit *v)
{
	struct str bytes;
	enum rc rc = witness_last(&v->ctx, v->arg[0], &bytes);

	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Cache-Control"), S("no-cache"));
	return visit_bytes(v, S("text/plain; charset=utf-8"), bytes);
}

/*
 * witnesses: the page for whoever looks after the record: who cosigns it and how
 * old their word is, whose records are watched and copied, and the evidence of
 * forks, which everybody may read.
 */
#include "web/witnesses.h"

#include <inttypes.h>

#include "act/publisher.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

struct str
age_text(struct visit *v, int64_t hours)
{
	struct str n = str_printf(v->ctx.mem, "%" PRId64, hours < 48 ? hours : hours / 24);

	if (hours < 0)
		return text_of(v->lang, T_witness_age_none);
	if (hours == 0)
		return text_of(v->lang, T_witness_age_fresh);
	return text_fill(v->ctx.mem, v->lang, hours < 48 ? T_witness_age_hours :
	    T_witness_age_days, &n, 1);
}

enum rc
witnesses_show(struct visit *v)
{
	struct witnesses_page p = { .open = v->ctx.log != NULL };
	enum rc rc;

	p.ours = ARENA_NEW(v->ctx.mem, struct cosigners_view);
	if ((rc = cosigners_load(&v->ctx, p.ours)) != RC_OK ||
	    (rc = watched_load(&v->ctx, &p.logs)) != RC_OK ||
	    (rc = forks_load(&v->ctx, &p.forks)) != RC_OK)
		return rc;
	if ((rc = stamp_trouble(&v->ctx, &p.stamp_why)) != RC_OK)
		return rc;
	if (p.open) {
		p.vkey = publisher_vkey(v->ctx.log, v->ctx.mem);
		p.witness_vkey = publisher_witness_vkey(v->ctx.log, v->ctx.mem);
	}
	html_witnesses_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
witness_put_post(struct visit *v)
{
	const struct witness_put_form *f = FORM_OF(v, witness_put);
	enum rc rc = cosigner_put(&v->ctx, f->witness_key, f->witness_url);

	return rc == RC_OK ? visit_go(v, "/quan-tri/chung-kien") : rc;
}

enum rc
witness_drop_post(struct visit *v)
{
	enum rc rc = cosigner_drop(&v->ctx, FORM_OF(v, witness_drop)->witness_name);

	return rc == RC_OK ? visit_go(v, "/quan-tri/chung-kien") : rc;
}

enum rc
watch_post(struct visit *v)
{
	const struct watch_form *f = FORM_OF(v, watch);
	enum rc rc = witness_watch(&v->ctx, f->log_vkey, f->log_url);

	return rc == RC_OK ? visit_go(v, "/quan-tri/chung-kien") : rc;
}

enum rc
log_follow_post(struct visit *v)
{
	int n;
	enum rc rc = witness_follow(&v->ctx, FORM_OF(v, log_follow)->log_notes, &n);

	return rc == RC_OK ? visit_go(v, "/quan-tri/chung-kien") : rc;
}

enum rc
fork_show(struct visit *v)
{
	struct str text;
	enum rc rc = fork_text(&v->ctx, v->id[0], &text);

	return rc == RC_OK ? visit_bytes(v, S("text/plain; charset=utf-8"), text) : rc;
}

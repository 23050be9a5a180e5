/* sign_pass: see sign_pass.h. */
#include "act/sign_pass.h"

#include "act/record.h"
#include "act/session.h"

enum rc
sign_pass_make(struct ctx *c, const struct paper *paper, int64_t id, struct str *secret)
{
	struct issue_view v;
	enum rc rc = issue_load(c, paper, id, &v);

	if (rc != RC_OK)
		return rc;
	if (!v.there || v.issue.hash.n == 0)
		return FAIL(c, WHY_NOT_KEPT, "%s", "");
	rc = session_begin_for(c, v.issue.id, (struct moment){ c->now.ms + SIGN_PASS_MS }, secret);
	return rc != RC_OK ? rc : record_add(c, "paper.pass", "paper_issue", v.issue.id.v, "%s", "");
}

static enum rc
enter(struct ctx *c, struct str secret, struct session *s, struct issue_view *out)
{
	struct q_issue_named named;
	const struct paper *paper;
	struct issue_id id;
	bool found;
	enum rc rc = session_load_for(c, secret, s, &id, &found);

	if (rc == RC_OK && !found)
		rc = FAIL(c, WHY_ABSENT, "%s", "no such address");
	if (rc != RC_OK || (rc = q_issue_named(c->db, id, &named)) != RC_OK)
		return rc;
	c->actor = s->actor;
	if ((paper = paper_issued(named.paper)) == NULL)
		return FAIL(c, WHY_ABSENT, "%s", "no such paper any more");
	return issue_load(c, paper, named.noun_id, out);
}

enum rc
sign_pass_enter(struct ctx *c, struct str secret, struct issue_view *out)
{
	struct session s;

	return enter(c, secret, &s, out);
}

enum rc
sign_pass_take(struct ctx *c, struct str secret, const struct signed_file *f,
    struct issue_view *out, struct signed_id *file)
{
	struct q_signed_list_rows files;
	struct session s;
	enum rc rc;

	if ((rc = enter(c, secret, &s, out)) != RC_OK ||
	    (rc = issue_signed_add(c, out->paper, out->id, f)) != RC_OK ||
	    (rc = q_session_end(c->db, s.token, c->actor.id)) != RC_OK ||
	    (rc = q_signed_list(c->db, out->issue.id, &files)) != RC_OK)
		return rc;
	for (size_t i = 0; i < files.n; i++)
		if (str_eq(files.v[i].hash, f->looked.file.hash))
			*file = files.v[i].id;
	return RC_OK;
}

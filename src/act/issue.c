/* issue: see issue.h. What comes back is in issue_signed.c. */
#include "act/issue.h"

#include <inttypes.h>

#include "act/issue_number.h"
#include "act/record.h"
#include "act/upload.h"
#include "core/permit.h"

const struct reason WHY_NUMBERED = { RC_CONFLICT, "numbered" };
const struct reason WHY_NUMBER_FIRST = { RC_CONFLICT, "number_first" };
const struct reason WHY_KEPT = { RC_CONFLICT, "kept" };
const struct reason WHY_NOT_KEPT = { RC_CONFLICT, "not_kept" };

/* Whose paper it is, when this person may issue it. */
static enum rc
owner_of(struct ctx *c, const struct paper *p, int64_t id, struct paper_owner *out)
{
	if (p->owner == NULL || (!right_has(&c->actor, p->rights[0]) &&
	    !right_has(&c->actor, p->rights[1])))
		return FAIL(c, WHY_ABSENT, "%s", p->name);
	return p->owner(c, id, out);
}

static enum rc
issue_find(struct ctx *c, const struct paper *p, int64_t id, struct issue_view *out)
{
	out->paper = p;
	out->id = id;
	return q_issue_of(c->db, str_c(p->name), id, &out->issue, &out->there);
}

static enum rc
number_find(struct ctx *c, const struct paper_owner *o, struct issue_view *out)
{
	struct q_series_last last;
	struct series_signs signs;
	bool found;
	enum rc rc;

	out->numbers = o->number.p == NULL;
	out->number = out->numbers ? out->there ? out->issue.number_text : S("") : o->number;
	if (!out->numbers || out->number.n > 0)
		return RC_OK;
	if ((rc = series_signs_of(c, out->paper->name, o->agency, &signs)) != RC_OK)
		return rc;
	rc = q_series_last(c->db, o->agency, signs.series, day_date(c->today).year, &last, &found);
	if (rc == RC_OK)
		out->next_number = str_printf(c->mem, "%02" PRId64 "/%.*s", found ? last.last + 1 : 1,
		    STR_ARG(signs.signs));
	return rc;
}

enum rc
issue_load(struct ctx *c, const struct paper *p, int64_t id, struct issue_view *out)
{
	struct paper_owner o;
	enum rc rc;

	*out = (struct issue_view){ .paper = p };
	if ((rc = owner_of(c, p, id, &o)) != RC_OK || (rc = issue_find(c, p, id, out)) != RC_OK ||
	    (rc = number_find(c, &o, out)) != RC_OK || !out->there)
		return rc;
	if ((rc = q_signed_list(c->db, out->issue.id, &out->files)) != RC_OK)
		return rc;
	return q_signature_list(c->db, out->issue.id, &out->signatures);
}

/* ---- the number ------------------------------------------------------------------- */

static enum rc
row_add(struct ctx *c, const struct paper *p, int64_t id, struct q_issue_add_in row,
    struct issue_id *out)
{
	struct q_issue_add added;
	enum rc rc;

	row.paper = str_c(p->name);
	row.noun_id = id;
	row.by_account = c->actor.id;
	row.at = c->now;
	rc = q_issue_add(c->db, &row, &added);
	*out = added.id;
	return rc;
}

enum rc
issue_number(struct ctx *c, const struct paper *p, int64_t id)
{
	const int year = day_date(c->today).year;
	struct issue_view v;
	struct paper_owner o;
	struct series_signs signs;
	struct issue_id added;
	struct str text;
	int64_t n;
	enum rc rc;

	if ((rc = owner_of(c, p, id, &o)) != RC_OK || (rc = issue_find(c, p, id, &v)) != RC_OK)
		return rc;
	if (v.there || o.number.p != NULL)
		return FAIL(c, WHY_NUMBERED, "%.*s", STR_ARG(v.there ? v.issue.number_text : o.number));
	if ((rc = series_signs_of(c, p->name, o.agency, &signs)) != RC_OK ||
	    (rc = series_next(c, o.agency, str_z(c->mem, signs.series), year, &n)) != RC_OK)
		return rc;
	/* Below ten with a nought before it: NĐ 30/2020 Phụ lục I, II.3. */
	text = str_printf(c->mem, "%02" PRId64 "/%.*s", n, STR_ARG(signs.signs));
	rc = row_add(c, p, id, (struct q_issue_add_in){ .agency = o.agency, .series = signs.series,
	    .year = { year, true }, .number = { n, true }, .number_text = text,
	    .on_day = c->today }, &added);
	if (rc != RC_OK || (p->issued != NULL && (rc = p->issued(c, id)) != RC_OK))
		return rc;
	return record_add(c, "paper.number", "paper_issue", added.v,
	    "{\"paper\":\"%s\",\"of\":%" PRId64 ",\"number\":%" PRId64 ",\"year\":%d}", p->name, id, n,
	    year);
}

/* ---- its bytes ----------------------------------------------------------------------- */

enum rc
issue_keep_prepare(struct ctx *c, const struct paper *p, int64_t id, struct blob_kept *out)
{
	struct issue_view v;
	struct printed made = { .name = { NULL, 0 } };
	enum rc rc = issue_load(c, p, id, &v);

	if (rc != RC_OK)
		return rc;
	if (v.there && v.issue.hash.n > 0)
		return FAIL(c, WHY_KEPT, "%s", "");
	if (v.number.n == 0)
		return FAIL(c, WHY_NUMBER_FIRST, "%s", "");
	if ((rc = paper_make(c, p, id, S("pdf"), &made)) != RC_OK)
		return rc;
	return blob_keep_bytes(c->blobs, made.bytes, c->mem, c->fault, out);
}

enum rc
issue_keep(struct ctx *c, const struct paper *p, int64_t id, const struct blob_kept *kept)
{
	struct looked looked = { .file = *kept, .mime = S("application/pdf"), .scan = SCANNED_NOT };
	struct issue_view v;
	struct paper_owner o;
	enum rc rc;

	if ((rc = owner_of(c, p, id, &o)) != RC_OK || (rc = issue_find(c, p, id, &v)) != RC_OK)
		return rc;
	if (v.there && v.issue.hash.n > 0)
		return FAIL(c, WHY_KEPT, "%s", "");
	if (!v.there && o.number.n == 0)
		return FAIL(c, WHY_NUMBER_FIRST, "%s", "");
	if (!v.there && (rc = row_add(c, p, id, (struct q_issue_add_in){ .agency = o.agency },
	    &v.issue.id)) != RC_OK)
		return rc;
	if ((rc = blob_row_add(c, &looked)) != RC_OK ||
	    (rc = q_issue_set_kept(c->db, v.issue.id, kept->hash, c->now)) != RC_OK)
		return rc;
	return record_add(c, "paper.keep", "paper_issue", v.issue.id.v,
	    "{\"paper\":\"%s\",\"of\":%" PRId64 ",\"sha256\":\"%.*s\"}", p->name, id,
	    STR_ARG(kept->hash));
}

enum rc
issue_file(struct ctx *c, const struct paper *p, int64_t id, struct signed_id file,
    struct str *path)
{
	struct issue_view v;
	struct str hash = { NULL, 0 };
	enum rc rc = issue_load(c, p, id, &v);

	if (rc != RC_OK)
		return rc;
	if (file.v == 0)
		hash = v.issue.hash;
	for (size_t i = 0; i < v.files.n; i++)
		if (v.files.v[i].id.v == file.v)
			hash = v.files.v[i].hash;
	if (!v.there || hash.n == 0)
		return FAIL(c, WHY_ABSENT, "%s", "no such file of this paper");
	*path = blob_path(c->blobs, hash, c->mem);
	return RC_OK;
}

/*
 * issue_signed: what comes back signed, and whom we trust. See issue.h.
 */
#include <inttypes.h>
#include <unistd.h>

#include "act/issue.h"
#include "act/record.h"
#include "act/upload.h"
#include "base/buf.h"

const struct reason WHY_SIGNED_ALREADY = { RC_CONFLICT, "signed_already" };
const struct reason WHY_SIGNED_BROKEN = { RC_INVALID, "signed_broken" };
const struct reason WHY_SIGNED_BEHIND = { RC_INVALID, "signed_behind" };
const struct reason WHY_SIGNED_WEAK = { RC_INVALID, "signed_weak" };
const struct reason WHY_NOT_PDF = { RC_INVALID, "not_pdf" };
const struct reason WHY_ROOT_THERE = { RC_CONFLICT, "root_there" };

/* The bytes of a kept file. */
static enum rc
bytes_of(struct ctx *c, struct str hash, struct str *out)
{
	int fd = -1;
	int64_t size, have = 0;
	char *to;
	enum rc rc = blob_open(c->blobs, hash, c->fault, &fd, &size);

	if (rc != RC_OK)
		return rc;
	if (size > (int64_t)SIGNED_BYTES_MAX) {
		close(fd);
		return FAIL(c, WHY_TOO_LARGE, "%s", "20 MB");
	}
	to = arena_bytes(c->mem, (size_t)size + 1);
	while (have < size) {
		ssize_t n = pread(fd, to + have, (size_t)(size - have), have);

		if (n <= 0)
			break;
		have += n;
	}
	close(fd);
	if (have < size)
		return FAIL(c, WHY_BROKEN, "%s", "a kept file is shorter than it was");
	*out = (struct str){ to, (size_t)size };
	return RC_OK;
}

static enum rc
trust_of(struct ctx *c, struct signed_trust *out)
{
	struct q_root_list_rows roots;
	struct buf b = buf_new(c->mem, 1 * MIB);
	enum rc rc = q_root_list(c->db, &roots);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < roots.n; i++)
		buf_put(&b, roots.v[i].pem);
	out->pem = buf_str(&b);
	out->at = c->now;
	return signed_lists(c->blobs, c->mem, c->fault, out);
}

/* Whether it can be kept at all, and what is left to be asked of a person. */
static enum rc
judge(struct ctx *c, struct signed_file *f)
{
	bool trusted = true;

	for (size_t i = 0; i < f->found.n; i++) {
		const struct signature_found *s = &f->found.v[i];

		if (s->state == SIGNATURE_WEAK || s->state == SIGNATURE_KIND)
			return FAIL(c, WHY_SIGNED_WEAK, "%.*s", STR_ARG(s->algorithm));
		if (s->state == SIGNATURE_BROKEN || s->state == SIGNATURE_MALFORMED)
			return FAIL(c, WHY_SIGNED_BROKEN, "%.*s", STR_ARG(s->signer));
		trusted = trusted && s->state == SIGNATURE_GOOD;
	}
	if (!f->found.whole)
		return FAIL(c, WHY_SIGNED_BEHIND, "%s", "");
	f->state = f->found.as != SIGNED_AS_ISSUED ? SIGNED_TO_COMPARE :
	    trusted ? SIGNED_GOOD : SIGNED_TO_TRUST;
	return RC_OK;
}

/* The lists that were asked are evidence: kept with the file. */
static enum rc
lists_keep(struct ctx *c, struct signed_file *f)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; i < f->found.n && rc == RC_OK; i++)
		if (f->found.v[i].list.n > 0)
			rc = blob_keep_bytes(c->blobs, f->found.v[i].list, c->mem, c->fault, &f->lists[i]);
	return rc;
}

enum rc
issue_signed_prepare(struct ctx *c, const struct issue_view *v, const struct look_at *at,
    struct signed_file *out)
{
	struct signed_trust trust;
	struct str pdf;
	enum rc rc;

	if (!v->there || v->issue.hash.n == 0)
		return FAIL(c, WHY_NOT_KEPT, "%s", "");
	if ((rc = look_and_keep(c->blobs, at, c->mem, c->fault, &out->looked)) != RC_OK)
		return rc;
	if (!str_eq(out->looked.mime, S("application/pdf")))
		return FAIL(c, WHY_NOT_PDF, "%.*s", STR_ARG(out->looked.mime));
	if ((rc = bytes_of(c, v->issue.hash, &trust.issued)) != RC_OK ||
	    (rc = bytes_of(c, out->looked.file.hash, &pdf)) != RC_OK ||
	    (rc = trust_of(c, &trust)) != RC_OK ||
	    (rc = signed_check(pdf, &trust, c->mem, c->fault, &out->found)) != RC_OK)
		return rc;
	return (rc = lists_keep(c, out)) == RC_OK ? judge(c, out) : rc;
}

/* What is there already: the same bytes; a file this one only adds to; another
 * one, and then this is a second signing of one paper. */
static enum rc
room_for(struct ctx *c, const struct issue_view *v, const struct signed_file *f, bool *same)
{
	struct str before, now;
	enum rc rc;

	*same = false;
	for (size_t i = 0; i < v->files.n && !*same; i++)
		*same = str_eq(v->files.v[i].hash, f->looked.file.hash);
	for (size_t i = 0; i < v->files.n && !*same; i++) {
		if (v->files.v[i].state == SIGNED_REFUSED)
			continue;
		if ((rc = bytes_of(c, v->files.v[i].hash, &before)) != RC_OK ||
		    (rc = bytes_of(c, f->looked.file.hash, &now)) != RC_OK)
			return rc;
		if (!str_starts(now, before))
			return FAIL(c, WHY_SIGNED_ALREADY, "%.*s", STR_ARG(v->number));
	}
	return RC_OK;
}

static enum rc
signatures_add(struct ctx *c, struct signed_id id, const struct signed_file *f)
{
	const struct signed_pdf *found = &f->found;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < found->n && rc == RC_OK; i++) {
		const struct signature_found *s = &found->v[i];

		if (f->lists[i].hash.n > 0 && (rc = blob_row_add(c, &(struct looked){
		    .file = f->lists[i], .mime = S("application/pkix-crl"), .scan = SCANNED_NOT })) != RC_OK)
			return rc;
		rc = q_signature_add(c->db, &(struct q_signature_add_in){ .file = id,
		    .position = (int64_t)i + 1, .state = s->state, .signer = s->signer,
		    .issuer = s->issuer, .fingerprint = s->fingerprint, .algorithm = s->algorithm,
		    .claimed_at = s->claimed_at, .covers = (int64_t)s->covers,
		    .revocation = s->revocation, .list_at = s->list_at,
		    .list = f->lists[i].hash.n > 0 ? f->lists[i].hash : (struct str){ NULL, 0 } });
	}
	return rc;
}

enum rc
issue_signed_add(struct ctx *c, const struct paper *p, int64_t id, const struct signed_file *f)
{
	struct issue_view v;
	struct q_signed_add added;
	bool same;
	enum rc rc;

	if ((rc = issue_load(c, p, id, &v)) != RC_OK || (rc = room_for(c, &v, f, &same)) != RC_OK)
		return rc;
	if (same) {
		c->housekeeping = true; /* a doubled click: nothing is done twice */
		return RC_OK;
	}
	if ((rc = blob_row_add(c, &f->looked)) != RC_OK ||
	    (rc = q_signed_add(c->db, &(struct q_signed_add_in){ .issue = v.issue.id,
	    .hash = f->looked.file.hash, .state = f->state, .size_bytes = f->looked.file.size_bytes,
	    .by_account = c->actor.id, .at = c->now }, &added)) != RC_OK ||
	    (rc = signatures_add(c, added.id, f)) != RC_OK)
		return rc;
	return record_add(c, "paper.signed", "paper_issue", v.issue.id.v,
	    "{\"file\":%" PRId64 ",\"sha256\":\"%.*s\",\"state\":%d,\"signatures\":%zu,\"signer\":\"%.*s\"}",
	    added.id.v, STR_ARG(f->looked.file.hash), f->state, f->found.n,
	    STR_ARG(f->found.v[f->found.n - 1].fingerprint));
}

enum rc
issue_compare(struct ctx *c, const struct paper *p, int64_t id, struct signed_id file,
    struct str why_not)
{
	struct issue_view v;
	enum rc rc = issue_load(c, p, id, &v);

	if (rc != RC_OK)
		return rc;
	if (!v.there)
		return FAIL(c, WHY_ABSENT, "%s", "");
	rc = q_signed_set_compared(c->db, &(struct q_signed_set_compared_in){ .id = file,
	    .issue = v.issue.id, .from_state = SIGNED_TO_COMPARE, .state = why_not.n > 0 ?
	    SIGNED_REFUSED : SIGNED_COMPARED, .by_account = c->actor.id, .at = c->now,
	    .why = why_not });
	if (rc != RC_OK)
		return rc;
	return record_add(c, "paper.compare", "paper_issue", v.issue.id.v,
	    "{\"file\":%" PRId64 ",\"same\":%s}", file.v, why_not.n > 0 ? "false" : "true");
}

enum rc
issue_revision(struct ctx *c, const struct issue_view *v, struct signed_id file,
    int64_t position, struct str *out)
{
	struct str hash = { NULL, 0 };
	int64_t covers = 0;
	enum rc rc;

	for (size_t i = 0; i < v->files.n; i++)
		if (v->files.v[i].id.v == file.v)
			hash = v->files.v[i].hash;
	for (size_t i = 0; i < v->signatures.n; i++)
		if (v->signatures.v[i].file.v == file.v && v->signatures.v[i].position == position)
			covers = v->signatures.v[i].covers;
	if (!v->there || hash.n == 0 || covers <= 0)
		return FAIL(c, WHY_ABSENT, "%s", "no such signature of this paper");
	if ((rc = bytes_of(c, hash, out)) == RC_OK)
		*out = str_head(*out, (size_t)covers);
	return rc;
}

/* ---- roots -------------------------------------------------------------------------- */

enum rc
roots_load(struct ctx *c, struct q_root_list_rows *out)
{
	return q_root_list(c->db, out);
}

enum rc
root_add(struct ctx *c, struct str pem)
{
	struct q_root_list_rows roots;
	struct root_found r;
	struct q_root_add added;
	enum rc rc;

	if ((rc = root_read(pem, c->mem, c->fault, &r)) != RC_OK ||
	    (rc = q_root_list(c->db, &roots)) != RC_OK)
		return rc;
	for (size_t i = 0; i < roots.n; i++)
		if (str_eq(roots.v[i].fingerprint, r.fingerprint))
			return FAIL(c, WHY_ROOT_THERE, "%.*s", STR_ARG(r.name));
	rc = q_root_add(c->db, &(struct q_root_add_in){ .fingerprint = r.fingerprint, .name = r.name,
	    .pem = r.pem, .until_on = r.until, .by_account = c->actor.id, .at = c->now }, &added);
	if (rc != RC_OK)
		return rc;
	return record_add(c, "root.add", "trust_root", added.id, "{\"fingerprint\":\"%.*s\"}",
	    STR_ARG(r.fingerprint));
}

enum rc
root_drop(struct ctx *c, int64_t id)
{
	enum rc rc = q_root_drop(c->db, id, c->now);

	return rc != RC_OK ? rc : record_add(c, "root.drop", "trust_root", id, "%s", "");
}

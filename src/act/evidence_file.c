/*
 * evidence_file: kept files of evidences, photos of products, and who may see
 * them. See upload.h.
 *
 * Who may see a paper is not decided here: whoever may see a dossier that
 * cites it may, and that is one question of core/workflow.h.
 */
#include <inttypes.h>

#include "act/evidence.h"
#include "act/reasons.h"
#include "act/record.h"
#include "act/upload.h"
#include "base/text.h"
#include "core/workflow.h"
#include "q.h"

struct str
file_name_clean(struct arena *mem, struct str name)
{
	size_t at = name.n;

	/* Some browsers send the whole path of the person's disk. */
	while (at > 0 && name.p[at - 1] != '/' && name.p[at - 1] != '\\')
		at--;
	name = text_valid(name) ? text_clean(mem, str_from(name, at), false) : S("");
	if (text_length(name) > FILE_NAME_MAX) {
		size_t dot = name.n;

		while (dot > 0 && name.n - dot < 6 && name.p[dot - 1] != '.')
			dot--;
		if (dot == 0 || name.p[dot - 1] != '.')
			return text_cut(name, FILE_NAME_MAX);
		return str_printf(mem, "%.*s….%.*s", STR_ARG(text_cut(name, FILE_NAME_MAX - 8)),
		    STR_ARG(str_from(name, dot)));
	}
	return name.n == 0 ? S("tep") : name;
}

static struct opt_int
number_if(int v)
{
	return (struct opt_int){ v, v > 0 };
}

static struct str
hash_if(const struct blob_kept *k)
{
	return k->hash.n == 0 ? (struct str){ NULL, 0 } : k->hash;
}

enum rc
blob_row_add(struct ctx *c, const struct looked *l)
{
	struct q_blob_put_in row = { .hash = l->file.hash, .size_bytes = l->file.size_bytes,
		.mime = l->mime, .pages = number_if(l->pages), .width = number_if(l->width),
		.height = number_if(l->height), .scan = l->scan, .thumb = hash_if(&l->thumb),
		.clean = hash_if(&l->clean), .now = c->now };

	return q_blob_put(c->db, &row);
}

static enum rc
counts_check(struct ctx *c, const struct q_evidence_file_counts *n)
{
	struct q_subject_files all;
	enum rc rc;

	if (n->files >= EVIDENCE_FILES_MAX)
		return FAIL(c, WHY_FILES_FULL, "%d", EVIDENCE_FILES_MAX);
	if ((rc = q_subject_files(c->db, c->actor.subject, &all)) != RC_OK)
		return rc;
	if (all.files >= SUBJECT_FILES_MAX)
		return FAIL(c, WHY_FILES_FULL, "%d", SUBJECT_FILES_MAX);
	return RC_OK;
}

enum rc
evidence_file_add(struct ctx *c, struct evidence_id to, struct str name,
    const struct looked *l)
{
	struct q_evidence_lock paper;
	struct q_evidence_bound bound;
	struct q_evidence_file_counts n;
	struct q_evidence_file_add added = { { 0 } };
	enum rc rc;

	if ((rc = q_evidence_lock(c->db, to, c->actor.subject, &paper)) != RC_OK ||
	    (rc = q_evidence_bound(c->db, to, &bound)) != RC_OK ||
	    (rc = q_evidence_file_counts(c->db, to, l->file.hash, &n)) != RC_OK)
		return rc;
	if (paper.dropped_at.ms != 0)
		return FAIL(c, WHY_EVIDENCE_AWAY, "%s", "");
	/* What an officer has read must not grow behind their back. */
	if (bound.sent > 0)
		return FAIL(c, WHY_EVIDENCE_SENT, "%s", "");
	if ((rc = counts_check(c, &n)) != RC_OK || (rc = blob_row_add(c, l)) != RC_OK)
		return rc;
	/* The same bytes twice in one paper: a doubled click, not a second page. */
	if (n.same == 0 && (rc = q_evidence_file_add(c->db, to, l->file.hash,
	    file_name_clean(c->mem, name), n.next, c->now, &added)) != RC_OK)
		return rc;
	return record_add(c, "evidence.file", "evidence", to.v,
	    "{\"file\":%" PRId64 ",\"sha256\":\"%.*s\"}", added.id.v, STR_ARG(l->file.hash));
}

enum rc
evidence_file_drop(struct ctx *c, struct evidence_file_id file)
{
	struct q_evidence_file_own own;
	struct q_evidence_bound bound;
	enum rc rc;

	if ((rc = q_evidence_file_own(c->db, file, c->actor.subject, &own)) != RC_OK ||
	    (rc = q_evidence_bound(c->db, own.evidence, &bound)) != RC_OK)
		return rc;
	if (bound.sent > 0)
		return FAIL(c, WHY_EVIDENCE_SENT, "%s", "");
	if ((rc = q_evidence_file_set_dropped(c->db, file, c->now)) != RC_OK)
		return rc;
	return record_add(c, "evidence.file_drop", "evidence", own.evidence.v,
	    "{\"file\":%" PRId64 "}", file.v);
}

enum rc
product_photo_set(struct ctx *c, struct product_id of, const struct looked *l)
{
	struct q_product_lock product;
	enum rc rc = q_product_lock(c->db, of, c->actor.subject, &product);

	if (rc != RC_OK || (rc = blob_row_add(c, l)) != RC_OK ||
	    (rc = q_product_set_photo(c->db, of, l->file.hash)) != RC_OK)
		return rc;
	return record_add(c, "product.photo", "product", of.v, "{\"sha256\":\"%.*s\"}",
	    STR_ARG(l->file.hash));
}

/* ---- who may see ------------------------------------------------------------ */

/* Whether the reader sees a dossier that cites the paper, or one of the product; an
 * owner sees both without. One of the two ids is 0. */
static enum rc
seen(struct ctx *c, struct evidence_id evidence, struct product_id product,
    struct subject_id owner)
{
	struct q_seen_in_rows in;
	enum rc rc;

	if (c->actor.subject.v != 0 && c->actor.subject.v == owner.v)
		return RC_OK;
	if ((rc = q_seen_in(c->db, evidence, product, c->actor.id, &in)) != RC_OK)
		return rc;
	for (size_t i = 0; i < in.n; i++)
		if (workflow_may(&c->actor, &(struct dossier_facts){
		    .state = (enum dossier_state)in.v[i].state,
		    .subject = in.v[i].subject, .commune = in.v[i].commune,
		    .province = in.v[i].province, .evaluator = in.v[i].evaluator,
		    .ministry = in.v[i].ministry, .teamed = in.v[i].teamed != 0,
		    .seated = in.v[i].seated != 0, .sat = in.v[i].seated != 0,
		    .recused = in.v[i].recused != 0 }, DO_SEE))
			return RC_OK;
	return FAIL(c, WHY_ABSENT, "%s", "in no dossier of this reader");
}

static enum rc
evidence_seen(struct ctx *c, struct evidence_id id, struct subject_id owner)
{
	return seen(c, id, (struct product_id){ 0 }, owner);
}

static enum rc
product_seen(struct ctx *c, struct product_id id, struct subject_id owner)
{
	return seen(c, (struct evidence_id){ 0 }, id, owner);
}

enum rc
evidence_file_load(struct ctx *c, struct evidence_file_id file, struct file_view *out)
{
	struct q_evidence_file_one f;
	enum rc rc = q_evidence_file_one(c->db, file, &f);

	if (rc == RC_ABSENT) /* asks as much as for one that is not this reader's */
		return evidence_seen(c, (struct evidence_id){ 0 }, (struct subject_id){ 0 });
	if (rc != RC_OK || (rc = evidence_seen(c, f.evidence, f.subject)) != RC_OK)
		return rc;
	*out = (struct file_view){ .id = file, .evidence = f.evidence, .name = f.name,
		.mime = f.mime, .size_bytes = f.size_bytes,
		.path = blob_path(c->blobs, f.hash, c->mem) };
	if (f.thumb.n > 0)
		out->thumb_path = blob_path(c->blobs, f.thumb, c->mem);
	out->shown_mime = look_copy_mime(f.mime);
	out->shown_path = str_eq(out->shown_mime, f.mime) ? out->path
	    : blob_path(c->blobs, f.clean, c->mem);
	return RC_OK;
}

/* A picture that only some may see. */
static enum rc
photo_find(struct ctx *c, struct str hash, struct str *mime)
{
	struct q_photo_of_evidence_rows papers;
	struct q_photo_of_product_rows products;
	enum rc rc;

	*mime = S("image/jpeg");
	if ((rc = q_photo_of_evidence(c->db, hash, &papers)) != RC_OK ||
	    (rc = q_photo_of_product(c->db, hash, &products)) != RC_OK)
		return rc;
	rc = FAIL(c, WHY_ABSENT, "%s", "no such photo");
	for (size_t i = 0; rc == RC_ABSENT && i < papers.n; i++)
		rc = evidence_seen(c, papers.v[i].evidence, papers.v[i].subject);
	for (size_t i = 0; rc == RC_ABSENT && i < products.n; i++) {
		rc = product_seen(c, products.v[i].product, products.v[i].subject);
		if (rc == RC_OK && !products.v[i].is_thumb)
			*mime = look_copy_mime(products.v[i].mime);
	}
	if (rc == RC_OK)
		*c->fault = (struct fault){ 0 };
	return rc;
}

enum rc
photo_load(struct ctx *c, struct str hash, struct file_view *out)
{
	struct q_photo_public_rows open;
	struct str path = blob_path(c->blobs, hash, c->mem);
	enum rc rc;

	if (path.n == 0)
		return FAIL(c, WHY_ABSENT, "%s", "not a photo's name");
	if ((rc = q_photo_public(c->db, hash, &open)) != RC_OK)
		return rc;
	*out = (struct file_view){ .path = path, .name = hash, .is_public = open.n > 0 };
	if (open.n > 0)
		out->mime = open.v[0].is_thumb ? S("image/jpeg")
		    : look_copy_mime(open.v[0].mime);
	else if (c->actor.id.v == 0)
		return FAIL(c, WHY_ABSENT, "%s", "not a public photo");
	else
		rc = photo_find(c, hash, &out->mime);
	return rc;
}

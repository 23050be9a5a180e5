/* upload: see upload.h. The files of evidences are in evidence_file.c. */
#include "act/upload.h"

#include <inttypes.h>

#include "act/inspection.h"
#include "act/reasons.h"
#include "act/record.h"
#include "base/hash.h"
#include "base/text.h"
#include "q.h"

_Static_assert((int)SCANNED_NOT == (int)SCAN_NOT && (int)SCANNED_CLEAN == (int)SCAN_CLEAN &&
    (int)SCANNED_BAD == (int)SCAN_BAD && (int)SCANNED_FAILED == (int)SCAN_FAILED,
    "the blob floor's words for a scan are those of the database");

const struct reason WHY_UPLOADS_OPEN = { RC_CONFLICT, "uploads_open" };
const struct reason WHY_UPLOAD_OFFSET = { RC_CONFLICT, "upload_offset" };
const struct reason WHY_UPLOAD_DONE = { RC_CONFLICT, "upload_done" };
static const struct reason WHY_UPLOAD_PURPOSE = { RC_INVALID, "upload_purpose" };

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)
#define TOKEN_BYTES 16

/* A token is 128 random bits and, behind them, what a piece must be checked
 * against: "…s1048576u12e" is 1 MiB of account 12 for an evidence. So pieces
 * are taken where there is no database. Nobody gains by changing the tail: the
 * token is the name of the arriving file, and no file has the changed one. */
struct token {
	int64_t size_bytes, account;
	enum look_for look_for;
};

static struct str
token_make(struct ctx *c, int64_t size_bytes, enum look_for look_for)
{
	return str_printf(c->mem, "%.*ss%" PRId64 "u%" PRId64 "%c",
	    STR_ARG(random_hex(c->mem, c->chance, TOKEN_BYTES)), size_bytes,
	    c->actor.id.v, look_for == LOOK_PHOTO ? 'p' : 'e');
}

static bool
token_read(struct str s, struct token *out)
{
	struct str size, rest = str_from(s, 2 * TOKEN_BYTES);

	if (s.n < 2 * TOKEN_BYTES + 5 || rest.p[0] != 's')
		return false;
	rest = str_from(rest, 1);
	if (!str_cut(&rest, 'u', &size) || !str_int(size, &out->size_bytes) || rest.n < 2)
		return false;
	out->look_for = rest.p[rest.n - 1] == 'p' ? LOOK_PHOTO : LOOK_EVIDENCE;
	return str_int(str_head(rest, rest.n - 1), &out->account);
}

/* What an upload is for: "evidence:12" or "photo:3". */
struct purpose {
	enum look_for look_for;
	int64_t id;
	bool on_site; /* a photo of an inspection, not of a product */
};

static bool
purpose_read(struct str s, struct purpose *out)
{
	struct str kind;

	if (!str_cut(&s, ':', &kind) || !str_int(s, &out->id) || out->id <= 0)
		return false;
	out->on_site = str_eq(kind, S("inspection"));
	if (str_eq(kind, S("evidence")))
		out->look_for = LOOK_EVIDENCE;
	else if (out->on_site || str_eq(kind, S("photo")))
		out->look_for = LOOK_PHOTO;
	else
		return false;
	return true;
}

/* The thing must be the actor's before a byte is taken for it. */
static enum rc
purpose_check(struct ctx *c, struct purpose p)
{
	struct q_evidence_own evidence;
	struct q_product_own product;

	if (p.on_site)
		return inspection_photo_check(c, (struct inspection_id){ p.id });
	if (c->actor.subject.v == 0)
		return FAIL(c, WHY_ABSENT, "%s", "no subject");
	if (p.look_for == LOOK_PHOTO)
		return q_product_own(c->db, (struct product_id){ p.id }, c->actor.subject, &product);
	return q_evidence_own(c->db, (struct evidence_id){ p.id }, c->actor.subject, &evidence);
}

static enum rc
quota_check(struct ctx *c, int64_t more_bytes)
{
	struct q_upload_open_count open;
	struct q_subject_files files;
	enum rc rc;

	if ((rc = q_upload_open_count(c->db, c->actor.id, &open)) != RC_OK ||
	    (rc = q_subject_files(c->db, c->actor.subject, &files)) != RC_OK)
		return rc;
	if (open.n >= UPLOADS_OPEN_MAX)
		return FAIL(c, WHY_UPLOADS_OPEN, "%d", UPLOADS_OPEN_MAX);
	if (files.files >= SUBJECT_FILES_MAX ||
	    files.size_bytes + more_bytes > SUBJECT_BYTES_MAX)
		return FAIL(c, WHY_FILES_FULL, "%d", SUBJECT_FILES_MAX);
	return blob_room(c->blobs, more_bytes, c->fault);
}

enum rc
upload_add(struct ctx *c, const struct upload_new *in, struct upload_view *out)
{
	struct q_upload_add_in row = { .account = c->actor.id, .purpose = in->purpose,
		.size_bytes = in->size_bytes, .now = c->now,
		.expires_at = { c->now.ms + UPLOAD_DAYS * DAY_MS } };
	struct q_upload_add added;
	struct purpose p;
	enum rc rc;

	if (!purpose_read(in->purpose, &p))
		return FAIL(c, WHY_UPLOAD_PURPOSE, "%s", "");
	if (in->size_bytes <= 0)
		return FAIL(c, WHY_FILE_EMPTY, "%s", "");
	if (in->size_bytes > LOOK_FILE_MAX)
		return FAIL(c, WHY_FILE_LARGE, "%" PRId64, in->size_bytes / (1024 * 1024));
	if ((rc = purpose_check(c, p)) != RC_OK || (rc = quota_check(c, in->size_bytes)) != RC_OK)
		return rc;
	row.token = token_make(c, in->size_bytes, p.look_for);
	row.name = file_name_clean(c->mem, in->name);
	if ((rc = q_upload_add(c->db, &row, &added)) != RC_OK ||
	    (rc = record_add(c, "upload.add", "upload", added.id.v,
	    "{\"size\":%" PRId64 "}", in->size_bytes)) != RC_OK ||
	    (rc = arriving_add(c->blobs, row.token, c->fault)) != RC_OK)
		return rc;
	*out = (struct upload_view){ .id = added.id, .token = row.token,
		.purpose = row.purpose, .name = row.name, .size_bytes = row.size_bytes,
		.state = UPLOAD_OPEN, .expires_at = row.expires_at, .look_for = p.look_for };
	return RC_OK;
}

enum rc
upload_load(struct ctx *c, struct str token, struct upload_view *out)
{
	struct q_upload_own u;
	struct purpose p;
	struct str why, code;
	enum rc rc = q_upload_own(c->db, token, c->actor.id, &u);

	if (rc != RC_OK)
		return rc;
	REQUIRE(purpose_read(u.purpose, &p));
	*out = (struct upload_view){ .id = u.id, .token = token, .purpose = u.purpose,
		.name = u.name, .size_bytes = u.size_bytes, .offset_bytes = u.size_bytes,
		.state = (enum upload_state)u.state, .expires_at = u.expires_at,
		.look_for = p.look_for };
	why = u.why;
	if (str_cut(&why, ':', &code)) {
		out->why = code;
		out->why_arg = why;
	}
	if (out->state != UPLOAD_OPEN)
		return RC_OK;
	rc = arriving_size(c->blobs, token, c->fault, &out->offset_bytes);
	if (rc == RC_OK && out->offset_bytes == out->size_bytes)
		out->state = UPLOAD_COMPLETE;
	return rc;
}

enum rc
upload_append(struct ctx *c, struct str token, struct str piece_path,
    int64_t offset, struct upload_view *out)
{
	struct arriving_piece piece = { .from = piece_path, .offset = offset };
	struct token t;
	int64_t at;
	enum rc rc;

	if (!token_read(token, &t) || t.account != c->actor.id.v)
		return FAIL(c, WHY_ABSENT, "%s", "not an upload of this account");
	if ((rc = arriving_size(c->blobs, token, c->fault, &at)) != RC_OK)
		return rc;
	if (offset != at)
		return FAIL(c, WHY_UPLOAD_OFFSET, "%" PRId64, at);
	piece.size_max = t.size_bytes;
	if (piece_path.n > 0 && ((rc = blob_room(c->blobs, 0, c->fault)) != RC_OK ||
	    (rc = arriving_append(c->blobs, token, &piece, c->fault, &at)) != RC_OK))
		return rc;
	*out = (struct upload_view){ .token = token, .size_bytes = t.size_bytes,
		.offset_bytes = at, .look_for = t.look_for,
		.state = at == t.size_bytes ? UPLOAD_COMPLETE : UPLOAD_OPEN };
	return RC_OK;
}

enum rc
upload_look(struct ctx *c, const struct upload_view *u, struct looked *out)
{
	struct look_at at = { .path = arriving_path(c->blobs, u->token, c->mem),
		.purpose = u->look_for };

	return look_and_keep(c->blobs, &at, c->mem, c->fault, out);
}

/* Removes what arrived when the request is over. */
struct leftover {
	const struct blobs *blobs;
	struct str token;
};

static void
leftover_drop(void *arg)
{
	struct leftover *l = arg;

	arriving_drop(l->blobs, l->token);
}

static void
leftover_later(struct ctx *c, struct str token)
{
	struct leftover *l = ARENA_NEW(c->mem, struct leftover);

	*l = (struct leftover){ c->blobs, str_copy(c->mem, token) };
	arena_defer(c->mem, leftover_drop, l);
}

static enum rc
upload_refuse(struct ctx *c, struct upload_id id, const struct fault *refusal)
{
	struct str why = str_printf(c->mem, "%s:%s", refusal->why->code, refusal->detail);
	enum rc rc = q_upload_set_state(c->db, id, UPLOAD_REFUSED, why);

	if (rc != RC_OK)
		return rc;
	return record_add(c, "upload.refuse", "upload", id.v, "{\"why\":\"%s\"}",
	    refusal->why->code);
}

/* What the name promises is known only here, where the row is. */
static enum rc
upload_place(struct ctx *c, const struct q_upload_lock *u, const struct looked *looked)
{
	struct purpose p;

	REQUIRE(purpose_read(u->purpose, &p));
	if (!look_name_agrees(u->name, looked->mime, c->mem))
		return FAIL(c, WHY_FILE_NAME, "%.*s", STR_ARG(looked->mime));
	if (p.on_site)
		return inspection_photo_add(c, (struct inspection_id){ p.id },
		    u->name, looked);
	if (p.look_for == LOOK_PHOTO)
		return product_photo_set(c, (struct product_id){ p.id }, looked);
	return evidence_file_add(c, (struct evidence_id){ p.id }, u->name, looked);
}

enum rc
upload_join(struct ctx *c, struct str token, const struct looked *looked,
    const struct fault *refusal)
{
	struct q_upload_lock u;
	enum rc rc = q_upload_lock(c->db, token, c->actor.id, &u);

	if (rc != RC_OK)
		return rc;
	if (u.state != UPLOAD_OPEN && u.state != UPLOAD_COMPLETE)
		return FAIL(c, WHY_UPLOAD_DONE, "%s", "");
	if (looked != NULL)
		rc = upload_place(c, &u, looked);
	if (looked != NULL && rc == RC_OK) {
		rc = q_upload_set_state(c->db, u.id, UPLOAD_JOINED, (struct str){ NULL, 0 });
	} else if (looked == NULL) {
		rc = upload_refuse(c, u.id, refusal);
	} else if (rc == RC_INVALID || rc == RC_CONFLICT || rc == RC_ABSENT) {
		/* Its paper has been handed in, put away, or is full meanwhile. */
		struct fault why = *c->fault;

		*c->fault = (struct fault){ 0 };
		rc = upload_refuse(c, u.id, &why);
	}
	if (rc == RC_OK)
		leftover_later(c, token);
	return rc;
}

enum rc
upload_drop(struct ctx *c, struct str token)
{
	struct q_upload_lock u;
	enum rc rc = q_upload_lock(c->db, token, c->actor.id, &u);

	if (rc != RC_OK || (rc = q_upload_delete(c->db, u.id)) != RC_OK ||
	    (rc = record_add(c, "upload.drop", "upload", u.id.v, "%s", "")) != RC_OK)
		return rc;
	leftover_later(c, token);
	return RC_OK;
}

enum rc
upload_sweep(struct ctx *c, int *n_swept)
{
	struct q_upload_expired_rows old;
	enum rc rc = q_upload_expired(c->db, c->now, &old);

	for (size_t i = 0; rc == RC_OK && i < old.n; i++) {
		rc = q_upload_delete(c->db, old.v[i].id);
		if (rc == RC_OK)
			leftover_later(c, old.v[i].token);
	}
	c->housekeeping = true;
	*n_swept = (int)old.n;
	return rc;
}

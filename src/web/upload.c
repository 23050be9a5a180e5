/*
 * upload: see upload.h. How the protocol answers is ux and tus 1.0.0:
 * https://tus.io/protocols/resumable-upload
 *
 *   POST    Upload-Length, Upload-Metadata    201 Location, or 413, 400
 *   HEAD                                      200 Upload-Offset
 *   PATCH   Upload-Offset, a piece            204, or 409 412 413 415
 *   DELETE                                    204
 *   GET     (ours) {"state", "text"}: what became of it
 *
 * Only the owner's session is answered; for anybody else there is nothing.
 * After the last byte the piece's own answer waits until the file was looked
 * at, so that a person with a bad line need not ask again; who lost the line
 * asks with GET.
 */
#include "web/upload.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "web/routes.h"

const struct reason WHY_TUS_VERSION = { RC_INVALID, "tus_version" };
const struct reason WHY_PIECE_TYPE = { RC_INVALID, "piece_type" };

#define TUS "1.0.0"
#define METADATA_MAX 2000
#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

void
upload_headers(struct visit *v)
{
	if (!str_starts(v->req->path, S("/tep")))
		return;
	reply_header(v->reply, S("Tus-Resumable"), S(TUS));
	if (v->reply->status == 412 || v->req->method == OPTIONS)
		reply_header(v->reply, S("Tus-Version"), S(TUS));
}

static enum rc
tus_check(struct visit *v)
{
	if (str_eq(request_header(v->req, S("tus-resumable")), S(TUS)))
		return RC_OK;
	return FAIL(&v->ctx, WHY_TUS_VERSION, "%s", TUS);
}

static void
header_int(struct visit *v, struct str name, int64_t n)
{
	reply_header(v->reply, name, str_printf(v->ctx.mem, "%" PRId64, n));
}

/* RFC 9110: "Sun, 06 Nov 1994 08:49:37 GMT". */
static struct str
http_date(struct arena *mem, struct moment m)
{
	static const char days[][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec" };
	struct day day = { (int32_t)(m.ms / DAY_MS) };
	struct date d = day_date(day);
	int64_t s = m.ms % DAY_MS / 1000;

	return str_printf(mem, "%s, %02d %s %d %02d:%02d:%02d GMT", days[day_weekday(day) - 1],
	    d.day, months[d.month - 1], d.year, (int)(s / 3600), (int)(s / 60 % 60),
	    (int)(s % 60));
}

/* ---- beginning ------------------------------------------------------------------ */

static int
base64_value(char c)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c == 0 ? NULL : strchr(letters, c);

	return at == NULL ? -1 : (int)(at - letters);
}

static bool
base64_read(struct arena *mem, struct str s, struct str *out)
{
	char *p = arena_alloc(mem, s.n + 1);
	unsigned bits = 0;
	size_t n = 0, have = 0;

	while (s.n > 0 && s.p[s.n - 1] == '=')
		s.n--;
	for (size_t i = 0; i < s.n; i++) {
		int value = base64_value(s.p[i]);

		if (value < 0)
			return false;
		bits = bits << 6 | (unsigned)value;
		have += 6;
		if (have >= 8) {
			have -= 8;
			p[n++] = (char)(bits >> have & 0xff);
		}
	}
	*out = (struct str){ p, n };
	return true;
}

/* Upload-Metadata: "purpose BASE64,name BASE64"; other keys are not ours. */
static bool
metadata_read(struct visit *v, struct upload_new *out)
{
	struct str all = request_header(v->req, S("upload-metadata")), one, key, value;

	if (all.n > METADATA_MAX)
		return false;
	while (str_cut(&all, ',', &one)) {
		one = str_trim(one);
		if (!str_cut(&one, ' ', &key) || !base64_read(v->ctx.mem, one, &value))
			return false;
		if (str_eq(key, S("purpose")))
			out->purpose = value;
		else if (str_eq(key, S("name")) || str_eq(key, S("filename")))
			out->name = value;
	}
	return true;
}

enum rc
upload_new_read(struct visit *v, struct upload_new *out)
{
	enum rc rc = tus_check(v);

	*out = (struct upload_new){ .purpose = S(""), .name = S("") };
	if (rc != RC_OK)
		return rc;
	if (!str_int(request_header(v->req, S("upload-length")), &out->size_bytes) ||
	    out->size_bytes < 0 || !metadata_read(v, out))
		return FAIL(&v->ctx, WHY_BAD_REQUEST, "%s", "Upload-Length, Upload-Metadata");
	return RC_OK;
}

enum rc
upload_new_post(struct visit *v)
{
	struct upload_new in;
	struct upload_view u;
	enum rc rc = upload_new_read(v, &in);

	if (rc != RC_OK || (rc = upload_add(&v->ctx, &in, &u)) != RC_OK)
		return rc;
	v->reply->status = 201;
	reply_header(v->reply, S("Location"), str_printf(v->ctx.mem, "/tep/%.*s",
	    STR_ARG(u.token)));
	reply_header(v->reply, S("Upload-Expires"), http_date(v->ctx.mem, u.expires_at));
	return RC_OK;
}

enum rc
upload_options(struct visit *v)
{
	v->reply->status = 204;
	reply_header(v->reply, S("Tus-Extension"), S("creation,termination,expiration"));
	header_int(v, S("Tus-Max-Size"), LOOK_FILE_MAX);
	return RC_OK;
}

/* ---- pieces ------------------------------------------------------------------------ */

/* What the prepare step hands to the write. */
struct piece {
	struct upload_view u;
	struct looked looked;
	struct fault refusal; /* why == NULL: it may stay */
};

enum rc
upload_piece_prepare(struct visit *v)
{
	struct piece *p = ARENA_NEW(v->ctx.mem, struct piece);
	int64_t offset;
	enum rc rc = tus_check(v);

	if (rc != RC_OK)
		return rc;
	if (!str_eq(request_header(v->req, S("content-type")),
	    S("application/offset+octet-stream")))
		return FAIL(&v->ctx, WHY_PIECE_TYPE, "%s", "");
	if (!str_int(request_header(v->req, S("upload-offset")), &offset) || offset < 0)
		return FAIL(&v->ctx, WHY_BAD_REQUEST, "%s", "Upload-Offset");
	rc = upload_append(&v->ctx, v->arg[0], v->req->raw_path, offset, &p->u);
	if (rc != RC_OK)
		return rc;
	v->prepared = p;
	if (p->u.state != UPLOAD_COMPLETE || v->req->cut)
		return RC_OK; /* a cut line: whoever comes back asks for the look */
	rc = upload_look(&v->ctx, &p->u, &p->looked);
	if (rc != RC_INVALID)
		return rc;
	/* The file is refused, not the request: that all of it arrived is true. */
	p->refusal = *v->ctx.fault;
	*v->ctx.fault = (struct fault){ 0 };
	return RC_OK;
}

enum rc
upload_piece_patch(struct visit *v)
{
	const struct piece *p = v->prepared;
	enum rc rc = RC_OK;

	v->ctx.housekeeping = true; /* a piece changes no row */
	if (p->u.state == UPLOAD_COMPLETE) {
		v->ctx.housekeeping = false;
		rc = upload_join(&v->ctx, v->arg[0], p->refusal.why == NULL ? &p->looked : NULL,
		    &p->refusal);
	}
	if (rc != RC_OK)
		return rc;
	v->reply->status = 204;
	header_int(v, S("Upload-Offset"), p->u.offset_bytes);
	return RC_OK;
}

enum rc
upload_head(struct visit *v)
{
	struct upload_view u;
	enum rc rc = tus_check(v);

	if (rc != RC_OK || (rc = upload_load(&v->ctx, v->arg[0], &u)) != RC_OK)
		return rc;
	header_int(v, S("Upload-Offset"), u.offset_bytes);
	header_int(v, S("Upload-Length"), u.size_bytes);
	reply_header(v->reply, S("Upload-Expires"), http_date(v->ctx.mem, u.expires_at));
	reply_header(v->reply, S("Cache-Control"), S("no-store"));
	return RC_OK;
}

enum rc
upload_delete(struct visit *v)
{
	enum rc rc = tus_check(v);

	if (rc == RC_OK)
		rc = upload_drop(&v->ctx, v->arg[0]);
	if (rc == RC_OK)
		v->reply->status = 204;
	return rc;
}

/* ---- what became of it ---------------------------------------------------------------- */

static struct str
upload_words(struct visit *v, const struct upload_view *u)
{
	char key[80];

	switch (u->state) {
	case UPLOAD_JOINED:
		return visit_text(v, T_upload_joined, S(""));
	case UPLOAD_COMPLETE:
		return visit_text(v, T_upload_checking, S(""));
	case UPLOAD_REFUSED:
		(void)snprintf(key, sizeof(key), "fault.%.*s", STR_ARG(str_head(u->why, 60)));
		return visit_text(v, text_find(str_c(key)), u->why_arg);
	case UPLOAD_OPEN:
		break;
	}
	return visit_text(v, T_upload_open, str_printf(v->ctx.mem, "%" PRId64, u->offset_bytes));
}

enum rc
upload_show(struct visit *v)
{
	static const char *const states[] = { [UPLOAD_OPEN] = "open",
		[UPLOAD_COMPLETE] = "complete", [UPLOAD_JOINED] = "joined",
		[UPLOAD_REFUSED] = "refused" };
	struct upload_view u;
	struct json_out o;
	enum rc rc = upload_load(&v->ctx, v->arg[0], &u);

	if (rc != RC_OK)
		return rc;
	o = json_out(visit_json(v));
	json_open(&o, '{');
	json_name(&o, S("state"));
	json_put_str(&o, str_c(states[u.state]));
	json_name(&o, S("text"));
	json_put_str(&o, upload_words(v, &u));
	json_name(&o, S("offset"));
	json_put_int(&o, u.offset_bytes);
	json_name(&o, S("length"));
	json_put_int(&o, u.size_bytes);
	json_close(&o, '}');
	return RC_OK;
}

/* ---- forms with files ------------------------------------------------------------------- */

enum rc
files_prepare(struct visit *v, struct files_in files, struct str field,
    enum look_for purpose)
{
	struct looked_files *out = ARENA_NEW(v->ctx.mem, struct looked_files);
	struct looked *looked = ARENA_ARRAY(v->ctx.mem, files.n + 1, struct looked);
	struct str *names = ARENA_ARRAY(v->ctx.mem, files.n + 1, struct str);

	for (size_t i = 0; i < files.n; i++) {
		struct look_at at = { files.v[i].path, files.v[i].name, purpose };
		struct fault why = { 0 };
		enum rc rc = files.v[i].too_large ?
		    fault_set(&why, &WHY_FILE_LARGE, __FILE__, __LINE__, "%s", "> 60") :
		    look_and_keep(v->ctx.blobs, &at, v->ctx.mem, &why, &looked[out->n]);

		if (rc == RC_OK)
			names[out->n++] = files.v[i].name;
		else if (rc == RC_INVALID)
			fault_field(v->ctx.fault, field, why.why, str_copy(v->ctx.mem, str_c(why.detail)));
		else
			return *v->ctx.fault = why, rc;
	}
	out->v = looked;
	out->names = names;
	v->prepared = out;
	return fault_rc(v->ctx.fault);
}

enum rc
photo_prepare(struct visit *v, const struct file_in *file)
{
	v->prepared = ARENA_NEW(v->ctx.mem, struct looked);
	return look_and_keep(v->ctx.blobs, &(struct look_at){ .path = file->path,
	    .name = file->name, .purpose = LOOK_PHOTO }, v->ctx.mem,
	    v->ctx.fault, v->prepared);
}

/* ---- sending files ---------------------------------------------------------------------- */

/* Pictures and PDF are shown in the page, HEIC as its JPEG copy; office files
 * are for saving. */
enum rc
evidence_file_show(struct visit *v)
{
	struct file_view f;
	enum rc rc = evidence_file_load(&v->ctx, (struct evidence_file_id){ v->id[0] }, &f);

	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Cache-Control"), S("private, max-age=600"));
	return visit_file(v, f.shown_mime, f.shown_path,
	    look_is_shown(f.mime) ? S("") : f.name);
}

/* The bytes as they were handed in, for saving: they are the evidence. */
enum rc
evidence_file_original(struct visit *v)
{
	struct file_view f;
	enum rc rc = evidence_file_load(&v->ctx, (struct evidence_file_id){ v->id[0] }, &f);

	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Cache-Control"), S("private, max-age=600"));
	return visit_file(v, f.mime, f.path, f.name);
}

enum rc
photo_show(struct visit *v)
{
	struct file_view f;
	enum rc rc = photo_load(&v->ctx, v->arg[0], &f);

	if (rc != RC_OK)
		return rc;
	/* A day, not for ever: what is withdrawn must go from caches too. */
	reply_header(v->reply, S("Cache-Control"), f.is_public ?
	    S("public, max-age=86400") : S("private, max-age=600"));
	return visit_file(v, f.mime, f.path, S(""));
}

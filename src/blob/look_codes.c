/*
 * look_codes: the pages of a scan, some at a time; see look.h.
 *
 * A page over which ocop-look falls must not take the others with it: when a
 * run over several pages ends badly they are read one by one, and only the one
 * that is bad has neither code nor picture.
 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/json.h"
#include "blob/look_inside.h"

const struct reason WHY_SCAN_PAGES = { RC_INVALID, "scan_pages" };

#define AT_ONCE 8         /* pages in one run: it has 10 s of work */
#define SEEN_MAX ((size_t)8192)
#define PICTURES_MAX ((int64_t)32 * 1024 * 1024)

static enum rc
picture_keep(struct looking *l, struct str *rest, int64_t bytes, struct blob_kept *out)
{
	struct str picture;

	if (bytes == 0)
		return RC_OK;
	if (bytes < 0 || (size_t)bytes > rest->n)
		return REFUSE(l->fault, WHY_FILE_CUT, "%s", "");
	picture = str_head(*rest, (size_t)bytes);
	*rest = str_from(*rest, (size_t)bytes);
	return blob_keep_bytes(l->b, picture, l->mem, l->fault, out);
}

/* What it said of the pages, and their pictures. */
enum rc
look_codes_take(struct looking *l, const struct json *said, struct scanned_page *v, size_t n)
{
	const struct json *seen = json_get(said, S("seen"));
	struct str pictures = S("");
	enum rc rc = RC_OK;

	if (json_kind(seen) != JSON_LIST || json_len(seen) != n)
		return REFUSE(l->fault, WHY_FILE_CUT, "%s", "");
	for (size_t i = 0; i < n; i++)
		if (json_int(json_get(json_at(seen, i), S("bytes")), 0) > 0 && pictures.n == 0 &&
		    (rc = look_written(l, PICTURES_MAX, &pictures)) != RC_OK)
			return rc;
	for (size_t i = 0; i < n && rc == RC_OK; i++) {
		const struct json *p = json_at(seen, i);

		v[i].code = json_str(json_get(p, S("code")));
		v[i].many = json_int(json_get(p, S("codes")), 0) > 1;
		rc = picture_keep(l, &pictures, json_int(json_get(p, S("bytes")), 0), &v[i].picture);
	}
	return rc;
}

static enum rc
pages_read(struct looking *l, struct str path, size_t from, struct scanned_pages part)
{
	char first[24], count[24];
	const struct json *said;
	enum rc rc;

	(void)snprintf(first, sizeof(first), "%zu", from + 1);
	(void)snprintf(count, sizeof(count), "%zu", part.n);
	l->file = look_lift(open(str_z(l->mem, path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
	if (l->file < 0)
		return io_fault(l->fault, "open the scan");
	if ((rc = look_start(l, (const char *const[3]){ "codes", first, count })) != RC_OK ||
	    (rc = look_hear(l, SEEN_MAX, &said)) != RC_OK)
		return rc;
	return look_codes_take(l, said, part.v, part.n);
}

/* A scan that is being read. */
struct reading {
	const struct blobs *b;
	struct str path;
	struct arena *mem;
	struct fault *fault;
};

static enum rc
some(const struct reading *r, size_t from, struct scanned_pages part)
{
	struct looking l = LOOKING(r->b, r->mem, r->fault);
	enum rc rc = pages_read(&l, r->path, from, part);

	look_end(&l);
	return rc;
}

/* … that are read one by one when they do not go together. */
static enum rc
some_or_each(const struct reading *r, size_t from, struct scanned_pages part)
{
	enum rc rc = some(r, from, part);

	if (rc != RC_INVALID)
		return rc;
	for (size_t i = 0; i < part.n; i++) {
		*r->fault = (struct fault){ 0 };
		part.v[i] = (struct scanned_page){ .many = false };
		rc = some(r, from + i, (struct scanned_pages){ part.v + i, 1 });
		if (rc == RC_INVALID)
			part.v[i] = (struct scanned_page){ .many = false };
		else if (rc != RC_OK)
			return rc;
	}
	*r->fault = (struct fault){ 0 };
	return RC_OK;
}

enum rc
look_codes(const struct blobs *b, const struct looked *file, struct arena *mem,
    struct fault *fault, struct scanned_pages *out)
{
	const bool copied = !str_eq(look_copy_mime(file->mime), file->mime);
	const bool picture = str_starts(file->mime, S("image/"));
	const size_t n = picture ? 1 : (size_t)file->pages;
	struct reading r = { b, blob_path(b, copied ? file->clean.hash : file->file.hash, mem),
		mem, fault };
	struct scanned_page *v;
	enum rc rc = RC_OK;

	if (!look_is_shown(file->mime))
		return REFUSE(fault, WHY_FILE_KIND, "%.*s", STR_ARG(str_head(file->mime, 100)));
	if (n > SCAN_PAGES_MAX)
		return REFUSE(fault, WHY_SCAN_PAGES, "%zu", n);
	v = ARENA_ARRAY(mem, n + 1, struct scanned_page);
	for (size_t from = 0; from < n && rc == RC_OK; from += AT_ONCE)
		rc = some_or_each(&r, from, (struct scanned_pages){ v + from,
		    n - from < AT_ONCE ? n - from : AT_ONCE });
	*out = (struct scanned_pages){ v, n };
	return rc;
}

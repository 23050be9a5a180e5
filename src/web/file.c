/*
 * file: kept files on their way out: a paper for whoever may read it, the
 * cleaned photo of a product for everybody. Who may is asked in act/upload.h;
 * visit_file() makes sure that nothing in a file runs.
 */
#include "act/upload.h"
#include "web/routes.h"

enum rc
evidence_file_show(struct visit *v)
{
	struct file_view f;
	enum rc rc = evidence_file_load(&v->ctx,
	    (struct evidence_file_id){ v->id[0] }, &f);

	return rc == RC_OK ? visit_file(v, f.mime, f.path, f.name) : rc;
}

/* The address is the hash of what it shows: it may be kept for ever, yet only
 * by the reader's own browser, because a thumbnail may be of a paper. */
enum rc
photo_show(struct visit *v)
{
	struct file_view f;
	enum rc rc = photo_load(&v->ctx, v->arg[0], &f);

	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Cache-Control"),
	    S("private, max-age=31536000, immutable"));
	return visit_file(v, f.mime, f.path, S(""));
}

/* sweep: files that no row names. See upload.h and blob/sweep.c. */
#include "act/upload.h"
#include "blob/blob.h"
#include "q.h"

#define KEPT_MS ((int64_t)24 * 3600 * 1000)

enum rc
files_sweep(struct ctx *c, int *n)
{
	const struct moment before = { c->now.ms - KEPT_MS };
	struct blob_names names;
	enum rc rc;

	*n = 0;
	c->housekeeping = true;
	rc = blob_list(c->blobs, (unsigned)(c->now.ms / 1000 / SWEEP_EVERY_S % 256),
	    c->mem, c->fault, &names);
	for (size_t i = 0; rc == RC_OK && i < names.n; i++) {
		struct q_blob_named named;
		bool swept = false;

		rc = q_blob_named(c->db, names.v[i], &named);
		if (rc == RC_OK && named.n == 0)
			rc = blob_sweep(c->blobs, names.v[i], before, c->fault,
			    &swept);
		*n += swept;
	}
	return rc;
}

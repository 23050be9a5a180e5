/* template_own: see template_own.h. */
#include "act/template_own.h"

#include "base/buf.h"
#include "blob/look.h"
#include "q.h"

#define VALUES_MAX (8 * MIB)

enum rc
template_own_fill(struct ctx *c, struct str hash, const struct values *values, struct str *out)
{
	struct buf b = buf_new(c->mem, VALUES_MAX);

	values_write(values, &b);
	if (!buf_ok(&b))
		return FAIL(c, WHY_TOO_LARGE, "%s", "values");
	return look_fill(c->blobs, &(struct fill_in){ .path = blob_path(c->blobs, hash, c->mem),
	    .values = buf_str(&b) }, c->mem, c->fault, out);
}

enum rc
template_make(struct ctx *c, const char *paper, const struct values *values, bool *own,
    struct str *out)
{
	struct q_template_of row;
	enum rc rc = q_template_of(c->db, str_c(paper), &row, own);

	return rc == RC_OK && *own ? template_own_fill(c, row.hash, values, out) : rc;
}

/* calibrate: the pages of scoring alike; see act/calibrate.h. */
#include "web/calibrate.h"

#include <inttypes.h>

#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

enum rc
trial_post(struct visit *v)
{
	const struct trial_form *f = FORM_OF(v, trial);
	enum rc rc = trial_add(&v->ctx, (struct meeting_id){ v->id[0] },
	    (struct dossier_id){ f->trial });

	return rc == RC_OK ? visit_go(v, "/tinh/phien/%", v->id[0]) : rc;
}

/* Hundredths as people read them; a sign only where one is meant. */
static struct str
hundredths(struct arena *mem, int64_t n, bool sign)
{
	int64_t size = n < 0 ? -n : n;

	return str_printf(mem, "%s%" PRId64 ",%02" PRId64, n < 0 ? "−" :
	    sign && n > 0 ? "+" : "", size / 100, size % 100);
}

enum rc
strict_show(struct visit *v)
{
	struct strict_page p = { .any = false };
	struct strict_line *lines;
	int64_t far;
	enum rc rc = strict_load(&v->ctx, (struct meeting_id){ v->id[0] }, &p.v);

	if (rc != RC_OK)
		return rc;
	far = p.v.farthest < 100 ? 100 : p.v.farthest;
	p.lines = lines = ARENA_ARRAY(v->ctx.mem, p.v.n + 1, struct strict_line);
	for (size_t i = 0; i < p.v.n; i++) {
		const struct strict_row *r = &p.v.rows[i];

		lines[i] = (struct strict_line){ .r = r,
		    .off = hundredths(v->ctx.mem, r->s.off, true),
		    .distance = hundredths(v->ctx.mem, r->s.distance, false),
		    .x = 100 + (int)(r->enough ? r->s.off * 90 / far : 0) };
		p.any |= r->enough;
	}
	html_strict_show(visit_page(v), &p);
	return RC_OK;
}

/* result: the page behind the result letter; see act/result.h. */
#include "web/result.h"

#include "html.h"
#include "web/out.h"
#include "web/room.h"
#include "web/routes.h"

static struct str
pair_of(const struct visit *v, struct pair p)
{
	return v->lang == LANG_EN && p.en.n > 0 ? p.en : p.vi;
}

static void
result_names(struct visit *v, struct result_page *p)
{
	struct arena *mem = v->ctx.mem;
	struct str *parts = ARENA_ARRAY(mem, p->v.n_lines + 1, struct str);
	struct str *names = ARENA_ARRAY(mem, p->v.n_lines + 1, struct str);
	struct str *needs = ARENA_ARRAY(mem, p->v.n_needs + 1, struct str);
	struct str *levels = ARENA_ARRAY(mem, p->v.n_needs + 1, struct str);
	struct str *knocks = ARENA_ARRAY(mem, p->v.n_knocks + 1, struct str);

	for (size_t i = 0; i < p->v.n_lines; i++) {
		const struct criterion *cr = p->v.lines[i].criterion;

		names[i] = pair_of(v, cr->name);
		if (i == 0 || cr[-1].group->part != cr->group->part)
			parts[i] = str_printf(mem, "%.*s. %.*s",
			    STR_ARG(cr->group->part->id),
			    STR_ARG(pair_of(v, cr->group->part->name)));
	}
	for (size_t i = 0; i < p->v.n_needs; i++) {
		needs[i] = pair_of(v, p->v.needs[i].criterion->name);
		levels[i] = pair_of(v, p->v.needs[i].level);
	}
	for (size_t i = 0; i < p->v.n_knocks; i++)
		knocks[i] = pair_of(v, p->v.knocks[i].text);
	p->parts = parts;
	p->names = names;
	p->need_names = needs;
	p->need_levels = levels;
	p->knock_texts = knocks;
}

enum rc
result_show(struct visit *v)
{
	struct result_page p;
	enum rc rc = result_load(&v->ctx, (struct dossier_id){ v->id[0] }, &p.v);

	if (rc != RC_OK)
		return rc;
	result_names(v, &p);
	p.set_name = pair_of(v, p.v.d.set->name);
	p.band_text = band_arithmetic(v->ctx.mem, p.v.d.pack, &p.v.r);
	html_result_show(visit_page(v), &p);
	return RC_OK;
}

/*
 * scan: a scan of printed forms is handed in, its pages go where their codes say,
 * and a person decides about the rest. See act/scan.h.
 */
#include "web/scan.h"

#include <inttypes.h>

#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"
#include "web/upload.h"

enum text
coded_text(enum coded kind)
{
	static const enum text words[CODED__COUNT] = { [CODED_SLIP] = T_scan_slip,
		[CODED_SELF] = T_scan_self, [CODED_LIST] = T_scan_list,
		[CODED_CONSENT] = T_scan_consent, [CODED_SHEET] = T_scan_sheet };

	return kind > 0 && kind < CODED__COUNT ? words[kind] : T_NONE;
}

struct str
numbers_text(struct arena *mem, const int *v, size_t n)
{
	struct buf b = buf_new(mem, 8 * KIB);

	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s%d", i > 0 ? ", " : "", v[i]);
	return buf_str(&b);
}

/* ---- handing in ---------------------------------------------------------------------- */

enum rc
scans_show(struct visit *v)
{
	struct scans_page p;
	enum rc rc = scans_load(&v->ctx, &p.rows);

	if (rc == RC_OK)
		html_scans_show(visit_page(v), v, &p);
	return rc;
}

struct scan_prepared {
	struct scan_file *v;
	size_t n;
};

/* A file that is refused is told of; the others of the same hand-in wait for it, so
 * that nobody believes a paper to be here that is not. */
enum rc
scan_prepare(struct visit *v)
{
	const struct files_in files = FORM_OF(v, scan_new)->scan_pages;
	struct scan_prepared *out = ARENA_NEW(v->ctx.mem, struct scan_prepared);
	const struct looked_files *looked;
	struct str field = S("scan_pages");
	enum rc rc = files_prepare(v, files, field, LOOK_EVIDENCE);
	size_t pages = 0;

	if (rc != RC_OK)
		return rc;
	looked = v->prepared;
	out->v = ARENA_ARRAY(v->ctx.mem, looked->n + 1, struct scan_file);
	for (size_t i = 0; i < looked->n; i++)
		pages += looked->v[i].pages > 0 ? (size_t)looked->v[i].pages : 1;
	if (pages > SCAN_PAGES_MAX)
		fault_field(v->ctx.fault, field, &WHY_SCAN_PAGES,
		    str_printf(v->ctx.mem, "%zu", pages));
	for (size_t i = 0; i < looked->n && pages <= SCAN_PAGES_MAX; i++) {
		struct fault why = { 0 };

		out->v[out->n] = (struct scan_file){ .looked = &looked->v[i],
			.name = looked->names[i] };
		rc = look_codes(v->ctx.blobs, &looked->v[i], v->ctx.mem, &why, &out->v[out->n++].pages);
		if (rc == RC_INVALID)
			fault_field(v->ctx.fault, field, why.why, str_copy(v->ctx.mem, str_c(why.detail)));
		else if (rc != RC_OK)
			return *v->ctx.fault = why, rc;
	}
	v->prepared = out;
	return fault_rc(v->ctx.fault);
}

enum rc
scan_post(struct visit *v)
{
	const struct scan_prepared *p = v->prepared;
	struct scan_id id;
	enum rc rc = scan_add(&v->ctx, p->v, p->n, &id);

	return rc == RC_OK ? visit_go(v, "/quet/%", id.v) : rc;
}

/* ---- what came of it ------------------------------------------------------------------- */

static struct str
choice_label(struct visit *v, enum coded kind, struct str about)
{
	return str_printf(v->ctx.mem, "%.*s: %.*s", STR_ARG(text_of(v->lang, coded_text(kind))),
	    STR_ARG(about));
}

static void
choices_fill(struct visit *v, struct scan_page *p)
{
	static const enum coded kinds[] = { CODED_SLIP, CODED_SELF, CODED_LIST };
	struct arena *mem = v->ctx.mem;
	struct scan_choice *c = ARENA_ARRAY(mem, p->v.n_forms + 3 * p->v.dossiers.n + 1,
	    struct scan_choice);

	for (size_t i = 0; i < p->v.n_forms; i++) {
		const struct coded_form *f = &p->v.forms[i].form;

		c[p->n_choices++] = (struct scan_choice){ str_printf(mem, "%d:%" PRId64 ":%" PRId64,
		    (int)f->kind, f->thing, f->part), choice_label(v, f->kind, f->about) };
	}
	for (size_t i = 0; i < p->v.dossiers.n; i++)
		for (size_t k = 0; k < 3; k++) {
			const struct q_scan_dossiers *d = &p->v.dossiers.v[i];
			struct str value = str_printf(mem, "%d:%" PRId64 ":0", (int)kinds[k], d->id.v);
			bool there = false;

			for (size_t m = 0; m < p->v.n_forms; m++)
				there = there || str_eq(c[m].value, value);
			if (!there)
				c[p->n_choices++] = (struct scan_choice){ value, choice_label(v, kinds[k],
				    text_fill(mem, v->lang, T_scan_of_dossier, (struct str[]){ d->product,
				    str_printf(mem, "%" PRId64, d->id.v) }, 2)) };
		}
	p->choices = c;
}

static const struct scan_form *
form_of(const struct scan_view *s, const struct q_scan_pages *p)
{
	for (size_t i = 0; p->kind.has && i < s->n_forms; i++)
		if (s->forms[i].form.kind == (enum coded)p->kind.v &&
		    s->forms[i].form.thing == p->thing.v && s->forms[i].form.part == p->part.v)
			return &s->forms[i];
	return NULL;
}

/* Several pages wait in one page: only the fields of the one that was refused have
 * the ids to which the list of what is wrong leads, and what was typed. */
static void
place_fields(struct visit *v, struct scan_page_view *one, bool refused)
{
	struct str id = str_printf(v->ctx.mem, "%" PRId64, one->p->id.v);

	one->refused = refused;
	one->to = field_view(v, FIELD(scan_sort, scan_to), S(""), T_NONE);
	one->no = field_view(v, FIELD(scan_sort, scan_no), S(""), T_NONE);
	if (refused) {
		if (v->ctx.fault->n_fields == 0)
			one->wrong = fault_text(v, v->ctx.fault->why, str_c(v->ctx.fault->detail));
		return;
	}
	for (struct field_view *f = &one->to; f != NULL; f = f == &one->to ? &one->no : NULL) {
		f->id = str_printf(v->ctx.mem, "%.*s-%.*s", STR_ARG(f->id), STR_ARG(id));
		f->value = f->described = S("");
		f->wrong = false;
	}
}

/* `refused`: the page whose placing was refused just now. */
static enum rc
scan_page_show(struct visit *v, struct scan_id id, int64_t refused)
{
	struct scan_page p = { .n_waiting = 0 };
	struct scan_page_view *waiting, *away;
	enum rc rc = scan_load(&v->ctx, id, &p.v);

	if (rc != RC_OK)
		return rc;
	waiting = ARENA_ARRAY(v->ctx.mem, WAITING_SHOWN + 1, struct scan_page_view);
	away = ARENA_ARRAY(v->ctx.mem, p.v.pages.n + 1, struct scan_page_view);
	choices_fill(v, &p);
	for (size_t i = 0; i < p.v.pages.n; i++) {
		const struct q_scan_pages *q = &p.v.pages.v[i];
		struct scan_page_view one = { .p = q, .form = form_of(&p.v, q) };

		if (q->state == PAGE_PLACED)
			continue;
		if (q->state == PAGE_ASIDE || q->state == PAGE_REPLACED) {
			away[p.n_away++] = one;
		} else if (p.n_waiting < WAITING_SHOWN || q->id.v == refused) {
			place_fields(v, &one, q->id.v == refused && v->ctx.fault->why != NULL);
			if (p.n_waiting < WAITING_SHOWN)
				waiting[p.n_waiting++] = one;
		} else {
			p.n_more++;
		}
	}
	p.waiting = waiting;
	p.away = away;
	html_scan_show(visit_page(v), &p);
	return RC_OK;
}

enum rc
scan_show(struct visit *v)
{
	return scan_page_show(v, (struct scan_id){ v->id[0] }, 0);
}

/* After a refusal: the address has the page. */
enum rc
scan_again(struct visit *v)
{
	struct fault why = *v->ctx.fault;
	struct scan_id id;
	enum rc rc = scan_of_page(&v->ctx, (struct scan_page_id){ v->id[0] }, &id);

	if (rc != RC_OK)
		return rc;
	*v->ctx.fault = why;
	return scan_page_show(v, id, v->id[0]);
}

/* "2:12:0" */
static bool
place_read(struct str s, struct scan_place *out)
{
	struct str kind, thing;
	int64_t k;

	if (!str_cut(&s, ':', &kind) || !str_cut(&s, ':', &thing) || !str_int(kind, &k) ||
	    k < 1 || k >= CODED__COUNT || !str_int(thing, &out->thing) || !str_int(s, &out->part))
		return false;
	out->kind = (enum coded)k;
	return true;
}

enum rc
scan_place_post(struct visit *v)
{
	const struct scan_sort_form *f = FORM_OF(v, scan_sort);
	struct scan_place where = { .page = f->scan_no.v > FORM_PAGES_MAX ? 0 : (int)f->scan_no.v,
		.replace = f->scan_replace };
	struct scan_id id;
	enum rc rc;

	if (!place_read(f->scan_to, &where)) {
		fault_field(v->ctx.fault, S("scan_to"), &WHY_SCAN_PLACE, S(""));
		return fault_rc(v->ctx.fault);
	}
	if ((rc = scan_place(&v->ctx, (struct scan_page_id){ v->id[0] }, &where, &id)) != RC_OK)
		return rc;
	visit_flash(v, T_scan_placed_now);
	return visit_go(v, "/quet/%", id.v);
}

enum rc
scan_aside_post(struct visit *v)
{
	struct scan_id id;
	enum rc rc = scan_aside(&v->ctx, (struct scan_page_id){ v->id[0] }, &id);

	return rc == RC_OK ? visit_go(v, "/quet/%", id.v) : rc;
}

enum rc
scan_back_post(struct visit *v)
{
	struct scan_id id;
	enum rc rc = scan_back(&v->ctx, (struct scan_page_id){ v->id[0] }, &id);

	return rc == RC_OK ? visit_go(v, "/quet/%", id.v) : rc;
}

/* ---- pictures, files, and the paper of a dossier ------------------------------------------ */

enum rc
scan_picture_show(struct visit *v)
{
	struct str path;
	enum rc rc = scan_picture(&v->ctx, (struct scan_page_id){ v->id[0] }, &path);

	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Cache-Control"), S("private, max-age=600"));
	return visit_file(v, S("image/jpeg"), path, S(""));
}

enum rc
scan_original_show(struct visit *v)
{
	struct str path, mime, name;
	enum rc rc = scan_original(&v->ctx, (struct scan_page_id){ v->id[0] }, &path, &mime, &name);

	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Cache-Control"), S("private, max-age=600"));
	return visit_file(v, mime, path, name);
}

enum rc
scan_dossier_show(struct visit *v)
{
	struct scan_dossier p;
	enum rc rc = scan_dossier_load(&v->ctx, (struct dossier_id){ v->id[0] }, &p);

	if (rc == RC_OK)
		html_scan_dossier(visit_page(v), v, &p);
	return rc;
}

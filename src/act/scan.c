/* scan: see scan.h. What a person decides afterwards is in scan_sort.c. */
#include "act/scan.h"

#include <inttypes.h>

#include "act/coded_mark.h"
#include "act/paper_day.h"
#include "act/record.h"
#include "act/scan_inside.h"
#include "act/upload.h"

const struct reason WHY_SCAN_PLACE = { RC_INVALID, "scan_place" };

/* The forms that a scan has met so far: each is asked for once. */
struct met {
	struct coded_form *v;
	bool *may;
	size_t n, room;
	struct form_code *placed; /* in this scan, to be told of in the record */
	size_t n_placed;
};

/* Whether the actor may file to the form of a code, and what it says today. */
static enum rc
form_met(struct ctx *c, struct met *m, const struct form_code *code, struct coded_form **out)
{
	enum rc rc;

	*out = NULL;
	for (size_t i = 0; i < m->n; i++)
		if (m->v[i].kind == code->kind && m->v[i].thing == code->thing &&
		    m->v[i].part == code->part) {
			*out = m->may[i] ? &m->v[i] : NULL;
			return RC_OK;
		}
	rc = coded_load(c, code->kind, code->thing, code->part, &m->v[m->n]);
	if (rc == RC_ABSENT || rc == RC_DENIED || rc == RC_CONFLICT) {
		*c->fault = (struct fault){ 0 };
		m->v[m->n] = (struct coded_form){ .kind = code->kind, .thing = code->thing,
			.part = code->part };
	} else if (rc != RC_OK) {
		return rc;
	}
	m->may[m->n] = rc == RC_OK;
	*out = m->may[m->n] ? &m->v[m->n] : NULL;
	m->n++;
	return RC_OK;
}

static void
row_belongs(struct q_scan_page_add_in *row, const struct form_code *code)
{
	row->kind = (struct opt_int){ code->kind, true };
	row->thing = (struct opt_int){ code->thing, true };
	row->part = (struct opt_int){ code->part, true };
	row->edition = (struct opt_int){ code->edition, true };
	row->page = (struct opt_int){ code->page, true };
	row->of_pages = (struct opt_int){ code->of, true };
}

/* Where a page goes by itself. */
static enum rc
page_decide(struct ctx *c, struct met *m, const struct scanned_page *p,
    struct q_scan_page_add_in *row)
{
	struct coded_form *form;
	struct form_code code;
	struct q_scan_page_at there;
	bool taken;
	enum rc rc;

	row->state = p->many ? PAGE_MANY : PAGE_UNKNOWN;
	if (p->many || !coded_read(c, p->code, &code))
		return RC_OK;
	if ((rc = form_met(c, m, &code, &form)) != RC_OK || form == NULL)
		return rc;
	row_belongs(row, &code);
	row->state = PAGE_OLD;
	if (code.edition != form->edition)
		return RC_OK;
	rc = q_scan_page_at(c->db, code.kind, code.thing, code.part, code.page, &there, &taken);
	if (rc != RC_OK)
		return rc;
	row->state = taken ? PAGE_TWICE : PAGE_PLACED;
	if (taken)
		return RC_OK;
	row->placed_by = c->actor.id;
	row->placed_at = c->now;
	m->placed[m->n_placed++] = code;
	return RC_OK;
}

static enum rc
page_add(struct ctx *c, struct met *m, struct scan_id scan, const struct scan_file *f,
    size_t at)
{
	const struct scanned_page *p = &f->pages.v[at];
	struct q_scan_page_add_in row = { .scan = scan, .file = f->looked->file.hash,
		.name = file_name_clean(c->mem, f->name), .file_page = (int64_t)at + 1 };
	const struct looked picture = { .file = p->picture, .mime = S("image/jpeg"),
		.scan = f->looked->scan };
	enum rc rc = RC_OK;

	if (p->picture.hash.n > 0) {
		row.picture = p->picture.hash;
		rc = blob_row_add(c, &picture);
	}
	if (rc != RC_OK || (rc = page_decide(c, m, p, &row)) != RC_OK)
		return rc;
	return q_scan_page_add(c->db, &row);
}

/* What was placed, form by form: facts of the dossier, the session, the subject. */
static enum rc
placed_tell(struct ctx *c, struct met *m, struct scan_id id)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; i < m->n && rc == RC_OK; i++) {
		const struct coded_form *f = &m->v[i];
		struct buf pages = buf_new(c->mem, 16 * KIB);

		for (size_t k = 0; k < m->n_placed; k++)
			if (m->placed[k].kind == f->kind && m->placed[k].thing == f->thing &&
			    m->placed[k].part == f->part)
				buf_printf(&pages, "%s%d", pages.n > 0 ? "," : "", m->placed[k].page);
		if (pages.n > 0)
			rc = scan_placed(c, f, id, buf_str(&pages));
	}
	return rc;
}

static enum rc
sheet_whole(struct ctx *c, const struct coded_form *f)
{
	struct scan_form form;
	enum rc rc = scan_form_load(c, f, &form);

	if (rc != RC_OK || form.pages.n == 0 || form.n_missing > 0)
		return rc;
	return paper_sheet_scanned(c, (struct agenda_id){ f->thing }, coded_sheet_seat(f->part),
	    form.pages.v[0].file);
}

enum rc
scan_placed(struct ctx *c, const struct coded_form *f, struct scan_id scan, struct str pages)
{
	static const char *const nouns[CODED__COUNT] = { [CODED_SLIP] = "dossier",
		[CODED_SELF] = "dossier", [CODED_LIST] = "dossier", [CODED_CONSENT] = "subject",
		[CODED_SHEET] = "agenda" };
	enum rc rc = record_add(c, "scan.place", nouns[f->kind], f->thing,
	    "{\"scan\":%" PRId64 ",\"form\":%d,\"pages\":[%.*s]}", scan.v, (int)f->kind,
	    STR_ARG(pages));

	return rc == RC_OK && f->kind == CODED_SHEET ? sheet_whole(c, f) : rc;
}

enum rc
scan_add(struct ctx *c, const struct scan_file *files, size_t n, struct scan_id *out)
{
	struct met m = { .n = 0 };
	struct q_scan_add added;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < n; i++)
		m.room += files[i].pages.n;
	m.v = ARENA_ARRAY(c->mem, m.room + 1, struct coded_form);
	m.may = ARENA_ARRAY(c->mem, m.room + 1, bool);
	m.placed = ARENA_ARRAY(c->mem, m.room + 1, struct form_code);
	if ((rc = q_scan_add(c->db, c->actor.id, (int64_t)m.room, c->now, &added)) != RC_OK)
		return rc;
	*out = added.id;
	for (size_t i = 0; i < n; i++) {
		if ((rc = blob_row_add(c, files[i].looked)) != RC_OK)
			return rc;
		for (size_t k = 0; k < files[i].pages.n; k++)
			if ((rc = page_add(c, &m, added.id, &files[i], k)) != RC_OK)
				return rc;
	}
	rc = record_add(c, "scan.add", "scan", added.id.v, "{\"pages\":%zu,\"placed\":%zu}", m.room,
	    m.n_placed);
	return rc == RC_OK ? placed_tell(c, &m, added.id) : rc;
}

/* ---- reading -------------------------------------------------------------------------- */

/* The form of a page, unless it is there already or no longer the reader's. */
static enum rc
view_form(struct ctx *c, const struct q_scan_pages *p, struct scan_view *v)
{
	struct coded_form form;
	enum rc rc;

	for (size_t i = 0; i < v->n_forms; i++)
		if (v->forms[i].form.kind == (enum coded)p->kind.v &&
		    v->forms[i].form.thing == p->thing.v && v->forms[i].form.part == p->part.v)
			return RC_OK;
	rc = coded_load(c, (enum coded)p->kind.v, p->thing.v, p->part.v, &form);
	if (rc == RC_ABSENT || rc == RC_DENIED || rc == RC_CONFLICT) {
		*c->fault = (struct fault){ 0 };
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = scan_form_load(c, &form, &v->forms[v->n_forms++]);
	return rc;
}

enum rc
scans_load(struct ctx *c, struct q_scan_mine_rows *out)
{
	return q_scan_mine(c->db, c->actor.id, out);
}

enum rc
scan_load(struct ctx *c, struct scan_id id, struct scan_view *out)
{
	struct q_scan_own own;
	bool found;
	enum rc rc = q_scan_own(c->db, id, c->actor.id, &own, &found);

	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "scan %" PRId64, id.v);
	*out = (struct scan_view){ .id = id, .made_at = own.made_at };
	if ((rc = q_scan_pages(c->db, id, &out->pages)) != RC_OK)
		return rc;
	out->forms = ARENA_ARRAY(c->mem, out->pages.n + 1, struct scan_form);
	for (size_t i = 0; i < out->pages.n && rc == RC_OK; i++) {
		const struct q_scan_pages *p = &out->pages.v[i];

		out->n_placed += p->state == PAGE_PLACED;
		out->n_aside += p->state == PAGE_ASIDE || p->state == PAGE_REPLACED;
		if (p->kind.has)
			rc = view_form(c, p, out);
	}
	out->n_waits = out->pages.n - out->n_placed - out->n_aside;
	return rc == RC_OK ? q_scan_dossiers(c->db, c->actor.subject, c->actor.agency,
	    &out->dossiers) : rc;
}

enum rc
scan_dossier_load(struct ctx *c, struct dossier_id id, struct scan_dossier *out)
{
	static const enum coded kinds[] = { CODED_SLIP, CODED_SELF, CODED_LIST };
	enum rc rc = dossier_load(c, id, &out->d);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]) && rc == RC_OK; i++) {
		struct coded_form f = { .kind = kinds[i], .thing = id.v };

		if ((rc = coded_of_dossier(c, &out->d, kinds[i], &f.edition)) == RC_OK)
			rc = scan_form_load(c, &f, &out->forms[i]);
	}
	return rc;
}

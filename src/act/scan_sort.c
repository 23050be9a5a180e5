/*
 * scan_sort: what a person decides about pages that did not find their place by
 * themselves, and who may look at pages. See scan.h.
 */
#include <inttypes.h>

#include "act/reasons.h"
#include "act/coded_mark.h"
#include "act/paper_day.h"
#include "act/record.h"
#include "act/scan_inside.h"
#include "core/permit.h"

/* A page of an own scan. */
static enum rc
page_own(struct ctx *c, struct scan_page_id id, struct q_scan_page_of *out)
{
	bool found;
	enum rc rc = q_scan_page_of(c->db, id, out, &found);

	if (rc != RC_OK)
		return rc;
	if (!found || out->account.v != c->actor.id.v)
		return FAIL(c, WHY_ABSENT, "page %" PRId64, id.v);
	return RC_OK;
}

enum rc
scan_of_page(struct ctx *c, struct scan_page_id id, struct scan_id *out)
{
	struct q_scan_page_of p;
	enum rc rc = page_own(c, id, &p);

	if (rc == RC_OK)
		*out = p.scan;
	return rc;
}

/* One that still waits. */
static enum rc
page_waits(struct ctx *c, struct scan_page_id id, struct q_scan_page_of *out)
{
	enum rc rc = page_own(c, id, out);

	if (rc == RC_OK && (out->state == PAGE_PLACED || out->state == PAGE_ASIDE ||
	    out->state == PAGE_REPLACED))
		return FAIL(c, WHY_STALE, "%s", "");
	return rc;
}

/* The place must be free, or be made free. */
static enum rc
place_free(struct ctx *c, const struct scan_place *where)
{
	struct q_scan_page_at there;
	bool taken;
	enum rc rc = q_scan_page_at(c->db, where->kind, where->thing, where->part, where->page,
	    &there, &taken);

	if (rc != RC_OK || !taken)
		return rc;
	if (!where->replace)
		return FAIL(c, WHY_SCAN_TAKEN, "%d", where->page);
	return q_scan_page_replaced(c->db, there.id);
}

enum rc
scan_place(struct ctx *c, struct scan_page_id id, const struct scan_place *where,
    struct scan_id *out)
{
	struct q_scan_page_of p;
	struct coded_form form;
	bool as_coded;
	enum rc rc;

	if ((rc = page_waits(c, id, &p)) != RC_OK)
		return rc;
	*out = p.scan;
	if (where->page < 1 || where->page > FORM_PAGES_MAX) {
		fault_field(c->fault, S("scan_no"), &WHY_SCAN_PAGE, S(""));
		return fault_rc(c->fault);
	}
	if ((rc = coded_load(c, where->kind, where->thing, where->part, &form)) != RC_OK ||
	    (rc = place_free(c, where)) != RC_OK)
		return rc;
	as_coded = p.kind.has && p.kind.v == where->kind && p.thing.v == where->thing &&
	    p.part.v == where->part && p.page.v == where->page;
	if ((rc = q_scan_page_set(c->db, &(struct q_scan_page_set_in){ .id = id,
	    .state = PAGE_PLACED, .kind = { where->kind, true }, .thing = { where->thing, true },
	    .part = { where->part, true }, .page = { where->page, true },
	    .edition = as_coded ? p.edition : (struct opt_int){ 0, false },
	    .of_pages = as_coded ? p.of_pages : (struct opt_int){ 0, false },
	    .account = c->actor.id, .at = c->now })) != RC_OK)
		return rc;
	return scan_placed(c, &form, p.scan, str_printf(c->mem, "%d", where->page));
}

static enum rc
page_move(struct ctx *c, struct scan_page_id id, const struct q_scan_page_of *p,
    enum page_state state, const char *kind)
{
	enum rc rc = q_scan_page_set(c->db, &(struct q_scan_page_set_in){ .id = id, .state = state,
	    .kind = p->kind, .thing = p->thing, .part = p->part, .page = p->page,
	    .edition = p->edition, .of_pages = p->of_pages, .account = c->actor.id, .at = c->now });

	return rc != RC_OK ? rc : record_add(c, kind, "scan", p->scan.v, "{\"page\":%" PRId64 "}",
	    id.v);
}

enum rc
scan_aside(struct ctx *c, struct scan_page_id id, struct scan_id *out)
{
	struct q_scan_page_of p;
	enum rc rc = page_waits(c, id, &p);

	if (rc != RC_OK)
		return rc;
	*out = p.scan;
	return page_move(c, id, &p, PAGE_ASIDE, "scan.aside");
}

/* Back among those that wait: whatever its code said is asked again by the person. */
enum rc
scan_back(struct ctx *c, struct scan_page_id id, struct scan_id *out)
{
	struct q_scan_page_of p;
	enum rc rc = page_own(c, id, &p);

	if (rc != RC_OK)
		return rc;
	if (p.state != PAGE_ASIDE && p.state != PAGE_REPLACED)
		return FAIL(c, WHY_STALE, "%s", "");
	*out = p.scan;
	return page_move(c, id, &p, p.kind.has ? PAGE_TWICE : PAGE_UNKNOWN, "scan.back");
}

/* ---- looking ---------------------------------------------------------------------------- */

static enum rc
placed_seen(struct ctx *c, const struct q_scan_page_of *p)
{
	struct paper_sheet_view sheet;
	struct dossier d;

	if (p->state != PAGE_PLACED)
		return FAIL(c, WHY_ABSENT, "%s", "another's page");
	switch ((enum coded)p->kind.v) {
	case CODED_SLIP:
	case CODED_SELF:
	case CODED_LIST:
		return dossier_load(c, (struct dossier_id){ p->thing.v }, &d);
	case CODED_SHEET:
		return !right_has(&c->actor, MAY_TYPE) ?
		    FAIL(c, WHY_ABSENT, "%s", "does not type") :
		    paper_sheet_load(c, (struct agenda_id){ p->thing.v },
		    coded_sheet_seat(p->part.v), &sheet);
	case CODED_CONSENT:
		if ((right_has(&c->actor, MAY_RECEIVE) && c->actor.agency.v == p->part.v) ||
		    (c->actor.consent.v == 0 && c->actor.subject.v == p->thing.v))
			return RC_OK;
		break;
	case CODED__COUNT:
		break;
	}
	return FAIL(c, WHY_ABSENT, "%s", "another's page");
}

enum rc
scan_picture(struct ctx *c, struct scan_page_id id, struct str *path)
{
	struct q_scan_page_of p;
	bool found;
	enum rc rc = q_scan_page_of(c->db, id, &p, &found);

	if (rc != RC_OK)
		return rc;
	if (!found || p.picture.n == 0)
		return FAIL(c, WHY_ABSENT, "page %" PRId64, id.v);
	if (p.account.v != c->actor.id.v && (rc = placed_seen(c, &p)) != RC_OK)
		return rc;
	*path = blob_path(c->blobs, p.picture, c->mem);
	return RC_OK;
}

enum rc
scan_original(struct ctx *c, struct scan_page_id id, struct str *path, struct str *mime,
    struct str *name)
{
	struct q_scan_page_of p;
	enum rc rc = page_own(c, id, &p);

	if (rc != RC_OK)
		return rc;
	*path = blob_path(c->blobs, p.file, c->mem);
	*mime = p.mime;
	*name = p.name;
	return RC_OK;
}

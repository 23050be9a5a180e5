/* coded: see coded.h. */
#include "act/coded.h"

#include <inttypes.h>

#include "act/coded_mark.h"
#include "act/paper_day.h"
#include "act/papers_inside.h"
#include "act/print_inside.h"
#include "base/hash.h"
#include "core/permit.h"
#include "ledger/es256.h"

/* ---- of a dossier --------------------------------------------------------------------- */

static enum rc
of_dossier(struct ctx *c, struct coded_form *f)
{
	struct dossier d;
	enum rc rc = dossier_load(c, (struct dossier_id){ f->thing }, &d);

	if (rc != RC_OK)
		return rc;
	if (!DOSSIER_MAY(&d, DO_EDIT) && !DOSSIER_MAY(&d, DO_RECEIVE) &&
	    !DOSSIER_MAY(&d, DO_CHECK_COMMUNE))
		return FAIL(c, WHY_ABSENT, "%s", "not before this reader now");
	f->about = str_printf(c->mem, "%.*s (hồ sơ %" PRId64 ")", STR_ARG(d.product_name), d.id.v);
	f->link = str_printf(c->mem, "/ho-so/%" PRId64 "/ban-giay", d.id.v);
	return coded_of_dossier(c, &d, f->kind, &f->edition);
}

/* ---- of a subject: consent that its commune files ---------------------------------------- */

static enum rc
of_subject(struct ctx *c, struct coded_form *f)
{
	struct q_consent_subjects_rows all;
	enum rc rc;

	if (!right_has(&c->actor, MAY_RECEIVE) || c->actor.agency.v != f->part)
		return FAIL(c, WHY_ABSENT, "%s", "another commune's");
	if ((rc = q_consent_subjects(c->db, c->actor.unit_code, &all)) != RC_OK)
		return rc;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id.v == f->thing) {
			f->about = all.v[i].name;
			f->link = S("/xa/nop-ho");
			f->edition = form_edition(&all.v[i].name, 1);
			return RC_OK;
		}
	return FAIL(c, WHY_ABSENT, "%s", "a subject of another commune");
}

/* ---- of a seat: a sheet on paper ----------------------------------------------------------- */

static enum rc
of_seat(struct ctx *c, struct coded_form *f)
{
	struct paper_sheet_view v;
	struct seat_id seat = coded_sheet_seat(f->part);
	enum rc rc;

	if (!right_has(&c->actor, MAY_TYPE))
		return FAIL(c, WHY_ABSENT, "%s", "does not type");
	rc = paper_sheet_load(c, (struct agenda_id){ f->thing }, seat, &v);
	if (rc != RC_OK)
		return rc;
	if (v.s.state != AGENDA_SCORING || (v.step != PAPER_SCAN && v.step != PAPER_FIRST) ||
	    coded_sheet_part(seat, v.s.pass) != f->part)
		return FAIL(c, WHY_ABSENT, "%s", "takes no scan now");
	f->about = str_printf(c->mem, "%.*s, %.*s", STR_ARG(v.s.product), STR_ARG(v.s.seat_code));
	f->link = str_printf(c->mem, "/phieu-giay/%" PRId64 "/%" PRId64, f->thing, seat.v);
	f->edition = form_edition(&v.s.set_code, 1);
	return RC_OK;
}

enum rc
coded_load(struct ctx *c, enum coded kind, int64_t thing, int64_t part,
    struct coded_form *out)
{
	*out = (struct coded_form){ .kind = kind, .thing = thing, .part = part };
	switch (kind) {
	case CODED_SLIP:
	case CODED_SELF:
	case CODED_LIST:
		return of_dossier(c, out);
	case CODED_CONSENT:
		return of_subject(c, out);
	case CODED_SHEET:
		return of_seat(c, out);
	case CODED__COUNT:
		break;
	}
	return FAIL(c, WHY_ABSENT, "%s", "no such form");
}

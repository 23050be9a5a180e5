/* inspection: see inspection.h. */
#include "act/inspection.h"

#include <inttypes.h>

#include "act/calendar.h"
#include "act/reasons.h"
#include "act/record.h"
#include "act/register.h"
#include "act/revocation.h"
#include "act/upload.h"
#include "core/workflow.h"

const struct reason WHY_INSPECTION_OPEN = { RC_CONFLICT, "inspection_open" };
const struct reason WHY_INSPECTION_PAST = { RC_INVALID, "inspection_past" };
const struct reason WHY_INSPECTION_KIND = { RC_INVALID, "inspection_kind" };
const struct reason WHY_INSPECTION_ITEM = { RC_INVALID, "inspection_item" };

static struct str
inspection_link(struct ctx *c, struct inspection_id id)
{
	return str_printf(c->mem, "/hau-kiem/%" PRId64, id.v);
}

/* ---- planning ------------------------------------------------------------------ */

static enum rc
plan_check(struct ctx *c, const struct inspection_plan *in,
    const struct register_entry *e)
{
	/* its last word may be a proposal to revoke */
	const struct reason *why = certificate_turn_check(e->cert.status,
	    TURN_REVOKE);
	struct q_inspection_open_of open;
	bool found;
	enum rc rc;

	if (!e->manages)
		return FAIL(c, WHY_ABSENT, "%.*s", STR_ARG(in->code));
	if (why != NULL)
		return fault_set(c->fault, why, __FILE__, __LINE__, "%.*s",
		    STR_ARG(e->cert.c.product_name));
	if (in->kind < INSPECT_PLANNED || in->kind >= INSPECTION_KIND__COUNT)
		fault_field(c->fault, S("inspection_kind"), &WHY_INSPECTION_KIND, S(""));
	if (in->planned_on.n < c->today.n)
		fault_field(c->fault, S("planned_on"), &WHY_INSPECTION_PAST,
		    day_text(c->mem, c->today));
	if ((rc = fault_rc(c->fault)) != RC_OK)
		return rc;
	rc = q_inspection_open_of(c->db, e->cert.c.product, &open, &found);
	if (rc == RC_OK && found)
		return FAIL(c, WHY_INSPECTION_OPEN, "%" PRId64, open.id.v);
	return rc;
}

/* A planned one is told to its producer; the commune that goes is told of all. */
static enum rc
plan_tell(struct ctx *c, const struct inspection_plan *in,
    const struct register_entry *e, struct inspection_id id)
{
	struct str arg = str_printf(c->mem, "%.*s (%.*s)",
	    STR_ARG(e->cert.c.product_name),
	    STR_ARG(day_text(c->mem, in->planned_on)));
	enum rc rc = RC_OK;

	if (in->kind == INSPECT_PLANNED)
		rc = notice_to_subject(c, e->cert.c.subject_id,
		    "inspection_planned", arg, str_printf(c->mem,
		    "/chung-nhan/%.*s", STR_ARG(e->cert.c.code)));
	if (rc == RC_OK && in->by_commune)
		rc = notice_to_agency(c, e->cert.c.commune, "inspection_to_do",
		    arg, inspection_link(c, id));
	return rc;
}

enum rc
inspection_plan(struct ctx *c, const struct inspection_plan *in,
    struct inspection_id *out)
{
	struct register_entry e;
	struct q_inspection_add row;
	enum rc rc;

	if ((rc = register_load(c, in->code, &e)) != RC_OK ||
	    (rc = plan_check(c, in, &e)) != RC_OK ||
	    (rc = q_inspection_add(c->db, &(struct q_inspection_add_in){
	    .product = e.cert.c.product, .certificate = e.cert.c.id,
	    .agency = c->actor.agency, .worker = in->by_commune &&
	    e.cert.c.commune.v != 0 ? e.cert.c.commune : c->actor.agency,
	    .kind = in->kind, .misuse = in->misuse, .plan_no = in->plan_no,
	    .why = in->why, .planned_on = in->planned_on, .at = c->now },
	    &row)) != RC_OK ||
	    (rc = plan_tell(c, in, &e, row.id)) != RC_OK)
		return rc;
	*out = row.id;
	return record_add(c, "inspection.plan", "inspection", row.id.v,
	    "{\"certificate\":\"%.*s\",\"kind\":%d}", STR_ARG(e.cert.c.code),
	    in->kind);
}

/* ---- reading -------------------------------------------------------------------- */

static void
line_read(struct inspection_line *l, const struct q_inspection_items_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		if (str_eq(rows->v[i].item, l->rule->code)) {
			l->verdict = (enum check_verdict)rows->v[i].verdict;
			l->note = rows->v[i].note;
		}
}

/* The list of today's pack, beside what was found. */
static void
lines_read(struct ctx *c, struct inspection_view *v,
    const struct q_inspection_items_rows *rows)
{
	struct inspection_line *lines = ARENA_ARRAY(c->mem,
	    v->pack->n_checks + 1, struct inspection_line);

	for (size_t i = 0; i < v->pack->n_checks; i++) {
		lines[i].rule = &v->pack->checks[i];
		line_read(&lines[i], rows);
		v->facts.answered += lines[i].verdict != 0;
		v->facts.bad += lines[i].verdict == CHECK_BAD;
	}
	v->lines = lines;
	v->n_lines = v->pack->n_checks;
	v->facts.asked = (int)v->n_lines;
}

static enum rc
until_set(struct ctx *c, struct inspection_view *v)
{
	const struct clock_rule *clock = pack_clock(v->pack, "correct");
	struct day_exceptions days;
	enum rc rc = calendar_load(c, &days);

	if (rc != RC_OK)
		return rc;
	if (clock != NULL)
		v->correct_most = clock_end(clock, &days, c->today);
	v->until = deadline_kept(v->i.state == INSPECTION_CORRECT ?
	    v->i.correct_by_on : v->i.planned_on, false,
	    S("QĐ 26/2026 Đ9"), &days, c->today);
	return RC_OK;
}

enum rc
inspection_load(struct ctx *c, struct inspection_id id,
    struct inspection_view *out)
{
	struct q_inspection_items_rows items;
	bool found;
	enum rc rc;

	*out = (struct inspection_view){ .pack = law_pack_on(c->law, c->today) };
	rc = q_inspection_of(c->db, id, c->actor.agency, &out->i, &found);
	if (rc == RC_OK && !found)
		return FAIL(c, WHY_ABSENT, "inspection %" PRId64, id.v);
	if (rc != RC_OK ||
	    (rc = q_inspection_items(c->db, id, &items)) != RC_OK ||
	    (rc = q_inspection_photos(c->db, id, &out->photos)) != RC_OK)
		return rc;
	out->leads = out->i.agency.v == c->actor.agency.v;
	out->facts.state = (enum inspection_state)out->i.state;
	out->facts.today = c->today;
	lines_read(c, out, &items);
	return until_set(c, out);
}

enum rc
inspection_list(struct ctx *c, struct q_inspection_list_rows *out)
{
	return q_inspection_list(c->db, c->actor.agency, out);
}

/* ---- on site ----------------------------------------------------------------------- */

static enum rc
inspection_begin(struct ctx *c, struct inspection_id id,
    enum inspection_deed deed, struct inspection_view *v)
{
	const struct reason *why;
	enum rc rc = inspection_load(c, id, v);

	if (rc != RC_OK)
		return rc;
	why = inspection_check(&v->facts, deed);
	if (why != NULL)
		return fault_set(c->fault, why, __FILE__, __LINE__, "%d",
		    v->facts.asked - v->facts.answered);
	return RC_OK;
}

enum rc
inspection_fill(struct ctx *c, struct inspection_id id,
    const struct inspection_answer *v, size_t n)
{
	struct inspection_view view;
	int kept = 0;
	enum rc rc = inspection_begin(c, id, INSPECT_FILL, &view);

	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		if (pack_check(view.pack, v[i].item) == NULL ||
		    v[i].verdict >= CHECK_VERDICT__COUNT)
			return FAIL(c, WHY_INSPECTION_ITEM, "%.*s",
			    STR_ARG(str_head(v[i].item, 20)));
		if (v[i].verdict == 0)
			continue;
		kept++;
		rc = q_inspection_item_put(c->db, id, v[i].item, v[i].verdict,
		    v[i].note, c->now);
	}
	if (rc != RC_OK)
		return rc;
	return record_add(c, "inspection.fill", "inspection", id.v,
	    "{\"items\":%d}", kept);
}

enum rc
inspection_photo_check(struct ctx *c, struct inspection_id id)
{
	struct inspection_view v;
	enum rc rc = inspection_load(c, id, &v);

	if (rc != RC_OK)
		return rc;
	if (v.facts.state != INSPECTION_OPEN && v.facts.state != INSPECTION_CORRECT)
		return FAIL(c, WHY_INSPECTION_DONE, "%s", "");
	if (v.photos.n >= INSPECTION_PHOTOS_MAX)
		return FAIL(c, WHY_FILES_FULL, "%d", INSPECTION_PHOTOS_MAX);
	return RC_OK;
}

enum rc
inspection_photo_add(struct ctx *c, struct inspection_id id, struct str name,
    const struct looked *looked)
{
	struct q_inspection_photo_add row;
	enum rc rc = inspection_photo_check(c, id);

	if (rc != RC_OK || (rc = blob_row_add(c, looked)) != RC_OK ||
	    (rc = q_inspection_photo_add(c->db, id, looked->file.hash,
	    file_name_clean(c->mem, name), c->actor.id, c->now, &row)) != RC_OK)
		return rc;
	return record_add(c, "inspection.photo", "inspection", id.v,
	    "{\"photo\":%" PRId64 ",\"file\":\"%.*s\"}", row.id.v,
	    STR_ARG(looked->file.hash));
}

enum rc
inspection_photo_load(struct ctx *c, struct inspection_photo_id id, bool thumb,
    struct str *path, struct str *mime)
{
	struct q_inspection_photo_of f;
	bool found;
	enum rc rc = q_inspection_photo_of(c->db, id, c->actor.agency, &f, &found);

	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "photo %" PRId64, id.v);
	*path = blob_path(c->blobs, thumb ? f.thumb : f.clean, c->mem);
	*mime = thumb ? S("image/jpeg") : look_copy_mime(f.mime);
	return path->n > 0 ? RC_OK : FAIL(c, WHY_ABSENT, "%s", "no such copy");
}

/* ---- conclusion --------------------------------------------------------------------- */

static const char *
conclusion_kind(enum inspection_deed deed)
{
	switch (deed) {
	case INSPECT_PASS: return "inspection_good";
	case INSPECT_DEMAND: return "inspection_correct";
	case INSPECT_REVOKE: return "inspection_revoke";
	case INSPECT_FILL:
	case INSPECT_CONFIRM:
	case INSPECT_CANCEL:
	case INSPECTION_DEED__COUNT: break;
	}
	return NULL;
}

/* The producer reads the conclusion; the province hears of what its commune
 * concluded. */
static enum rc
conclusion_tell(struct ctx *c, const struct inspection_view *v,
    const struct inspection_end *in)
{
	const char *kind = conclusion_kind(in->deed);
	struct str arg = v->i.product_name;
	enum rc rc;

	if (kind == NULL)
		return RC_OK;
	if (in->deed == INSPECT_DEMAND)
		arg = str_printf(c->mem, "%.*s (%.*s)", STR_ARG(arg),
		    STR_ARG(day_text(c->mem, in->correct_by)));
	rc = notice_to_subject(c, v->i.subject_id, kind, arg,
	    str_printf(c->mem, "/chung-nhan/%.*s", STR_ARG(v->i.code)));
	if (rc == RC_OK && !v->leads)
		rc = notice_to_agency(c, v->i.agency, kind, arg,
		    inspection_link(c, v->i.id));
	return rc;
}

static enum rc
conclusion_check(struct ctx *c, const struct inspection_view *v,
    const struct inspection_end *in)
{
	struct inspection_facts f = v->facts;
	const struct reason *why;

	f.correct_by = in->correct_by;
	why = inspection_check(&f, in->deed);
	if (in->deed == INSPECT_FILL || in->deed == INSPECT_CONFIRM ||
	    in->deed >= INSPECTION_DEED__COUNT)
		why = &WHY_INSPECTION_KIND;
	if (why == &WHY_INSPECTION_TOO_SOON) {
		fault_field(c->fault, S("correct_by"), why,
		    day_text(c->mem, c->today));
		return fault_rc(c->fault);
	}
	if (why != NULL)
		return fault_set(c->fault, why, __FILE__, __LINE__, "%d",
		    f.asked - f.answered);
	return RC_OK;
}

enum rc
inspection_conclude(struct ctx *c, struct inspection_id id,
    const struct inspection_end *in)
{
	struct inspection_view v;
	struct revocation_id revocation;
	const struct day none = { 0 };
	enum rc rc;

	if ((rc = inspection_load(c, id, &v)) != RC_OK ||
	    (rc = conclusion_check(c, &v, in)) != RC_OK)
		return rc;
	if (in->deed == INSPECT_CANCEL && !v.leads)
		return FAIL(c, WHY_WRONG_ROLE, "%s", "cancel");
	if ((rc = q_inspection_set(c->db, &(struct q_inspection_set_in){
	    .id = id, .version = in->version,
	    .state = inspection_after(v.facts.state, in->deed),
	    .done_on = v.i.done_on.n == 0 ? c->today : none,
	    .account = c->actor.id, .present = in->present,
	    .conclusion = in->conclusion, .correct_by_on =
	    in->deed == INSPECT_DEMAND ? in->correct_by : none })) != RC_OK)
		return rc;
	if (in->deed == INSPECT_REVOKE &&
	    (rc = revocation_propose(c, &(struct revocation_proposal){
	    .code = v.i.code, .ground = in->ground, .facts = in->conclusion,
	    .basis_no = in->basis_no, .basis_on = c->today,
	    .inspection = id }, &revocation)) != RC_OK)
		return rc;
	if ((rc = conclusion_tell(c, &v, in)) != RC_OK)
		return rc;
	return record_add(c, "inspection.conclude", "inspection", id.v,
	    "{\"state\":%d,\"bad\":%d,\"photos\":%zu}",
	    inspection_after(v.facts.state, in->deed), v.facts.bad, v.photos.n);
}

enum rc
inspection_confirm(struct ctx *c, struct inspection_id id, int64_t version,
    struct str correction)
{
	struct inspection_view v;
	enum rc rc = inspection_begin(c, id, INSPECT_CONFIRM, &v);

	if (rc != RC_OK ||
	    (rc = q_inspection_set(c->db, &(struct q_inspection_set_in){
	    .id = id, .version = version, .state = INSPECTION_CORRECTED,
	    .correction = correction, .corrected_on = c->today })) != RC_OK ||
	    (rc = notice_to_subject(c, v.i.subject_id, "inspection_corrected",
	    v.i.product_name, str_printf(c->mem, "/chung-nhan/%.*s",
	    STR_ARG(v.i.code)))) != RC_OK)
		return rc;
	return record_add(c, "inspection.confirm", "inspection", id.v, "{}");
}

/* handed_take: see handed_take.h: the dossier that arrives. Its result is
 * handed_result.c. */
#include "act/handed_take.h"

#include <inttypes.h>

#include "act/handed_inside.h"
#include "act/handed_json.h"
#include "act/publisher.h"
#include "act/reasons.h"
#include "act/record.h"
#include "base/text.h"
#include "core/law.h"

const struct reason WHY_HANDED_ELSEWHERE = { RC_INVALID, "handed_elsewhere" };
const struct reason WHY_HANDED_RULES = { RC_INVALID, "handed_rules" };

/* ---- whom it names --------------------------------------------------------------------- */

/* Nobody signs in for it here; it is named on papers and lists. */
static enum rc
agency_take(struct ctx *c, const struct json *j, struct agency_id *out)
{
	static const char *const words[] = { "bo", "tinh", "huyen", "xa" };
	const int64_t level = in_int(j, "level");
	const struct str unit = in_text(j, "unit"), name = in_text(j, "name");
	struct q_handed_agency_find found_row;
	struct q_handed_agency_add added;
	bool found;
	enum rc rc;

	if (unit.n == 0 || unit.n > 5 || name.n == 0 || level < LEVEL_MINISTRY ||
	    level > LEVEL_COMMUNE)
		return FAIL(c, WHY_HANDED_BROKEN, "%s", "province, commune");
	if ((rc = q_handed_agency_find(c->db, level, unit, &found_row, &found)) != RC_OK)
		return rc;
	*out = found_row.id;
	if (found)
		return RC_OK;
	rc = q_handed_agency_add(c->db, &(struct q_handed_agency_add_in){
	    .code = str_printf(c->mem, "%s-%.*s", words[level], STR_ARG(unit)), .name = name,
	    .level = level, .unit_code = unit, .province_code = in_text(j, "province"),
	    .since = c->today }, &added);
	*out = added.id;
	return rc;
}

static enum rc
subject_take(struct arriving *a, const struct json *j, bool sample)
{
	struct ctx *c = a->c;
	const struct str name = in_text(j, "name");
	const int64_t kind = in_int(j, "kind");
	struct q_handed_subject_add row;
	enum rc rc;

	if (name.n == 0 || kind <= 0 || kind >= SUBJECT_KIND__COUNT)
		return FAIL(c, WHY_HANDED_BROKEN, "%s", "subject");
	rc = q_handed_subject_add(c->db, &(struct q_handed_subject_add_in){ .name = name,
	    .fold = text_fold(c->mem, name), .kind = kind, .unit_code = in_text(j, "unit"),
	    .address = in_text(j, "address"), .phone = in_text(j, "phone"),
	    .email = in_text(j, "email"), .reg_no = in_text(j, "reg_no"),
	    .reg_on = in_day(j, "reg_on"), .rep_name = in_text(j, "rep_name"),
	    .rep_position = in_text(j, "rep_position"), .rep_gender = in_opt(j, "rep_gender"),
	    .rep_ethnicity = in_text(j, "rep_ethnicity"),
	    .rep_residence = in_text(j, "rep_residence"),
	    .rep_disability = in_opt(j, "rep_disability"), .history = in_text(j, "history"),
	    .structure = in_text(j, "structure"), .ticks = in_int(j, "ticks"),
	    .sample = sample, .now = c->now }, &row);
	a->subject = row.id;
	return rc;
}

/* A product that came before, by the code that its commune gave it, is that one. */
static enum rc
product_take(struct arriving *a)
{
	const struct json *j = json_get(a->t->data, S("product"));
	const struct str name = in_text(j, "name"), code = in_text(j, "code");
	struct ctx *c = a->c;
	struct q_handed_product_find known;
	struct q_handed_product_add row;
	bool found = false;
	enum rc rc = RC_OK;

	if (name.n == 0)
		return FAIL(c, WHY_HANDED_BROKEN, "%s", "product");
	if (code.n > 0 && (rc = q_handed_product_find(c->db, code, &known, &found)) != RC_OK)
		return rc;
	if (found) {
		a->product = known.id;
		a->subject = known.subject;
		return RC_OK;
	}
	if ((rc = subject_take(a, json_get(a->t->data, S("subject")),
	    in_int(j, "sample") != 0)) != RC_OK)
		return rc;
	rc = q_handed_product_add(c->db, &(struct q_handed_product_add_in){
	    .subject = a->subject, .name = name, .fold = text_fold(c->mem, name),
	    .spec = in_text(j, "spec"), .standard = in_text(j, "standard"),
	    .story = in_text(j, "story"), .pack = in_text(j, "pack"),
	    .set_code = in_text(j, "set"), .unit_code = in_text(j, "unit"), .code = code,
	    .old_code = in_text(j, "old_code"), .sample = in_int(j, "sample") != 0,
	    .now = c->now }, &row);
	a->product = row.id;
	return rc;
}

/* The certificate it starts from: ours, or a fact that the sender tells. */
static enum rc
before_take(struct arriving *a)
{
	const struct json *j = json_get(a->t->data, S("from"));
	struct ctx *c = a->c;
	struct q_handed_certificate_find known;
	struct q_certificate_add row;
	const int64_t star = in_int(j, "star");
	bool found;
	enum rc rc;

	if (j == NULL)
		return RC_OK;
	if (in_text(j, "code").n == 0 || star < 3 || star > 5)
		return FAIL(c, WHY_HANDED_BROKEN, "%s", "from");
	if ((rc = q_handed_certificate_find(c->db, in_text(j, "code"), a->product, &known,
	    &found)) != RC_OK)
		return rc;
	a->from = known.id;
	if (found)
		return RC_OK;
	if ((rc = q_certificate_add(c->db, &(struct q_certificate_add_in){
	    .code = in_text(j, "code"), .product = a->product,
	    .decision_no = in_text(j, "decision"), .star = star,
	    .issuer = in_text(j, "issuer"), .issued_on = in_day(j, "issued_on"),
	    .issued_year = in_int(j, "year"), .valid_until_on = in_day(j, "valid_until"),
	    .source = str_printf(c->mem, "%.*s", STR_ARG(in_text(json_get(a->t->data,
	    S("province")), "name"))), .at = c->now }, &row)) != RC_OK)
		return rc;
	a->from = row.id;
	return handed_certificate_seen(c, a->product, row.id, j, (int)star);
}

/* ---- the dossier ---------------------------------------------------------------------------- */

static struct moment
in_moment(const struct json *j, const char *name)
{
	return (struct moment){ in_int(j, name) };
}

static enum rc
row_take(struct arriving *a)
{
	const struct json *j = a->t->data;
	struct ctx *c = a->c;
	const struct str pack = in_text(j, "pack"), set = in_text(j, "set");
	const int64_t kind = in_int(j, "kind");
	struct q_handed_dossier_add row;
	enum rc rc;

	if (pack.n == 0 || law_pack(c->law, pack) == NULL)
		return FAIL(c, WHY_HANDED_RULES, "%.*s", STR_ARG(pack));
	if (set.n == 0 || law_set(c->law, set) == NULL)
		return FAIL(c, WHY_HANDED_RULES, "%.*s", STR_ARG(set));
	if (kind < DOSSIER_FIRST || kind >= DOSSIER_KIND__COUNT || in_text(j, "slip").n == 0 ||
	    in_int(j, "received_ms") <= 0 || in_int(j, "forwarded_ms") <= 0 ||
	    (kind == DOSSIER_FIRST) != (a->from.v == 0))
		return FAIL(c, WHY_HANDED_BROKEN, "%s", "kind, slip, received_ms, forwarded_ms");
	rc = q_handed_dossier_add(c->db, &(struct q_handed_dossier_add_in){
	    .product = a->product, .subject = a->subject, .kind = kind, .pack = pack,
	    .set_code = set, .branch = in_text(j, "branch"), .state = ST_FORWARDED,
	    .commune = a->commune, .province = a->province, .ministry = a->ministry,
	    .samples = in_int(j, "samples"), .slip_no = in_text(j, "slip"),
	    .slip2_no = in_text(j, "slip2"), .opened_at = in_moment(j, "opened_ms"),
	    .submitted_at = in_moment(j, "submitted_ms"),
	    .received_at = in_moment(j, "received_ms"),
	    .forwarded_at = in_moment(j, "forwarded_ms"),
	    .request_no = in_text(j, "request"), .request_on = in_day(j, "request_on"),
	    .late_why = in_text(j, "late_why"),
	    .forward_late_why = in_text(j, "forward_late_why"),
	    .letter_no = in_text(j, "letter"), .sent_up_on = in_day(j, "sent_up_on"),
	    .from_certificate = a->from }, &row);
	a->dossier = row.id;
	return rc;
}

/* The chain goes on here under its own name, with the next custody. */
static enum rc
first_take(struct arriving *a)
{
	const struct json *j = a->t->data;
	struct ctx *c = a->c;
	enum rc rc;

	if ((rc = agency_take(c, json_get(j, S("commune")), &a->commune)) != RC_OK ||
	    (rc = agency_take(c, json_get(j, S("province")), &a->province)) != RC_OK ||
	    (rc = product_take(a)) != RC_OK || (rc = before_take(a)) != RC_OK ||
	    (rc = row_take(a)) != RC_OK || (rc = handed_said_take(a)) != RC_OK)
		return rc;
	return q_handed_chain_add(c->db, a->t->note->chain, a->dossier, a->t->note->epoch + 1);
}

static enum rc
dossier_take(struct arriving *a, enum dossier_state *next)
{
	struct ctx *c = a->c;
	struct q_handed_agency_find own;
	struct q_handed_chain known;
	bool found;
	enum rc rc;

	if ((rc = q_handed_agency_find(c->db, LEVEL_MINISTRY, a->t->note->to, &own,
	    &found)) != RC_OK)
		return rc;
	if (!found || (c->actor.id.v != 0 && own.id.v != c->actor.agency.v))
		return FAIL(c, WHY_HANDED_ELSEWHERE, "%.*s", STR_ARG(a->t->note->to));
	a->ministry = own.id;
	if (!str_eq(in_text(json_get(a->t->data, S("province")), "unit"), a->t->note->from))
		return FAIL(c, WHY_HANDED_BROKEN, "%s", "province");
	if ((rc = q_handed_chain(c->db, a->t->note->chain, &known, &found)) != RC_OK)
		return rc;
	return found ? handed_again_take(a, &known, next) : first_take(a);
}

/* Its entry is a receipt, which holds the sender's note: of a chain that is new here, the
 * first one. */
static enum rc
arrival_keep(struct arriving *a, struct handed_taking *t)
{
	struct ctx *c = a->c;
	const char *kind = t->state == ST_FORWARDED ? "dossier_arrived" : "supplement_answered";
	enum rc rc;

	if ((rc = notice_to_agency(c, a->ministry, kind, t->product,
	    str_printf(c->mem, "/tinh/ho-so/%" PRId64, a->dossier.v))) != RC_OK ||
	    (rc = record_add(c, "dossier.arrived", "dossier", a->dossier.v,
	    "{\"from\":\"%.*s\",\"epoch\":%" PRId64 "}", STR_ARG(t->note->from),
	    t->note->epoch + 1)) != RC_OK)
		return rc;
	return record_part(c, "note", t->note_bytes);
}

enum rc
handed_take(struct ctx *c, struct handed_taking *t)
{
	struct arriving a = { .c = c, .t = t };
	enum rc rc;

	if (!str_eq(t->note->to, publisher_agency(c->log)))
		return FAIL(c, WHY_HANDED_ELSEWHERE, "%.*s", STR_ARG(t->note->to));
	if (t->note->result != (json_get(t->data, S("result")) != NULL))
		return FAIL(c, WHY_HANDED_BROKEN, "%s", "result");
	if (t->note->result)
		return handed_result_take(c, t);
	t->product = in_text(json_get(t->data, S("product")), "name");
	t->state = ST_FORWARDED;
	if ((rc = dossier_take(&a, &t->state)) != RC_OK)
		return rc;
	t->dossier = a.dossier;
	return arrival_keep(&a, t);
}

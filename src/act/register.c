/* register: see register.h. */
#include "act/register.h"

#include <inttypes.h>

#include "act/calendar.h"
#include "act/record.h"
#include "core/inspection.h"
#include "store/search.h"

const struct reason WHY_EXTEND_TOO_FAR = { RC_INVALID, "extend_too_far" };
const struct reason WHY_EXTEND_TOO_SHORT = { RC_INVALID, "extend_too_short" };
const struct reason WHY_ALREADY_EXTENDED = { RC_CONFLICT, "already_extended" };
static const struct reason WHY_BAD_PLACE = { RC_INVALID, "bad_cursor" };

/* ---- the list ------------------------------------------------------------------ */

/* "20486-18": the last day and the product behind which the next page begins. */
static bool
place_read(struct str s, int64_t *on, int64_t *product)
{
	struct str head;

	*on = -1;
	*product = 0;
	return s.n == 0 || (str_cut(&s, '-', &head) && str_int(head, on) &&
	    str_int(s, product));
}

/* The days between which the last day of such certificates lies. */
static void
status_range(const struct ctx *c, enum certificate_status status,
    struct q_register_list_in *in)
{
	const int window = law_pack_on(c->law, c->today)->window_first_days;

	in->until_from = (struct day){ 0 };
	in->until_to = (struct day){ INT32_MAX };
	in->revoked = status == 0 ? -1 : status == CERT_REVOKED;
	if (status == CERT_DUE) {
		in->until_from = c->today;
		in->until_to = day_add(c->today, window);
	} else if (status == CERT_LAPSED) {
		in->until_from = (struct day){ 1 };
		in->until_to = day_add(c->today, -1);
	} else if (status == CERT_VALID) {
		in->until_from = day_add(c->today, window + 1);
	} else if (status == CERT_UNKNOWN) {
		in->until_to = (struct day){ 0 };
	}
}

static enum rc
rows_load(struct ctx *c, enum certificate_status status, struct str after,
    size_t rows_max, struct q_register_list_rows *rows)
{
	struct q_register_list_in in = { .limit_rows = (int64_t)rows_max + 1 };
	int64_t on;

	/* a producer has few: all of them, without pages */
	if (c->actor.roles & ROLE_BIT(ROLE_PRODUCER))
		return q_register_of_subject(c->db, c->actor.subject, rows);
	if (!place_read(after, &on, &in.after_product.v))
		return FAIL(c, WHY_BAD_PLACE, "%.*s", STR_ARG(str_head(after, 40)));
	in.after_on = (struct day){ (int32_t)on };
	if (c->actor.roles & ROLE_BIT(ROLE_COMMUNE))
		in.unit_code = c->actor.unit_code;
	else
		in.province_code = c->actor.province_code;
	status_range(c, status, &in);
	return q_register_list(c->db, &in, rows);
}

enum rc
register_list(struct ctx *c, enum certificate_status status, struct str after,
    size_t rows_max, struct register_view *out)
{
	struct q_register_list_rows rows;
	struct register_row *v;
	enum rc rc;

	*out = (struct register_view){ .n = 0 };
	if ((rc = rows_load(c, status, after, rows_max, &rows)) != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n + 1, struct register_row);
	for (size_t i = 0; i < rows.n && i < rows_max; i++)
		v[out->n++] = (struct register_row){ &rows.v[i],
		    certificate_listed(c, rows.v[i].valid_until_on,
		    rows.v[i].extended_from_on, rows.v[i].revoked) };
	out->v = v;
	if (rows.n > rows_max)
		out->next = str_printf(c->mem, "%d-%" PRId64,
		    v[rows_max - 1].l->valid_until_on.n,
		    v[rows_max - 1].l->product.v);
	return RC_OK;
}

/* ---- one of them ---------------------------------------------------------------- */

/* Whose it is: its producer, the commune and the province it lies in, the
 * Ministry when it recognised it, and the leaders who sign there. Everybody else has the public page. */
static bool
is_theirs(struct ctx *c, struct register_entry *e)
{
	const struct actor *a = &c->actor;
	const unsigned roles = a->roles;

	e->owner = (roles & ROLE_BIT(ROLE_PRODUCER)) && a->subject.v != 0 &&
	    a->subject.v == e->cert.c.subject_id.v;
	e->manages = (roles & ROLE_BIT(ROLE_PROVINCE)) &&
	    (a->agency.v == e->cert.c.province.v ||
	    a->agency.v == e->cert.c.authority.v);
	e->inspects = e->manages || ((roles & ROLE_BIT(ROLE_COMMUNE)) &&
	    a->agency.v == e->cert.c.commune.v);
	return e->owner || e->inspects || ((roles & ROLE_BIT(ROLE_SIGNER)) &&
	    (a->agency.v == e->cert.c.province.v ||
	    a->agency.v == e->cert.c.authority.v));
}

static void
next_set(struct register_entry *e, enum life_next next, struct day on,
    const char *clause, struct day today)
{
	e->next = next;
	e->until = deadline_kept(on, false, str_c(clause), NULL, today);
}

/* What happens next, by the status of today. */
void
register_next(const struct ctx *c, struct register_entry *e)
{
	const struct day none = { 0 }, today = c->today;
	const struct day end = certificate_end(&e->facts);

	switch (e->cert.status) {
	case CERT_VALID:
		next_set(e, NEXT_WAIT, e->cert.due_from, "QĐ 26/2026 Đ7.6.a", today);
		break;
	case CERT_DUE:
		if (today.n <= e->cert.due_until.n)
			next_set(e, NEXT_FILE, e->cert.due_until,
			    "QĐ 26/2026 Đ7.6.a", today);
		else
			next_set(e, NEXT_LATE, end, "QĐ 26/2026 Đ12.3", today);
		break;
	case CERT_EXTENDED:
		next_set(e, NEXT_LAPSES, end, "QĐ 26/2026 Đ12.3", today);
		break;
	case CERT_LAPSED:
		next_set(e, NEXT_AGAIN, none, "QĐ 26/2026 Đ4.3", today);
		break;
	case CERT_REVOKED:
		next_set(e, NEXT_FIRST, none, "QĐ 26/2026 Đ8", today);
		break;
	case CERT_UNKNOWN:
		next_set(e, NEXT_UNKNOWN, none, "QĐ 26/2026 Đ4.3", today);
		break;
	case CERT_REPLACED:
	case CERT_RENEWED:
	case CERT_STATUS__COUNT:
	default:
		next_set(e, NEXT_NONE, none, "", today);
		break;
	}
	if (e->running.dossier.v != 0 && (e->next == NEXT_FILE ||
	    e->next == NEXT_LATE || e->next == NEXT_WAIT))
		e->next = NEXT_RUNS;
}

/* A producer is not told of an unannounced inspection before it was there. */
static void
inspections_hide(struct ctx *c, struct register_entry *e)
{
	struct q_inspection_of_product *v = ARENA_ARRAY(c->mem,
	    e->inspections.n + 1, struct q_inspection_of_product);
	size_t n = 0;

	for (size_t i = 0; i < e->inspections.n; i++)
		if (e->inspections.v[i].state != INSPECTION_OPEN ||
		    e->inspections.v[i].kind == INSPECT_PLANNED)
			v[n++] = e->inspections.v[i];
	e->inspections.v = v;
	e->inspections.n = n;
}

/* What was found and said of it since it was issued. */
static enum rc
care_load(struct ctx *c, struct register_entry *e)
{
	bool found = false;
	enum rc rc = q_inspection_of_product(c->db, e->cert.c.product,
	    &e->inspections);

	if (rc == RC_OK && !e->inspects)
		inspections_hide(c, e);
	if (rc == RC_OK && e->manages)
		rc = q_misuse_of_product(c->db, e->cert.c.product, &e->reports);
	if (rc == RC_OK && e->inspects)
		rc = q_revocation_of_certificate(c->db, e->cert.c.id,
		    &e->revocation, &found);
	if (rc == RC_OK && !found)
		e->revocation = (struct q_revocation_of_certificate){ .state = 0 };
	return rc;
}

enum rc
register_load(struct ctx *c, struct str code, struct register_entry *out)
{
	const struct pack *pack = law_pack_on(c->law, c->today);
	bool found;
	enum rc rc;

	*out = (struct register_entry){ .next = NEXT_NONE };
	if ((rc = certificate_load(c, code, &out->cert)) != RC_OK)
		return rc;
	if (!is_theirs(c, out))
		return FAIL(c, WHY_ABSENT, "certificate %.*s", STR_ARG(code));
	out->facts = (struct certificate_facts){
	    .valid_until = out->cert.c.valid_until_on,
	    .revoked = out->cert.c.revoked_on,
	    .replaced = out->cert.c.replaced_by.n > 0,
	    .extended = out->cert.c.extended_until_on };
	rc = q_certificate_stands_of(c->db, out->cert.c.product, &out->running,
	    &found);
	if (rc != RC_OK)
		return rc;
	if (!found)
		out->running = (struct q_certificate_stands_of){ .kind = 0 };
	register_next(c, out);
	out->extend_most = certificate_extension_most(pack,
	    out->facts.valid_until);
	out->may_extend = out->manages && out->facts.extended.n == 0 &&
	    certificate_turn_check(out->cert.status, TURN_EXTEND) == NULL &&
	    c->today.n <= out->extend_most.n;
	if ((rc = care_load(c, out)) != RC_OK)
		return rc;
	return q_register_records(c->db, out->cert.c.id, &out->records);
}

/* ---- extension --------------------------------------------------------------------- */

static enum rc
extend_check(struct ctx *c, const struct register_entry *e, struct day until)
{
	const struct reason *why = certificate_turn_check(e->cert.status,
	    TURN_EXTEND);

	if (!e->manages)
		return FAIL(c, WHY_ABSENT, "%s", "not the province's");
	if (e->facts.extended.n != 0)
		return FAIL(c, WHY_ALREADY_EXTENDED, "%.*s",
		    STR_ARG(day_text(c->mem, e->facts.extended)));
	if (why != NULL)
		return fault_set(c->fault, why, __FILE__, __LINE__, "%.*s",
		    STR_ARG(e->cert.c.code));
	if (until.n > e->extend_most.n)
		fault_field(c->fault, S("until"), &WHY_EXTEND_TOO_FAR,
		    day_text(c->mem, e->extend_most));
	else if (until.n < c->today.n || until.n <= e->facts.valid_until.n)
		fault_field(c->fault, S("until"), &WHY_EXTEND_TOO_SHORT,
		    day_text(c->mem, e->facts.valid_until));
	return fault_rc(c->fault);
}

enum rc
certificate_extend(struct ctx *c, struct str code, struct day until,
    struct str why)
{
	struct register_entry e;
	struct str link, arg;
	enum rc rc;

	if ((rc = register_load(c, code, &e)) != RC_OK ||
	    (rc = extend_check(c, &e, until)) != RC_OK ||
	    (rc = q_certificate_extend(c->db, e.cert.c.id, until, why)) != RC_OK ||
	    (rc = listing_refresh(c, e.cert.c.product)) != RC_OK)
		return rc;
	link = str_printf(c->mem, "/chung-nhan/%.*s", STR_ARG(e.cert.c.code));
	arg = str_printf(c->mem, "%.*s (%.*s)", STR_ARG(e.cert.c.product_name),
	    STR_ARG(day_text(c->mem, until)));
	if ((rc = notice_to_subject(c, e.cert.c.subject_id, "cert_extended", arg,
	    link)) != RC_OK || (e.cert.c.commune.v != 0 &&
	    (rc = notice_to_agency(c, e.cert.c.commune, "cert_extended", arg,
	    link)) != RC_OK))
		return rc;
	return record_add(c, "certificate.extend", "certificate",
	    e.cert.c.id.v, "{\"code\":\"%.*s\",\"until\":\"%.*s\"}",
	    STR_ARG(e.cert.c.code), STR_ARG(day_iso(c->mem, until)));
}

enum rc
certificate_extension_end(struct ctx *c, enum dossier_kind kind, struct product_id product)
{
	struct q_certificate_extended_of row;
	struct day last = day_add(c->today, -1);
	bool found;
	enum rc rc;

	if (kind != DOSSIER_AGAIN)
		return RC_OK;
	rc = q_certificate_extended_of(c->db, product, c->today, &row, &found);
	if (rc != RC_OK || !found)
		return rc;
	/* Given ahead, it is taken back: its own days are not touched by a result (Đ4.3). */
	if (last.n < row.valid_until_on.n)
		last = row.valid_until_on;
	if ((rc = q_certificate_extension_end(c->db, row.id, last)) != RC_OK ||
	    (rc = listing_refresh(c, product)) != RC_OK)
		return rc;
	return record_add(c, "certificate.extension_end", "certificate",
	    row.id.v, "{\"code\":\"%.*s\",\"until\":\"%.*s\"}", STR_ARG(row.code),
	    STR_ARG(day_iso(c->mem, last)));
}

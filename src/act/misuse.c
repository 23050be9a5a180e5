/* misuse: see misuse.h. */
#include "act/misuse.h"

#include <inttypes.h>

#include "act/calendar.h"
#include "act/certificate.h"
#include "act/record.h"
#include "act/throttle.h"
#include "act/upload.h"

const struct reason WHY_MISUSE_ANSWERED = { RC_CONFLICT, "misuse_answered" };

#define NUMBER_SIGNS 8

/* Not to be guessed: whoever has it reads the answer. */
static struct str
number_make(struct ctx *c)
{
	static const char alphabet[] = "ABCDEFGHJKMNPQRSTWXYZ23456789";
	unsigned char raw[NUMBER_SIGNS];
	char s[NUMBER_SIGNS];

	c->chance->fill(c->chance, raw, sizeof(raw));
	for (size_t i = 0; i < NUMBER_SIGNS; i++)
		s[i] = alphabet[raw[i] % (sizeof(alphabet) - 1)];
	return str_printf(c->mem, "%.4s-%.4s", s, s + 4);
}

enum rc
misuse_check(struct ctx *c, struct str address)
{
	return throttle_check(c, throttle_key(c, "misuse", address));
}

/* The province it lies in; of a product without a place, this office's. */
static enum rc
agency_find(struct ctx *c, const struct certificate_view *cert,
    struct agency_id *out)
{
	struct q_misuse_agency row;
	enum rc rc;

	*out = cert->c.province;
	if (out->v != 0)
		return RC_OK;
	rc = q_misuse_agency(c->db, &row);
	*out = row.id;
	return rc;
}

static enum rc
due_find(struct ctx *c, struct day *out)
{
	const struct clock_rule *clock = pack_clock(law_pack_on(c->law, c->today),
	    "misuse");
	struct day_exceptions days;
	enum rc rc = calendar_load(c, &days);

	if (rc == RC_OK)
		*out = clock == NULL ? c->today : clock_end(clock, &days, c->today);
	return rc;
}

enum rc
misuse_send(struct ctx *c, const struct misuse_report *in, struct str *number)
{
	struct certificate_view cert;
	struct q_misuse_add row;
	struct q_misuse_add_in put = { .place = in->place, .body = in->body,
		.contact = in->contact, .at = c->now };
	enum rc rc;

	if ((rc = misuse_check(c, in->address)) != RC_OK ||
	    (rc = certificate_load(c, in->code, &cert)) != RC_OK ||
	    (rc = agency_find(c, &cert, &put.agency)) != RC_OK ||
	    (rc = due_find(c, &put.due_on)) != RC_OK ||
	    (in->photo != NULL && (rc = blob_row_add(c, in->photo)) != RC_OK))
		return rc;
	*number = number_make(c);
	put.product = cert.c.product;
	put.number = *number;
	put.photo = in->photo == NULL ? (struct str){ 0 } : in->photo->file.hash;
	if ((rc = q_misuse_add(c->db, &put, &row)) != RC_OK ||
	    (rc = throttle_fail(c, throttle_key(c, "misuse", in->address))) != RC_OK ||
	    (rc = notice_to_agency(c, put.agency, "misuse_new",
	    cert.c.product_name, str_printf(c->mem, "/tinh/bao-sai/%" PRId64,
	    row.id.v))) != RC_OK)
		return rc;
	return record_add(c, "misuse.send", "misuse", row.id.v,
	    "{\"certificate\":\"%.*s\"}", STR_ARG(cert.c.code));
}

enum rc
misuse_follow(struct ctx *c, struct str number, struct q_misuse_by_number *out)
{
	bool found;
	enum rc rc = q_misuse_by_number(c->db, number, out, &found);

	if (rc == RC_OK && !found)
		return FAIL(c, WHY_ABSENT, "report %.*s",
		    STR_ARG(str_head(number, 20)));
	return rc;
}

/* ---- the province ------------------------------------------------------------------ */

enum rc
misuse_list(struct ctx *c, struct q_misuse_list_rows *out)
{
	return q_misuse_list(c->db, c->actor.agency, out);
}

enum rc
misuse_load(struct ctx *c, struct misuse_id id, struct q_misuse_of *out)
{
	bool found;
	enum rc rc = q_misuse_of(c->db, id, c->actor.agency, out, &found);

	if (rc == RC_OK && !found)
		return FAIL(c, WHY_ABSENT, "report %" PRId64, id.v);
	return rc;
}

enum rc
misuse_answer(struct ctx *c, struct misuse_id id, int64_t version,
    struct str answer)
{
	struct q_misuse_of m;
	enum rc rc = misuse_load(c, id, &m);

	if (rc != RC_OK)
		return rc;
	if (m.state == MISUSE_ANSWERED)
		return FAIL(c, WHY_MISUSE_ANSWERED, "%.*s", STR_ARG(m.number));
	if ((rc = q_misuse_set(c->db, id, version, MISUSE_ANSWERED, answer,
	    c->now)) != RC_OK)
		return rc;
	return record_add(c, "misuse.answer", "misuse", id.v, "{}");
}

enum rc
misuse_inspect(struct ctx *c, struct misuse_id id, struct inspection_plan *plan,
    struct inspection_id *out)
{
	struct q_misuse_of m;
	enum rc rc = misuse_load(c, id, &m);

	if (rc != RC_OK)
		return rc;
	if (m.state != MISUSE_NEW)
		return FAIL(c, WHY_MISUSE_ANSWERED, "%.*s", STR_ARG(m.number));
	plan->code = m.code;
	plan->misuse = id;
	plan->kind = INSPECT_REPORTED;
	if ((rc = inspection_plan(c, plan, out)) != RC_OK)
		return rc;
	return q_misuse_set(c->db, id, m.version, MISUSE_INSPECTED,
	    (struct str){ 0 }, (struct moment){ 0 });
}

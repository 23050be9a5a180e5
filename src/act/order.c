/* order: see order.h. */
#include "act/order.h"

#include <inttypes.h>

#include "act/reasons.h"
#include "act/record.h"
#include "act/upload.h"
#include "base/json.h"

const struct reason WHY_ORDER_KIND = { RC_INVALID, "order_kind" };
const struct reason WHY_ORDER_NUMBER = { RC_INVALID, "order_number" };
const struct reason WHY_ORDER_LATER = { RC_INVALID, "order_later" };
const struct reason WHY_ORDER_EARLY = { RC_INVALID, "order_early" };
const struct reason WHY_ORDER_TWICE = { RC_INVALID, "order_twice" };
const struct reason WHY_ORDER_FILE = { RC_INVALID, "order_file" };
const struct reason WHY_ORDER_PAPER = { RC_INVALID, "order_paper" };

/* The letter itself, and that this dossier has none of its number. */
static enum rc
letter_check(struct ctx *c, const struct dossier *d, const struct order *in)
{
	struct q_order_letters_rows known;
	enum rc rc = q_order_letters(c->db, d->id, &known);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < known.n; i++)
		if (str_eq(known.v[i].number, in->no))
			fault_field(c->fault, S("order_no"), &WHY_ORDER_TWICE,
			    day_text(c->mem, day_of(known.v[i].created_at)));
	if (in->letter == NULL)
		fault_field(c->fault, S("order_file"), &WHY_ORDER_FILE, S(""));
	else if (!look_is_shown(in->letter->mime))
		fault_field(c->fault, S("order_file"), &WHY_ORDER_PAPER, S(""));
	return RC_OK;
}

enum rc
order_check(struct ctx *c, const struct dossier *d, const struct order *in)
{
	struct fault *f = c->fault;
	enum rc rc;

	if (in->kind != ORDER_REDO && in->kind != ORDER_WITHDRAW)
		fault_field(f, S("order_kind"), &WHY_ORDER_KIND, S(""));
	if (in->no.n == 0)
		fault_field(f, S("order_no"), &WHY_ORDER_NUMBER, S(""));
	if (in->on.n == 0 || in->on.n > c->today.n)
		fault_field(f, S("order_on"), &WHY_ORDER_LATER, day_text(c->mem, c->today));
	else if (d->decided_at.ms != 0 && in->on.n < day_of(d->decided_at).n)
		fault_field(f, S("order_on"), &WHY_ORDER_EARLY,
		    day_text(c->mem, day_of(d->decided_at)));
	if (in->why.n == 0)
		fault_field(f, S("why"), &WHY_REASON_MISSING, S(""));
	if (in->by_letter && (rc = letter_check(c, d, in)) != RC_OK)
		return rc;
	return fault_rc(f);
}

/* What everybody may read of it: never the reason, which may name people. */
static struct str
order_body(struct ctx *c, const struct dossier *d, const struct order *in)
{
	struct buf b = buf_new(c->mem, 4 * KIB);
	struct json_out o = json_out(&b);

	json_open(&o, '{');
	json_name(&o, S("orders"));
	json_put_str(&o, in->kind == ORDER_REDO ? S("redo") : S("withdraw"));
	json_name(&o, S("ministry"));
	json_put_int(&o, d->facts.ministry.v);
	json_name(&o, S("number"));
	json_put_str(&o, in->no);
	json_name(&o, S("dated"));
	json_put_str(&o, day_iso(c->mem, in->on));
	json_name(&o, S("letter"));
	json_put_str(&o, in->letter->file.hash);
	json_close(&o, '}');
	return buf_str(&b);
}

enum rc
order_keep(struct ctx *c, const struct dossier *d, const struct order *in)
{
	enum rc rc;

	if (!in->by_letter)
		return RC_OK;
	if ((rc = blob_row_add(c, in->letter)) != RC_OK ||
	    (rc = q_order_letter_add(c->db, &(struct q_order_letter_add_in){
	    .dossier = d->id, .agency = d->facts.ministry, .orders = in->kind, .number = in->no, .dated_on = in->on,
	    .blob = in->letter->file.hash, .account = c->actor.id, .at = c->now })) != RC_OK)
		return rc;
	return record_add(c, "order.enter", "dossier", d->id.v, "%.*s",
	    STR_ARG(order_body(c, d, in)));
}

enum rc
order_letter_load(struct ctx *c, struct dossier_id dossier, struct order_letter_id id,
    struct str *path, struct str *mime)
{
	struct q_order_letters_rows known;
	struct dossier d;
	enum rc rc = dossier_load(c, dossier, &d);

	if (rc != RC_OK || (rc = q_order_letters(c->db, dossier, &known)) != RC_OK)
		return rc;
	for (size_t i = 0; i < known.n; i++)
		if (known.v[i].id.v == id.v) {
			*path = blob_path(c->blobs, known.v[i].blob, c->mem);
			*mime = known.v[i].mime;
			return RC_OK;
		}
	return FAIL(c, WHY_ABSENT, "letter %" PRId64, id.v);
}

/* handed: see handed.h. The folder is a kit of one dossier's chain with its data and
 * papers (handed_data.c), and the note over all of it. */
#include "act/handed.h"

#include <inttypes.h>

#include "act/handed_data.h"
#include "act/handed_json.h"
#include "act/publisher.h"
#include "act/record.h"

const struct reason WHY_HANDED_LARGE = { RC_INVALID, "handed_large" };
const struct reason WHY_HANDED_FIRST = { RC_CONFLICT, "handed_first" };

/* ---- whether ------------------------------------------------------------------------ */

/* A supplement travels only between two offices: in one, both see it at once. */
static enum handed_way
way_of(struct agency_id own, const struct q_handed_dossier *d)
{
	const bool above = d->ministry.v != 0 && d->evaluator.v == d->ministry.v;
	const bool apart = d->came_at.ms != 0;

	if (above && own.v == d->province.v && (d->state == ST_FORWARDED ||
	    (apart && d->state == ST_PROVINCE_CHECK)))
		return HANDED_UP;
	if (d->ministry.v != 0 && own.v == d->ministry.v &&
	    ((above && (d->state == ST_RECOGNISED || d->state == ST_NOT_RECOGNISED ||
	    (apart && d->state == ST_PROVINCE_ASKED))) || d->state == ST_SENT_BACK))
		return HANDED_BACK;
	return HANDED_NOT;
}

enum rc
handed_state(struct ctx *c, const struct dossier *d, enum handed_way *way,
    struct moment *when)
{
	struct q_handed_when row;
	enum rc rc;

	*way = HANDED_NOT;
	*when = (struct moment){ 0 };
	if (!d->facts.sent_up)
		return RC_OK;
	if ((rc = q_handed_when(c->db, d->id, &row)) != RC_OK)
		return rc;
	*when = row.at.ms > row.came_at.ms ? row.at : (struct moment){ 0 };
	*way = way_of(c->actor.agency, &(struct q_handed_dossier){ .state = d->state,
	    .province = d->province, .evaluator = d->evaluator, .came_at = row.came_at,
	    .ministry = d->facts.ministry });
	return RC_OK;
}

/* The row, for an officer of an agency or, with nobody signed in, for the office that
 * publishes the log: its unit is the `by` of its entries. */
static enum rc
handed_load(struct ctx *c, struct dossier_id id, struct q_handed_dossier *d,
    enum handed_way *way)
{
	struct q_handed_agency_find own = { .id = c->actor.agency };
	struct str unit;
	bool found;
	enum rc rc;

	if (c->log == NULL)
		return FAIL(c, WHY_ABSENT, "%s", "this office publishes no record");
	unit = publisher_agency(c->log);
	if (c->actor.id.v == 0 && (rc = q_handed_agency_find(c->db, str_eq(unit,
	    S(HANDED_MINISTRY)) ? LEVEL_MINISTRY : LEVEL_PROVINCE, unit, &own, &found)) != RC_OK)
		return rc;
	if ((rc = q_handed_dossier(c->db, id, d, &found)) != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "dossier %" PRId64, id.v);
	*way = way_of(own.id, d);
	return *way != HANDED_NOT ? RC_OK
	    : FAIL(c, WHY_WRONG_STATE, "dossier %" PRId64 " is not to be handed over", id.v);
}

enum rc
handed_over(struct ctx *c, struct dossier_id id)
{
	struct q_handed_dossier d;
	struct dossier loaded;
	enum handed_way way;
	enum rc rc;

	if (c->actor.id.v != 0 && (rc = dossier_load(c, id, &loaded)) != RC_OK)
		return rc;
	if ((rc = handed_load(c, id, &d, &way)) != RC_OK)
		return rc;
	return record_add(c, way == HANDED_UP ? "dossier.handed_over" : "dossier.handed_back",
	    "dossier", id.v, "{\"epoch\":%" PRId64 "}", d.epoch.v);
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* Its chain, and what a council has concluded from it; the line of the index. */
static enum rc
chain_put(struct making *m, const struct q_handed_dossier *d, struct dossier_id id,
    struct str product)
{
	struct q_kit_products_rows rows = { .n = 0 };
	struct q_kit_meeting_of at;
	bool found;
	enum rc rc = q_kit_meeting_of(m->c->db, id, &at, &found);

	m->rows = ARENA_ARRAY(m->c->mem, 1, struct kit_page_row);
	if (rc == RC_OK && found) {
		m->meeting = at.meeting;
		rc = q_kit_products(m->c->db, at.meeting, id, (struct account_id){ 0 },
		    DECISION_SIGNED, &rows);
	}
	if (rc != RC_OK)
		return rc;
	json_name(&m->index, S("meeting"));
	json_put_int(&m->index, m->meeting.v);
	json_name(&m->index, S("products"));
	json_open(&m->index, '[');
	if (rows.n > 0) {
		rc = kit_product_put(m, &rows.v[0]);
	} else {
		rc = kit_chain_put(m, d->chain);
		kit_rules_put(m, d->pack);
		json_open(&m->index, '{');
		out_text(&m->index, "name", product);
		out_text(&m->index, "chain", d->uuid);
		out_int(&m->index, "dossier", id.v);
		json_name(&m->index, S("conclusion"));
		json_put_null(&m->index);
		json_close(&m->index, '}');
	}
	json_close(&m->index, ']');
	return rc;
}

/* The note over the manifest, signed by this office. */
static enum rc
note_put(struct making *m, const struct q_handed_dossier *d, enum handed_way way)
{
	struct q_handed_agency to;
	struct ctx *c = m->c;
	enum rc rc = q_handed_agency(c->db, way == HANDED_UP ? d->ministry : d->province, &to);

	if (rc != RC_OK)
		return rc;
	kit_file_put(m, S(HANDED_NOTE), publisher_note(c->log, c->mem, handed_note_text(c->mem,
	    &(struct handed_note){ .result = way == HANDED_BACK,
	    .from = publisher_agency(c->log), .to = to.unit_code, .chain = d->uuid,
	    .epoch = d->epoch.v, .sent = moment_iso(c->mem, c->now),
	    .manifest = hash_hex(c->mem, hash_of(kit_find(m->files,
	    S(KIT_MANIFEST))->bytes)) })));
	kit_sort(m->files);
	return RC_OK;
}

enum rc
handed_make(struct ctx *c, struct dossier_id id, struct kit_files *out)
{
	struct buf index = buf_new(c->mem, MIB);
	struct making m = { .c = c, .files = out, .room = 256, .index = json_out(&index) };
	struct q_handed_dossier d;
	struct q_handed_product p;
	enum handed_way way;
	enum rc rc = handed_load(c, id, &d, &way);

	*out = (struct kit_files){ 0, ARENA_ARRAY(c->mem, m.room, struct kit_file) };
	if (rc != RC_OK || (rc = q_handed_product(c->db, d.product, &p)) != RC_OK ||
	    (rc = kit_heads_load(c, &m.heads)) != RC_OK)
		return rc;
	if (d.uuid.n == 0)
		return FAIL(c, WHY_ABSENT, "dossier %" PRId64 " has no entry yet", id.v);
	/* the dossier with its names goes up; back comes what shows the star */
	m.reader = way == HANDED_UP ? KIT_OFFICE : KIT_MEMBER;
	json_open(&m.index, '{');
	out_int(&m.index, "v", 1);
	out_text(&m.index, "handed", way == HANDED_UP ? S("dossier") : S("result"));
	out_text(&m.index, "name", p.name);
	out_text(&m.index, "reader", str_c(kit_reader_word(m.reader)));
	if ((rc = chain_put(&m, &d, id, p.name)) != RC_OK ||
	    (rc = kit_generations_put(&m)) != RC_OK ||
	    (rc = handed_data_put(&m, &d, id, way)) != RC_OK)
		return rc;
	json_close(&m.index, '}');
	buf_char(&index, '\n');
	kit_file_put(&m, S(KIT_INDEX), buf_str(&index));
	kit_ends_put(&m, &(struct kit_page_facts){ .meeting = p.name, .handed = true,
	    .council = c->actor.agency_name, .starts_at = c->now });
	return note_put(&m, &d, way);
}

/* ---- as an archive ------------------------------------------------------------------------- */

static enum rc
zip_of(struct ctx *c, void *arg, struct kit_files *out)
{
	const struct dossier_id *id = arg;

	return handed_make(c, *id, out);
}

enum rc
handed_zip(struct ctx *c, struct dossier_id id, struct str *zip)
{
	struct dossier d;
	struct moment when;
	enum handed_way way;
	enum rc rc = dossier_load(c, id, &d);

	if (rc != RC_OK || (rc = handed_state(c, &d, &way, &when)) != RC_OK)
		return rc;
	if (way == HANDED_NOT)
		return FAIL(c, WHY_ABSENT, "dossier %" PRId64, id.v);
	if (when.ms == 0)
		return FAIL(c, WHY_HANDED_FIRST, "%" PRId64, id.v);
	return kit_zip(c, &(struct kit_archive){ .make = zip_of, .arg = &id,
	    .folder = str_printf(c->mem, "ocop-ho-so-%" PRId64, id.v),
	    .too_large = &WHY_HANDED_LARGE }, zip);
}

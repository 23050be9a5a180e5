/* handed: see handed.h. The folder is a kit of one dossier's chain with its data and
 * papers; dossier.json is written here and read by act/handed_take.c alone. */
#include "act/handed.h"

#include <inttypes.h>
#include <unistd.h>

#include "act/handed_json.h"
#include "act/kit_inside.h"
#include "act/publisher.h"
#include "act/record.h"
#include "blob/blob.h"

const struct reason WHY_HANDED_LARGE = { RC_INVALID, "handed_large" };
const struct reason WHY_HANDED_FIRST = { RC_CONFLICT, "handed_first" };

/* ---- whether ------------------------------------------------------------------------ */

static enum handed_way
way_of(struct agency_id own, const struct q_handed_dossier *d)
{
	const bool above = d->ministry.v != 0 && d->evaluator.v == d->ministry.v;

	if (above && own.v == d->province.v && d->state == ST_FORWARDED)
		return HANDED_UP;
	if (d->ministry.v != 0 && own.v == d->ministry.v &&
	    ((above && (d->state == ST_RECOGNISED || d->state == ST_NOT_RECOGNISED)) ||
	    d->state == ST_SENT_BACK))
		return HANDED_BACK;
	return HANDED_NOT;
}

enum handed_way
handed_way(const struct ctx *c, const struct dossier *d)
{
	return way_of(c->actor.agency, &(struct q_handed_dossier){ .state = d->state,
	    .province = d->province, .evaluator = d->evaluator,
	    .ministry = d->facts.sent_up ? d->facts.ministry : (struct agency_id){ 0 } });
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

enum rc
handed_when(struct ctx *c, struct dossier_id id, struct moment *out)
{
	struct q_handed_when row;
	enum rc rc = q_handed_when(c->db, id, &row);

	*out = row.at;
	return rc;
}

/* ---- dossier.json --------------------------------------------------------------------- */

static enum rc
agency_json(struct making *m, struct json_out *o, const char *name, struct agency_id id)
{
	struct q_handed_agency a;
	enum rc rc = q_handed_agency(m->c->db, id, &a);

	if (rc != RC_OK)
		return rc;
	json_name(o, str_c(name));
	json_open(o, '{');
	out_text(o, "name", a.name);
	out_int(o, "level", a.level);
	out_text(o, "unit", a.unit_code);
	out_text(o, "province", a.province_code);
	json_close(o, '}');
	return RC_OK;
}

static void
row_json(struct making *m, struct json_out *o, const struct q_handed_dossier *d)
{
	struct arena *mem = m->c->mem;

	out_int(o, "kind", d->kind);
	out_text(o, "pack", d->pack);
	out_text(o, "set", d->set_code);
	out_text(o, "branch", d->branch);
	out_int(o, "samples", d->samples);
	out_text(o, "slip", d->slip_no);
	out_text(o, "slip2", d->slip2_no);
	out_int(o, "opened_ms", d->opened_at.ms);
	out_int(o, "submitted_ms", d->submitted_at.ms);
	out_int(o, "received_ms", d->received_at.ms);
	out_int(o, "forwarded_ms", d->forwarded_at.ms);
	out_text(o, "request", d->request_no);
	out_day(o, mem, "request_on", d->request_on);
	out_text(o, "late_why", d->late_why);
	out_text(o, "forward_late_why", d->forward_late_why);
	out_text(o, "letter", d->letter_no);
	out_day(o, mem, "sent_up_on", d->sent_up_on);
}

static enum rc
subject_json(struct making *m, struct json_out *o, struct subject_id id)
{
	struct q_subject_load s;
	enum rc rc = q_subject_load(m->c->db, id, &s);

	if (rc != RC_OK)
		return rc;
	json_name(o, S("subject"));
	json_open(o, '{');
	out_text(o, "name", s.name);
	out_int(o, "kind", s.kind);
	out_text(o, "unit", s.unit_code);
	out_text(o, "address", s.address);
	out_text(o, "phone", s.phone);
	out_text(o, "email", s.email);
	out_text(o, "reg_no", s.reg_no);
	out_day(o, m->c->mem, "reg_on", s.reg_on);
	out_text(o, "rep_name", s.rep_name);
	out_text(o, "rep_position", s.rep_position);
	out_opt(o, "rep_gender", s.rep_gender);
	out_text(o, "rep_ethnicity", s.rep_ethnicity);
	out_text(o, "rep_residence", s.rep_residence);
	out_opt(o, "rep_disability", s.rep_disability);
	out_text(o, "history", s.history);
	out_text(o, "structure", s.structure);
	out_int(o, "ticks", s.ticks);
	json_close(o, '}');
	return RC_OK;
}

static enum rc
product_json(struct making *m, struct json_out *o, struct product_id id)
{
	struct q_handed_product p;
	enum rc rc = q_handed_product(m->c->db, id, &p);

	if (rc != RC_OK)
		return rc;
	json_name(o, S("product"));
	json_open(o, '{');
	out_text(o, "name", p.name);
	out_text(o, "spec", p.spec);
	out_text(o, "standard", p.standard);
	out_text(o, "story", p.story);
	out_text(o, "pack", p.pack);
	out_text(o, "set", p.set_code);
	out_text(o, "unit", p.unit_code);
	out_text(o, "code", p.code);
	out_text(o, "old_code", p.old_code);
	out_int(o, "sample", p.sample);
	json_close(o, '}');
	return RC_OK;
}

static enum rc
before_json(struct making *m, struct json_out *o, struct certificate_id id)
{
	struct q_handed_certificate k;
	enum rc rc;

	if (id.v == 0)
		return RC_OK;
	if ((rc = q_handed_certificate(m->c->db, id, &k)) != RC_OK)
		return rc;
	json_name(o, S("from"));
	json_open(o, '{');
	out_text(o, "code", k.code);
	out_int(o, "star", k.star);
	out_text(o, "decision", k.decision_no);
	out_text(o, "issuer", k.issuer);
	out_day(o, m->c->mem, "issued_on", k.issued_on);
	out_int(o, "year", k.issued_year);
	out_day(o, m->c->mem, "valid_until", k.valid_until_on);
	json_close(o, '}');
	return RC_OK;
}

static enum rc
said_json(struct making *m, struct json_out *o, struct dossier_id id)
{
	struct q_manifest_texts_rows texts;
	struct q_manifest_scores_rows points;
	struct q_handed_changes_rows changes;
	struct q_sent_parts_rows parts;
	enum rc rc;

	if ((rc = q_manifest_texts(m->c->db, id, &texts)) != RC_OK ||
	    (rc = q_manifest_scores(m->c->db, id, &points)) != RC_OK ||
	    (rc = q_handed_changes(m->c->db, id, &changes)) != RC_OK ||
	    (rc = q_sent_parts(m->c->db, id, &parts)) != RC_OK)
		return rc;
	out_list(o, "texts");
	for (size_t i = 0; i < texts.n; i++) {
		json_open(o, '{');
		out_text(o, "field", texts.v[i].field);
		out_text(o, "body", texts.v[i].body);
		json_close(o, '}');
	}
	json_close(o, ']');
	out_list(o, "points");
	for (size_t i = 0; i < points.n; i++) {
		json_open(o, '{');
		out_text(o, "criterion", points.v[i].criterion);
		out_text(o, "case", points.v[i].case_id);
		out_opt(o, "points", points.v[i].points);
		out_text(o, "note", points.v[i].note);
		json_close(o, '}');
	}
	json_close(o, ']');
	out_list(o, "changes");
	for (size_t i = 0; i < changes.n; i++) {
		json_open(o, '{');
		out_text(o, "topic", changes.v[i].topic);
		out_int(o, "changed", changes.v[i].changed);
		out_text(o, "note", changes.v[i].note);
		out_int(o, "paper", changes.v[i].evidence.v);
		json_close(o, '}');
	}
	json_close(o, ']');
	out_list(o, "parts");
	for (size_t i = 0; i < parts.n; i++) {
		json_open(o, '{');
		out_int(o, "part", parts.v[i].part);
		out_text(o, "what", parts.v[i].what);
		json_close(o, '}');
	}
	json_close(o, ']');
	return RC_OK;
}

/* ---- papers ----------------------------------------------------------------------------- */

static enum rc
blob_read(struct ctx *c, struct str hash, struct str *out)
{
	int64_t size;
	ssize_t got = 1;
	size_t n = 0;
	char *to;
	int fd;
	enum rc rc = blob_open(c->blobs, hash, c->fault, &fd, &size);

	if (rc != RC_OK)
		return rc;
	to = arena_bytes(c->mem, (size_t)size + 1);
	while (n < (size_t)size && (got = read(fd, to + n, (size_t)size - n)) > 0)
		n += (size_t)got;
	(void)close(fd);
	*out = (struct str){ to, n };
	return n == (size_t)size ? RC_OK : FAIL(c, WHY_BROKEN, "%.*s cannot be read whole",
	    STR_ARG(hash));
}

/* The bytes once, however many papers show them. */
static enum rc
evidence_put(struct making *m, struct str hash)
{
	struct str name = str_printf(m->c->mem, HANDED_FILES "%.*s", STR_ARG(hash)), bytes;
	enum rc rc;

	if (kit_file_there(m, name))
		return RC_OK;
	if ((rc = blob_read(m->c, hash, &bytes)) == RC_OK)
		kit_file_put(m, name, bytes);
	return rc;
}

static enum rc
papers_json(struct making *m, struct json_out *o, struct dossier_id id, struct moment at)
{
	struct q_handed_papers_rows papers;
	struct q_handed_files_rows files;
	enum rc rc;

	if ((rc = q_handed_papers(m->c->db, id, &papers)) != RC_OK ||
	    (rc = q_handed_files(m->c->db, id, at, &files)) != RC_OK)
		return rc;
	out_list(o, "papers");
	for (size_t i = 0; rc == RC_OK && i < papers.n; i++) {
		const struct q_handed_papers *p = &papers.v[i];

		json_open(o, '{');
		out_int(o, "n", p->id.v);
		out_text(o, "kind", p->kind);
		out_text(o, "title", p->title);
		out_text(o, "number", p->number);
		out_text(o, "issuer", p->issuer);
		out_day(o, m->c->mem, "issued_on", p->issued_on);
		out_day(o, m->c->mem, "expires_on", p->expires_on);
		out_list(o, "files");
		for (size_t k = 0; rc == RC_OK && k < files.n; k++) {
			if (files.v[k].evidence.v != p->id.v)
				continue;
			json_open(o, '{');
			out_text(o, "sha256", files.v[k].blob);
			out_text(o, "name", files.v[k].name);
			json_close(o, '}');
			rc = evidence_put(m, files.v[k].blob);
		}
		json_close(o, ']');
		json_close(o, '}');
	}
	json_close(o, ']');
	return rc;
}

static enum rc
cites_json(struct making *m, struct json_out *o, struct dossier_id id)
{
	struct q_handed_cites_rows cites;
	enum rc rc = q_handed_cites(m->c->db, id, &cites);

	out_list(o, "cites");
	for (size_t i = 0; rc == RC_OK && i < cites.n; i++) {
		json_open(o, '{');
		out_text(o, "criterion", cites.v[i].criterion);
		out_int(o, "paper", cites.v[i].evidence.v);
		out_opt(o, "from", cites.v[i].page_from);
		out_opt(o, "to", cites.v[i].page_to);
		json_close(o, '}');
	}
	json_close(o, ']');
	return rc;
}

/* ---- the result --------------------------------------------------------------------------- */

static enum rc
concluded_json(struct making *m, struct json_out *o, struct dossier_id id)
{
	struct q_handed_result r;
	bool found;
	enum rc rc = q_handed_result(m->c->db, id, &r, &found);

	if (rc != RC_OK || !found)
		return rc;
	out_int(o, "star", r.star);
	out_int(o, "sum", r.sum);
	out_int(o, "sheets", r.sheets);
	out_text(o, "input", r.input);
	out_text(o, "output", r.output);
	out_text(o, "opinion", r.opinion);
	out_int(o, "concluded_ms", r.concluded_at.ms);
	out_text(o, "session", r.name);
	out_text(o, "place", r.place);
	out_int(o, "starts_ms", r.starts_at.ms);
	out_text(o, "council", r.council);
	out_text(o, "council_no", r.council_no);
	out_day(o, m->c->mem, "council_on", r.council_on);
	return RC_OK;
}

static enum rc
decided_json(struct making *m, struct json_out *o, struct dossier_id id)
{
	struct q_handed_decided k;
	bool found;
	enum rc rc = q_handed_decided(m->c->db, id, &k, &found);

	if (rc != RC_OK || !found)
		return rc;
	json_name(o, S("decision"));
	json_open(o, '{');
	out_text(o, "number", k.number);
	out_day(o, m->c->mem, "signed_on", k.signed_on);
	out_text(o, "signer", k.signer_name);
	out_text(o, "title", k.signer_title);
	json_close(o, '}');
	json_name(o, S("certificate"));
	json_open(o, '{');
	out_text(o, "code", k.code);
	out_text(o, "issuer", k.issuer);
	out_day(o, m->c->mem, "issued_on", k.issued_on);
	out_day(o, m->c->mem, "valid_until", k.valid_until_on);
	json_close(o, '}');
	return RC_OK;
}

static enum rc
result_json(struct making *m, struct json_out *o, const struct q_handed_dossier *d,
    struct dossier_id id)
{
	struct q_dossier_stops_rows stops;
	enum rc rc;

	json_name(o, S("result"));
	json_open(o, '{');
	out_text(o, "outcome", d->state == ST_RECOGNISED ? S("recognised") :
	    d->state == ST_SENT_BACK ? S("sent_back") : S("stopped"));
	if ((rc = concluded_json(m, o, id)) != RC_OK ||
	    (d->state == ST_RECOGNISED && (rc = decided_json(m, o, id)) != RC_OK) ||
	    (rc = q_dossier_stops(m->c->db, id, &stops)) != RC_OK)
		return rc;
	out_list(o, "stops");
	for (size_t i = 0; i < stops.n; i++) {
		json_open(o, '{');
		out_text(o, "code", stops.v[i].code);
		out_text(o, "reason", stops.v[i].reason);
		out_int(o, "at_ms", stops.v[i].at.ms);
		json_close(o, '}');
	}
	json_close(o, ']');
	json_close(o, '}');
	return RC_OK;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static enum rc
data_put(struct making *m, const struct q_handed_dossier *d, struct dossier_id id,
    enum handed_way way)
{
	struct buf b = buf_new(m->c->mem, 4 * MIB);
	struct json_out o = json_out(&b);
	enum rc rc;

	json_open(&o, '{');
	out_int(&o, "v", 1);
	if (way == HANDED_BACK) {
		rc = result_json(m, &o, d, id);
	} else {
		row_json(m, &o, d);
		if ((rc = agency_json(m, &o, "commune", d->commune)) != RC_OK ||
		    (rc = agency_json(m, &o, "province", d->province)) != RC_OK ||
		    (rc = subject_json(m, &o, d->subject)) != RC_OK ||
		    (rc = product_json(m, &o, d->product)) != RC_OK ||
		    (rc = before_json(m, &o, d->from_certificate)) != RC_OK ||
		    (rc = said_json(m, &o, id)) != RC_OK ||
		    (rc = papers_json(m, &o, id, d->handed_in_at)) != RC_OK ||
		    (rc = cites_json(m, &o, id)) != RC_OK)
			return rc;
	}
	json_close(&o, '}');
	buf_char(&b, '\n');
	if (rc == RC_OK && !buf_ok(&b))
		return FAIL(m->c, WHY_TOO_LARGE, "the data of dossier %" PRId64, id.v);
	kit_file_put(m, S(HANDED_DATA), buf_str(&b));
	return rc;
}

/* Its chain, and what a council has concluded from it; the line of the index. */
static enum rc
chain_put(struct making *m, const struct q_handed_dossier *d, struct dossier_id id,
    struct str product)
{
	struct q_kit_products_rows rows;
	struct q_kit_meeting_of at;
	enum rc rc = q_kit_dossier(m->c->db, id, DECISION_SIGNED, &rows);

	m->rows = ARENA_ARRAY(m->c->mem, 1, struct kit_page_row);
	if (rc == RC_OK && rows.n > 0 &&
	    (rc = q_kit_meeting_of(m->c->db, rows.v[0].agenda, &at)) == RC_OK)
		m->meeting = at.meeting;
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
	    (rc = data_put(&m, &d, id, way)) != RC_OK)
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
	enum rc rc = dossier_load(c, id, &d);

	if (rc != RC_OK)
		return rc;
	if (handed_way(c, &d) == HANDED_NOT)
		return FAIL(c, WHY_ABSENT, "dossier %" PRId64, id.v);
	if ((rc = handed_when(c, id, &when)) != RC_OK)
		return rc;
	if (when.ms == 0)
		return FAIL(c, WHY_HANDED_FIRST, "%" PRId64, id.v);
	return kit_zip(c, &(struct kit_archive){ .make = zip_of, .arg = &id,
	    .folder = str_printf(c->mem, "ocop-ho-so-%" PRId64, id.v),
	    .too_large = &WHY_HANDED_LARGE }, zip);
}

/* handed_data: see handed_data.h. Read by act/handed_take.c and handed_result.c alone. */
#include "act/handed_data.h"

#include <inttypes.h>
#include <unistd.h>

#include "act/handed_json.h"
#include "blob/blob.h"
#include "core/paper_fields.h"

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

/* What was erased from the record (act/erase.h) is told to nobody else, and could not be
 * proven. */
static void
texts_json(struct making *m, struct json_out *o, const struct q_manifest_texts_rows *texts)
{
	if (m->person_erased) {
		out_list(o, "erased");
		json_put_str(o, S("person"));
		json_close(o, ']');
	}
	out_list(o, "texts");
	for (size_t i = 0; i < texts->n; i++) {
		const struct paper_field *f = paper_field(texts->v[i].field);

		if (m->person_erased && f != NULL && paper_field_personal(f))
			continue;
		json_open(o, '{');
		out_text(o, "field", texts->v[i].field);
		out_text(o, "body", texts->v[i].body);
		json_close(o, '}');
	}
	json_close(o, ']');
}

static enum rc
said_json(struct making *m, struct json_out *o, struct dossier_id id)
{
	struct q_manifest_texts_rows texts;
	struct q_manifest_scores_rows points;
	struct q_handed_changes_rows changes;
	struct q_sent_parts_rows parts;
	struct q_handed_components_rows components;
	enum rc rc;

	if ((rc = q_manifest_texts(m->c->db, id, &texts)) != RC_OK ||
	    (rc = q_manifest_scores(m->c->db, id, &points)) != RC_OK ||
	    (rc = q_handed_changes(m->c->db, id, &changes)) != RC_OK ||
	    (rc = q_handed_components(m->c->db, id, &components)) != RC_OK ||
	    (rc = q_sent_parts(m->c->db, id, &parts)) != RC_OK)
		return rc;
	texts_json(m, o, &texts);
	OUT_ROWS(o, "points", points,
	    out_text(o, "criterion", points.v[i].criterion);
	    out_text(o, "case", points.v[i].case_id);
	    out_opt(o, "points", points.v[i].points);
	    out_text(o, "note", points.v[i].note));
	OUT_ROWS(o, "changes", changes,
	    out_text(o, "topic", changes.v[i].topic);
	    out_int(o, "changed", changes.v[i].changed);
	    out_text(o, "note", changes.v[i].note);
	    out_int(o, "paper", changes.v[i].evidence.v));
	OUT_ROWS(o, "components", components,
	    out_int(o, "level", components.v[i].level);
	    out_text(o, "item", components.v[i].item);
	    out_int(o, "verdict", components.v[i].verdict);
	    out_text(o, "note", components.v[i].note));
	OUT_ROWS(o, "parts", parts,
	    out_int(o, "part", parts.v[i].part);
	    out_text(o, "what", parts.v[i].what));
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

/* ---- a supplement ------------------------------------------------------------------------- */

/* The newest request of the Ministry. */
static enum rc
request_find(struct making *m, struct dossier_id id, struct q_supplements *out, bool *found)
{
	struct q_supplements_rows all;
	enum rc rc = q_supplements(m->c->db, id, &all);

	*found = false;
	for (size_t i = 0; rc == RC_OK && i < all.n; i++)
		if (all.v[i].level == LEVEL_MINISTRY) {
			*out = all.v[i];
			*found = true;
		}
	return rc;
}

/* What the Ministry asks for: items, a sentence, a date. */
static enum rc
asked_json(struct making *m, struct json_out *o, struct dossier_id id)
{
	struct q_supplement_items_rows items;
	struct q_supplements s;
	bool found;
	enum rc rc = request_find(m, id, &s, &found);

	if (rc != RC_OK || !found || (rc = q_supplement_items(m->c->db, id, &items)) != RC_OK)
		return rc;
	out_text(o, "sentence", s.sentence);
	out_day(o, m->c->mem, "due_on", s.due_on);
	out_list(o, "items");
	for (size_t i = 0; i < items.n; i++)
		if (items.v[i].supplement.v == s.id.v)
			json_put_str(o, items.v[i].item);
	json_close(o, ']');
	return RC_OK;
}

/* … and what was answered, when the dossier goes up with it. */
static enum rc
answer_json(struct making *m, struct json_out *o, struct dossier_id id)
{
	struct q_supplements s;
	bool found;
	enum rc rc = request_find(m, id, &s, &found);

	if (rc != RC_OK || !found || s.answered_at.ms == 0)
		return rc;
	json_name(o, S("answer"));
	json_open(o, '{');
	out_text(o, "text", s.answer);
	out_text(o, "late_why", s.late_why);
	out_int(o, "at_ms", s.answered_at.ms);
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
	    d->state == ST_SENT_BACK ? S("sent_back") :
	    d->state == ST_PROVINCE_ASKED ? S("asked") : S("stopped"));
	if (d->state == ST_PROVINCE_ASKED) {
		rc = asked_json(m, o, id);
		json_close(o, '}');
		return rc;
	}
	if ((rc = concluded_json(m, o, id)) != RC_OK ||
	    (d->state == ST_RECOGNISED && (rc = decided_json(m, o, id)) != RC_OK) ||
	    (rc = q_dossier_stops(m->c->db, id, &stops)) != RC_OK)
		return rc;
	OUT_ROWS(o, "stops", stops,
	    out_text(o, "code", stops.v[i].code);
	    out_text(o, "reason", stops.v[i].reason);
	    out_int(o, "at_ms", stops.v[i].at.ms));
	json_close(o, '}');
	return RC_OK;
}

enum rc
handed_data_put(struct making *m, const struct q_handed_dossier *d, struct dossier_id id,
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
		    (rc = cites_json(m, &o, id)) != RC_OK ||
		    (d->state != ST_FORWARDED && (rc = answer_json(m, &o, id)) != RC_OK))
			return rc;
	}
	json_close(&o, '}');
	buf_char(&b, '\n');
	if (rc == RC_OK && !buf_ok(&b))
		return FAIL(m->c, WHY_TOO_LARGE, "the data of dossier %" PRId64, id.v);
	kit_file_put(m, S(HANDED_DATA), buf_str(&b));
	return rc;
}


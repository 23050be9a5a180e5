/* projection: see projection.h. */
#include "act/projection.h"

#include <inttypes.h>

#include "act/generation.h"
#include "act/manifest.h"
#include "base/json.h"
#include "core/dossier.h"
#include "ledger/keychain.h"

/* One comparison: what differs is said in `other`. */
struct compared {
	struct ctx *c;
	const char *other;
};

static struct str
part_of(const struct opened_parts *parts, const char *name)
{
	for (size_t i = 0; i < parts->n; i++)
		if (str_eq(parts->v[i].name, str_c(name)))
			return parts->v[i].bytes;
	return S("");
}

/* What an entry's own words say of its record. */
static const struct json *
said_of(struct compared *p, const struct opened_parts *parts)
{
	struct str error;

	return json_get(json_read(p->c->mem, part_of(parts, "act"), &error), S("body"));
}

/* ---- what stands in the tables now ------------------------------------------------- */

/* The lines of points: between the fifth and the first that is no point (a secret
 * ballot ends with its random bytes). */
static int
count_points(struct str text)
{
	struct str line;
	int n = -5;

	while (str_cut(&text, '\n', &line))
		if (!str_starts(line, S("stop ")) && !str_starts(line, S("remark ")) &&
		    !str_starts(line, S("ballot ")))
			n++;
	return n;
}

static enum rc
sheet_compare(struct compared *p, const struct q_entry_walk *e,
    const struct opened_parts *parts)
{
	struct sheet_id sheet = { e->noun_id };
	struct str scores = part_of(parts, "scores");
	struct q_sheet_choices_rows rows;
	struct q_replay_sheet now;
	int64_t stance; /* entries from before it was kept have none */
	bool found, same;
	enum rc rc = q_replay_sheet(p->c->db, sheet, e->record, &now, &found);

	if (scores.n == 0)
		scores = part_of(parts, "ballot");
	if (rc != RC_OK || !found || now.sealed_at.ms == 0 || scores.n == 0)
		return rc; /* sealed again later, reopened, or from a test */
	if ((rc = q_sheet_choices(p->c->db, sheet, &rows)) != RC_OK)
		return rc;
	stance = json_int(json_get(said_of(p, parts), S("stance")), now.opinion.v);
	same = count_points(scores) == (int)rows.n && now.opinion.v == stance &&
	    str_eq(now.seal, hash_hex(p->c->mem, hash_of(scores)));
	for (size_t i = 0; same && i < rows.n; i++)
		same = has_line(scores, str_printf(p->c->mem, "%.*s %.*s%s%" PRId64,
		    STR_ARG(rows.v[i].criterion), STR_ARG(rows.v[i].case_id),
		    rows.v[i].case_id.n > 0 ? ":" : "", rows.v[i].points));
	if (!same)
		p->other = "the sheet is not what was sealed";
	return RC_OK;
}

static enum rc
result_compare(struct compared *p, const struct q_entry_walk *e,
    const struct opened_parts *parts)
{
	struct str input = part_of(parts, "input"), output = part_of(parts, "result"), said;
	struct q_replay_result now;
	bool found;
	enum rc rc = q_replay_result(p->c->db, (struct agenda_id){ e->noun_id }, &now,
	    &found);

	if (rc != RC_OK || input.n == 0)
		return rc;
	said = json_str(json_get(said_of(p, parts), S("opinion")));
	if (!found || !str_eq(now.input, input) || !str_eq(now.output, output) ||
	    (said.n > 0 && !str_eq(said, hash_hex(p->c->mem, hash_of(now.opinion)))))
		p->other = "the conclusion is not what was concluded";
	return RC_OK;
}

static enum rc
certificate_compare(struct compared *p, const struct q_entry_walk *e,
    const struct opened_parts *parts)
{
	struct str error;
	const struct json *act = json_read(p->c->mem, part_of(parts, "act"), &error);
	const struct json *body = json_get(act, S("body"));
	struct q_replay_certificate now;
	bool found;
	enum rc rc = q_replay_certificate(p->c->db,
	    (struct certificate_id){ e->noun_id }, &now, &found);

	if (rc != RC_OK)
		return rc;
	if (!found || !str_eq(now.code, json_str(json_get(body, S("code")))) ||
	    now.star != json_int(json_get(body, S("star")), -1) ||
	    !str_eq(now.gtin, json_str(json_get(body, S("gtin")))) ||
	    !str_eq(day_iso(p->c->mem, now.valid_until_on),
	    json_str(json_get(body, S("until")))))
		p->other = "the certificate is not what was issued";
	return RC_OK;
}

static enum rc
decision_compare(struct compared *p, const struct q_entry_walk *e,
    const struct opened_parts *parts)
{
	struct str error, text = part_of(parts, "decision");
	const struct json *said = json_read(p->c->mem, text, &error), *products;
	struct decision_id id = { e->noun_id };
	struct q_replay_decision_items_rows items;
	struct q_replay_decision now;
	bool found, same;
	enum rc rc;

	if ((rc = q_replay_decision(p->c->db, id, &now, &found)) != RC_OK)
		return rc;
	if (!found || now.state != DECISION_SIGNED) {
		p->other = "what was signed is a draft now, or gone";
		return RC_OK;
	}
	if (text.n == 0)
		return RC_OK;
	if ((rc = q_replay_decision_items(p->c->db, id, &items)) != RC_OK)
		return rc;
	products = json_get(said, S("products"));
	same = str_eq(now.number, json_str(json_get(said, S("number")))) &&
	    str_eq(day_iso(p->c->mem, now.signed_on),
	    json_str(json_get(said, S("signed")))) &&
	    str_eq(now.agency_name, json_str(json_get(said, S("agency")))) &&
	    now.kind == json_int(json_get(said_of(p, parts), S("kind")), now.kind) &&
	    json_len(products) == items.n;
	for (size_t i = 0; same && i < items.n; i++) {
		const struct json *one = json_at(products, i);

		same = json_int(json_get(one, S("dossier")), 0) == items.v[i].dossier.v &&
		    json_int(json_get(one, S("star")), -1) == items.v[i].star;
	}
	if (!same)
		p->other = "the decision is not what was signed";
	return RC_OK;
}

static struct str
joined(struct arena *mem, struct str a, struct str b)
{
	struct buf all = buf_new(mem, a.n + b.n + 1);

	buf_put(&all, a);
	buf_put(&all, b);
	return buf_str(&all);
}

/* What was handed in, from when a council has concluded on it. */
static enum rc
dossier_compare(struct compared *p, const struct q_entry_walk *e,
    const struct opened_parts *parts)
{
	struct dossier_id id = { e->noun_id };
	struct str file = part_of(parts, "file"), person = part_of(parts, "person"), then, now;
	struct manifest m;
	struct q_replay_dossier row;
	bool found;
	enum rc rc = q_replay_dossier(p->c->db, id, e->record, &row, &found);

	if (rc != RC_OK || !found || file.n == 0)
		return rc;
	if ((rc = dossier_manifest(p->c, id, e->at, &m)) != RC_OK)
		return rc;
	/* Older entries have all texts in `file`; what was erased of a person is in neither. */
	then = joined(p->c->mem, file, person);
	now = joined(p->c->mem, m.file, m.person);
	if (!lines_stand(p->c->mem, then, now, false) || !lines_stand(p->c->mem, now, then, true))
		p->other = "a text, a point or a file of the dossier is not what was handed in";
	return RC_OK;
}

/* What the commune wrote, from when it was sent on. */
static enum rc
report_compare(struct compared *p, const struct q_entry_walk *e,
    const struct opened_parts *parts)
{
	struct dossier_id id = { e->noun_id };
	struct str then = part_of(parts, "report"), now;
	struct q_replay_report row;
	bool found;
	enum rc rc = q_replay_report(p->c->db, id, e->record, &row, &found);

	if (rc != RC_OK || !found || then.n == 0) /* before this part was kept: none */
		return rc;
	if ((rc = report_manifest(p->c, id, &now)) == RC_OK && !str_eq(then, now))
		p->other = "what the commune wrote in Mẫu 03 is not what it sent on";
	return rc;
}

/* ---- after the star: what a code answers ------------------------------------------- */

static enum rc
revoke_compare(struct compared *p, const struct q_entry_walk *e,
    const struct opened_parts *parts)
{
	struct q_replay_certificate now;
	bool found;
	enum rc rc = q_replay_certificate(p->c->db,
	    (struct certificate_id){ e->noun_id }, &now, &found);

	if (rc == RC_OK && (!found || now.revoked_on.n != day_of(e->at).n ||
	    !str_eq(now.code, json_str(json_get(said_of(p, parts), S("code"))))))
		p->other = "the certificate is not revoked as it was";
	return rc;
}

/* The newest word on how long a certificate was let run on. */
static enum rc
extension_compare(struct compared *p, const struct q_entry_walk *e,
    const struct opened_parts *parts)
{
	struct str until = json_str(json_get(said_of(p, parts), S("until")));
	struct q_replay_extension now;
	bool found;
	enum rc rc = q_replay_extension(p->c->db, (struct certificate_id){ e->noun_id },
	    e->record, &now, &found);

	if (until.n == 0) /* an older entry: it ended the day before */
		until = day_iso(p->c->mem, day_add(day_of(e->at), -1));
	if (rc == RC_OK && found &&
	    !str_eq(day_iso(p->c->mem, now.extended_until_on), until))
		p->other = "the certificate is not extended as it was";
	return rc;
}

/* ---- papers that went out and came back --------------------------------------------- */

static enum rc
paper_compare(struct compared *p, const struct q_entry_walk *e,
    const struct opened_parts *parts)
{
	const struct json *said = said_of(p, parts);
	struct str hash = json_str(json_get(said, S("sha256"))), kept;
	struct q_replay_issue now;
	struct q_replay_signed file;
	bool found, came = str_eq(e->kind, S("paper.signed"));
	enum rc rc = q_replay_issue(p->c->db, (struct issue_id){ e->noun_id }, &now, &found);

	if (rc != RC_OK)
		return rc;
	kept = now.hash;
	if (found && came) {
		rc = q_replay_signed(p->c->db, (struct issue_id){ e->noun_id },
		    (struct signed_id){ json_int(json_get(said, S("file")), 0) }, &file,
		    &found);
		kept = file.hash;
	}
	if (rc != RC_OK || (found && hash.n > 0 && str_eq(kept, hash)))
		return rc;
	if (found && hash.n == 0 && /* its number was given */
	    now.number.v == json_int(json_get(said, S("number")), -1) &&
	    now.year.v == json_int(json_get(said, S("year")), -1) &&
	    str_eq(now.paper, json_str(json_get(said, S("paper")))))
		return RC_OK;
	p->other = "the paper is not the one that was numbered, kept or came back signed";
	return RC_OK;
}

/* ---- generations ---------------------------------------------------------------------- */

/* Whether the rows say of an end and a beginning what the incident between them does:
 * `now` began with it. The row of one that ended has the key that signed its last head. */
static bool
generations_same(struct compared *p, const struct q_entry_walk *e,
    const struct opened_parts *parts, const struct q_generation_list *now, bool newest)
{
	const struct q_generation_list *before = now + 1;
	const struct json *said = said_of(p, parts);
	struct arena *mem = p->c->mem;
	struct key_change keys;

	return key_note_read(mem, part_of(parts, "note"), &keys) &&
	    str_eq(before->checkpoint, part_of(parts, "checkpoint")) &&
	    str_eq(before->vkey, vkey_text(mem, &keys.old)) &&
	    str_eq(before->origin, json_str(json_get(said, S("origin")))) &&
	    str_eq(now->origin, keys.new.name) &&
	    str_eq(now->origin, generation_next_name(mem, before->origin)) &&
	    str_ends(now->origin, str_printf(mem, "/%" PRId64, now->n)) &&
	    before->base + json_int(json_get(said, S("held")), -1) == now->base &&
	    before->ended_at.ms == e->at.ms && now->begun_at.ms == e->at.ms &&
	    (!newest || (now->ended_at.ms == 0 && now->checkpoint.n == 0 &&
	    str_eq(now->vkey, vkey_text(mem, &keys.new)))) &&
	    (before->n > 1 || (before->base == 0 && before->begun_at.ms == 0));
}

static enum rc
incident_compare(struct compared *p, const struct q_entry_walk *e,
    const struct opened_parts *parts)
{
	struct q_generation_list_rows rows;
	bool same = false;
	enum rc rc = generations_load(p->c, &rows);

	for (size_t i = 0; rc == RC_OK && i + 1 < rows.n; i++)
		same = same || (rows.v[i].base == e->place &&
		    rows.v[i].n == rows.v[i + 1].n + 1 &&
		    generations_same(p, e, parts, &rows.v[i], i == 0));
	if (rc == RC_OK && !same)
		p->other = "the end of a generation is not as the incident says";
	return rc;
}

static const struct {
	const char *kind;
	enum rc (*compare)(struct compared *p, const struct q_entry_walk *e,
	    const struct opened_parts *parts);
} projections[] = {
	{ "certificate.extend", extension_compare },
	{ "certificate.extension_end", extension_compare },
	{ "certificate.issue", certificate_compare },
	{ "certificate.revoke", revoke_compare },
	{ "decision.sign", decision_compare },
	{ "dossier.answered", dossier_compare },
	{ "dossier.forwarded", report_compare },
	{ "dossier.submitted", dossier_compare },
	{ "log.incident", incident_compare },
	{ "paper.keep", paper_compare },
	{ "paper.number", paper_compare },
	{ "paper.signed", paper_compare },
	{ "product.conclude", result_compare },
	{ "sheet.seal", sheet_compare },
};

enum rc
projection_compare(struct ctx *c, const struct q_entry_walk *e,
    const struct opened_parts *parts, const char **other)
{
	struct compared p = { .c = c };
	enum rc rc = RC_OK;

	for (size_t i = 0; i < sizeof(projections) / sizeof(projections[0]); i++)
		if (str_eq(e->kind, str_c(projections[i].kind)))
			rc = projections[i].compare(&p, e, parts);
	*other = p.other;
	return rc;
}

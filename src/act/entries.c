/* entries: see entries.h. */
#include "act/entries.h"

#include <inttypes.h>
#include <string.h>

#include "act/publisher.h"
#include "act/reasons.h"
#include "act/record.h"
#include "act/signed_code.h"
#include "base/json.h"
#include "ledger/part.h"

/* ---- parts ------------------------------------------------------------------------- */

static struct str
act_part(struct arena *mem, const struct act_words *r)
{
	return str_printf(mem, "{\"kind\":\"%.*s\",\"noun\":\"%.*s\",\"id\":%" PRId64
	    ",\"body\":%.*s}", STR_ARG(r->kind), STR_ARG(r->noun), r->noun_id,
	    STR_ARG(r->body));
}

static struct str
random_bytes(struct ctx *c, size_t n)
{
	char *to = arena_bytes(c->mem, n);

	c->chance->fill(c->chance, to, n);
	return (struct str){ to, n };
}

/* What a sealed text is bound to: it does not open as another part. */
static struct str
part_about(struct ctx *c, struct record_id record, struct str name)
{
	return str_printf(c->mem, "record %" PRId64 " %.*s", record.v, STR_ARG(name));
}

/* Key and salt together, under the office's key. */
static enum rc
personal_put(struct ctx *c, struct record_id record, struct str name,
    struct str bytes)
{
	struct str both = random_bytes(c, PART_KEY_BYTES + PART_SALT_BYTES);
	struct str about = part_about(c, record, name);
	struct q_part_add row;
	enum rc rc;

	if (publisher_office_key(c->log).n == 0) /* publisher_closed() */
		return FAIL(c, WHY_LOG_CLOSED, "%s", "");
	rc = q_part_add(c->db, record, name, PART_PERSONAL,
	    (struct str){ NULL, 0 }, part_seal(c->mem, c->chance,
	    str_head(both, PART_KEY_BYTES), about, bytes), &row);
	if (rc != RC_OK)
		return rc;
	return q_part_key_add(c->db, row.id, part_seal(c->mem, c->chance,
	    publisher_office_key(c->log), about, both));
}

enum rc
record_part(struct ctx *c, const char *name, struct str bytes)
{
	struct q_record_of r;
	struct q_part_add row;
	const struct record_kind *kind;
	enum part_class class;
	bool found;
	enum rc rc;

	if (c->log == NULL) /* a test without a log: nothing is numbered there */
		return RC_OK;
	if ((rc = q_record_of(c->db, c->record, &r, &found)) != RC_OK)
		return rc;
	kind = found ? record_kind_find(r.kind) : NULL;
	class = kind == NULL ? 0 : record_part_class(kind, str_c(name));
	if (class == 0)
		return FAIL(c, WHY_BROKEN, "core/record_kind.c names no part %s of %.*s",
		    name, STR_ARG(r.kind));
	if (class == PART_PERSONAL)
		return personal_put(c, c->record, str_c(name), bytes);
	return q_part_add(c->db, c->record, str_c(name), class,
	    random_bytes(c, PART_SALT_BYTES), bytes, &row);
}

/* Salt and bytes of one row; r is its record. */
static enum rc
part_load(struct ctx *c, const struct q_record_of *r, struct record_id record,
    const struct q_part_list *row, struct opened_part *out)
{
	struct str about = part_about(c, record, row->name), both;

	*out = (struct opened_part){ .name = row->name,
	    .class = (enum part_class)row->class, .erased = row->erased_at.ms != 0 };
	if (out->erased)
		return RC_OK;
	if (out->class != PART_PERSONAL) {
		out->salt = row->salt;
		out->bytes = str_eq(row->name, S("act")) ? act_part(c->mem,
		    &(struct act_words){ r->kind, r->noun, r->noun_id, r->body }) :
		    row->body;
		return row->salt.n == PART_SALT_BYTES ? RC_OK : FAIL(c, WHY_BROKEN,
		    "part %.*s of record %" PRId64 " has no salt", STR_ARG(row->name),
		    record.v);
	}
	if (!part_open(c->mem, publisher_office_key(c->log), about, row->wrapped,
	    &both) || both.n != PART_KEY_BYTES + PART_SALT_BYTES ||
	    !part_open(c->mem, str_head(both, PART_KEY_BYTES), about, row->body,
	    &out->bytes))
		return FAIL(c, WHY_BROKEN, "part %.*s of record %" PRId64 " does not "
		    "open and was not erased", STR_ARG(row->name), record.v);
	out->salt = str_from(both, PART_KEY_BYTES);
	return RC_OK;
}

enum rc
parts_open(struct ctx *c, struct record_id record, struct opened_parts *out)
{
	struct q_part_list_rows rows;
	struct q_record_of r;
	bool found;
	enum rc rc;

	out->n = 0;
	if ((rc = q_record_of(c->db, record, &r, &found)) != RC_OK ||
	    (rc = q_part_list(c->db, record, &rows)) != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_BROKEN, "record %" PRId64 " is gone", record.v);
	for (size_t i = 0; rc == RC_OK && i < rows.n && i < ENTRY_PARTS_MAX; i++)
		rc = part_load(c, &r, record, &rows.v[i], &out->v[out->n++]);
	return rc;
}

enum rc
parts_compare(struct ctx *c, struct str entry, const struct opened_parts *parts,
    int *wrong)
{
	struct entry *e = ARENA_NEW(c->mem, struct entry);

	*wrong = 0;
	if (!entry_read(c->mem, entry, e))
		return FAIL(c, WHY_BROKEN, "%s", "an entry cannot be read");
	*wrong += (size_t)e->n_parts != parts->n;
	for (size_t i = 0; i < parts->n; i++) {
		const struct opened_part *p = &parts->v[i];
		bool fits = false;

		for (int k = 0; k < e->n_parts && !fits; k++) {
			struct hash made;

			if (!str_eq(e->parts[k].name, p->name))
				continue;
			if (p->erased) {
				fits = p->class == PART_PERSONAL;
				continue;
			}
			made = part_commitment(p->salt, p->bytes);
			fits = memcmp(made.b, e->parts[k].commitment.b, 32) == 0;
		}
		*wrong += !fits;
	}
	return RC_OK;
}

/* ---- numbering ----------------------------------------------------------------------- */

/* The chain that the last entry was put on, so that a run of entries of one
 * dossier asks once. */
struct chain {
	bool known;
	struct dossier_id dossier; /* 0: the office itself */
	struct chain_id id;
	struct str uuid;
	int64_t epoch, entries, kept; /* kept: so many are in its row */
	struct hash head;
};

static void
chain_head(struct chain *ch, struct str head)
{
	if (head.n == sizeof(ch->head.b))
		memcpy(ch->head.b, head.p, sizeof(ch->head.b));
}

/* Its row as it has grown, before another is taken, and at the end. */
static enum rc
chain_keep(struct ctx *c, struct chain *ch)
{
	const int64_t more = ch->entries - ch->kept, kept = ch->kept;

	ch->kept = ch->entries;
	return more == 0 ? RC_OK : q_chain_grow(c->db, ch->id, kept, more,
	    (struct str){ (char *)ch->head.b, sizeof(ch->head.b) });
}

static enum rc
chain_take(struct ctx *c, struct dossier_id dossier, struct chain *ch)
{
	struct q_chain_of_dossier d;
	struct q_chain_of_office o;
	struct q_chain_add added;
	bool found;
	enum rc rc;

	if (ch->known && ch->dossier.v == dossier.v)
		return RC_OK;
	if ((rc = chain_keep(c, ch)) != RC_OK)
		return rc;
	*ch = (struct chain){ .known = true, .dossier = dossier };
	if (dossier.v != 0) {
		rc = q_chain_of_dossier(c->db, dossier, &d, &found);
		if (rc == RC_OK && found) {
			ch->id = d.id;
			ch->uuid = d.uuid;
			ch->epoch = d.epoch;
			ch->entries = d.entries;
			chain_head(ch, d.head);
		}
	} else {
		rc = q_chain_of_office(c->db, &o, &found);
		if (rc == RC_OK && found) {
			ch->id = o.id;
			ch->uuid = o.uuid;
			ch->epoch = o.epoch;
			ch->entries = o.entries;
			chain_head(ch, o.head);
		}
	}
	ch->kept = ch->entries;
	if (rc != RC_OK || found)
		return rc;
	ch->uuid = uuid_make(c->mem, c->chance);
	rc = q_chain_add(c->db, ch->uuid, dossier, &added);
	ch->id = added.id;
	return rc;
}

static void
part_commit(struct entry *e, const struct record_kind *kind, const struct opened_part *p)
{
	const size_t least = record_part_least(kind, p->name);

	e->parts[e->n_parts++] = (struct entry_part){ p->name,
	    part_commitment(p->salt, p->bytes), part_length(p->bytes.n > least ? p->bytes.n : least) };
}

/* What the act added, then the part `act`: it has its row and its salt like the
 * others; its bytes are the record's own. */
static enum rc
parts_commit(struct ctx *c, const struct q_record_due_list *r,
    const struct record_kind *kind, struct entry *e)
{
	struct opened_parts parts = { .n = 0 };
	struct opened_part act = { .name = S("act"), .class = kind->act,
		.salt = random_bytes(c, PART_SALT_BYTES),
		.bytes = act_part(c->mem, &(struct act_words){ r->kind, r->noun, r->noun_id,
		    r->body }) };
	enum rc rc = RC_OK;

	if (r->has_parts)
		rc = parts_open(c, r->id, &parts);
	for (size_t i = 0; rc == RC_OK && i < parts.n; i++)
		part_commit(e, kind, &parts.v[i]);
	part_commit(e, kind, &act);
	return rc == RC_OK ? q_part_add_act(c->db, r->id, (int64_t)act.class, act.salt) : rc;
}

/* What the body says beyond ids: the seat that acted, an entry it is about. */
static enum rc
body_read(struct ctx *c, const struct q_record_due_list *r, struct entry *e)
{
	struct str error, seat;
	const struct json *body = json_read(c->mem, r->body, &error);
	struct q_entry_at about;
	bool found;
	int64_t place;
	enum rc rc;

	seat = json_str(json_get(body, S("seat")));
	e->actor = seat.n > 0 ? seat : r->seat.n > 0 ? r->seat : S("program");
	if (!json_is_int(json_get(body, S("entry")), &place))
		return RC_OK;
	if ((rc = q_entry_at(c->db, place, &about, &found)) != RC_OK)
		return rc;
	if (!found || about.leaf.n != 32)
		return FAIL(c, WHY_BROKEN, "record %" PRId64 " names entry %" PRId64
		    ", which is not there", r->id.v, place);
	memcpy(e->refs[e->n_refs++].b, about.leaf.p, 32);
	return RC_OK;
}

static enum rc
entry_put(struct ctx *c, const struct q_record_due_list *r, struct chain *ch,
    int64_t place)
{
	const struct record_kind *kind = record_kind_find(r->kind);
	struct entry *e = ARENA_NEW(c->mem, struct entry);
	struct hash leaf;
	struct str body;
	enum rc rc;

	if (kind == NULL || kind->type == NULL)
		return FAIL(c, WHY_BROKEN, "a record of kind %.*s waits for an entry",
		    STR_ARG(r->kind));
	if ((rc = chain_take(c, r->dossier, ch)) != RC_OK)
		return rc;
	*e = (struct entry){ .type = str_c(kind->type), .at = r->at,
	    .by = publisher_agency(c->log), .dossier = ch->uuid,
	    .epoch = ch->epoch, .n = ch->entries, .has_prev = ch->entries > 0,
	    .prev = ch->head };
	if ((rc = parts_commit(c, r, kind, e)) != RC_OK ||
	    (rc = body_read(c, r, e)) != RC_OK)
		return rc;
	body = entry_text(c->mem, e);
	leaf = leaf_hash(body);
	rc = q_entry_add(c->db, &(struct q_entry_add_in){ .place = place,
	    .chain = ch->id, .n = ch->entries, .record = r->id, .type = e->type,
	    .leaf = { (char *)leaf.b, sizeof(leaf.b) },
	    .code = leaf_code(c->mem, &leaf), .body = body });
	ch->head = leaf;
	ch->entries++;
	if (rc == RC_OK && str_eq(r->kind, S("certificate.issue")))
		rc = signed_code_placed(c, (struct certificate_id){ r->noun_id },
		    place - publisher_base(c->log), r->at);
	return rc == RC_OK ? q_record_due_done(c->db, r->id) : rc;
}

enum rc
entries_number(struct ctx *c, int *numbered)
{
	struct q_record_due_list_rows rows;
	struct q_entry_next next;
	struct chain ch = { 0 };
	enum rc rc;

	*numbered = 0;
	if ((rc = q_record_due_list(c->db, &rows)) != RC_OK || rows.n == 0 ||
	    (rc = q_entry_next(c->db, &next)) != RC_OK)
		return rc;
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		rc = entry_put(c, &rows.v[i], &ch, next.place + (int64_t)i);
	if (rc == RC_OK)
		rc = chain_keep(c, &ch);
	*numbered = (int)rows.n;
	return rc;
}

/* ---- reading ----------------------------------------------------------------------------- */

enum rc
entries_load(void *arg, struct log_piece *piece)
{
	const struct entries_from *from = arg;
	struct q_entry_list_rows rows;
	enum rc rc;

	db_use(from->db, piece->mem, piece->fault);
	if ((rc = q_entry_list(from->db, from->base + piece->from, &rows)) != RC_OK)
		return rc;
	for (piece->n = 0; piece->n < piece->most && piece->n < rows.n; piece->n++)
		piece->entries[piece->n] = rows.v[piece->n].body;
	return RC_OK;
}

enum rc
entry_load(struct ctx *c, int64_t place, struct entry_view *out)
{
	struct q_entry_at row;
	bool found;
	enum rc rc = q_entry_at(c->db, place, &row, &found);

	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "entry %" PRId64, place);
	*out = (struct entry_view){ place, row.type, row.code, row.body, row.record,
	    { 0 } };
	return RC_OK;
}

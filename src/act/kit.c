/* kit: see kit.h. All proofs are made from heads taken once (act/kit_heads.h): the log
 * may grow meanwhile. */
#include "act/kit_inside.h"

#include <inttypes.h>
#include <string.h>

#include "act/council.h"
#include "act/entries.h"
#include "act/publisher.h"
#include "act/sheet.h"
#include "base/embedded.h"
#include "base/json.h"
#include "core/dossier.h"
#include "paper/zip.h"
#include "q.h"

/* There is always room for one more: for the manifest. */
void
kit_file_put(struct making *m, struct str name, struct str bytes)
{
	struct kit_files *f = m->files;

	if (f->n + 2 > m->room) {
		struct kit_file *more = ARENA_ARRAY(m->c->mem, m->room * 2, struct kit_file);

		for (size_t i = 0; i < f->n; i++)
			more[i] = f->v[i];
		f->v = more;
		m->room *= 2;
	}
	f->v[f->n++] = (struct kit_file){ name, bytes };
}

bool
kit_file_there(const struct making *m, struct str name)
{
	for (size_t i = 0; i < m->files->n; i++)
		if (str_eq(m->files->v[i].name, name))
			return true;
	return false;
}

static struct str
salt_text(struct arena *mem, struct str salt)
{
	struct buf b = buf_new(mem, 128);

	for (size_t i = 0; i < salt.n; i++)
		buf_printf(&b, "%02x", (unsigned)(uint8_t)salt.p[i]);
	buf_char(&b, '\n');
	return buf_str(&b);
}

/* Whether this program has the files of rules that a basis names, to the byte: an older
 * one may have had others. */
static bool
rules_are_here(struct making *m, struct str basis)
{
	struct str line;

	while (basis.n > 0 && str_cut(&basis, '\n', &line)) {
		const struct embedded *e;
		struct hash said, is;

		if (line.n < 67 || line.p[64] != ' ' || !hash_read(str_head(line, 64), &said))
			continue;
		e = data_find(str_printf(m->c->mem, "rules/%.*s", STR_ARG(str_from(line, 66))));
		is = e == NULL ? (struct hash){ { 0 } } : hash_of(e->raw);
		if (memcmp(said.b, is.b, sizeof(is.b)) != 0)
			return false;
	}
	return true;
}

/* What the entry speaks of, as far as this reader may see it. */
static enum rc
parts_put(struct making *m, int64_t place, struct record_id record)
{
	struct opened_parts parts;
	enum rc rc = parts_open(m->c, record, &parts);

	for (size_t i = 0; rc == RC_OK && i < parts.n; i++) {
		const struct opened_part *p = &parts.v[i];
		struct str name = kit_part_name(m->c->mem, place, p->name);

		if (str_eq(p->name, S("person")))
			m->person_erased = p->erased;
		if (p->erased || !kit_reader_may(m->reader, p->class))
			continue;
		if (str_eq(p->name, S("basis"))) /* the last conclusion counts */
			m->other_rules = !rules_are_here(m, p->bytes);
		kit_file_put(m, name, p->bytes);
		kit_file_put(m, str_printf(m->c->mem, "%.*s.salt", STR_ARG(name)),
		    salt_text(m->c->mem, p->salt));
	}
	return rc;
}

/* An entry with its proof. One that is not under the head yet stays out. */
static enum rc
entry_put(struct making *m, int64_t place, struct str body, struct record_id record)
{
	struct kit_head *head = kit_head_of(&m->heads, place);
	struct str proof;
	enum rc rc;

	if (head == NULL)
		return RC_OK;
	if ((rc = kit_head_prove(m->c, head, place, body, &proof)) != RC_OK)
		return rc;
	kit_file_put(m, kit_entry_name(m->c->mem, place, ".leaf"), body);
	kit_file_put(m, kit_entry_name(m->c->mem, place, ".tlog-proof"), proof);
	return parts_put(m, place, record);
}

enum rc
kit_chain_put(struct making *m, struct chain_id chain)
{
	struct q_kit_entries_rows rows;
	int64_t after = -1;
	enum rc rc;

	do {
		rc = q_kit_entries(m->c->db, chain, after, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
			after = rows.v[i].place;
			rc = entry_put(m, after, rows.v[i].body, rows.v[i].record);
		}
	} while (rc == RC_OK && rows.n > 0);
	return rc;
}

/* Decisions may name several products: each is put once. */
static enum rc
decision_put(struct making *m, struct decision_id id, int64_t *place)
{
	struct q_kit_decision d;
	bool found = false;
	enum rc rc = RC_OK;

	*place = -1;
	if (id.v != 0)
		rc = q_kit_decision(m->c->db, id, &d, &found);
	if (rc != RC_OK || !found)
		return rc;
	*place = d.place;
	if (kit_file_there(m, kit_entry_name(m->c->mem, *place, ".leaf")))
		return RC_OK;
	return entry_put(m, *place, d.body, d.record);
}

void
kit_rules_put(struct making *m, struct str pack)
{
	const struct str head = str_printf(m->c->mem, "rules/%.*s/", STR_ARG(pack));
	const char *const always[] = { "rules/notes.json", "rules/elimination.json" };
	const struct embedded *e;
	size_t at = 0;

	if (kit_file_there(m, str_printf(m->c->mem, "%.*spack.json", STR_ARG(head))))
		return;
	for (size_t i = 0; i < 2; i++)
		if (!kit_file_there(m, str_c(always[i])) && (e = data_find(str_c(always[i]))) != NULL)
			kit_file_put(m, str_c(always[i]), e->raw);
	while ((e = data_next(head, &at)) != NULL)
		if (str_ends(str_c(e->name), S(".json")))
			kit_file_put(m, str_c(e->name), e->raw);
}

static void
index_line(struct making *m, const struct q_kit_products *p, int64_t decision)
{
	struct json_out *o = &m->index;

	json_open(o, '{');
	json_name(o, S("name"));
	json_put_str(o, p->name);
	json_name(o, S("star"));
	json_put_int(o, p->star);
	json_name(o, S("chain"));
	json_put_str(o, p->uuid);
	json_name(o, S("dossier"));
	json_put_int(o, p->dossier.v);
	json_name(o, S("conclusion"));
	json_put_int(o, p->conclusion);
	json_name(o, S("decision"));
	if (decision >= 0)
		json_put_int(o, decision);
	else
		json_put_null(o);
	if (m->other_rules) {
		json_name(o, S("rules"));
		json_put_str(o, S("other"));
	}
	json_close(o, '}');
}

enum rc
kit_product_put(struct making *m, const struct q_kit_products *p)
{
	int64_t decision;
	enum rc rc;

	if ((m->reader == KIT_PUBLIC && p->decided_at.ms == 0) ||
	    kit_head_of(&m->heads, p->conclusion) == NULL)
		return RC_OK;
	m->other_rules = false;
	if ((rc = kit_chain_put(m, p->chain)) != RC_OK ||
	    (rc = decision_put(m, p->decision, &decision)) != RC_OK)
		return rc;
	kit_rules_put(m, p->pack);
	index_line(m, p, decision);
	m->rows[m->here++] = (struct kit_page_row){ p->name, p->subject, p->star,
		decision >= 0 };
	return RC_OK;
}

static enum rc
products_put(struct making *m)
{
	struct q_kit_products_rows rows;
	struct q_kit_agenda all;
	enum rc rc;

	if ((rc = q_kit_products(m->c->db, m->meeting, (struct dossier_id){ 0 },
	    m->c->actor.id, DECISION_SIGNED, &rows)) != RC_OK ||
	    (rc = q_kit_agenda(m->c->db, m->meeting, &all)) != RC_OK)
		return rc;
	m->rows = ARENA_ARRAY(m->c->mem, rows.n + 1, struct kit_page_row);
	json_name(&m->index, S("products"));
	json_open(&m->index, '[');
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		rc = kit_product_put(m, &rows.v[i]);
	json_close(&m->index, ']');
	/* what is not decided is nothing that everybody may know of */
	json_name(&m->index, S("not_here"));
	json_put_int(&m->index, m->reader != KIT_PUBLIC && all.n > m->here ?
	    all.n - m->here : 0);
	return rc;
}

/* The generations that the proofs come from, each with the place of its first entry;
 * and the first entry of each but the oldest: it commits to the last head of the one
 * before it. Of an office that never had another, nothing. */
enum rc
kit_generations_put(struct making *m)
{
	struct json_out *o = &m->index;
	const size_t from = kit_heads_from(&m->heads);
	enum rc rc = RC_OK;

	if (m->heads.n == 1)
		return RC_OK;
	json_name(o, S("generations"));
	json_open(o, '[');
	for (size_t i = from; rc == RC_OK && i < m->heads.n; i++) {
		const struct kit_head *h = &m->heads.v[i];
		struct q_entry_at first;
		bool found;

		json_open(o, '{');
		json_name(o, S("n"));
		json_put_int(o, h->n);
		json_name(o, S("base"));
		json_put_int(o, h->base);
		json_close(o, '}');
		if (i == from)
			continue;
		rc = q_entry_at(m->c->db, h->base, &first, &found);
		if (rc == RC_OK && found)
			rc = entry_put(m, h->base, first.body, first.record);
	}
	json_close(o, ']');
	return rc;
}

static void
index_head(struct making *m, const struct q_kit_meeting *meeting)
{
	struct json_out *o = &m->index;

	json_open(o, '{');
	json_name(o, S("v"));
	json_put_int(o, 1);
	json_name(o, S("meeting"));
	json_put_int(o, m->meeting.v);
	json_name(o, S("name"));
	json_put_str(o, meeting->name);
	json_name(o, S("reader"));
	json_put_str(o, str_c(kit_reader_word(m->reader)));
}

/* What says which key followed which; there is none where none was changed. */
static struct str
key_notes(struct ctx *c)
{
	struct fault quiet = { 0 };
	struct str path, bytes;

	if (publisher_file(c->log, S("keys"), c->mem, &quiet, &path) != RC_OK ||
	    disk_read(path, 64 * KIB, c->mem, &quiet, &bytes) != RC_OK)
		return S("");
	return bytes;
}

void
kit_ends_put(struct making *m, struct kit_page_facts *page)
{
	struct ctx *c = m->c;
	struct str vkey = publisher_vkey(c->log, c->mem), notes = key_notes(c);

	page->origin = publisher_origin(c->log);
	page->vkey = vkey;
	page->checkpoint = m->heads.v[m->heads.n - 1].checkpoint;
	page->ended = kit_heads_from(&m->heads) + 1 < m->heads.n;
	page->reader = m->reader;
	page->n = (size_t)m->here;
	page->rows = m->rows;
	kit_file_put(m, S(KIT_CHECKPOINT), page->checkpoint);
	if (notes.n > 0)
		kit_file_put(m, S(KIT_KEYS), notes);
	kit_file_put(m, S(KIT_VKEY), str_printf(c->mem, "%.*s\n", STR_ARG(vkey)));
	kit_file_put(m, S(KIT_PAGE), kit_page(c->mem, page));
	kit_seal(c->mem, m->files);
}

enum rc
kit_make(struct ctx *c, struct meeting_id id, enum kit_reader reader,
    struct kit_files *out)
{
	struct buf index = buf_new(c->mem, MIB);
	struct making m = { .c = c, .reader = reader, .meeting = id, .files = out,
		.room = 256, .index = json_out(&index) };
	struct q_kit_meeting meeting;
	bool found;
	enum rc rc;

	*out = (struct kit_files){ 0, ARENA_ARRAY(c->mem, m.room, struct kit_file) };
	if ((rc = q_kit_meeting(c->db, id, &meeting, &found)) != RC_OK)
		return rc;
	if (!found || c->log == NULL)
		return FAIL(c, WHY_ABSENT, "meeting %" PRId64, id.v);
	if ((rc = kit_heads_load(c, &m.heads)) != RC_OK)
		return rc;
	index_head(&m, &meeting);
	if ((rc = products_put(&m)) != RC_OK || (rc = kit_generations_put(&m)) != RC_OK)
		return rc;
	if (m.here == 0)
		return FAIL(c, WHY_ABSENT, "nothing of meeting %" PRId64 " is decided", id.v);
	json_close(&m.index, '}');
	buf_char(&index, '\n');
	if (!buf_ok(&index))
		return FAIL(c, WHY_TOO_LARGE, "the index of meeting %" PRId64, id.v);
	kit_file_put(&m, S(KIT_INDEX), buf_str(&index));
	kit_ends_put(&m, &(struct kit_page_facts){ .meeting = meeting.name,
	    .council = meeting.council, .starts_at = meeting.starts_at });
	return RC_OK;
}

/* ---- as an archive -------------------------------------------------------------------- */

const struct reason WHY_KIT_LARGE = { RC_INVALID, "kit_large" };

#define ZIP_MAX (8 * MIB)    /* of one answer */
#define WORK_MAX (256 * MIB) /* while it is made; goes when it is done */

static enum rc
kit_pack(struct ctx *c, const struct kit_archive *a, struct str *zip)
{
	struct kit_files files;
	struct zip_part *parts;
	enum rc rc = a->make(c, a->arg, &files);

	if (rc != RC_OK)
		return rc;
	parts = ARENA_ARRAY(c->mem, files.n, struct zip_part);
	for (size_t i = 0; i < files.n; i++)
		parts[i] = (struct zip_part){ str_printf(c->mem, "%.*s/%.*s", STR_ARG(a->folder),
		    STR_ARG(files.v[i].name)).p, files.v[i].bytes };
	return zip_make(parts, files.n, c->mem, c->fault, zip);
}

enum rc
kit_zip(struct ctx *c, const struct kit_archive *a, struct str *zip)
{
	struct ctx work = *c;
	struct arena mem;
	enum rc rc;

	arena_init(&mem, WORK_MAX);
	work.mem = &mem;
	ctx_use(&work, c->db);
	rc = kit_pack(&work, a, zip);
	ctx_use(c, c->db);
	if (rc == RC_OK && (mem.over || zip->n > ZIP_MAX))
		rc = FAIL(c, *a->too_large, "%.*s", STR_ARG(a->folder));
	if (rc == RC_OK)
		*zip = str_copy(c->mem, *zip);
	arena_release(&mem);
	return rc;
}

struct of_meeting {
	struct meeting_id id;
	enum kit_reader reader;
};

static enum rc
meeting_make(struct ctx *c, void *arg, struct kit_files *out)
{
	const struct of_meeting *of = arg;

	return kit_make(c, of->id, of->reader, out);
}

static enum rc
meeting_zip(struct ctx *c, struct meeting_id id, enum kit_reader reader, struct str *zip)
{
	struct of_meeting of = { id, reader };

	return kit_zip(c, &(struct kit_archive){ .make = meeting_make, .arg = &of,
	    .folder = str_printf(c->mem, "ocop-kit-%" PRId64, id.v),
	    .too_large = &WHY_KIT_LARGE }, zip);
}

enum rc
kit_of_seat(struct ctx *c, struct meeting_id id, struct str *zip)
{
	struct sitting_view v;
	enum rc rc = sitting_load(c, id, &v);

	return rc == RC_OK ? meeting_zip(c, id, KIT_MEMBER, zip) : rc;
}

enum rc
kit_of_office(struct ctx *c, struct meeting_id id, struct str *zip)
{
	struct q_meeting_of m;
	enum rc rc = q_meeting_of(c->db, id, c->actor.agency, c->actor.id, &m);

	return rc == RC_OK ? meeting_zip(c, id, KIT_OFFICE, zip) : rc;
}

enum rc
kit_of_public(struct ctx *c, struct meeting_id id, struct str *zip)
{
	return meeting_zip(c, id, KIT_PUBLIC, zip);
}

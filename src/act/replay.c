/* replay: see replay.h. */
#include "act/replay.h"

#include <inttypes.h>
#include <string.h>

#include "act/entries.h"
#include "act/generation.h"
#include "act/projection.h"
#include "act/publisher.h"
#include "base/json.h"
#include "ledger/part.h"

#define SAID_MAX 100

/* One run. Rows live in `mem`, which is cleared after each page of entries. */
struct replay {
	struct ctx c;
	struct arena mem;
	struct buf *out;
	int wrong;
	struct q_generation_list_rows generations; /* the newest first; none: one */
	size_t ahead;        /* how many of them have not begun at this entry */
	size_t incidents;    /* entries by which one began */
	int64_t base;        /* the place of the first entry of this one */
	struct peaks peaks;  /* of its entries as the database has them */
	struct tree_head head;
	struct hash at_head; /* their root at the signed size */
};

static void
differ(struct replay *r, const struct q_entry_walk *e, const char *what)
{
	if (++r->wrong <= SAID_MAX)
		buf_printf(r->out, "entry %" PRId64 " (%.*s %" PRId64 "): %s\n", e->place,
		    STR_ARG(e->kind), e->noun_id, what);
}

/* ---- the rows of an entry ----------------------------------------------------------------- */

/* The seat that a record names, as its entry was given it (act/entries.c). */
static struct str
seat_of(struct replay *r, const struct q_entry_walk *e)
{
	struct str error;
	struct str seat = json_str(json_get(json_read(&r->mem, e->said, &error), S("seat")));

	return seat.n > 0 ? seat : e->seat.n > 0 ? e->seat : S("program");
}

/* What rows repeat of an entry, for finding it and for pages: it is the entry's. */
static void
row_compare(struct replay *r, const struct q_entry_walk *e, const struct hash *leaf)
{
	struct entry *said = ARENA_NEW(&r->mem, struct entry);

	if (!entry_read(&r->mem, e->body, said)) {
		differ(r, e, "its bytes are no entry");
		return;
	}
	if (!str_eq(e->type, said->type) || e->n != said->n ||
	    !str_eq(e->uuid, said->dossier) || !str_eq(e->code, leaf_code(&r->mem, leaf)))
		differ(r, e, "its type, place, chain or code is not what it says");
	if (e->at.ms / 1000 != said->at.ms / 1000)
		differ(r, e, "its record has another time");
	if (!str_eq(seat_of(r, e), said->actor))
		differ(r, e, "its record names another seat");
	if (e->on_agenda.v != 0 && e->on_agenda.v != e->dossier.v)
		differ(r, e, "it stands in the chain of another dossier");
	if (e->due.has)
		differ(r, e, "its record waits for an entry once more");
}

/* Nothing is erased but personal parts, and each erasure is an entry. */
static enum rc
classes_compare(struct replay *r, const struct q_entry_walk *e,
    const struct opened_parts *parts)
{
	const struct record_kind *kind = record_kind_find(e->kind);
	struct q_entry_erasure_rows rows;
	bool erased = false;
	enum rc rc;

	for (size_t i = 0; i < parts->n; i++) {
		if (kind == NULL || parts->v[i].class != record_part_class(kind, parts->v[i].name))
			differ(r, e, "a part has another class than its kind gives it");
		erased |= parts->v[i].erased;
	}
	if (!erased || (rc = q_entry_erasure(r->c.db, e->place, &rows)) != RC_OK)
		return erased ? rc : RC_OK;
	if (rows.n == 0)
		differ(r, e, "a part is erased and no entry says so");
	return RC_OK;
}

/* What the next entry of a chain would say of its custody: as the last one, and one
 * more for each generation that has begun since. */
static bool
epoch_same(struct replay *r, const struct q_chain_walk *ch)
{
	struct entry *last = ARENA_NEW(&r->mem, struct entry);
	int64_t epoch;

	if (ch->counted == 0 || !entry_read(&r->mem, ch->body, last))
		return true; /* said of the entry itself */
	epoch = last->epoch;
	for (size_t i = 0; i < r->generations.n; i++)
		epoch += r->generations.v[i].base > ch->place.v;
	return ch->epoch == epoch;
}

static enum rc
chains_compare(struct replay *r)
{
	struct q_chain_walk_rows rows;
	struct chain_id after = { 0 };
	enum rc rc;

	do {
		arena_clear(&r->mem);
		db_use(r->c.db, &r->mem, r->c.fault);
		rc = q_chain_walk(r->c.db, after, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
			const struct q_chain_walk *ch = &rows.v[i];

			after = ch->id;
			if (ch->entries == ch->counted && str_eq(ch->head, ch->last) &&
			    epoch_same(r, ch))
				continue;
			if (++r->wrong <= SAID_MAX)
				buf_printf(r->out, "chain %.*s: its head or its custody is not "
				    "that of its last entry\n", STR_ARG(ch->uuid));
		}
	} while (rc == RC_OK && rows.n > 0);
	return rc;
}

/* ---- entries, one by one ---------------------------------------------------------------- */

/* Who erases says so, in an entry of its own. */
static enum rc
erased_compare(struct replay *r, const struct q_entry_walk *e,
    const struct opened_parts *parts)
{
	struct q_erase_said row;
	bool erased = false, found = true;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < parts->n; i++)
		erased = erased || parts->v[i].erased;
	if (erased)
		rc = q_erase_said(r->c.db, e->place, &row, &found);
	if (rc == RC_OK && !found)
		differ(r, e, "a part of it was erased and no entry says so");
	return rc;
}

/* What is left of a generation that ended must be its beginning. */
static enum rc
ended_compare(struct replay *r, const struct q_generation_list *g)
{
	struct hash root = peaks_root(&r->peaks), theirs;
	enum rc rc = generation_root(&r->c, g->n, r->peaks.size, &theirs);

	if (rc == RC_ABSENT || r->peaks.size == 0) { /* nobody had its files */
		*r->c.fault = (struct fault){ 0 };
		return RC_OK;
	}
	if (rc == RC_OK && memcmp(root.b, theirs.b, sizeof(root.b)) == 0)
		return RC_OK;
	*r->c.fault = (struct fault){ 0 };
	r->wrong++;
	buf_printf(r->out, "the entries of generation %" PRId64 " are not those that were "
	    "signed\n", g->n);
	return RC_OK;
}

/* Where a new generation begins, its tree does. */
static enum rc
generation_pass(struct replay *r, int64_t place)
{
	enum rc rc = RC_OK;

	while (rc == RC_OK && r->ahead > 0 &&
	    r->generations.v[r->ahead - 1].base <= place) {
		const struct q_generation_list *next = &r->generations.v[--r->ahead];

		rc = ended_compare(r, &r->generations.v[r->ahead + 1]);
		r->base = next->base;
		r->peaks = (struct peaks){ 0 };
	}
	return rc;
}

static enum rc
entry_compare(struct replay *r, const struct q_entry_walk *e)
{
	struct opened_parts *parts = ARENA_NEW(&r->mem, struct opened_parts);
	struct hash leaf = leaf_hash(e->body);
	const char *other;
	int wrong = 0;
	enum rc rc;

	if ((rc = generation_pass(r, e->place)) != RC_OK)
		return rc;
	if (r->peaks.size != e->place - r->base)
		differ(r, e, "entries are missing before it");
	if (e->leaf.n != 32 || memcmp(leaf.b, e->leaf.p, 32) != 0)
		differ(r, e, "its bytes are not what its hash says");
	row_compare(r, e, &leaf);
	r->incidents += str_eq(e->kind, S("log.incident"));
	peaks_add(&r->peaks, &leaf);
	if (r->ahead == 0 && r->peaks.size == r->head.size)
		r->at_head = peaks_root(&r->peaks);
	rc = parts_open(&r->c, e->record, parts);
	if (rc == RC_OK)
		rc = erased_compare(r, e, parts);
	if (rc == RC_OK)
		rc = parts_compare(&r->c, e->body, parts, &wrong);
	if (rc == RC_BROKEN) { /* cannot be opened, and was not erased */
		differ(r, e, r->c.fault->detail);
		*r->c.fault = (struct fault){ 0 };
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	if (wrong > 0)
		differ(r, e, "what it speaks of was changed: it does not fit the "
		    "commitment");
	if ((rc = classes_compare(r, e, parts)) != RC_OK)
		return rc;
	rc = projection_compare(&r->c, e, parts, &other);
	if (rc == RC_OK && other != NULL)
		differ(r, e, other);
	return rc;
}

static enum rc
entries_walk(struct replay *r)
{
	struct q_entry_walk_rows rows;
	int64_t place = 0;
	enum rc rc;

	do {
		arena_clear(&r->mem);
		db_use(r->c.db, &r->mem, r->c.fault);
		rc = q_entry_walk(r->c.db, place, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
			rc = entry_compare(r, &rows.v[i]);
			place = rows.v[i].place + 1;
		}
	} while (rc == RC_OK && rows.n > 0);
	return rc;
}

/* Facts that never reached the log. One that waits is no difference: it comes
 * with the next act. */
static enum rc
missing_find(struct replay *r)
{
	struct q_record_without_entry_rows rows;
	struct record_id after = { 0 };
	enum rc rc;

	do {
		arena_clear(&r->mem);
		db_use(r->c.db, &r->mem, r->c.fault);
		rc = q_record_without_entry(r->c.db, after, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
			const struct record_kind *k = record_kind_find(rows.v[i].kind);

			after = rows.v[i].id;
			if (k != NULL && (k->type == NULL || rows.v[i].due.v == 1))
				continue;
			if (++r->wrong <= SAID_MAX)
				buf_printf(r->out, "record %" PRId64 " (%.*s): has no "
				    "entry\n", rows.v[i].id.v, STR_ARG(rows.v[i].kind));
		}
	} while (rc == RC_OK && rows.n > 0);
	return rc;
}

enum rc
replay_check(struct ctx *c, struct buf *out, int *wrong)
{
	struct replay r = { .c = *c, .out = out };
	struct str checkpoint;
	enum rc rc = publisher_head(c->log, c->mem, c->fault, &r.head, &checkpoint);

	if (rc != RC_OK)
		return rc;
	if ((rc = generations_load(c, &r.generations)) != RC_OK)
		return rc;
	r.ahead = r.generations.n > 0 ? r.generations.n - 1 : 0;
	arena_init(&r.mem, 64 * MIB);
	r.c.mem = &r.mem;
	r.at_head = tree_empty();
	if ((rc = entries_walk(&r)) == RC_OK)
		rc = missing_find(&r);
	if (rc == RC_OK)
		rc = chains_compare(&r);
	if (rc == RC_OK && r.generations.n > 0 && r.generations.n != r.incidents + 1) {
		r.wrong++;
		buf_printf(out, "there are %zu generations, and %zu incidents began one\n",
		    r.generations.n, r.incidents);
	}
	if (rc == RC_OK && (r.peaks.size < r.head.size ||
	    memcmp(r.at_head.b, r.head.root.b, 32) != 0)) {
		r.wrong++;
		buf_printf(out, "the entries of the database do not give the root that "
		    "was signed for %" PRId64 "\n", r.head.size);
	}
	arena_release(&r.mem);
	db_use(c->db, c->mem, c->fault);
	*wrong = r.wrong;
	return rc;
}

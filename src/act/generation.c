/* generation: see generation.h. */
#include "act/generation.h"

#include <inttypes.h>

#include "act/publisher.h"
#include "act/record.h"
#include "base/code.h"

const struct reason WHY_GENERATION_WHOLE = { RC_CONFLICT, "generation_whole" };

enum rc
generations_load(struct ctx *c, struct q_generation_list_rows *out)
{
	return q_generation_list(c->db, out);
}

enum rc
generation_now(struct ctx *c, struct generation_now *out)
{
	struct q_generation_list_rows rows;
	enum rc rc = q_generation_list(c->db, &rows);

	*out = (struct generation_now){ 1, 0 };
	if (rc == RC_OK && rows.n > 0)
		*out = (struct generation_now){ rows.v[0].n, rows.v[0].base };
	return rc;
}

enum rc
generation_base(struct ctx *c, struct str origin, int64_t *out)
{
	struct q_generation_list_rows rows;
	struct q_entry_next next;
	enum rc rc = q_generation_list(c->db, &rows);

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		if (str_eq(rows.v[i].origin, origin)) {
			*out = rows.v[i].base;
			return RC_OK;
		}
	if (rc == RC_OK && (rc = q_entry_next(c->db, &next)) == RC_OK)
		*out = next.place;
	return rc;
}

/* ---- another key ------------------------------------------------------------------- */

enum rc
key_changed(struct ctx *c, struct str note)
{
	struct str hex = hash_hex(c->mem, hash_of(note));
	struct q_setting_find row;
	bool found;
	enum rc rc = q_setting_find(c->db, S("log_key"), &row, &found);

	c->housekeeping = true; /* entered already: nothing is changed */
	if (rc != RC_OK || (found && str_eq(row.value, hex)))
		return rc;
	if ((rc = q_setting_put(c->db, S("log_key"), hex)) != RC_OK ||
	    (rc = record_add(c, "log.key", "setting", 0, "{\"note\":\"%.*s\"}",
	    STR_ARG(hex))) != RC_OK)
		return rc;
	return record_part(c, "note", note);
}

/* ---- after an incident --------------------------------------------------------------- */

struct str
generation_next_name(struct arena *mem, struct str origin)
{
	size_t cut = origin.n;
	int64_t n = 1;

	while (cut > 0 && origin.p[cut - 1] != '/')
		cut--;
	(void)(str_int(str_from(origin, cut), &n));
	return str_printf(mem, "%.*s%" PRId64, STR_ARG(str_head(origin, cut)), n + 1);
}

/* The rows of both; the first generation had none. */
static enum rc
rows_put(struct ctx *c, const struct generation_change *g, struct generation_now old,
    int64_t base)
{
	enum rc rc = RC_OK;

	if (old.base == 0 && old.n == 1)
		rc = q_generation_add(c->db, 1, g->old.name, vkey_text(c->mem, &g->old), 0,
		    (struct moment){ 0 });
	if (rc == RC_OK)
		rc = q_generation_end(c->db, old.n, vkey_text(c->mem, &g->old), c->now,
		    g->checkpoint);
	if (rc == RC_OK)
		rc = q_generation_add(c->db, old.n + 1, g->new.name,
		    vkey_text(c->mem, &g->new), base, c->now);
	return rc == RC_OK ? q_chains_hand_over(c->db) : rc;
}

enum rc
generation_begin(struct ctx *c, const struct generation_change *g)
{
	struct generation_now old;
	struct q_setting_find row;
	struct q_entry_next next;
	bool found;
	enum rc rc = q_setting_find(c->db, S("log"), &row, &found);

	c->housekeeping = true; /* begun already: nothing is changed */
	if (rc != RC_OK || (found && str_eq(row.value, g->new.name)))
		return rc;
	if ((rc = generation_now(c, &old)) != RC_OK ||
	    (rc = q_entry_next(c->db, &next)) != RC_OK ||
	    (rc = rows_put(c, g, old, next.place)) != RC_OK ||
	    (rc = q_setting_put(c->db, S("log"), g->new.name)) != RC_OK)
		return rc;
	rc = record_add(c, "log.incident", "setting", 0, "{\"origin\":\"%.*s\",\"size\":%"
	    PRId64 ",\"root\":\"%.*s\",\"held\":%" PRId64 "}", STR_ARG(g->old.name),
	    g->head.size, STR_ARG(base64_text(c->mem,
	    (struct str){ (const char *)g->head.root.b, 32 })), next.place - old.base);
	if (rc == RC_OK)
		rc = record_part(c, "checkpoint", g->checkpoint);
	return rc == RC_OK ? record_part(c, "note", g->note) : rc;
}

/* ---- what a generation that ended still proves ------------------------------------------ */

static enum rc
ended_find(struct ctx *c, int64_t n, struct q_generation_list *out)
{
	struct q_generation_list_rows rows;
	enum rc rc = q_generation_list(c->db, &rows);

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		if (rows.v[i].n == n && rows.v[i].checkpoint.n > 0) {
			*out = rows.v[i];
			return RC_OK;
		}
	return rc != RC_OK ? rc : FAIL(c, WHY_ABSENT, "generation %" PRId64, n);
}

enum rc
generation_holds(struct ctx *c, struct generation_entry e, bool *out)
{
	struct signed_note *note = ARENA_NEW(c->mem, struct signed_note);
	struct q_generation_list row;
	struct checkpoint head;
	enum rc rc = ended_find(c, e.generation, &row);

	*out = false;
	if (rc == RC_OK && note_read(c->mem, row.checkpoint, note) &&
	    checkpoint_read(c->mem, note->text, &head))
		*out = e.index < head.head.size;
	return rc;
}

enum rc
generation_open(struct ctx *c, int64_t n, struct log *l)
{
	struct note_signer reader = { .seed = { 0 } };
	struct q_generation_list row;
	struct log_place place;
	enum rc rc = ended_find(c, n, &row);

	if (rc != RC_OK)
		return rc;
	if (!vkey_read(c->mem, row.vkey, &reader.key))
		return FAIL(c, WHY_BROKEN, "generation %" PRId64 " has no key", row.n);
	place.public_dir = str_printf(c->mem, "%.*s/log-%" PRId64,
	    STR_ARG(publisher_dir(c->log)), row.n);
	place.private_dir = place.public_dir;
	l->newest = true; /* of one that ended there is one head */
	return log_open(l, place, &reader, c->mem, c->fault);
}

enum rc
generation_proof(struct ctx *c, struct generation_entry e, struct str *out)
{
	struct log *l = ARENA_NEW(c->mem, struct log);
	struct proof proof;
	enum rc rc = generation_open(c, e.generation, l);

	if (rc == RC_OK)
		rc = log_prove(l, e.index, c->mem, c->fault, &proof);
	if (rc == RC_OK)
		*out = proof_text(c->mem, &proof);
	return rc;
}

enum rc
generation_root(struct ctx *c, int64_t generation, int64_t size, struct hash *out)
{
	struct log *l = ARENA_NEW(c->mem, struct log);
	enum rc rc = generation_open(c, generation, l);

	return rc == RC_OK ? log_root(l, size, c->mem, c->fault, out) : rc;
}

/* kit_heads: see kit_heads.h. */
#include "act/kit_heads.h"

#include <inttypes.h>

#include "act/generation.h"
#include "act/publisher.h"

const struct reason WHY_KIT_ENDED = { RC_CONFLICT, "kit_ended" };

static enum rc
newest_load(struct ctx *c, struct kit_head *h)
{
	h->log = ARENA_NEW(c->mem, struct log);
	h->base = publisher_base(c->log);
	return publisher_snapshot(c->log, c->mem, c->fault, h->log, &h->checkpoint);
}

static enum rc
ended_load(struct ctx *c, const struct q_generation_list *row, struct kit_head *h)
{
	struct signed_note *note = ARENA_NEW(c->mem, struct signed_note);
	struct checkpoint head;

	if (!note_read(c->mem, row->checkpoint, note) ||
	    !checkpoint_read(c->mem, note->text, &head))
		return FAIL(c, WHY_BROKEN, "generation %" PRId64 " has no last head", row->n);
	*h = (struct kit_head){ .n = row->n, .base = row->base, .size = head.head.size,
		.checkpoint = row->checkpoint, .ended = true };
	return RC_OK;
}

enum rc
kit_heads_load(struct ctx *c, struct kit_heads *out)
{
	struct q_generation_list_rows rows;
	enum rc rc = generations_load(c, &rows);

	if (rc != RC_OK)
		return rc;
	out->n = rows.n > 0 ? rows.n : 1;
	out->v = ARENA_ARRAY(c->mem, out->n, struct kit_head);
	for (size_t i = 1; rc == RC_OK && i < rows.n; i++) /* rows: the newest first */
		rc = ended_load(c, &rows.v[i], &out->v[rows.n - 1 - i]);
	if (rc != RC_OK || (rc = newest_load(c, &out->v[out->n - 1])) != RC_OK)
		return rc;
	out->v[out->n - 1].n = rows.n > 0 ? rows.v[0].n : 1;
	out->v[out->n - 1].size = out->v[out->n - 1].log->head.size;
	return RC_OK;
}

struct kit_head *
kit_head_of(const struct kit_heads *heads, int64_t place)
{
	for (size_t i = heads->n; i-- > 0;)
		if (heads->v[i].base <= place)
			return place - heads->v[i].base < heads->v[i].size ? &heads->v[i] : NULL;
	return NULL;
}

/* What is kept of a generation that ended may be a part, or of another branch. */
static enum rc
ended_prove(struct ctx *c, struct kit_head *h, struct str body, struct proof *proof)
{
	const struct hash leaf = leaf_hash(body);
	struct fault fault = { 0 };
	enum rc rc = RC_OK;

	if (h->log == NULL) {
		h->log = ARENA_NEW(c->mem, struct log);
		rc = generation_open(c, h->n, h->log);
	}
	if (rc == RC_OK)
		rc = log_prove(h->log, proof->index, c->mem, &fault, proof);
	if (rc != RC_OK || !path_holds(&proof->path, (struct place_in_tree){ proof->index,
	    h->size }, &leaf, &h->log->head.root))
		return FAIL(c, WHY_KIT_ENDED, "entry %" PRId64 " of generation %" PRId64
		    " has no proof here", proof->index, h->n);
	return RC_OK;
}

enum rc
kit_head_prove(struct ctx *c, struct kit_head *h, int64_t place, struct str body,
    struct str *out)
{
	struct proof proof = { .index = place - h->base };
	enum rc rc = h->ended ? ended_prove(c, h, body, &proof) :
	    log_prove(h->log, proof.index, c->mem, c->fault, &proof);

	if (rc != RC_OK)
		return rc;
	proof.checkpoint = h->checkpoint;
	*out = proof_text(c->mem, &proof);
	h->used = true;
	return RC_OK;
}

size_t
kit_heads_from(const struct kit_heads *heads)
{
	size_t i = 0;

	while (i < heads->n && !heads->v[i].used)
		i++;
	return i;
}

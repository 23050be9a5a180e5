/* witness: see witness.h. What is decided is ledger/witness.h. */
#include "act/witness.h"

#include <inttypes.h>
#include <string.h>

#include "act/publisher.h"
#include "act/record.h"
#include "ledger/witness.h"

const struct reason WHY_NO_VKEY = { RC_INVALID, "no_vkey" };
const struct reason WHY_NOT_COSIGNED = { RC_INVALID, "not_cosigned" };

/* Keeps evidence once, however often it is sent. */
static enum rc
fork_store(struct ctx *c, const struct witness_request *r, struct str body,
    const struct q_watched_find *known)
{
	struct q_fork_last last;
	bool found;
	enum rc rc = q_fork_last(c->db, r->checkpoint.origin, &last, &found);

	if (rc != RC_OK || (found && str_eq(last.offered, body)))
		return rc;
	return q_fork_keep(c->db, r->checkpoint.origin, known->checkpoint, body, c->now);
}

static enum rc
cosign(struct ctx *c, const struct witness_request *r, struct witness_reply *out)
{
	const struct tree_head *head = &r->checkpoint.head;

	out->body = note_cosign(c->mem, publisher_witness(c->log), r->note.text,
	    c->now.ms / 1000);
	out->type = S("text/plain; charset=utf-8");
	return q_watched_grow(c->db, r->checkpoint.origin, head->size,
	    (struct str){ (const char *)head->root.b, 32 }, r->bytes, c->now);
}

static bool
known_read(struct ctx *c, const struct q_watched_find *row, struct witnessed *out)
{
	*out = (struct witnessed){ .known = true, .head.size = row->size };
	if (row->root.n == 32)
		memcpy(out->head.root.b, row->root.p, 32);
	return vkey_read(c->mem, row->vkey, &out->key);
}

enum rc
witness_add(struct ctx *c, struct str body, struct witness_reply *out)
{
	struct witness_request *r = ARENA_NEW(c->mem, struct witness_request);
	struct q_watched_find row = { 0 };
	struct witnessed known = { 0 };
	bool found, fork;
	enum rc rc;

	*out = (struct witness_reply){ 400, S("text/plain; charset=utf-8"), S("") };
	c->housekeeping = true; /* what others' logs say is no act of this office */
	if (c->log == NULL || publisher_witness(c->log)->key.name.n == 0)
		return FAIL(c, WHY_LOG_CLOSED, "%s", "");
	if (!witness_read(c->mem, body, r))
		return RC_OK;
	if ((rc = q_watched_find(c->db, r->checkpoint.origin, &row, &found)) != RC_OK)
		return rc;
	if (found && !known_read(c, &row, &known))
		return FAIL(c, WHY_BROKEN, "%s", "a watched log has no good key");
	out->status = (int)witness_judge(&known, r, &fork);
	if (fork && (rc = fork_store(c, r, body, &row)) != RC_OK)
		return rc;
	if (out->status == WITNESS_OTHER_SIZE) {
		out->type = S("text/x.tlog.size");
		out->body = str_printf(c->mem, "%" PRId64 "\n", row.size);
	}
	return out->status == WITNESS_COSIGN ? cosign(c, r, out) : RC_OK;
}

enum rc
witness_last(struct ctx *c, struct str name, struct str *out)
{
	struct q_watched_list_rows rows;
	enum rc rc = q_watched_list(c->db, &rows);

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		if (rows.v[i].checkpoint.n > 0 &&
		    str_eq(hash_hex(c->mem, hash_of(rows.v[i].origin)), name)) {
			*out = rows.v[i].checkpoint;
			return RC_OK;
		}
	return rc != RC_OK ? rc : FAIL(c, WHY_ABSENT, "%s", "not a log that is watched");
}

enum rc
witness_watch(struct ctx *c, struct str vkey)
{
	struct note_key key;
	enum rc rc;

	if (!vkey_read(c->mem, str_trim(vkey), &key) || key.type != KEY_LOG)
		return FAIL(c, WHY_NO_VKEY, "%s", "");
	rc = q_watched_add(c->db, key.name, str_trim(vkey));
	return rc == RC_OK ? record_add(c, "log.watch", "setting", 0,
	    "{\"origin\":\"%.*s\"}", STR_ARG(key.name)) : rc;
}

enum rc
witness_take(struct ctx *c, struct str lines, struct str vkey)
{
	struct signed_note *n = ARENA_NEW(c->mem, struct signed_note);
	struct note_key key;
	struct checkpoint head;
	struct str whole, good = S(""), rest = lines, line;
	int64_t seconds;
	enum rc rc;

	if (!vkey_read(c->mem, str_trim(vkey), &key) || key.type != KEY_WITNESS)
		return FAIL(c, WHY_NO_VKEY, "%s", "");
	rc = publisher_head(c->log, c->mem, c->fault, &head.head, &whole);
	if (rc != RC_OK)
		return rc;
	while (str_cut(&rest, '\n', &line)) {
		struct str with = str_printf(c->mem, "%.*s%.*s\n", STR_ARG(whole),
		    STR_ARG(line));

		if (line.n > 0 && note_read(c->mem, with, n) &&
		    str_eq(n->signatures[n->n - 1].name, key.name) &&
		    note_cosigned_by(c->mem, n, &key, &seconds))
			good = str_printf(c->mem, "%.*s%.*s\n", STR_ARG(good),
			    STR_ARG(line));
	}
	if (good.n == 0)
		return FAIL(c, WHY_NOT_COSIGNED, "%s", "");
	return publisher_cosigned(c->log, &head.head, good, c->mem, c->fault);
}

/* witness: see witness.h. What is decided is ledger/witness.h. */
#include "act/witness.h"

#include <inttypes.h>
#include <string.h>

#include "act/publisher.h"
#include "act/reasons.h"
#include "act/record.h"
#include "base/code.h"
#include "base/log.h"
#include "ledger/witness.h"

const struct reason WHY_NO_VKEY = { RC_INVALID, "no_vkey" };
const struct reason WHY_NOT_COSIGNED = { RC_INVALID, "not_cosigned" };
const struct reason WHY_NO_ADDRESS = { RC_INVALID, "no_address" };
const struct reason WHY_OTHER_KEY = { RC_CONFLICT, "other_key" };

bool
web_address_ok(struct str url)
{
	for (size_t i = 0; i < url.n; i++)
		if ((unsigned char)url.p[i] <= ' ' || url.p[i] == '@')
			return false;
	return (str_starts(url, S("https://")) && url.n > 8) ||
	    (str_starts(url, S("http://")) && url.n > 7);
}

#define FORKS_MAX 100  /* of one log: who signs more adds nothing */
#define HEADS_DAYS 30  /* all heads are kept so long, then one a day */

/* ---- forks --------------------------------------------------------------------- */

/* Two signed heads. Proven: of one size with two roots, or shown by the entries of
 * the copy. Otherwise a doubt: somebody asked with a path that does not hold. */
struct fork_found {
	struct str origin, known, offered;
	struct tree_head head;    /* of what was offered */
	bool proven;
};

/* Keeps it whole, once, and for a proven one an entry of our own log says so. At
 * most a hundred of a log are kept. */
static enum rc
fork_keep(struct ctx *c, const struct fork_found *f)
{
	struct str root = { (const char *)f->head.root.b, 32 };
	struct q_fork_same_rows same;
	struct q_fork_count count;
	enum rc rc = q_fork_same(c->db, f->origin, f->head.size, root, f->proven, &same);

	if (rc != RC_OK || same.n > 0 ||
	    (rc = q_fork_count(c->db, f->origin, &count)) != RC_OK ||
	    count.n >= FORKS_MAX)
		return rc;
	rc = q_fork_keep(c->db, &(struct q_fork_keep_in){ .origin = f->origin,
	    .known = f->known, .offered = f->offered, .at = c->now,
	    .size = f->head.size, .root = root, .proven = f->proven });
	/* Our own log may be closed; the evidence is kept all the same. */
	if (rc != RC_OK || !f->proven || c->log == NULL || publisher_stuck(c->log))
		return rc;
	log_error("the record %.*s has forked: two signed heads are kept as evidence",
	    STR_ARG(f->origin));
	return record_add(c, "log.fork", "setting", 0,
	    "{\"origin\":\"%.*s\",\"size\":%" PRId64 ",\"root\":\"%.*s\"}",
	    STR_ARG(f->origin), f->head.size, STR_ARG(base64_text(c->mem, root)));
}

/* A signed head that was seen: kept, and compared with all of its size. */
static enum rc
head_seen(struct ctx *c, struct str origin, const struct tree_head *head,
    struct str checkpoint)
{
	struct str root = { (const char *)head->root.b, 32 };
	struct q_seen_head_other other;
	bool found;
	enum rc rc = q_seen_head_other(c->db, origin, head->size, root, &other, &found);

	if (rc == RC_OK && found)
		return fork_keep(c, &(struct fork_found){ origin, other.checkpoint,
		    checkpoint, *head, true });
	return rc != RC_OK ? rc :
	    q_seen_head_add(c->db, origin, head->size, root, checkpoint, c->now);
}

/* What a request that its log has signed says besides what it asks. */
static enum rc
request_look(struct ctx *c, const struct witness_request *r, int status, bool fork,
    const struct q_watched_find *known)
{
	const struct tree_head *head = &r->checkpoint.head;
	bool proven = fork && head->size == known->size;

	if (fork && known->checkpoint.n > 0)
		return fork_keep(c, &(struct fork_found){ r->checkpoint.origin,
		    known->checkpoint, r->bytes, *head, proven });
	/* A head that was not cosigned may still contradict an older one. */
	return status == WITNESS_NOT_SIGNED || status == WITNESS_UNKNOWN ||
	    head->size == 0 ? RC_OK : head_seen(c, r->checkpoint.origin, head, r->bytes);
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
	if (found && (rc = request_look(c, r, out->status, fork, &row)) != RC_OK)
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
witness_watch(struct ctx *c, struct str vkey, struct str url)
{
	struct q_watched_find row;
	struct note_key key;
	bool found;
	enum rc rc;

	vkey = str_trim(vkey);
	url = str_trim(url);
	while (str_ends(url, S("/")))
		url.n--;
	if (!vkey_read(c->mem, vkey, &key) || key.type != KEY_LOG)
		return FAIL(c, WHY_NO_VKEY, "%s", "");
	if (url.n > 0 && !web_address_ok(url))
		return FAIL(c, WHY_NO_ADDRESS, "%.*s", STR_ARG(str_head(url, 200)));
	if ((rc = q_watched_find(c->db, key.name, &row, &found)) != RC_OK)
		return rc;
	if (found && !str_eq(row.vkey, vkey))
		return FAIL(c, WHY_OTHER_KEY, "%.*s", STR_ARG(key.name));
	rc = found ? q_watched_place(c->db, key.name, url) :
	    q_watched_add(c->db, key.name, vkey, url);
	return rc == RC_OK ? record_add(c, "log.watch", "setting", 0,
	    "{\"origin\":\"%.*s\"}", STR_ARG(key.name)) : rc;
}

/* ---- copies ---------------------------------------------------------------------- */

enum rc
watched_load(struct ctx *c, struct watched_logs *out)
{
	struct q_watched_list_rows rows;
	enum rc rc = q_watched_list(c->db, &rows);

	*out = (struct watched_logs){ .n = 0 };
	if (rc != RC_OK)
		return rc;
	out->v = ARENA_ARRAY(c->mem, rows.n + 1, struct watched_log);
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		struct watched_log *w = &out->v[out->n++];
		struct q_fork_count count;

		rc = q_fork_count(c->db, rows.v[i].origin, &count);
		w->row = rows.v[i];
		w->forks = count.proven;
		w->doubts = count.n - count.proven;
		w->age_hours = rows.v[i].seen_at.ms == 0 ? -1 :
		    (c->now.ms - rows.v[i].seen_at.ms) / 3600000;
		out->forked = out->forked || w->forks > 0;
	}
	return rc;
}

enum rc
watched_visited(struct ctx *c, const struct q_watched_list *w,
    const struct mirrored *m)
{
	bool well = m->answer == MIRROR_SAME || m->answer == MIRROR_GROWN;
	enum rc rc = RC_OK;

	c->housekeeping = true;
	if (m->answer == MIRROR_FORKED)
		rc = fork_keep(c, &(struct fork_found){ w->origin, w->checkpoint,
		    m->checkpoint, m->head, true });
	else if (well && m->head.size > 0)
		rc = head_seen(c, w->origin, &m->head, m->checkpoint);
	return rc == RC_OK ? q_watched_mirrored(c->db, w->origin, m->size, well ? c->now :
	    (struct moment){ 0 }, well ? S("") : str_c(m->why)) : rc;
}

enum rc
forks_load(struct ctx *c, struct q_fork_list_rows *out)
{
	return q_fork_list(c->db, out);
}

enum rc
fork_text(struct ctx *c, int64_t id, struct str *out)
{
	struct q_fork_at row;
	bool found;
	enum rc rc = q_fork_at(c->db, id, &row, &found);

	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "evidence %" PRId64, id);
	*out = str_printf(c->mem, "%.*s\n--\n\n%.*s", STR_ARG(row.known),
	    STR_ARG(row.offered));
	return RC_OK;
}

enum rc
heads_thin(struct ctx *c, struct str origin)
{
	c->housekeeping = true;
	return q_seen_head_thin(c->db, origin,
	    (struct moment){ c->now.ms - (int64_t)HEADS_DAYS * 86400000 });
}

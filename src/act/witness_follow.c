/* witness_follow: see witness.h. Who watches a log knows its key; when that changes,
 * the old key's word is needed, not the word of whoever brings the new one. */
#include <inttypes.h>

#include "act/record.h"
#include "act/witness.h"
#include "ledger/keychain.h"

const struct reason WHY_NOT_FOLLOWED = { RC_INVALID, "not_followed" };

/* Where a generation that ended lies: behind its number. */
static struct str
ended_url(struct ctx *c, const struct q_watched_list *w)
{
	size_t cut = w->origin.n;

	while (cut > 0 && w->origin.p[cut - 1] != '/')
		cut--;
	return w->url.n == 0 ? w->url : str_printf(c->mem, "%.*s/%.*s", STR_ARG(w->url),
	    STR_ARG(str_from(w->origin, cut)));
}

static enum rc
generation_follow(struct ctx *c, const struct q_watched_list *w, const struct note_key *key)
{
	struct q_watched_find there;
	bool found;
	enum rc rc = q_watched_find(c->db, key->name, &there, &found);

	if (rc != RC_OK || found)
		return rc;
	rc = q_watched_add(c->db, key->name, vkey_text(c->mem, key), w->url);
	return rc == RC_OK ? q_watched_place(c->db, w->origin, ended_url(c, w)) : rc;
}

static enum rc
log_follow_key(struct ctx *c, const struct q_watched_list *w, struct str notes, int *n)
{
	struct note_key key, now;
	int steps;
	enum rc rc;

	if (!vkey_read(c->mem, w->vkey, &key))
		return FAIL(c, WHY_BROKEN, "%s", "a watched log has no good key");
	now = keys_follow(c->mem, notes, key, &steps);
	if (steps == 0)
		return RC_OK;
	++*n;
	rc = str_eq(now.name, w->origin) ?
	    q_watched_key(c->db, w->origin, vkey_text(c->mem, &now)) :
	    generation_follow(c, w, &now);
	return rc == RC_OK ? record_add(c, "log.follow", "setting", 0,
	    "{\"origin\":\"%.*s\",\"vkey\":\"%.*s\"}", STR_ARG(w->origin),
	    STR_ARG(vkey_text(c->mem, &now))) : rc;
}

enum rc
witness_follow(struct ctx *c, struct str notes, int *n)
{
	struct q_watched_list_rows rows;
	enum rc rc = q_watched_list(c->db, &rows);

	*n = 0;
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		rc = log_follow_key(c, &rows.v[i], notes, n);
	return rc == RC_OK && *n == 0 ? FAIL(c, WHY_NOT_FOLLOWED, "%s", "") : rc;
}

/* cosigner: see cosigner.h. */
#include "act/cosigner.h"

#include <inttypes.h>

#include "act/publisher.h"
#include "act/record.h"
#include "ledger/witness.h"

const struct reason WHY_OWN_KEY = { RC_INVALID, "own_key" };

/* ---- who they are ------------------------------------------------------------------ */

enum rc
cosigners_load(struct ctx *c, struct cosigners_view *out)
{
	struct q_cosigner_list_rows rows;
	struct fault quiet = { 0 };
	struct tree_head head = { 0 };
	struct str checkpoint;
	enum rc rc = q_cosigner_list(c->db, &rows);

	out->n = 0;
	if (rc != RC_OK)
		return rc;
	if (c->log != NULL)
		(void)(publisher_head(c->log, c->mem, &quiet, &head, &checkpoint) == RC_OK);
	for (size_t i = 0; i < rows.n && i < COSIGNERS_MAX; i++) {
		bool has = rows.v[i].cosigned_at.ms > 0;

		out->v[out->n++] = (struct cosigner_view){ rows.v[i],
		    has ? head.size - rows.v[i].size : -1,
		    has ? (c->now.ms - rows.v[i].cosigned_at.ms) / 3600000 : -1 };
	}
	return RC_OK;
}

enum rc
cosigner_put(struct ctx *c, struct str vkey, struct str url)
{
	struct note_key key;
	enum rc rc;

	vkey = str_trim(vkey);
	url = str_trim(url);
	while (str_ends(url, S("/")))
		url.n--;
	if (!vkey_read(c->mem, vkey, &key) || key.type != KEY_WITNESS)
		return FAIL(c, WHY_NO_VKEY, "%s", "");
	if (!web_address_ok(url))
		return FAIL(c, WHY_NO_ADDRESS, "%.*s", STR_ARG(str_head(url, 200)));
	if (str_eq(vkey, publisher_witness_vkey(c->log, c->mem)))
		return FAIL(c, WHY_OWN_KEY, "%s", "");
	rc = q_cosigner_put(c->db, key.name, vkey, url);
	return rc == RC_OK ? record_add(c, "log.witness", "setting", 0,
	    "{\"witness\":\"%.*s\"}", STR_ARG(vkey)) : rc;
}

enum rc
cosigner_drop(struct ctx *c, struct str name)
{
	enum rc rc = q_cosigner_drop(c->db, name, c->now);

	return rc == RC_OK ? record_add(c, "log.witness_drop", "setting", 0,
	    "{\"witness\":\"%.*s\"}", STR_ARG(name)) : rc;
}

/* ---- what is due ------------------------------------------------------------------- */

/* How long after the last question the next one comes. */
static int64_t
pause_s(const struct q_cosigner_list *r, int64_t size)
{
	int64_t s = COSIGN_PAUSE_S;

	for (int64_t i = 0; i < r->tries && s < COSIGN_PAUSE_MOST_S; i++)
		s *= 2;
	if (s > COSIGN_PAUSE_MOST_S)
		s = COSIGN_PAUSE_MOST_S;
	return r->tries == 0 && r->cosigned_at.ms > 0 && r->size >= size ?
	    COSIGN_DAILY_S : s;
}

/* A clock that was set back must not silence anybody: then it is due. */
static bool
is_due(const struct ctx *c, const struct q_cosigner_list *r, int64_t size)
{
	return r->asked_at.ms == 0 || r->asked_at.ms > c->now.ms ||
	    c->now.ms - r->asked_at.ms >= pause_s(r, size) * 1000;
}

enum rc
cosigners_due(struct ctx *c, bool all, struct cosigner_tasks *out)
{
	struct q_cosigner_list_rows rows;
	struct fault quiet = { 0 };
	enum rc rc = q_cosigner_list(c->db, &rows);

	out->n = 0;
	c->housekeeping = true;
	if (rc != RC_OK || rows.n == 0)
		return rc;
	if (c->log == NULL || publisher_head(c->log, c->mem, &quiet, &out->head,
	    &out->checkpoint) != RC_OK)
		return RC_OK;
	for (size_t i = 0; rc == RC_OK && i < rows.n && i < COSIGNERS_MAX; i++) {
		const struct q_cosigner_list *r = &rows.v[i];
		struct q_cosigner_ask mine;
		bool is_mine;

		if (!all && !is_due(c, r, out->head.size))
			continue;
		rc = q_cosigner_ask(c->db, r->name, c->now, r->asked_at, &mine, &is_mine);
		if (rc == RC_OK && is_mine)
			out->v[out->n++] = (struct cosigner_task){
			    str_copy(c->mem, r->name), str_copy(c->mem, r->vkey),
			    str_copy(c->mem, r->url), mine.known };
	}
	return rc;
}

/* ---- the dialogue -------------------------------------------------------------------- */

/* Those lines of an answer that this witness signed for this checkpoint. */
static struct str
lines_good(struct arena *mem, struct str checkpoint, struct str lines,
    const struct note_key *key, int64_t *seconds)
{
	struct signed_note *n = ARENA_NEW(mem, struct signed_note);
	struct str good = S(""), line;
	int64_t at;

	*seconds = 0;
	while (str_cut(&lines, '\n', &line)) {
		struct str with = str_printf(mem, "%.*s%.*s\n", STR_ARG(checkpoint),
		    STR_ARG(line));

		if (line.n == 0 || !note_read(mem, with, n) ||
		    !str_eq(n->signatures[n->n - 1].name, key->name))
			continue;
		n->signatures[0] = n->signatures[n->n - 1]; /* that line alone */
		n->n = 1;
		if (!note_cosigned_by(mem, n, key, &at))
			continue;
		good = str_printf(mem, "%.*s%.*s\n", STR_ARG(good), STR_ARG(line));
		*seconds = at > *seconds ? at : *seconds;
	}
	return good;
}

/* One question. */
static bool
ask_once(const struct cosigner_talk *with, const struct cosigner_tasks *all,
    struct str url, struct witness_reply *reply, struct cosigner_said *out)
{
	struct publisher_asked a = { out->known, all->head, all->checkpoint };
	struct cosigner_question q = { .mem = with->mem, .why = "" };
	struct fault fault = { 0 };

	q.url = str_printf(with->mem, "%.*s/add-checkpoint", STR_ARG(url));
	if (publisher_request_for(with->log, &a, with->mem, &fault, &q.body) != RC_OK)
		q.why = fault.detail;
	else if (with->line->post(with->line->arg, &q, reply))
		return true;
	out->why = str_copy(with->mem, str_c(q.why));
	return false;
}

/* 409 says what the witness knows; true: it is worth asking again. */
static bool
other_size(const struct witness_reply *reply, const struct tree_head *head,
    struct cosigner_said *out)
{
	int64_t size;

	if (reply->status != WITNESS_OTHER_SIZE ||
	    !str_starts(reply->type, S("text/x.tlog.size")) ||
	    !decimal_read(str_trim(reply->body), &size))
		return false;
	if (size > head->size) {
		out->why = S("it knows more entries than this log has: this office is an "
		    "older copy");
		return false;
	}
	if (size == out->known) {
		out->why = S("it knows another root for this size: one of us has forked");
		return false;
	}
	out->known = size;
	return true;
}

/* What the last answer is worth. */
static void
reply_judge(const struct cosigner_talk *with, const struct cosigner_tasks *all,
    size_t which, const struct witness_reply *reply, struct cosigner_said *out)
{
	struct note_key key;

	if (reply->status == WITNESS_COSIGN &&
	    vkey_read(with->mem, all->v[which].vkey, &key))
		out->lines = lines_good(with->mem, all->checkpoint, reply->body, &key,
		    &out->seconds);
	out->cosigned = out->lines.n > 0;
	if (out->cosigned)
		out->known = all->head.size;
	else if (out->why.n == 0)
		out->why = reply->status == WITNESS_COSIGN ?
		    S("what it answered is not signed by its key") :
		    str_printf(with->mem, "it answered %d", reply->status);
}

void
cosigner_talk(const struct cosigner_talk *with, const struct cosigner_tasks *all,
    size_t which, struct cosigner_said *out)
{
	const struct cosigner_task *t = &all->v[which];
	struct witness_reply reply = { 0 };

	*out = (struct cosigner_said){ .name = t->name, .known = t->known };
	if (out->known > all->head.size)
		out->known = 0; /* it says itself what it knows */
	if (!ask_once(with, all, t->url, &reply, out))
		return;
	if (other_size(&reply, &all->head, out) &&
	    !ask_once(with, all, t->url, &reply, out))
		return;
	reply_judge(with, all, which, &reply, out);
}

/* ---- what came of it ------------------------------------------------------------------ */

enum rc
cosigner_told(struct ctx *c, const struct cosigner_tasks *all,
    const struct cosigner_said *said)
{
	struct str whole;
	enum rc rc;

	c->housekeeping = true;
	if (!said->cosigned)
		return q_cosigner_failed(c->db, said->name, said->known, said->why);
	whole = note_merge(c->mem, all->checkpoint, said->lines);
	rc = q_cosigner_answered(c->db, said->name, all->head.size,
	    (struct moment){ said->seconds * 1000 }, whole);
	return rc == RC_OK ? publisher_cosigned(c->log, all->checkpoint, said->lines,
	    c->mem, c->fault) : rc;
}

/* ---- by file ------------------------------------------------------------------------------ */

enum rc
cosigner_take(struct ctx *c, struct str lines, struct str vkey)
{
	struct cosigner_said said = { .cosigned = true };
	struct cosigner_tasks *about = ARENA_NEW(c->mem, struct cosigner_tasks);
	struct note_key key;
	struct q_cosigner_list_rows rows;
	enum rc rc;

	if (!vkey_read(c->mem, str_trim(vkey), &key) || key.type != KEY_WITNESS)
		return FAIL(c, WHY_NO_VKEY, "%s", "");
	rc = publisher_head(c->log, c->mem, c->fault, &about->head, &about->checkpoint);
	if (rc != RC_OK)
		return rc;
	said.lines = lines_good(c->mem, about->checkpoint, lines, &key, &said.seconds);
	if (said.lines.n == 0 && publisher_asked_last(c->log, c->mem, &about->head,
	    &about->checkpoint))
		said.lines = lines_good(c->mem, about->checkpoint, lines, &key,
		    &said.seconds);
	if (said.lines.n == 0)
		return FAIL(c, WHY_NOT_COSIGNED, "%s", "");
	said.name = key.name;
	if ((rc = q_cosigner_list(c->db, &rows)) != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++)
		if (str_eq(rows.v[i].name, key.name))
			return cosigner_told(c, about, &said);
	c->housekeeping = true;
	return publisher_cosigned(c->log, about->checkpoint, said.lines, c->mem, c->fault);
}

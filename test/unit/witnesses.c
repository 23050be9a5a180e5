/* Both sides of witnessing, on both back ends: others' heads that come by line or by
 * file, forks that are kept, our own log before its witnesses. */
#include "publisher_help.h"

#include "act/cosigner.h"
#include "act/entries.h"
#include "act/witness.h"
#include "ledger/keychain.h"
#include "ledger/witness.h"

static struct str request;
static struct witness_reply answer;

static enum rc
act_watch_self(struct ctx *c)
{
	return witness_watch(c, publisher_vkey(c->log, c->mem), S(""));
}

static enum rc
act_answer(struct ctx *c)
{
	enum rc rc = witness_add(c, request, &answer);

	answer.body = str_copy(unit_mem(), answer.body);
	return rc;
}

static struct q_fork_count
forks(struct office *o)
{
	struct q_fork_count n = { 0 };

	db_use(o->db, &o->mem, &o->fault);
	CHECK_INT(q_fork_count(o->db, publisher_origin(o->log), &n), RC_OK);
	return n;
}

static struct str take_vkey;

static enum rc
act_take(struct ctx *c)
{
	return cosigner_take(c, answer.body, take_vkey);
}

static void
a_witness_by_file(struct str where)
{
	struct office o;
	struct str checkpoint, text;

	if (!office_make(&o, where))
		return;
	CHECK_INT(publisher_request(o.log, 0, unit_mem(), &o.fault, &request), RC_OK);
	CHECK_INT(act(&o, act_answer), RC_OK);
	CHECK_INT(answer.status, 404); /* not watched */
	CHECK_INT(act(&o, act_watch_self), RC_OK);
	CHECK_INT(publisher_request(o.log, 0, unit_mem(), &o.fault, &request), RC_OK);
	CHECK_INT(act(&o, act_answer), RC_OK);
	CHECK_INT(answer.status, 200);
	take_vkey = publisher_witness_vkey(o.log, unit_mem());
	CHECK_INT(act(&o, act_take), RC_OK);
	(void)head_of(&o, &checkpoint);
	CHECK(str_ends(checkpoint, answer.body));
	CHECK_INT(act(&o, act_seal), RC_OK);
	CHECK_INT(publisher_request(o.log, 0, unit_mem(), &o.fault, &request), RC_OK);
	CHECK_INT(act(&o, act_answer), RC_OK);
	CHECK_INT(answer.status, 409);
	CHECK_STR(answer.body, S("2\n"));
	CHECK_INT(act(&o, act_take), WHY_NOT_COSIGNED.rc); /* that is no signature */
	CHECK_INT(publisher_request(o.log, 2, unit_mem(), &o.fault, &request), RC_OK);
	CHECK_INT(act(&o, act_answer), RC_OK);
	CHECK_INT(answer.status, 200);
	CHECK_INT(forks(&o).n, 0);
	/* A stick takes days: the answer to what was asked still counts. */
	CHECK_INT(act(&o, act_seal), RC_OK);
	CHECK_INT(act(&o, act_take), RC_OK);
	CHECK_INT(publisher_proof(o.log, 1, unit_mem(), &o.fault, &text), RC_OK);
	CHECK(str_ends(text, answer.body));
	office_drop(&o);
}

/* Signed by the log, and of another history: kept whole. */
static void
a_fork_is_kept(struct str where)
{
	struct office o;
	struct note_signer forger;
	struct log_keys keys;
	struct checkpoint c;
	struct str checkpoint, text;
	struct entry_view e;

	if (!office_make(&o, where))
		return;
	CHECK_INT(act(&o, act_watch_self), RC_OK);
	for (int i = 2; i <= 3; i++) {
		CHECK_INT(publisher_request(o.log, i == 2 ? 0 : 2, unit_mem(), &o.fault,
		    &request), RC_OK);
		CHECK_INT(act(&o, act_answer), RC_OK);
		CHECK_INT(answer.status, 200);
		CHECK_INT(act(&o, act_seal), RC_OK);
	}
	CHECK_INT(log_keys_load(unit_mem(), str_c(o.dir), &keys, &o.fault), RC_OK);
	forger = keys.log;
	c = (struct checkpoint){ forger.key.name, { 3, { { 9 } } } };
	text = checkpoint_text(unit_mem(), &c);
	request = str_printf(unit_mem(), "old 3\n\n%.*s\n%.*s", STR_ARG(text),
	    STR_ARG(note_sign(unit_mem(), &forger, text)));
	CHECK_INT(act(&o, act_answer), RC_OK);
	CHECK_INT(answer.status, 409);
	CHECK_INT(forks(&o).proven, 1);
	CHECK_INT(act(&o, act_answer), RC_OK);
	CHECK_INT(forks(&o).n, 1); /* kept once */
	/* An older size that was seen with another root: a fork too. */
	c.head.size = 2;
	text = checkpoint_text(unit_mem(), &c);
	request = str_printf(unit_mem(), "old 2\n\n%.*s\n%.*s", STR_ARG(text),
	    STR_ARG(note_sign(unit_mem(), &forger, text)));
	CHECK_INT(act(&o, act_answer), RC_OK);
	CHECK_INT(answer.status, 409);
	CHECK_INT(forks(&o).proven, 2);
	/* A path that does not hold proves nothing alone. */
	c.head.size = 9;
	text = checkpoint_text(unit_mem(), &c);
	request = str_printf(unit_mem(), "old 3\n\n%.*s\n%.*s", STR_ARG(text),
	    STR_ARG(note_sign(unit_mem(), &forger, text)));
	CHECK_INT(act(&o, act_answer), RC_OK);
	CHECK_INT(answer.status, 422);
	CHECK_INT(forks(&o).proven, 2);
	CHECK_INT(forks(&o).n, 3);
	db_use(o.db, &o.mem, &o.fault);
	CHECK_INT(entry_load(&o.ctx, head_of(&o, &checkpoint).size - 1, &e), RC_OK);
	CHECK(str_has(e.body, S("\"type\":\"incident\""))); /* our own log says so */
	office_drop(&o);
}

/* ---- a watched log changes its key ---------------------------------------------------- */

static struct str notes;
static int followed;

static enum rc
act_follow(struct ctx *c)
{
	return witness_follow(c, notes, &followed);
}

static struct str
watched_key(struct office *o, struct str origin)
{
	struct q_watched_find row;
	bool found;

	db_use(o->db, &o->mem, &o->fault);
	CHECK_INT(q_watched_find(o->db, origin, &row, &found), RC_OK);
	return found ? row.vkey : S("");
}

static struct note_signer
signer_named(struct str name, int seed)
{
	const uint8_t bytes[32] = { (uint8_t)seed };

	return note_signer(unit_mem(), name, KEY_LOG, bytes);
}

/* The old key's word counts, and nobody else's. */
static void
a_key_is_followed(struct str where)
{
	struct office o;
	struct log_keys keys;
	struct note_signer next, evil, grown;
	struct checkpoint c;
	struct tree_head head;
	struct str checkpoint, text;

	if (!office_make(&o, where))
		return;
	CHECK_INT(act(&o, act_watch_self), RC_OK);
	CHECK_INT(log_keys_load(unit_mem(), str_c(o.dir), &keys, &o.fault), RC_OK);
	next = signer_named(keys.log.key.name, 7);
	evil = signer_named(keys.log.key.name, 8);
	head = head_of(&o, &checkpoint);
	c = (struct checkpoint){ keys.log.key.name, head };
	text = checkpoint_text(unit_mem(), &c);
	request = str_printf(unit_mem(), "old 0\n\n%.*s\n%.*s", STR_ARG(text),
	    STR_ARG(note_sign(unit_mem(), &next, text)));
	CHECK_INT(act(&o, act_answer), RC_OK);
	CHECK_INT(answer.status, 403);
	/* nothing, something else, a note of strangers, a note that lacks the old key */
	text = key_note(unit_mem(), &keys.log, &evil, STORE_NOW);
	const struct str bad[] = { S(""), S("ocop-key/v1\n"),
		key_note(unit_mem(), &evil, &next, STORE_NOW),
		str_head(text, text.n - 40), str_printf(unit_mem(), "%.*s%.*s",
		    STR_ARG(str_head(text, str_find(text, '\n'))), STR_ARG(note_sign(unit_mem(),
		    &evil, text))) };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		unit_row("bad note %d", (int)i);
		notes = bad[i];
		CHECK_INT(act(&o, act_follow), RC_INVALID);
		CHECK_STR(watched_key(&o, keys.log.key.name), vkey_text(unit_mem(),
		    &keys.log.key));
	}
	notes = key_note(unit_mem(), &keys.log, &next, STORE_NOW);
	CHECK_INT(act(&o, act_follow), RC_OK);
	CHECK_INT(followed, 1);
	CHECK_STR(watched_key(&o, keys.log.key.name), vkey_text(unit_mem(), &next.key));
	CHECK_INT(act(&o, act_answer), RC_OK);
	CHECK_INT(answer.status, 200);
	/* a new generation: watched besides, under its own name */
	grown = signer_named(S("mau.vn/log/79/2"), 9);
	notes = str_printf(unit_mem(), "%.*s%.*s", STR_ARG(notes),
	    STR_ARG(key_note(unit_mem(), &next, &grown, STORE_NOW)));
	CHECK_INT(act(&o, act_follow), RC_OK);
	CHECK_STR(watched_key(&o, grown.key.name), vkey_text(unit_mem(), &grown.key));
	CHECK_STR(watched_key(&o, keys.log.key.name), vkey_text(unit_mem(), &next.key));
	office_drop(&o);
}

/* ---- our log before its witnesses, by line -------------------------------------------- */

/* A witness of somebody else's, in memory. */
static struct friend {
	struct note_signer signer;
	struct witnessed known;
	bool away, forger;
	int asked;
} friend;

static bool
friend_post(void *arg, struct cosigner_question *q, struct witness_reply *out)
{
	struct witness_request *r = ARENA_NEW(q->mem, struct witness_request);
	bool fork;

	CHECK(arg == &friend && str_eq(q->url, S("https://ban.example/witness/add-checkpoint")));
	friend.asked++;
	q->why = "no line";
	if (friend.away || !CHECK(witness_read(q->mem, q->body, r)))
		return false;
	*out = (struct witness_reply){ (int)witness_judge(&friend.known, r, &fork),
		S("text/plain"), S("") };
	if (out->status == WITNESS_OTHER_SIZE) {
		out->type = S("text/x.tlog.size");
		out->body = str_printf(q->mem, "%lld\n", (long long)friend.known.head.size);
	} else if (out->status == WITNESS_COSIGN) {
		friend.known.head = r->checkpoint.head;
		out->body = note_cosign(q->mem, &friend.signer, friend.forger ?
		    S("example\n1\nAAAA\n") : r->note.text, 1764000000 + friend.asked);
	}
	return true;
}

static struct cosigner_tasks *tasks;
static struct cosigner_said answered;

static enum rc
act_put(struct ctx *c)
{
	return cosigner_put(c, vkey_text(c->mem, &friend.signer.key),
	    S("https://ban.example/witness/"));
}

static enum rc
act_due(struct ctx *c)
{
	return cosigners_due(c, false, tasks);
}

static enum rc
act_told(struct ctx *c)
{
	return cosigner_told(c, tasks, &answered);
}

/* A round as the program goes it; how many were asked. */
static size_t
go_round(struct office *o)
{
	const struct cosigner_line line = { friend_post, &friend };
	const struct cosigner_talk with = { o->log, &line, unit_mem() };

	tasks = ARENA_NEW(unit_mem(), struct cosigner_tasks);
	o->ctx.mem = unit_mem();
	CHECK_INT(act(o, act_due), RC_OK);
	for (size_t i = 0; i < tasks->n; i++) {
		cosigner_talk(&with, tasks, i, &answered);
		CHECK_INT(act(o, act_told), RC_OK);
	}
	o->ctx.mem = &o->mem;
	return tasks->n;
}

/* A witness that knows this office's log and has seen nothing of it. */
static void
friend_of(struct office *o)
{
	uint8_t seed[32] = { 7 };

	friend = (struct friend){ note_signer(unit_mem(), S("ban.example/witness"),
	    KEY_WITNESS, seed), .known.known = true };
	CHECK(vkey_read(unit_mem(), publisher_vkey(o->log, unit_mem()), &friend.known.key));
	o->ctx.now.ms = 1764000000000;
}

static void
asked_and_not_waited_for(struct str where)
{
	struct office o;
	struct str checkpoint;

	if (!office_make(&o, where))
		return;
	friend_of(&o);
	CHECK_INT(go_round(&o), 0);
	CHECK_INT(act(&o, act_put), RC_OK);
	CHECK_INT(go_round(&o), 1);
	CHECK(answered.cosigned);
	(void)head_of(&o, &checkpoint);
	CHECK(str_has(checkpoint, S("ban.example/witness")));
	CHECK_INT(go_round(&o), 0); /* asked a moment ago */
	o.ctx.now.ms += 120000;
	CHECK_INT(go_round(&o), 0); /* nothing new */
	CHECK_INT(act(&o, act_seal), RC_OK);
	CHECK_INT(go_round(&o), 1);
	CHECK(answered.cosigned);
	o.ctx.now.ms += COSIGN_DAILY_S * 1000LL;
	CHECK_INT(go_round(&o), 1); /* once a day in any case */
	CHECK(answered.cosigned);
	/* It is away: what is done is done, it is asked ever more seldom. */
	friend.away = true;
	CHECK_INT(act(&o, act_seal), RC_OK);
	o.ctx.now.ms += 61000;
	CHECK_INT(go_round(&o), 1);
	CHECK(!answered.cosigned && str_eq(answered.why, S("no line")));
	CHECK_INT(act(&o, act_seal), RC_OK);
	o.ctx.now.ms += 61000;
	CHECK_INT(go_round(&o), 0);
	o.ctx.now.ms += 61000;
	CHECK_INT(go_round(&o), 1);
	/* A clock that was set back keeps nobody silent. */
	o.ctx.now.ms -= 86400000;
	friend.away = false;
	CHECK_INT(go_round(&o), 1);
	CHECK(answered.cosigned);
	office_drop(&o);
}

static void
told_another_size(struct str where)
{
	struct office o;
	struct str checkpoint;

	if (!office_make(&o, where))
		return;
	friend_of(&o);
	CHECK_INT(act(&o, act_put), RC_OK);
	CHECK_INT(go_round(&o), 1);
	edit(&o, "UPDATE cosigner SET known = 0, asked_at = NULL"); /* we forgot */
	CHECK_INT(act(&o, act_seal), RC_OK);
	friend.asked = 0;
	CHECK_INT(go_round(&o), 1);
	CHECK_INT(friend.asked, 2);
	CHECK(answered.cosigned);
	/* It knows more than we have: we are the older copy. */
	friend.known.head.size = 90;
	o.ctx.now.ms += 61000;
	CHECK_INT(act(&o, act_seal), RC_OK);
	CHECK_INT(go_round(&o), 1);
	CHECK(!answered.cosigned && str_has(answered.why, S("older copy")));
	/* What it answers is not from it. */
	friend.known.head = tasks->head;
	friend.forger = true;
	edit(&o, "UPDATE cosigner SET asked_at = NULL");
	CHECK_INT(act(&o, act_seal), RC_OK);
	CHECK_INT(go_round(&o), 1);
	CHECK(!answered.cosigned && str_has(answered.why, S("not signed by its key")));
	(void)head_of(&o, &checkpoint);
	CHECK(!str_has(checkpoint, S("ban.example")));
	office_drop(&o);
}

#define EACH(name) static void name##_each(void) { store_each(name); }
EACH(a_witness_by_file)
EACH(a_fork_is_kept)
EACH(a_key_is_followed)
EACH(asked_and_not_waited_for)
EACH(told_another_size)

static const struct unit_test tests[] = {
	{ "record: a witness, by file", a_witness_by_file_each },
	{ "record: a fork is kept", a_fork_is_kept_each },
	{ "witness: a watched key is followed by its own word", a_key_is_followed_each },
	{ "record: witnesses are asked and not waited for", asked_and_not_waited_for_each },
	{ "record: a witness that knows another size", told_another_size_each },
};
UNIT_MAIN(tests)

/*
 * kit_signed: the heads of a kit. The newest is signed by the log's key, or by the one
 * that followed it. A generation of the log that ended has its last head in the first
 * entry of the next: that is an incident, which commits to the head (part
 * `checkpoint`), to a note of both keys (part `note`), and says how many entries went
 * along. So one key vouches for all of them.
 */
#include <inttypes.h>
#include <string.h>

#include "ledger/examine.h"
#include "ledger/keychain.h"
#include "parcel/kit_inside.h"

#define GENERATIONS_MAX 100

bool
kit_begins(const struct kit_examination *x, int64_t place)
{
	for (size_t i = 1; i < x->n_heads; i++)
		if (x->heads[i].base == place)
			return true;
	return false;
}

/* As the index says; what it says is held against the incidents. */
static bool
generations_read(struct kit_examination *x)
{
	const struct json *said = json_get(x->index, S("generations"));

	x->n_heads = json_len(said);
	if (x->n_heads > GENERATIONS_MAX)
		return false;
	x->heads = ARENA_ARRAY(x->mem, x->n_heads + 1, struct kit_signed);
	for (size_t i = 0; i < x->n_heads; i++) {
		struct kit_signed *h = &x->heads[i];

		h->n = json_int(json_get(json_at(said, i), S("n")), -1);
		h->base = json_int(json_get(json_at(said, i), S("base")), -1);
		if (h->n < 1 || h->base < 0 ||
		    (i > 0 && (h->n != h[-1].n + 1 || h->base < h[-1].base)))
			return false;
	}
	if (x->n_heads == 0)
		x->heads[x->n_heads++] = (struct kit_signed){ .n = 1 };
	return true;
}

/* ---- the newest --------------------------------------------------------------------- */

static void
cosignatures_check(struct kit_examination *x, const struct signed_note *note)
{
	struct policy_verdict v;

	if (!examine_policy(x->report, x->mem, x->known->policy, note, &v))
		return;
	if (v.holds)
		report_ok(x->report, "cosignatures", "%d witnesses; the policy is satisfied",
		    v.witnesses);
	else
		report_wrong(x->report, "cosignatures", "the policy is not satisfied: %d "
		    "witnesses have cosigned", v.witnesses);
}

/* By the key that was given, or by one that followed it. */
static bool
newest_signed(struct kit_examination *x, const struct signed_note *note, struct str vkey)
{
	struct note_key given, key;
	int steps = 0;

	if (!vkey_read(x->mem, vkey, &given) || given.type != KEY_LOG)
		return false;
	key = given;
	if (!note_signed_by(note, &key)) {
		key = keys_follow(x->mem, kit_bytes(x, S(KIT_KEYS)), given, &steps);
		if (steps == 0 || !note_signed_by(note, &key))
			return false;
	}
	report_ok(x->report, "log", "the checkpoint of %" PRId64 " entries is signed by %.*s",
	    x->heads[x->n_heads - 1].head.head.size, STR_ARG(key.name));
	if (steps > 0)
		report_ok(x->report, "log", "that is the key that followed the one given, by a "
		    "note that both have signed: %.*s", STR_ARG(vkey_text(x->mem, &key)));
	return true;
}

static bool
newest_check(struct kit_examination *x)
{
	struct signed_note *note = ARENA_NEW(x->mem, struct signed_note);
	struct str own = str_trim(kit_bytes(x, S(KIT_VKEY)));
	struct str vkey = x->known->vkey.n > 0 ? x->known->vkey : own;
	struct kit_signed *h = &x->heads[x->n_heads - 1];

	h->checkpoint = kit_bytes(x, S(KIT_CHECKPOINT));
	if (!note_read(x->mem, h->checkpoint, note) ||
	    !checkpoint_read(x->mem, note->text, &h->head)) {
		report_wrong(x->report, "log", "the checkpoint is missing or broken");
		return false;
	}
	h->holds = true; /* read at least: the rest is compared all the same */
	if (!newest_signed(x, note, vkey)) {
		report_wrong(x->report, "log", "the checkpoint is not signed by the key %.*s",
		    STR_ARG(vkey));
		return true;
	}
	if (x->known->vkey.n == 0)
		report_unknown(x->report, "log", "the key came with the kit; compare it with the "
		    "one on a decision or certificate: %.*s", STR_ARG(vkey));
	cosignatures_check(x, note);
	return true;
}

/* ---- those that ended ----------------------------------------------------------------- */

/* What an incident has left open: its bytes are what it commits to. */
static struct str
told(struct kit_examination *x, const struct kit_entry *k, const char *name)
{
	struct str bytes = kit_part(x, k->place, name);

	for (int i = 0; i < k->e.n_parts; i++)
		if (str_eq(k->e.parts[i].name, str_c(name)) && bytes.p != NULL &&
		    kit_part_fits(x, k->place, &k->e.parts[i], bytes))
			return bytes;
	return (struct str){ NULL, 0 };
}

/* What the incident says in words: how many entries went along. */
static bool
words_fit(struct kit_examination *x, const struct kit_signed *h, struct str act)
{
	struct str error;
	const struct json *said = json_get(json_read(x->mem, act, &error), S("body"));

	return str_eq(json_str(json_get(said, S("origin"))), h->head.origin) &&
	    json_int(json_get(said, S("size")), -1) == h->head.head.size &&
	    json_int(json_get(said, S("held")), -1) == h[1].base - h->base;
}

/* What is wrong with the head of one that ended; the next one's is proven. */
static const char *
ended_wrong(struct kit_examination *x, struct kit_signed *h)
{
	struct signed_note *note = ARENA_NEW(x->mem, struct signed_note);
	struct kit_entry k = { .place = h[1].base };
	struct str leaf = kit_bytes(x, kit_entry_name(x->mem, k.place, ".leaf"));
	struct key_change keys;

	if (!h[1].holds)
		return "what follows it is not proven";
	if (leaf.p == NULL || kit_entry_wrong(x, &k, leaf) != NULL ||
	    !str_eq(k.e.type, S("incident")))
		return "the entry that begins the next one is not here";
	h->checkpoint = told(x, &k, "checkpoint");
	if (!note_read(x->mem, h->checkpoint, note) ||
	    !checkpoint_read(x->mem, note->text, &h->head))
		return "the next one does not commit to a last head";
	if (!key_note_read(x->mem, told(x, &k, "note"), &keys) ||
	    !str_eq(keys.new.name, h[1].head.origin) ||
	    !str_eq(keys.old.name, h->head.origin) || !note_signed_by(note, &keys.old))
		return "its last head is not signed by the key before";
	return words_fit(x, h, told(x, &k, "act")) ? NULL :
	    "what the next one says of it is something else";
}

static void
ended_check(struct kit_examination *x, struct kit_signed *h)
{
	const char *why = ended_wrong(x, h);
	const int64_t size = h->head.head.size, held = h[1].base - h->base;

	h->holds = why == NULL;
	if (why != NULL) {
		report_wrong(x->report, "log", "generation %" PRId64 ": %s", h->n, why);
		return;
	}
	report_ok(x->report, "log", "generation %" PRId64 " has ended with %" PRId64
	    " entries: the first entry of the next commits to its last head", h->n, size);
	if (size > held)
		report_unknown(x->report, "log", "generation %" PRId64 ": the office has lost "
		    "the last %" PRId64 " of them, so they are not in this kit; who kept a copy "
		    "of the log has them", h->n, size - held);
}

bool
kit_signed_check(struct kit_examination *x)
{
	if (!generations_read(x)) {
		report_wrong(x->report, "index", "its generations are broken");
		return false;
	}
	if (!newest_check(x))
		return false;
	for (size_t i = x->n_heads - 1; i-- > 0;)
		ended_check(x, &x->heads[i]);
	return true;
}

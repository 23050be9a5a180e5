/*
 * examine: see examine.h. Level by level the tiles are made again while the
 * entries go by, and each file is compared when its tile is complete; so one
 * pass over the entries checks every byte that was published.
 */
#include "ledger/examine.h"

#include <inttypes.h>
#include <string.h>

#include "ledger/chains.h"
#include "ledger/keychain.h"
#include "ledger/stamp.h"

#define BUNDLE_MEMORY (64 * MIB)

/* A tile that fills up. */
struct filling {
	int64_t n;
	int width;
	uint8_t bytes[TILE_WIDTH * 32];
};

struct examination {
	const struct examine_in *in;
	struct report *report;
	struct examined *out;
	struct arena scratch;      /* of a bundle */
	struct chains *chains;
	struct peaks peaks;        /* the root, from the entries alone */
	struct filling level[TILE_LEVELS];
	int64_t tiles;             /* files compared */
	bool has_older, has_stamp;
	struct tree_head older, stamped;
	struct moment stamped_at;
	struct moment newest;      /* `at` so far */
	int64_t back;              /* entries that say an earlier time */
};

#define LOG_WORD "log"

static bool
file_get(struct examination *x, struct str name, struct arena *mem, struct str *out)
{
	return x->in->files.read(x->in->files.arg, name, mem, out) == RC_OK;
}

/* ---- the head --------------------------------------------------------------------- */

bool
examine_policy(struct report *report, struct arena *mem, struct str policy,
    const struct signed_note *note, struct policy_verdict *out)
{
	struct policy *p = ARENA_NEW(mem, struct policy);
	struct policy_error error;

	if (policy.n == 0) {
		report_unknown(report, "cosignatures", "no policy was given, so what "
		    "witnesses say was not judged");
		return false;
	}
	if (!policy_read(mem, policy, p, &error)) {
		report_wrong(report, "cosignatures", "line %d of the policy: %s",
		    error.line, error.why);
		return false;
	}
	*out = policy_ask(mem, p, note);
	return true;
}

static void
policy_judge(struct examination *x, struct arena *mem, const struct signed_note *note)
{
	struct policy_verdict v;

	if (!examine_policy(x->report, mem, x->in->policy, note, &v))
		return;
	if (!v.holds)
		report_wrong(x->report, "cosignatures", "the policy is not satisfied: %d "
		    "witnesses have cosigned%s", v.witnesses,
		    v.log < 0 ? ", and the log's signature is not one it knows" : "");
	else
		report_ok(x->report, "cosignatures", "%d witnesses, the oldest at %.*s; the "
		    "policy is satisfied", v.witnesses, STR_ARG(moment_iso(mem,
		    (struct moment){ v.oldest * 1000 })));
}

/* The first key that the reader gave, or that followed one of them (keychain.h), and
 * that signed this; *steps says how many changes lie between. */
static bool
key_find(struct examination *x, struct arena *mem, const struct signed_note *note,
    struct note_key *key, int *steps)
{
	struct str rest = x->in->vkey, line, notes = S("");

	*steps = 0;
	for (bool asked = false; str_cut(&rest, '\n', &line); ) {
		if (!vkey_read(mem, str_trim(line), key) || key->type != KEY_LOG)
			return false;
		if (note_signed_by(note, key))
			return true;
		if (!asked)
			(void)file_get(x, S("keys"), mem, &notes);
		asked = true;
		*key = keys_follow(mem, notes, *key, steps);
		if (*steps > 0 && note_signed_by(note, key))
			return true;
	}
	return false;
}

static bool
signature_judge(struct examination *x, struct arena *mem, const struct signed_note *note,
    const char *what)
{
	struct note_key key = { .type = KEY_LOG };
	int steps;

	if (x->in->vkey.n == 0) {
		report_unknown(x->report, what, "no key was given, so the signature of the "
		    "log was not judged");
		return true;
	}
	if (!key_find(x, mem, note, &key, &steps)) {
		if (key.name.n == 0 || key.type != KEY_LOG)
			report_wrong(x->report, what, "the key that was given is no key of a log");
		else
			report_wrong(x->report, what, "the checkpoint is not signed by %.*s",
			    STR_ARG(key.name));
		return false;
	}
	report_ok(x->report, what, "the checkpoint is signed by %.*s%s", STR_ARG(key.name),
	    steps > 0 ? ", the key that followed the given one; both have signed that it "
	    "did" : "");
	return true;
}

static void
head_examine(struct examination *x, struct arena *mem)
{
	struct signed_note *note = ARENA_NEW(mem, struct signed_note);
	struct str bytes;

	if (!file_get(x, S("checkpoint"), mem, &bytes)) {
		report_wrong(x->report, LOG_WORD, "there is no checkpoint");
		return;
	}
	if (!note_read(mem, bytes, note) ||
	    !checkpoint_read(mem, note->text, &x->out->head)) {
		report_wrong(x->report, LOG_WORD, "the checkpoint is none: its form is broken");
		return;
	}
	x->out->has_head = true;
	(void)signature_judge(x, mem, note, LOG_WORD);
	policy_judge(x, mem, note);
}

/* ---- tiles -------------------------------------------------------------------------- */

/* The file of a tile must be exactly what was computed. A partial tile may have
 * given way to a longer one: then its beginning is compared. */
static void
tile_compare(struct examination *x, struct tile t, const uint8_t *bytes)
{
	const size_t n = (size_t)t.width * 32;
	struct str name = tile_path(&x->scratch, t), got;

	if (!file_get(x, name, &x->scratch, &got)) {
		struct tile full = { t.level, t.n, TILE_WIDTH };

		if (t.width == TILE_WIDTH || !file_get(x,
		    tile_path(&x->scratch, full), &x->scratch, &got)) {
			report_wrong(x->report, LOG_WORD, "%.*s is missing", STR_ARG(name));
			return;
		}
		got = str_head(got, n);
	}
	x->tiles++;
	if (got.n != n || memcmp(got.p, bytes, n) != 0)
		report_wrong(x->report, LOG_WORD, "%.*s is not what the entries make it",
		    STR_ARG(name));
}

static struct hash
tile_root(const uint8_t *bytes)
{
	struct hash row[TILE_WIDTH];

	memcpy(row, bytes, sizeof(row));
	for (int n = TILE_WIDTH; n > 1; n /= 2)
		for (int i = 0; i < n / 2; i++)
			row[i] = node_hash(&row[2 * i], &row[2 * i + 1]);
	return row[0];
}

static void
hash_add(struct examination *x, struct hash h)
{
	for (int level = 0; level < TILE_LEVELS; level++) {
		struct filling *f = &x->level[level];

		memcpy(f->bytes + f->width * 32, h.b, sizeof(h.b));
		if (++f->width < TILE_WIDTH)
			return;
		tile_compare(x, (struct tile){ level, f->n, TILE_WIDTH }, f->bytes);
		h = tile_root(f->bytes);
		f->n++;
		f->width = 0;
	}
}

/* ---- entries ------------------------------------------------------------------------ */

static void
time_look(struct examination *x, int64_t index, const struct entry *e)
{
	const int64_t day_ms = 86400000;

	/* Behind a checkpoint that witnesses have dated nothing can be older. */
	if (x->has_older && index >= x->older.size && x->out->oldest_cosigned.ms > 0 &&
	    e->at.ms < x->out->oldest_cosigned.ms - day_ms)
		report_wrong(x->report, "time", "entry %" PRId64 " (%.*s) says %.*s and came "
		    "after a checkpoint that was cosigned at %.*s", index,
		    STR_ARG(e->type), STR_ARG(moment_iso(&x->scratch, e->at)),
		    STR_ARG(moment_iso(&x->scratch, x->out->oldest_cosigned)));
	else if (x->has_stamp && index >= x->stamped.size &&
	    e->at.ms < x->stamped_at.ms - day_ms)
		report_wrong(x->report, "time", "entry %" PRId64 " (%.*s) says %.*s and came "
		    "after a head that was stamped at %.*s", index, STR_ARG(e->type),
		    STR_ARG(moment_iso(&x->scratch, e->at)),
		    STR_ARG(moment_iso(&x->scratch, x->stamped_at)));
	else if (e->at.ms < x->newest.ms - day_ms) {
		x->back++;
		if (!x->in->sample)
			report_wrong(x->report, "time", "entry %" PRId64 " (%.*s) says %.*s, more "
			    "than a day before an entry in front of it", index,
			    STR_ARG(e->type), STR_ARG(moment_iso(&x->scratch, e->at)));
	}
	if (e->at.ms > x->newest.ms)
		x->newest = e->at;
}

/* … as the head that was stamped with the time. */
static void
stamp_meet(struct examination *x)
{
	struct hash root = peaks_root(&x->peaks);

	if (memcmp(root.b, x->stamped.root.b, sizeof(root.b)) != 0)
		report_wrong(x->report, "stamp", "the first %" PRId64 " entries are not those that "
		    "were stamped: this log has been forked", x->stamped.size);
	else
		report_ok(x->report, "stamp", "the first %" PRId64 " entries were there at %.*s",
		    x->stamped.size, STR_ARG(moment_iso(&x->scratch, x->stamped_at)));
}

/* The entries have come as far as the older head. */
static void
older_meet(struct examination *x)
{
	struct hash root = peaks_root(&x->peaks);

	if (memcmp(root.b, x->older.root.b, sizeof(root.b)) == 0)
		report_ok(x->report, "older", "the first %" PRId64 " entries are those of the "
		    "older checkpoint", x->older.size);
	else
		report_wrong(x->report, "older", "the first %" PRId64 " entries are not those "
		    "of the older checkpoint: this log has been forked", x->older.size);
}

static void
entry_examine(struct examination *x, int64_t index, struct str bytes)
{
	struct hash leaf = leaf_hash(bytes);
	struct entry e;
	const char *wrong;

	peaks_add(&x->peaks, &leaf);
	hash_add(x, leaf);
	if (x->has_older && x->peaks.size == x->older.size)
		older_meet(x);
	if (x->has_stamp && x->peaks.size == x->stamped.size)
		stamp_meet(x);
	x->out->entries++;
	if (!entry_scan(&x->scratch, bytes, &e) && !entry_read(&x->scratch, bytes, &e)) {
		report_wrong(x->report, "entries", "entry %" PRId64 " is none: its form is "
		    "broken", index);
		return;
	}
	if ((wrong = chains_add(x->chains, &e, &leaf)) != NULL)
		report_wrong(x->report, "chains", "entry %" PRId64 " (%.*s): %s", index,
		    STR_ARG(e.type), wrong);
	time_look(x, index, &e);
	if (x->in->entry != NULL)
		x->in->entry(x->in->arg, index, &e, &leaf);
}

/* False when the rest cannot be read. */
static bool
bundle_examine(struct examination *x, struct tile t)
{
	struct str name = tile_path(&x->scratch, t), rest, entry;
	int n = 0;

	if (!file_get(x, name, &x->scratch, &rest)) {
		struct tile full = { t.level, t.n, TILE_WIDTH };

		if (!file_get(x, tile_path(&x->scratch, full), &x->scratch, &rest)) {
			report_wrong(x->report, LOG_WORD, "%.*s is missing; what is behind it "
			    "was not looked at", STR_ARG(name));
			return false;
		}
	}
	for (; n < t.width && bundle_cut(&rest, &entry); n++)
		entry_examine(x, t.n * TILE_WIDTH + n, entry);
	if (n < t.width) {
		report_wrong(x->report, LOG_WORD, "%.*s holds %d entries, not %d; what is "
		    "behind it was not looked at", STR_ARG(name), n, t.width);
		return false;
	}
	if (rest.n > 0)
		report_wrong(x->report, LOG_WORD, "%.*s holds more than it must",
		    STR_ARG(name));
	return true;
}

static void
entries_examine(struct examination *x)
{
	const int64_t size = x->out->head.head.size;

	if (x->has_older && x->older.size == 0)
		older_meet(x);
	for (int64_t at = 0; at < size; at += TILE_WIDTH) {
		struct tile t = { TILE_ENTRIES, at / TILE_WIDTH,
			(int)(size - at < TILE_WIDTH ? size - at : TILE_WIDTH) };

		if (!bundle_examine(x, t))
			return;
		arena_clear(&x->scratch);
	}
	for (int level = 0; level < TILE_LEVELS; level++)
		if (x->level[level].width > 0)
			tile_compare(x, (struct tile){ level, x->level[level].n,
			    x->level[level].width }, x->level[level].bytes);
}

/* ---- the whole ------------------------------------------------------------------------ */

/* The older checkpoint is evidence only when the log signed it; witnesses' times
 * in it date everything behind it. */
static void
older_read(struct examination *x, struct arena *mem)
{
	struct signed_note *note = ARENA_NEW(mem, struct signed_note);
	struct policy *p = ARENA_NEW(mem, struct policy);
	struct policy_error error;
	struct checkpoint c;

	if (x->in->older.n == 0) {
		report_unknown(x->report, "older", "no older checkpoint was given, so nobody "
		    "can say whether this log was exchanged for another since");
		return;
	}
	if (!note_read(mem, x->in->older, note) || !checkpoint_read(mem, note->text, &c) ||
	    !str_eq(c.origin, x->out->head.origin)) {
		report_wrong(x->report, "older", "the older checkpoint is none of this log");
		return;
	}
	if (!signature_judge(x, mem, note, "older"))
		return;
	if (c.head.size > x->out->head.head.size) {
		report_wrong(x->report, "older", "the older checkpoint has %" PRId64 " entries, "
		    "this log only %" PRId64 ": entries were taken away", c.head.size,
		    x->out->head.head.size);
		return;
	}
	x->has_older = true;
	x->older = c.head;
	if (x->in->policy.n > 0 && policy_read(mem, x->in->policy, p, &error))
		x->out->oldest_cosigned = (struct moment){
			policy_ask(mem, p, note).oldest * 1000 };
}

/* The newest time stamp that lies beside the checkpoint. */
static void
stamp_read_beside(struct examination *x, struct arena *mem)
{
	struct signed_note *note = ARENA_NEW(mem, struct signed_note);
	struct str day, bytes, answer;
	struct checkpoint c;

	if (!file_get(x, S("stamp.day"), mem, &day)) {
		report_unknown(x->report, "stamp", "no time-stamping authority was asked: times "
		    "are what the office and its witnesses say");
		return;
	}
	day = str_trim(day);
	if (!file_get(x, str_printf(mem, "stamp/%.*s.checkpoint", STR_ARG(day)), mem, &bytes) ||
	    !file_get(x, str_printf(mem, "stamp/%.*s.tsr", STR_ARG(day)), mem, &answer) ||
	    !stamp_read(answer, S(""), bytes, &x->stamped_at)) {
		report_wrong(x->report, "stamp", "the time stamp is broken, missing, or of other "
		    "bytes");
		return;
	}
	if (!note_read(mem, bytes, note) || !checkpoint_read(mem, note->text, &c) ||
	    !str_eq(c.origin, x->out->head.origin) || c.head.size > x->out->head.head.size) {
		report_wrong(x->report, "stamp", "what was stamped is no head of this log, or a "
		    "larger one: entries were taken away");
		return;
	}
	if (x->in->roots.n == 0) {
		report_unknown(x->report, "stamp", "no roots of an authority were given, so who "
		    "signed the time was not judged");
	} else if (!stamp_signed(answer, bytes, x->in->roots)) {
		report_wrong(x->report, "stamp", "no authority under the given roots signed it");
		return;
	}
	x->has_stamp = true;
	x->stamped = c.head;
}

static void
root_judge(struct examination *x)
{
	const struct tree_head *head = &x->out->head.head;
	struct hash root = peaks_root(&x->peaks);

	if (x->out->entries != head->size)
		return; /* it was said what is missing */
	if (memcmp(root.b, head->root.b, sizeof(root.b)) != 0)
		report_wrong(x->report, LOG_WORD, "the root of the %" PRId64 " entries is not "
		    "the one that was signed", head->size);
	else
		report_ok(x->report, LOG_WORD, "%" PRId64 " entries give the root that was "
		    "signed; %" PRId64 " tiles are what they must be; %" PRId64 " chains were followed",
		    head->size, x->tiles, chains_count(x->chains));
	if (chains_earlier(x->chains) > 0)
		report_unknown(x->report, "chains", "%" PRId64 " entries refer to an earlier "
		    "generation of this log, which is another log", chains_earlier(x->chains));
	if (x->in->sample && x->back > 0)
		report_unknown(x->report, "time", "%" PRId64 " entries of this sample office "
		    "tell of invented days", x->back);
}

void
examine_log(const struct examine_in *in, struct arena *mem, struct report *report,
    struct examined *out)
{
	struct examination *x = ARENA_NEW(mem, struct examination);

	*out = (struct examined){ .has_head = false };
	x->in = in;
	x->report = report;
	x->out = out;
	x->chains = chains_new(mem);
	arena_init(&x->scratch, BUNDLE_MEMORY);
	head_examine(x, mem);
	if (out->has_head) {
		older_read(x, mem);
		stamp_read_beside(x, mem);
		entries_examine(x);
		root_judge(x);
	}
	arena_release(&x->scratch);
}

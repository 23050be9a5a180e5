/* public_log: see public_log.h. */
#include "act/public_log.h"

#include <inttypes.h>
#include <string.h>

#include "act/publisher.h"
#include "base/code.h"
#include "ledger/part.h"
#include "ledger/stamp.h"

const struct reason WHY_ENTRY_CODE_WRONG = { RC_ABSENT, "entry_code_wrong" };

static struct str
hash64(struct ctx *c, struct str bytes)
{
	return base64_text(c->mem, bytes);
}

/* A file of the log; no text without it. */
static struct str
log_text(struct ctx *c, struct str name)
{
	struct fault quiet = { 0 };
	struct str path, bytes;

	if (publisher_file(c->log, name, c->mem, &quiet, &path) != RC_OK ||
	    disk_read(path, 64 * KIB, c->mem, &quiet, &bytes) != RC_OK)
		return S("");
	return bytes;
}

/* The newest time stamp, if it is one. */
static void
stamp_load(struct ctx *c, struct public_log *out)
{
	struct str day = str_trim(log_text(c, S("stamp.day"))), head, answer;

	if (day.n == 0)
		return;
	head = log_text(c, str_printf(c->mem, "stamp/%.*s.checkpoint", STR_ARG(day)));
	answer = log_text(c, str_printf(c->mem, "stamp/%.*s.tsr", STR_ARG(day)));
	if (!stamp_read(answer, S(""), head, &out->stamped_at))
		return;
	out->stamp_tsr = str_printf(c->mem, "%.*s.tsr", STR_ARG(day));
	out->stamp_head = str_printf(c->mem, "%.*s.checkpoint", STR_ARG(day));
}

enum rc
public_log_load(struct ctx *c, struct public_log *out)
{
	struct fault quiet = { 0 };
	struct tree_head head;
	enum rc rc;

	*out = (struct public_log){ 0 };
	if (c->log == NULL ||
	    publisher_head(c->log, c->mem, &quiet, &head, &out->checkpoint) != RC_OK)
		return RC_OK;
	out->open = true;
	out->origin = publisher_origin(c->log);
	out->vkey = publisher_vkey(c->log, c->mem);
	out->witness_vkey = publisher_witness_vkey(c->log, c->mem);
	out->size = head.size;
	stamp_load(c, out);
	out->root = hash64(c, (struct str){ (char *)head.root.b, 32 });
	rc = generations_load(c, &out->generations);
	return rc == RC_OK ? q_entry_newest(c->db, &out->newest) : rc;
}

/* "ab-cd ef…" as "ABCDEF…". */
enum rc
entry_code_clean(struct ctx *c, struct str typed, struct str *out)
{
	struct buf b = buf_new(c->mem, 64);

	for (size_t i = 0; i < typed.n && i < 40; i++) {
		char letter = typed.p[i];

		if (letter >= 'a' && letter <= 'z')
			letter = (char)(letter - 'a' + 'A');
		if (letter != ' ' && letter != '-')
			buf_char(&b, letter);
	}
	*out = buf_str(&b);
	return leaf_code_ok(*out) ? RC_OK :
	    FAIL(c, WHY_ENTRY_CODE_WRONG, "%.*s", STR_ARG(str_head(typed, 40)));
}

static enum rc
entry_find(struct ctx *c, struct str typed, struct q_entry_by_code *out)
{
	struct q_entry_by_code_rows rows;
	struct str code;
	enum rc rc;

	if ((rc = entry_code_clean(c, typed, &code)) != RC_OK ||
	    (rc = q_entry_by_code(c->db, code, &rows)) != RC_OK)
		return rc;
	if (rows.n == 0)
		return FAIL(c, WHY_ABSENT, "entry %.*s", STR_ARG(code));
	*out = rows.v[0];
	return RC_OK;
}

/* `place` and `base` are the database's; a generation that ended has its last head. */
static bool
is_published(struct ctx *c, struct generation_entry e)
{
	struct fault quiet = { 0 };
	struct tree_head head;
	struct generation_now now;
	struct str checkpoint;
	bool holds;

	if (c->log == NULL || publisher_head(c->log, c->mem, &quiet, &head,
	    &checkpoint) != RC_OK || generation_now(c, &now) != RC_OK)
		return false;
	if (e.generation == now.n)
		return e.index < head.size;
	return generation_holds(c, e, &holds) == RC_OK && holds;
}

/* Leaves only what everybody may see. */
static enum rc
parts_public(struct ctx *c, struct record_id record, struct opened_parts *out)
{
	struct q_record_of r;
	const struct record_kind *kind;
	struct q_record_decided decided;
	bool found, waits = false;
	size_t n = 0;
	enum rc rc;

	out->n = 0;
	if (c->log == NULL)
		return RC_OK;
	if ((rc = q_record_of(c->db, record, &r, &found)) != RC_OK)
		return rc;
	kind = found ? record_kind_find(r.kind) : NULL;
	if (kind == NULL)
		return FAIL(c, WHY_BROKEN, "%s", "an entry without its record");
	if (kind->after_decision) {
		rc = q_record_decided(c->db, record, &decided, &found);
		waits = !found;
	}
	if (rc != RC_OK || waits || (rc = parts_open(c, record, out)) != RC_OK)
		return rc;
	for (size_t i = 0; i < out->n; i++)
		if (out->v[i].class == PART_PUBLIC)
			out->v[n++] = out->v[i];
	out->n = n;
	return RC_OK;
}

static struct str
hex_of(struct ctx *c, struct str bytes)
{
	struct buf b = buf_new(c->mem, 256);

	for (size_t i = 0; i < bytes.n; i++)
		buf_printf(&b, "%02x", (unsigned)(uint8_t)bytes.p[i]);
	return buf_str(&b);
}

/* The session of a decided conclusion: its basis names it. */
static struct meeting_id
kit_meeting_of(const struct opened_parts *parts)
{
	struct meeting_id id = { 0 };
	struct str rest, line;

	for (size_t i = 0; i < parts->n; i++)
		for (rest = parts->v[i].bytes; str_eq(parts->v[i].name, S("basis")) &&
		    str_cut(&rest, '\n', &line);)
			if (str_starts(line, S("meeting ")) &&
			    !str_int(str_from(line, 8), &id.v))
				id.v = 0;
	return id;
}

/* The proof file of an entry. Absent: not signed yet, or the files of a generation that
 * ended are not here. */
static enum rc
proof_of(struct ctx *c, struct generation_entry e, struct str *out)
{
	struct generation_now now;
	enum rc rc;

	if (c->log == NULL)
		return FAIL(c, WHY_ABSENT, "%s", "no log");
	if ((rc = generation_now(c, &now)) != RC_OK)
		return rc;
	if (e.generation != now.n)
		return generation_proof(c, e, out);
	return publisher_proof(c->log, e.index, c->mem, c->fault, out);
}

static enum rc
proof_if_there(struct ctx *c, struct generation_entry e, struct str *out)
{
	enum rc rc = proof_of(c, e, out);

	if (rc != RC_ABSENT)
		return rc;
	*c->fault = (struct fault){ 0 };
	*out = (struct str){ NULL, 0 };
	return RC_OK;
}

/* How many have signed the head in a proof besides the log: lines of witnesses are kept
 * only when they were checked (log_cosigned). A log between two keys has two lines of its
 * own name. */
static int
cosigned_of(struct ctx *c, struct str proof)
{
	struct signed_note *note = ARENA_NEW(c->mem, struct signed_note);
	struct str rest = proof, line;
	struct checkpoint head;
	int n = 0;

	while (str_cut(&rest, '\n', &line) && line.n > 0)
		continue; /* the head begins behind the first empty line */
	if (!note_read(c->mem, rest, note) || !checkpoint_read(c->mem, note->text, &head))
		return 0;
	for (int i = 0; i < note->n; i++)
		n += !str_eq(note->signatures[i].name, head.origin);
	return n;
}

enum rc
public_entry_load(struct ctx *c, struct str code, struct public_entry *out)
{
	struct str proof = { NULL, 0 };
	enum rc rc;

	*out = (struct public_entry){ 0 };
	if ((rc = entry_find(c, code, &out->e)) != RC_OK)
		return rc;
	out->leaf = hash64(c, out->e.leaf);
	out->index = out->e.place - out->e.base;
	out->published = is_published(c, (struct generation_entry){ out->e.generation,
	    out->index });
	rc = parts_public(c, out->e.record, &out->parts);
	for (size_t i = 0; rc == RC_OK && i < out->parts.n; i++)
		out->salts[i] = hex_of(c, out->parts.v[i].salt);
	if (rc == RC_OK && out->published)
		out->meeting = kit_meeting_of(&out->parts);
	if (rc == RC_OK && out->published)
		rc = proof_if_there(c, (struct generation_entry){ out->e.generation,
		    out->index }, &proof);
	out->cosigned = cosigned_of(c, proof);
	return rc;
}

enum rc
public_leaf(struct ctx *c, struct str code, struct str *out)
{
	struct q_entry_by_code e;
	enum rc rc = entry_find(c, code, &e);

	if (rc == RC_OK)
		*out = e.body;
	return rc;
}

enum rc
public_proof(struct ctx *c, struct str code, struct str *out)
{
	struct q_entry_by_code e;
	enum rc rc = entry_find(c, code, &e);

	return rc == RC_OK ? proof_of(c, (struct generation_entry){ e.generation,
	    e.place - e.base }, out) : rc;
}

enum rc
receipt_load(struct ctx *c, const char *kind, const char *noun, int64_t noun_id,
    struct receipt *out)
{
	struct q_entry_of row;
	bool found;
	enum rc rc;

	*out = (struct receipt){ 0 };
	if (c->log == NULL)
		return RC_OK;
	rc = q_entry_of(c->db, str_c(kind), str_c(noun), noun_id, &row, &found);
	if (rc != RC_OK || !found)
		return rc;
	*out = (struct receipt){ .has = true, .code = row.code, .entry = row.body,
		.at = { row.generation, row.place - row.base } };
	out->published = is_published(c, out->at);
	out->leaf = hash64(c, row.leaf);
	return RC_OK;
}

enum rc
receipt_prove(struct ctx *c, struct receipt *r)
{
	enum rc rc = r->published ? proof_if_there(c, r->at, &r->proof) : RC_OK;

	r->cosigned = cosigned_of(c, r->proof);
	return rc;
}

enum rc
public_log_line(struct ctx *c, struct str *out)
{
	struct fault quiet = { 0 };
	struct tree_head head;
	struct str checkpoint;

	*out = (struct str){ NULL, 0 };
	if (c->log == NULL || publisher_head(c->log, c->mem, &quiet, &head,
	    &checkpoint) != RC_OK)
		return RC_OK;
	*out = str_printf(c->mem, "%.*s · %" PRId64 " · %.*s",
	    STR_ARG(publisher_origin(c->log)), head.size,
	    STR_ARG(hash64(c, (struct str){ (char *)head.root.b, 32 })));
	return RC_OK;
}

struct str
public_log_key(struct ctx *c)
{
	struct fault quiet = { 0 };
	struct tree_head head;
	struct str checkpoint;

	if (c->log == NULL || publisher_head(c->log, c->mem, &quiet, &head,
	    &checkpoint) != RC_OK)
		return (struct str){ NULL, 0 };
	return publisher_vkey(c->log, c->mem);
}

enum rc
public_log_file(struct ctx *c, struct str path, struct str *out)
{
	if (c->log == NULL)
		return FAIL(c, WHY_ABSENT, "%s", "no log");
	return publisher_file(c->log, path, c->mem, c->fault, out);
}

enum rc
public_text_read(struct ctx *c, struct str path, struct str *out)
{
	return disk_read(path, 128 * KIB, c->mem, c->fault, out);
}

enum rc
stamp_trouble(struct ctx *c, struct str *out)
{
	struct fault quiet = { 0 };

	*out = S("");
	if (c->log == NULL || publisher_dir(c->log).n == 0)
		return RC_OK;
	if (disk_read(str_printf(c->mem, "%.*s/stamp.why", STR_ARG(publisher_dir(c->log))),
	    KIB, c->mem, &quiet, out) != RC_OK)
		*out = S("");
	return RC_OK;
}

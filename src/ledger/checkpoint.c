/* checkpoint: see checkpoint.h. */
#include "ledger/checkpoint.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/code.h"

#define PROOF_HEAD "c2sp.org/tlog-proof@v1"

void
hash_line_put(struct buf *b, const struct hash *h)
{
	buf_put(b, base64_text(b->mem, (struct str){ (const char *)h->b, 32 }));
	buf_char(b, '\n');
}

bool
hash_line_read(struct arena *mem, struct str line, struct hash *out)
{
	struct str bytes;

	if (line.n != 44 || !base64_read(mem, line, &bytes) || bytes.n != 32)
		return false;
	memcpy(out->b, bytes.p, 32);
	return true;
}

bool
decimal_read(struct str s, int64_t *out)
{
	return s.n > 0 && s.p[0] != '-' && (s.p[0] != '0' || s.n == 1) &&
	    str_int(s, out);
}

struct str
checkpoint_text(struct arena *mem, const struct checkpoint *c)
{
	struct buf b = buf_new(mem, 1024);

	buf_put(&b, c->origin);
	buf_printf(&b, "\n%" PRId64 "\n", c->head.size);
	hash_line_put(&b, &c->head.root);
	return buf_str(&b);
}

bool
checkpoint_read(struct arena *mem, struct str text, struct checkpoint *out)
{
	struct str line;

	if (text.n == 0 || text.p[text.n - 1] != '\n' ||
	    !str_cut(&text, '\n', &out->origin) || out->origin.n == 0 ||
	    !str_cut(&text, '\n', &line) || !decimal_read(line, &out->head.size) ||
	    out->head.size > TREE_SIZE_MAX || !str_cut(&text, '\n', &line))
		return false;
	while (text.n > 0) {
		struct str more;

		if (!str_cut(&text, '\n', &more) || more.n == 0)
			return false;
	}
	return hash_line_read(mem, line, &out->head.root);
}

struct str
proof_text(struct arena *mem, const struct proof *p)
{
	struct buf b = buf_new(mem, NOTE_BYTES_MAX + 8192 + p->extra.n * 2);

	buf_lit(&b, PROOF_HEAD "\n");
	if (p->has_extra)
		buf_printf(&b, "extra %.*s\n", STR_ARG(base64_text(mem, p->extra)));
	buf_printf(&b, "index %" PRId64 "\n", p->index);
	for (int i = 0; i < p->path.n; i++)
		hash_line_put(&b, &p->path.h[i]);
	buf_char(&b, '\n');
	buf_put(&b, p->checkpoint);
	REQUIRE(buf_ok(&b));
	return buf_str(&b);
}

bool
proof_read(struct arena *mem, struct str bytes, struct proof *out)
{
	struct str line = { 0 };

	*out = (struct proof){ 0 };
	if (!str_cut(&bytes, '\n', &line) || !str_eq(line, S(PROOF_HEAD)) ||
	    !str_cut(&bytes, '\n', &line))
		return false;
	if (str_starts(line, S("extra "))) {
		out->has_extra = true;
		if (!base64_read(mem, str_from(line, 6), &out->extra) ||
		    !str_cut(&bytes, '\n', &line))
			return false;
	}
	if (!str_starts(line, S("index ")) ||
	    !decimal_read(str_from(line, 6), &out->index))
		return false;
	while (str_cut(&bytes, '\n', &line) && line.n > 0)
		if (out->path.n == PATH_LENGTH_MAX ||
		    !hash_line_read(mem, line, &out->path.h[out->path.n++]))
			return false;
	out->checkpoint = bytes;
	return line.n == 0 && bytes.n > 0;
}

bool
proof_holds(struct arena *mem, const struct proof *p, struct str entry,
    const struct note_key *key)
{
	struct signed_note *note = ARENA_NEW(mem, struct signed_note);
	struct checkpoint c;
	struct hash leaf = leaf_hash(entry);

	return note_read(mem, p->checkpoint, note) &&
	    checkpoint_read(mem, note->text, &c) && str_eq(c.origin, key->name) &&
	    note_signed_by(note, key) &&
	    path_holds(&p->path, (struct place_in_tree){ p->index, c.head.size },
	    &leaf, &c.head.root);
}

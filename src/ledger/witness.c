/* witness: see witness.h. */
#include "ledger/witness.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"

bool
witness_read(struct arena *mem, struct str body, struct witness_request *out)
{
	struct str line = { 0 };

	out->path.n = 0;
	if (body.n > WITNESS_BODY_MAX || !str_cut(&body, '\n', &line) ||
	    !str_starts(line, S("old ")) ||
	    !decimal_read(str_from(line, 4), &out->older))
		return false;
	line = S("-");
	while (str_cut(&body, '\n', &line) && line.n > 0)
		if (out->path.n == PATH_LENGTH_MAX ||
		    !hash_line_read(mem, line, &out->path.h[out->path.n++]))
			return false;
	out->bytes = body;
	return line.n == 0 && note_read(mem, body, &out->note) &&
	    checkpoint_read(mem, out->note.text, &out->checkpoint);
}

struct str
witness_body(struct arena *mem, int64_t older, const struct path *path,
    struct str checkpoint)
{
	struct buf b = buf_new(mem, WITNESS_BODY_MAX);

	buf_printf(&b, "old %" PRId64 "\n", older);
	for (int i = 0; i < path->n; i++)
		hash_line_put(&b, &path->h[i]);
	buf_char(&b, '\n');
	buf_put(&b, checkpoint);
	REQUIRE(buf_ok(&b));
	return buf_str(&b);
}

enum witness_answer
witness_judge(const struct witnessed *w, const struct witness_request *r, bool *fork)
{
	const struct tree_head *now = &r->checkpoint.head;
	struct tree_head known = w->head;
	bool same_size = now->size == known.size;

	*fork = false;
	if (known.size == 0)
		known.root = tree_empty();
	if (!w->known)
		return WITNESS_UNKNOWN;
	if (!note_signed_by(&r->note, &w->key))
		return WITNESS_NOT_SIGNED;
	/* Two roots for one size: proof enough, whatever was asked. */
	*fork = known.size > 0 && same_size &&
	    memcmp(now->root.b, known.root.b, 32) != 0;
	if (r->older > now->size)
		return WITNESS_OLD_TOO_LARGE;
	if (r->older != known.size || *fork)
		return WITNESS_OTHER_SIZE;
	if (link_holds(&r->path, &known, now))
		return WITNESS_COSIGN;
	/* A false path alone proves nothing: it may be a mistake. That the path is
	 * right and the root is not is for whoever has the entries to show. */
	*fork = true;
	return WITNESS_NOT_GROWN;
}

/* tile: the names of tiles; see tree.h. Numbers go in groups of three digits,
 * all but the last behind an x, so that no folder holds more than a thousand. */
#include <inttypes.h>

#include "base/buf.h"
#include "ledger/tree.h"

static void
number_put(struct buf *b, int64_t n, bool last)
{
	if (n >= 1000)
		number_put(b, n / 1000, false);
	buf_printf(b, "/%s%03d", last ? "" : "x", (int)(n % 1000));
}

struct str
tile_path(struct arena *mem, struct tile t)
{
	struct buf b = buf_new(mem, 200);

	if (t.level == TILE_ENTRIES)
		buf_lit(&b, "tile/entries");
	else
		buf_printf(&b, "tile/%d", t.level);
	number_put(&b, t.n, true);
	if (t.width < TILE_WIDTH)
		buf_printf(&b, ".p/%d", t.width);
	return buf_str(&b);
}

/* Three digits. */
static bool
group_read(struct str s, int *out)
{
	*out = 0;
	if (s.n != 3)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		*out = *out * 10 + (s.p[i] - '0');
	}
	return true;
}

/* "x001/x234/067": the first group is not zero when there are more. */
static bool
number_read(struct str s, int64_t *out)
{
	struct str part;
	bool last = false;
	int group, groups = 0;

	*out = 0;
	while (!last && groups < 5 && str_cut(&s, '/', &part)) {
		last = part.n > 0 && part.p[0] != 'x';
		if (!group_read(last ? part : str_from(part, 1), &group) ||
		    (groups == 0 && !last && group == 0))
			return false;
		*out = *out * 1000 + group;
		groups++;
	}
	return last && s.n == 0 && *out < TREE_SIZE_MAX;
}

/* Takes ".p/17" off the end. */
static bool
width_read(struct str *s, int *width)
{
	int64_t w;
	size_t at = 0;

	*width = TILE_WIDTH;
	while (at < s->n && s->p[at] != '.')
		at++;
	if (at == s->n)
		return true;
	if (!str_starts(str_from(*s, at), S(".p/")) ||
	    !str_int(str_from(*s, at + 3), &w) || w < 1 || w >= TILE_WIDTH ||
	    s->p[at + 3] == '0')
		return false;
	*width = (int)w;
	*s = str_head(*s, at);
	return true;
}

bool
tile_read(struct str path, struct tile *out)
{
	struct str part;

	if (!str_cut(&path, '/', &part) || !str_eq(part, S("tile")) ||
	    !str_cut(&path, '/', &part))
		return false;
	if (str_eq(part, S("entries")))
		out->level = TILE_ENTRIES;
	else if (part.n == 1 && part.p[0] >= '0' && part.p[0] < '0' + TILE_LEVELS)
		out->level = part.p[0] - '0';
	else
		return false;
	return width_read(&path, &out->width) && !str_ends(path, S("/")) &&
	    number_read(path, &out->n);
}

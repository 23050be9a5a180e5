/* out: see out.h. Values are copied into the page in runs between the few
 * letters that need an escape: most have none. */
#include "web/out.h"

#include "base/embedded.h"
#include "base/fault.h"
#include "base/hash.h"
#include "http/http.h"
#include "web/visit.h"

/* Blocks leave empty lines between them; of two line ends one is enough. */
void
html_lit(struct out *o, const char *p, size_t n)
{
	if (p[0] == '\n' && (o->b->n == 0 || o->b->p[o->b->n - 1] == '\n'))
		p++, n--;
	buf_put(o->b, (struct str){ p, n });
}

/* What a letter becomes, in element text and in double quotes alike; the
 * others stay as they are. */
static struct str
escape_of(char c)
{
	switch (c) {
	case '&': return S("&amp;");
	case '<': return S("&lt;");
	case '>': return S("&gt;");
	case '"': return S("&quot;");
	case '\'': return S("&#39;");
	default: return (struct str){ NULL, 0 };
	}
}

void
html_put_str(struct out *o, struct str s)
{
	static const bool special[256] = { ['&'] = true, ['<'] = true,
		['>'] = true, ['"'] = true, ['\''] = true };
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (!special[(unsigned char)s.p[i]])
			continue;
		buf_put(o->b, (struct str){ s.p + from, i - from });
		buf_put(o->b, escape_of(s.p[i]));
		from = i + 1;
	}
	buf_put(o->b, str_from(s, from));
}

void
html_put_i64(struct out *o, int64_t v)
{
	buf_int(o->b, v);
}

void
html_put_u64(struct out *o, uint64_t v)
{
	if (v <= INT64_MAX)
		buf_int(o->b, (int64_t)v);
	else
		buf_printf(o->b, "%llu", (unsigned long long)v);
}

void
html_put_day(struct out *o, struct day d)
{
	buf_put(o->b, day_text(o->b->mem, d));
}

void
html_put_moment(struct out *o, struct moment m)
{
	buf_put(o->b, moment_text(o->b->mem, m));
}

void
html_put_safe(struct out *o, struct safe_html h)
{
	buf_put(o->b, h.s);
}

/* The next run of a text between two places: letters, or of [one|many] one side.
 * embed has checked that every [ begins a choice and every { a place {0} … {9}. */
static bool
run_cut(struct str *rest, bool one, struct str *run)
{
	size_t open = str_find(*rest, '['), bar, end;

	if (rest->n == 0)
		return false;
	if (open > 0) {
		*run = str_head(*rest, open);
		*rest = str_from(*rest, open);
		return true;
	}
	bar = str_find(*rest, '|');
	end = str_find(*rest, ']');
	*run = one ? str_from(str_head(*rest, bar), 1) : str_from(str_head(*rest, end), bar + 1);
	*rest = str_from(*rest, end + 1);
	return true;
}

bool
html_text_next(struct out *o, struct html_text *walk)
{
	struct str rest = text_of(o->lang, walk->text), piece, run;
	const bool one = walk->at > 0 && str_eq(str_from(buf_str(o->b), walk->value), S("1"));
	size_t open;

	if (walk->at > rest.n)
		return false;
	rest = str_from(rest, walk->at);
	open = str_find(rest, '{');
	piece = str_head(rest, open);
	while (run_cut(&piece, one, &run))
		html_put_str(o, run);
	walk->value = o->b->n;
	if (open == rest.n) {
		walk->at += rest.n + 1; /* past the end: the next call stops */
		walk->place = -1;
		return rest.n > 0;
	}
	walk->place = rest.p[open + 1] - '0';
	walk->at += open + 3;
	return true;
}

struct str
text_fill(struct arena *mem, enum lang lang, enum text t, const struct str *a, size_t n)
{
	struct str rest = text_of(lang, t), value = S("");
	struct buf b = buf_new(mem, 16 * KIB);

	while (rest.n > 0) {
		size_t open = str_find(rest, '{'), place;
		struct str piece = str_head(rest, open), run;

		while (run_cut(&piece, str_eq(value, S("1")), &run))
			buf_put(&b, run);
		if (open == rest.n)
			break;
		place = (size_t)(rest.p[open + 1] - '0');
		value = place < n ? a[place] : S("");
		buf_put(&b, value);
		rest = str_from(rest, open + 3);
	}
	return buf_str(&b);
}

void
html_put_text(struct out *o, enum text t)
{
	struct html_text walk = { .text = t };

	if (text_is_plain(o->lang, t))
		buf_put(o->b, text_of(o->lang, t));
	else
		while (html_text_next(o, &walk))
			continue;
}

void
html_url_str(struct out *o, struct str s)
{
	url_encode(o->b, s);
}

void
html_href(struct out *o, struct address a)
{
	html_put_str(o, a.s);
}

void
html_asset(struct out *o, struct str plain)
{
	const struct embedded *e = asset_plain(plain);

	REQUIRE(e != NULL); /* a template names an asset that was not embedded */
	buf_lit(o->b, "/s/");
	buf_put(o->b, str_c(e->name));
}

/* All forms of a page carry the same name of this view. Most pages have none,
 * and a list for everybody need not ask the system for chance. */
void
html_token(struct out *o)
{
	if (o->nonce.n == 0)
		o->nonce = random_hex(o->b->mem, o->v->ctx.chance, 16);
	buf_lit(o->b, "<input type=\"hidden\" name=\"csrf\" value=\"");
	html_put_str(o, o->csrf);
	buf_lit(o->b, "\"><input type=\"hidden\" name=\"once\" value=\"");
	html_put_str(o, o->nonce);
	buf_lit(o->b, "\">");
}

struct address
address_kept(struct str s)
{
	bool good = s.n > 0 && s.n <= 2000 && s.p[0] == '/' && !(s.n > 1 && (s.p[1] == '/' || s.p[1] == '\\'));

	for (size_t i = 0; good && i < s.n; i++)
		good = s.p[i] > ' ' && s.p[i] != '\\' && s.p[i] != 0x7f;
	return (struct address){ good ? s : S("/") };
}

/* The path with its slashes, each part encoded. */
static void
path_put(struct buf *b, struct str path)
{
	struct str rest = str_from(path, path.n > 0 ? 1 : 0), part;

	if (rest.n == 0)
		buf_char(b, '/');
	while (str_cut(&rest, '/', &part)) {
		buf_char(b, '/');
		url_encode(b, part);
	}
}

struct address
address_with(struct arena *mem, const struct visit *v, struct str name, struct str value)
{
	struct buf b = buf_new(mem, 16 * KIB);
	struct pairs_in q = v->req->query;
	char sep = '?';

	path_put(&b, v->req->path);
	for (size_t i = 0; i <= q.n; i++) {
		struct str n = i < q.n ? q.v[i].name : name, val = i < q.n ? q.v[i].value : value;

		if ((i < q.n && str_eq(n, name)) || val.n == 0)
			continue;
		buf_char(&b, sep);
		url_encode(&b, n);
		buf_char(&b, '=');
		url_encode(&b, val);
		sep = '&';
	}
	return (struct address){ buf_str(&b) };
}

struct address
address_here(struct arena *mem, const struct visit *v)
{
	return address_with(mem, v, S(""), S(""));
}

/* entry: see entry.h. */
#include "ledger/entry.h"

#include <string.h>

#include "base/code.h"
#include "base/json.h"
#include "base/text.h"

static const char *const types[] = {
	"dossier-open", "document", "score-sheet", "score-total", "minutes",
	"decision", "certificate", "revoke", "correction", "handover", "receipt",
	"withdraw", "erase", "key", "agency-close", "agency-adopt", "incident",
};

bool
entry_type_known(struct str type)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (str_eq(type, str_c(types[i])))
			return true;
	return false;
}

struct str
uuid_make(struct arena *mem, struct chance *chance)
{
	uint8_t b[16];
	struct str hex;

	chance->fill(chance, b, sizeof(b));
	b[6] = (uint8_t)((b[6] & 0x0f) | 0x40);
	b[8] = (uint8_t)((b[8] & 0x3f) | 0x80);
	hex = str_head(hash_hex(mem, (struct hash){ { b[0], b[1], b[2], b[3], b[4],
	    b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14],
	    b[15] } }), 32);
	return str_printf(mem, "%.8s-%.4s-%.4s-%.4s-%.12s", hex.p, hex.p + 8,
	    hex.p + 12, hex.p + 16, hex.p + 20);
}

bool
uuid_ok(struct str s)
{
	static const char shape[] = "hhhhhhhh-hhhh-4hhh-vhhh-hhhhhhhhhhhh";

	if (s.n != sizeof(shape) - 1)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		const char *set = shape[i] == 'h' ? "0123456789abcdef" :
		    shape[i] == 'v' ? "89ab" : shape[i] == '4' ? "4" : "-";

		if (s.p[i] == 0 || strchr(set, s.p[i]) == NULL)
			return false;
	}
	return true;
}

/* ---- writing -------------------------------------------------------------------- */

static struct str
hash64(struct arena *mem, const struct hash *h)
{
	return base64_text(mem, (struct str){ (const char *)h->b, sizeof(h->b) });
}

static void
parts_put(struct json_out *o, const struct entry *e)
{
	json_name(o, S("parts"));
	json_open(o, '[');
	for (int i = 0; i < e->n_parts; i++) {
		json_open(o, '{');
		json_name(o, S("k"));
		json_put_str(o, e->parts[i].name);
		json_name(o, S("c"));
		json_put_str(o, hash64(o->b->mem, &e->parts[i].commitment));
		json_name(o, S("len"));
		json_put_int(o, e->parts[i].length);
		json_close(o, '}');
	}
	json_close(o, ']');
}

static void
refs_put(struct json_out *o, const struct entry *e)
{
	if (e->n_refs == 0)
		return;
	json_name(o, S("ref"));
	json_open(o, '[');
	for (int i = 0; i < e->n_refs; i++)
		json_put_str(o, hash64(o->b->mem, &e->refs[i]));
	json_close(o, ']');
}

static void
word_put(struct json_out *o, struct str name, struct str value)
{
	json_name(o, name);
	json_put_str(o, value);
}

struct str
entry_text(struct arena *mem, const struct entry *e)
{
	struct buf b = buf_new(mem, ENTRY_BYTES_MAX);
	struct json_out o = json_out(&b);

	REQUIRE(entry_type_known(e->type) && uuid_ok(e->dossier));
	REQUIRE(e->has_prev == (e->n > 0));
	json_open(&o, '{');
	json_name(&o, S("v"));
	json_put_int(&o, 1);
	word_put(&o, S("type"), e->type);
	word_put(&o, S("at"), moment_iso(mem, e->at));
	word_put(&o, S("by"), e->by);
	word_put(&o, S("dossier"), e->dossier);
	json_name(&o, S("epoch"));
	json_put_int(&o, e->epoch);
	json_name(&o, S("n"));
	json_put_int(&o, e->n);
	if (e->has_prev)
		word_put(&o, S("prev"), hash64(mem, &e->prev));
	word_put(&o, S("actor"), e->actor);
	parts_put(&o, e);
	refs_put(&o, e);
	json_close(&o, '}');
	REQUIRE(buf_ok(&b) && text_valid(buf_str(&b)));
	return buf_str(&b);
}

/* ---- reading --------------------------------------------------------------------- */

static bool
hash64_read(struct arena *mem, const struct json *j, struct hash *out)
{
	struct str bytes;

	if (!base64_read(mem, json_str(j), &bytes) || bytes.n != sizeof(out->b))
		return false;
	memcpy(out->b, bytes.p, sizeof(out->b));
	return true;
}

static bool
part_read(struct arena *mem, const struct json *j, struct entry_part *out)
{
	out->name = json_str(json_get(j, S("k")));
	return json_len(j) == 3 && out->name.n > 0 &&
	    hash64_read(mem, json_get(j, S("c")), &out->commitment) &&
	    json_is_int(json_get(j, S("len")), &out->length) &&
	    out->length >= 0 && out->length % 256 == 0;
}

static bool
lists_read(struct arena *mem, const struct json *j, struct entry *out)
{
	const struct json *parts = json_get(j, S("parts"));
	const struct json *refs = json_get(j, S("ref"));

	if (parts == NULL || json_kind(parts) != JSON_LIST ||
	    json_len(parts) > ENTRY_PARTS_MAX ||
	    (refs != NULL && (json_kind(refs) != JSON_LIST ||
	    json_len(refs) > ENTRY_REFS_MAX)))
		return false;
	out->n_parts = (int)json_len(parts);
	out->n_refs = refs == NULL ? 0 : (int)json_len(refs);
	for (int i = 0; i < out->n_parts; i++)
		if (!part_read(mem, json_at(parts, (size_t)i), &out->parts[i]))
			return false;
	for (int i = 0; i < out->n_refs; i++)
		if (!hash64_read(mem, json_at(refs, (size_t)i), &out->refs[i]))
			return false;
	return true;
}

/* "2026-11-28T18:05:00Z" */
bool
entry_moment_read(struct str s, struct moment *out)
{
	struct day day;
	int64_t part[3];

	if (s.n != 20 || s.p[10] != 'T' || s.p[13] != ':' || s.p[16] != ':' ||
	    s.p[19] != 'Z' || !day_read_iso(str_head(s, 10), &day))
		return false;
	for (size_t i = 0; i < 3; i++)
		if (!str_int((struct str){ s.p + 11 + 3 * i, 2 }, &part[i]) ||
		    part[i] < 0 || part[i] > (i == 0 ? 23 : 59))
			return false;
	out->ms = ((int64_t)day.n * 86400 + part[0] * 3600 + part[1] * 60 + part[2]) * 1000;
	return true;
}

static bool
members_known(const struct json *j)
{
	static const char *const known[] = { "v", "type", "at", "by", "dossier",
		"epoch", "n", "prev", "actor", "parts", "ref" };

	for (size_t i = 0; i < json_len(j); i++) {
		size_t k = 0;

		while (k < sizeof(known) / sizeof(known[0]) &&
		    !str_eq(json_key(j, i), str_c(known[k])))
			k++;
		if (k == sizeof(known) / sizeof(known[0]))
			return false;
	}
	return true;
}

bool
entry_read(struct arena *mem, struct str bytes, struct entry *out)
{
	struct str error;
	const struct json *j, *prev;

	memset(out, 0, sizeof(*out));
	if (bytes.n > ENTRY_BYTES_MAX || str_find(bytes, '\n') < bytes.n ||
	    (j = json_read(mem, bytes, &error)) == NULL ||
	    json_kind(j) != JSON_MAP || !members_known(j) ||
	    json_int(json_get(j, S("v")), 0) != 1)
		return false;
	out->type = json_str(json_get(j, S("type")));
	out->by = json_str(json_get(j, S("by")));
	out->dossier = json_str(json_get(j, S("dossier")));
	out->actor = json_str(json_get(j, S("actor")));
	out->epoch = json_int(json_get(j, S("epoch")), -1);
	out->n = json_int(json_get(j, S("n")), -1);
	prev = json_get(j, S("prev"));
	out->has_prev = prev != NULL;
	return entry_type_known(out->type) && out->by.n > 0 && uuid_ok(out->dossier) &&
	    out->actor.n > 0 && out->epoch >= 0 && out->n >= 0 &&
	    out->has_prev == (out->n > 0) &&
	    (prev == NULL || hash64_read(mem, prev, &out->prev)) &&
	    entry_moment_read(json_str(json_get(j, S("at"))), &out->at) &&
	    lists_read(mem, j, out);
}

/* ---- bundles ------------------------------------------------------------------------ */

void
bundle_put(struct buf *b, struct str entry)
{
	REQUIRE(entry.n <= BUNDLE_ENTRY_MAX);
	buf_char(b, (char)(uint8_t)(entry.n >> 8));
	buf_char(b, (char)(uint8_t)entry.n);
	buf_put(b, entry);
}

bool
bundle_cut(struct str *rest, struct str *entry)
{
	size_t n;

	if (rest->n < 2)
		return false;
	n = (size_t)(uint8_t)rest->p[0] << 8 | (uint8_t)rest->p[1];
	if (rest->n - 2 < n)
		return false;
	*entry = (struct str){ rest->p + 2, n };
	*rest = str_from(*rest, 2 + n);
	return true;
}

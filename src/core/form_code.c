/* form_code: see form_code.h. */
#include "core/form_code.h"

#include <string.h>

#include "base/code.h"
#include "base/hash.h"

#define MARK "O1"        /* of this shape of code; another shape has another mark */
#define BODY_BYTES 14
#define MAC_BYTES 8

static void
put_be(uint8_t *to, uint64_t v, int n)
{
	for (int i = n - 1; i >= 0; i--, v >>= 8)
		to[i] = (uint8_t)v;
}

static uint64_t
get_be(const char *from, int n)
{
	uint64_t v = 0;

	for (int i = 0; i < n; i++)
		v = v << 8 | (uint8_t)from[i];
	return v;
}

static bool
has_room(const struct form_code *c)
{
	return c->kind > 0 && c->kind < CODED__COUNT && c->thing > 0 &&
	    c->thing <= UINT32_MAX && c->part >= 0 && c->part <= UINT32_MAX &&
	    c->edition <= 0xffffff && c->page >= 1 && c->page <= c->of &&
	    c->of <= FORM_PAGES_MAX;
}

static struct hash
mac_of(struct arena *mem, struct str key, struct str body)
{
	return hash_keyed(key, str_printf(mem, "ocop form %.*s",
	    STR_ARG(base32_text(mem, body))));
}

struct str
form_code_text(struct arena *mem, const struct form_code *c, struct str key)
{
	uint8_t b[BODY_BYTES + MAC_BYTES];
	struct hash mac;

	if (!has_room(c) || key.n == 0)
		return S("");
	put_be(b, (uint64_t)c->kind << 20 | (uint64_t)c->page << 10 | (uint64_t)c->of, 3);
	put_be(b + 3, (uint64_t)c->thing, 4);
	put_be(b + 7, (uint64_t)c->part, 4);
	put_be(b + 11, c->edition, 3);
	mac = mac_of(mem, key, (struct str){ (const char *)b, BODY_BYTES });
	memcpy(b + BODY_BYTES, mac.b, MAC_BYTES);
	return str_printf(mem, MARK "%.*s", STR_ARG(base32_text(mem,
	    (struct str){ (const char *)b, sizeof(b) })));
}

bool
form_code_read(struct arena *mem, struct str text, struct str key,
    struct form_code *out)
{
	struct form_code c;
	struct str b, body;
	struct hash mac;
	uint64_t head;

	if (key.n == 0 || text.n != FORM_CODE_LETTERS || !str_starts(text, S(MARK)) ||
	    !base32_read(mem, str_from(text, sizeof(MARK) - 1), &b) ||
	    b.n != BODY_BYTES + MAC_BYTES)
		return false;
	body = str_head(b, BODY_BYTES);
	mac = mac_of(mem, key, body);
	if (!hash_same(str_from(b, BODY_BYTES),
	    (struct str){ (const char *)mac.b, MAC_BYTES }))
		return false;
	head = get_be(b.p, 3);
	c = (struct form_code){ .kind = (enum coded)(head >> 20),
		.page = (int)(head >> 10 & 1023), .of = (int)(head & 1023),
		.thing = (int64_t)get_be(b.p + 3, 4), .part = (int64_t)get_be(b.p + 7, 4),
		.edition = (uint32_t)get_be(b.p + 11, 3) };
	if (!has_room(&c))
		return false;
	*out = c;
	return true;
}

uint32_t
form_edition(const struct str *said, size_t n)
{
	struct hasher *h = hasher_new();
	struct hash sum;

	for (size_t i = 0; i < n; i++) {
		uint8_t length[8];

		put_be(length, said[i].n, 8);
		hasher_put(h, length, sizeof(length));
		hasher_put(h, said[i].p, said[i].n);
	}
	sum = hasher_end(h);
	return (uint32_t)get_be((const char *)sum.b, 3);
}

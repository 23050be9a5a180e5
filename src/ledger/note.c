/* note: see note.h. */
#include "ledger/note.h"

#include <inttypes.h>
#include <openssl/evp.h>
#include <string.h>

#include "base/buf.h"
#include "base/code.h"
#include "base/fault.h"
#include "base/hash.h"
#include "base/text.h"

#define DASH "\xe2\x80\x94 "

/* The blanks of Unicode that are not in ASCII. */
static const char *const blanks[] = {
	"\xc2\x85", "\xc2\xa0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
	"\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
	"\u2028", "\u2029", "\u202f", "\u205f", "\u3000",
};

bool
note_name_ok(struct str name)
{
	if (name.n == 0 || name.n > 255 || !text_valid(name))
		return false;
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.p[i] <= ' ' || name.p[i] == '+' ||
		    name.p[i] == 0x7f)
			return false;
	for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++)
		if (str_has(name, str_c(blanks[i])))
			return false;
	return true;
}

static void
key_id(struct note_key *k)
{
	struct hasher *h = hasher_new();
	uint8_t type[2] = { '\n', (uint8_t)k->type };
	struct hash id;

	hasher_put(h, k->name.p, k->name.n);
	hasher_put(h, type, sizeof(type));
	hasher_put(h, k->key, sizeof(k->key));
	id = hasher_end(h);
	memcpy(k->id, id.b, sizeof(k->id));
}

bool
vkey_read(struct arena *mem, struct str text, struct note_key *out)
{
	struct str name, id, key;
	char hex[9];

	if (!str_cut(&text, '+', &name) || !str_cut(&text, '+', &id) ||
	    !note_name_ok(name) || id.n != 8 || !base64_read(mem, text, &key) ||
	    key.n != 33 || (key.p[0] != KEY_LOG && key.p[0] != KEY_WITNESS))
		return false;
	out->name = str_copy(mem, name);
	out->type = (enum key_type)key.p[0];
	memcpy(out->key, key.p + 1, sizeof(out->key));
	key_id(out);
	(void)snprintf(hex, sizeof(hex), "%02x%02x%02x%02x", out->id[0], out->id[1],
	    out->id[2], out->id[3]);
	return str_eq(id, str_c(hex));
}

struct str
vkey_text(struct arena *mem, const struct note_key *key)
{
	char bytes[33];

	bytes[0] = (char)key->type;
	memcpy(bytes + 1, key->key, sizeof(key->key));
	return str_printf(mem, "%.*s+%02x%02x%02x%02x+%.*s", STR_ARG(key->name),
	    key->id[0], key->id[1], key->id[2], key->id[3],
	    STR_ARG(base64_text(mem, (struct str){ bytes, sizeof(bytes) })));
}

/* ---- Ed25519 ------------------------------------------------------------------ */

struct note_signer
note_signer(struct arena *mem, struct str name, enum key_type type,
    const uint8_t seed[32])
{
	struct note_signer s = { .key = { .name = str_copy(mem, name), .type = type } };
	EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, 32);
	size_t n = sizeof(s.key.key);

	REQUIRE(note_name_ok(name) && key != NULL);
	REQUIRE(EVP_PKEY_get_raw_public_key(key, s.key.key, &n) == 1 && n == 32);
	EVP_PKEY_free(key);
	memcpy(s.seed, seed, sizeof(s.seed));
	key_id(&s.key);
	return s;
}

static void
ed25519_sign(const uint8_t seed[32], struct str text, uint8_t to[64])
{
	EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, 32);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	size_t n = 64;

	REQUIRE(key != NULL && ctx != NULL);
	REQUIRE(EVP_DigestSignInit(ctx, NULL, NULL, NULL, key) == 1);
	REQUIRE(EVP_DigestSign(ctx, to, &n, (const uint8_t *)text.p, text.n) == 1 &&
	    n == 64);
	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
}

static bool
ed25519_good(const uint8_t public[32], struct str text, struct str signature)
{
	EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, public, 32);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool good;

	REQUIRE(ctx != NULL);
	good = key != NULL && signature.n == 64 &&
	    EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, key) == 1 &&
	    EVP_DigestVerify(ctx, (const uint8_t *)signature.p, 64,
	    (const uint8_t *)text.p, text.n) == 1;
	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
	return good;
}

/* ---- notes ----------------------------------------------------------------------- */

static bool
text_ok(struct str text)
{
	if (text.n == 0 || text.p[text.n - 1] != '\n' || !text_valid(text))
		return false;
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < ' ' && text.p[i] != '\n')
			return false;
	return true;
}

static bool
signature_read(struct arena *mem, struct str line, struct note_signature *out)
{
	if (!str_starts(line, S(DASH)))
		return false;
	line = str_from(line, sizeof(DASH) - 1);
	if (!str_cut(&line, ' ', &out->name) || !note_name_ok(out->name))
		return false;
	return base64_read(mem, line, &out->bytes) && out->bytes.n >= 5;
}

bool
note_read(struct arena *mem, struct str bytes, struct signed_note *out)
{
	struct str rest, line;
	size_t at = bytes.n;

	if (bytes.n < 4 || bytes.n > NOTE_BYTES_MAX || bytes.p[bytes.n - 1] != '\n')
		return false;
	while (at >= 2 && memcmp(bytes.p + at - 2, "\n\n", 2) != 0)
		at--;
	if (at < 2)
		return false;
	out->text = str_head(bytes, at - 1);
	out->n = 0;
	if (!text_ok(out->text))
		return false;
	for (rest = str_from(bytes, at); str_cut(&rest, '\n', &line);) {
		if (out->n == NOTE_SIGNATURES_MAX ||
		    !signature_read(mem, line, &out->signatures[out->n]))
			return false;
		out->n++;
	}
	return out->n > 0;
}

struct str
note_text(struct arena *mem, struct str text)
{
	REQUIRE(text_ok(text));
	return str_printf(mem, "%.*s\n", STR_ARG(text));
}

static struct str
line_make(struct arena *mem, const struct note_key *key, struct str payload)
{
	struct buf b = buf_new(mem, 256);

	buf_put(&b, (struct str){ (const char *)key->id, sizeof(key->id) });
	buf_put(&b, payload);
	return str_printf(mem, DASH "%.*s %.*s\n", STR_ARG(key->name),
	    STR_ARG(base64_text(mem, buf_str(&b))));
}

static bool
is_from(const struct note_signature *s, const struct note_key *key, size_t size)
{
	return str_eq(s->name, key->name) && s->bytes.n == size &&
	    memcmp(s->bytes.p, key->id, sizeof(key->id)) == 0;
}

struct str
note_sign(struct arena *mem, const struct note_signer *s, struct str text)
{
	uint8_t made[64];

	REQUIRE(s->key.type == KEY_LOG && text_ok(text));
	ed25519_sign(s->seed, text, made);
	return line_make(mem, &s->key, (struct str){ (char *)made, sizeof(made) });
}

bool
note_signed_by(const struct signed_note *n, const struct note_key *key)
{
	for (int i = 0; key->type == KEY_LOG && i < n->n; i++)
		if (is_from(&n->signatures[i], key, 68) &&
		    ed25519_good(key->key, n->text, str_from(n->signatures[i].bytes, 4)))
			return true;
	return false;
}

static struct str
line_again(struct arena *mem, const struct note_signature *s)
{
	return str_printf(mem, DASH "%.*s %.*s\n", STR_ARG(s->name),
	    STR_ARG(base64_text(mem, s->bytes)));
}

struct str
note_alone(struct arena *mem, const struct signed_note *n, const struct note_key *key)
{
	for (int i = 0; key->type == KEY_LOG && i < n->n; i++)
		if (is_from(&n->signatures[i], key, 68) &&
		    ed25519_good(key->key, n->text, str_from(n->signatures[i].bytes, 4)))
			return str_printf(mem, "%.*s\n%.*s", STR_ARG(n->text),
			    STR_ARG(line_again(mem, &n->signatures[i])));
	return S("");
}

static bool
same_key(const struct note_signature *a, const struct note_signature *b)
{
	return str_eq(a->name, b->name) && memcmp(a->bytes.p, b->bytes.p, 4) == 0;
}

struct str
note_merge(struct arena *mem, struct str whole, struct str lines)
{
	struct signed_note *n = ARENA_NEW(mem, struct signed_note);
	struct buf b = buf_new(mem, NOTE_BYTES_MAX);
	struct note_signature more;
	struct str line;
	int at;

	if (!note_read(mem, whole, n))
		return S("");
	while (str_cut(&lines, '\n', &line)) {
		if (!signature_read(mem, line, &more))
			continue;
		for (at = 0; at < n->n && !same_key(&n->signatures[at], &more);)
			at++;
		if (at == NOTE_SIGNATURES_MAX)
			return S("");
		n->signatures[at] = more;
		n->n += at == n->n;
	}
	buf_printf(&b, "%.*s\n", STR_ARG(n->text));
	for (int i = 0; i < n->n; i++)
		buf_put(&b, line_again(mem, &n->signatures[i]));
	return buf_ok(&b) ? buf_str(&b) : S("");
}

/* ---- with the time ------------------------------------------------------------------ */

static struct str
timed(struct arena *mem, struct str text, int64_t seconds)
{
	return str_printf(mem, "cosignature/v1\ntime %" PRId64 "\n%.*s", seconds,
	    STR_ARG(text));
}

struct str
note_cosign(struct arena *mem, const struct note_signer *s, struct str text,
    int64_t posix_seconds)
{
	uint8_t made[72];

	REQUIRE(s->key.type == KEY_WITNESS && posix_seconds > 0);
	for (int i = 0; i < 8; i++)
		made[i] = (uint8_t)(posix_seconds >> (56 - 8 * i));
	ed25519_sign(s->seed, timed(mem, text, posix_seconds), made + 8);
	return line_make(mem, &s->key, (struct str){ (char *)made, sizeof(made) });
}

bool
note_cosigned_by(struct arena *mem, const struct signed_note *n,
    const struct note_key *key, int64_t *posix_seconds)
{
	bool found = false;

	*posix_seconds = 0;
	for (int i = 0; key->type == KEY_WITNESS && i < n->n; i++) {
		const struct note_signature *s = &n->signatures[i];
		uint64_t time = 0;

		if (!is_from(s, key, 76))
			continue;
		for (int k = 4; k < 12; k++)
			time = time << 8 | (uint8_t)s->bytes.p[k];
		if (time == 0 || time > INT64_MAX || !ed25519_good(key->key,
		    timed(mem, n->text, (int64_t)time), str_from(s->bytes, 12)))
			continue;
		found = true;
		if ((int64_t)time > *posix_seconds)
			*posix_seconds = (int64_t)time;
	}
	return found;
}

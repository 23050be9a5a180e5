/*
 * The test vectors of docs/RECORD.md, read from the page: what a stranger is
 * told to get is what we get.
 */
#include "unit.h"

#include "base/code.h"
#include "ledger/checkpoint.h"
#include "ledger/claims.h"

static struct str
the_page(void)
{
	char *text = arena_alloc(unit_mem(), 256 * 1024);
	FILE *f = fopen("docs/RECORD.md", "r");
	struct str page = { text, f == NULL ? 0 : fread(text, 1, 256 * 1024, f) };

	if (f != NULL)
		fclose(f);
	return page;
}

/* The value in a row of the page's table, by what stands in front of it. */
static struct str
vector(const char *what)
{
	struct str rest = the_page(), line, head;

	head = str_printf(unit_mem(), "| %s | `", what);
	while (str_cut(&rest, '\n', &line))
		if (str_starts(line, head)) {
			line = str_from(line, head.n);
			return str_head(line, str_find(line, '`'));
		}
	CHECK_STR(str_c(what), S("a row of docs/RECORD.md"));
	return S("");
}

/* "a\\nb\\n" of the page as two lines. */
static struct str
lines_of(struct str text)
{
	struct buf b = buf_new(unit_mem(), 1024);

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\\' && i + 1 < text.n && text.p[i + 1] == 'n') {
			buf_char(&b, '\n');
			i++;
		} else {
			buf_char(&b, text.p[i]);
		}
	return buf_str(&b);
}

static void
the_log(void)
{
	struct str salt = S("\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b"
	    "\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b");
	struct checkpoint c = { S("example.vn/log/79/1"), { 7, { { 0 } } } };
	struct note_key key;

	CHECK_STR(hash_hex(unit_mem(), tree_empty()), vector("root of nothing"));
	CHECK_STR(hash_hex(unit_mem(), leaf_hash(S(""))), vector("root of one empty entry"));
	CHECK_STR(hash_hex(unit_mem(), hash_keyed(salt, S("Hi There"))),
	    vector("HMAC of `Hi There`, salt 32 × `0b`"));
	CHECK_STR(checkpoint_text(unit_mem(), &c),
	    lines_of(vector("checkpoint of size 7, root of 32 zero bytes")));
	CHECK(vkey_read(unit_mem(), vector("a key with plus signs"), &key));
	CHECK_STR(key.name, S("sum.golang.org"));
}

/* The proof file that the page shows, whole. */
static struct str
the_proof_text(void)
{
	struct str page = the_page(), begins = S("```\nc2sp.org/tlog-proof@v1\nindex 1\n");
	size_t at = 0;

	while (at < page.n && !str_starts(str_from(page, at), begins))
		at++;
	CHECK(at < page.n);
	page = str_from(page, at + 4);
	return str_head(page, str_find(page, '`'));
}

static void
the_proof(void)
{
	struct str entry = vector("the entry"), text = the_proof_text();
	struct hash leaf = leaf_hash(entry);
	struct note_key log, witness[2];
	struct proof proof;
	struct signed_note *n = ARENA_NEW(unit_mem(), struct signed_note);
	int64_t first, second;

	CHECK_STR(base64_text(unit_mem(), (struct str){ (char *)leaf.b, 32 }),
	    vector("its leaf hash"));
	CHECK_STR(str_head(base32_text(unit_mem(), (struct str){ (char *)leaf.b, 32 }), 10),
	    vector("its short code"));
	CHECK(vkey_read(unit_mem(), vector("the log's key"), &log) &&
	    vkey_read(unit_mem(), vector("a witness's key"), &witness[0]) &&
	    vkey_read(unit_mem(), vector("another's"), &witness[1]));
	CHECK(proof_read(unit_mem(), text, &proof) &&
	    proof_holds(unit_mem(), &proof, entry, &log));
	CHECK(note_read(unit_mem(), proof.checkpoint, n) &&
	    note_cosigned_by(unit_mem(), n, &witness[0], &first) &&
	    note_cosigned_by(unit_mem(), n, &witness[1], &second));
	CHECK_STR(str_printf(unit_mem(), "%lld", (long long)first), vector("when both signed"));
	CHECK_INT(second, first + 1);
	/* … and of another entry it is no proof */
	CHECK(!proof_holds(unit_mem(), &proof, str_head(entry, entry.n - 1), &log));
}

static void
the_signed_code(void)
{
	struct str letters = vector("letters that it signed"), spki, kid;
	struct claims claims;
	struct cose by;
	struct buf hex = buf_new(unit_mem(), 64);

	CHECK(base64_read(unit_mem(), vector("`spki` of a key of signed codes"), &spki));
	kid = es256_kid(unit_mem(), spki);
	for (size_t i = 0; i < kid.n; i++)
		buf_printf(&hex, "%02x", (unsigned char)kid.p[i]);
	CHECK_STR(buf_str(&hex), vector("its `kid`"));
	CHECK(claims_read(letters, unit_mem(), &claims, &by));
	CHECK(cose_verify(&by, spki));
	CHECK_STR(claims.product, S("Nấm mối sấy mẫu"));
	CHECK_INT(claims.star, 3);
	/* … and with another letter it is not signed, or nothing at all */
	letters = str_printf(unit_mem(), "%.*s%c%.*s", 98, letters.p,
	    letters.p[98] == 'A' ? 'B' : 'A', (int)(letters.n - 99), letters.p + 99);
	CHECK(!claims_read(letters, unit_mem(), &claims, &by) || !cose_verify(&by, spki));
}

static const struct unit_test tests[] = {
	{ "the log's vectors of the page are ours", the_log },
	{ "the entry and the proof of the page hold", the_proof },
	{ "the signed code of the page is good", the_signed_code },
};
UNIT_MAIN(tests)

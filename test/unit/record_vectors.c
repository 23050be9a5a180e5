/*
 * The test vectors of docs/RECORD.md, read from the page: what a stranger is
 * told to get is what we get.
 */
#include "unit.h"

#include "base/code.h"
#include "ledger/checkpoint.h"
#include "ledger/claims.h"

/* The value in a row of the page's table, by what stands in front of it. */
static struct str
vector(const char *what)
{
	char *text = arena_alloc(unit_mem(), 256 * 1024);
	FILE *f = fopen("docs/RECORD.md", "r");
	struct str rest = { text, f == NULL ? 0 : fread(text, 1, 256 * 1024, f) }, line, head;

	if (f != NULL)
		fclose(f);
	head = str_printf(unit_mem(), "| %s | `", what);
	while (str_cut(&rest, '\n', &line))
		if (str_starts(line, head)) {
			line = str_from(line, head.n);
			return str_head(line, str_find(line, '`'));
		}
	CHECK_STR(str_c(what), S("a row of docs/RECORD.md"));
	return S("");
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
	CHECK_STR(checkpoint_text(unit_mem(), &c), S("example.vn/log/79/1\n7\n"
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"));
	CHECK(vkey_read(unit_mem(), vector("a key with plus signs"), &key));
	CHECK_STR(key.name, S("sum.golang.org"));
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
	{ "the signed code of the page is good", the_signed_code },
};
UNIT_MAIN(tests)
